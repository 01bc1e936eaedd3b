"""What people judged of actors, laid over the cards: whom they meant, who is one, who must stay apart.

Actors are made anew whenever articles change, so a person's word is anchored in what lasts: the best name
that articles give, and the articles themselves where the name alone does not tell who is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rashomon.names.folding import fold
from rashomon.records import Reason

if TYPE_CHECKING:
    from rashomon.resolve.cards import Card

Side = tuple[str, int]
"""A verdict's id, and 0 or 1 for which of the two it holds apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Whom a person meant, in words that outlast the making anew of actors.

    >>> Anchor(names=("Orlan Vey",)).touches(Anchor(names=("ORLAN VEY",), articles=("a.txt",)))
    True
    >>> Anchor(names=("Vey",), articles=("a.txt",)).touches(Anchor(names=("Vey",), articles=("b.txt",)))
    False
    """

    names: tuple[str, ...]
    """Best names as articles give them; case, accents and signs do not count."""
    articles: tuple[str, ...] = ()
    """Only in these; none: wherever somebody is called so."""
    is_person: bool | None = None
    """Where a person and something else bear the name: which."""

    @property
    def folded(self) -> frozenset[str]:
        """The names as they are compared."""
        return frozenset(fold(name) for name in self.names)

    def holds(self, card: Card) -> bool:
        """Whether the card is of the one meant."""
        return (
            fold(card.name) in self.folded
            and (not self.articles or card.article in self.articles)
            and self.is_person in (None, card.kind == "person")
        )

    def touches(self, other: Anchor) -> bool:
        """Whether one card may be held by both."""
        apart = self.articles and other.articles and not set(self.articles) & set(other.articles)
        unlike = None not in (self.is_person, other.is_person) and self.is_person != other.is_person
        return not apart and not unlike and bool(self.folded & other.folded)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorVerdict:
    """A person said that two are the same, or are not."""

    id: str
    left: Anchor
    right: Anchor
    is_same: bool
    detail: str = ""
    """A sentence for the user: who said so, when and why."""


@dataclass(frozen=True, slots=True)
class Union:
    """Cards that a person said to be of one actor."""

    verdict: str
    cards: tuple[Card, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Judged:
    """All verdicts on actors, laid over the cards of a case."""

    unions: tuple[Union, ...] = ()
    sides: dict[int, frozenset[Side]] = field(default_factory=dict)
    """By ``id()`` of a card: on which side of which verdicts it stands."""

    @property
    def cards(self) -> frozenset[int]:
        """The ``id()`` of each card that is said to be of one actor with others."""
        return frozenset(id(card) for union in self.unions for card in union.cards)


def lay_verdicts(cards: Sequence[Card], verdicts: Iterable[ActorVerdict]) -> Judged:
    """What the verdicts say of the cards, whatever order either comes in.

    Who must stay apart from one must stay apart from all that people said to be the same one. A verdict
    whose names or articles are not in the case says nothing until they come back.
    """
    ordered = sorted(verdicts, key=lambda verdict: verdict.id)
    if not ordered:
        return Judged()
    by_name: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        by_name[fold(card.name)].append(card)
    unions = []
    for verdict in ordered:
        left, right = _held(by_name, verdict.left), _held(by_name, verdict.right)
        if verdict.is_same and left and right:
            reason = Reason(maker="person", detail=verdict.detail)
            unions.append(Union(verdict.id, tuple({id(c): c for c in [*left, *right]}.values()), reason))
    return Judged(tuple(unions), _sides(by_name, ordered))


def _held(by_name: dict[str, list[Card]], anchor: Anchor) -> list[Card]:
    return [card for name in sorted(anchor.folded) for card in by_name.get(name, ()) if anchor.holds(card)]


def _sides(by_name: dict[str, list[Card]], verdicts: Sequence[ActorVerdict]) -> dict[int, frozenset[Side]]:
    sides: dict[int, set[Side]] = defaultdict(set)
    same = [verdict for verdict in verdicts if verdict.is_same]
    for verdict in verdicts:
        if verdict.is_same:
            continue
        groups = [
            {id(card) for one in _one_with(anchor, same) for card in _held(by_name, one)}
            for anchor in (verdict.left, verdict.right)
        ]
        for place, group in enumerate(groups):
            # What is meant by both is kept apart from neither.
            for card in group - groups[1 - place]:
                sides[card].add((verdict.id, place))
    return {card: frozenset(found) for card, found in sides.items()}


def _one_with(anchor: Anchor, same: Sequence[ActorVerdict]) -> list[Anchor]:
    """The anchor with all that people said to be the same."""
    found, waiting = [anchor], [anchor]
    while waiting:
        one = waiting.pop()
        for verdict in same:
            for mine, other in ((verdict.left, verdict.right), (verdict.right, verdict.left)):
                if one.touches(mine) and other not in found:
                    found.append(other)
                    waiting.append(other)
    return found
