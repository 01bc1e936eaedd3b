"""Cards joined into clusters, under the rules that keep clusters apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from rashomon.records import Reason
from rashomon.resolve.cards import Card


@dataclass(slots=True, eq=False)
class Cluster:
    """Cards taken for one actor."""

    cards: list[Card]
    reasons: list[Reason] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    verdicts: set[str] = field(default_factory=set)

    @property
    def company(self) -> frozenset[str]:
        """Whom its cards stand beside."""
        return frozenset().union(*(card.company for card in self.cards))


@dataclass(slots=True)
class Clusters:
    """A partition of cards that only grows coarser.

    Two cards of one article are never joined across articles: the article was read as telling them apart.
    """

    home: dict[int, Cluster] = field(default_factory=dict)
    apart: set[frozenset[str]] = field(default_factory=set)
    """Pairs of names that a person judged different."""

    def add(self, card: Card) -> Cluster:
        """A cluster of its own for a card."""
        cluster = Cluster([card], articles={card.article})
        self.home[id(card)] = cluster
        return cluster

    def of(self, card: Card) -> Cluster:
        """The cluster that holds a card."""
        return self.home[id(card)]

    def join(self, left: Cluster, right: Cluster, reason: Reason, *, force: bool = False) -> Cluster | None:
        """The joined cluster; None where the two must stay apart."""
        if left is right:
            return left
        if not force and (left.articles & right.articles or self._judged_apart(left, right)):
            return None
        if len(left.cards) < len(right.cards):
            left, right = right, left
        left.cards += right.cards
        left.articles |= right.articles
        left.reasons += [*right.reasons, reason]
        for card in right.cards:
            self.home[id(card)] = left
        return left

    def _judged_apart(self, left: Cluster, right: Cluster) -> bool:
        if not self.apart:
            return False
        mine, theirs = ({card.name for card in cluster.cards} for cluster in (left, right))
        return any(frozenset((a, b)) in self.apart for a in mine for b in theirs)

    def all(self) -> list[Cluster]:
        """The distinct clusters, in the order of their first card."""
        return list({id(cluster): cluster for cluster in self.home.values()}.values())


def blocks(items: Iterable[Cluster], keys: Callable[[Cluster], Iterable[Hashable]]) -> list[list[Cluster]]:
    """The clusters that share a key, in the order of the keys' first appearance; lone ones left out."""
    rows: dict[Hashable, list[Cluster]] = defaultdict(list)
    for item in items:
        for key in dict.fromkeys(keys(item)):
            rows[key].append(item)
    return [row for row in rows.values() if len(row) > 1]
