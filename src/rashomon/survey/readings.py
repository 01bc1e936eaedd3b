"""Whether two claims are one text that was read in two ways: then they neither disagree nor drift."""

from __future__ import annotations

import re

from rashomon.ledger import LedgerClaim
from rashomon.survey.wording import content_words

_AROUND = 90
"""How many characters around a claim the words that decide how it stands are looked for."""
_SAME = 0.7
"""Share of content words from which on two contents are one text."""


def is_one_text(claim: LedgerClaim, text: str, other: LedgerClaim, other_text: str) -> bool:
    """Whether the other claim is the same words, with the words around it that make ``claim`` what it is.

    Args:
        claim: The one that stands out: a denial, or a claim that is hedged.
        text: Of its article.
        other: The one it is held against.
        other_text: Of that one's article.
    """
    ours, theirs = content_words(claim.text), content_words(other.text)
    if len(ours & theirs) < _SAME * min(len(ours), len(theirs)) or not ours & theirs:
        return False
    voice = claim.speaker
    spans = [*claim.because, *([voice.cue] if voice.cue is not None else [])]
    telling = {word for span in spans for word in _words(span.of(text))}
    start, end = other.span.start, other.span.end
    near = _words(other_text[max(0, start - _AROUND) : end + _AROUND])
    return bool(telling) and telling <= near and claim.article != other.article


def _words(text: str) -> frozenset[str]:
    """Lowered, without the marks beside them: "known," is the word "known"."""
    return frozenset(re.findall(r"\w+(?:['’]\w+)?", text.lower()))
