"""Is something said in a noun: "assurances from the council that", "the admission by the mayor that"?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import lexicon, word_set
from rashomon.attribute.phrases import is_speaker
from rashomon.attribute.stretches import touch, trim
from rashomon.records import Attribution, Reason, Span

_BY = frozenset({"by", "from"})
_INTO = frozenset({"that", "to", "of", "about"})
_BREAK = re.compile(r"[,;:.!?()\n–—“”\"]")
_END = re.compile(r"[;:!?()\n–—]|,\s(?:even|which|who|and|but|while|as)\s|\.\s|\.$")
_LONGEST_SOURCE = 10


def claim_nouns(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Attributions for a noun of saying with its speaker behind it that the net gave to nobody."""
    nouns = lexicon().nouns - word_set("nouns_too_wide")
    claims = []
    for i in layout.occurrences(nouns):
        claim = _claimed(layout, i)
        if claim is not None and not any(
            touch(claim.cue, a.cue) or touch(claim.source, a.source) for a in found
        ):
            claims.append(claim)
    return tuple(claims)


def _claimed(layout: Layout, i: int) -> Attribution | None:
    """``NOUN by SOURCE that CONTENT``, all in one sentence."""
    words = layout.words
    if i + 3 >= len(words) or words[i + 1].lower not in _BY:
        return None
    sentence = layout.sentence(words[i].start)
    for n in range(i + 2, min(i + 3 + _LONGEST_SOURCE, len(words))):
        if words[n].end > sentence.end or _BREAK.search(layout.text[words[n - 1].end : words[n].start]):
            return None
        if (
            words[n].lower in _INTO
            and n > i + 2
            and not (words[n].lower == "of" and words[i].lower != "denial")
        ):
            break
    else:
        return None
    if n + 1 < len(words) and words[n].lower == "that" and words[n + 1].lower in word_set("nouns_relative"):
        return None
    source = Span(words[i + 2].start, words[n - 1].end)
    start = words[n].start if words[n].lower in {"that", "to"} else words[n].end
    end = _END.search(layout.text, words[n].end, sentence.end)
    content = trim(layout.text, Span(start, end.start() if end else sentence.end), " ,.\n")
    if not is_speaker(layout, source, may_be_two=True) or layout.count([content]) < 3:
        return None
    return Attribution(
        id=0,
        source=(source,),
        cue=(Span(words[i].start, words[i].end),),
        content=(content,),
        route="report",
        reason=Reason(maker="noun", score=0.7, detail="A noun of saying with its speaker behind it."),
    )
