"""Whom "who", "which" and "that" belong to: the words they stand behind, over an apposition between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.records import Span

_APPOSED = re.compile(
    r",?\s*(?:\([^()]{1,40}\)\s*)?,\s+(?:an?|the|his|her|its|their|whose|one|now|then|formerly)\s", re.I
)
_REACH = 140
"""Characters that an apposition may be long."""


def before_relative(text: str, position: int, mentions: Sequence[Span], sentence: int) -> int | None:
    """The index of the mention that a relative pronoun belongs to; None where that is not plain.

    A mention with an apposition up to the pronoun comes first ("Ada Orm, an envoy of the League who"),
    then one that touches the pronoun. ``sentence`` is where the sentence starts.

    >>> before_relative("Ada Orm, an envoy of the League who saw it", 32, [Span(0, 7), Span(25, 31)], 0)
    0
    >>> before_relative("Ada Orm met the envoy who saw it", 22, [Span(0, 7), Span(12, 21)], 0)
    1
    """
    inside = [i for i, span in enumerate(mentions) if sentence <= span.start and span.end <= position]
    inside.sort(key=lambda i: (-mentions[i].end, mentions[i].start))
    for i in inside:
        between = text[mentions[i].end : position]
        if len(between) < _REACH and _APPOSED.match(between) and between.count(",") == 1:
            return i
    for i in inside[:3]:
        if text[mentions[i].end : position].strip() in ("", ","):
            return i
    return None
