"""One issue, and what a version of it says: what holds, what falls and why, who is behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rashomon.findings import Backer, Placed
from rashomon.survey.consistent_sets import weight_of
from rashomon.survey.contested import Contest, Side, Telling, Voice
from rashomon.text import digest

CAP = 2.0
"""Propositions of an issue for which one voice counts: what it says in more words counts nothing more."""


@dataclass(frozen=True)
class Issue:
    """Sides that exclude one another directly or by way of others."""

    sides: tuple[Side, ...]
    """Sorted; a side's place is its number in `excludes` and `backing`."""
    contest: Contest

    @cached_property
    def id(self) -> str:
        """A hash of the propositions."""
        return digest("issue", *self.propositions, length=16)

    @cached_property
    def propositions(self) -> tuple[str, ...]:
        """Ids, sorted."""
        return tuple(sorted({proposition for proposition, _ in self.sides}))

    @cached_property
    def number(self) -> Mapping[Side, int]:
        """Of each side its place."""
        return {side: at for at, side in enumerate(self.sides)}

    @cached_property
    def excludes(self) -> list[frozenset[int]]:
        """By number what each side excludes."""
        return [frozenset(self.number[other] for other in self.contest.excludes[side]) for side in self.sides]

    @cached_property
    def backing(self) -> list[dict[int, float]]:
        """Of each voice how many origins it puts behind which side; an origin counts once a side."""
        parts: dict[str, dict[int, float]] = defaultdict(dict)
        for at, side in enumerate(self.sides):
            best: dict[str, tuple[float, str]] = {}
            for telling in self.contest.told[side]:
                key = telling.voice.key if telling.voice else f"origin {telling.origin}"
                part = (-telling.counts, key)
                best[telling.origin] = min(best.get(telling.origin, part), part)
            for counts, key in best.values():
                parts[key][at] = parts[key].get(at, 0.0) - counts
        return [parts[key] for key in sorted(parts)]

    @cached_property
    def origins(self) -> Mapping[Side, frozenset[str]]:
        """The origins that tell a side flatly."""
        return {side: _flat_origins(self.contest.told[side]) for side in self.sides}

    def strength(self, side: Side) -> float:
        """How many origins stand behind a side."""
        at = self.number[side]
        return sum(one.get(at, 0.0) for one in self.backing)

    def weight(self, held: Collection[int]) -> float:
        """What stands behind the sides with these numbers, each voice up to `CAP`."""
        return weight_of(held, self.backing, CAP)


def find_issues(contest: Contest) -> list[Issue]:
    """The connected parts of the conflict graph, by their first side."""
    import networkx as nx

    graph = nx.Graph((side, other) for side, others in contest.excludes.items() for other in others)
    parts = sorted(tuple(sorted(part)) for part in nx.connected_components(graph))
    return [Issue(sides=part, contest=contest) for part in parts]


def place(issue: Issue, held: Collection[Side]) -> tuple[Placed, ...]:
    """Every proposition of the issue: it holds, or falls for something that holds, or neither."""
    return tuple(_placed(issue, proposition, held) for proposition in issue.propositions)


def _placed(issue: Issue, proposition: str, held: Collection[Side]) -> Placed:
    if (proposition, 1) in held:
        return Placed(proposition=proposition, state="holds")
    if (proposition, -1) in held:
        return Placed(proposition=proposition, state="falls", because=(proposition,))
    excluding = [side for side in issue.contest.excludes.get((proposition, 1), ()) if side in held]
    if not excluding:
        return Placed(proposition=proposition, state="open")
    # Conflicts are between two, so one excluding side is a minimal conflict: the best supported.
    strongest = min(excluding, key=lambda side: (-issue.strength(side), side))
    return Placed(proposition=proposition, state="falls", because=(strongest[0],))


def find_backers(contest: Contest, sides: Iterable[Side], held: Collection[Side]) -> tuple[Backer, ...]:
    """Who says flatly what holds, with how many flat claims against it; the staunchest first."""
    voices: dict[str, Voice] = {}
    backing: dict[str, list[str]] = defaultdict(list)
    against: dict[str, set[str]] = defaultdict(set)
    for side in sides:
        for telling in contest.told[side]:
            if telling.voice is None or telling.counts < 1.0:
                continue
            key = telling.voice.key
            voices[key] = min(voices.get(key, telling.voice), telling.voice, key=lambda one: one.name)
            if side in held:
                backing[key].append(telling.claim)
            else:
                against[key].add(telling.claim)
    found = [
        Backer(
            name=voices[key].name,
            actor=voices[key].actor,
            claims=tuple(sorted(set(claims))),
            against=len(against[key] - set(claims)),
        )
        for key, claims in backing.items()
    ]
    return tuple(
        sorted(found, key=lambda one: (one.against - len(one.claims), one.against, one.name, one.claims))
    )


def weakest(issues: Sequence[Issue], held: Collection[Side]) -> str | None:
    """The proposition whose holding side has the fewest origins."""
    links = [(issue.strength(side), side) for issue in issues for side in issue.sides if side in held]
    return min(links)[1][0] if links else None


def _flat_origins(tellings: Sequence[Telling]) -> frozenset[str]:
    return frozenset(telling.origin for telling in tellings if telling.counts >= 1.0)
