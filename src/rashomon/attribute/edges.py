"""Does a content end where a clause ends, or did the net stop a word or two too early?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import word_set
from rashomon.attribute.stretches import join, parts, touch
from rashomon.records import Attribution, Span

_STOP = re.compile(r"[,;:.!?()\n–—“”\"…]|--|''")
_CANNOT_END = word_set("edges_cannot_end")
_MOST_MORE = 8


def round_off(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, those whose content breaks off just before the end of its clause taken to that end.

    A content does not end with "of his" or "the".
    """
    return tuple(_rounded(layout, a) for a in found)


def _rounded(layout: Layout, a: Attribution) -> Attribution:
    if not a.content or a.route != "net":
        return a
    last = a.content[-1]
    words = layout.word_range(last)
    if not words:
        return a
    end = _clause_end(layout, words[-1])
    more = layout.word_range(Span(last.end, end)) if end > last.end else range(0)
    broken = layout.words[words[-1]].lower in _CANNOT_END
    if not broken or not more or len(more) > _MOST_MORE:
        return a
    added = Span(last.start, end)
    if touch([Span(last.end, end)], parts(a)):
        return a
    return replace(a, content=join((*a.content, added)))


def _clause_end(layout: Layout, i: int) -> int:
    """The end of the last word before the next sign that separates."""
    words = layout.words
    while i + 1 < len(words) and not _STOP.search(layout.text[words[i].end : words[i + 1].start]):
        i += 1
    return words[i].end
