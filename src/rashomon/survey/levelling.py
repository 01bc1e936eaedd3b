"""Directions of claims, levelled: those count less in which claims of one thing differ.

Of two claims of one thing one may shout and the other report; that they point apart for it says nothing. How
claims of one proposition lie around their middle was taken from stories written for this project
(`training.fit_levelling`), and what varies most there is shrunk (within-class covariance normalisation:
Hatch, Kajarekar and Stolcke 2006).
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rashomon.nets.weights import checked

Rows = NDArray[np.float32]
FOLDER = Path(__file__).parent
NAME, SUM = "levelling.npz", "levelling.sha256"
"""The matrix beside this module, fitted to the vectors of the shipped pair net; and its sum."""


def directions(rows: Rows) -> Rows:
    """The rows of length 1, without what is common to all: of one war everything is near to everything.

    >>> directions(np.array([[3, 1], [1, 1]], dtype=np.float32)).tolist()
    [[1.0, 0.0], [-1.0, 0.0]]
    """
    from_mean = rows - rows.mean(axis=0, dtype=np.float64).astype(np.float32)
    lengths = np.linalg.norm(from_mean, axis=1, keepdims=True)
    made: Rows = (from_mean / np.maximum(lengths, np.float32(1e-6))).astype(np.float32)
    return made


def levelled(rows: Rows, level: Rows) -> Rows:
    """The directions of rows ``[n, d]`` after ``level``, ``[d, d]``, was applied to them."""
    return directions(directions(rows) @ level)


def level_of(width: int) -> Rows:
    """The shipped matrix; for vectors of another width, of which nothing was learnt, that of no change.

    Raises:
        NetError: the file is not the one that was shipped.
    """
    shipped = _shipped()
    return shipped if len(shipped) == width else np.eye(width, dtype=np.float32)


@cache
def _shipped() -> Rows:
    wanted = (FOLDER / SUM).read_text(encoding="utf-8").strip()
    packed = checked(FOLDER, {NAME: wanted}, [NAME])[NAME]
    with np.load(io.BytesIO(packed)) as held:
        made: Rows = held["level"].astype(np.float32)
    return made
