"""Average-link clustering with pairs that must not be together.

Only pairs that were compared count; of two clusters the pairs not compared count as unlike. Groups of
mentions linked by a cut-off chain unrelated texts: average link does not.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Pair = tuple[str, str]
BAR = -1.0
"""In place of a score: the two must not be in one cluster."""


@dataclass(slots=True)
class _Cluster:
    names: list[str]
    near: dict[int, float] = field(default_factory=dict)
    """Sum of the scores of compared pairs, by the other cluster."""


def cluster(scores: Mapping[Pair, float], threshold: float) -> tuple[tuple[str, ...], ...]:
    """The clusters of two and more, each sorted, in order of their first names.

    Args:
        scores: How alike two are, 0 to 1, or `BAR`.
        threshold: Clusters are joined while the mean score of their pairs is this or more.

    The same for any order of ``scores``.

    >>> cluster({("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.7, ("c", "d"): BAR}, 0.5)
    (('a', 'b', 'c'),)
    """
    state = _State(scores, threshold)
    state.join()
    found = (tuple(sorted(one.names)) for one in state.clusters.values() if len(one.names) > 1)
    return tuple(sorted(found))


class _State:
    """Clusters while they grow."""

    def __init__(self, scores: Mapping[Pair, float], threshold: float) -> None:
        self.threshold = threshold
        names = sorted({name for pair in scores for name in pair})
        home = {name: number for number, name in enumerate(names)}
        self.clusters = {number: _Cluster([name]) for name, number in home.items()}
        self.bars: dict[int, set[int]] = defaultdict(set)
        self.made = len(names)
        for (a, b), score in sorted(scores.items()):
            one, two = home[a], home[b]
            if score < 0:
                self.bars[one].add(two)
                self.bars[two].add(one)
            else:
                self.clusters[one].near[two] = self.clusters[two].near[one] = score

    def join(self) -> None:
        """Join the two clusters that are most alike until none are alike enough."""
        queue = [entry for number in self.clusters for entry in self._entries(number) if entry[1] < entry[2]]
        heapq.heapify(queue)
        while queue:
            _, one, two = heapq.heappop(queue)
            if one not in self.clusters or two not in self.clusters or two in self.bars[one]:
                continue
            for entry in self._entries(self._join(one, two)):
                heapq.heappush(queue, entry)

    def _entries(self, number: int) -> Iterable[tuple[float, int, int]]:
        mine = self.clusters[number]
        for other, total in mine.near.items():
            mean = total / (len(mine.names) * len(self.clusters[other].names))
            if mean >= self.threshold and other not in self.bars[number]:
                yield -mean, min(number, other), max(number, other)

    def _join(self, one: int, two: int) -> int:
        """A new cluster of two."""
        number, self.made = self.made, self.made + 1
        mine, theirs = self.clusters.pop(one), self.clusters.pop(two)
        joined = _Cluster([*mine.names, *theirs.names])
        for old, part in ((one, mine), (two, theirs)):
            for other, total in part.near.items():
                if other in (one, two) or other not in self.clusters:
                    continue
                joined.near[other] = joined.near.get(other, 0.0) + total
                near = self.clusters[other].near
                near[number] = near.get(number, 0.0) + near.pop(old)
            for other in self.bars.pop(old, set()):
                self.bars[other].discard(old)
                if other not in (one, two):
                    self.bars[other].add(number)
                    self.bars[number].add(other)
        self.clusters[number] = joined
        return number
