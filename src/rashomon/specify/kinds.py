"""In what a stance consists, by the words or the code of an event (stances.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from rashomon.text import word_set


class StanceKind(NamedTuple):
    """A kind of stance: its name in the third person, its sign, whether it holds both ways."""

    name: str
    sign: Literal[-1, 1]
    is_mutual: bool = False


class Kinds(NamedTuple):
    """stances.toml, turned: from words, objects and codes to kinds; and two lists of adjectives."""

    words: dict[str, StanceKind]
    objects: dict[str, StanceKind]
    codes: dict[str, StanceKind]
    related: frozenset[str]
    passive: frozenset[str]


@cache
def kinds() -> Kinds:
    """The table of kinds.

    >>> kinds().words["endorse"].name, kinds().codes["ACCUSE"].sign
    ('supports', -1)
    """
    raw: dict[str, Any] = tomllib.loads(
        files("rashomon.specify").joinpath("stances.toml").read_text(encoding="utf-8")
    )
    lists = raw["adjectives"]
    found = Kinds({}, {}, {}, word_set(lists["related"]), word_set(lists["passive"]))
    for entry in raw["kind"]:
        kind = StanceKind(entry["name"], entry["sign"], entry.get("mutual", False))
        for key, table in (("words", found.words), ("objects", found.objects), ("codes", found.codes)):
            for word in entry.get(key, "").split():
                table.setdefault(word, kind)
    return found


def kind_of(lemma: str, code: str | None, objects: list[str]) -> StanceKind | None:
    """The kind of stance that an event shows; None where it shows none.

    ``objects`` are the lemmas of what is given: gifts of weapons arm, gifts of money fund.

    >>> kind_of("send", "AID", ["weapon"]).name, kind_of("bomb", "ASSAULT", []).name
    ('arms', 'fights')
    """
    table = kinds()
    if code == "AID":
        for word in objects:
            if word in table.objects:
                return table.objects[word]
    if code is None and lemma not in table.words:
        return None
    known = table.words.get(lemma)
    by_code = table.codes.get(code or "")
    if known is not None and by_code is not None and known.sign != by_code.sign:
        # "withdrew its support": what is done to the support is the stance.
        return by_code
    return known or by_code
