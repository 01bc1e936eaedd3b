"""Arc scores become one tree: always one root, never a cycle, the best one where it can be counted out."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rashomon.nets.trees import tree_heads

SCORES = st.integers(1, 5).flatmap(
    lambda n: arrays(np.float32, (n, n), elements=st.integers(-50, 50).map(float))
)


def is_tree(heads):
    roots = [i for i, head in enumerate(heads) if head < 0]
    for start in range(len(heads)):
        seen = set()
        at = start
        while heads[at] >= 0:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at]
    return len(roots) == 1


def total(arcs, heads):
    return sum(float(arcs[i, i if head < 0 else head]) for i, head in enumerate(heads))


def best_of_all(arcs):
    count = len(arcs)
    choices = itertools.product(range(-1, count), repeat=count)
    trees = (h for h in choices if all(head != i for i, head in enumerate(h)) and is_tree(h))
    return max(total(arcs, heads) for heads in trees)


@given(SCORES)
def test_always_a_tree_with_one_root(arcs):
    assert is_tree(tree_heads(arcs))


@given(SCORES.filter(lambda arcs: len(arcs) <= 3))
def test_the_best_tree_of_up_to_three_words(arcs):
    assert total(arcs, tree_heads(arcs)) == pytest.approx(best_of_all(arcs))


def test_two_words_that_point_at_each_other_are_taken_apart():
    arcs = np.array([[1, 9, 0], [9, 2, 8], [0, 0, 7]], np.float32)
    assert tree_heads(arcs) == [1, 2, -1]
