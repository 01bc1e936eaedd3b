"""How surely two claims are about one thing, by what a net makes of their words and of the sentence before.

A claim alone says too little ("the toll was 17") and its surroundings alone say too much; the mean of both
cosines tells claims of one thing from others best, on three cases with keys, each left out in turn (decision
15). What all claims of a case have in common is taken off first. Nearness proposes and joins; what tells two
happenings apart still bars (`rashomon.survey.bars`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rashomon.analyse.sentences import split_sentences
from rashomon.ledger import LedgerArticle
from rashomon.records import Span
from rashomon.survey.comparing import Compare
from rashomon.survey.contents import Content, is_nested
from rashomon.survey.edtf import days_apart
from rashomon.survey.neighbours import find_neighbours
from rashomon.survey.plainness import plain_text

Pair = tuple[str, str]
Rows = NDArray[np.float32]
LEAST = 0.15
"""Claims whose mean cosine is less are not compared."""
_SLOPE, _BIAS = 9.6, -3.85
"""Make of the mean cosine the probability that two claims are of one thing, by logistic regression."""
_FAR, _MONTHS_APART = 60, 0.3
"""Days between two articles from which on likely another happening is told, and what is left then."""
_WORDS = 2
"""Claims of fewer content words say too little to be near to anything, unless they count something."""


class Nearness:
    """Directions of the claims that say something, by their words and by what stands around them.

    Args:
        contents: What the claims say, by id.
        articles: Those that the claims stand in.
        net: Makes vectors of texts.
    """

    def __init__(
        self, contents: Mapping[str, Content], articles: Sequence[LedgerArticle], net: Compare
    ) -> None:
        self._contents = contents
        told = [content for content in contents.values() if _says_something(content)]
        self._names = [content.claim.id for content in told]
        self._place = {name: row for row, name in enumerate(self._names)}
        if told:
            self._own = _apart(net.vectors([plain_text(content.claim) for content in told]))
            self._around = _apart(_surroundings(told, articles, net))

    def cosines(self, a: str, b: str) -> tuple[float, float] | None:
        """Of the words of two claims and of what stands around them; None where one says too little."""
        one, two = self._place.get(a), self._place.get(b)
        if one is None or two is None:
            return None
        return float(self._own[one] @ self._own[two]), float(self._around[one] @ self._around[two])

    def pairs(self) -> dict[Pair, float]:
        """Pairs of claims that may be about one thing, with the probability that they are, 0 to 1.

        For each claim its nearest others, the lower id first; the same for any order of articles. Claims of
        which one lies in the other are no pair.
        """
        if not self._names:
            return {}
        rows = (np.concatenate([self._own, self._around], axis=1) / math.sqrt(2)).astype(np.float32)
        found = {}
        for a, b in sorted(find_neighbours(self._names, rows, LEAST)):
            cosine, one, two = self._cosine(a, b), self._contents[a], self._contents[b]
            if cosine >= LEAST and not is_nested(one, two):
                found[a, b] = probability(cosine) * time_factor(one, two)
        return found

    def _cosine(self, a: str, b: str) -> float:
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


def _apart(rows: Rows) -> Rows:
    """The rows without what is common to all of them: of one war everything is near to everything."""
    from_mean = rows - rows.mean(axis=0, dtype=np.float64).astype(np.float32)
    lengths = np.linalg.norm(from_mean, axis=1, keepdims=True)
    made: Rows = (from_mean / np.maximum(lengths, np.float32(1e-6))).astype(np.float32)
    return made


def _says_something(content: Content) -> bool:
    return content.same_as is None and (bool(content.amounts) or len(content.main.words) >= _WORDS)


def _surroundings(told: Sequence[Content], articles: Sequence[LedgerArticle], net: Compare) -> Rows:
    """For each claim the direction of its sentences and the one before them, together."""
    cut = {article.name: split_sentences(article.text, article.paragraphs) for article in articles}
    texts = {article.name: article.text for article in articles}
    near = [_with_one_before(one.claim.span, cut[one.claim.article]) or [one.claim.span] for one in told]
    places = [(one.claim.article, span) for one, spans in zip(told, near, strict=True) for span in spans]
    wanted = {(name, span): span.of(texts[name]) for name, span in places}
    lines = dict(zip(wanted, net.vectors(list(wanted.values())), strict=True))
    rows = [
        np.mean([lines[one.claim.article, span] for span in spans], axis=0)
        for one, spans in zip(told, near, strict=True)
    ]
    found: Rows = np.stack(rows).astype(np.float32)
    return found


def _with_one_before(span: Span, sentences: Sequence[Span]) -> list[Span]:
    held = [sentence for sentence in sentences if sentence.overlaps(span)]
    before = [one for one, after in pairwise(sentences) if held and after == held[0]]
    return [*before, *held]
