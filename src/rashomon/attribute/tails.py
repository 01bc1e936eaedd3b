"""What stands behind a verb of saying, holding or wanting: where the content begins, how far it may run."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import word_set
from rashomon.records import Span

CLAUSE_END = re.compile(r",(?!\d)|[;:()\n–—“”\"«»]|\.\s|\s(?:but|and|while|although|though)\s")
"""Where a short content ends."""

_NUMBERS = word_set("frames_numbers")
_OPENS_QUOTE = "“\"«„‘'"


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands behind the verb: where the content begins, how far it may run, how far the cue does."""

    start: int
    wide: bool
    sure: bool
    last: int | None = None
    """The last word of the cue, where it is not the verb."""


def follows(layout: Layout, i: int, n: int = 1) -> str:
    """The word ``n`` behind word ``i``, where nothing but blanks stands between; else nothing."""
    words = layout.words
    if i + n >= len(words) or layout.text[words[i].end : words[i + n].start].count("\n"):
        return ""
    if n == 1 and not layout.text[words[i].end : words[i + 1].start].isspace():
        return ""
    return words[i + n].lower


def is_number(word: str) -> bool:
    """Whether a lower-case word is a figure or the name of a number."""
    return word[:1].isdigit() or word in _NUMBERS


def quote_behind(layout: Layout, position: int) -> int | None:
    """Where a quotation opens right behind a position."""
    at = position + 1
    opens = layout.text[position:at].isspace() and layout.text[at : at + 1] in set(_OPENS_QUOTE)
    return at if opens and any(q.outer.start == at for q in layout.quotes_in(Span(at, at + 1))) else None
