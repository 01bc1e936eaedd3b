"""The word tables of ``places.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class PlaceWords(NamedTuple):
    """places.toml, read once; all words in lower case."""

    kinds: Mapping[str, frozenset[str]]
    """Words beside a name by what they make of it: region, county, city, vague, natural, site."""
    directions: frozenset[str]
    vague: Mapping[str, str]
    """Wide stretches of land with the country they lie in, empty where it is not one."""
    also: Mapping[str, tuple[str, str, str]]
    """Short forms: the first name in the gazetteer, its feature and country."""
    states: Mapping[str, str]
    """How states of the US are shortened, as written; points and all."""
    metonyms: Mapping[str, frozenset[str]]
    bodies: Mapping[str, frozenset[str]]
    """Words by which the name of a body or a ship is known."""


@cache
def place_words() -> PlaceWords:
    """The tables."""
    raw: dict[str, Any] = tomllib.loads(
        files("rashomon.situate").joinpath("places.toml").read_text(encoding="utf-8")
    )
    postal = dict(entry.split(" ", 1) for entry in raw["postal"]["codes"].split(";"))
    return PlaceWords(
        kinds={kind: frozenset(words) for kind, words in raw["kinds"].items()},
        directions=frozenset(raw["directions"]["words"]),
        vague=raw["vague"],
        also={key: (name, feature, country) for key, (name, feature, country) in raw["also"].items()},
        states=raw["states"] | postal,
        metonyms=_lists(raw["metonyms"]),
        bodies=_lists(raw["bodies"]),
    )


def _lists(raw: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {
        name: frozenset(words.split() if isinstance(words, str) else words) for name, words in raw.items()
    }


@cache
def state_pattern() -> re.Pattern[str]:
    """A shortened state of the US, whole; between its points there may be blanks, which `states` has not."""
    words = sorted(place_words().states, key=len, reverse=True)
    spaced = (re.escape(word).replace(r"\.", r"\. ?").removesuffix(" ?") for word in words)
    return re.compile(r"(?<!\w)(?:" + "|".join(spaced) + r")(?!\w)")
