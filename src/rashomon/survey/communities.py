"""Groups in a graph whose links speak for or against being together (constant Potts model).

The groups are those in which the links weigh most over what every pair costs that is put together (Traag, Van
Dooren and Nesterov 2011). Unlike modularity the trade does not shift as the graph grows, so that articles on
other matters change no group. The search is that of Blondel et al. 2008: nodes move to the neighbouring group
that gains most, groups become nodes, and again; single nodes may move at last.
"""

from __future__ import annotations

import random
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from itertools import count

Pair = tuple[str, str]
_TRIES, _LARGE = 4, 5_000
"""Orders in which the nodes are looked at, of which the best outcome counts; one for larger parts."""
_LEAST = 1e-9
"""A gain that is less is an error of rounding."""


def find_communities(
    sizes: Mapping[str, int], weights: Mapping[Pair, float], cost: float
) -> tuple[tuple[str, ...], ...]:
    """The groups, each sorted, in order of their first members; every node is in one.

    Args:
        sizes: The nodes, and how many things each stands for.
        weights: For pairs of nodes how much speaks for their being together, or against it where below 0.
        cost: Of putting two things together.

    The same for any order of ``sizes`` and ``weights``.

    >>> links = {("a", "b"): 0.9, ("b", "c"): 0.8, ("c", "d"): 0.1}
    >>> find_communities(dict.fromkeys("abcd", 1), links, 0.2)
    (('a', 'b', 'c'), ('d',))
    """
    return tuple(sorted(group for part in _parts(sizes, weights) for group in _grouped(*part, cost)))


def _parts(
    sizes: Mapping[str, int], weights: Mapping[Pair, float]
) -> Iterator[tuple[Mapping[str, int], Mapping[Pair, float]]]:
    """The graph in parts that nothing speaks for joining: what is in one changes no group of another."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(sizes)
    graph.add_edges_from(pair for pair, weight in weights.items() if weight > 0)
    nodes = [sorted(part) for part in nx.connected_components(graph)]
    part_of = {node: number for number, part in enumerate(nodes) for node in part}
    inside: list[dict[Pair, float]] = [{} for _ in nodes]
    for (a, b), weight in weights.items():
        if part_of[a] == part_of[b]:
            inside[part_of[a]][a, b] = weight
    for part, links in zip(nodes, inside, strict=True):
        yield {node: sizes[node] for node in part}, links


def _grouped(
    sizes: Mapping[str, int], weights: Mapping[Pair, float], cost: float
) -> Iterator[tuple[str, ...]]:
    """The groups of one part."""
    if len(sizes) == 1:
        yield tuple(sizes)
        return
    graph = _Graph(sizes, weights, cost)
    tries = _TRIES if len(sizes) <= _LARGE else 1
    found = (graph.search(random.Random(number) if number else None) for number in range(tries))
    home = max(found, key=graph.worth)
    groups: dict[str, list[str]] = defaultdict(list)
    for node in sorted(home):
        groups[home[node]].append(node)
    yield from map(tuple, groups.values())


class _Graph:
    """Nodes in order of their names, with the links of each."""

    def __init__(self, sizes: Mapping[str, int], weights: Mapping[Pair, float], cost: float) -> None:
        self._sizes = {node: sizes[node] for node in sorted(sizes)}
        self._weights = {pair: weights[pair] for pair in sorted(weights)}
        self._cost = cost
        self._links = self._joined({node: node for node in self._sizes})[1]

    def search(self, chance: random.Random | None) -> Mapping[str, str]:
        """A group for each node; ``chance`` shuffles the order in which they are looked at."""
        home = {node: node for node in self._sizes}
        while True:
            sizes, links = self._joined(home)
            moved = _moved(sizes, links, self._cost, chance)
            joined = {node: moved[group] for node, group in home.items()}
            refined = _moved(self._sizes, self._links, self._cost, chance, joined)
            if len(set(refined.values())) == len(set(home.values())):
                return refined
            home = dict(refined)

    def worth(self, home: Mapping[str, str]) -> float:
        """What the links in the groups weigh over what the pairs in them cost."""
        inside = sum(weight for (a, b), weight in self._weights.items() if home[a] == home[b])
        totals: dict[str, int] = defaultdict(int)
        for node, size in self._sizes.items():
            totals[home[node]] += size
        return round(inside - self._cost * sum(total * total for total in totals.values()) / 2, 9)

    def _joined(self, home: Mapping[str, str]) -> tuple[dict[str, int], Mapping[str, Mapping[str, float]]]:
        """The graph whose nodes are the groups."""
        sizes: dict[str, int] = dict.fromkeys(sorted(set(home.values())), 0)
        links: dict[str, dict[str, float]] = {group: {} for group in sizes}
        for node, size in self._sizes.items():
            sizes[home[node]] += size
        for (a, b), weight in self._weights.items():
            one, other = home[a], home[b]
            if one != other:
                links[one][other] = links[other][one] = links[one].get(other, 0.0) + weight
        return sizes, links


def _moved(
    sizes: Mapping[str, int],
    links: Mapping[str, Mapping[str, float]],
    cost: float,
    chance: random.Random | None,
    home: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The groups after nodes moved, one by one, to where they gain most, until none does."""
    at = dict(home) if home else {node: node for node in sizes}
    totals: dict[str, int] = defaultdict(int)
    for node, size in sizes.items():
        totals[at[node]] += size
    order = list(sizes)
    if chance:
        chance.shuffle(order)
    waiting, queued = deque(order), set(order)
    while waiting:
        node = waiting.popleft()
        queued.discard(node)
        old = at[node]
        totals[old] -= sizes[node]
        best = _best(node, old, sizes[node], links[node], at, totals, cost)
        totals[best] += sizes[node]
        if best != old:
            at[node] = best
            new = [other for other in links[node] if at[other] != best and other not in queued]
            waiting.extend(new)
            queued.update(new)
    return at


def _best(
    node: str,
    old: str,
    size: int,
    links: Mapping[str, float],
    at: Mapping[str, str],
    totals: Mapping[str, int],
    cost: float,
) -> str:
    """The group that gains most by the node; one of its own where all would lose."""
    gains: dict[str, float] = {old: 0.0}
    for other, weight in links.items():
        gains[at[other]] = gains.get(at[other], 0.0) + weight
    best, worth = old, gains[old] - cost * size * totals[old]
    for group in sorted(gains):
        gain = gains[group] - cost * size * totals.get(group, 0)
        if gain > worth + _LEAST:
            best, worth = group, gain
    return best if worth >= -_LEAST else _empty(node, totals)


def _empty(node: str, totals: Mapping[str, int]) -> str:
    """A name for a group of its own."""
    names = (f"{node}+{number}" if number else node for number in count())
    return next(name for name in names if not totals.get(name, 0))
