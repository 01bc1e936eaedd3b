"""Which of the places of one name is meant, weighed over all names of an article together.

Each name spreads its weight over the places that bear it; countries, regions and neighbourhoods collect the
weight of what lies in them and lend it to the places there; after a few rounds one place of each name stands
out. The idea is that of Lieberman et al. (2010, "Geotagging with local lexicons"); the figures of what each
part gains are in docs/decisions/0008-places.md.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.names.countries import country_of
from rashomon.situate.gazetteer import Entry

_ROUNDS = 3
_SHARPNESS = 1.3
"""How much a lead in score decides; scores are in decades of population."""
_OTHER_NAME = 2.0
"""What a place loses that bears the name only as another name."""
_BASE = {"country": 8.5, "continent": 8.5, "region": 4.5, "county": 2.0, "city": 0.0}
"""The least score of each kind of place."""
_CAPITAL = 1.5
_COUNTY = -0.7
"""A county named without the word is rarer than a town."""
_CHIEF_TOWN = 0.05
"""A town with that share of the people of the region named after it is what the bare name means."""
_COUNTRY, _REGION, _NEAR = 2.2, 1.6, 1.6
"""What full support of a country, a region, a neighbourhood of one degree is worth."""
_INSIDE, _KIND = 8.0, 2.0
_MOST = 60
"""Places of one name that are weighed; the largest."""


@dataclass(frozen=True, slots=True)
class Question:
    """One name of an article, with what is known of it."""

    candidates: tuple[Entry, ...]
    weight: float = 1.0
    """How often and where it stands."""
    inside: tuple[Entry, ...] = ()
    """The lands that it is said to lie in."""
    kinds: frozenset[str] = frozenset()
    """What it is called: city, region, county."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The place that a name most likely means."""

    entry: Entry
    share: float
    """0 to 1: the weight that fell on it and on nothing else."""
    told: bool
    """The article says in which land it lies."""
    land: float
    """How much else in the article lies in the same country, 0 to 1."""
    near: float
    """How much else lies in the same region or within about a degree, 0 to 1."""


@dataclass(slots=True)
class _Map:
    """Weight collected by country, region and square of one degree."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    regions: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    squares: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))

    def add(self, entry: Entry, weight: float) -> None:
        """Let one place weigh on what it lies in."""
        if entry.country:
            self.countries[entry.country] += weight
        if entry.region:
            self.regions[entry.region] += weight
        if entry.feature in ("city", "county"):
            self.squares[_square(entry)] += weight

    def around(self, entry: Entry) -> float:
        """The weight in the square of a place and those that touch it."""
        x, y = _square(entry)
        return sum(self.squares.get((x + dx, y + dy), 0.0) for dx in (-1, 0, 1) for dy in (-1, 0, 1))


def _square(entry: Entry) -> tuple[int, int]:
    return math.floor(entry.lat), math.floor(entry.lon * math.cos(math.radians(entry.lat)))


def answer(questions: Sequence[Question], hinted: Mapping[str, float]) -> list[Answer | None]:
    """The likeliest place of each name; None where the table has none.

    Args:
        questions: One for each name.
        hinted: Countries that the article speaks of otherwise ("Kenyan troops"), with a weight each.
    """
    questions = [_trim(question) for question in questions]
    base = [_priors(question) for question in questions]
    shares = [_shares(scores) for scores in base]
    scores = base
    for _ in range(_ROUNDS):
        whole, own = _maps(questions, shares, hinted)
        scores = [
            [score + _support(entry, whole, mine) for entry, score in zip(q.candidates, row, strict=True)]
            for q, row, mine in zip(questions, base, own, strict=True)
        ]
        shares = [_shares(row) for row in scores]
    whole, own = _maps(questions, shares, hinted)
    return [
        _best(question, row, whole, mine) for question, row, mine in zip(questions, shares, own, strict=True)
    ]


def _trim(question: Question) -> Question:
    if len(question.candidates) <= _MOST:
        return question
    kept = sorted(question.candidates, key=lambda e: (-_prior(e, question), e.row))[:_MOST]
    return Question(tuple(kept), question.weight, question.inside, question.kinds)


def _priors(question: Question) -> list[float]:
    """The scores before anything else of the article counts; of a region below that of its chief town."""
    scores = [_prior(entry, question) for entry in question.candidates]
    if "region" in question.kinds:
        return scores
    pairs = list(zip(question.candidates, scores, strict=True))
    for place, (region, score) in enumerate(pairs):
        if region.feature != "region":
            continue
        for town, (entry, own) in enumerate(pairs):
            if _is_chief_town(entry, region):
                scores[town] = max(own, score)
                scores[place] = min(score, scores[town] - 0.5)
    return scores


def _is_chief_town(entry: Entry, region: Entry) -> bool:
    is_town = entry.feature == "city" and entry.region == region.region
    return is_town and entry.population > _CHIEF_TOWN * region.population


def _prior(entry: Entry, question: Question) -> float:
    score = max(_BASE[entry.feature], math.log10(entry.population + 10))
    if entry.feature == "county" and "county" not in question.kinds and " " not in entry.name:
        score += _COUNTY
    if entry.feature == "city" and entry.population > 100_000 and _is_capital(entry.name):
        score += _CAPITAL
    if entry.is_other_name and entry.feature != "country":
        score -= _OTHER_NAME
    if entry.feature in question.kinds:
        score += _KIND
    if is_inside(entry, question.inside):
        score += _INSIDE
    return score


def _is_capital(name: str) -> bool:
    word = country_of(name)
    return word is not None and word.role == "capital"


def is_inside(entry: Entry, lands: Sequence[Entry]) -> bool:
    """Whether a place lies in one of these countries, regions or counties."""
    return any(_lies_in(entry, land) for land in lands if land.row != entry.row)


def _lies_in(entry: Entry, land: Entry) -> bool:
    if land.feature == "country":
        return entry.country == land.country and entry.feature != "country"
    if land.feature == "region":
        return entry.region == land.region and entry.feature in ("city", "county")
    return entry.region == land.region and entry.feature == "city" and abs(entry.lat - land.lat) < 1


def _shares(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp(_SHARPNESS * (score - top)) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _maps(
    questions: Sequence[Question], shares: Sequence[Sequence[float]], hinted: Mapping[str, float]
) -> tuple[_Map, list[_Map]]:
    """The map of the whole article, and that of each name alone, so that none supports itself."""
    whole, own = _Map(), []
    for country, weight in hinted.items():
        whole.countries[country] += weight
    for question, row in zip(questions, shares, strict=True):
        mine = _Map()
        for entry, share in zip(question.candidates, row, strict=True):
            if share > 0.01:
                mine.add(entry, share * question.weight)
                whole.add(entry, share * question.weight)
        own.append(mine)
    return whole, own


def _full(weight: float) -> float:
    """Support that grows slower the more there is: 0, then 0.5 for a weight of 1, towards 1."""
    return max(0.0, weight) / (1 + max(0.0, weight))


def _support(entry: Entry, whole: _Map, mine: _Map) -> float:
    land, near, region = _weights(entry, whole, mine)
    return _COUNTRY * 2 * _full(land) + _REGION * 2 * _full(region) + _NEAR * 2 * _full(near)


def _weights(entry: Entry, whole: _Map, mine: _Map) -> tuple[float, float, float]:
    land = whole.countries.get(entry.country, 0.0) - mine.countries.get(entry.country, 0.0)
    region = (
        whole.regions.get(entry.region, 0.0) - mine.regions.get(entry.region, 0.0) if entry.region else 0.0
    )
    near = whole.around(entry) - mine.around(entry) if entry.feature in ("city", "county") else 0.0
    return land, near, region


def _best(question: Question, shares: Sequence[float], whole: _Map, mine: _Map) -> Answer | None:
    if not shares:
        return None
    place = max(range(len(shares)), key=lambda n: (shares[n], -question.candidates[n].row))
    entry = question.candidates[place]
    land, near, region = _weights(entry, whole, mine)
    return Answer(
        entry=entry,
        share=shares[place],
        told=is_inside(entry, question.inside),
        land=_full(land),
        near=_full(max(near, region)),
    )
