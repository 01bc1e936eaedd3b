"""From the net's scores to the likeliest labels, in numpy.

Scores of a linear-chain CRF (Lafferty et al. 2001): one row a word, one column a label, and a
table of moves from label to label. Labels are ``O`` and begin/inside of each kind.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

_SURE = 10.0
"""Lead of "outside" over every other label, in nats, from which the word decides itself; moves
between labels weigh less."""
_NEVER = -1e4


def legal(moves: Array) -> Array:
    """The learnt moves with the impossible ones barred: "inside" follows its own kind only."""
    barred = moves.copy()
    for inside in range(2, len(moves), 2):
        allowed = (inside - 1, inside)
        barred[[i for i in range(len(moves)) if i not in allowed], inside] = _NEVER
    return barred


def starts(scores: Array) -> Array:
    """Scores with "inside" barred for the first word."""
    first = scores.copy()
    first[..., 0, 2::2] += _NEVER
    return first


def best_path(scores: Array, moves: Array) -> NDArray[np.int64]:
    """The likeliest label of every word (Viterbi); ``scores`` [words, labels].

    Words that are surely outside cut the text into stretches that are solved alone, which is the
    same answer sooner.

    >>> moves = legal(np.zeros((3, 3), np.float32))
    >>> best_path(np.array([[0, 1, 2], [0, 0, 2], [30, 0, 0]], np.float32), moves).tolist()
    [1, 2, 0]
    """
    path = np.zeros(len(scores), np.int64)
    if len(scores):
        for start, end in runs(_open(scores)):
            path[start:end] = _viterbi(scores[None, start:end], moves)[0]
    return path


def best_paths(scores: Array, moves: Array) -> NDArray[np.int64]:
    """`best_path` for several rows over the same words; ``scores`` [rows, words, labels].

    Each row is solved from its first to its last word that is not surely outside.
    """
    rows, words, labels = scores.shape
    unsure = _open(scores)
    first = unsure.argmax(axis=1)
    length = np.where(unsure.any(axis=1), words - unsure[:, ::-1].argmax(axis=1) - first, 0)
    path = np.zeros((rows, words), np.int64)
    if not length.any():
        return path
    place = first[:, None] + np.arange(length.max())[None, :]
    inside = np.arange(length.max())[None, :] < length[:, None]
    outside = np.full(labels, _NEVER, np.float32)
    outside[0] = 0
    cut = np.where(
        inside[:, :, None], scores[np.arange(rows)[:, None], np.minimum(place, words - 1)], outside
    )
    found = _viterbi(cut, moves)
    row, column = np.nonzero(inside)
    path[row, place[row, column]] = found[row, column]
    return path


def _open(scores: Array) -> NDArray[np.bool_]:
    """Which words are not surely outside."""
    unsure: NDArray[np.bool_] = scores[..., 0] - scores[..., 1:].max(axis=-1) < _SURE
    return unsure


def _viterbi(scores: Array, moves: Array) -> NDArray[np.int64]:
    rows, words, labels = scores.shape
    best = starts(scores)[:, 0]
    back = np.zeros((words, rows, labels), np.int64)
    across = moves.T[None]
    for word in range(1, words):
        ways = best[:, None, :] + across
        back[word] = ways.argmax(axis=2)
        best = ways.max(axis=2) + scores[:, word]
    path = np.zeros((rows, words), np.int64)
    every = np.arange(rows)
    path[:, -1] = best.argmax(axis=1)
    for word in range(words - 1, 0, -1):
        path[:, word - 1] = back[word, every, path[:, word]]
    return path


def runs(flags: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Where ``flags`` is true, as half-open stretches.

    >>> list(runs(np.array([True, True, False, True])))
    [(0, 2), (3, 4)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    for start, end in edges.reshape(-1, 2):
        yield int(start), int(end)


def marginals(scores: Array, moves: Array) -> NDArray[np.float64]:
    """The probability of every label at every word, by forward and backward sums."""
    count = len(scores)
    emit = np.exp((starts(scores) - scores.max(axis=1, keepdims=True)).astype(np.float64))
    move = np.exp(moves.astype(np.float64))
    forward = np.empty_like(emit)
    row = emit[0]
    forward[0] = row = row / row.sum()
    for word in range(1, count):
        row = (row @ move) * emit[word]
        row = row / row.sum()
        forward[word] = row
    backward = np.ones_like(emit)
    row = backward[-1]
    for word in range(count - 2, -1, -1):
        row = move @ (emit[word + 1] * row)
        row = row / row.sum()
        backward[word] = row
    both = forward * backward
    total: NDArray[np.float64] = both / both.sum(axis=1, keepdims=True)
    return total


def spans_of(path: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    """(first word, last word + 1, kind number) of every labelled stretch.

    >>> list(spans_of(np.array([0, 1, 2, 3, 1])))
    [(1, 3, 0), (3, 4, 1), (4, 5, 0)]
    """
    start, kind = -1, -1
    for word, label in enumerate([*path.tolist(), 0]):
        goes_on = label and label % 2 == 0 and kind == (label - 1) // 2
        if goes_on:
            continue
        if kind >= 0:
            yield start, word, kind
        start, kind = (word, (label - 1) // 2) if label else (-1, -1)
