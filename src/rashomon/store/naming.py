"""Who the words of an article mean across the case, and on whose word a thing stands."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from rashomon.store.database import Database

# Two stretches are the same name where they share this much of what either covers.
_SAME = 0.5
# No mention is longer than this many characters, as far as looking back for one goes.
_LONGEST = 200


_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_LAST_WORD = re.compile(r"\w+$")


class Meant(NamedTuple):
    """An actor of the case: id and name."""

    actor: str
    name: str


class Source(NamedTuple):
    """On whose word: a name where there is one, and the kind of the voice."""

    name: str | None
    kind: str


class Naming:
    """The mentions and voices of one article, looked up by their place."""

    def __init__(self, database: Database, key: str, outlet: str | None) -> None:
        rows = database.rows(
            "SELECT m.start, m.stop, k.actor, x.name FROM mention m"
            " JOIN actor_member k ON k.article = m.article AND k.entity = m.entity"
            " JOIN actor x ON x.id = k.actor WHERE m.article = ? ORDER BY m.start, m.stop",
            (key,),
        )
        self._database, self._key = database, key
        self._owners: list[tuple[int, int, Meant]] | None = None
        self._starts = [start for start, *_ in rows]
        self._mentions = [(start, stop, Meant(actor, name)) for start, stop, actor, name in rows]
        self._sources = {
            number: Source(name if kind == "named" and name else speaker, kind)
            for number, speaker, kind, name in database.rows(
                "SELECT t.number, t.speaker, t.speaker_kind, x.name FROM attribution t"
                " LEFT JOIN actor_member k ON k.article = t.article AND k.entity = t.entity"
                " LEFT JOIN actor x ON x.id = k.actor WHERE t.article = ?",
                (key,),
            )
        }
        self._outlet = Source(outlet, "outlet")

    def meant(self, start: int, stop: int) -> Meant | None:
        """The actor that the words from ``start`` to ``stop`` mean; None where they mean none."""
        first, last = bisect_left(self._starts, start - _LONGEST), bisect_left(self._starts, stop)
        near = [
            (_likeness((start, stop), mention[:2]), -place, mention[2])
            for place, mention in enumerate(self._mentions[first:last])
        ]
        likeness, _, best = max(near, default=(0.0, 0, None), key=lambda found: found[:2])
        return best if likeness >= _SAME else None

    def meant_or_owner(self, start: int, stop: int) -> Meant | None:
        """The actor that the words mean; of a body without a name of its own ("the rebels") whose it is.

        It is known where the article says so anywhere: "the rebels of Orm", "Orm's troops", "her government".
        """
        found = self.meant(start, stop)
        if found is not None:
            return found
        if self._owners is None:
            self._owners = self._read_owners()
        bodies = ((_likeness((start, stop), body[:2]), -n, body[2]) for n, body in enumerate(self._owners))
        likeness, _, owner = max(bodies, default=(0.0, 0, None), key=lambda one: one[:2])
        return owner if likeness >= _SAME else None

    def _read_owners(self) -> list[tuple[int, int, Meant]]:
        """The places of descriptions of bodies that no actor has, with the one actor whose they are."""
        ((text,),) = self._database.rows("SELECT text FROM article WHERE key = ?", (self._key,))
        places: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for start, stop, entity in self._database.rows(
            "SELECT m.start, m.stop, m.entity FROM mention m WHERE m.article = ? AND m.form = 'nominal'"
            " AND m.entity IS NOT NULL AND NOT EXISTS"
            " (SELECT 1 FROM actor_member k WHERE k.article = m.article AND k.entity = m.entity)"
            " ORDER BY m.start, m.stop",
            (self._key,),
        ):
            last = _LAST_WORD.search(text, start, stop)
            if last and last.group().casefold() in _bodies():
                places[entity].append((start, stop))
        found: list[tuple[int, int, Meant]] = []
        for listed in places.values():
            owners = {owner for place in listed if (owner := self._owner(text, *place)) is not None}
            if len(owners) == 1:
                (whose,) = owners
                found += [(start, stop, whose) for start, stop in listed]
        return sorted(found)

    def _owner(self, text: str, start: int, stop: int) -> Meant | None:
        """Who stands before a body ("Orm's troops", "her troops") or behind it with "of"."""
        behind = _OF.match(text, stop)
        begins = {start, behind.end() if behind else -1, behind.start() + 4 if behind else -1}
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, stop + _LONGEST)
        for from_, to, meant in self._mentions[first:last]:
            if from_ in begins and (to < stop or from_ >= stop):
                return meant
        return None

    def source(self, attribution: int | None) -> Source:
        """On whose word the attribution stands; the outlet's own for None."""
        return self._outlet if attribution is None else self._sources.get(attribution, self._outlet)


def _likeness(left: tuple[int, int], right: tuple[int, int]) -> float:
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return shared / (max(left[1], right[1]) - min(left[0], right[0])) if shared > 0 else 0.0


@cache
def _bodies() -> frozenset[str]:
    text = files("rashomon.store").joinpath("bodies.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["words"].split())
