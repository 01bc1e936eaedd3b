"""Contradictions in time and place: one event that was on two days, or in two places.

Two claims tell of one event where the words say that there was one only ("met only once"), where the act
cannot be suffered twice, or where a ship or a plane with a name of its own did it within a few days. All else
may have been twice.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from datetime import timedelta

from rashomon.ledger import Ledger
from rashomon.names.countries import country_of
from rashomon.names.folding import fold
from rashomon.records import Span
from rashomon.survey.clashes import (
    Clash,
    can_clash,
    is_one_voice,
    is_said_elsewhere,
    ordered_clash,
    pairs_in_blocks,
)
from rashomon.survey.contrasts import Found, denied_places, is_unique, tables
from rashomon.survey.edtf import compare_times, read_days
from rashomon.survey.facts import Fact
from rashomon.survey.predicates import named_by

_CALL = timedelta(days=5)
"""Within so many days a ship or a plane does the same act once."""
_UNIQUE, _ONCE, _CRAFT, _DENIED = 0.9, 0.8, 0.75, 0.9
_AT = re.compile(
    r"\b(?:at|in|near|into)\s+(?:the\s+[^\W\d_]+\s+of\s+)?(?P<name>[^\W\d_a-z][^\W\d_]*(?:\s+[^\W\d_a-z][^\W\d_]*)?)"
)
_PARTIES = 2
_HAUL = "supply"
"""The class of what ships and planes do: load, carry, unload."""


class Settings:
    """What the case knows of events that are one of a kind."""

    def __init__(self, ledger: Ledger) -> None:
        self._texts = {article.name: article.text for article in ledger.articles}
        self._people = frozenset(actor.id for actor in ledger.actors.values() if actor.kind == "person")
        names = (
            name
            for actor in ledger.actors.values()
            if actor.kind == "place"
            for name in (actor.name, *actor.names)
        )
        self._spots = frozenset(fold(name) for name in names if not _is_country(name))
        self._acts: dict[str, frozenset[str]] = {}
        self._craft = frozenset(
            actor
            for article in ledger.articles
            for claim in article.claims
            for actor in _craft(claim.actors, article.text)
        )

    def text(self, fact: Fact) -> str:
        """The text of the article that a claim is of."""
        return self._texts[fact.claim.article]

    def acts(self, fact: Fact) -> frozenset[str]:
        """The classes of acts of which there may be one only, as far as the claim says they were done."""
        if fact.id not in self._acts:
            self._acts[fact.id] = _acts(fact)
        return self._acts[fact.id]

    def keys(self, fact: Fact) -> Iterator[Hashable]:
        """By what a claim meets others that may tell of the same event."""
        for act in self.acts(fact):
            yield from ((act, actor) for actor in sorted(fact.actors) if act != _HAUL or actor in self._craft)

    def sameness(self, one: Fact, other: Fact) -> float:
        """How sure it is that the two tell of one event, days and places apart, 0 to 1."""
        acts = self.acts(one) & self.acts(other)
        if acts & tables().single and _shared_parties(one, other) >= _PARTIES:
            return _UNIQUE if is_unique(one.own) or is_unique(other.own) else 0.0
        if acts & tables().once and _patients(one) & _patients(other) & (self._people | self._craft):
            return _ONCE
        is_craft = _HAUL in acts and bool(one.actors & other.actors & self._craft)
        return _CRAFT if is_craft and _are_within_call(one, other) else 0.0

    def places(self, fact: Fact) -> dict[str, Span]:
        """Where a claim says that it was, by folded name, but for where it says that it was not."""
        span = fact.claim.span
        found = {
            fold(match["name"]): Span(span.start + match.start("name"), span.start + match.end("name"))
            for match in _AT.finditer(fact.own)
        }
        if not found and fact.claim.place and ":" not in fact.claim.place:
            found = {fold(fact.claim.place): _where(fact, fact.claim.place)}
        denied = set(denied_by(fact))
        return {name: words for name, words in found.items() if name in self._spots and name not in denied}


def clashing_settings(ledger: Ledger, facts: Sequence[Fact]) -> Iterator[Clash]:
    """The contradictions in time and place among ``facts``."""
    settings = Settings(ledger)
    able = [fact for fact in facts if fact.claim.mode == "actual" and fact.claim.polarity == "positive"]
    for one, other in pairs_in_blocks(able, settings.keys):
        if not can_clash(one, other) or is_one_voice(one, other) or is_said_elsewhere(one, other):
            continue
        score = settings.sameness(one, other)
        if score:
            yield from _times(one, other, score)
            yield from _places(one, other, score, settings)


def _where(fact: Fact, place: str) -> Span:
    """Where a claim names its place, else the claim."""
    at = fact.own.lower().find(place.lower())
    start = fact.claim.span.start + at
    return fact.claim.span if at < 0 else Span(start, start + len(place))


def denied_by(fact: Fact) -> list[str]:
    """Folded names of places of which a claim says "not there"."""
    return [_folded(found) for found in denied_places(fact.own)]


def _folded(found: Found) -> str:
    return fold(found.meaning)


def _is_country(name: str) -> bool:
    found = country_of(name)
    return found is not None and found.role in ("country", "people")


def _craft(named: Sequence[tuple[Span, str]], text: str) -> Iterator[str]:
    """Who is called a ship or a plane: "the freighter X"."""
    for span, actor in named:
        before = text[max(0, span.start - 25) : span.start].rstrip("«“\"' ,").rsplit(maxsplit=1)
        if (before and tables().craft.fullmatch(before[-1])) or tables().craft.match(span.of(text)):
            yield actor


def _acts(fact: Fact) -> frozenset[str]:
    """The classes of acts of which there may be one only, as far as the claim says that they were done."""
    told = {
        name for frame in fact.frames if frame.sign == 1 and frame.mode == "actual" for name in frame.classes
    }
    hauled = (
        {_HAUL}
        if any(naming.name == _HAUL for word in fact.own.split() for naming in named_by(word))
        else set()
    )
    return frozenset((told & (tables().single | tables().once)) | hauled)


def _patients(fact: Fact) -> frozenset[str]:
    """Who suffered an act that nobody suffers twice."""
    return frozenset(
        filler.actor
        for frame in fact.frames
        if frame.classes & tables().once
        for filler in frame.of("patient")
        if filler.actor
    )


def _shared_parties(one: Fact, other: Fact) -> int:
    """How many of those who take part are the same, by id, or by the noun where only one has an id."""
    ours, theirs = _parties(one), _parties(other)
    same = {actor for actor, _ in ours if actor} & {actor for actor, _ in theirs if actor}
    found = len(same)
    for mine, others in ((ours, other), (theirs, one)):
        nouns = {noun for actor, noun in mine if noun and actor not in same}
        found += bool(nouns & others.words)
    return found


def _parties(fact: Fact) -> set[tuple[str | None, str]]:
    found: set[tuple[str | None, str]] = {(actor, "") for actor in fact.actors}
    for frame in fact.frames:
        if frame.classes & tables().single:
            found |= {(filler.actor, filler.head) for filler in frame.fillers}
    return found


def _are_within_call(one: Fact, other: Fact) -> bool:
    a, b = (read_days(fact.days[0]) if fact.days else None for fact in (one, other))
    return a is None or b is None or abs(a.first - b.first) <= _CALL


# What the two say of it


def _times(one: Fact, other: Fact, score: float) -> Iterator[Clash]:
    pairs = [(a, b) for a in one.days for b in other.days]
    if pairs and all(compare_times(a, b) == "different" for a, b in pairs):
        words, told = (_day_words(one), _day_words(other)), (one.days[0], other.days[0])
        yield ordered_clash("time", one, other, score, words, told)


def _day_words(fact: Fact) -> Span:
    """The words that name the day, else the claim's."""
    for event in fact.claim.events:
        for part in event.arguments:
            if part.role == "time" and part.value == fact.days[0]:
                return part.span
    return fact.claim.span


def _places(one: Fact, other: Fact, score: float, settings: Settings) -> Iterator[Clash]:
    ours, theirs = settings.places(one), settings.places(other)
    if not ours or not theirs or set(ours) & set(theirs):
        return
    is_denied = bool(set(denied_by(one)) & set(theirs) or set(denied_by(other)) & set(ours))
    here, there = next(iter(ours.items())), next(iter(theirs.items()))
    told = (here[1].of(settings.text(one)), there[1].of(settings.text(other)))
    yield ordered_clash("place", one, other, max(score, _DENIED * is_denied), (here[1], there[1]), told)
