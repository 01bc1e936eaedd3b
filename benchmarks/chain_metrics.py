"""MUC, B-cubed and CEAF-e: how well chains of mentions agree with a key, and the mean that CoNLL took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Clusters = Sequence[frozenset[Hashable]]


@dataclass(frozen=True)
class Counts:
    """What precision and recall are worked out from; those of several documents add up."""

    right_p: float = 0.0
    all_p: float = 0.0
    right_r: float = 0.0
    all_r: float = 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(a + b for a, b in zip(self.parts(), other.parts(), strict=True)))

    def parts(self) -> tuple[float, float, float, float]:
        """The four numbers."""
        return self.right_p, self.all_p, self.right_r, self.all_r

    @property
    def scores(self) -> tuple[float, float, float]:
        """(precision, recall, F1), 0 to 1; 0 where there is nothing."""
        p = self.right_p / self.all_p if self.all_p else 0.0
        r = self.right_r / self.all_r if self.all_r else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def homes(clusters: Clusters) -> dict[Hashable, int]:
    """The number of the cluster that each mention is in."""
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def muc(key: Clusters, found: Clusters) -> Counts:
    """Links (Vilain et al. 1995): a cluster of n needs n - 1; those that the other side breaks are missed.

    >>> muc([frozenset("abc")], [frozenset("ab"), frozenset("c")]).scores[1]
    0.5
    """

    def links(ours: Clusters, theirs: Clusters) -> tuple[float, float]:
        home = homes(theirs)
        kept = whole = 0
        for cluster in ours:
            parts = {home.get(mention, mention) for mention in cluster if mention in home}
            lone = sum(mention not in home for mention in cluster)
            kept += len(cluster) - len(parts) - lone
            whole += len(cluster) - 1
        return kept, whole

    (right_r, all_r), (right_p, all_p) = links(key, found), links(found, key)
    return Counts(right_p, all_p, right_r, all_r)


def b_cubed(key: Clusters, found: Clusters) -> Counts:
    """For each mention, the share of its cluster that the other side has with it (Bagga and Baldwin 1998)."""

    def shares(ours: Clusters, theirs: Clusters) -> tuple[float, float]:
        home = homes(theirs)
        total = 0.0
        for cluster in ours:
            met = Counter(home[mention] for mention in cluster if mention in home)
            total += sum(count * count for count in met.values()) / len(cluster)
        return total, sum(len(cluster) for cluster in ours)

    (right_r, all_r), (right_p, all_p) = shares(key, found), shares(found, key)
    return Counts(right_p, all_p, right_r, all_r)


def ceaf_e(key: Clusters, found: Clusters) -> Counts:
    """The best one-to-one pairing of clusters, a pair worth 2 |shared| / (|one| + |other|) (Luo 2005)."""
    worth = [[0.0] * len(found) for _ in key]
    home = homes(found)
    for row, cluster in enumerate(key):
        for column, count in Counter(home[m] for m in cluster if m in home).items():
            worth[row][column] = 2 * count / (len(cluster) + len(found[column]))
    best = best_pairing(worth)
    return Counts(best, len(found), best, len(key))


def best_pairing(worth: Sequence[Sequence[float]]) -> float:
    """The most that rows and columns are worth, paired one to one (the Hungarian method).

    >>> best_pairing([[3, 2], [3, 0], [0, 1]])
    5
    """
    if not worth or not worth[0]:
        return 0.0
    rows = worth if len(worth) <= len(worth[0]) else list(zip(*worth, strict=True))
    high, wide = [0.0] * (len(rows) + 1), [0.0] * (len(rows[0]) + 1)
    pair = [0] * len(wide)
    for row in range(1, len(rows) + 1):
        _give_a_column(rows, row, high, wide, pair)
    return sum(rows[row - 1][column - 1] for column, row in enumerate(pair) if row and column)


def _give_a_column(
    rows: Sequence[Sequence[float]], row: int, high: list[float], wide: list[float], pair: list[int]
) -> None:
    """Pairs one more row; rows paired before may get other columns. ``pair[0]`` is the row without one."""
    pair[0], column = row, 0
    width = len(wide)
    least, before, used = [float("inf")] * width, [0] * width, [False] * width
    while pair[column] or not column:
        used[column] = True
        here = pair[column]
        for j in range(1, width):
            cost = -rows[here - 1][j - 1] - high[here] - wide[j]
            if not used[j] and cost < least[j]:
                least[j], before[j] = cost, column
        following = min((j for j in range(1, width) if not used[j]), key=lambda j: least[j])
        step = least[following]
        for j in range(width):
            if used[j]:
                high[pair[j]] += step
                wide[j] -= step
            else:
                least[j] -= step
        column = following
    while column:
        pair[column], column = pair[before[column]], before[column]


METRICS = {"MUC": muc, "B3": b_cubed, "CEAFe": ceaf_e}


def conll(scores: dict[str, Counts]) -> float:
    """The mean of the three F1."""
    return sum(counts.scores[2] for counts in scores.values()) / len(scores)
