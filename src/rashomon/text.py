"""Words of a text, the unit in which the net reads and scores count."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rashomon.records import Span, Spans

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+|[^\w\s]|_")


def word_set(text: str) -> frozenset[str]:
    """The words of ``text`` as a set.

    >>> sorted(word_set("to be to"))
    ['be', 'to']
    """
    return frozenset(text.split())


def split_words(text: str) -> Spans:
    """The words of ``text``: runs of letters and digits, and every other visible sign alone.

    >>> [span.of("It's 5:30.") for span in split_words("It's 5:30.")]
    ['It', "'", 's', '5', ':', '30', '.']
    """
    return tuple(Span(*match.span()) for match in _WORD.finditer(text))


def words_in(words: Sequence[Span], span: Span) -> range:
    """The indexes of the words (sorted, disjoint) that share a character with ``span``.

    >>> words_in(split_words("one two three"), Span(5, 9))
    range(1, 3)
    """
    first = bisect_right(words, span.start, key=lambda word: word.end)
    last = bisect_left(words, span.end, key=lambda word: word.start)
    return range(first, max(first, last))


def digest(*parts: str, length: int = 32) -> str:
    """The first ``length`` hex digits of the SHA-256 of ``parts``.

    >>> digest("a", "bc") == digest("ab", "c")
    False
    """
    whole = b"\x00".join(part.encode("utf-8", "surrogatepass") for part in parts)
    return hashlib.sha256(whole).hexdigest()[:length]
