"""Where to draw what comes from what: columns from left to right, few crossings, lines past the boxes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Edge = tuple[str, str]
# Names of the points at which a long line passes a column begin so; no article's name does.
_THROUGH = "\0"
# How often the columns are sorted by where their neighbours stand.
_SWEEPS = 6
# A line that passes through a column takes so much of the room of a box.
_PASSING = 0.4


@dataclass(frozen=True, slots=True)
class Layout:
    """Column and row of each node, and the rows at which each line passes the columns between its ends."""

    places: Mapping[str, tuple[int, float]]
    """Column from 0; row, of which one is the height of a box."""
    passing: Mapping[Edge, tuple[tuple[int, float], ...]]
    columns: int
    rows: float


def lay_out(nodes: Sequence[str], edges: Sequence[Edge]) -> Layout:
    """Places for nodes, so that every edge leads to the right.

    The columns are those of the longest way from a node that nothing leads to (after Sugiyama, Tagawa and
    Toda 1981); an edge that would close a ring is turned. Nodes that nothing joins stand below one another.
    The order of ``nodes`` decides wherever nothing else does.

    >>> layout = lay_out("abc", [("a", "b"), ("b", "c"), ("a", "c")])
    >>> [layout.places[node][0] for node in "abc"], [column for column, _ in layout.passing["a", "c"]]
    ([0, 1, 2], [1])
    """
    places: dict[str, tuple[int, float]] = {}
    passing: dict[Edge, tuple[tuple[int, float], ...]] = {}
    top, columns = 0.0, 0
    for part in _parts(nodes, edges):
        inside = set(part)
        own = _without_rings(part, [edge for edge in edges if edge[0] in inside and edge[1] in inside])
        block = _block(part, own)
        height = max((row for _, row in block.places.values()), default=0.0) + 1
        places |= {node: (column, row + top) for node, (column, row) in block.places.items()}
        for edge, rows in block.passing.items():
            passing[edge] = tuple((column, row + top) for column, row in rows)
        top += height
        columns = max(columns, block.columns)
    return Layout(places, passing, columns, top)


def _parts(nodes: Sequence[str], edges: Iterable[Edge]) -> list[list[str]]:
    """What hangs together, the largest first."""
    near: dict[str, list[str]] = defaultdict(list)
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    order = {node: number for number, node in enumerate(nodes)}
    seen: set[str] = set()
    parts = []
    for node in nodes:
        if node in seen:
            continue
        part, queue = [], [node]
        seen.add(node)
        while queue:
            one = queue.pop()
            part.append(one)
            fresh = [other for other in near[one] if other not in seen]
            seen.update(fresh)
            queue += dict.fromkeys(fresh)
        parts.append(sorted(part, key=order.__getitem__))
    return sorted(parts, key=lambda part: (-len(part), order[part[0]]))


def _without_rings(nodes: Sequence[str], edges: Sequence[Edge]) -> list[Edge]:
    """The edges, those turned that would lead back to where one came from."""
    after: dict[str, set[str]] = {node: set() for node in nodes}
    kept = []
    for a, b in dict.fromkeys(edges):
        if a == b:
            continue
        a, b = (b, a) if _leads(after, b, a) else (a, b)
        after[a].add(b)
        kept.append((a, b))
    return list(dict.fromkeys(kept))


def _leads(after: Mapping[str, set[str]], start: str, end: str) -> bool:
    queue, seen = [start], {start}
    while queue:
        one = queue.pop()
        if one == end:
            return True
        fresh = after[one] - seen
        seen |= fresh
        queue += fresh
    return False


def _block(nodes: Sequence[str], edges: Sequence[Edge]) -> Layout:
    column = _columns(nodes, edges)
    count = max(column.values(), default=-1) + 1
    # A long edge is a chain of short ones through points of its own.
    chains = {edge: [edge[0], *_points(edge, column), edge[1]] for edge in edges}
    held: list[list[str]] = [[] for _ in range(count)]
    for node in nodes:
        held[column[node]].append(node)
    for edge, chain in chains.items():
        for step, point in enumerate(chain[1:-1], start=column[edge[0]] + 1):
            held[step].append(point)
    near: dict[str, list[str]] = defaultdict(list)
    for chain in chains.values():
        for a, b in pairwise(chain):
            near[a].append(b)
            near[b].append(a)
    rows = _rows(held, near)
    return Layout(
        {node: (column[node], rows[node]) for node in nodes},
        {
            edge: tuple((column[edge[0]] + n, rows[point]) for n, point in enumerate(chain[1:-1], start=1))
            for edge, chain in chains.items()
        },
        count,
        max(rows.values(), default=0.0) + 1,
    )


def _points(edge: Edge, column: Mapping[str, int]) -> list[str]:
    steps = range(column[edge[0]] + 1, column[edge[1]])
    return [_THROUGH.join(("", *edge, str(step))) for step in steps]


def _columns(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    column = dict.fromkeys(nodes, 0)
    for _ in nodes:
        moved = False
        for a, b in edges:
            if column[b] <= column[a]:
                column[b] = column[a] + 1
                moved = True
        if not moved:
            break
    return column


def _rows(held: Sequence[list[str]], near: Mapping[str, list[str]]) -> dict[str, float]:
    rows: dict[str, float] = {}
    for members in held:
        _stack(members, rows)
    for sweep in range(_SWEEPS):
        steps = list(held) if sweep % 2 == 0 else list(reversed(held))
        for members in steps:
            wish = {one: _middle([rows[other] for other in near[one]], rows[one]) for one in members}
            ranked = sorted((wish[one], rows[one], number) for number, one in enumerate(members))
            members[:] = [members[number] for *_, number in ranked]
            _stack(members, rows, wish)
    least = min(rows.values(), default=0.0)
    return {one: row - least for one, row in rows.items()}


def _middle(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _stack(members: Sequence[str], rows: dict[str, float], wish: Mapping[str, float] | None = None) -> None:
    """Below one another without touching, as near to where each would be as that allows."""
    at = 0.0 if wish is None else float("-inf")
    for one in members:
        at = max(at, wish[one]) if wish else at
        rows[one] = at
        at += _room(one)
    if wish:
        # What was pushed down by those above is drawn up as a whole.
        push = sum(rows[one] - wish[one] for one in members) / max(1, len(members))
        for one in members:
            rows[one] -= push


def _room(one: str) -> float:
    return _PASSING if one.startswith(_THROUGH) else 1.0
