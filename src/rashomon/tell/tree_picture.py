"""Boxes and the ways between them as a picture, what comes first on the left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rashomon.tell.copy_tree import Box, Tree, Way
from rashomon.tell.layers import lay_out
from rashomon.tell.matrix import SHAPES, WORDS
from rashomon.tell.svg import arrow, frame, group, num, path, width_of, words

_BOX, _HIGH, _GAP, _ROW, _EDGE = 224, 44, 140, 62, 8


class _Port(NamedTuple):
    """Where a way reaches its box."""

    x: float
    """The left edge of the box."""
    y: float
    words: int
    """Above the line (-1) or below it (1); 0: for want of room there are none."""


def draw_tree(tree: Tree, label: str) -> str:
    """The tree as a picture, what comes first on the left; empty where there is nothing to show."""
    if not tree.boxes:
        return ""
    keys = [box.key for box in tree.boxes]
    layout = lay_out(keys, [(way.start, way.stop) for way in tree.ways])
    at = {key: _corner(*layout.places[key]) for key in keys}
    parts = []
    for way, port in _ports(tree.ways, at):
        edge = (way.start, way.stop)
        is_turned = edge not in layout.passing
        passing = layout.passing[edge[::-1] if is_turned else edge]
        between = [_corner(column, row) for column, row in passing]
        parts.append(_line(way, at[way.start], port, between[::-1] if is_turned else between, is_turned))
    parts += [_box(box, *at[box.key]) for box in tree.boxes]
    width = layout.columns * (_BOX + _GAP) - _GAP + 2 * _EDGE
    return frame("tree", (width, layout.rows * _ROW - (_ROW - _HIGH) + 2 * _EDGE), label, parts)


def _ports(ways: Sequence[Way], at: Mapping[str, tuple[float, float]]) -> Iterable[tuple[Way, _Port]]:
    """Each way with where it reaches its box: several below one another."""
    arriving: dict[str, list[Way]] = defaultdict(list)
    for way in ways:
        arriving[way.stop].append(way)
    for stop, those in arriving.items():
        x, y = at[stop]
        those.sort(key=lambda way: (at[way.start][1], -at[way.start][0], way.start))
        for number, way in enumerate(those, start=1):
            if len(those) == 1:
                # The words stand on the side of the line that it does not come from.
                side = 1 if at[way.start][1] < y else -1
            else:
                side = {1: -1, len(those): 1}.get(number, 0)
            yield way, _Port(x, y + _HIGH * number / (len(those) + 1), side)


def _corner(column: int, row: float) -> tuple[float, float]:
    return _EDGE + column * (_BOX + _GAP), _EDGE + row * _ROW


# Bold letters are wider.
_BOLD = 0.88


def _box(box: Box, x: float, y: float) -> str:
    radius = _HIGH / 2 if box.is_origin else 4
    kind = "origin" if box.is_origin else "article"
    size = f'x="{num(x)}" y="{num(y)}" width="{_BOX}" height="{_HIGH}" rx="{num(radius)}"'
    shape = f'<rect class="box {kind}" {size}/>'
    inset = 18 if box.is_origin else 10
    signs = [
        f'<g transform="translate({num(x + _BOX - 22 - 18 * place)} {num(y + 5)})">{SHAPES[manner]}</g>'
        for place, manner in enumerate(reversed(box.manners))
    ]
    room = _BOX - 2 * inset
    told = [
        words((x + inset, y + 18), _fitted(box.title, _BOLD * (room - 18 * len(box.manners))), kind="strong"),
        words((x + inset, y + 35), _fitted(box.under, room), kind="dim"),
    ]
    how = f": {', '.join(WORDS[manner] for manner in box.manners)}" if box.manners else ""
    return group([shape, *told, *signs], title=f"{box.title}, {box.under}{how}")


def _fitted(text: str, room: float) -> str:
    """As much of it as fits."""
    if width_of(text) <= room:
        return text
    kept = text
    while kept and width_of(kept + "…") > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _line(
    way: Way,
    box: tuple[float, float],
    port: _Port,
    passing: Sequence[tuple[float, float]],
    is_turned: bool,
) -> str:
    side = -1 if is_turned else 1
    start = (box[0] + (0 if is_turned else _BOX), box[1] + _HIGH / 2)
    tip = (port.x + (_BOX if is_turned else 0), port.y)
    end = (tip[0] - 7 * side, tip[1]) if way.is_sure else tip
    # A line that passes a column runs level across it.
    stops = [start]
    for x, y in passing:
        level = y + 9
        stops += [(x, level), (x + _BOX, level)] if not is_turned else [(x + _BOX, level), (x, level)]
    stops.append(end)
    shape = f"M{num(start[0])} {num(start[1])}"
    for number, ((x1, y1), (x2, y2)) in enumerate(pairwise(stops)):
        half = (x1 + x2) / 2
        bend = f"C{num(half)} {num(y1)} {num(half)} {num(y2)} {num(x2)} {num(y2)}"
        shape += bend if number % 2 == 0 else f"L{num(x2)} {num(y2)}"
    kind = "way" + (" cited" if way.is_cited else " unsure" if not way.is_sure else "")
    thick = f"{kind} t{1 + round(3 * way.share)}"
    parts = [path(shape, thick)]
    if way.is_sure:
        parts.append(arrow(tip, (side, 0), "head"))
    if way.told and port.words:
        y = tip[1] + (14 if port.words > 0 else -5)
        anchor = "" if is_turned else "end"
        parts.append(words((tip[0] - 12 * side, y), way.told, kind="dim halo", anchor=anchor))
    unsure = "" if way.is_sure else "; which of the two came first is not known"
    return group(parts, title=f"{way.told}{': ' if way.told else ''}{way.why}{unsure}")
