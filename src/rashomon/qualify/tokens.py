"""The words and stops of a stretch of text, lowered, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.records import Span, Spans

_TOKEN = re.compile(
    r"n[’']t\b|[^\W_]+(?:[-’'][^\W_]+)*|[’'](?:ll|s|re|d|m|ve)\b|[,;:()—–?!…]|-(?=\s)|\.(?=\s|$)", re.I
)
# Longer head sentences are read up to here: what decides stands before.
_MOST = 120


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words and stops; ``lows[i]`` stands at ``starts[i]`` to ``ends[i]``."""

    lows: list[str]
    starts: list[int]
    ends: list[int]

    def span(self, first: int, last: int) -> Span:
        """From the first to the last token, both included."""
        return Span(self.starts[first], self.ends[last])


def read_tokens(text: str, pieces: Spans) -> Tokens:
    """The tokens of ``pieces`` in order, curly apostrophes made straight.

    A comma right after a piece is one of them, if another piece follows: "If it rains, he said, we stay".

    >>> read_tokens("If it rains, he said, we stay", (Span(0, 11), Span(22, 29))).lows
    ['if', 'it', 'rains', ',', 'we', 'stay']
    """
    lows: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for number, piece in enumerate(pieces):
        is_last = number + 1 == len(pieces)
        end = piece.end + (not is_last and text[piece.end : piece.end + 1] == ",")
        for found in _TOKEN.finditer(text, piece.start, end):
            lows.append(found.group().lower().replace("’", "'"))
            starts.append(found.start())
            ends.append(found.end())
            if len(lows) == _MOST:
                return Tokens(lows, starts, ends)
    return Tokens(lows, starts, ends)
