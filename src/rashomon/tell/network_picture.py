"""Who is for and against whom, as a picture: the two sides that fit best left and right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot

from rashomon.findings import Edge, Network
from rashomon.survey.edtf import is_surely_before
from rashomon.tell.svg import arrow, frame, group, num, path, width_of, words
from rashomon.tell.wording import cut, plain

ACTORS = 60
"""So many actors stand in a picture, those with most stances."""
SIGNS = {1: "for", -1: "against", 0: "disputed"}
_LONGEST = 30
_FEW, _BETWEEN_FEW = 10, 300
_BETWEEN, _STEP, _TOP, _RADIUS, _APART, _SIDE = 500, 46, 26, 6, 34, 14
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where an actor stands: left (-1), right (1) or between (0) the sides, and the point."""

    side: int
    at: Point


def filter_edges(
    edges: Iterable[Edge],
    *,
    holder: str | None = None,
    teller: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> tuple[tuple[Edge, ...], int]:
    """The edges of one holder (id), of one teller (name), of a stretch of time (EDTF); how many have none.

    An edge has the sign that the stances of that time have; it is disputed where they have both. Stances
    whose time is not known are left out where a time is asked for, and counted.
    """
    kept: list[Edge] = []
    undated = 0
    for edge in edges:
        if (holder and edge.holder != holder) or (teller and teller not in edge.according_to):
            continue
        if not since and not until:
            kept.append(edge)
            continue
        undated += sum(1 for time in edge.times if not time) if edge.times else len(edge.stances)
        if narrowed := _within(edge, since, until):
            kept.append(narrowed)
    return tuple(kept), undated


def _within(edge: Edge, since: str | None, until: str | None) -> Edge | None:
    inside = [
        place
        for place, time in enumerate(edge.times)
        if time
        and not (since and is_surely_before(time, since))
        and not (until and is_surely_before(until, time))
    ]
    signs = {edge.signs[place] for place in inside}
    if not signs:
        return None
    return replace(
        edge,
        sign=signs.pop() if len(signs) == 1 else 0,
        stances=tuple(edge.stances[place] for place in inside),
        signs=tuple(edge.signs[place] for place in inside),
        times=tuple(edge.times[place] for place in inside),
    )


def draw_network(network: Network, names: Mapping[str, str], *, limit: int = ACTORS) -> tuple[str, int]:
    """The network as a picture, empty where there is none, and how many actors are not in it.

    ``names`` are those of the actors by id. Sides mean something within a piece that hangs together only, so
    that each piece stands by itself.
    """
    edges, hidden = _most_told(network.edges, limit)
    if not edges:
        return "", 0
    sides = _sides(network, edges)
    across = _BETWEEN if len(sides) > _FEW else _BETWEEN_FEW
    placed, height = _places(edges, sides, names, across)
    left, right = (_room(side, placed, names) for side in (-1, 1))
    placed = {one: replace(spot, at=_plus(spot.at, (left, 0.0))) for one, spot in placed.items()}
    pairs = {(edge.holder, edge.target) for edge in edges}
    parts = [_edge(edge, placed, names, is_mutual=(edge.target, edge.holder) in pairs) for edge in edges]
    parts += [_actor(one, placed[one], names) for one in placed]
    label = f"Who is for and against whom: {len(placed)} actors, {len(edges)} stances"
    return frame("network", (left + across + right, height), label, parts), hidden


def _room(side: int, placed: Mapping[str, _Placed], names: Mapping[str, str]) -> float:
    """How much the names on one side take."""
    wide = [width_of(_short(one, names)) for one, spot in placed.items() if spot.side == side]
    return max(wide, default=0.0) + 22


def _most_told(edges: Sequence[Edge], limit: int) -> tuple[list[Edge], int]:
    told: dict[str, int] = defaultdict(int)
    for edge in edges:
        for end in (edge.holder, edge.target):
            told[end] += len(edge.stances) or 1
    ranked = sorted(told, key=lambda one: (-told[one], one))
    kept = set(ranked[:limit])
    shown = [edge for edge in edges if edge.holder in kept and edge.target in kept]
    met = {end for edge in shown for end in (edge.holder, edge.target)}
    return shown, len(told) - len(met)


def _sides(network: Network, edges: Sequence[Edge]) -> dict[str, int]:
    """Left or right for each actor: as the balance has it, else with its friends and across from its foes."""
    sides: dict[str, int] = {}
    if network.balance:
        for side, members in zip((-1, 1), network.balance.sides, strict=True):
            sides |= dict.fromkeys(members, side)
    near: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for edge in edges:
        near[edge.holder].append((edge.target, edge.sign))
        near[edge.target].append((edge.holder, edge.sign))
    found = {one: sides[one] for one in near if one in sides}
    # Pieces that the balance does not speak of begin on the left.
    for first in sorted(near, key=lambda one: (one not in found, -len(near[one]), one)):
        if first not in found and not any(one in found for one, sign in near[first] if sign):
            found[first] = -1
        queue = [first] if first in found else []
        while queue:
            one = queue.pop(0)
            for other, sign in sorted(near[one]):
                if other not in found and sign:
                    found[other] = found[one] * sign
                    queue.append(other)
    return {one: found.get(one, 0) for one in near}


def _places(
    edges: Sequence[Edge], sides: Mapping[str, int], names: Mapping[str, str], across: float
) -> tuple[dict[str, _Placed], float]:
    placed: dict[str, _Placed] = {}
    top = float(_TOP)
    for piece in _pieces(edges):
        columns = {
            side: _ordered([one for one in piece if sides[one] == side], edges, names) for side in (-1, 0, 1)
        }
        tall = max(len(column) for column in columns.values())
        for side, column in columns.items():
            x = across / 2 + side * (across / 2 - _SIDE)
            first = top + (tall - len(column)) * _STEP / 2
            for row, one in enumerate(column):
                placed[one] = _Placed(side, (x, first + row * _STEP))
        top += tall * _STEP + _APART
    return placed, top - _APART


def _pieces(edges: Sequence[Edge]) -> list[list[str]]:
    near: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        near[edge.holder].add(edge.target)
        near[edge.target].add(edge.holder)
    seen: set[str] = set()
    pieces = []
    for one in sorted(near):
        if one in seen:
            continue
        piece, queue = [one], [one]
        seen.add(one)
        while queue:
            fresh = sorted(near[queue.pop()] - seen)
            seen.update(fresh)
            piece += fresh
            queue += fresh
        pieces.append(piece)
    return sorted(pieces, key=lambda piece: (-len(piece), min(piece)))


def _ordered(column: Sequence[str], edges: Sequence[Edge], names: Mapping[str, str]) -> list[str]:
    """Those with most stances in the middle, so that lines are short."""
    degree: dict[str, int] = defaultdict(int)
    for edge in edges:
        degree[edge.holder] += 1
        degree[edge.target] += 1
    ranked = sorted(column, key=lambda one: (-degree[one], names.get(one, one), one))
    order: list[str] = []
    for number, one in enumerate(ranked):
        order.insert(0 if number % 2 else len(order), one)
    return order


def _short(one: str, names: Mapping[str, str]) -> str:
    return cut(plain(names.get(one, one)), _LONGEST)


def _actor(one: str, spot: _Placed, names: Mapping[str, str]) -> str:
    x, y = spot.at
    dot = f'<circle class="actor" cx="{num(x)}" cy="{num(y)}" r="{_RADIUS}"/>'
    if spot.side:
        anchor = "end" if spot.side < 0 else ""
        told = words((x + 12 * spot.side, y + 4.5), _short(one, names), kind="strong halo", anchor=anchor)
    else:
        told = words((x, y - 11), _short(one, names), kind="strong halo", anchor="middle")
    return group([dot, told], title=names.get(one, one))


def _edge(edge: Edge, placed: Mapping[str, _Placed], names: Mapping[str, str], *, is_mutual: bool) -> str:
    start, end = placed[edge.holder], placed[edge.target]
    bend = _bend(start, end, is_mutual=is_mutual)
    tip, way = _stop(bend, end.at)
    first = _stop(bend, start.at)[0]
    curve = f"M{num(first[0])} {num(first[1])}Q{num(bend[0])} {num(bend[1])} {num(tip[0])} {num(tip[1])}"
    kind = {1: "for", -1: "against", 0: "disputed"}[edge.sign]
    thick = min(3, 1 + edge.origins // 3)
    parts = [path(curve, f"tie {kind} t{thick}{' odd' if edge.frustrated else ''}")]
    parts += [_end(edge.sign, tip, way)]
    near = _near(first, bend, tip)
    if edge.sign == 0:
        parts.append(words((near[0], near[1] + 5), "?", kind="strong halo", anchor="middle"))
    if edge.frustrated:
        parts.append(_odd(near))
    return group(parts, title=edge_words(edge, names))


def edge_words(edge: Edge, names: Mapping[str, str]) -> str:
    """One edge in words: who is for or against whom, how, and according to whom."""
    holder, target = (plain(names.get(one, one)) for one in (edge.holder, edge.target))
    tellers = ", ".join(plain(name) for name in edge.according_to)
    sides = "; at odds with the two sides that fit best" if edge.frustrated else ""
    return f"{holder}: {SIGNS[edge.sign]} {target} ({', '.join(edge.kinds)}), according to {tellers}{sides}"


def _bend(start: _Placed, end: _Placed, *, is_mutual: bool) -> Point:
    """The point that a line bends towards: on one side it runs well clear of those between its ends."""
    (x1, y1), (x2, y2) = start.at, end.at
    middle = ((x1 + x2) / 2, (y1 + y2) / 2)
    if start.side == end.side and start.side:
        inwards = -start.side * min(170.0, 40 + 0.4 * abs(y2 - y1))
        return middle[0] + inwards + (18 if is_mutual and y1 < y2 else 0), middle[1]
    if not is_mutual:
        return middle
    length = hypot(x2 - x1, y2 - y1) or 1.0
    return middle[0] - 26 * (y2 - y1) / length, middle[1] + 26 * (x2 - x1) / length


def _stop(bend: Point, at: Point) -> tuple[Point, Point]:
    """Where a line that comes from ``bend`` meets the dot at ``at``, and the way it goes."""
    dx, dy = at[0] - bend[0], at[1] - bend[1]
    length = hypot(dx, dy) or 1.0
    way = (dx / length, dy / length)
    return (at[0] - (_RADIUS + 3) * way[0], at[1] - (_RADIUS + 3) * way[1]), way


def _end(sign: int, tip: Point, way: Point) -> str:
    """For: a head. Against: a bar across. Disputed: neither, a ring."""
    if sign > 0:
        return arrow(tip, way, "head for", size=9)
    if sign < 0:
        across = (-7 * way[1], 7 * way[0])
        a, b = _plus(tip, across), _plus(tip, (-across[0], -across[1]))
        return path(f"M{num(a[0])} {num(a[1])}L{num(b[0])} {num(b[1])}", "bar against")
    return f'<circle class="ring disputed" cx="{num(tip[0])}" cy="{num(tip[1])}" r="3"/>'


def _odd(near: Point) -> str:
    """A warning sign on the line."""
    x, y = near[0], near[1] - 3
    sign = f"M{num(x)} {num(y - 8)}L{num(x + 9)} {num(y + 7)}L{num(x - 9)} {num(y + 7)}Z"
    return path(sign, "odd-sign") + words((x, y + 5), "!", kind="strong", anchor="middle")


def _near(a: Point, bend: Point, b: Point) -> Point:
    """A point on the line, nearer to the holder than where lines cross."""
    there, back = 0.3, 0.7
    x, y = (
        back * back * p + 2 * back * there * q + there * there * r for p, q, r in zip(a, bend, b, strict=True)
    )
    return x, y


def _plus(a: Point, b: Point) -> Point:
    return a[0] + b[0], a[1] + b[1]
