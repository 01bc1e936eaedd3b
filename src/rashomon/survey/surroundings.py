"""What a net makes of a claim's words together with what stands around them in its article.

A claim as it was cut says little by itself ("who had been shooting"). Its sentence, the sentences beside it,
the nearer the more, and the names that its "he" and "they" stand for say the rest; what the whole article is
about says nothing of one claim, and is taken off.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rashomon.analyse.sentences import split_sentences
from rashomon.ledger import LedgerActor, LedgerArticle, LedgerClaim
from rashomon.records import Span
from rashomon.survey.comparing import Compare
from rashomon.survey.plainness import plain_text

Rows = NDArray[np.float32]
_BESIDE: Mapping[int, float] = {-2: 0.25, -1: 0.75, 1: 0.5, 2: 0.15}
"""What the sentences before and behind a claim's count; its own count 1."""
_WORDS, _ARTICLE = 0.5, -1.2
"""What its own words count, and the mean of all sentences of its article."""
_PRONOUN = re.compile(r"(?:he|she|it|they|him|her|them|i|we|us|(his|their|its|our|my))", re.I)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A row for each claim."""

    told: Rows
    """Its sentences and the one before."""
    context: Rows
    """Its words, its sentences and those beside, without what the article is about."""


def read_surroundings(
    claims: Sequence[LedgerClaim],
    articles: Sequence[LedgerArticle],
    actors: Mapping[str, LedgerActor],
    net: Compare,
) -> Surroundings:
    """What stands around each of some claims, as rows ``[claims, d]``; see `Surroundings`."""
    wanted = {one.article for one in claims}
    read = {article.name: _Read(article, net) for article in articles if article.name in wanted}
    words = net.vectors([plain_text(in_full(one, read[one.article].text, actors)) for one in claims])
    told, beside = zip(*(read[one.article].around(one.span) for one in claims), strict=True)
    return Surroundings(_stacked(told), _stacked(beside) + np.float32(_WORDS) * words)


def in_full(claim: LedgerClaim, text: str, actors: Mapping[str, LedgerActor]) -> LedgerClaim:
    """The claim with names in place of its pronouns, as far as it is known whom they mean.

    Args:
        claim: The claim.
        text: Of its article.
        actors: Those of the case.
    """
    told, at = "", claim.span.start
    for span, actor in sorted(claim.actors, key=lambda one: (one[0].start, one[0].end)):
        pronoun = _PRONOUN.fullmatch(span.of(text))
        if pronoun and actor in actors and at <= span.start and span.end <= claim.span.end:
            told += text[at : span.start] + actors[actor].name + ("'s" if pronoun[1] else "")
            at = span.end
    return replace(claim, text=told + text[at : claim.span.end])


class _Read:
    """An article's sentences, each with its vector."""

    def __init__(self, article: LedgerArticle, net: Compare) -> None:
        self.text = article.text
        # A text of a heading alone may have no sentence: then it is one.
        self._spans = split_sentences(article.text, article.paragraphs or None) or (
            Span(0, len(article.text)),
        )
        self._rows = net.vectors([" ".join(span.of(self.text).split()) for span in self._spans])
        self._less: Rows = np.float32(_ARTICLE) * self._rows.mean(axis=0)

    def around(self, span: Span) -> tuple[Rows, Rows]:
        """The mean of the sentences that a stretch lies in and the one before; and all those beside."""
        first, last = self._held(span)
        return self._rows[max(0, first - 1) : last + 1].mean(axis=0), self._beside(first, last)

    def _beside(self, first: int, last: int) -> Rows:
        """Some sentences and those beside, weighed, less what the article is about."""
        found: Rows = self._less + self._rows[first : last + 1].mean(axis=0)
        for step, weight in _BESIDE.items():
            at = first + step if step < 0 else last + step
            if 0 <= at < len(self._rows):
                found = found + np.float32(weight) * self._rows[at]
        return found

    def _held(self, span: Span) -> tuple[int, int]:
        held = [place for place, one in enumerate(self._spans) if one.overlaps(span)]
        return (held[0], held[-1]) if held else (0, 0)


def _stacked(rows: Sequence[Rows]) -> Rows:
    made: Rows = np.stack(rows).astype(np.float32)
    return made
