"""A perfect reading scores 1 everywhere; each kind of error lowers what it should and nothing else."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace

import pytest

from rashomon.errors import RashomonError
from rashomon.records import (
    Actor,
    Article,
    Attribution,
    Claim,
    Document,
    Entity,
    Mention,
    Passage,
    Reason,
    Span,
    Standing,
    Voice,
)
from rashomon.selftest import Report, as_dict, render
from rashomon.selftest.key import parse_key
from rashomon.selftest.score import score_case

TEXT = """The dam at Sollum fell, General Ada Orm said on Monday.
Orm denied that "the southern guard has fled", the Heron reported.
There were rumours that Bela Orm had left the town.
Sign up for our newsletter today.
"""

KEY = {
    "articles": [
        {
            "article": "dam.txt",
            "outlet": "The Gull",
            "published": "2031-05-06",
            "opinion": False,
            "furniture": ["Sign up for our newsletter today."],
            "attributions": [
                {
                    "id": "a1",
                    "source": ["General Ada Orm"],
                    "cue": ["said"],
                    "content": ["The dam at Sollum fell"],
                    "speaker": "Ada Orm",
                    "speaker_kind": "named",
                    "quotation": "indirect",
                    "kind": "indirect",
                    "parent": None,
                    "polarity": "positive",
                    "certainty": "certain",
                    "mode": "actual",
                },
                {
                    "id": "a2",
                    "source": ["the Heron"],
                    "cue": ["reported"],
                    "content": ['Orm denied that "the southern guard has fled"'],
                    "speaker": "the Heron",
                    "speaker_kind": "named",
                    "quotation": "mixed",
                    "kind": "mixed",
                    "parent": None,
                    "polarity": "positive",
                    "certainty": "certain",
                    "mode": "actual",
                },
                {
                    "id": "a3",
                    "source": ["Orm"],
                    "cue": ["denied"],
                    "content": ["the southern guard has fled"],
                    "speaker": "Ada Orm",
                    "speaker_kind": "named",
                    "quotation": "direct",
                    "kind": "nested",
                    "parent": "a2",
                    "polarity": "negative",
                    "certainty": "certain",
                    "mode": "actual",
                },
                {
                    "id": "a4",
                    "source": [],
                    "cue": ["rumours"],
                    "content": ["Bela Orm had left the town"],
                    "speaker": None,
                    "speaker_kind": "rumour",
                    "quotation": "indirect",
                    "kind": "rumour",
                    "parent": None,
                    "polarity": "positive",
                    "certainty": "possible",
                    "mode": "actual",
                },
            ],
        }
    ],
    "actors": [
        {"name": "Ada Orm", "kind": "person", "spelled": {"dam.txt": ["General Ada Orm", "Orm"]}},
        {"name": "Bela Orm", "kind": "person", "spelled": {"dam.txt": ["Bela Orm"]}},
        {"name": "The Heron", "kind": "organisation", "spelled": {"dam.txt": ["Heron"]}},
    ],
}


def at(text: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = TEXT.index(text, start + 1)
    return Span(start, start + len(text))


def perfect() -> Document:
    attributions = (
        Attribution(
            id=0,
            source=(at("General Ada Orm"),),
            cue=(at("said"),),
            content=(at("The dam at Sollum fell"),),
            speaker="General Ada Orm",
            speaker_kind="named",
        ),
        Attribution(
            id=1,
            source=(at("the Heron"),),
            cue=(at("reported"),),
            content=(at('Orm denied that "the southern guard has fled"'),),
            speaker="Heron",
            speaker_kind="named",
            quotation="mixed",
        ),
        Attribution(
            id=2,
            source=(at("Orm", 2),),
            cue=(at("denied"),),
            content=(at("the southern guard has fled"),),
            parent=1,
            speaker="Orm",
            speaker_kind="named",
            quotation="direct",
        ),
        Attribution(
            id=3,
            source=(),
            cue=(at("rumours"),),
            content=(at("Bela Orm had left the town"),),
            speaker_kind="rumour",
        ),
    )
    certain = Standing(certainty="certain")
    return Document(
        article=Article(
            name="dam.txt",
            text=TEXT,
            outlet="The Gull",
            published="2031-05-06T09:30:00Z",
            passages=(
                Passage(span=at("Sign up for our newsletter today."), kind="furniture", why="sign-up"),
            ),
        ),
        mentions=(
            Mention(span=at("General Ada Orm"), kind="person", form="name"),
            Mention(span=at("Orm", 2), kind="person", form="name"),
            Mention(span=at("Bela Orm"), kind="person", form="name"),
            Mention(span=at("Heron"), kind="organisation", form="name"),
        ),
        entities=(
            Entity(number=0, name="Ada Orm", kind="person", mentions=(0, 1)),
            Entity(number=1, name="Bela Orm", kind="person", mentions=(2,)),
            Entity(number=2, name="Heron", kind="organisation", mentions=(3,)),
        ),
        attributions=attributions,
        standings=(
            certain,
            certain,
            Standing(polarity="negative", certainty="certain"),
            Standing(certainty="possible"),
        ),
        claims=(claim(at("The dam at Sollum fell")),),
    )


def claim(span: Span) -> Claim:
    return Claim(
        id="c",
        spans=(span,),
        voices=(Voice(name=None, kind="outlet"),),
        quotation="indirect",
        standing=Standing(),
        attribution=None,
    )


ACTORS = tuple(Actor(id=f"x{n}", name=f"x{n}", kind="person", names=(), articles=1) for n in range(3))
HOMES = {("dam.txt", n): f"x{n}" for n in range(3)}


def score(document: Document | None = None, homes: dict[tuple[str, int], str] | None = None) -> Report:
    document = document or perfect()
    return score_case(parse_key(KEY), {"dam.txt": document}, ACTORS, homes or HOMES)


def f1s(report: Report) -> dict[tuple[str, str], float]:
    rates = {(line.step, line.what): line.score.f1 for line in report.rates}
    return rates | {
        (line.step, line.what): line.share.value for line in report.portions if line.note != "want 0"
    }


def edited(number: int, **fields: object) -> Document:
    document = perfect()
    rows = list(document.attributions)
    rows[number] = replace(rows[number], **fields)  # type: ignore[arg-type]
    return replace(document, attributions=tuple(rows))


def with_standing(number: int, **fields: object) -> Document:
    document = perfect()
    rows = list(document.standings)
    rows[number] = replace(rows[number], **fields)  # type: ignore[arg-type]
    return replace(document, standings=tuple(rows))


def with_article(**fields: object) -> Document:
    document = perfect()
    return replace(document, article=replace(document.article, **fields))  # type: ignore[arg-type]


def without(number: int) -> Document:
    document = perfect()
    kept = [n for n in range(len(document.attributions)) if n != number]
    return replace(
        document,
        attributions=tuple(document.attributions[n] for n in kept),
        standings=tuple(document.standings[n] for n in kept),
    )


def test_a_perfect_reading_scores_one_everywhere() -> None:
    report = score()
    assert set(f1s(report).values()) == {1.0}
    assert report.portion("furniture", "claims made of it").share.part == 0
    assert [(row.kind, row.right, row.total) for row in report.kinds if row.total] == [
        ("direct", 0, 0),
        ("mixed", 1, 1),
        ("indirect", 1, 1),
        ("rumour", 1, 1),
        ("nested", 1, 1),
    ][1:]
    assert (report.merges, report.splits, report.false_finds, report.skipped) == ((), (), (), ())


SOURCES = {"who-what", "who-what, nested too"}
ATTRIBUTIONS = SOURCES | {"cue+content", "detect"}

LOWERED: dict[str, tuple[Callable[[], Document], set[str]]] = {
    "another source": (lambda: edited(0, source=(at("Monday"),)), SOURCES | {"words of source"}),
    "no source": (lambda: edited(1, source=()), SOURCES | {"words of source"}),
    "another cue": (lambda: edited(0, cue=(at("Monday"),)), {"cue+content", "words of cue"}),
    "content less than half": (
        lambda: edited(0, content=(at("Sollum fell"),)),
        (ATTRIBUTIONS - {"detect"}) | {"words of content"},
    ),
    "content half": (lambda: edited(0, content=(at("at Sollum fell"),)), {"words of content"}),
    "missed": (
        lambda: without(0),
        ATTRIBUTIONS | {"words of source", "words of cue", "words of content"},
    ),
    "no parent": (lambda: edited(2, parent=None), {"parent (the chain)"}),
    "wrong parent": (lambda: edited(2, parent=0), {"parent (the chain)"}),
    "needless parent": (lambda: edited(3, parent=1), {"parent (the chain)"}),
    "another speaker": (lambda: edited(0, speaker="Bela Orm"), {"name"}),
    "no speaker": (lambda: edited(2, speaker=None), {"name"}),
    "speaker kind": (lambda: edited(0, speaker_kind="unnamed"), {"speaker kind"}),
    "quotation": (lambda: edited(0, quotation="direct"), {"quotation"}),
    "polarity": (lambda: with_standing(2, polarity="positive"), {"polarity"}),
    "certainty": (lambda: with_standing(2, certainty="possible"), {"certainty"}),
    "mode": (lambda: with_standing(2, mode="wished"), {"mode"}),
    "outlet missing": (lambda: with_article(outlet=None), {"outlet"}),
    "outlet wrong": (lambda: with_article(outlet="The Heron"), {"outlet"}),
    "date wrong": (lambda: with_article(published="2031-05-07"), {"date"}),
    "opinion": (lambda: with_article(opinion=True), {"opinion"}),
    "furniture unmarked": (lambda: with_article(passages=()), {"words marked"}),
    "kind of an actor": (
        lambda: replace(
            perfect(), entities=(*perfect().entities[:2], replace(perfect().entities[2], kind="place"))
        ),
        {"kind"},
    ),
}


@pytest.mark.parametrize("case", LOWERED)
def test_an_error_lowers_its_own_figures_and_no_others(case: str) -> None:
    make, expected = LOWERED[case]
    assert {what for (_, what), value in f1s(score(make())).items() if value < 1} == expected


def test_a_stray_find_costs_precision_and_is_told_by_its_route() -> None:
    document = perfect()
    stray = Attribution(
        id=4, source=(), cue=(at("Sign"),), content=(at("newsletter today"),), route="quotation"
    )
    report = score(replace(document, attributions=(*document.attributions, stray)))
    assert report.rate("attributions", "who-what").precision == pytest.approx(4 / 5)
    assert report.rate("attributions", "who-what").recall == 1
    assert report.false_finds == (("quotation", 1),)


def test_a_stray_nested_find_is_passed_over_by_the_usual_rule_and_counted_by_the_strict_one() -> None:
    document = perfect()
    stray = Attribution(id=4, source=(), cue=(), content=(at("newsletter today"),), parent=0)
    report = score(replace(document, attributions=(*document.attributions, stray)))
    assert report.rate("attributions", "who-what").precision == 1
    assert report.rate("attributions", "who-what, nested too").precision == pytest.approx(4 / 5)


@pytest.mark.parametrize(
    ("document", "fate"),
    [
        (edited(0, source=()), "other_source"),
        (edited(0, content=(at("fell"),)), "other_ends"),
        (without(0), "missed"),
    ],
)
def test_what_became_of_an_attribution_is_told_by_kind(document: Document, fate: str) -> None:
    row = next(row for row in score(document).kinds if row.kind == "indirect")
    assert (row.right, getattr(row, fate), row.total) == (0, 1, 1)


def test_furniture_that_became_a_claim_is_counted() -> None:
    document = perfect()
    report = score(replace(document, claims=(*document.claims, claim(at("our newsletter today")))))
    words = report.portion("furniture", "its words in claims").share
    claims = report.portion("furniture", "claims made of it").share
    assert (words.part, words.whole, claims.part, claims.whole) == (3, 6, 1, 2)


def test_two_people_in_one_actor_are_a_wrong_merge_with_the_programs_own_reason() -> None:
    actors = (replace(ACTORS[0], reasons=(Reason(maker="surname", detail="same surname Orm"),)), *ACTORS[1:])
    report = score_case(
        parse_key(KEY), {"dam.txt": perfect()}, actors, {**HOMES, ("dam.txt", 1): "x0", ("dam.txt", 2): "x0"}
    )
    assert [(m.first, m.second, m.why) for m in report.wrong_merges] == [
        ("Ada Orm", "Bela Orm", "same surname Orm")
    ]
    assert len(report.merges) == 3
    assert report.rate("actors", "B-cubed over names").f1 < 1


def test_an_actor_in_two_parts_is_a_split() -> None:
    document = perfect()
    entities = (
        replace(document.entities[0], mentions=(0,)),
        *document.entities[1:],
        Entity(number=3, name="Orm", kind="person", mentions=(1,)),
    )
    report = score(replace(document, entities=entities), {**HOMES, ("dam.txt", 3): "x3"})
    cubed = report.rate("actors", "B-cubed over names")
    assert report.splits == (("Ada Orm", 2),)
    assert (cubed.precision, cubed.recall) == (1, pytest.approx((0.5 + 0.5 + 1 + 1) / 4))


def test_a_name_not_found_costs_recall_alone() -> None:
    document = perfect()
    report = score(
        replace(document, mentions=(*document.mentions[:3], replace(document.mentions[3], form="nominal")))
    )
    cubed = report.rate("actors", "B-cubed over names")
    assert (cubed.precision, cubed.recall) == (1, pytest.approx(3 / 4))
    assert report.portion("actors", "names found").share.part == 3


def test_an_article_that_could_not_be_read_is_missed_with_all_in_it() -> None:
    key = copy.deepcopy(KEY)
    key["articles"].append({**key["articles"][0], "article": "lost.pdf"})
    report = score_case(parse_key(key), {"dam.txt": perfect()}, ACTORS, HOMES, skipped=["lost.pdf: broken"])
    assert report.rate("articles", "taken in").recall == 0.5
    assert report.rate("attributions", "detect").recall == 0.5
    assert "Not read: lost.pdf: broken" in render(report)


def test_a_key_that_quotes_what_the_text_lacks_is_refused_with_every_such_place() -> None:
    document = with_article(text="Nothing of the kind.", passages=())
    with pytest.raises(RashomonError) as error:
        score(document)
    for wanted in ("attribution a1", "'rumours'", "actor Bela Orm", "furniture"):
        assert wanted in str(error.value)


def test_the_table_and_the_data_say_the_same() -> None:
    report = score(edited(0, source=()))
    data = as_dict(report)
    assert data["rates"]["attributions"]["who-what"] == {
        "precision": 75.0,
        "recall": 75.0,
        "f1": 75.0,
        "right": 3,
        "wrong": 1,
        "missed": 1,
    }
    assert data["kinds"]["indirect"]["other source"] == 1
    line = next(line for line in render(report).splitlines() if " who-what " in f" {line} ")
    assert line.split()[-6:] == ["75.0", "75.0", "75.0", "3", "1", "1"]
