"""What holds in a version and what falls is told in words that exclude one another."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from rashomon.findings import Conflict, Member, Placed, Proposition, Survey, Version
from rashomon.records import Span
from rashomon.store.rows import Stretch
from rashomon.tell.brief import Line, Piece
from rashomon.tell.shelf import Shelf
from rashomon.tell.versions import placed_words, version_section

KNOWN = {
    one: Proposition(id=one, text=text, claim=f"{one}-claim", members=())
    for one, text in (("stands", "the bridge stands"), ("fell", "the bridge fell on Monday"))
}


@pytest.mark.parametrize(
    ("placed", "told"),
    [
        (Placed(proposition="stands", state="holds"), "holds"),
        (
            Placed(proposition="stands", state="falls", because=("fell",)),
            "falls, as it excludes “the bridge fell on Monday”",
        ),
        (Placed(proposition="stands", state="falls", because=("stands",)), "falls, as its contrary holds"),
        (Placed(proposition="stands", state="falls", because=("gone",)), "falls"),
    ],
    ids=["it holds", "another excludes it", "its other side holds", "what excludes it is not shown"],
)
def test_why_a_proposition_falls(placed: Placed, told: str) -> None:
    assert placed_words(placed, KNOWN) == told


class _Words(Shelf):
    """A shelf of claims whose words are their ids."""

    def __init__(self) -> None:
        pass

    def fetch(self, ids: Iterable[str]) -> None:
        list(ids)

    def name(self, voice: str) -> str:
        return voice

    def line(self, one: str, standing: str | None = None) -> Line:
        words = Piece(article="a", span=Stretch(0, len(one)), text=one)
        return Line(
            claim=one,
            article="a",
            label="a",
            paragraph=1,
            speaker="Ada",
            via=(),
            standing=standing or "",
            pieces=(words,),
            condition=None,
            is_quoted=False,
        )


def member(claim: str, sign: int = 1) -> Member:
    return Member(claim=claim, sign=1 if sign > 0 else -1, is_hedged=False, score_frame=0.5, is_open=True)


def clash(a: tuple[str, str], b: tuple[str, str], score: float = 0.9) -> Conflict:
    return Conflict(
        kind="polarity",
        a=a[1],
        b=b[1],
        propositions=(a[0], b[0]),
        score=score,
        reason="",
        words=(Span(0, 1), Span(0, 1)),
    )


def version(one: str, *placed: Placed, issue: str = "i") -> Version:
    return Version(
        id=one,
        issue=issue,
        propositions=placed,
        backers=(),
        weight=1.0,
        weakest=None,
        apart_from=None,
        test=None,
    )


BRIDGE = Proposition(
    id="p",
    text="a word on bridges",
    claim="title",
    members=(member("title"), member("stands"), member("fell", -1)),
)
TOLL = Proposition(id="q", text="nine died", claim="nine", members=(member("nine"),))
HOLDS = Placed(proposition="p", state="holds")
FALLS = Placed(proposition="p", state="falls", because=("p",))
CLASHES = (clash(("p", "fell"), ("p", "stands")),)


def told(survey: Survey, each: int | None = 2) -> list[tuple[str, list[tuple[str, str]]]]:
    """Of each version its title, and its claims with how they stand."""
    section = version_section(survey, _Words(), each=each)
    return [(group.title, [(line.claim, line.standing) for line in group.lines]) for group in section.groups]


def of(*versions: Version, propositions: tuple[Proposition, ...], conflicts: tuple[Conflict, ...]) -> Survey:
    clashing = {one for conflict in conflicts for one in conflict.propositions}
    marked = tuple(
        Proposition(
            id=one.id,
            text=one.text,
            claim=one.claim,
            members=one.members,
            conflict="polarity" if one.id in clashing else None,
        )
        for one in propositions
    )
    return Survey(propositions=marked, conflicts=conflicts, versions=versions)


def test_what_falls_is_followed_by_what_holds_instead_in_the_words_that_exclude_one_another() -> None:
    survey = of(version("v", HOLDS), version("w", FALLS), propositions=(BRIDGE,), conflicts=CLASHES)
    assert told(survey) == [
        ("Issue 1, version 1: stands", [("fell", "falls"), ("stands", "holds instead")]),
        ("Issue 1, version 2: stands", [("stands", "falls"), ("fell", "holds instead")]),
    ]


def test_a_contrary_that_no_contradiction_was_found_with_is_not_told_first() -> None:
    survey = of(version("v", HOLDS), version("w", FALLS), propositions=(BRIDGE,), conflicts=())
    assert told(survey) == []
    assert [lines for _, lines in told(survey, each=None)] == [
        [("title", "holds")],
        [("title", "falls, as its contrary holds")],
    ]


def test_a_version_that_says_nothing_else_than_one_before_it_is_left_out() -> None:
    silent = version("u", HOLDS, Placed(proposition="q", state="open"))
    survey = of(version("v", HOLDS), silent, version("w", FALLS), propositions=(BRIDGE,), conflicts=CLASHES)
    assert [title for title, _ in told(survey)] == [
        "Issue 1, version 1: stands",
        "Issue 1, version 3: stands",
    ]


def test_the_surest_contradiction_lends_its_words() -> None:
    toll = (clash(("q", "nine"), ("p", "stands"), 0.6), clash(("q", "nine"), ("p", "title"), 0.8))
    holds_nine = version(
        "v", Placed(proposition="q", state="holds"), Placed(proposition="p", state="falls", because=("q",))
    )
    survey = of(holds_nine, propositions=(BRIDGE, TOLL), conflicts=toll)
    assert told(survey) == [("Issue 1, version 1: title", [("title", "falls"), ("nine", "holds instead")])]


def test_the_whole_case_has_no_number_among_the_issues() -> None:
    survey = of(
        *(version("x", HOLDS, issue="all"), version("v", HOLDS)), propositions=(BRIDGE,), conflicts=CLASHES
    )
    assert [title for title, _ in told(survey)] == ["Version 1", "Issue 1, version 1: stands"]


def test_a_version_is_not_told_by_two_claims_that_exclude_one_another() -> None:
    tolls = Proposition(
        id="t", text="a toll", claim="toll", members=(member("toll"), member("23 died"), member("46 died"))
    )
    nine = Proposition(id="n", text="nine died", claim="nine", members=(member("nine"),))
    ten = Proposition(id="z", text="ten died", claim="ten", members=(member("ten"),))
    conflicts = (
        clash(("n", "nine"), ("t", "23 died"), 0.9),
        clash(("z", "ten"), ("t", "46 died"), 0.8),
        clash(("z", "ten"), ("t", "23 died"), 0.7),
        clash(("t", "23 died"), ("t", "46 died"), 0.6),
    )
    falls = tuple(Placed(proposition=one, state="falls", because=("t",)) for one in ("n", "z"))
    holds = Placed(proposition="t", state="holds")
    survey = of(version("v", holds, *falls), propositions=(tolls, nine, ten), conflicts=conflicts)
    ((_, lines),) = told(survey)
    assert lines == [("nine", "falls"), ("23 died", "holds instead"), ("ten", "falls")]
