"""Where the words of two articles run alike: seeds of a few words, extended and joined over small changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from rashomon.survey.shingles import shingle_hashes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SEED = 4
"""Words that a stretch must share without change somewhere."""
SHORTEST = 8
"""Words of the shortest stretch that is kept."""
GAP = 6
"""Changed words in a row that do not end a stretch."""
_REPEATS = 4
"""Places of a seed that are tried; stock phrases stand in many."""


class Stretch(NamedTuple):
    """Words ``a`` to ``a_end`` of one article run like ``b`` to ``b_end`` of the other."""

    a: int
    a_end: int
    b: int
    b_end: int
    same: int
    """Words that are alike."""


def align(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> tuple[Stretch, ...]:
    """Stretches of two rows of words (by hash) that run alike, in the order of ``one``, none in another.

    Stretches may stand in another order in ``other``. After passim (Smith, Cordell and Mullen 2015): seeds
    that both have, extended as far as they go, the longest first, joined where little lies between.

    >>> import numpy as np
    >>> one, other = np.arange(12, dtype=np.uint64), np.arange(14, dtype=np.uint64)
    >>> one[5], other[0] = 99, 77
    >>> align(one, other)
    (Stretch(a=1, a_end=12, b=1, b_end=12, same=10),)
    """
    runs = _exclusive(_runs(one, other), len(one), len(other))
    return tuple(found for found in _joined(runs) if found.same >= SHORTEST)


def _runs(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> list[Stretch]:
    """Runs without any change that cannot be made longer, the longest first."""
    import numpy as np

    mine, theirs = shingle_hashes(one, SEED), shingle_hashes(other, SEED)
    order = np.argsort(theirs, kind="stable")
    first = np.searchsorted(theirs, mine, side="left", sorter=order)
    end = np.searchsorted(theirs, mine, side="right", sorter=order)
    hits = [np.flatnonzero(first + turn < end) for turn in range(_REPEATS)]
    a = np.concatenate(hits)
    b = np.concatenate([order[first[found] + turn] for turn, found in enumerate(hits)])
    ordered = np.lexsort((a, a - b))
    a, b = a[ordered], b[ordered]
    if not len(a):
        return []
    starts = np.flatnonzero(np.r_[True, (np.diff(a) != 1) | (np.diff(a - b) != 0)])
    lengths = np.diff(np.r_[starts, len(a)]) + SEED - 1
    ranked = np.lexsort((b[starts], a[starts], -lengths))
    rows = np.stack((a[starts], b[starts], lengths), axis=1)[ranked].tolist()
    return [Stretch(a, a + length, b, b + length, length) for a, b, length in rows]


def _exclusive(runs: Iterable[Stretch], length: int, other_length: int) -> list[Stretch]:
    """Each without the words at its ends that a longer one before it has taken, by place in the first row."""
    taken, others = bytearray(length), bytearray(other_length)
    kept: list[Stretch] = []
    for run in runs:
        a, a_end, shift = run.a, run.a_end, run.b - run.a
        while a < a_end and (taken[a] or others[a + shift]):
            a += 1
        while a < a_end and (taken[a_end - 1] or others[a_end - 1 + shift]):
            a_end -= 1
        size = a_end - a
        if size < SEED or any(taken[a:a_end]) or any(others[a + shift : a_end + shift]):
            continue
        kept.append(Stretch(a, a_end, a + shift, a_end + shift, size))
        taken[a:a_end] = others[a + shift : a_end + shift] = b"\x01" * size
    return sorted(kept)


def _joined(runs: Iterable[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and run.a - last.a_end <= GAP and 0 <= run.b - last.b_end <= GAP:
            joined[-1] = Stretch(last.a, run.a_end, last.b, run.b_end, last.same + run.same)
        else:
            joined.append(run)
    return joined
