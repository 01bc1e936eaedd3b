"""How a number is bounded by the words around it: "at least 12", "40 or more", "17 so far"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from rashomon.survey.numerals import Token, ends_with, starts_with, tables

Bound = Literal["exact", "at least", "at most", "about"]


@cache
def _phrases(table: str) -> tuple[tuple[tuple[str, ...], Bound], ...]:
    listed = ((tuple(words.split()), bound) for words, bound in tables()[table].items())
    return tuple(sorted(listed, key=lambda entry: (-len(entry[0]), entry[0])))


@cache
def _closing() -> Mapping[str, Sequence[tuple[tuple[str, ...], Bound]]]:
    """The phrases before a number by their last words."""
    found: dict[str, list[tuple[tuple[str, ...], Bound]]] = defaultdict(list)
    for words, bound in _phrases("bound"):
        found[words[-1]].append((words, bound))
    return found


@cache
def _so_far() -> tuple[tuple[str, ...], ...]:
    """Phrases that say that a count goes on."""
    until = [("by", word) for word in sorted(_until())]
    return tuple([tuple(words.split()) for words in tables()["so_far"]["words"]] + until)


@cache
def _until() -> frozenset[str]:
    """Days and hours up to which somebody counts."""
    return frozenset(tables()["so_far"]["until"].split())


def bound_before(tokens: Sequence[Token], at: int) -> tuple[Bound, int, bool]:
    """How the number is bounded, where the words of that begin, and whether a "not" stands before them."""
    found: Bound = "exact"
    for words, bound in _closing().get(tokens[at - 1].low, ()) if at else ():
        if ends_with(tokens, at, words):
            found, at = bound, at - len(words)
            break
    return found, at, at > 0 and tokens[at - 1].low == "not"


def bound_after(tokens: Sequence[Token], at: int) -> tuple[int, Bound]:
    """Where the words behind the number end that bound it, and how."""
    for words, bound in _phrases("bound_after"):
        if starts_with(tokens, at, words):
            return at + len(words), bound
    return at, "exact"


def is_so_far(tokens: Sequence[Token], at: int) -> bool:
    """Whether the count goes on: "17 bodies so far", "17 bodies by Tuesday morning"."""
    here = [token.low for token in tokens[at : at + 2]]
    return any(
        starts_with(tokens, at + place, words)
        for words in _so_far()
        for place, low in enumerate(here)
        if low == words[0] and not (place and low == "by")
    )


def is_interim(tokens: Sequence[Token], at: int) -> bool:
    """Whether a day or an hour is named up to which was counted: "By noon on Tuesday he had counted 34"."""
    if not at or tokens[0].low != "by":
        return False
    lows = [token.low for token in tokens[:at]]
    return "had" in lows and "." not in lows and not _until().isdisjoint(lows[1:3])
