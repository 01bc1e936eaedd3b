"""How alike two words of names are, when one may be another spelling of the other."""

from __future__ import annotations

import math
from functools import lru_cache

import jellyfish

from rashomon.names.folding import fold, skeleton, sound_units

SAME_SPELLING = 0.5
"""Likeness from which two words are more likely one name than two, with no other evidence."""

_VOWELS = frozenset("aeiou")
# Pairs of units that stand for one letter of Arabic, Russian or Hebrew more often than not.
_SWAPPED = "kg hk zs cs SC JS Jj CJ vf ij td zJ xk xs cC gJ vb uv"
_SWAPPED_SELDOM = "bp gh ks zd vp ts iJ kC mn hg sS cz zc"
_NEAR = {frozenset(pair): 0.35 for pair in _SWAPPED_SELDOM.split()} | {
    frozenset(pair): 0.2 for pair in _SWAPPED.split()
}
# Fitted by benchmarks/names.py: intercept, closeness of units, skeleton, Jaro-Winkler, first unit.
_WEIGHTS = (-2.24, 3.75, 0.0, 0.28, 0.38)


def _swap(left: str, right: str) -> float:
    if left == right:
        return 0.0
    if left in _VOWELS and right in _VOWELS:
        return 0.25
    return _NEAR.get(frozenset((left, right)), 1.0)


def _gap(unit: str) -> float:
    if unit in _VOWELS:
        return 0.3
    return 0.4 if unit in "hj" else 1.0


@lru_cache(maxsize=200_000)
def unit_distance(left: str, right: str) -> float:
    """Edit distance over sound units, vowels and swappable consonants cheap; 0 is equal."""
    row = [0.0]
    for unit in right:
        row.append(row[-1] + _gap(unit))
    for mine in left:
        gap = _gap(mine)
        above, row = row, [row[0] + gap]
        for column, theirs in enumerate(right, 1):
            row.append(
                min(above[column] + gap, row[-1] + _gap(theirs), above[column - 1] + _swap(mine, theirs))
            )
    return row[-1]


def likeness_features(left: str, right: str) -> tuple[float, ...]:
    """What the likeness is weighed from, each 0 to 1.

    In order: closeness of sound units, same skeleton, Jaro-Winkler, same
    first unit.
    """
    a, b = fold(left), fold(right)
    mine, theirs = sound_units(a), sound_units(b)
    close = max(0.0, 1.0 - unit_distance(mine, theirs) / 2)
    return (
        close,
        float(skeleton(a) == skeleton(b)),
        float(jellyfish.jaro_winkler_similarity(a, b)),
        float(mine[:1] == theirs[:1]),
    )


@lru_cache(maxsize=200_000)
def likeness(left: str, right: str) -> float:
    """How likely two words are spellings of one name, 0 to 1; symmetric; 1 when they fold alike.

    >>> likeness("Veytar", "Weitarr") > SAME_SPELLING > likeness("Veytar", "Boslov")
    True
    """
    if fold(left) == fold(right):
        return 1.0
    values = likeness_features(*sorted((left, right)))
    total = _WEIGHTS[0] + sum(w * v for w, v in zip(_WEIGHTS[1:], values, strict=True))
    return 1.0 / (1.0 + math.exp(-total))


def shared_consonants(left: str, right: str) -> float:
    """Share of two skeletons that one common row of consonants covers, 0 to 1; swappable ones are one.

    >>> round(shared_consonants("Haltor", "Halzor"), 2), shared_consonants("Haltor", "Vesum")
    (0.75, 0.0)
    """
    a, b = skeleton(left), skeleton(right)
    if not a or not b:
        return 0.0
    row = [0] * (len(b) + 1)
    for unit in a:
        above, row = row, [0]
        for column, other in enumerate(b, 1):
            meets = unit == other or _NEAR.get(frozenset((unit, other)), 1.0) <= 0.2
            row.append(above[column - 1] + 1 if meets else max(above[column], row[-1]))
    return 2 * row[-1] / (len(a) + len(b))
