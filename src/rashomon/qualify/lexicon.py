"""The word tables of this stage, and the order of certainties."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from rashomon.records import Certainty

RANK: dict[Certainty, int] = {"certain": 0, "probable": 1, "possible": 2, "unspecified": 3}
"""The weakest commitment has the highest rank."""


class Opening(NamedTuple):
    """Words at the front of a content that say how the rest stands."""

    pattern: re.Pattern[str]
    effect: dict[str, str]
    negated: dict[str, str]


class Tables(NamedTuple):
    """content.toml: what kinds each word is of, the lists by name, the openings."""

    kinds: dict[str, tuple[str, ...]]
    words: dict[str, frozenset[str]]
    openings: tuple[Opening, ...]


@cache
def read_tables() -> Tables:
    """The tables of content.toml, read once."""
    data = tomllib.loads(files("rashomon.qualify").joinpath("content.toml").read_text(encoding="utf-8"))
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, words in _kinds(data):
        for word in words:
            kinds[word] = (*kinds.get(word, ()), kind)
    sections = ("negation", "belittling", "certainty", "mode", "clause")
    sets = {name: frozenset(listed) for section in sections for name, listed in data[section].items()}
    openings = tuple(
        Opening(re.compile(entry["pattern"], re.I), _effect(entry), entry.get("negated", {}))
        for entry in data["opening"]
    )
    return Tables(kinds, sets, openings)


def _effect(entry: dict[str, Any]) -> dict[str, str]:
    return {key: value for key, value in entry.items() if key in ("polarity", "certainty", "mode")}


def _kinds(data: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Which handler each word goes to; the order is that in which a word's handlers run."""
    negation, certainty, mode, clause = (data[name] for name in ("negation", "certainty", "mode", "clause"))
    return [
        ("not", ["not", "n't", "cannot"]),
        ("no", ["no"]),
        ("nor", ["nor"]),
        ("negation", negation["words"]),
        ("fail", negation["before_to"]),
        ("without", ["without"]),
        ("possible", certainty["possible"]),
        ("may", ["may"]),
        ("could", ["could"]),
        ("probable", certainty["probable"]),
        ("unspecified", certainty["unspecified"]),
        ("certain", certainty["certain"]),
        ("probable_after_be", certainty["probable_after_be"]),
        ("unspecified_after_be", certainty["unspecified_after_be"]),
        ("predict", mode["predicted"]),
        ("would", ["would"]),
        ("going", ["going"]),
        ("be", clause["be"]),
        ("matter", mode["matters"]),
        ("predicted_before_to", mode["predicted_before_to"]),
        ("wish", mode["wished"]),
        ("must", mode["demanded"]),
        ("should", ["should"]),
        ("have_to", mode["demanded_before_to"]),
        ("relative", clause["relative"]),
        ("that", ["that"]),
        ("subordinate", clause["subordinate"]),
        ("reports", clause["reports"]),
        ("and", ["and"]),
        ("but", ["but"]),
        ("semicolon", [";"]),
        ("dash", ["–", "—", "-"]),
    ]
