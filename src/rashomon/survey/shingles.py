"""Which articles may share text: an inverted index of rare runs of five words.

Containment (shared runs over those of the smaller set) finds truncated and embedded copies, which Jaccard
similarity misses: on planted copies .996 against .33 to .72 found (docs/decisions).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHINGLE = 5
"""Words in a run."""
RARE = 20
"""A run in more articles than this pairs each with the first `HUBS` only: the cost stays linear."""
HUBS = 2
LEAST_CONTAINMENT = 0.08
LEAST_SHARED = 10
"""As many shared runs are enough, however long the articles are."""
LEAST_ALIKE = 0.1
"""Shared rare words over all of the article with fewer: what makes it worth while to compare sentences."""
PARTNERS = 5
"""Candidates kept for an article."""
_CHUNK = 200_000


class Candidate(NamedTuple):
    """Two documents by number, the lower first, and the share of the smaller one's runs that both have."""

    one: int
    other: int
    containment: float


def find_frequent(
    documents: Sequence[NDArray[np.uint64]], families: Sequence[int], most: int
) -> NDArray[np.uint64]:
    """The runs, as hashes in order, that stand in documents of more than ``most`` families.

    Such a run is a stock phrase or a paragraph that a house prints under everything: it shows no copy.

    >>> import numpy as np
    >>> text = np.arange(6, dtype=np.uint64)
    >>> [len(find_frequent([text, text, text], families, 2)) for families in ([0, 1, 2], [0, 1, 1])]
    [2, 0]
    """
    import numpy as np

    sets = [np.unique(shingle_hashes(words)) for words in documents]
    if not sets:
        return np.empty(0, dtype=np.uint64)
    runs = np.concatenate(sets)
    family = np.repeat(np.array(families, dtype=np.int64), [len(found) for found in sets])
    order = np.lexsort((family, runs))
    runs, family = runs[order], family[order]
    if not len(runs):
        return runs
    is_new = np.r_[True, (runs[1:] != runs[:-1]) | (family[1:] != family[:-1])]
    found, counts = np.unique(runs[is_new], return_counts=True)
    return found[counts > most]


def find_candidates(documents: Sequence[NDArray[np.uint64]]) -> list[Candidate]:
    """Pairs of ``documents`` (hashes of words in order) that may share text, by number.

    The order of the documents decides only between equally good candidates: the earlier one is kept.

    >>> import numpy as np
    >>> text = np.arange(30, dtype=np.uint64)
    >>> find_candidates([text, text[::-1].copy(), text[5:20]])
    [Candidate(one=0, other=2, containment=1.0)]
    """
    import numpy as np

    sets = [np.unique(shingle_hashes(words)) for words in documents]
    sizes = np.array([len(found) for found in sets], dtype=np.int64)
    pairs, shared = _count_shared(sets)
    one, other = np.divmod(pairs, len(sets)) if len(pairs) else (pairs, pairs)
    containment = shared / np.maximum(1, np.minimum(sizes[one], sizes[other]))
    likeness = shared / np.maximum(1, sizes[one] + sizes[other] - shared)
    enough = (containment >= LEAST_CONTAINMENT) & (shared >= 3) | (shared >= LEAST_SHARED)
    return _best(one[enough], other[enough], containment[enough], likeness[enough])


def find_alike(sets: Sequence[NDArray[np.uint64]], least: int) -> list[Candidate]:
    """Pairs of sets of words that share at least ``least`` rare ones, the best partners of each.

    >>> import numpy as np
    >>> words = np.arange(9, dtype=np.uint64)
    >>> find_alike([words, words[:6], words[6:]], 5)
    [Candidate(one=0, other=1, containment=1.0)]
    """
    import numpy as np

    sizes = np.array([len(found) for found in sets], dtype=np.int64)
    pairs, shared = _count_shared(sets, hubs=0)
    one, other = np.divmod(pairs, len(sets)) if len(pairs) else (pairs, pairs)
    containment = shared / np.maximum(1, np.minimum(sizes[one], sizes[other]))
    likeness = shared / np.maximum(1, sizes[one] + sizes[other] - shared)
    enough = (shared >= least) & (containment >= LEAST_ALIKE)
    return _best(one[enough], other[enough], containment[enough], likeness[enough])


def shingle_hashes(words: NDArray[np.uint64], length: int = SHINGLE) -> NDArray[np.uint64]:
    """One hash for each run of ``length`` words; empty for fewer words."""
    import numpy as np

    count = len(words) - length + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(length):
        mixed = (mixed ^ words[place : place + count]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _count_shared(
    sets: Sequence[NDArray[np.uint64]], hubs: int = HUBS
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs as ``lower * n + higher`` with the number of runs that both have."""
    import numpy as np

    if not sets:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    owner = np.repeat(np.arange(len(sets), dtype=np.int64), [len(found) for found in sets])
    runs = np.concatenate(sets)
    order = np.argsort(runs, kind="stable")
    runs, owner = runs[order], owner[order]
    starts = np.flatnonzero(np.r_[True, runs[1:] != runs[:-1]]) if len(runs) else np.empty(0, dtype=np.int64)
    lengths = np.diff(np.r_[starts, len(runs)])
    keys: list[NDArray[np.int64]] = []
    counts: list[NDArray[np.int64]] = []
    for low, high in _pairs(owner, starts, lengths, hubs):
        key, count = np.unique(low * len(sets) + high, return_counts=True)
        keys.append(key)
        counts.append(count.astype(np.int64))
    return _sum_up(keys, counts)


def _pairs(
    owner: NDArray[np.int64], starts: NDArray[np.int64], lengths: NDArray[np.int64], hubs: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Lower and higher number of every pair that one run makes, in chunks; owners of a run ascend."""
    import numpy as np

    for length in range(2, RARE + 1):
        firsts = starts[lengths == length]
        low, high = np.triu_indices(length, k=1)
        step = max(1, _CHUNK * 10 // len(low))
        for place in range(0, len(firsts), step):
            rows = owner[firsts[place : place + step, None] + np.arange(length)]
            yield rows[:, low].ravel(), rows[:, high].ravel()
    frequent = np.flatnonzero(lengths > RARE)
    for place in range(0, len(frequent), _CHUNK // 10):
        some = frequent[place : place + _CHUNK // 10]
        for hub in range(hubs):
            rest = lengths[some] - hub - 1
            base = np.repeat(starts[some], rest)
            step_in = np.arange(len(base)) - np.repeat(np.cumsum(rest) - rest, rest)
            yield owner[base + hub], owner[base + hub + 1 + step_in]


def _sum_up(
    keys: list[NDArray[np.int64]], counts: list[NDArray[np.int64]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    import numpy as np

    if not keys:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    every, number = np.concatenate(keys), np.concatenate(counts)
    order = np.argsort(every, kind="stable")
    every, number = every[order], number[order]
    starts = np.flatnonzero(np.r_[True, every[1:] != every[:-1]])
    return every[starts], np.add.reduceat(number, starts)


def _best(
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    containment: NDArray[np.float64],
    likeness: NDArray[np.float64],
) -> list[Candidate]:
    """Those among the best `PARTNERS` of either side; of equal ones the likest, then the earliest."""
    import numpy as np

    mine, partner = np.r_[one, other], np.r_[other, one]
    score = np.round(containment + likeness / 4, 2)
    pair = np.r_[np.arange(len(one)), np.arange(len(one))]
    order = np.lexsort((partner, -np.r_[score, score], mine))
    ranked = mine[order]
    first = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]]) if len(ranked) else ranked
    rank = np.arange(len(ranked)) - np.repeat(first, np.diff(np.r_[first, len(ranked)]))
    kept = np.unique(pair[order][rank < PARTNERS])
    return [Candidate(int(one[i]), int(other[i]), float(containment[i])) for i in kept]
