"""Contradictions in time that words of dispute give away: "only on the 6th", "on the 8th and not on the 2nd".

Whoever says so answers somebody who gives another day. What that other is said of shows by nearness, and by
what both name. A pair of days that is argued about once is held against all others near that give those days.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from rashomon.ledger import Ledger
from rashomon.records import Span
from rashomon.survey.amounts import class_of
from rashomon.survey.clashes import Clash, can_clash, is_one_voice, ordered_clash
from rashomon.survey.edtf import compare_times, read_days, time_between
from rashomon.survey.facts import Fact, scene_of
from rashomon.survey.scenes import Scenes

_ON = r"\s+(?:(?:on|in|by|from|since|after)\s+)?(?:the\s+)?(?:(?:night|morning|evening|eve)\s+(?:of|to)\s+)?$"
_DENIED = re.compile(r"\bnot" + _ON, re.I)
_ARGUED = re.compile(
    r"\b(?:only|not\s+(?:until|till|before)|no\s+(?:earlier|sooner|later)\s+than|already|as\s+(?:early|late)\s+as)"
    + _ON,
    re.I,
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})|(?:{_MONTHS})\s+\d{{1,2}}|\w+day)\b", re.I
)
_BEFORE = 40
"""So many characters before a day its "not" or "only" may stand."""
_BESIDE = 250
"""How far apart in one article two days may stand that are set against each other, in characters."""
_LIKELY = 0.25
"""Nearness from which on two claims that give an argued pair of days tell of one event."""
_CRAFT = ("aircraft", "ship")
_PLAIN = ("duration", "time", "percent", "money", "person")
"""Classes of nouns that stand anywhere."""
_BROAD = 0.4
"""Whom so great a part of the articles names tells no event from another."""
_FAR = timedelta(days=31)
_SCORE = 0.75
_MANY = 200
"""Claims of one day, in one case, that are held against those of another; more are not looked at."""


class Dated(NamedTuple):
    """A claim with a day that it gives for what it tells, or says that it was not."""

    fact: Fact
    day: str
    span: Span
    is_denied: bool
    is_argued: bool


def clashing_days(
    ledger: Ledger, facts: Sequence[Fact], scenes: Scenes, near: Mapping[tuple[str, str], float]
) -> Iterator[Clash]:
    """The contradictions in time among ``facts`` that articles argue about."""
    texts = {article.name: article.text for article in ledger.articles}
    dated = [one for fact in facts for one in _dated(fact, texts[fact.claim.article])]
    by_day: dict[str, list[Dated]] = defaultdict(list)
    for one in dated:
        if not one.is_denied:
            by_day[one.day].append(one)
    names = _Names(facts, scenes)
    argued = [pair for pair in _argued(dated, names, near) if _gap(*pair) <= _FAR]
    yield from (_clash(one, other) for one, other in argued if _can_differ(one, other))
    for day, other_day in sorted({(min(a.day, b.day), max(a.day, b.day)) for a, b in argued}):
        for one in by_day[day][:_MANY]:
            for other in by_day[other_day][:_MANY]:
                if _can_differ(one, other) and names.are_one(one.fact, other.fact, near):
                    yield _clash(one, other)


def _dated(fact: Fact, text: str) -> Iterator[Dated]:
    """The exact days in a claim's own words."""
    if fact.claim.mode != "actual":
        return
    seen: set[str] = set()
    for event in fact.claim.events:
        for part in event.arguments:
            is_own = part.role == "time" and fact.claim.span.contains(part.span)
            days = read_days(part.value) if is_own and part.value else None
            if days is None or days.first != days.last or (part.value or "") in seen:
                continue
            before = text[max(fact.claim.span.start, part.span.start - _BEFORE) : part.span.start]
            is_denied = bool(_DENIED.search(before))
            seen.add(part.value or "")
            yield Dated(fact, part.value or "", part.span, is_denied, bool(_ARGUED.search(before)))
    days = read_days(fact.claim.time)
    words = _DAY.search(fact.own)
    if not seen and days and days.first == days.last and words:
        start = fact.claim.span.start
        span = Span(start + words.start(), start + words.end())
        is_argued = bool(_ARGUED.search(fact.own[: words.start()]))
        yield Dated(fact, fact.claim.time or "", span, is_denied=False, is_argued=is_argued)


class _Names:
    """What tells the events of a case apart: who, where, what, by what ship or plane."""

    def __init__(self, facts: Sequence[Fact], scenes: Scenes) -> None:
        self._scenes = scenes
        seen = Counter(
            actor for _, actor in {(fact.claim.article, actor) for fact in facts for actor in fact.actors}
        )
        total = len({fact.claim.article for fact in facts})
        self._broad = {actor for actor, count in seen.items() if count > max(2, _BROAD * total)}

    def are_one(self, one: Fact, other: Fact, near: Mapping[tuple[str, str], float]) -> bool:
        """Whether two claims tell of one event, as far as names and nearness say."""
        if _nearness(one, other, near) >= _LIKELY or self._of(one) & self._of(other):
            return True
        # Claims of one sentence are lent each other's places.
        is_elsewhere = one.claim.article != other.claim.article
        return is_elsewhere and bool(self._places(one) & self._places(other))

    def are_kin(self, one: Fact, other: Fact, near: Mapping[tuple[str, str], float]) -> bool:
        """Whether two claims that stand side by side speak of like things."""
        acts = {name for frame in one.frames for name in frame.classes}
        others = {name for frame in other.frames for name in frame.classes}
        is_like = bool(acts & others or _classes(one) & _classes(other))
        return is_like or self.are_one(one, other, near)

    def _of(self, fact: Fact) -> frozenset[str]:
        craft = _classes(fact) & frozenset(_CRAFT)
        return (fact.actors - self._broad) | scene_of(fact.own) | craft

    def _places(self, fact: Fact) -> frozenset[str]:
        return self._scenes.places(fact) - self._broad


def _classes(fact: Fact) -> frozenset[str]:
    """The classes of what the claim names: troops and soldiers are one."""
    words = (word.strip(".,;:'’") for word in fact.own.lower().split())
    found = (class_of(form) for word in words for form in (word, word.removesuffix("s")))
    return frozenset(name for name in found if name and name not in _PLAIN)


def _argued(
    dated: Sequence[Dated], names: _Names, near: Mapping[tuple[str, str], float]
) -> Iterator[tuple[Dated, Dated]]:
    """Pairs of days that an article, or one claim, sets against each other."""
    by_article: dict[str, list[Dated]] = defaultdict(list)
    for one in dated:
        by_article[one.fact.claim.article].append(one)
    for listed in by_article.values():
        ordered = sorted(listed, key=lambda one: (one.span.start, one.fact.claim.number))
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 :]:
                if other.span.start - one.span.end > _BESIDE:
                    break
                if _is_set_against(one, other, names, near):
                    yield one, other


def _is_set_against(one: Dated, other: Dated, names: _Names, near: Mapping[tuple[str, str], float]) -> bool:
    if compare_times(one.day, other.day) != "different":
        return False
    if one.fact.id == other.fact.id:
        return one.is_denied != other.is_denied
    is_argued = (one.is_argued or other.is_argued) and not (one.is_denied or other.is_denied)
    return is_argued and names.are_kin(one.fact, other.fact, near) and not is_one_voice(one.fact, other.fact)


def _can_differ(one: Dated, other: Dated) -> bool:
    """Whether neither claim gives, or denies, the other's day as well, and both are told as what was."""
    return (
        one.fact.id != other.fact.id
        and can_clash(one.fact, other.fact)
        and not is_one_voice(one.fact, other.fact)
        and not set(one.fact.days) & set(other.fact.days) - {one.day, other.day}
    )


def _nearness(one: Fact, other: Fact, near: Mapping[tuple[str, str], float]) -> float:
    return near.get((min(one.id, other.id), max(one.id, other.id)), 0.0)


def _gap(one: Dated, other: Dated) -> timedelta:
    return time_between(one.day, other.day)


def _clash(one: Dated, other: Dated) -> Clash:
    return ordered_clash("time", one.fact, other.fact, _SCORE, (one.span, other.span), (one.day, other.day))
