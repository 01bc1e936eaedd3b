"""An article's words as the arrays that the net reads, and how they are cut into windows.

Training uses the same code, so that the net sees at work what it saw while it learnt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.nets.wordpiece import WordPiece
from rashomon.records import Span

WINDOW = 384
"""Pieces in a window, [CLS] and [SEP] included."""
CONTEXT = 56
"""Words on either side of a window's core that are read but not decided there."""

SHAPES = 18
"""Size of the table of word shapes: nine shapes, each glued to the word before or not."""
QUOTES = 3
"""Outside quotation marks, inside, a mark itself."""

_OPENING = {"“": "”", "«": "»", "„": "”", "‘": "’"}
_CLOSING = {"”", "»"}


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text's words as pieces: one entry a piece, with the first piece of every word."""

    pieces: list[int]
    shapes: list[int]
    quotes: list[int]
    first: list[int]
    """For each word the index of its first piece; ``first[len(words)]`` is the number of pieces."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``start`` to ``end`` are read; what is said of ``core_start`` to ``core_end`` counts."""

    start: int
    end: int
    core_start: int
    core_end: int


def encode(text: str, words: Sequence[Span], wordpiece: WordPiece) -> Encoded:
    """Pieces, shapes and quotation state for every word; a line break is a piece of its own."""
    encoded = Encoded([], [], [], [])
    closing = ""
    before = 0
    for word in words:
        gap = text[before : word.start]
        token = text[word.start : word.end]
        if "\n" in gap:
            closing = ""
            encoded.pieces.append(wordpiece.line_break)
            encoded.shapes.append(0)
            encoded.quotes.append(0)
        state, closing = _quote_state(token, closing, text, word)
        ids = wordpiece.pieces(token)
        shape = 2 * _shape(token) + (0 if gap or word.start == 0 else 1)
        encoded.first.append(len(encoded.pieces))
        encoded.pieces.extend(ids)
        encoded.shapes.extend([shape] * len(ids))
        encoded.quotes.extend([state] * len(ids))
        before = word.end
    encoded.first.append(len(encoded.pieces))
    return encoded


def _quote_state(token: str, closing: str, text: str, word: Span) -> tuple[int, str]:
    """The quotation state of one word and the mark that would now close a quotation."""
    if len(token) > 1 or token.isalnum():
        return (1 if closing else 0), closing
    if closing:
        if token == closing or token in _CLOSING:
            inside_word = token == "’" and text[word.end : word.end + 1].isalpha()
            return (1, closing) if inside_word else (2, "")
        return 1, closing
    if token == '"':
        return 2, '"'
    if token in _OPENING:
        return 2, _OPENING[token]
    return 0, ""


def _shape(token: str) -> int:
    if token.islower():
        return 1
    if token.isdigit():
        return 2
    if token.isupper():
        return 3 if len(token) > 1 else 4
    if token.isalpha():
        return 5 if token[:1].isupper() and token[1:].islower() else 6
    if token.isalnum():
        return 7
    return 8


def cut_windows(first: Sequence[int]) -> Iterator[Window]:
    """Windows whose cores cover every word once; ``first`` is that of `Encoded`.

    >>> [(w.core_start, w.core_end) for w in cut_windows(range(1001))][:2]
    [(0, 326), (326, 596)]
    """
    count = len(first) - 1
    start = core_start = 0
    while core_start < count:
        end = _fill(first, start, count)
        core_end = end if end == count else max(core_start + 1, end - CONTEXT)
        yield Window(start, end, core_start, core_end)
        core_start = core_end
        start = max(start + 1, core_start - CONTEXT)


def _fill(first: Sequence[int], start: int, count: int) -> int:
    """The furthest end such that the pieces of words ``start`` to ``end`` fit a window."""
    room = WINDOW - 2
    end = min(count, start + room)
    while end > start + 1 and first[end] - first[start] > room:
        end -= 1
    return end
