"""How far a signed network falls into two sides, and which edges are at odds with that.

Structural balance after Cartwright and Harary (1956); the frustration index is solved exactly, block by block
(it adds up over the blocks of a graph), with the cuts of Aref, Mason and Wilson (2020).
"""

from __future__ import annotations

import math
import random
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.findings import Balance
from rashomon.survey.integer_programs import IntegerProgram, solve

Pair = tuple[str, str]
"""Two nodes, the lower name first."""
Signs = Mapping[Pair, int]
"""Of each edge 1 or -1."""

SHUFFLES = 50
SHUFFLED = (12, 150)
"""Signs are shuffled in networks with so many edges: fewer say nothing, more take too long."""
LARGEST_BLOCK = 2000
"""Edges of a block that HiGHS is asked about; of larger ones the sides are set one node at a time."""
LARGEST_MATRIX = 1500
"""Nodes of a connected part for which the closed walks are counted."""
Row = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Split:
    """A best split into two sides, as far as is known."""

    frustrated: frozenset[Pair]
    is_proved: bool


def find_balance(
    signs: Signs, split: Split | None = None, *, shuffles: int = SHUFFLES, seed: int = 0
) -> Balance | None:
    """All figures of a network; None where it has no edge.

    ``split`` saves the work where it is known. ``shuffled`` draws ``shuffles`` times the same signs over the
    same edges. ``sides`` are those of the largest connected part alone: nothing ties the others to either.

    >>> find_balance({("a", "b"): 1, ("b", "c"): 1, ("a", "c"): -1}).frustration
    1
    """
    if not signs:
        return None
    split = split or split_in_two(signs)
    return Balance(
        nodes=len({node for pair in signs for node in pair}),
        edges=len(signs),
        frustration=len(split.frustrated),
        is_proved=split.is_proved,
        triangles=balanced_triangles(signs),
        walk=walk_balance(signs),
        shuffled=_shuffled(signs, shuffles, seed) if SHUFFLED[0] <= len(signs) <= SHUFFLED[1] else None,
        sides=_sides(signs, split.frustrated),
    )


def _shuffled(signs: Signs, shuffles: int, seed: int) -> tuple[float, float]:
    found = shuffled_frustrations(signs, shuffles=shuffles, seed=seed)
    mean = sum(found) / len(found)
    return mean, math.sqrt(sum((one - mean) ** 2 for one in found) / max(1, len(found) - 1))


def shuffled_frustrations(signs: Signs, *, shuffles: int, seed: int) -> list[int]:
    """The frustration of the same edges with their signs drawn in any order, once each time."""
    chance = random.Random(seed)
    pairs = sorted(signs)
    drawn = [signs[pair] for pair in pairs]
    found = []
    for _ in range(shuffles):
        chance.shuffle(drawn)
        found.append(len(split_in_two(dict(zip(pairs, drawn, strict=True))).frustrated))
    return found


def split_in_two(signs: Signs) -> Split:
    """The fewest edges at odds with a split: friends apart, or foes together.

    >>> split_in_two({("a", "b"): -1, ("b", "c"): -1, ("a", "c"): -1}).is_proved
    True
    """
    import networkx as nx

    graph = nx.Graph(sorted(signs))
    frustrated: set[Pair] = set()
    is_proved = True
    for block in nx.biconnected_components(graph):
        pairs = sorted((min(a, b), max(a, b)) for a, b in graph.subgraph(block).edges)
        if len(pairs) < 3:
            continue
        found = _split_block({pair: signs[pair] for pair in pairs})
        frustrated |= found.frustrated
        is_proved &= found.is_proved
    return Split(frozenset(frustrated), is_proved)


def _split_block(signs: Signs) -> Split:
    if not (frustrated := _at_odds(signs, _grown_sides(signs))):
        return Split(frozenset(), True)
    if len(signs) > LARGEST_BLOCK:
        return Split(frustrated, False)
    program, column = IntegerProgram(), {}
    degree: dict[str, int] = defaultdict(int)
    for pair in signs:
        for node in pair:
            degree[node] += 1
    hub = min(degree, key=lambda node: (-degree[node], node))
    for node in sorted(degree):
        # The split is the same with its sides swapped: one node may as well be fixed.
        column[node] = program.add_column(0.0, upper=0.0 if node == hub else 1.0)
    edge = {pair: program.add_column(1.0, whole=False) for pair in sorted(signs)}
    for (a, b), at in edge.items():
        sign = signs[a, b]
        program.add_row({at: 1.0, column[a]: -1.0, column[b]: float(sign)}, low=0.0 if sign > 0 else -1.0)
        program.add_row({at: 1.0, column[a]: 1.0, column[b]: float(-sign)}, low=0.0 if sign > 0 else 1.0)
    for a, b, c in _triangles(signs):
        if signs[a, b] * signs[a, c] * signs[b, c] < 0:
            program.add_row({edge[a, b]: 1.0, edge[a, c]: 1.0, edge[b, c]: 1.0}, low=1.0)
    solved = solve(program)
    if solved is None:
        return Split(frustrated, False)
    found = _at_odds(signs, {node: solved.values[at] > 0.5 for node, at in column.items()})
    return Split(min(found, frustrated, key=len), solved.is_proved)


def _at_odds(signs: Signs, side: Mapping[str, bool]) -> frozenset[Pair]:
    return frozenset((a, b) for (a, b), sign in signs.items() if (side[a] == side[b]) != (sign > 0))


def _beside(signs: Signs) -> dict[str, dict[str, int]]:
    beside: dict[str, dict[str, int]] = defaultdict(dict)
    for (a, b), sign in sorted(signs.items()):
        beside[a][b] = beside[b][a] = sign
    return beside


def _grown_sides(signs: Signs) -> dict[str, bool]:
    """Sides grown from one node along the edges, then each node moved while that leaves fewer at odds.

    Without an edge at odds where the network is balanced.
    """
    beside = _beside(signs)
    side: dict[str, bool] = {}
    for start in sorted(beside):
        if start not in side:
            _grow(beside, side, start)
    moved = True
    while moved:
        moved = False
        for node in sorted(beside):
            pull = sum(sign if side[other] == side[node] else -sign for other, sign in beside[node].items())
            if pull < 0:
                side[node] = not side[node]
                moved = True
    return side


def _grow(beside: Mapping[str, Mapping[str, int]], side: dict[str, bool], start: str) -> list[str]:
    """Puts all that is tied to ``start`` on a side; gives their names."""
    side[start] = False
    reached = deque([start])
    names = []
    while reached:
        node = reached.popleft()
        names.append(node)
        for other, sign in beside[node].items():
            if other not in side:
                side[other] = side[node] != (sign < 0)
                reached.append(other)
    return names


def _sides(signs: Signs, frustrated: frozenset[Pair]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two sides of the largest connected part, the larger side first."""
    beside = _beside({pair: -sign if pair in frustrated else sign for pair, sign in signs.items()})
    side: dict[str, bool] = {}
    parts = [_grow(beside, side, node) for node in sorted(beside) if node not in side]
    largest = min(parts, key=lambda names: (-len(names), min(names)))
    halves = [tuple(sorted(name for name in largest if side[name] == which)) for which in (False, True)]
    first, second = sorted(halves, key=lambda half: (-len(half), half))
    return first, second


def _triangles(signs: Signs) -> Iterator[tuple[str, str, str]]:
    """Each once, names ascending."""
    after: dict[str, set[str]] = defaultdict(set)
    for a, b in signs:
        after[a].add(b)
    for a, b in sorted(signs):
        for c in sorted(after[a] & after.get(b, set())):
            yield a, b, c


def balanced_triangles(signs: Signs) -> float | None:
    """The share of triangles with an even number of minus signs; None where there is none.

    >>> balanced_triangles({("a", "b"): -1, ("b", "c"): -1, ("a", "c"): 1})
    1.0
    """
    products = [signs[a, b] * signs[a, c] * signs[b, c] for a, b, c in _triangles(signs)]
    return sum(product > 0 for product in products) / len(products) if products else None


def walk_balance(signs: Signs) -> float | None:
    """Closed walks with an even number of minus signs, the long ones counting less, against all walks.

    That is tr e^A / tr e^|A|; 1 where there is balance; None where a part is too large. After Estrada and
    Benzi (2014).

    >>> round(walk_balance({("a", "b"): -1}), 6)
    1.0
    """
    spectra = _spectra(signs)
    if spectra is None:
        return None
    signed, plain = spectra
    top = plain.max()  # Taken out of both, so that large networks do not overflow.
    return float(np.exp(signed - top).sum() / np.exp(plain - top).sum())


def _spectra(signs: Signs) -> tuple[Row, Row] | None:
    """The eigenvalues of the network and of the same without signs; None if it is empty, or a part too large.

    No walk leaves a connected part, so each part has eigenvalues of its own: cheaper than all at once.
    """
    beside, side = _beside(signs), dict[str, bool]()
    found: list[tuple[Row, Row]] = []
    for start in sorted(beside):
        if start in side:
            continue
        nodes = sorted(_grow(beside, side, start))
        if len(nodes) > LARGEST_MATRIX:
            return None
        number = {node: at for at, node in enumerate(nodes)}
        matrix = np.zeros((len(nodes), len(nodes)))
        for node in nodes:
            for other, sign in beside[node].items():
                matrix[number[node], number[other]] = sign
        found.append((np.linalg.eigvalsh(matrix), np.linalg.eigvalsh(np.abs(matrix))))
    if not found:
        return None
    signed, plain = (np.concatenate(rows) for rows in zip(*found, strict=True))
    return signed, plain
