"""Which claim says a thing plainest: short, flat, positive, with names instead of "he" and "it"."""

from __future__ import annotations

import re

from rashomon.ledger import LedgerClaim
from rashomon.survey.contents import Content

_EDGE = " \t\n\r,;:.\"“”„«»‘’'"
_OPENING = re.compile(r"^(?:that|whether|how|to)\s+", re.I)
_POINTING = re.compile(
    r"\b(?:i|we|he|she|it|they|him|her|them|us|our|my|his|their|this|these|those|there)\b", re.I
)


def plain_text(claim: LedgerClaim) -> str:
    """The words of a claim without the "that" and the marks around them.

    >>> from rashomon.records import Span
    >>> plain_text(LedgerClaim(id="c", article="a", number=0, spans=(Span(0, 23),), voices=(),
    ...     text="that “the dam has gone”", quotation="mixed", polarity="positive", certainty="certain",
    ...     mode="actual"))
    'the dam has gone'
    """
    words = " ".join(claim.text.split())
    return _OPENING.sub("", words.strip(_EDGE)).strip(_EDGE) or words


def plainness(content: Content) -> tuple[float, int]:
    """The higher the plainer; then the shorter."""
    frame, text = content.main, plain_text(content.claim)
    words = len(text.split())
    score = 2.0 * (frame.sign == 1) + 1.5 * (not content.claim.is_hedged) + 1.5 * (frame.event is not None)
    score += 1.0 * bool(frame.of("agent")) + 0.5 * bool(frame.of("patient")) + 0.5 * min(len(frame.actors), 3)
    score -= 0.5 * min(len(_POINTING.findall(text)), 3) + 3.0 * bool(content.is_thin)
    score -= 0.08 * max(0, words - 12) + 0.4 * max(0, 5 - words)
    score += 0.5 * (frame.time is not None or frame.place is not None)
    return round(score - 0.3 * ("?" in text), 6), -words
