"""The decoder finds the likeliest labels; checked against trying every path."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rashomon.nets.decode import best_path, best_paths, legal, marginals, runs, spans_of

LABELS = 5
scores_of = arrays(
    np.float32, st.tuples(st.integers(1, 5), st.just(LABELS)), elements=st.floats(-6, 6, width=32)
)
moves_of = arrays(np.float32, (LABELS, LABELS), elements=st.floats(-2, 2, width=32))


def weight(path, scores, moves):
    """The score of one path; inside may not come first."""
    if path[0] in (2, 4):
        return -np.inf
    steps = sum(float(moves[a, b]) for a, b in pairwise(path))
    return steps + sum(float(scores[i, label]) for i, label in enumerate(path))


@settings(max_examples=60, deadline=None)
@given(scores_of, moves_of)
def test_the_best_path_weighs_as_much_as_the_best_of_all_paths(scores, moves):
    moves = legal(moves)
    every = [weight(p, scores, moves) for p in product(range(LABELS), repeat=len(scores))]
    found = best_path(scores, moves)
    assert weight(found, scores, moves) == pytest.approx(max(every), abs=1e-3)


@settings(max_examples=40, deadline=None)
@given(scores_of, moves_of)
def test_marginals_are_the_shares_of_all_paths(scores, moves):
    moves = legal(moves)
    paths = list(product(range(LABELS), repeat=len(scores)))
    shares = np.exp([weight(p, scores, moves) for p in paths])
    shares /= shares.sum()
    expected = np.zeros((len(scores), LABELS))
    for path, share in zip(paths, shares, strict=True):
        for word, label in enumerate(path):
            expected[word, label] += share
    assert np.allclose(marginals(scores, moves), expected, atol=1e-4)


@settings(max_examples=40, deadline=None)
@given(scores_of, moves_of)
def test_inside_never_follows_another_kind(scores, moves):
    path = best_path(scores, legal(moves)).tolist()
    for before, label in zip([0, *path], path, strict=False):
        assert label not in (2, 4) or before in (label - 1, label)


@settings(max_examples=20, deadline=None)
@given(scores_of, moves_of)
def test_rows_together_are_the_rows_alone(scores, moves):
    moves = legal(moves)
    together = best_paths(np.stack([scores, scores[::-1]]), moves)
    assert together[0].tolist() == best_paths(scores[None], moves)[0].tolist()


def test_a_new_begin_ends_the_stretch_before():
    assert list(spans_of(np.array([1, 1, 2, 0, 4]))) == [(0, 1, 0), (1, 3, 0), (4, 5, 1)]


def test_runs_of_nothing_are_none():
    assert list(runs(np.array([], bool))) == []
