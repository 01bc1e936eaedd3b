"""Contradictions and the propositions they are in, in; issues out, the most weighed on both sides first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.findings import Conflict, Member, Proposition

_Key = tuple[str, int]
"""A proposition and a knot of its members."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Claims of a proposition that surely are of one thing, whether or not they say it."""

    proposition: Proposition
    knot: int
    """See `Member`; 0: they stand with the claim that gives the proposition its words."""

    @property
    def members(self) -> tuple[Member, ...]:
        """The claims, in the proposition's order."""
        return tuple(one for one in self.proposition.members if one.knot == self.knot)


@dataclass(frozen=True, slots=True)
class Issue:
    """Statements that contradict one another, directly or through others, and how."""

    statements: tuple[Statement, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def disputed(self) -> frozenset[str]:
        """The claims that contradict others."""
        return frozenset(claim for one in self.conflicts for claim in (one.a, one.b))


def issues_of(propositions: Iterable[Proposition], conflicts: Sequence[Conflict]) -> list[Issue]:
    """The issues; those first on whose lesser side most origins stand.

    What is only perhaps of a proposition ties its other contradictions to none of the proposition's own: else
    a freighter, a port and a payroll become one dispute by a claim that may be about any of them.

    Args:
        propositions: At least those in which the contradictions are, in the order of their rank.
        conflicts: All of the case, or all of some of its issues.
    """
    import networkx as nx

    known = {proposition.id: proposition for proposition in propositions}
    knots = {(one.id, member.claim): member.knot for one in known.values() for member in one.members}
    tied = nx.Graph()
    for conflict in conflicts:
        tied.add_edge(*_ends(conflict, knots))
    home = {key: number for number, keys in enumerate(nx.connected_components(tied)) for key in keys}
    against: dict[int, list[Conflict]] = defaultdict(list)
    for conflict in conflicts:
        against[home[next(_ends(conflict, knots))]].append(conflict)
    place = {one: number for number, one in enumerate(known)}
    stated: dict[int, list[_Key]] = defaultdict(list)
    for key in sorted(home, key=lambda key: (place[key[0]], key[1])):
        stated[home[key]].append(key)
    issues = [
        Issue(
            statements=tuple(Statement(known[one], knot) for one, knot in stated[number]),
            conflicts=tuple(against[number]),
        )
        for number in against
    ]
    return sorted(issues, key=_order)


def _ends(conflict: Conflict, knots: dict[tuple[str, str], int]) -> Iterator[_Key]:
    for claim, proposition in zip((conflict.a, conflict.b), conflict.propositions, strict=True):
        yield proposition, knots.get((proposition, claim), 0)


def _order(issue: Issue) -> tuple[int, int, int, str, int]:
    """Origins on the second strongest side, and on all; then claims that contradict others."""
    sides = sorted((n for one in issue.statements for n in _weights(one)), reverse=True)
    first = issue.statements[0]
    return -sides[1], -sum(sides), -len(issue.disputed), first.proposition.id, first.knot


def _weights(one: Statement) -> tuple[int, int]:
    """Origins for it and against it; of claims that are only perhaps of their proposition one, if any."""
    signs = {member.sign for member in one.members}
    if one.knot:
        return int(1 in signs), int(-1 in signs)
    return one.proposition.support.best * (1 in signs), one.proposition.dissent.best * (-1 in signs)
