"""Bodies that are one by their names, or one of which may be meant where its seat is said to speak.

One outlet writes "Health Ministry", another "ministry of health", a third "the ministry", a fourth only where
it sits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple, TypeVar

from rashomon.findings import Dependence, Origin, joint
from rashomon.ledger import Ledger
from rashomon.names.institutions import body_class
from rashomon.survey.houses import house_words
from rashomon.survey.wording import content_words

SAME_NAME, SHORT_NAME, BARE_NAME, SEAT = 0.9, 0.6, 0.55, 0.6
"""Bodies whose names say the same; of which one's says all that the other's says, and no third's does, in
several words or in one ("the committee"); a state's body, and the state or its capital said to speak."""
_ALIKE, _ENDING = 5, 3
"""Letters that a state's name and the adjective of it share at least; letters in which they may differ."""
_BLOCK = 12
"""Of more things under one key only neighbours are compared: cost stays linear."""
_BEHIND = re.compile(r"\s(?:of|for|in|at|from|to|who|that)\s")
_POSSESSIVE = re.compile(r"(?:his|her|its|their|our|my)\s", re.I)
Thing = TypeVar("Thing")


class _Body(NamedTuple):
    """A body of the case by its name."""

    kind: str
    words: frozenset[str]
    origin: Origin | None
    """None: it says nothing in the case."""

    @property
    def keys(self) -> frozenset[str]:
        """The same for all names that say the same."""
        return frozenset(word[:_ALIKE] for word in self.words)


def find_namesakes(origins: Mapping[str, Origin], ledger: Ledger) -> Iterator[Dependence]:
    """Pairs of origins that may be one body by their names, or the place where it sits."""
    bodies = [*_speaking(origins), *_silent(origins, ledger)]
    yield from _same_names(bodies)
    yield from _short_names(bodies)
    yield from _seats(bodies, origins, ledger)


def pairs_of(members: Sequence[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Each two of them; of many only neighbours."""
    yield from combinations(members, 2) if len(members) <= _BLOCK else pairwise(members)


def _speaking(origins: Mapping[str, Origin]) -> Iterator[_Body]:
    for origin in sorted(origins.values(), key=lambda one: one.id):
        kind, words = kind_of(origin), content_words(origin.name or "")
        if kind is not None and words:
            yield _Body(kind, words, origin)


def _silent(origins: Mapping[str, Origin], ledger: Ledger) -> Iterator[_Body]:
    speaking = {origin.actor for origin in origins.values()}
    for actor in ledger.actors.values():
        kind, words = body_class(actor.name), content_words(actor.name)
        if actor.id not in speaking and kind is not None and words:
            yield _Body(kind, words, None)


def _same_names(bodies: Sequence[_Body]) -> Iterator[Dependence]:
    """The same words in another order or with another ending ("Nairini", "of Nairin")."""
    alike: dict[tuple[str, frozenset[str]], list[tuple[_Body, Origin]]] = defaultdict(list)
    for body in bodies:
        if body.origin is not None and len(body.words) > 1:
            alike[body.kind, body.keys].append((body, body.origin))
    for members in alike.values():
        for (one, mine), (other, theirs) in pairs_of(members):
            if _says_the_same(one.words, other.words):
                yield joint(mine.id, theirs.id, SAME_NAME, f"{mine.name} is called {theirs.name} too")


def _short_names(bodies: Sequence[_Body]) -> Iterator[Dependence]:
    """A short name is that of the one body of the case that is called so and more, if it says anything."""
    having: dict[tuple[str, str], list[_Body]] = defaultdict(list)
    for body in bodies:
        for key in body.keys:
            having[body.kind, key].append(body)
    for body in bodies:
        if body.origin is None or (len(body.words) == 1 and _POSSESSIVE.match(body.origin.name or "")):
            continue
        fuller = _only_fuller(body, min((having[body.kind, key] for key in body.keys), key=len))
        if fuller is not None and fuller.origin is not None:
            sureness = SHORT_NAME if len(body.words) > 1 else BARE_NAME
            reason = f"{body.origin.name} may be {fuller.origin.name}"
            yield joint(body.origin.id, fuller.origin.id, sureness, reason)


def _only_fuller(body: _Body, others: Sequence[_Body]) -> _Body | None:
    """The one whose name says all that this one's says, and more; None where there are several or none."""
    found: dict[frozenset[str], _Body] = {}
    for other in others:
        if _covers(other.words, body.words):
            found.setdefault(other.keys, other)
            if len(found) > 1:
                return None
    return next(iter(found.values()), None)


def _seats(bodies: Sequence[_Body], origins: Mapping[str, Origin], ledger: Ledger) -> Iterator[Dependence]:
    """Where a body sits, or the state whose body it is ("Oslo said"), by the name that the body bears."""
    places: dict[str, list[tuple[str, Origin]]] = defaultdict(list)
    for origin in origins.values():
        words = content_words(origin.name or "")
        if _is_place(origin, ledger) and len(words) == 1:
            (word,) = words
            places[word[:_ALIKE]].append((word, origin))
    for body in bodies:
        if body.origin is None or body.kind not in _state_bodies():
            continue
        for word in sorted(body.words):
            for name, place in places.get(word[:_ALIKE], ()):
                if _alike(word, name):
                    yield joint(place.id, body.origin.id, SEAT, f"{place.name} may be {body.origin.name}")


def kind_of(origin: Origin) -> str | None:
    """What kind of body an origin is by its name; None where it is none ("a manager of the company")."""
    if origin.kind not in ("named", "unnamed"):
        return None
    return body_class(_BEHIND.split(origin.name or "", maxsplit=1)[0])


def _covers(more: frozenset[str], words: frozenset[str]) -> bool:
    """Whether one name says all that another says, and more."""
    return bool(words) and len(more) > len(words) and all(any(_alike(a, b) for b in more) for a in words)


def _says_the_same(words: frozenset[str], more: frozenset[str]) -> bool:
    return len(words) == len(more) and all(any(_alike(a, b) for b in more) for a in words)


def _alike(one: str, other: str) -> bool:
    """Whether two stems are one, or a state's name and its adjective.

    >>> _alike("nairin", "nairini"), _alike("north", "northern"), _alike("south", "north")
    (True, True, False)
    """
    shorter, longer = sorted((one, other), key=len)
    kept = max(_ALIKE, len(shorter) - 1)
    return one == other or (
        len(shorter) >= _ALIKE and longer.startswith(shorter[:kept]) and len(longer) - kept <= _ENDING
    )


def _is_place(origin: Origin, ledger: Ledger) -> bool:
    actor = ledger.actors.get(origin.actor or "")
    return origin.kind == "named" and actor is not None and actor.kind == "place"


@cache
def _state_bodies() -> frozenset[str]:
    return frozenset(house_words()["state_bodies"])
