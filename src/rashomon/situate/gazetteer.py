"""The table of places: which places on earth bear a name.

``gazetteer.npz`` is made by ``python -m training.gazetteer`` from GeoNames (CC BY 4.0); see
docs/decisions/0008-places.md. Nothing is loaded before the first name is looked up.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.names.folding import fold
from rashomon.names.wordlist import word_set

Feature = Literal["city", "county", "region", "country", "continent"]
FEATURES: tuple[Feature, ...] = ("city", "county", "region", "country", "continent")
SCALE = 100
"""Coordinates are stored in hundredths of a degree: 1.1 km or less."""

_INITIALS = re.compile(r"\b([A-Z])\.\s?(?=[A-Z]\b)")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
_ARTICLES = word_set("al el ad ar as at ash an az ed er es et esh en ez")


class Entry(NamedTuple):
    """One place of the table."""

    row: int
    geonames: int | None
    name: str
    lat: float
    lon: float
    feature: Feature
    country: str
    """ISO 3166 code of two letters; empty for a continent."""
    region: int
    """A number for the first-level region it lies in; 0 where the table knows none."""
    population: float
    """To about ten per cent; 0 where nothing is stated."""
    is_other_name: bool
    """It was found by another name than its first."""


@dataclass(frozen=True, slots=True)
class _Table:
    keys: list[bytes]
    """Sorted first names, folded; place n of the list has rows first[n] to first[n + 1]."""
    first: NDArray[np.int64]
    others: list[bytes]
    """Sorted other names, folded."""
    other_first: NDArray[np.int64]
    other_rows: NDArray[np.int32]
    names: list[bytes]
    ids: NDArray[np.uint32]
    lat: NDArray[np.int32]
    lon: NDArray[np.int32]
    features: NDArray[np.uint8]
    countries: NDArray[np.uint8]
    regions: NDArray[np.uint16]
    sizes: NDArray[np.uint8]
    """Ten times the decimal logarithm of the population plus one."""
    codes: tuple[str, ...]
    """Country codes by number."""


@cache
def _table() -> _Table:
    with files("rashomon.situate").joinpath("gazetteer.npz").open("rb") as file, np.load(file) as raw:
        return _Table(
            keys=raw["keys"].tobytes().split(b"\n"),
            first=_edges(raw["counts"]),
            others=raw["others"].tobytes().split(b"\n"),
            other_first=_edges(raw["other_counts"]),
            other_rows=raw["other_rows"],
            names=raw["names"].tobytes().split(b"\n"),
            ids=raw["ids"],
            lat=raw["lat"],
            lon=raw["lon"],
            features=raw["features"],
            countries=raw["countries"],
            regions=raw["regions"],
            sizes=raw["sizes"],
            codes=tuple(raw["codes"].tobytes().decode().split("\n")),
        )


def _edges(counts: NDArray[np.uint16]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])


def place_key(text: str) -> str:
    """A place name brought to the form that the table is sorted by.

    >>> place_key("the U.S."), place_key("St. Aldéric’s"), place_key("Mt. Orlan")
    ('us', 'saint alderic', 'mount orlan')
    """
    bare = _INITIALS.sub(r"\1", _POSSESSIVE.sub("", text.strip()))
    words = fold(bare.replace("-", " ")).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1:
        words = [_SHORT.get(word, word) for word in words]
    return " ".join(words)


@lru_cache(maxsize=50_000)
def entries(name: str) -> tuple[Entry, ...]:
    """All places that bear a name: first those whose first name it is; empty where there is none.

    An Arabic article is overlooked where the name is not found with it.

    >>> [entry.country for entry in entries("Omdurman")], entries("Xyzzyx")
    (['SD'], ())
    """
    key = place_key(name)
    found = _rows(key)
    words = key.split()
    if not found and len(words) > 1 and words[0] in _ARTICLES:
        found = _rows(" ".join(words[1:]))
    return tuple(_entry(row, is_other) for row, is_other in found)


def _rows(key: str) -> list[tuple[int, bool]]:
    table, wanted = _table(), key.encode()
    place = bisect_left(table.keys, wanted)
    rows: list[tuple[int, bool]] = []
    if place < len(table.keys) and table.keys[place] == wanted:
        rows = [(row, False) for row in range(table.first[place], table.first[place + 1])]
    place = bisect_left(table.others, wanted)
    if place < len(table.others) and table.others[place] == wanted:
        start, end = table.other_first[place], table.other_first[place + 1]
        rows += [(int(row), True) for row in table.other_rows[start:end]]
    return rows


def _entry(row: int, is_other: bool) -> Entry:
    table = _table()
    return Entry(
        row=row,
        geonames=int(table.ids[row]) or None,
        name=table.names[row].decode(),
        lat=float(table.lat[row]) / SCALE,
        lon=float(table.lon[row]) / SCALE,
        feature=FEATURES[table.features[row]],
        country=table.codes[table.countries[row]],
        region=int(table.regions[row]),
        population=10.0 ** (float(table.sizes[row]) / 10) - 1,
        is_other_name=is_other,
    )


def kilometres(one: Entry, other: Entry) -> float:
    """The great-circle distance between two places (haversine, mean radius 6,371 km)."""
    return distance(one.lat, one.lon, other.lat, other.lon)


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance of two points given in degrees, in kilometres.

    >>> round(distance(0, 0, 0, 1), 1)
    111.2
    """
    up, across = radians(other_lat - lat) / 2, radians(other_lon - lon) / 2
    root = sin(up) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(across) ** 2
    return 2 * 6371 * asin(min(1.0, sqrt(root)))
