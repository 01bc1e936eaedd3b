"""Cards joined into clusters, under the rules that keep clusters apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from rashomon.records import Reason
from rashomon.resolve.cards import Card, Full


@dataclass(slots=True, eq=False)
class Cluster:
    """Cards taken for one actor; what is known of all of them is kept summed up."""

    cards: list[Card]
    articles: set[str]
    fulls: set[Full]
    """The full names of a person."""
    texts: set[str]
    roles: frozenset[str]
    tiers: frozenset[str]
    sexes: frozenset[str]
    company: frozenset[str]
    reasons: list[Reason] = field(default_factory=list)

    @classmethod
    def of_card(cls, card: Card) -> Cluster:
        """A cluster of one card."""
        return cls(
            cards=[card],
            articles={card.article},
            fulls=set(card.fulls) if card.kind == "person" else set(),
            texts={text for text, _ in card.names},
            roles=card.roles,
            tiers=card.tiers,
            sexes=frozenset([card.sex]) if card.kind == "person" and card.sex else frozenset(),
            company=card.company,
        )

    def take(self, other: Cluster, reason: Reason) -> None:
        """Takes over all that the other has."""
        self.cards += other.cards
        self.articles |= other.articles
        self.fulls |= other.fulls
        self.texts |= other.texts
        self.roles |= other.roles
        self.tiers |= other.tiers
        self.sexes |= other.sexes
        self.company |= other.company
        self.reasons += other.reasons
        if all(reason.detail != known.detail for known in self.reasons[-_FEW:]):
            self.reasons.append(reason)


_FEW = 20


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
        cluster = Cluster.of_card(card)
        self.home[id(card)] = cluster
        return cluster

    def of(self, card: Card) -> Cluster:
        """The cluster that holds a card."""
        return self.home[id(card)]

    def join(self, left: Cluster, right: Cluster, reason: Reason, *, force: bool = False) -> Cluster | None:
        """The joined cluster; None where the two must stay apart."""
        if left is right:
            return left
        if not force and (not left.articles.isdisjoint(right.articles) or self._judged_apart(left, right)):
            return None
        if len(left.cards) < len(right.cards):
            left, right = right, left
        left.take(right, reason)
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
