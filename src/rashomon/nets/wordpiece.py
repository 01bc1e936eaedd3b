"""Words to the word pieces that the encoder was trained on (BERT's uncased WordPiece).

The `tokenizers` library does the same; it brings 40 MB and an HTTP client with it, see
``docs/decisions``. A test compares the two where the library is installed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_LONGEST_WORD = 100
"""BERT's own limit, in characters; a longer word is one unknown piece."""
_CACHE_SIZE = 200_000


class WordPiece:
    """Greedy longest-match-first pieces of words (Devlin et al. 2019; Schuster & Nakajima 2012)."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._cache: dict[str, tuple[int, ...]] = {}
        self.unknown = self._ids["[UNK]"]
        self.first = self._ids["[CLS]"]
        self.last = self._ids["[SEP]"]
        self.line_break = self._ids["[unused0]"]

    def pieces(self, word: str) -> tuple[int, ...]:
        """The piece ids of one word, at least one.

        >>> WordPiece(["[UNK]", "[CLS]", "[SEP]", "[unused0]", "dam", "##s"]).pieces("Dams")
        (4, 5)
        """
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) >= _CACHE_SIZE:
                self._cache.clear()
            found = self._cache[word] = self._split(_normal(word))
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        if not word or len(word) > _LONGEST_WORD:
            return (self.unknown,)
        pieces = []
        start = 0
        while start < len(word):
            end = len(word)
            prefix = "##" if start else ""
            while end > start and prefix + word[start:end] not in self._ids:
                end -= 1
            if end == start:
                return (self.unknown,)
            pieces.append(self._ids[prefix + word[start:end]])
            start = end
        return tuple(pieces)


def _normal(word: str) -> str:
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn")
