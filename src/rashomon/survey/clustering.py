"""Average-link clustering with pairs that must and pairs that must not be together, and a sign on each link.

Only pairs that were compared count; of two clusters the pairs not compared count as unlike. Groups of claims
linked by a cut-off chain unrelated texts: average link does not (methods of cross-document coreference).
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rashomon.ledger import Sign

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """How alike two claims are; ``sign`` -1 where one denies the other."""

    score: float
    sign: Sign = 1
    is_bar: bool = False
    """They must not be in one cluster."""
    is_must: bool = False
    """They must be."""


@dataclass(slots=True)
class _Cluster:
    signs: dict[str, Sign]
    near: dict[int, float] = field(default_factory=dict)
    """Sum of the scores of compared pairs, by the other cluster."""


def cluster(links: Mapping[Pair, Link], threshold: float) -> tuple[Mapping[str, Sign], ...]:
    """The clusters of two claims and more, each claim with its sign against the cluster's first.

    The same for any order of ``links``. A pair that must be together wins over one that must not.

    >>> links = {("a", "b"): Link(0.9), ("b", "c"): Link(0.8, -1), ("a", "c"): Link(0.7, -1)}
    >>> [dict(found) for found in cluster(links, 0.5)]
    [{'a': 1, 'b': 1, 'c': -1}]
    """
    state = _State(links, threshold)
    state.join_musts()
    state.join_likes()
    found = [_oriented(one.signs) for one in state.clusters.values() if len(one.signs) > 1]
    return tuple(sorted(found, key=lambda signs: next(iter(signs))))


def _oriented(signs: Mapping[str, Sign]) -> Mapping[str, Sign]:
    names = sorted(signs)
    turn = signs[names[0]]
    return {name: 1 if signs[name] == turn else -1 for name in names}


class _State:
    """Clusters while they grow."""

    def __init__(self, links: Mapping[Pair, Link], threshold: float) -> None:
        self.links = dict(sorted(links.items()))
        self.threshold = threshold
        names = sorted({name for pair in links for name in pair})
        self.home = {name: number for number, name in enumerate(names)}
        self.clusters = {number: _Cluster({name: 1}) for name, number in self.home.items()}
        self.signs: dict[frozenset[int], float] = defaultdict(float)
        self.bars: dict[int, set[int]] = defaultdict(set)
        self.made = len(names)
        for (a, b), link in self.links.items():
            one, two = self.home[a], self.home[b]
            if link.is_bar:
                self.bars[one].add(two)
                self.bars[two].add(one)
            else:
                self.clusters[one].near[two] = self.clusters[two].near[one] = link.score
                self.signs[frozenset((one, two))] = link.sign * link.score

    def join_musts(self) -> None:
        """Join what a person says is one."""
        for (a, b), link in self.links.items():
            if link.is_must and self.home[a] != self.home[b]:
                turn: Sign = 1 if link.sign * self._sign(a) * self._sign(b) > 0 else -1
                self._join(self.home[a], self.home[b], turn)

    def _sign(self, name: str) -> Sign:
        return self.clusters[self.home[name]].signs[name]

    def join_likes(self) -> None:
        """Join the two clusters that are most alike until none are alike enough."""
        queue = [entry for number in self.clusters for entry in self._entries(number) if entry[1] < entry[2]]
        heapq.heapify(queue)
        while queue:
            _, one, two = heapq.heappop(queue)
            if one not in self.clusters or two not in self.clusters or two in self.bars[one]:
                continue
            turn: Sign = 1 if self.signs[frozenset((one, two))] >= 0 else -1
            number = self._join(one, two, turn)
            for entry in self._entries(number):
                heapq.heappush(queue, entry)

    def _entries(self, number: int) -> Iterable[tuple[float, int, int]]:
        mine = self.clusters[number]
        for other, total in mine.near.items():
            mean = total / (len(mine.signs) * len(self.clusters[other].signs))
            if mean >= self.threshold and other not in self.bars[number]:
                yield -mean, min(number, other), max(number, other)

    def _join(self, one: int, two: int, turn: Sign) -> int:
        """A new cluster of two, the second with its signs times ``turn``."""
        number, self.made = self.made, self.made + 1
        mine, theirs = self.clusters.pop(one), self.clusters.pop(two)
        flipped: dict[str, Sign] = {name: 1 if sign == turn else -1 for name, sign in theirs.signs.items()}
        joined = _Cluster({**mine.signs, **flipped})
        for old, part, factor in ((one, mine, 1), (two, theirs, turn)):
            for other, total in part.near.items():
                if other in (one, two) or other not in self.clusters:
                    continue
                joined.near[other] = joined.near.get(other, 0.0) + total
                near = self.clusters[other].near
                near[number] = near.get(number, 0.0) + near.pop(old)
                self.signs[frozenset((number, other))] += factor * self.signs.pop(
                    frozenset((old, other)), 0.0
                )
            for other in self.bars.pop(old, set()):
                self.bars[other].discard(old)
                if other not in (one, two):
                    self.bars[other].add(number)
                    self.bars[number].add(other)
        self.clusters[number] = joined
        self.home.update(dict.fromkeys(joined.signs, number))
        return number
