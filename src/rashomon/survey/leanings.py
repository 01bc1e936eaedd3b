"""Outlets that let only one side of what is contested speak, and whom that ties to them.

A paper seldom says in its own words what it leads its readers to hold; it prints who says so. Whom it prints
on several issues without anybody who says otherwise is of one camp as far as its readers can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rashomon.ledger import Ledger
from rashomon.survey.camps import Position, Positions
from rashomon.survey.contested import Contest, Side, Telling
from rashomon.survey.ties import Tie

LEAST_ISSUES = 3
"""Issues in which an outlet must have printed one side alone: in fewer it may be chance, or to mock it."""
LARGEST = 50
"""As many voices of an outlet are tied to it, those on most sides first."""
_OUTLET = "outlet "
"""How the key of an outlet begins (`contested.voice_of`)."""


def find_leanings(ledger: Ledger, contest: Contest, issue_of: Mapping[Side, str]) -> tuple[Tie, ...]:
    """Ties of outlets that print one side alone to the voices that they print, by key (`Position`).

    All of one outlet are for one reason: by them alone nobody has met others often enough to be in a camp.

    Args:
        ledger: The case.
        contest: What is contested, and who says it.
        issue_of: Of each side its issue.

    Returns:
        None of an outlet that prints both sides of any issue, or one side of fewer than `LEAST_ISSUES`.

    >>> find_leanings(Ledger(articles=()), Contest(excludes={}, told={}), {})
    ()
    """
    printed = _printed(ledger, contest)
    found = []
    for outlet in sorted(printed):
        sides = {side for side, _ in printed[outlet]}
        is_split = any(contest.excludes[side] & sides for side in sides)
        if not is_split and len({issue_of[side] for side in sides}) >= LEAST_ISSUES:
            found += list(_ties(outlet, printed[outlet]))
    return tuple(found)


def with_outlets(positions: Positions, leanings: Iterable[Tie]) -> Positions:
    """The positions and, without a side of its own, each outlet that only prints."""
    keys = {key for tie in leanings for key in (tie.a, tie.b)} - set(positions)
    silent = {
        key: Position(names=(key.removeprefix(_OUTLET),), actors=frozenset(), sides=frozenset())
        for key in keys
    }
    every = {**positions, **silent}
    return {key: every[key] for key in sorted(every)}


def _printed(ledger: Ledger, contest: Contest) -> dict[str, list[tuple[Side, str]]]:
    """By the key of an outlet the sides that anybody takes flatly in it, and the keys of who does."""
    claims = ledger.claims
    outlets = {article.name: article.outlet for article in ledger.articles}
    found: dict[str, list[tuple[Side, str]]] = defaultdict(list)
    for side, tellings in contest.told.items():
        for telling in tellings:
            outlet = outlets.get(claims[telling.claim].article) if telling.claim in claims else None
            if outlet and telling.counts >= 1.0 and telling.voice is not None:
                found[f"{_OUTLET}{outlet}"].append((side, _key(telling)))
    return found


def _key(telling: Telling) -> str:
    voice = telling.voice
    return voice.key if voice is not None and voice.is_outlet else f"origin {telling.origin}"


def _ties(outlet: str, printed: list[tuple[Side, str]]) -> Iterator[Tie]:
    sides: dict[str, set[Side]] = defaultdict(set)
    for side, key in printed:
        if key != outlet:
            sides[key].add(side)
    for key in sorted(sides, key=lambda key: (-len(sides[key]), key))[:LARGEST]:
        yield Tie(a=min(outlet, key), b=max(outlet, key), sign=1, why=f"printed by {outlet}")
