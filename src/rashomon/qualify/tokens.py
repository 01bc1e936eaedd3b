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
    """The tokens of ``pieces`` in order, curly apostrophes made straight."""
    lows: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in pieces:
        for found in _TOKEN.finditer(text, piece.start, piece.end):
            lows.append(found.group().lower().replace("’", "'"))
            starts.append(found.start())
            ends.append(found.end())
            if len(lows) == _MOST:
                return Tokens(lows, starts, ends)
    return Tokens(lows, starts, ends)
