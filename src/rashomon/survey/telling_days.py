"""When something was said, where the words around it tell: "predicted on 7 April that ..."."""

from __future__ import annotations

import re

from rashomon.ledger import LedgerClaim
from rashomon.situate.times import find_times
from rashomon.survey.edtf import read_days

_STOP = re.compile(r"[.!?;:]\s|\n\s*\n|,\s")
_OPENING = re.compile(
    r"(?:^|[.!?]\s+|\n\s*)(?P<words>(?:On|In|Last|Earlier)\b[^,.;:\n]{2,40}),\s[^.;:\n]{0,80}$"
)
_BEFORE_THIS = re.compile(r"\b(?:had|has|have)\s+(?:\w+\s+)?$", re.IGNORECASE)
_REACH = 80


def day_told(text: str, claim: LedgerClaim, published: str | None) -> str | None:
    """When the claim was made, in EDTF; None where the words beside the word of saying do not tell.

    A time counts that stands between the word of saying and the content, right after the word where the
    content comes first, or at the front of the sentence; never one later than the article.

    >>> from rashomon.ledger import LedgerVoice
    >>> from rashomon.records import Span
    >>> text = "Orm predicted on 7 April that the wall would fall."
    >>> voice = LedgerVoice(name="Orm", kind="named", span=Span(0, 3), cue=Span(4, 13))
    >>> claim = LedgerClaim(id="c", article="a", number=0, spans=(Span(25, 49),), text=text[25:49],
    ...     voices=(voice,), quotation="indirect", polarity="positive", certainty="certain", mode="predicted")
    >>> day_told(text, claim, "2031-04-18")
    '2031-04-07'
    """
    cue = claim.speaker.cue
    if cue is None or published is None:
        return None
    start = claim.span.start
    if cue.end <= start:
        near = text[cue.end : start] if start - cue.end <= _REACH else ""
        front = _OPENING.search(text, max(0, cue.start - 2 * _REACH), cue.start)
        stretches = [near, front["words"] if front else ""]
    else:
        after = text[cue.end : cue.end + _REACH]
        stop = _STOP.search(after)
        stretches = [after[: stop.start()] if stop else after]
    values = {value for words in stretches for value in _days(words, published)}
    return values.pop() if len(values) == 1 else None


def is_told_again(text: str, claim: LedgerClaim) -> bool:
    """Whether the word of saying is in the past of the article: "had predicted"."""
    cue = claim.speaker.cue
    if cue is None:
        return False
    words = cue.of(text).lower()
    return words.startswith("had ") or bool(_BEFORE_THIS.search(text[max(0, cue.start - 20) : cue.start]))


def _days(words: str, published: str) -> list[str]:
    told = read_days(published)
    found = []
    for time in find_times(words, published[:10]):
        days = read_days(time.value) if time.kind in ("date", "time") else None
        if time.value and days and told and days.last <= told.last and (days.last - days.first).days <= 31:
            found.append(time.value.rstrip("?"))
    return found
