"""One actor: its spellings with what joined each, and the stances it holds and those held towards it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.findings import OUTLET_HOLDER, Edge
from rashomon.store.rows import ActorRow, ReasonRow
from rashomon.tell.network_picture import SIGNS
from rashomon.tell.timeline import time_words
from rashomon.tell.wording import plain

_PLAIN = ("pronoun", "description", "same-name")
_PER_NAME = 3
_NAMED = re.compile(r"; [^;]+ is named \d+ times?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One way in which an actor is called, and why that is taken to be it."""

    text: str
    count: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One stance in one place."""

    article: str
    start: int
    stop: int
    sign: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Somebody is for or against somebody, with where that is told."""

    other: str
    """The id of the actor at the other end."""
    name: str
    sign: str
    kinds: str
    according_to: str
    is_odd: bool
    """At odds with the two sides that fit best."""
    told: tuple[Told, ...]

    @property
    def is_outlet(self) -> bool:
        """Whether the other end is an outlet by its own words, no actor."""
        return self.other.startswith(OUTLET_HOLDER)


def spellings_of(actor: ActorRow) -> tuple[list[Spelling], list[str]]:
    """The actor's spellings, each with what speaks for its being one; and the reasons that name none."""
    reasons = [reason for reason in actor.reasons if reason.detail]
    left = {reason.detail for reason in reasons if reason.maker not in _PLAIN}
    found = []
    for name in actor.names:
        mine = [reason for reason in reasons if _is_of(reason, name.text)]
        shown = list(dict.fromkeys(_because(reason.detail) for reason in mine))[:_PER_NAME]
        left -= {reason.detail for reason in mine}
        found.append(Spelling(text=name.text, count=name.count, reasons=tuple(shown)))
    return found, sorted(plain(detail) for detail in left)


def _because(detail: str) -> str:
    """What decided, without what is said of each actor and how often it is named.

    >>> _because("Brem is read as a spelling of Braim: both begin alike; Braim is named 3 times")
    'both begin alike'
    """
    told = plain(detail).partition(": ")[2] or plain(detail)
    return _NAMED.sub("", told)


def _is_of(reason: ReasonRow, spelling: str) -> bool:
    """Whether the reason begins with the spelling: it says what that was read as."""
    if reason.maker in ("pronoun", "description"):
        return False
    return bool(re.match(rf"(?:\w+ ){{0,2}}[“\"]?{re.escape(spelling)}\b[”\"]? is read", reason.detail))


def sides_held(
    actor: str, edges: Sequence[Edge], names: Mapping[str, str], labels: Mapping[str, str]
) -> tuple[list[Side], list[Side]]:
    """The stances towards the actor, and those that it holds; with most places first."""
    ranked = sorted(edges, key=lambda edge: (-len(edge.stances), edge.holder, edge.target))
    towards = [_side(edge, edge.holder, names, labels) for edge in ranked if edge.target == actor]
    held = [_side(edge, edge.target, names, labels) for edge in ranked if edge.holder == actor]
    return towards, held


def _side(edge: Edge, other: str, names: Mapping[str, str], labels: Mapping[str, str]) -> Side:
    return Side(
        other=other,
        name=plain(names.get(other, other)),
        sign=SIGNS[edge.sign],
        kinds=", ".join(plain(kind) for kind in edge.kinds),
        according_to=teller_words(edge.according_to, labels),
        is_odd=edge.frustrated,
        told=told_places(edge),
    )


def teller_words(tellers: Sequence[str], labels: Mapping[str, str]) -> str:
    """Who tells it; ``labels`` are those of the articles, for one whose outlet is not stated.

    >>> teller_words(["Vey", "unnamed", "a/1.txt"], {"a/1.txt": "1"})
    'Vey, an unnamed source, article 1 (outlet not stated)'
    """
    told = (f"article {labels[name]} (outlet not stated)" if name in labels else name for name in tellers)
    return ", ".join("an unnamed source" if name == "unnamed" else plain(name) for name in told)


def told_places(edge: Edge) -> tuple[Told, ...]:
    """Where the stances of an edge are told, in the order of time as far as it is known."""
    found = []
    for place, (article, span) in enumerate(edge.stances):
        sign = edge.signs[place] if place < len(edge.signs) else edge.sign
        time = edge.times[place] if place < len(edge.times) else None
        told = Told(
            article=article,
            start=span.start,
            stop=span.end,
            sign=SIGNS[sign],
            when=time_words(time) if time else "",
        )
        found.append(((not time, time or "", article, span.start), told))
    return tuple(told for _, told in sorted(found, key=lambda one: one[0]))
