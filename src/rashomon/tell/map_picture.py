"""The places that articles name, on a map: how near each is known is drawn as a ring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import cos, radians
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rashomon.store.browse_times import PlaceCard
from rashomon.tell.svg import SIZE, frame, group, num, path, width_of, words
from rashomon.tell.wording import plain

LABELS = 50
"""So many places have their names on the map where there is room; the table has all."""
PRECISIONS = {
    "point": "the very place",
    "city": "somewhere in the town",
    "region": "somewhere in the region",
    "country": "somewhere in the country",
}
_SCALE = 100
_WIDE, _TALLEST, _LOWEST = 960.0, 640.0, 320.0
# Degrees that a map shows at least, and the share of it that is left free round its places.
_LEAST, _FREE = 6.0, 0.12
# How far off the middle of a town, region or country a thing may be, in degrees; and the smallest ring drawn.
_RINGS = {"point": (0.0, 4.0), "city": (0.1, 8.0), "region": (0.9, 17.0), "country": (4.0, 30.0)}
_LARGEST = 160.0
_Area = tuple[float, float, float, float]
_Degrees = TypeVar("_Degrees", float, "NDArray[np.float64]")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Degrees to places on the picture: equirectangular, true to scale in the middle."""

    west: float
    south: float
    east: float
    north: float

    @property
    def squeeze(self) -> float:
        return max(0.15, cos(radians((self.south + self.north) / 2)))

    @property
    def scale(self) -> float:
        """Of the picture's units to a degree of latitude."""
        return _WIDE / ((self.east - self.west) * self.squeeze)

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale

    def at(self, lon: _Degrees, lat: _Degrees) -> tuple[_Degrees, _Degrees]:
        return (lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale


def core_of(places: Sequence[PlaceCard]) -> list[PlaceCard]:
    """The places round which most of what is named lies, without far ones, so that near ones come apart."""
    spots = _on_map(places)
    if not spots:
        return []
    kept = []
    edges = [_fence([(_point(place)[axis], place.mentions) for place in spots]) for axis in (0, 1)]
    for place in spots:
        point = _point(place)
        if all(low <= point[axis] <= high for axis, (low, high) in enumerate(edges)):
            kept.append(place)
    return kept or spots


def _fence(weighed: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """Between which values the middle half of all mentions lies, and as much again on either side."""
    ranked = sorted(weighed)
    whole = sum(weight for _, weight in ranked)
    at: list[float] = []
    passed = 0
    for value, weight in ranked:
        passed += weight
        at += [value] * ((passed * 4 >= whole) + (passed * 4 >= 3 * whole) - len(at))
    low, high = at[0], at[1]
    slack = max(_LEAST / 2, 1.5 * (high - low))
    return low - slack, high + slack


def _on_map(places: Sequence[PlaceCard]) -> list[PlaceCard]:
    return [place for place in places if place.lat is not None and place.lon is not None]


def _point(place: PlaceCard) -> tuple[float, float]:
    """Longitude and latitude of a place that has them."""
    return float(place.lon or 0), float(place.lat or 0)


def draw_map(places: Sequence[PlaceCard]) -> str:
    """The places on outlines of countries, those named most on top; empty where none has a point."""
    spots = _on_map(places)
    if not spots:
        return ""
    sheet = _sheet([_point(place) for place in spots])
    parts = [f'<rect class="sea" x="0" y="0" width="{num(_WIDE)}" height="{num(sheet.height)}"/>']
    parts += [path(shape, "land") for shape in _lands(sheet)]
    parts += [_ring(place, sheet) for place in reversed(spots)]
    parts += _labels(spots, sheet)
    label = f"Map of {len(spots)} places; the same stand in the table"
    return frame("map", (_WIDE, sheet.height), label, parts)


def _sheet(points: Sequence[tuple[float, float]]) -> _Sheet:
    """The part of the earth that holds all points, with some room, in a shape that fits a page."""
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    wide, tall = max(_LEAST, east - west) * (1 + 2 * _FREE), max(_LEAST, north - south) * (1 + 2 * _FREE)
    squeeze = max(0.15, cos(radians((south + north) / 2)))
    tall = max(tall, wide * squeeze * _LOWEST / _WIDE)
    wide = max(wide, tall / squeeze * _WIDE / _TALLEST)
    x, y = (west + east) / 2, (south + north) / 2
    return _Sheet(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)


@cache
def _outlines() -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    """Points as longitude and latitude, and where each ring begins; OUTLINES.txt says where they are from."""
    with (files("rashomon.tell") / "outlines.npz").open("rb") as file, np.load(file) as table:
        return table["points"] / _SCALE, table["first"]


def _lands(sheet: _Sheet) -> Iterator[str]:
    points, first = _outlines()
    low, high = np.minimum.reduceat(points, first[:-1]), np.maximum.reduceat(points, first[:-1])
    is_far = np.logical_or(
        (high < (sheet.west, sheet.south)).any(axis=1), (low > (sheet.east, sheet.north)).any(axis=1)
    )
    for (start, stop), is_out in zip(pairwise(first), list(is_far), strict=True):
        if is_out:
            continue
        lon, lat = _near(points[start:stop], sheet).T
        spots = np.rint(np.stack(sheet.at(lon, lat), axis=1)).astype(int)
        # Points that fall together on the picture say nothing.
        kept = spots[np.any(np.diff(spots, axis=0, prepend=spots[-1:]) != 0, axis=1)]
        if len(kept) > 2:
            yield "M" + "L".join(f"{x} {y}" for x, y in kept.tolist()) + "Z"


def _near(ring: NDArray[np.float64], sheet: _Sheet) -> NDArray[np.float64]:
    """The ring with what lies far outside the sheet drawn in to just outside it, and thinned."""
    wide, tall = sheet.east - sheet.west, sheet.north - sheet.south
    low = (sheet.west - wide / 4, sheet.south - tall / 4)
    high = (sheet.east + wide / 4, sheet.north + tall / 4)
    clipped = np.clip(ring, low, high)
    # Points that fell together on a border say nothing.
    moved = np.any(np.diff(clipped, axis=0, prepend=clipped[-1:] + 1) != 0, axis=1)
    return clipped[moved]


def _ring(place: PlaceCard, sheet: _Sheet) -> str:
    x, y = sheet.at(*_point(place))
    degrees, least = _RINGS.get(place.precision or "country", _RINGS["country"])
    radius = min(_LARGEST, max(least, degrees * sheet.scale))
    kind = place.precision or "country"
    at = f'cx="{num(x)}" cy="{num(y)}"'
    dot = f'<circle class="dot" {at} r="{2.5 if kind in ("region", "country") else 3.5}"/>'
    ring = f'<circle class="ring {kind}" {at} r="{num(radius)}"/>'
    told = f"{place.name}: {PRECISIONS.get(kind, kind)}; named in {_n(place.articles, 'article')}"
    return group([ring, dot], title=told)


def _labels(places: Sequence[PlaceCard], sheet: _Sheet) -> Iterator[str]:
    """Names where there is room for them, the most named first."""
    taken: list[_Area] = []
    for place in places[:LABELS]:
        x, y = sheet.at(*_point(place))
        told = plain(place.name)
        wide = width_of(told)
        for left, base, anchor in (
            (x + 8, y + 4, ""),
            (x - 8 - wide, y + 4, "end"),
            (x - wide / 2, y - 9, "middle"),
        ):
            box = (left, base - SIZE, left + wide, base + 3)
            if box[0] >= 2 and box[2] <= _WIDE - 2 and not any(_meet(box, other) for other in taken):
                taken.append(box)
                at = {"": left, "end": x - 8, "middle": x}[anchor]
                yield words((at, base), told, kind="strong halo", anchor=anchor)
                break


def _meet(a: _Area, b: _Area) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _n(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def draw_rings() -> dict[str, str]:
    """How each precision looks, with the words for it."""
    found = {}
    for kind, told in PRECISIONS.items():
        radius = {"point": 3.5, "city": 6.0, "region": 9.0, "country": 13.0}[kind]
        dot = '<circle class="dot" cx="15" cy="15" r="3"/>'
        ring = f'<circle class="ring {kind}" cx="15" cy="15" r="{num(radius)}"/>'
        size = 'viewBox="0 0 30 30" width="30" height="30"'
        found[told] = f'<svg class="sign drawing map" {size} aria-hidden="true">{ring}{dot}</svg>'
    return found
