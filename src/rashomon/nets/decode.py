"""From the net's scores to the likeliest labels, in numpy.

Scores of a linear-chain CRF (Lafferty et al. 2001): one row a word, one column a label, and a
table of moves from label to label. Labels are ``O`` and begin/inside of each kind.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

_NEVER = -1e4
_RESCALED = 8
"""Words after which sums are scaled to one: sooner than they leave the range of a float."""


def legal(moves: Array) -> Array:
    """The learnt moves with the impossible ones barred: "inside" follows its own kind only."""
    barred = moves.copy()
    for inside in range(2, len(moves), 2):
        allowed = (inside - 1, inside)
        barred[[i for i in range(len(moves)) if i not in allowed], inside] = _NEVER
    return barred


def starts(scores: Array) -> Array:
    """The first words' scores [..., labels] with "inside" barred."""
    first = scores.copy()
    first[..., 2::2] += _NEVER
    return first


def best_path(scores: Array, moves: Array) -> NDArray[np.int64]:
    """The likeliest label of every word (Viterbi); ``scores`` [words, labels].

    >>> moves = legal(np.zeros((3, 3), np.float32))
    >>> best_path(np.array([[0, 1, 2], [0, 0, 2], [30, 0, 0]], np.float32), moves).tolist()
    [1, 2, 0]
    """
    found: NDArray[np.int64] = best_paths(scores[None], moves)[0]
    return found


def best_paths(scores: Array, moves: Array) -> NDArray[np.int64]:
    """`best_path` for several rows over the same words; ``scores`` [rows, words, labels].

    Words that are surely outside cut the rows into stretches, which are solved all at once: the same
    answer sooner.
    """
    rows, words, _ = scores.shape
    path = np.zeros((rows, words), np.int64)
    sure = _surely_outside(scores, moves)
    gaps = np.zeros((rows, words + 1), np.bool_)
    gaps[:, :words] = ~sure
    stretches = _edges(gaps.ravel())
    if not len(stretches):
        return path
    row, first = np.divmod(stretches[:, 0], words + 1)
    last = stretches[:, 1] - row * (words + 1)
    # A stretch has its neighbours with it, which are outside and nothing else.
    first, end = np.maximum(first - 1, 0), np.minimum(last + 1, words)
    column = np.arange((end - first).max())
    inside = column < (end - first)[:, None]
    place = np.minimum(first[:, None] + column, words - 1)
    cut = scores[row[:, None], place]
    cut[sure[row[:, None], place], 1:] = _NEVER
    found = _viterbi(cut, moves, end - first)
    path[np.broadcast_to(row[:, None], place.shape)[inside], place[inside]] = found[inside]
    return path


def _surely_outside(scores: Array, moves: Array) -> NDArray[np.bool_]:
    """Words [rows, words] that are outside in a best path, whatever the words around them are.

    A path in which such a word has another label gains when the word becomes "outside" and an "inside"
    behind it "begin": three moves change, which cost no more than three times their spread.
    """
    spread = 3 * np.ptp(moves[moves > _NEVER / 2])
    split = np.zeros(scores.shape[:2], np.float32)
    split[:, :-1] = np.maximum((scores[:, 1:, 2::2] - scores[:, 1:, 1::2]).max(axis=2), 0)
    sure: NDArray[np.bool_] = scores[..., 0] - scores[..., 1:].max(axis=2) > spread + split
    return sure


def _viterbi(scores: Array, moves: Array, length: NDArray[np.int64]) -> NDArray[np.int64]:
    """The best path of each row through its first ``length`` words (at least one); 0 behind them."""
    order = np.argsort(-length, kind="stable")
    # [words, labels, rows]: numpy is quick along rows, of which there are many.
    best = np.ascontiguousarray(scores[order].transpose(1, 2, 0))
    words, _, rows = best.shape
    # How many rows, the longest first, go on at each word.
    going = (length[:, None] > np.arange(words)).sum(axis=0).tolist()
    best[0] = starts(best[0].T).T
    across = moves[:, :, None]
    for word in range(1, words):
        on = going[word]
        best[word, :, :on] += np.maximum.reduce(best[word - 1, :, None, :on] + across, axis=0)
    path = np.zeros((words, rows), np.int64)
    final = length[order] - 1
    path[final, np.arange(rows)] = best[final, :, np.arange(rows)].argmax(axis=1)
    for word in range(words - 1, 0, -1):
        on = going[word]
        path[word - 1, :on] = (best[word - 1, :, :on] + moves[:, path[word, :on]]).argmax(axis=0)
    found = np.empty((rows, words), np.int64)
    found[order] = path.T
    return found


def runs(flags: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Where ``flags`` is true, as half-open stretches.

    >>> list(runs(np.array([True, True, False, True])))
    [(0, 2), (3, 4)]
    """
    yield from ((start, end) for start, end in _edges(flags).tolist())


def _edges(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The stretches of `runs` as rows."""
    padded = np.zeros(len(flags) + 2, np.int8)
    padded[1:-1] = flags
    return np.flatnonzero(np.diff(padded)).reshape(-1, 2)


def marginals(scores: Array, moves: Array) -> NDArray[np.float64]:
    """The probability of every label at every word, by forward and backward sums, both in one loop."""
    count, labels = scores.shape
    scores = np.concatenate([starts(scores[:1]), scores[1:]]) - scores.max(axis=1, keepdims=True)
    emit = np.exp(scores.astype(np.float64))
    move = np.exp(moves.astype(np.float64))
    both_ways = np.stack([move, move.T])
    seen = np.stack([emit, emit[::-1]], axis=1)[:, :, None]
    before = np.ones((count, 2, 1, labels))
    for word in range(1, count):
        row = before[word - 1] * seen[word - 1]
        if word % _RESCALED == 0:
            row /= row.sum(axis=2, keepdims=True)
        np.matmul(row, both_ways, out=before[word])
    both = before[:, 0, 0] * emit * before[::-1, 1, 0]
    total: NDArray[np.float64] = both / both.sum(axis=1, keepdims=True)
    return total


def spans_of(path: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    """(first word, last word + 1, kind number) of every labelled stretch.

    >>> list(spans_of(np.array([0, 1, 2, 3, 1])))
    [(1, 3, 0), (3, 4, 1), (4, 5, 0)]
    """
    labelled = np.flatnonzero(path)
    start = end = kind = -1
    for word, label in zip(labelled.tolist(), path[labelled].tolist(), strict=True):
        if word != end or label % 2 or kind != (label - 1) // 2:
            if kind >= 0:
                yield start, end, kind
            start, kind = word, (label - 1) // 2
        end = word + 1
    if kind >= 0:
        yield start, end, kind
