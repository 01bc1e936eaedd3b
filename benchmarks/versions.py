"""Maximal consistent sets: known numbers and the time that they take.

python benchmarks/versions.py

Expected: 3 to the power of k for k disjoint triangles; 2,560 and 456,132 sets of two random graphs; of 80
claims with 120 conflicts, which have 31,389,104, the best five within 10 s.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import networkx as nx

from rashomon.survey.consistent_sets import excluding, maximal_sets, weight_of, weightiest_sets

WEIGHED = ((200, 300), (1000, 2000), (5000, 8000))


def _random_graph(claims: int, conflicts: int) -> list[frozenset[int]]:
    return excluding(claims, list(nx.gnm_random_graph(claims, conflicts, seed=3).edges))


def _timed(name: str, measure: Callable[[], object]) -> None:
    start = time.perf_counter()
    result = measure()
    print(f"{name}: {result} in {time.perf_counter() - start:.2f} s", flush=True)


def _weights(claims: int, conflicts: int, most: int) -> list[float]:
    excludes = _random_graph(claims, conflicts)
    chance = random.Random(3)
    backing = [{at: float(chance.randint(1, 5))} for at in range(claims)]
    found = weightiest_sets(excludes, backing, cap=5, most=most, apart=claims // 10)
    return [weight_of(held, backing, 5) for held in found]


def main() -> None:
    """Prints one figure a line."""
    for k in (4, 6, 8, 10):
        triangles = [(3 * i + a, 3 * i + b) for i in range(k) for a, b in ((0, 1), (0, 2), (1, 2))]
        graph = excluding(3 * k, triangles)
        _timed(f"{k} triangles, sets", lambda graph=graph: len(maximal_sets(graph, most=None) or ()))
    for claims, conflicts in ((40, 30), (60, 60)):
        graph = _random_graph(claims, conflicts)
        _timed(
            f"{claims} claims, {conflicts} conflicts, sets",
            lambda graph=graph: len(maximal_sets(graph, most=None) or ()),
        )
    graph = _random_graph(80, 120)
    _timed("80 claims, 120 conflicts, at most 1,000 sets", lambda: maximal_sets(graph) is not None)
    _timed("80 claims, 120 conflicts, weights of the best five", lambda: _weights(80, 120, 5))
    for claims, conflicts in WEIGHED:
        _timed(
            f"{claims} claims, {conflicts} conflicts, weight of the best",
            lambda claims=claims, conflicts=conflicts: _weights(claims, conflicts, 1),
        )


if __name__ == "__main__":
    main()
