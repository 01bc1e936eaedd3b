"""Cards joined into clusters, under the rules that keep clusters apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from rashomon.records import Reason
from rashomon.resolve.cards import Card, Full
from rashomon.resolve.verdicts import Judged, Side


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
    sides: frozenset[Side] = frozenset()
    """Where it stands in what people judged to be different."""

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
        self.sides |= other.sides
        if all(reason.detail != known.detail for known in self.reasons[-_FEW:]):
            self.reasons.append(reason)


_FEW = 20


@dataclass(slots=True)
class Clusters:
    """A partition of cards that only grows coarser.

    Two cards of one article are never joined across articles: the article was read as telling them apart.
    """

    home: dict[int, Cluster] = field(default_factory=dict)
    judged: Judged = field(default_factory=Judged)
    """What people judged, which wins over all rules."""
    settled: frozenset[int] = frozenset()
    """The ids of cards that only the whole case tells to be people's: their article did not know."""
    refused: set[str] = field(default_factory=set)
    """Verdicts that what was inferred before them stood against."""

    def add(self, card: Card) -> Cluster:
        """The cluster of a card: one of its own where it has none yet."""
        if id(card) not in self.home:
            cluster = Cluster.of_card(card)
            cluster.sides = self.judged.sides.get(id(card), frozenset())
            self.home[id(card)] = cluster
        return self.home[id(card)]

    def of(self, card: Card) -> Cluster:
        """The cluster that holds a card."""
        return self.home[id(card)]

    def join(self, left: Cluster, right: Cluster, reason: Reason, *, force: bool = False) -> Cluster | None:
        """The joined cluster; None where the two must stay apart."""
        if left is right:
            return left
        if are_judged_apart(left, right) or not (force or left.articles.isdisjoint(right.articles)):
            return None
        if len(left.cards) < len(right.cards):
            left, right = right, left
        left.take(right, reason)
        for card in right.cards:
            self.home[id(card)] = left
        return left

    def unite(self) -> None:
        """Joins those of the cards so far that people said to be one actor."""
        for union in self.judged.unions:
            cards = [card for card in union.cards if id(card) in self.home]
            for card in cards[1:]:
                if self.join(self.of(cards[0]), self.of(card), union.reason, force=True) is None:
                    self.refused.add(union.verdict)

    def all(self) -> list[Cluster]:
        """The distinct clusters, in the order of their first card."""
        return list({id(cluster): cluster for cluster in self.home.values()}.values())


def are_judged_apart(left: Cluster, right: Cluster) -> bool:
    """Whether people said that somebody of the one is not somebody of the other."""
    return any((verdict, 1 - place) in right.sides for verdict, place in left.sides)


def blocks(items: Iterable[Cluster], keys: Callable[[Cluster], Iterable[Hashable]]) -> list[list[Cluster]]:
    """The clusters that share a key, in the order of the keys' first appearance; lone ones left out."""
    rows: dict[Hashable, list[Cluster]] = defaultdict(list)
    for item in items:
        for key in dict.fromkeys(keys(item)):
            rows[key].append(item)
    return [row for row in rows.values() if len(row) > 1]
