"""Which verdicts a new one cannot stand beside."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

JOINING = "same"
"""Goes on from one to the next: A same B and B same C make A same C. All others hold for their pair."""


class Given(NamedTuple):
    """A verdict in force, by what it is about now."""

    id: str
    verdict: str
    subject: Hashable
    object: Hashable


Touch = Callable[[Hashable, Hashable], bool]


class _Graph:
    """What people said to be the same, with the verdict that says so on each step."""

    def __init__(self, verdicts: Sequence[Given], touch: Touch | None) -> None:
        self._steps: dict[Hashable, list[tuple[Hashable, str]]] = defaultdict(list)
        for one in verdicts:
            if one.verdict == JOINING:
                self._link(one.subject, one.object, one.id)
        if touch:
            ends = list(dict.fromkeys(end for one in verdicts for end in (one.subject, one.object)))
            for left, right in combinations(ends, 2):
                if touch(left, right):
                    self._link(left, right, "")

    def _link(self, left: Hashable, right: Hashable, verdict: str) -> None:
        self._steps[left].append((right, verdict))
        self._steps[right].append((left, verdict))

    def way(self, start: Hashable, end: Hashable) -> frozenset[str] | None:
        """The verdicts that make the two one, as few as do; None where none do."""
        met: dict[Hashable, frozenset[str]] = {start: frozenset()}
        waiting = deque([start])
        while waiting and end not in met:
            here = waiting.popleft()
            for there, verdict in self._steps[here]:
                if there not in met:
                    met[there] = met[here] | ({verdict} if verdict else frozenset())
                    waiting.append(there)
        return met.get(end)


def clashes(new: Given, given: Iterable[Given], touch: Touch | None = None) -> frozenset[str]:
    """The ids of the verdicts in force that together contradict ``new``; empty where it may stand.

    All must be of one kind. ``touch`` tells whether two ends that are not equal may mean the same.

    >>> old = [Given("1", "same", "a", "b"), Given("2", "same", "b", "c"), Given("3", "same", "d", "e")]
    >>> sorted(clashes(Given("4", "different", "c", "a"), old))
    ['1', '2']
    """
    verdicts = [*given, new]
    graph = _Graph(verdicts, touch)
    apart = [one for one in verdicts if one.verdict != JOINING]
    for one in apart:
        way = graph.way(one.subject, one.object) if one.object is not None else None
        if way is not None:
            return (way | {one.id}) - {new.id}
    for one, other in _rivals(apart, new):
        if one.verdict == other.verdict:
            continue
        for ends in ((other.subject, other.object), (other.object, other.subject)):
            ways = _meet(graph, one, ends)
            if ways is not None:
                return (ways | {one.id, other.id}) - {new.id}
    return frozenset()


def _rivals(apart: Sequence[Given], new: Given) -> Iterable[tuple[Given, Given]]:
    if new.verdict == JOINING:
        # It may bring together any two that were apart.
        return combinations(apart, 2)
    return ((one, new) for one in apart[:-1])


def _meet(graph: _Graph, one: Given, ends: tuple[Hashable, Hashable]) -> frozenset[str] | None:
    """The verdicts by which ``one`` is about ``ends``; None where it is not."""
    first = graph.way(one.subject, ends[0])
    second = frozenset[str]() if one.object is ends[1] is None else graph.way(one.object, ends[1])
    return None if first is None or second is None else first | second
