"""Where the named places of an article are: a GeoNames id and a point, or a reason why not.

A name gets no place at all where it is none: a people, a government that speaks, part of the name of a person
or a body. It gets a `Place` without a point where it is a place that no point can stand for ("eastern Kivu"),
or one that the table lacks or has too often.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rashomon.names.countries import country_of
from rashomon.names.parsing import sex_of_given, title_words
from rashomon.records import Mention, Place, Span
from rashomon.situate.coherence import Answer, Question, answer
from rashomon.situate.gazetteer import Entry, entries, place_key
from rashomon.situate.metonyms import find_metonym
from rashomon.situate.no_places import NoPlaces
from rashomon.situate.place_hints import Hints, read_hints
from rashomon.situate.place_words import place_words, state_pattern

SURE = 0.35
"""The share of the weight below which none of several places is chosen."""
SMALL = 100_000
"""A smaller place is chosen only where the article speaks of its country or has no other country."""
STRANGE = 3
"""Where the table lacks so many places of an article, a small one is chosen only beside a known land."""

_CAPITAL_WORD = re.compile(r"[^\W\d_a-zß-ÿ][\w’'.-]*")
_DATELINE = re.compile(r"[^\n]{0,60}?(?:\([^)\n]{2,30}\)|\s[–—-]{1,2})\s")
_Precision = Literal["point", "city", "region", "country"]
_PRECISIONS: dict[str, _Precision | None] = {
    "city": "city",
    "county": "region",
    "region": "region",
    "country": "country",
    "continent": "region",
}


@dataclass(frozen=True, slots=True)
class Named:
    """One mention that is a place, with what stands beside it."""

    mention: Mention
    name: str
    hints: Hints

    @property
    def key(self) -> str:
        """What the mentions of one place share; "Kano" and "Kano state" are two."""
        return place_key(self.hints.core) + ("|region" if self.hints.kind in ("region", "county") else "")


def find_places(text: str, mentions: Sequence[Mention], sources: Sequence[Span] = ()) -> tuple[Place, ...]:
    """The places that an article names, in the order of the text.

    Args:
        text: The article.
        mentions: What the net found in it, of all kinds; persons and bodies keep places from their names.
        sources: The source spans of all attributions: who speaks is no place.

    Returns:
        One `Place` for each mention that names one.

    >>> text = "The column left Juba, the capital of South Sudan, at dawn."
    >>> spans = [Span(16, 20), Span(37, 48)]
    >>> found = find_places(text, [Mention(span=s, kind="place", form="name") for s in spans])
    >>> [(place.name, place.precision, round(place.lat or 0)) for place in found]
    [('Juba', 'city', 5), ('South Sudan', 'country', 8)]
    """
    named = list(_named(text, mentions, sources))
    return locate(text, named)


def locate(text: str, named: Sequence[Named]) -> tuple[Place, ...]:
    """The place of each of these names."""
    groups: dict[str, list[Named]] = defaultdict(list)
    for one in named:
        groups[one.key].append(one)
    questions = [_question(text, group) for group in groups.values()]
    answers = dict(zip(groups, answer(questions, _hinted(text, named)), strict=True))
    has_land = any(a is not None and a.entry.feature in ("country", "region") for a in answers.values())
    is_strange = sum(a is None for a in answers.values()) >= STRANGE
    return tuple(_place(one, answers[one.key], has_land or is_strange) for one in named)


def _named(text: str, mentions: Sequence[Mention], sources: Sequence[Span]) -> Iterator[Named]:
    names = sorted((m for m in mentions if m.form == "name"), key=lambda m: m.span)
    places = [m for m in names if m.kind == "place"]
    others = [m for m in names if m.kind in ("person", "organisation", "group", "weapon", "other")]
    starts = [m.span.start for m in places]
    no_places = NoPlaces(text, names)
    for place in places:
        if no_places.why(place):
            continue
        at = bisect_left(starts, place.span.start)
        if is_name_of_place(text, place, others) and not find_metonym(
            text, place, places[max(0, at - 4) : at + 5], sources
        ):
            yield read_name(text, place)


def read_name(text: str, mention: Mention) -> Named:
    """A mention with its name in one line and what stands beside it."""
    return Named(mention, " ".join(mention.span.of(text).split()), read_hints(text, mention.span))


def is_name_of_place(text: str, place: Mention, others: Sequence[Mention]) -> bool:
    """Whether a name stands for a place at all: not for a people, and not within another name.

    >>> text = "Kenyan troops"
    >>> is_name_of_place(text, Mention(span=Span(0, 6), kind="place", form="name"), ())
    False
    """
    word = country_of(place.span.of(text))
    if word is not None and word.role == "people":
        return False
    if any(other.span.overlaps(place.span) and len(other.span) >= len(place.span) for other in others):
        return False
    return not _is_in_persons_name(text, place.span, others)


def _is_in_persons_name(text: str, span: Span, others: Sequence[Mention]) -> bool:
    """Whether it is so in "Jack London", "Mr Houston", or "Paris" with "Hilton" read as a person apart."""
    lead = text[max(0, span.start - 25) : span.start].split("\n")[-1]
    if lead.endswith(" ") and (words := lead.split()):
        last = words[-1]
        is_given = last[0].isupper() and last.isalpha() and sex_of_given(last) is not None
        if is_given and " " not in span.of(text) and country_of(last) is None:
            return True
        if last.rstrip(".").lower() in title_words().honorifics:
            return True
    beside = (
        other.span
        for other in others
        if other.kind == "person" and (other.span.start == span.end + 1 or other.span.end == span.start - 1)
    )
    return any(
        text[min(other.end, span.end)] == " " and not {" ", "\n"} & set(other.of(text)) for other in beside
    )


def _candidates(one: Named) -> tuple[Entry, ...]:
    key = place_key(one.hints.core)
    if place_key(one.name) in place_words().vague or key in place_words().vague:
        return ()
    shortened = one.name.replace(" ", "")
    if "." in shortened and (state := place_words().states.get(shortened)):
        return tuple(e for e in entries(state) if e.feature == "region" and e.country == "US")
    if key in place_words().also:
        name, feature, country = place_words().also[key]
        found = [e for e in entries(name) if e.feature == feature and e.country == country]
        return (max(found, key=lambda e: e.population),) if found else ()
    return entries(one.hints.core) or _without_apostrophe(one.hints.core)


def _without_apostrophe(name: str) -> tuple[Entry, ...]:
    """The places of "Kenyas" where "Kenya's" has lost its apostrophe."""
    if not name.endswith("s") or len(name) < 5:
        return ()
    return tuple(e for e in entries(name[:-1]) if e.feature != "city" or e.population >= SMALL)


def _question(text: str, group: Sequence[Named]) -> Question:
    found = list(dict.fromkeys(entry for one in group for entry in _candidates(one)))
    kinds = {one.hints.kind for one in group if one.hints.kind}
    if "county" in kinds:
        found = list(dict.fromkeys([*_counties(group[0].hints.core), *found]))
    inside = tuple(dict.fromkeys(entry for one in group for entry in one.hints.inside))
    weight = 0.6 + 0.4 * math.log2(1 + len(group))
    dateline = _DATELINE.match(text)
    if dateline and any(one.mention.span.end <= dateline.end() for one in group):
        weight += 1.0
    return Question(tuple(found), weight, inside, frozenset(kinds))


def _counties(core: str) -> tuple[Entry, ...]:
    return tuple(
        entry
        for word in ("County", "Parish")
        for entry in entries(f"{core} {word}")
        if entry.feature == "county"
    )


@cache
def _code(country: str) -> str:
    """The code of a country of the program's own table; empty where the gazetteer lacks it."""
    return next((entry.country for entry in entries(country) if entry.feature == "country"), "")


def _hinted(text: str, named: Sequence[Named]) -> dict[str, float]:
    """Countries that the article speaks of outside its place names: peoples, shortened states."""
    taken = {one.mention.span.start for one in named}
    peoples: Counter[str] = Counter()
    for found in _CAPITAL_WORD.finditer(text):
        word = country_of(found[0].removesuffix("'s").removesuffix("’s").rstrip("."))
        if word is not None and word.role in ("people", "country") and found.start() not in taken:
            peoples[_code(word.country)] += 1
    if state_pattern().search(text):
        peoples["US"] += 1
    return {code: 0.5 * math.log2(1 + count) for code, count in peoples.items() if code}


def _place(one: Named, found: Answer | None, has_land: bool) -> Place:
    vague = place_words().vague
    for key in (place_key(one.name), place_key(one.hints.core)):
        if key in vague:
            return _without(
                one, "region", vague[key] or None, "a wide stretch of land that no point stands for"
            )
    if found is None:
        return _without(one, None, None, "no place of this name in the table")
    if one.hints.part:
        return _part(one, found)
    if not found.told and found.share < SURE:
        return _without(one, None, None, "several places of this name, and nothing tells which")
    if _is_stray(found, has_land):
        return _without(
            one, None, None, "places of this name lie only in countries that the article does not speak of"
        )
    entry = found.entry
    if one.hints.kind in ("region", "county") and entry.feature == "city":
        near = f'"{one.hints.word}": not the town of {entry.name} itself, and the table has no such region'
        return _without(one, "region", entry.country, near)
    return Place(
        span=one.mention.span,
        name=entry.name,
        geonames=entry.geonames,
        lat=entry.lat,
        lon=entry.lon,
        precision=_PRECISIONS[entry.feature],
        country=entry.country or None,
        score=round(found.share, 3),
        reason=_why(found),
    )


def _is_stray(found: Answer, has_land: bool) -> bool:
    """Whether a small place is proposed in a country that nothing else in the article is about."""
    entry = found.entry
    is_small = entry.feature in ("city", "county") and entry.population < SMALL
    return has_land and is_small and not found.told and found.land < 0.2


def _part(one: Named, found: Answer) -> Place:
    """A place near, in or named after another: "northern Kano", "Kano airport", "the Kano river"."""
    country = found.entry.country if found.share >= SURE or found.told else None
    near = f'"{one.hints.word}": a part of or something near {found.entry.name}, not the place itself'
    return _without(one, "region" if one.hints.part == "vague" else None, country or None, near)


def _without(one: Named, precision: _Precision | None, country: str | None, reason: str) -> Place:
    return Place(
        span=one.mention.span,
        name=one.name,
        geonames=None,
        lat=None,
        lon=None,
        precision=precision,
        country=country,
        score=0.0,
        reason=reason,
    )


def _why(found: Answer) -> str:
    if found.told:
        return "the article says in which land it lies"
    if found.share > 0.99 and found.near < 0.3 and found.land < 0.3:
        return "by far the largest place of this name"
    if found.near >= 0.3:
        return "other places of the article lie in the same region"
    if found.land >= 0.3:
        return "other places of the article lie in the same country"
    return "the largest place of this name"
