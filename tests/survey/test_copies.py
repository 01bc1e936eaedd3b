"""Which articles took text from which, on texts of invented words and a few sentences of our own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.findings import Copy
from rashomon.ledger import Judgement, LedgerArticle
from rashomon.records import Span
from rashomon.survey.copies import find_copies
from rashomon.survey.direction import cites, order_of, tell_direction
from rashomon.survey.rewritten import find_errors, read_retelling

_SYLLABLES = ("ba", "de", "fo", "gu", "ka", "le", "mi", "no", "pa", "re", "si", "to", "va", "we", "zu")


def _story(seed: object, sentences: int = 12) -> list[str]:
    """Sentences of words that no other story has, but for chance."""
    chance = random.Random(str(seed))

    def word() -> str:
        return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3)))

    return [
        " ".join(word() for _ in range(chance.randint(9, 16))).capitalize() + "." for _ in range(sentences)
    ]


def _article(name: str, text: str, **known: str | None) -> LedgerArticle:
    return LedgerArticle(name=name, text=text, outlet=known.get("outlet"), published=known.get("published"))


STORY = " ".join(_story("story"))
OTHER = " ".join(_story("other"))
THIRD = " ".join(_story("third"))


def _noisy(text: str) -> str:
    chance = random.Random(1)
    return " ".join("uhu" if chance.random() < 0.1 else word for word in text.split())


CHANGED = [
    (STORY, "copy", "the same text"),
    (STORY[: len(STORY) * 35 // 100], "excerpt", "only the first third is left"),
    (_noisy(STORY), "copy", "a word in ten is another"),
    (f"{OTHER}\n\n{STORY}\n\n{THIRD}", "embed", "between two other texts"),
    (" ".join(reversed(_story("story"))), "copy", "the sentences stand in another order"),
    (
        f"A morning with coffee. {STORY} Write to the desk. Four people fold this paper.",
        "copy",
        "lines around it",
    ),
    (STORY.upper(), "copy", "in capitals"),
]


@pytest.mark.parametrize(("text", "kind", "why"), CHANGED, ids=[why for _, _, why in CHANGED])
def test_a_changed_copy_is_found(text: str, kind: str, why: str) -> None:
    old = _article("old", STORY, published="2023-04-01")
    new = _article("new", text, published="2023-04-02")
    unrelated = _article("unrelated", " ".join(_story("unrelated")), published="2023-04-01")
    (copy,) = find_copies([old, new, unrelated])
    assert (copy.child, copy.parent, copy.kind) == ("new", "old", kind), why
    assert copy.score > 0.9
    assert copy.direction > 0.9
    for mine, theirs in copy.passages:
        assert mine.end <= len(text)
        assert mine.of(text).lower().split()[0] == theirs.of(STORY).lower().split()[0]


QUOTE = "“We shall open the gates on the day the last boat has left, and not before, whatever grain costs”"
BACKGROUND = (
    "The quarrel over the lock began eleven years ago, when the council sold the wharf to a stranger."
)

INDEPENDENT = [
    (
        f"The harbour board met on Monday. {QUOTE}, its head told reporters. Fishermen laughed.",
        f"Nobody on the quay believes it. {QUOTE}, promised Orla Venn at noon, and went to lunch.",
        "both were at one press conference: the quotation is shared, not the text",
    ),
    (f"{OTHER} {BACKGROUND}", f"{STORY} {BACKGROUND}", "one sentence of background in long texts"),
    (STORY, OTHER, "nothing in common"),
    ("", "", "no text at all"),
]


@pytest.mark.parametrize(("one", "other", "why"), INDEPENDENT, ids=[why for _, _, why in INDEPENDENT])
def test_what_two_reporters_have_in_common_is_no_copy(one: str, other: str, why: str) -> None:
    assert not find_copies([_article("a", one), _article("b", other)]), why


def test_furniture_is_not_the_articles_own_text() -> None:
    menu = " ".join(_story("menu", 6))
    articles = [
        LedgerArticle(name=str(number), text=f"{menu} {text}", furniture=(Span(0, len(menu)),))
        for number, text in enumerate((OTHER, THIRD))
    ]
    assert not find_copies(articles)


def test_a_paragraph_that_a_house_prints_under_everything_is_no_copy() -> None:
    """Without a list of furniture: it stands in so many articles that are otherwise unlike."""
    below = " ".join(_story("below", 6))
    articles = [_article(str(number), " ".join(_story(number, 8)) + " " + below) for number in range(7)]
    assert not find_copies(articles)


def test_a_story_printed_by_many_is_found_in_each() -> None:
    """Its phrases are frequent only because it was copied: articles that are nearly one count once."""
    articles = [_article(f"{number:02}", STORY, published=f"2023-04-{number + 1:02}") for number in range(28)]
    found = find_copies(articles)
    assert {copy.child for copy in found} == {article.name for article in articles[1:]}
    assert all(copy.score > 0.9 for copy in found)


def _verdict(verdict: str, given: str = "2024-01-01") -> Judgement:
    return Judgement(
        id=f"{verdict}{given}", kind="article", subject="a", object="b", verdict=verdict, given=given
    )


def test_a_persons_verdict_wins() -> None:
    alike = [_article("a", STORY), _article("b", STORY)]
    unlike = [_article("a", STORY), _article("b", OTHER)]
    assert not find_copies(alike, [_verdict("independent")])
    (copy,) = find_copies(unlike, [_verdict("copy")])
    assert {copy.child, copy.parent} == {"a", "b"}
    assert copy.score == 1
    assert not find_copies(alike, [_verdict("copy"), _verdict("independent", "2024-02-02")]), (
        "the later counts"
    )


DIRECTIONS = [
    ({"published": "2023-04-02"}, {"published": "2023-04-01"}, "x", 1, "later"),
    (
        {"published": "2023-04-01T09:00:00Z"},
        {"published": "2023-04-01T08:00:00Z"},
        "x",
        1,
        "later on one day",
    ),
    ({"published": "2023-04"}, {"published": "2023-04-03"}, "x", 0, "the month may be before or after"),
    ({"published": "2023-04-03~"}, {"published": "2023-04-02"}, "x", 0, "roughly then"),
    ({}, {"outlet": "The Gull Herald"}, "As the Gull Herald wrote.", 1, "names the other's outlet"),
    ({}, {}, "PORT, with agencies - The dam broke.", 1, "says that it uses agencies"),
    ({"outlet": "The Gull Herald"}, {"outlet": "Gull Herald"}, "The Gull Herald", 0, "one house"),
    (
        {"published": "2023-04-01"},
        {"published": "2023-04-02", "outlet": "Gull Post"},
        "Gull Post",
        -1,
        "time first",
    ),
]


@pytest.mark.parametrize(
    ("one", "other", "text", "side", "why"), DIRECTIONS, ids=[row[-1] for row in DIRECTIONS]
)
def test_who_took_it_from_whom(
    one: dict[str, str], other: dict[str, str], text: str, side: int, why: str
) -> None:
    found = tell_direction(_article("a", text, **one), _article("b", "y", **other)).probability
    assert (found > 0.5) - (found < 0.5) == side, why


def test_without_any_sign_nobody_can_tell() -> None:
    assert tell_direction(_article("a", STORY), _article("b", STORY)).probability == 0.5
    assert order_of("2023-04-01", None) == 0
    assert not cites(_article("a", "nothing"), _article("b", "", outlet=None))


def test_who_garbles_a_name_has_it_from_the_other() -> None:
    right, wrong = (STORY.replace(".", f". {name} saw it.", 1) for name in ("Veytar", "Veitarr"))
    rest = [_article(f"rest {number}", f"Veytar {' '.join(_story(number))}") for number in range(4)]
    (copy,) = find_copies([_article("a", right), _article("b", wrong), *rest])
    assert (copy.child, copy.parent) == ("b", "a")
    assert "garbles" in copy.reason
    assert 0.5 < copy.direction < 0.7, "the weakest of the signs"


def _library(picks: Sequence[tuple[int, int]]) -> list[LedgerArticle]:
    """Articles of a few stories, some cut: ``(story, sentences)`` each."""
    return [
        _article(f"{place:02}", " ".join(_story(f"s{story}")[:length]), published=f"2023-04-{place + 1:02}")
        for place, (story, length) in enumerate(picks)
    ]


_PICKS = st.lists(st.tuples(st.integers(0, 2), st.integers(5, 12)), min_size=2, max_size=6)


@settings(max_examples=15, deadline=None)
@given(_PICKS, st.randoms())
def test_the_order_of_articles_does_not_matter(picks: list[tuple[int, int]], chance: random.Random) -> None:
    articles = _library(picks)
    shuffled = chance.sample(articles, len(articles))
    assert find_copies(articles) == find_copies(shuffled)


@settings(max_examples=15, deadline=None)
@given(_PICKS)
def test_every_passage_lies_in_both_texts_and_none_twice(picks: list[tuple[int, int]]) -> None:
    texts = {article.name: article.text for article in _library(picks)}
    for copy in find_copies(_library(picks)):
        _check_passages(copy, texts)


def _check_passages(copy: Copy, texts: dict[str, str]) -> None:
    assert copy.child != copy.parent
    for side, name in ((0, copy.child), (1, copy.parent)):
        spans = sorted(passage[side] for passage in copy.passages)
        assert all(0 <= span.start < span.end <= len(texts[name]) for span in spans)
        assert all(left.end <= right.start for left, right in pairwise(spans))


REPORT = (
    "Orla Venn told the Dermond council on Monday that the upper dam had lost two gates. "
    "The engineers found 37 cracks in the northern wall after the flood of March. "
    "Pim Dral, who guards the mill, heard a loud blow shortly before the water came. "
    "Four barges with grain for Ambry sank at the old pier of Sollum. "
    "The guild of millers demands that the council pay 412 marks for every drowned horse. "
    "Nobody has seen the lock keeper Teo Brask since the night of the blow."
)
TOLD_ANEW = (
    "Two gates of the upper dam are lost, so Orla Venn on Monday before the council of Dermond. "
    "In its northern wall after the March flood 37 cracks were found by engineers. "
    "A blow, and a loud one, the guard of the mill Pim Dral heard before water came. "
    "At Sollum in the old pier sank barges, four, grain for Ambry aboard. "
    "For each horse drowned 412 marks from the council the guild of the millers demands. "
    "Since this night of the blow the keeper of the lock, Teo Brask, was by nobody seen."
)
SAME_EVENT = (
    "Water stood in the streets of Ambry this morning. "
    "The dam above the town has lost two gates, said Orla Venn, who heads the works of the Dermond council. "
    "Bakers gave bread away. "
    "On the market people speak of a bang in the night, and of Teo Brask, who kept the lock and is gone. "
    "The council meets again on Thursday; millers want money for 40 horses. "
    "A school of the upper town takes in those whose houses are wet."
)


def test_a_story_told_anew_is_found_by_its_sentences_names_and_numbers() -> None:
    (copy,) = find_copies([_article("old", REPORT), _article("new", TOLD_ANEW)])
    assert copy.kind == "rewritten"
    assert "sentences tell the same in the same order" in copy.reason
    assert len(copy.passages) >= 4


def test_two_reports_of_one_event_are_no_copy() -> None:
    assert not find_copies([_article("one", REPORT), _article("other", SAME_EVENT)])


def test_a_spelling_that_nobody_else_has_is_a_shared_error() -> None:
    others = [f"We met old Teo Brask at the lock, it was day {number}." for number in range(5)]
    wrong = "We met old Teo Brassk at the lock, he slept."
    retellings = [read_retelling(_article(str(number), text)) for number, text in enumerate([*others, wrong])]
    assert find_errors(retellings) == {"brassk": "brask"}
