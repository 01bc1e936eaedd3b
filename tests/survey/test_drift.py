"""How the standing of a story changes on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from told_in_short import Told, ledger

from rashomon.findings import Conflict, Copy, Drift, Member, Proposition
from rashomon.ledger import Ledger, LedgerArticle, LedgerVoice
from rashomon.records import Span
from rashomon.survey.drift import find_drifts

STORY = "fighters of Red Lance are in Ostrel"
RUMOUR = LedgerVoice(name=None, kind="rumour")


def case(*told: Told, outlets: Sequence[str], voices: dict[str, LedgerVoice | None] | None = None) -> Ledger:
    """One article a claim; ``voices``: who speaks, None for the outlet itself."""
    made = ledger(told)
    articles = []
    for article, outlet in zip(made.articles, outlets, strict=True):
        (claim,) = article.claims
        own = LedgerVoice(name=outlet, kind="outlet")
        voice = (voices or {}).get(claim.id, claim.speaker)
        claims = (replace(claim, voices=(own, voice) if voice else (own,)),)
        articles.append(replace(article, outlet=outlet, claims=claims))
    return replace(made, articles=tuple(articles))


def tell(id_: str, day: str, **changes: str) -> Told:
    return replace(Told(id=id_, text=STORY, article=f"{id_}.txt", published=day), **changes)


def one(*signs: tuple[str, int]) -> Proposition:
    members = tuple(Member(claim=claim, sign=sign, is_hedged=False, score_frame=1.0) for claim, sign in signs)  # type: ignore[arg-type]
    return Proposition(id="p", text=STORY, claim=signs[0][0], members=members)


def told(drifts: Sequence[Drift]) -> list[tuple[str, str | None, list[str]]]:
    return [(drift.direction, drift.voice, [step.standing for step in drift.steps]) for drift in drifts]


WHISPER, NEWS = tell("a", "2031-04-07"), tell("b", "2031-04-26")


def test_a_rumour_becomes_a_fact_from_outlet_to_outlet() -> None:
    found = case(WHISPER, NEWS, outlets=["The Post", "The Bee"], voices={"a": RUMOUR, "b": None})
    assert told(find_drifts(found, [one(("a", 1), ("b", 1))])) == [("hardens", None, ["rumour", "fact"])]


@pytest.mark.parametrize(
    ("outlets", "days", "why"),
    [
        (["The Post", "The Post"], ("2031-04-07", "2031-04-26"), "one outlet is no way"),
        (["The Post", "The Bee"], ("2031-04-07", "2031-04"), "nobody knows which was first"),
        (["The Post", "The Bee"], ("2031-04-26", "2031-04-07"), "then it had been a fact from the start"),
    ],
)
def test_what_does_not_harden(outlets: list[str], days: tuple[str, str], why: str) -> None:
    found = case(tell("a", days[0]), tell("b", days[1]), outlets=outlets, voices={"a": RUMOUR, "b": None})
    assert "hardens" not in [drift.direction for drift in find_drifts(found, [one(("a", 1), ("b", 1))])], why


def test_a_story_told_as_a_fact_at_once_does_not_harden_because_somebody_doubts_it() -> None:
    middle = tell("b", "2031-04-10")
    found = case(
        tell("a", "2031-04-07"),
        middle,
        tell("c", "2031-04-26"),
        outlets=["The Post", "The Bee", "The Owl"],
        voices={"a": None, "b": RUMOUR, "c": None},
    )
    assert find_drifts(found, [one(("a", 1), ("b", 1), ("c", 1))]) == ()


def test_a_voice_that_was_sure_says_may() -> None:
    later = tell("b", "2031-04-26", certainty="possible", speaker="Ministry")
    found = case(tell("a", "2031-04-07", speaker="Ministry"), later, outlets=["The Post", "The Post"])
    assert told(find_drifts(found, [one(("a", 1), ("b", 1))])) == [
        ("softens", "Ministry", ["reported", "possible"])
    ]


def test_a_voice_that_denied_says_it() -> None:
    denial = tell("a", "2031-04-07", polarity="negative", speaker="Ada Orm")
    found = case(denial, tell("b", "2031-04-26", speaker="Ada Orm"), outlets=["The Post", "The Bee"])
    assert told(find_drifts(found, [one(("b", 1), ("a", -1))])) == [
        ("turns", "Ada Orm", ["denied", "reported"])
    ]


def test_what_was_copied_as_a_rumour_is_told_as_a_fact() -> None:
    copy = Copy(child="b.txt", parent="a.txt", kind="rewritten", score=1, direction=0.9, containment=0.5)
    outlets = ["The Post", "The Post"]
    found = case(WHISPER, NEWS, outlets=outlets, voices={"a": RUMOUR, "b": None})
    proposition = one(("a", 1), ("b", 1))
    assert told(find_drifts(found, [proposition], [copy])) == [("hardens", None, ["rumour", "fact"])]
    assert find_drifts(found, [proposition], [replace(copy, direction=0.4)]) == (), "nobody knows who copied"


def test_one_admits_what_the_other_had_denied() -> None:
    denial = tell("a", "2031-04-07", polarity="negative", speaker="Ada Orm")
    found = case(
        denial, tell("b", "2031-04-26", text=f"Bela Sorn admitted: {STORY}"), outlets=["The Post"] * 2
    )
    article = found.articles[1]
    spoken = with_cue(article, "admitted")
    conflict = Conflict(
        kind="polarity",
        a="a",
        b="b",
        propositions=("p", "q"),
        score=0.7,
        reason="",
        words=(Span(0, 1), Span(0, 1)),
    )
    apart = [one(("a", 1)), replace(one(("b", 1)), id="q")]
    admitted = replace(found, articles=(found.articles[0], spoken))
    assert told(find_drifts(admitted, apart, conflicts=[conflict])) == [
        ("turns", "Bela Sorn", ["denied", "admitted"])
    ]
    assert find_drifts(found, apart, conflicts=[conflict]) == (), "who only says so admits nothing"


def with_cue(article: LedgerArticle, cue: str) -> LedgerArticle:
    (claim,) = article.claims
    at = article.text.index(cue)
    voice = LedgerVoice(name="Bela Sorn", kind="named", cue=Span(at, at + len(cue)))
    return replace(article, claims=(replace(claim, voices=(claim.voices[0], voice)),))


TALK = "Red Lance was promised a loan"


def retold(*pairs: tuple[Told, str, LedgerVoice | None]) -> Ledger:
    """A claim an article, each with its outlet and voice; none in a proposition with another."""
    return case(
        *(told for told, _, _ in pairs),
        outlets=[outlet for _, outlet, _ in pairs],
        voices={told.id: voice for told, _, voice in pairs},
    )


def alone(*ids: str) -> list[Proposition]:
    return [replace(one((id_, 1)), id=f"p-{id_}") for id_ in ids]


@pytest.mark.parametrize(
    ("later", "near", "hardens", "why"),
    [
        ("Red Lance has spent the first half of its loan", 0.5, True, "the loan is there"),
        ("Red Lance has spent the first half of its loan", 0.3, False, "not near enough"),
        ("Red Lance has buried its commander", 0.9, False, "only a name is shared"),
        ("a loan was refused by the bank", 0.9, False, "one word is no story"),
    ],
)
def test_talk_is_followed_into_other_propositions_where_words_and_nearness_join_it(
    later: str, near: float, hardens: bool, why: str
) -> None:
    found = retold(
        (tell("a", "2031-04-07", text=TALK), "The Post", RUMOUR),
        (tell("b", "2031-04-26", text=later), "The Bee", None),
    )
    drifts = find_drifts(found, alone("a", "b"), near={("a", "b"): near})
    assert told(drifts) == ([("hardens", None, ["rumour", "fact"])] if hardens else []), why


def test_talk_does_not_harden_where_another_told_it_flatly_the_same_day() -> None:
    same = tell("c", "2031-04-07", text="Red Lance was promised a loan of sixty millions")
    found = retold(
        (tell("a", "2031-04-07", text=TALK), "The Post", RUMOUR),
        (tell("b", "2031-04-26", text=TALK), "The Bee", None),
        (same, "The Owl", None),
    )
    near = {("a", "b"): 0.9, ("a", "c"): 0.9, ("b", "c"): 0.9}
    assert find_drifts(found, alone("a", "b", "c"), near=near) == ()


def test_who_doubts_what_another_said_softens_nothing() -> None:
    doubt = tell("b", "2031-04-26", certainty="possible", speaker="Ada Orm")
    found = case(tell("a", "2031-04-07"), doubt, outlets=["The Post", "The Bee"])
    assert find_drifts(found, [one(("a", 1), ("b", 1))]) == ()


@pytest.mark.parametrize(
    ("speaker", "softens", "why"),
    [
        ("Ada Orm", True, "her own number"),
        ("Bela Sorn", False, "one who doubts another's number was of another mind"),
    ],
)
def test_a_number_by_itself_is_known_in_the_mouth_of_one_voice(speaker: str, softens: bool, why: str) -> None:
    later = tell("b", "2031-04-26", text="that 58 could prove too high", speaker=speaker)
    found = case(
        tell("a", "2031-04-07", text="I have a list of 58 of them", speaker="Ada Orm"),
        later,
        outlets=["The Post", "The Bee"],
    )
    expected = [("softens", "Ada Orm", ["reported", "possible"])] if softens else []
    assert told(find_drifts(found, alone("a", "b"), near={("a", "b"): 0.2})) == expected, why


@pytest.mark.parametrize(
    ("denier", "turns", "why"),
    [
        ("Cora Venn, spokeswoman of the Harbour Ministry,", True, "the office that admits is hers"),
        ("Cora Venn, a fisher from Keld,", False, "she denied for herself"),
    ],
)
def test_an_office_admits_what_its_speaker_denied(denier: str, turns: bool, why: str) -> None:
    denial = f"{denier} said no mine was laid in the strait"
    admission = "the harbour ministry acknowledged that nine mines had been laid before the strait"
    found = ledger(
        [
            tell("a", "2031-04-07", text=denial, polarity="negative"),
            tell("b", "2031-04-26", text=admission),
        ]
    )
    first, last = found.articles
    spoken = (
        _said(first, "Cora Venn", None, "no mine was laid in the strait"),
        _said(
            last, "the harbour ministry", "acknowledged", "that nine mines had been laid before the strait"
        ),
    )
    drifts = find_drifts(replace(found, articles=spoken), alone("a", "b"))
    expected = [("turns", "the harbour ministry", ["denied", "admitted"])] if turns else []
    assert told(drifts) == expected, why


def _said(article: LedgerArticle, name: str, cue: str | None, words: str) -> LedgerArticle:
    (claim,) = article.claims

    def find(words: str) -> Span:
        at = article.text.index(words)
        return Span(at, at + len(words))

    voice = LedgerVoice(name=name, kind="named", span=find(name), cue=find(cue) if cue else None)
    told = replace(claim, text=words, spans=(find(words),), voices=(claim.voices[0], voice))
    return replace(article, claims=(told,))


def test_a_voice_that_calls_a_part_possible_leaves_the_whole_open() -> None:
    first = tell("a", "2031-04-07", text="the ridge above the mill is under our control")
    text = "that the ridge is fought for and that it is possible that the mill stays under our control"
    found = case(first, tell("b", "2031-04-26", text=text), outlets=["The Post", "The Bee"])
    assert told(find_drifts(found, alone("a", "b"), near={("a", "b"): 0.6})) == [
        ("softens", "Ministry", ["reported", "possible"])
    ]
