"""What is one dispute, and what only sounds like part of it."""

from __future__ import annotations

from rashomon.findings import Conflict, Member, OriginCount, Proposition
from rashomon.records import Span
from rashomon.survey.issues import issues_of


def proposition(name: str, *knots: int, origins: int = 1) -> Proposition:
    """Its claims, ``name0`` and on, each in the knot that is given."""
    members = tuple(
        Member(claim=f"{name}{n}", sign=1, is_hedged=False, score_frame=1, is_open=knot > 0, knot=knot)
        for n, knot in enumerate(knots)
    )
    count = OriginCount(low=origins, best=origins, high=origins)
    return Proposition(id=name, text=name, claim=f"{name}0", members=members, support=count)


def against(a: str, b: str) -> Conflict:
    return Conflict(
        kind="polarity",
        a=a,
        b=b,
        propositions=(a[:-1], b[:-1]),
        score=0.9,
        reason="",
        words=(Span(0, 1), Span(0, 1)),
    )


SHIP = proposition("ship", 0, 0, 1, 2)
PORT = proposition("port", 0, 0)
PAY = proposition("pay", 0)


def found(*conflicts: Conflict) -> list[list[tuple[str, int]]]:
    issues = issues_of((SHIP, PORT, PAY), conflicts)
    return [[(one.proposition.id, one.knot) for one in issue.statements] for issue in issues]


def test_what_surely_stands_together_is_one_dispute() -> None:
    assert found(against("ship0", "port0"), against("ship1", "pay0")) == [
        [("ship", 0), ("port", 0), ("pay", 0)]
    ]


def test_what_is_only_perhaps_of_a_proposition_joins_nothing_to_it() -> None:
    assert found(against("ship0", "port0"), against("ship2", "pay0")) == [
        [("ship", 0), ("port", 0)],
        [("ship", 1), ("pay", 0)],
    ]


def test_a_dispute_within_a_proposition() -> None:
    assert found(against("ship2", "ship3")) == [[("ship", 1), ("ship", 2)]]


def test_most_origins_on_the_lesser_side_come_first() -> None:
    strong = proposition("town", 0, origins=3), proposition("gate", 0, origins=2)
    issues = issues_of((SHIP, PORT, *strong), (against("ship0", "port0"), against("town0", "gate0")))
    assert [issue.statements[0].proposition.id for issue in issues] == ["town", "ship"]


def test_a_page_of_issues_is_as_in_the_whole() -> None:
    conflicts = against("ship0", "port0"), against("ship2", "pay0")
    whole = issues_of((SHIP, PORT, PAY), conflicts)
    assert issues_of((SHIP, PAY), conflicts[1:]) == whole[1:]
