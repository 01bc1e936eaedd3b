"""Propositions and what contradicts what in; issues out, the most weighed on both sides first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rashomon.findings import Conflict, Proposition

Issue = tuple[list[Proposition], list[Conflict]]
"""Propositions that contradict one another, directly or through others, with their contradictions."""


def issues_of(propositions: Iterable[Proposition], conflicts: Sequence[Conflict]) -> list[Issue]:
    """The issues; those first on whose lesser side most origins stand."""
    known = {proposition.id: proposition for proposition in propositions}
    leader = {one: one for one in known}

    def find(one: str) -> str:
        while leader[one] != one:
            leader[one] = one = leader[leader[one]]
        return one

    for conflict in conflicts:
        first, second = sorted(find(one) for one in conflict.propositions)
        leader[second] = first
    against: dict[str, list[Conflict]] = defaultdict(list)
    for conflict in conflicts:
        against[find(conflict.propositions[0])].append(conflict)
    members: dict[str, list[Proposition]] = defaultdict(list)
    for one, proposition in known.items():
        members[find(one)].append(proposition)
    issues = [(members[one], against[one]) for one in against]
    return sorted(issues, key=lambda issue: (*(-n for n in _weights(issue[0])), issue[0][0].id))


def _weights(issue: Sequence[Proposition]) -> tuple[int, int]:
    """Origins on the second strongest side, and on all."""
    sides = sorted((n for p in issue for n in (p.support.best, p.dissent.best)), reverse=True)
    return sides[1], sum(sides)
