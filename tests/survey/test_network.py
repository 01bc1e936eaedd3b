"""Who is for whom according to whom, and how far that falls into two sides."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sides_in_short import network_of

from rashomon.findings import Camp
from rashomon.survey.balance import balanced_triangles, find_balance, split_in_two, walk_balance
from rashomon.survey.network import draw_network, networks_by_camp

EDGES = [
    # who tells what, the edges that come out, why
    (["Orm: Torvia + Vostra"], "Torvia + Vostra", "told once"),
    (["Orm: Torvia + Vostra", "Ilde: Torvia + Vostra"], "Torvia + Vostra", "told twice is one edge"),
    (["Orm: Torvia + Vostra", "Ilde: Torvia - Vostra"], "Torvia 0 Vostra", "disputed, never averaged"),
    (
        ["Orm: Torvia + Vostra", "Zef: Torvia + Vostra", "Ilde: Torvia - Vostra"],
        "Torvia 0 Vostra",
        "a majority settles nothing",
    ),
    (
        ["Orm: Torvia + Vostra", "Orm: Vostra - Torvia"],
        "Torvia + Vostra, Vostra - Torvia",
        "each its own way",
    ),
    (["Orm: Torvia + Torvia"], "", "nobody is for himself"),
    (
        ["Orm: Torvia + Vostra 2022", "Orm: Torvia - Vostra 2023-02"],
        "Torvia - Vostra",
        "one voice tells of two times: they have fallen out",
    ),
    (
        ["Orm: Torvia + Vostra 2022", "Ilde: Torvia - Vostra 2023-02"],
        "Torvia 0 Vostra",
        "nobody tells that they have fallen out",
    ),
    (
        ["Orm: Torvia + Vostra 2022", "Orm: Torvia - Vostra 2022-05"],
        "Torvia 0 Vostra",
        "the times overlap",
    ),
]


@pytest.mark.parametrize(("lines", "expected", "why"), EDGES)
def test_edges(lines, expected, why):
    edges = draw_network(*network_of(lines)).edges
    found = ", ".join(f"{edge.holder} {'0+-'[edge.sign]} {edge.target}" for edge in edges)
    assert found == expected, why


def test_an_edge_keeps_who_tells_it_with_which_sign_and_of_when():
    (edge,) = draw_network(*network_of(["Orm: Torvia + Vostra 2022", "Ilde: Torvia - Vostra"])).edges
    assert edge.according_to == ("Ilde", "Orm")
    assert (edge.signs, edge.times, edge.origins) == ((1, -1), ("2022", None), 2)


def test_disputed_pairs_are_left_out_of_the_balance():
    lines = ["Orm: a + b", "Orm: b + c", "Orm: a - c", "Ilde: a + c"]
    balance = draw_network(*network_of(lines)).balance
    assert balance is not None
    assert (balance.edges, balance.frustration) == (2, 0)


def test_the_edge_at_odds_is_a_lead():
    lines = ["Orm: a + b", "Orm: b + c", "Orm: c + a", "Orm: a - d", "Orm: b - d", "Orm: c + d"]
    network = draw_network(*network_of(lines))
    assert [(edge.holder, edge.target) for edge in network.edges if edge.frustrated] == [("c", "d")]
    assert network.balance is not None
    assert network.balance.sides == (("a", "b", "c"), ("d",))
    assert network.balance.triangles == 0.5


def test_each_camp_has_the_network_that_it_tells():
    lines = ["Orm: Torvia + Vostra", "Ilde: Torvia - Vostra"]
    camps = [
        Camp(number=1, members=("Orm",)),
        Camp(number=2, members=("Ilde",)),
        Camp(number=3, members=("Zef",)),
    ]
    drawn = networks_by_camp(*network_of(lines), camps)
    assert {number: network.edges[0].sign for number, network in drawn.items()} == {1: 1, 2: -1}


SMALL = [
    # signs of ab, bc, ac; triangles, walks tr e^A / tr e^|A|, frustration
    ((1, 1, 1), 1.0, 1.0, 0),
    ((1, -1, -1), 1.0, 1.0, 0),
    # Eigenvalues 1, 1, -2 against 2, -1, -1.
    ((1, 1, -1), 0.0, (2 * 2.718281828 + 0.135335283) / (7.389056099 + 2 * 0.367879441), 1),
]


@pytest.mark.parametrize(("signs", "triangles", "walks", "frustration"), SMALL)
def test_three_nodes(signs, triangles, walks, frustration):
    network = dict(zip([("a", "b"), ("b", "c"), ("a", "c")], signs, strict=True))
    assert balanced_triangles(network) == triangles
    assert walk_balance(network) == pytest.approx(walks)
    assert len(split_in_two(network).frustrated) == frustration


def test_signs_are_shuffled_only_where_there_are_enough_edges():
    few = find_balance({("a", "b"): 1})
    assert few is not None
    assert few.shuffled is None
    ring = {pair: (-1 if at % 3 else 1) for at, pair in enumerate(combinations("abcdef", 2))}
    many = find_balance(ring, shuffles=5)
    assert many is not None
    assert many.shuffled is not None
    assert many.shuffled[0] > 0
    assert find_balance(ring, shuffles=5) == many


NETWORKS = st.dictionaries(
    st.sampled_from(list(combinations("abcdefg", 2))), st.sampled_from([1, -1]), min_size=1
)


@settings(max_examples=25, deadline=None)
@given(NETWORKS)
def test_no_split_does_better(signs):
    nodes = sorted({node for pair in signs for node in pair})
    fewest = min(
        sum((side[a] == side[b]) != (sign > 0) for (a, b), sign in signs.items())
        for halves in product((False, True), repeat=len(nodes))
        for side in [dict(zip(nodes, halves, strict=True))]
    )
    split = split_in_two(signs)
    assert split.is_proved
    assert len(split.frustrated) == fewest
    rest = {pair: sign for pair, sign in signs.items() if pair not in split.frustrated}
    assert not split_in_two(rest).frustrated


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["Orm: a + b", "Orm: b - c", "Ilde: a - b", "Zef: c + a", "Orm: c - a"])))
def test_the_order_of_stances_does_not_matter(lines):
    ledger, origins = network_of(lines)
    turned, _ = network_of(lines[::-1])

    def bare(network):
        return [
            (edge.holder, edge.target, edge.sign, edge.according_to, edge.frustrated)
            for edge in network.edges
        ]

    assert bare(draw_network(ledger, origins)) == bare(draw_network(turned, origins))
