"""Which of two articles that share text took it from the other."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rashomon.ledger import LedgerArticle
from rashomon.names.folding import fold
from rashomon.survey.edtf import is_surely_before

# Log-odds; each outweighs all that come after it (time, containment, citing, an error more).
TIME, PART, CITES, ERROR = 4.0, 1.5, 0.6, 0.2
"""After the stemmatic order of evidence: what came later cannot be the source, the rest are signs."""
_AGENCIES = re.compile(r"\b(?:with|from|by|and|&|source:|sources:) (?:news |wire )?agencies\b", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")


class Direction(NamedTuple):
    """How sure it is that the first of two articles is the child, 0 to 1, and why."""

    probability: float
    reason: str


class Signs(NamedTuple):
    """What the two texts show: 1 where the first is the child by it, -1 where the second is, 0 neither."""

    part: int = 0
    """Which of the two is a part of the other, with nothing of its own."""
    error: int = 0
    """Which garbles a word that the other spells as everybody does."""


def tell_direction(one: LedgerArticle, other: LedgerArticle, signs: Signs | None = None) -> Direction:
    """Whether ``one`` took its text from ``other``: by time, containment, citing, errors, in this order.

    >>> old, new = LedgerArticle(name="a", text="", published="2023-04-01"), LedgerArticle(
    ...     name="b", text="", published="2023-04-02")
    >>> tell_direction(new, old).probability > 0.95, tell_direction(old, old).probability
    (True, 0.5)
    """
    found = [
        (sign, weight, text)
        for sign, weight, text in _evidence(one, other, signs if signs is not None else Signs())
        if sign
    ]
    logit = sum(sign * weight for sign, weight, _ in found)
    side = 1 if logit > 0 else -1
    reasons = [text for sign, _, text in found if sign == side]
    return Direction(
        1 / (1 + math.exp(-logit)), "; ".join(reasons) or "nothing shows which of the two was first"
    )


def _evidence(one: LedgerArticle, other: LedgerArticle, signs: Signs) -> Iterable[tuple[int, float, str]]:
    yield order_of(one.published, other.published), TIME, "published later"
    yield signs.part, PART, "it has nothing that the other lacks"
    yield int(cites(one, other)) - int(cites(other, one)), CITES, "it names the other's outlet"
    yield int(credits_agencies(one)) - int(credits_agencies(other)), CITES, "it says that it uses agencies"
    yield signs.error, ERROR, "it garbles a word that the other has right"


def order_of(one: str | None, other: str | None) -> int:
    """1 where the EDTF time ``one`` is surely after ``other``, -1 where before, 0 where nobody can tell.

    >>> order_of("2023-04-02", "2023-04-01"), order_of("2023-04", "2023-04-01"), order_of(None, "2023")
    (1, 0, 0)
    >>> order_of("2023-04-02T08:00Z", "2023-04-02T09:30Z")
    -1
    """
    if is_surely_before(other, one):
        return 1
    if is_surely_before(one, other):
        return -1
    mine, theirs = _CLOCK.fullmatch(one or ""), _CLOCK.fullmatch(other or "")
    if mine and theirs and mine[3] == theirs[3]:
        return (mine.group(1, 2) > theirs.group(1, 2)) - (mine.group(1, 2) < theirs.group(1, 2))
    return 0


def cites(article: LedgerArticle, other: LedgerArticle) -> bool:
    """Whether the article names the outlet of the other, which is not its own."""
    outlet = house_key(other.outlet)
    if not outlet or outlet == house_key(article.outlet):
        return False
    return f" {outlet} " in f" {_folded(article.text)} "


def credits_agencies(article: LedgerArticle) -> bool:
    """Whether the article says at its head or foot that it is made from agencies' texts.

    >>> credits_agencies(LedgerArticle(name="a", text="PORT, with agencies - The dam broke."))
    True
    """
    return bool(_AGENCIES.search(article.text[:200]) or _AGENCIES.search(article.text[-200:]))


def house_key(outlet: str | None) -> str:
    """An outlet's name brought to one form: folded, without article; empty where there is none.

    >>> house_key("The Harbour-Post"), house_key(None)
    ('harbour post', '')
    """
    return fold(outlet or "").removeprefix("the ")


@lru_cache(maxsize=2_000)
def _folded(text: str) -> str:
    return fold(text)
