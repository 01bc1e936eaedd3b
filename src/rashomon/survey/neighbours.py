"""Which statements a net puts next to each other, by the angle between their vectors.

Up to a few thousand all are compared. Above, statements meet only where they fall on the same sides of a
dozen fixed random planes (Charikar 2002), several times over, so that the cost grows with their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

EXACT = 4_000
"""Up to so many statements all are compared."""
NEAREST = 12
_TABLES, _PLANES, _LARGEST = 8, 14, 64
_CHUNK = 512


def find_neighbours(
    names: Sequence[str], vectors: NDArray[np.float32], least: float = 0.5
) -> set[tuple[str, str]]:
    """Pairs of names, the lower first, of which one is among the nearest of the other.

    Args:
        names: One for each row.
        vectors: ``[n, d]``, of length 1.
        least: The smallest cosine that counts.

    >>> rows = np.array([[1, 0], [0.9, 0.1], [0, 1]], dtype=np.float32)
    >>> find_neighbours(["a", "b", "c"], rows)
    {('a', 'b')}
    """
    found: set[tuple[str, str]] = set()
    for rows in _groups(vectors):
        for one, other in _nearest(vectors, rows, least):
            found.add((min(names[one], names[other]), max(names[one], names[other])))
    return found


def _groups(vectors: NDArray[np.float32]) -> Iterator[NDArray[np.intp]]:
    """The rows that are compared with each other."""
    count, size = vectors.shape
    if count <= EXACT:
        yield np.arange(count)
        return
    chance = np.random.default_rng(20_000)
    powers = 1 << np.arange(_PLANES)
    for _ in range(_TABLES):
        sides = vectors @ chance.standard_normal((size, _PLANES)).astype(np.float32) > 0
        buckets: dict[int, list[int]] = defaultdict(list)
        for row, code in enumerate(sides @ powers):
            buckets[int(code)].append(row)
        for bucket in buckets.values():
            for start in range(0, len(bucket), _LARGEST):
                yield np.array(bucket[start : start + _LARGEST])


def _nearest(vectors: NDArray[np.float32], rows: NDArray[np.intp], least: float) -> Iterator[tuple[int, int]]:
    part = vectors[rows]
    for start in range(0, len(rows), _CHUNK):
        likeness = part[start : start + _CHUNK] @ part.T
        for place, row in enumerate(likeness):
            row[start + place] = -1
            best = np.argsort(-row, kind="stable")[:NEAREST]
            for other in best[row[best] >= least]:
                yield int(rows[start + place]), int(rows[other])
