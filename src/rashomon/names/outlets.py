"""Whether a name or a phrase is one of the press."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from rashomon.names.folding import fold


@cache
def _tables() -> Mapping[str, frozenset[str]]:
    raw = tomllib.loads(files("rashomon.names").joinpath("outlets.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in raw.items()}


@lru_cache(maxsize=20_000)
def is_outlet(name: str) -> bool:
    """Whether a name is that of a news outlet or agency.

    >>> is_outlet("Reuters"), is_outlet("The Dermond Gazette"), is_outlet("Dermond Council")
    (True, True, False)
    """
    folded = fold(name)
    words = folded.removeprefix("the ").split()
    tables = _tables()
    if folded in tables["agencies"] or " ".join(words) in tables["agencies"]:
        return True
    starts_the = folded.startswith("the ")
    if words and (len(words) > 1 or starts_the) and words[-1] in tables["last"]:
        return True
    return len(words) > 1 and words[0] in tables["first"]


def stands_beside_outlet(source: str, name: str) -> bool:
    """Whether a source calls the name in it a newspaper, an agency...

    >>> stands_beside_outlet("the Vostran newspaper The Pearl", "The Pearl")
    True
    >>> stands_beside_outlet("the miner Vey", "Vey")
    False
    """
    rest = fold(source.replace(name, " ", 1)).split()
    return bool(_tables()["beside"] & set(rest))


def is_own_house(source: str) -> bool:
    """Whether a phrase means the outlet that prints it: "our correspondent", "this newspaper".

    >>> is_own_house("A reporter of this station"), is_own_house("our army")
    (True, False)
    """
    words = fold(source).split()
    for place, word in enumerate(words):
        if word in ("this", "our", "these") and set(words[place + 1 : place + 4]) & _tables()["own"]:
            return True
    return False
