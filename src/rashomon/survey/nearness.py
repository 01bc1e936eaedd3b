"""How near two claims are, by what a net makes of their words, the sentence before and all around them.

A claim alone says too little ("the toll was 17") and its surroundings alone say too much. By its words, in
its surroundings and without what its article is about, each claim's nearest others are found (decision 22).
How surely two are of one thing, for those who ask about nothing else, the mean of the cosines of words and of
the sentence before tells (decision 15). Nearness proposes; what tells two happenings apart still bars
(`rashomon.survey.bars`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.ledger import Ledger
from rashomon.survey.comparing import Compare
from rashomon.survey.contents import Content, is_nested
from rashomon.survey.edtf import days_apart
from rashomon.survey.levelling import directions, level_of, levelled
from rashomon.survey.neighbours import find_neighbours
from rashomon.survey.plainness import plain_text
from rashomon.survey.surroundings import read_surroundings

Pair = tuple[str, str]
Rows = NDArray[np.float32]
LEAST = 0.0
"""Claims that point apart in their surroundings are not compared."""
_SLOPE, _BIAS = 9.6, -3.85
"""Make of the mean cosine the probability that two claims are of one thing, by logistic regression."""
_FAR, _MONTHS_APART = 60, 0.3
"""Days between two articles from which on likely another happening is told, and what is left then."""
_WORDS = 2
"""Claims of fewer content words say too little to be near to anything, unless they count something."""


class Cosines(NamedTuple):
    """How near two claims are, -1 to 1, without what all claims of the case have in common."""

    own: float
    """By their words."""
    around: float
    """By their sentences and the ones before."""
    context: float
    """By their words in their surroundings, levelled (`rashomon.survey.surroundings`)."""


class Nearness:
    """Directions of the claims that say something, by their words and by what stands around them.

    Args:
        contents: What the claims say, by id.
        ledger: The case that the claims stand in.
        net: Makes vectors of texts.
        level: What levels them; the shipped one if not given.
    """

    def __init__(
        self, contents: Mapping[str, Content], ledger: Ledger, net: Compare, level: Rows | None = None
    ) -> None:
        self._contents = contents
        claims = [content.claim for content in contents.values() if says_something(content)]
        self._names = [claim.id for claim in claims]
        self._place = {name: row for row, name in enumerate(self._names)}
        if claims:
            found = read_surroundings(claims, ledger.articles, ledger.actors, net)
            given = level_of(found.context.shape[1]) if level is None else level
            self._own = directions(net.vectors([plain_text(claim) for claim in claims]))
            self._around = directions(found.told)
            self._context = levelled(found.context, given)

    def cosines(self, a: str, b: str) -> Cosines | None:
        """Of two claims; None where one says too little."""
        one, two = self._place.get(a), self._place.get(b)
        if one is None or two is None:
            return None
        return Cosines(*(float(rows[one] @ rows[two]) for rows in (self._own, self._around, self._context)))

    def pairs(self) -> dict[Pair, float]:
        """Pairs of claims that may be about one thing, with the probability that they are, 0 to 1.

        For each claim its nearest others, the lower id first; the same for any order of articles. Claims of
        which one lies in the other are no pair.
        """
        if not self._names:
            return {}
        found = {}
        for a, b in sorted(find_neighbours(self._names, self._context, LEAST)):
            one, two = self._contents[a], self._contents[b]
            if not is_nested(one, two):
                found[a, b] = probability(self._mean(a, b)) * time_factor(one, two)
        return found

    def _mean(self, a: str, b: str) -> float:
        one, two = self._place[a], self._place[b]
        own, around = self._own[one] @ self._own[two], self._around[one] @ self._around[two]
        mean = float(own + around) / 2
        if self._contents[a].claim.article == self._contents[b].claim.article:
            # Neighbours share their surroundings, whatever they say.
            return min(mean, float(own))
        return mean


def probability(cosine: float) -> float:
    """That two claims of this mean cosine are about one thing.

    >>> round(probability(0.8), 2), round(probability(0.3), 2)
    (0.98, 0.27)
    """
    return round(1 / (1 + math.exp(-_SLOPE * cosine - _BIAS)), 6)


def time_factor(a: Content, b: Content) -> float:
    """What is left of it where months lie between: alike words then tell of another happening, as a rule."""
    gap = days_apart(a.published, b.published)
    return _MONTHS_APART if gap is not None and gap > _FAR else 1.0


def says_something(content: Content) -> bool:
    """Whether a claim's own words say enough to be near to anything."""
    return content.same_as is None and (bool(content.amounts) or len(content.main.words) >= _WORDS)
