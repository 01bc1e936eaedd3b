"""Maximal sets without contradiction: known numbers, and what holds of any graph."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.survey.arguing import preferred_extensions
from rashomon.survey.consistent_sets import excluding, maximal_sets, weight_of, weightiest_sets


@pytest.mark.parametrize("k", [4, 6, 8])
def test_disjoint_triangles_have_three_to_the_k_versions(k):
    triangles = [(3 * i + a, 3 * i + b) for i in range(k) for a, b in ((0, 1), (0, 2), (1, 2))]
    found = maximal_sets(excluding(3 * k, triangles), most=None)
    assert found is not None
    assert len(found) == len(set(found)) == 3**k


def test_a_random_graph_has_as_many_as_were_counted():
    graph = nx.gnm_random_graph(40, 30, seed=3)
    found = maximal_sets(excluding(40, list(graph.edges)), most=None)
    assert found is not None
    assert len(found) == 2560


def test_what_is_too_much_to_enumerate_gives_the_weightiest():
    graph = nx.gnm_random_graph(80, 120, seed=3)
    excludes = excluding(80, list(graph.edges))
    assert maximal_sets(excludes) is None
    found = weightiest_sets(excludes, [{at: 1.0} for at in range(80)], cap=1, most=3, apart=8)
    assert [len(held) for held in found] == [42, 42, 42]
    for at, held in enumerate(found):
        assert is_maximal(held, excludes)
        assert all(len(earlier - held) >= 8 for earlier in found[:at])


ATTACKS = [
    # who attacks whom, the preferred extensions, why
    ("ab ba", ["a", "b"], "Nixon diamond: a quaker is a pacifist, a republican is not, he is both"),
    ("ab bc ca", [""], "a ring of three: whatever is taken is struck, and its attacker's attacker with it"),
    ("12 21 13 23 34", ["14", "24"], "floating defeat: whichever of 1 and 2 stands, 3 falls and 4 stands"),
    ("ab bc", ["ac"], "a strikes b and so defends c"),
    ("aa ab", [""], "who attacks himself cannot stand, nor does his attack go away"),
    ("ab bd ba", ["ad", "b"], "one way and both ways mixed"),
]


@pytest.mark.parametrize(("attacks", "expected", "why"), ATTACKS)
def test_preferred_extensions(attacks, expected, why):
    pairs = [(who, whom) for who, whom in attacks.split()]
    found = preferred_extensions(sorted(set(attacks) - {" "}), pairs)
    assert sorted("".join(sorted(held)) for held in found) == expected, why


def is_maximal(held, excludes):
    return all((at in held) != bool(others & held) for at, others in enumerate(excludes))


@st.composite
def graphs(draw):
    size = draw(st.integers(1, 9))
    numbers = st.integers(0, size - 1)
    return excluding(size, draw(st.lists(st.tuples(numbers, numbers), max_size=20)))


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_all_sets_are_maximal_and_every_number_is_in_one(excludes):
    found = maximal_sets(excludes)
    assert found is not None
    assert all(is_maximal(held, excludes) for held in found)
    assert set().union(*found) == set(range(len(excludes)))


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_conflicts_both_ways_give_the_preferred_extensions(excludes):
    attacks = [(a, b) for a, others in enumerate(excludes) for b in others]
    assert sorted(preferred_extensions(range(len(excludes)), attacks), key=sorted) == maximal_sets(excludes)


@settings(max_examples=25, deadline=None)
@given(graphs(), st.data())
def test_the_solver_finds_what_enumerating_finds(excludes, data):
    parts = st.dictionaries(st.integers(0, len(excludes) - 1), st.sampled_from([0.5, 1.0, 2.0]))
    backing = data.draw(st.lists(parts, max_size=4))
    best = weightiest_sets(excludes, backing, cap=2, most=1, apart=1)[0]
    all_sets = maximal_sets(excludes)
    assert all_sets is not None
    assert is_maximal(best, excludes)
    assert weight_of(best, backing, 2) == pytest.approx(max(weight_of(held, backing, 2) for held in all_sets))
