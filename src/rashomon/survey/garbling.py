"""Which of two aligned texts garbles a name that the other spells as the rest of the case does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rashomon.names.folding import fold
from rashomon.survey.alignment import Stretch
from rashomon.survey.own_words import OwnWords

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEW, TIMES = 3, 4
"""A garbled spelling stands in few articles, the usual one in so many times as many."""
_LETTERS = 2
_SHORTEST = 5


class WordCounts(NamedTuple):
    """In how many articles each word stands, by hash in order."""

    hashes: NDArray[np.uint64]
    counts: NDArray[np.int64]

    @staticmethod
    def of(documents: Sequence[NDArray[np.uint64]]) -> WordCounts:
        """Of the words of ``documents``."""
        import numpy as np

        sets = [np.unique(words) for words in documents]
        every = np.concatenate(sets) if sets else np.empty(0, dtype=np.uint64)
        return WordCounts(*np.unique(every, return_counts=True))

    def count(self, word: int) -> int:
        """The number of articles that have the word with this hash."""
        import numpy as np

        place = int(np.searchsorted(self.hashes, np.uint64(word)))
        found = place < len(self.hashes) and int(self.hashes[place]) == word
        return int(self.counts[place]) if found else 0


def find_garbler(one: OwnWords, other: OwnWords, stretches: Iterable[Stretch], counts: WordCounts) -> int:
    """1 where ``one`` garbles more names, -1 where ``other`` does, 0 where neither.

    Only words that stand at the same place of aligned stretches are compared.
    """
    garbled = 0
    for run in stretches:
        length = run.a_end - run.a
        if length != run.b_end - run.b:
            continue
        changed = one.hashes[run.a : run.a_end] != other.hashes[run.b : run.b_end]
        for step in changed.nonzero()[0].tolist():
            garbled += _compare(one, run.a + step, other, run.b + step, counts)
    return (garbled > 0) - (garbled < 0)


def _compare(one: OwnWords, place: int, other: OwnWords, other_place: int, counts: WordCounts) -> int:
    import jellyfish

    mine, theirs = one.word(place), other.word(other_place)
    if not (mine[0].isupper() and theirs[0].isupper() and min(len(mine), len(theirs)) >= _SHORTEST):
        return 0
    if jellyfish.damerau_levenshtein_distance(fold(mine), fold(theirs)) > _LETTERS:
        return 0
    often, less = counts.count(int(other.hashes[other_place])), counts.count(int(one.hashes[place]))
    if less <= FEW and often >= TIMES * less:
        return 1
    return -1 if often <= FEW and less >= TIMES * often else 0
