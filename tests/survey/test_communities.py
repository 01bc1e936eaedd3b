"""Groups in a graph of links for and against, and the sides within a group."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.survey.communities import find_communities
from rashomon.survey.signs import take_sides

Pair = tuple[str, str]
NAMES = "abcdefgh"
COST = 0.2


def weights() -> st.SearchStrategy[dict[Pair, float]]:
    pairs = st.sampled_from([(a, b) for a, b in combinations(NAMES, 2)])
    return st.dictionaries(pairs, st.sampled_from([-1.0, -0.3, 0.1, 0.25, 0.5, 0.9]), max_size=20)


def groups(links: dict[Pair, float], names: str = NAMES) -> set[frozenset[str]]:
    return {frozenset(group) for group in find_communities(dict.fromkeys(names, 1), links, COST)}


GRAPHS = [
    pytest.param({}, "a b c", id="without links everything stands alone"),
    pytest.param({("a", "b"): 0.9}, "ab c", id="two that are linked are together"),
    pytest.param({("a", "b"): 0.1}, "a b c", id="a link that weighs less than a pair costs joins nothing"),
    pytest.param({("a", "b"): 0.9, ("b", "c"): 0.3}, "ab c", id="a weak link is no bridge to both"),
    pytest.param({("a", "b"): 0.9, ("b", "c"): 0.8}, "abc", id="joined by a third"),
    pytest.param(
        {("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): -2.0}, "ab c", id="what speaks against it outweighs"
    ),
]


@pytest.mark.parametrize(("links", "expected"), GRAPHS)
def test_groups(links: dict[Pair, float], expected: str) -> None:
    assert groups(links, "abc") == {frozenset(group) for group in expected.split()}


def test_a_node_weighs_as_many_things_as_it_stands_for() -> None:
    links = {("a", "b"): 0.5}
    assert find_communities({"a": 1, "b": 2}, links, COST) == (("a", "b"),)
    assert find_communities({"a": 1, "b": 3}, links, COST) == (("a",), ("b",))


@given(weights(), st.randoms())
def test_the_order_of_nodes_and_links_does_not_matter(links: dict[Pair, float], chance: object) -> None:
    names, pairs = list(NAMES), list(links.items())
    chance.shuffle(names)  # type: ignore[attr-defined]
    chance.shuffle(pairs)  # type: ignore[attr-defined]
    turned = find_communities(dict.fromkeys(names, 1), dict(pairs), COST)
    assert turned == find_communities(dict.fromkeys(NAMES, 1), links, COST)


@given(weights())
def test_every_node_is_in_one_group_and_no_node_would_rather_be_alone(links: dict[Pair, float]) -> None:
    found = find_communities(dict.fromkeys(NAMES, 1), links, COST)
    assert sorted(name for group in found for name in group) == list(NAMES)
    for group in found:
        for name in group:
            gained = sum(w for pair, w in links.items() if name in pair and set(pair) <= set(group))
            assert gained >= COST * (len(group) - 1) - 1e-6


@given(weights())
def test_what_is_linked_to_nothing_changes_no_group(links: dict[Pair, float]) -> None:
    apart = {("x", "y"): 0.9, ("y", "z"): 0.9, ("x", "z"): 0.9}
    assert groups({**links, **apart}, f"{NAMES}xyz") == {*groups(links), frozenset("xyz")}


SIDES = [
    pytest.param({}, "1 1 1", id="where nothing is known all say the same"),
    pytest.param({("a", "b"): -0.4}, "1 -1 1", id="one pair decides where it is all there is"),
    pytest.param({("a", "b"): 0.9, ("b", "c"): -0.8, ("a", "c"): 0.1}, "1 1 -1", id="the surer pairs win"),
    pytest.param({("a", "b"): -0.5, ("b", "c"): -0.5}, "1 -1 1", id="whoever denies the denial says it"),
]


@pytest.mark.parametrize(("leans", "expected"), SIDES)
def test_sides(leans: dict[Pair, float], expected: str) -> None:
    assert list(take_sides("abc", leans).values()) == [int(sign) for sign in expected.split()]


@given(weights())
def test_no_claim_would_rather_be_on_the_other_side(leans: dict[Pair, float]) -> None:
    signs = take_sides(NAMES, leans)
    for name in NAMES:
        pull = sum(x * signs[a] * signs[b] for (a, b), x in leans.items() if name in (a, b))
        assert pull >= -1e-6
