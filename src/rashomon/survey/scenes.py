"""Whether two claims tell of one happening: by day, by place, by what it happened to.

A noun such as "market" tells a happening only as long as the case knows of one market: where the claims that
share it give days or places that exclude one another, it tells nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from math import log

from rashomon.ledger import Ledger
from rashomon.names.countries import country_of
from rashomon.names.folding import fold
from rashomon.survey.contrasts import tables
from rashomon.survey.edtf import Days, compare_times, read_days
from rashomon.survey.facts import Fact
from rashomon.survey.predicates import named_by

SURE = 0.75
"""From here on two claims are taken to tell of one happening."""
_BROAD = 0.5
_MANY = 20
_MOST = 0.8
_OUTCOMES = frozenset(["kill", "destroy", "use"])
"""Classes of acts that do not say by what means."""
_ALIKE = 0.35
"""Sentences that share so much of their wording, of one day, tell of one happening."""
_MONTH = timedelta(days=31)
_FORTNIGHT = timedelta(days=14)


class Scenes:
    """What the case knows of places and nouns, to tell happenings apart by."""

    def __init__(self, ledger: Ledger, facts: Sequence[Fact]) -> None:
        self._broad = _broad_places(ledger, facts)
        days: dict[str, list[Days]] = defaultdict(list)
        places: dict[str, set[frozenset[str]]] = defaultdict(set)
        for fact in facts:
            known = [found for found in map(read_days, fact.days) if found and found.first == found.last]
            for noun in fact.scene:
                days[noun] += known
                places[noun].add(self.places(fact))
        seen = Counter(word for fact in facts for word in fact.words)
        self._weights = {word: log(1 + len(facts) / count) for word, count in seen.items()}
        self._nouns = frozenset(
            noun for noun in places if _is_one_time(days[noun]) and _is_one_place(places[noun])
        )

    def places(self, fact: Fact) -> frozenset[str]:
        """The places of a claim that tell it from others: no countries, none that the whole case is about."""
        return fact.places - self._broad

    def nouns(self, fact: Fact) -> frozenset[str]:
        """The nouns of its scene that stand for one happening in this case."""
        return fact.scene & self._nouns

    def wording(self, one: Fact, other: Fact) -> float:
        """How much of their sentences the two share, rare words counting more, 0 to 1."""
        shared = sum(self._weights[word] for word in one.words & other.words)
        either = sum(self._weights[word] for word in one.words | other.words)
        return shared / either if either else 0.0

    def likeness(self, one: Fact, other: Fact) -> float:
        """How sure it is that the two tell of one happening, 0 to 1; 0 where day or place exclude it."""
        days = days_relation(one, other)
        if days == "different":
            return 0.0
        here, there = self.places(one), self.places(other)
        is_there = bool(here & there)
        if here and there and not is_there:
            return 0.0
        is_noun = bool(self.nouns(one) & self.nouns(other))
        if _have_other_means(one, other):
            return 0.0
        if days == "same":
            is_alike = self.wording(one, other) >= _ALIKE
            return 0.95 if is_there else 0.85 if is_noun else 0.8 if is_alike else 0.0
        if is_there and is_noun:
            return 0.85 if _are_near(one, other, _FORTNIGHT) else 0.5
        return 0.75 if is_noun and _are_near(one, other, _MONTH) else 0.0


def _broad_places(ledger: Ledger, facts: Sequence[Fact]) -> frozenset[str]:
    names: dict[str, str] = {}
    for article in ledger.articles:
        for claim in article.claims:
            for event in claim.events:
                names |= {
                    part.value: part.text for part in event.arguments if part.role == "place" and part.value
                }
    counts = Counter(
        place for _, place in {(fact.claim.article, place) for fact in facts for place in fact.places}
    )
    total = len({fact.claim.article for fact in facts})
    often = {place for place, count in counts.items() if total >= _MANY and count > _BROAD * total}
    wide = {place for place in counts if _is_country(names.get(place, place))}
    # "The rebels of X" is where nobody is: what the case knows as no place tells no place.
    others = {
        fold(name)
        for actor in ledger.actors.values()
        for name in (actor.name, *actor.names)
        if actor.kind != "place"
    }
    return frozenset(often | wide | others)


def _is_country(name: str) -> bool:
    found = country_of(name)
    return found is not None and found.role in ("country", "people")


def _is_one_time(days: Iterable[Days]) -> bool:
    """Whether all days lie within three, as those of one night or one told late do; and one is known."""
    known = list(days)
    return bool(known) and max(day.first for day in known) - min(day.last for day in known) <= timedelta(
        days=2
    )


def _is_one_place(places: Iterable[frozenset[str]]) -> bool:
    known = [place for place in places if place]
    shared = Counter(name for place in known for name in place).most_common(1)
    return not shared or shared[0][1] > _MOST * len(known)


def _have_other_means(one: Fact, other: Fact) -> bool:
    """Whether one tells of gas and the other of rockets: a town may see both on one day."""
    ours, theirs = _means(one), _means(other)
    return bool(ours and theirs and not ours & theirs)


def _means(fact: Fact) -> frozenset[str]:
    named = {naming.name for word in fact.own.split() for naming in named_by(word)}
    return frozenset(named & tables().culprit - _OUTCOMES)


def days_relation(one: Fact, other: Fact) -> str:
    """Over the days that the two give: "same", "different" or "unknown"."""
    found = {compare_times(a, b) for a in one.days for b in other.days} - {None}
    if "same" in found:
        return "same"
    if found and found <= {"different"}:
        return "different"
    return "unknown"


def _are_near(one: Fact, other: Fact, limit: timedelta) -> bool:
    """Whether the two were told within ``limit``, as far as the dates of the articles are known."""
    a, b = read_days(one.published), read_days(other.published)
    return a is None or b is None or (abs(a.first - b.first) <= limit)
