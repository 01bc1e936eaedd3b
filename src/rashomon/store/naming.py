"""Who the words of an article mean across the case, and on whose word a thing stands."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from rashomon.store.database import Database

# Two stretches are the same name where they share this much of what either covers.
_SAME = 0.5
# No mention is longer than this many characters, as far as looking back for one goes.
_LONGEST = 200


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

    def source(self, attribution: int | None) -> Source:
        """On whose word the attribution stands; the outlet's own for None."""
        return self._outlet if attribution is None else self._sources.get(attribution, self._outlet)


def _likeness(left: tuple[int, int], right: tuple[int, int]) -> float:
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return shared / (max(left[1], right[1]) - min(left[0], right[0])) if shared > 0 else 0.0
