"""The running words of an article as folded hashes with their places: what copies are told by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from rashomon.ledger import LedgerArticle
from rashomon.names.folding import fold
from rashomon.records import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W_]+)*")
# Longer ones are no quotation but two marks that belong to different ones.
_QUOTED = re.compile(r"“[^“”]{2,900}”|«[^«»]{2,900}»|(?<!\S)\"(?=\S)[^\"]{2,900}(?<=\S)\"(?!\w)")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The words of an article outside its furniture, in order."""

    article: LedgerArticle
    places: NDArray[np.int32]
    """Of shape (words, 2): where each starts and ends."""
    hashes: NDArray[np.uint64]
    """One a word; the same for words that fold alike, on every machine."""
    quoted: NDArray[np.bool_]
    """Whether the word stands between quotation marks."""

    def __len__(self) -> int:
        return len(self.hashes)

    def span(self, first: int, end: int) -> Span:
        """From the first character of word ``first`` to the last of the word before ``end``."""
        return Span(int(self.places[first, 0]), int(self.places[end - 1, 1]))

    def word(self, place: int) -> str:
        """The word as the article writes it."""
        return self.span(place, place + 1).of(self.article.text)


def read_own_words(article: LedgerArticle) -> OwnWords:
    """The words of ``article`` that stand in no furniture.

    >>> own = read_own_words(LedgerArticle(name="a", text='He said: "No." Menu', furniture=(Span(15, 19),)))
    >>> [own.word(place) for place in range(len(own))], own.quoted.tolist()
    (['He', 'said', 'No'], [False, False, True])
    """
    import numpy as np

    found = list(_outside(_WORD.finditer(article.text), article.furniture))
    hashes = np.array([_hash(article.text[start:end]) for start, end in found], dtype=np.uint64)
    places = np.array(found, dtype=np.int32).reshape(-1, 2)
    quoted = np.zeros(len(found), dtype=bool)
    for match in _QUOTED.finditer(article.text):
        first, last = np.searchsorted(places[:, 0], match.span())
        quoted[first:last] = True
    return OwnWords(article, places, hashes, quoted)


def _outside(matches: Iterator[re.Match[str]], furniture: Sequence[Span]) -> Iterator[tuple[int, int]]:
    waiting = sorted(furniture)
    for match in matches:
        while waiting and waiting[0].end <= match.start():
            waiting.pop(0)
        if not waiting or match.end() <= waiting[0].start:
            yield match.span()


@lru_cache(maxsize=500_000)
def _hash(word: str) -> int:
    lower = word.lower()
    key = lower if lower.isascii() and lower.isalnum() else fold(word)
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")
