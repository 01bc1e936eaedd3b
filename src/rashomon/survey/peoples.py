"""Adjectives and peoples tied to their country by their form, for countries that no table knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from rashomon.ledger import LedgerActor
from rashomon.names.folding import fold

RELATION = "people of"
_LEAST = 4
_ENDINGS = frozenset(["n", "an", "ian", "ean", "i", "ese", "ish", "ns", "ans", "ians", "eans", "is"])


def with_peoples(actors: Mapping[str, LedgerActor]) -> Mapping[str, LedgerActor]:
    """The actors, with a tie from each adjective or people to the one country whose name it is made of.

    >>> land = LedgerActor(id="1", name="Ulmaria", kind="place")
    >>> with_peoples({"1": land, "2": LedgerActor(id="2", name="Ulmarians", kind="group")})["2"].ties
    (('people of', '1'),)
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for one, actor in sorted(actors.items()):
        name = fold(actor.name)
        if " " not in name and actor.kind in ("place", "organisation", "group", "other"):
            by_name[name].append(one)
    found = dict(actors)
    for name, ids in by_name.items():
        lands = {land for stem in _stems(name) for land in by_name.get(stem, ())}
        for one in ids:
            if len(lands) == 1 and not actors[one].ties:
                found[one] = replace(actors[one], ties=((RELATION, min(lands)),))
    return found


def _stems(name: str) -> list[str]:
    """The names of countries that a people's name may be made of."""
    stems = {name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)}
    return sorted(stem for stem in stems if len(stem) >= _LEAST)
