"""How a claim stands on the way of a story: as talk, a possibility, somebody's word, a fact, a denial."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from rashomon.ledger import LedgerClaim, Sign
from rashomon.text import word_set

Standing = Literal["denied", "doubted", "rumour", "possible", "reported", "fact", "admitted"]

RANK: Mapping[Standing, int] = {"rumour": 0, "possible": 1, "reported": 2, "fact": 3, "admitted": 3}
"""How firm a story stands that is told so; denials have no place on the ladder."""
FLAT = 2
"""From this rank on a claim is no longer hedged."""


def standing_of(claim: LedgerClaim, sign: Sign, text: str) -> Standing:
    """How a claim stands; ``sign`` is -1 where it is against its proposition, ``text`` its article's."""
    if sign < 0:
        return "doubted" if claim.is_hedged else "denied"
    cue = cue_words(claim, text)
    if claim.speaker.kind == "rumour":
        return "reported" if cue & _words()["reported"] else "rumour"
    if claim.is_hedged or claim.condition is not None or is_left_open(claim.text):
        return "possible"
    if cue & _words()["admitted"]:
        return "admitted"
    return "fact" if claim.speaker.kind == "outlet" else "reported"


def is_admitted(claim: LedgerClaim, text: str) -> bool:
    """Whether its voice admits it, ``text`` is its article's; who concedes a "may" admits no fact."""
    return not claim.is_hedged and bool(cue_words(claim, text) & _words()["admitted"])


def is_left_open(text: str) -> bool:
    """Whether the words of a claim themselves call a part of it possible, wherever in them.

    >>> is_left_open("that the fight goes on and that it is possible that the hill is lost")
    True
    >>> is_left_open("that the hill is lost since May")
    False
    """
    return _open_words().search(text) is not None


def cue_words(claim: LedgerClaim, text: str) -> frozenset[str]:
    """The words that say how its voice tells it, lowered; none where nothing says so."""
    cue = claim.speaker.cue
    return word_set(cue.of(text).lower()) if cue is not None else frozenset()


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("rashomon.survey").joinpath("drift.toml").read_text(encoding="utf-8"))


@cache
def _words() -> Mapping[str, frozenset[str]]:
    return {name: word_set(_table()[name]) for name in ("reported", "admitted")}


@cache
def _open_words() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(_table()["left_open"]) + r")\b", re.I)
