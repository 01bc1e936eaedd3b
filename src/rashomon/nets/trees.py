"""From arc scores to one tree a sentence: greedy heads, and Chu-Liu/Edmonds where those make no tree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rashomon.nets.decode import Array

_NEVER = -1e9
_MARGIN = 1e-3
"""More than sums of scores differ by the order of adding."""


def tree_heads(arcs: Array) -> list[int]:
    """The head of every token of one sentence, -1 for its only root.

    ``arcs`` [tokens, tokens] scores heads in its columns; the diagonal scores being the root. The
    likeliest single-rooted tree is found by the algorithm of Chu & Liu (1965) and Edmonds (1967).

    >>> tree_heads(np.array([[0, 9, 0], [0, 5, 0], [0, 8, 7]], np.float32))
    [1, -1, 1]
    """
    heads = arcs.argmax(axis=1)
    roots = np.flatnonzero(heads == np.arange(len(arcs)))
    if len(roots) == 1 and _reach(heads, int(roots[0])):
        found = heads.tolist()
        found[int(roots[0])] = -1
        return [int(head) for head in found]
    return _single_root(arcs)


def _reach(heads: np.ndarray, root: int) -> bool:
    """Whether every token leads up to the root."""
    up = heads.copy()
    for _ in range(max(1, len(heads).bit_length())):
        up = up[up]
    return bool((up == root).all())


def _single_root(arcs: Array) -> list[int]:
    """The best tree over the two or three likeliest roots."""
    best: tuple[float, list[int]] = (-np.inf, [])
    diagonal = np.diagonal(arcs)
    rest = arcs.astype(np.float64)
    np.fill_diagonal(rest, _NEVER)
    most = rest.max(axis=1)
    for root in np.argsort(-diagonal, kind="stable")[:3].tolist():
        # No tree from this root weighs more than the best head of every other token.
        if float(diagonal[root]) + float(most.sum() - most[root]) < best[0] - _MARGIN:
            continue
        heads = _edmonds(rest, root)
        total = float(diagonal[root]) + sum(float(rest[i, h]) for i, h in enumerate(heads) if i != root)
        if total > best[0]:
            heads[root] = -1
            best = (total, heads)
    return best[1]


def _edmonds(scores: np.ndarray, root: int) -> list[int]:
    """The best heads given the root, whose own entry is left as itself."""
    heads = scores.argmax(axis=1)
    heads[root] = root
    cycle = _cycle(heads.tolist(), root)
    if not cycle:
        return [int(head) for head in heads]
    inside = np.zeros(len(scores), bool)
    ring = np.array(cycle)
    inside[ring] = True
    outside = np.flatnonzero(~inside)
    kept = scores[ring, heads[ring]]
    size = len(outside) + 1
    small = np.full((size, size), _NEVER)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(ring, outside)] - kept[:, None]
    small[-1, :-1] = into.max(axis=0)
    out = scores[np.ix_(outside, ring)]
    small[:-1, -1] = out.max(axis=1)
    solved = _edmonds(small, int(np.flatnonzero(outside == root)[0]))
    for place, head in enumerate(solved[:-1]):
        heads[outside[place]] = cycle[int(out[place].argmax())] if head == size - 1 else outside[head]
    heads[root] = root
    entered = int(into[:, solved[-1]].argmax())
    heads[cycle[entered]] = outside[solved[-1]]
    return [int(head) for head in heads]


def _cycle(heads: Sequence[int], root: int) -> list[int]:
    """The tokens of one cycle, sorted, or none."""
    state = [0] * len(heads)
    state[root] = 2
    for start in range(len(heads)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return sorted(path[path.index(at) :])
        for seen in path:
            state[seen] = 2
    return []
