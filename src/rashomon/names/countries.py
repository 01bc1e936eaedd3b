"""Countries with their other names, adjectives, peoples, capitals and seats of government."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from rashomon.names.folding import fold

Role = Literal["country", "people", "capital", "seat"]


@dataclass(frozen=True, slots=True)
class CountryWord:
    """What a word has to do with a country."""

    country: str
    role: Role
    """``country``: one of its names; ``people``: adjective or people; ``capital``; ``seat`` of power."""


@cache
def country_words() -> Mapping[str, CountryWord]:
    """Every word of ``countries.csv``, folded; a country's name wins over a capital of one name."""
    table: dict[str, CountryWord] = {}
    lines = files("rashomon.names").joinpath("countries.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines, delimiter="|"))
    columns: tuple[tuple[Role, tuple[str, ...]], ...] = (
        ("country", ("name", "aliases")),
        ("people", ("adjectives", "people")),
        ("seat", ("seats",)),
        ("capital", ("capital",)),
    )
    for role, names in columns:
        for row in rows:
            for word in ";".join(row[name] for name in names).split(";"):
                if word:
                    table.setdefault(_key(word), CountryWord(row["name"], role))
    return table


def _key(text: str) -> str:
    folded = fold(text.replace(".", "")).removeprefix("the ")
    return folded


@lru_cache(maxsize=20_000)
def country_of(text: str) -> CountryWord | None:
    """What a name has to do with a country; None where it has nothing.

    "US" is a country only in capitals ("us" is a pronoun).

    >>> country_of("the Russian Federation"), country_of("Danes").role, country_of("us")
    (CountryWord(country='Russia', role='country'), 'people', None)
    """
    if text.islower() and len(text) < 4:
        return None
    return country_words().get(_key(text))


@cache
def adjectives() -> frozenset[str]:
    """The folded adjectives and peoples of one word.

    >>> "danish" in adjectives()
    True
    """
    return frozenset(
        word for word, what in country_words().items() if what.role == "people" and " " not in word
    )
