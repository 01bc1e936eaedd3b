"""Figures of one thing that differ: all who say 63 dead against all who say 19.

Claims that give one figure are taken together first (`rashomon.survey.same_figures`); what a bare number
counts then shows by the others. Two figures of one class are held against each other where some claim of the
one is near one of the other, and the pair net takes the two for one thing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from types import MappingProxyType

import networkx as nx

from rashomon.ledger import Relation
from rashomon.survey.amounts import Amount, gives
from rashomon.survey.clashes import Clash, can_clash, is_one_voice, is_said_elsewhere, ordered_clash, short
from rashomon.survey.contents import Content
from rashomon.survey.edtf import read_days, time_between
from rashomon.survey.facts import Fact
from rashomon.survey.same_figures import is_measure, is_one_figure, same_figures, unit_head
from rashomon.survey.scenes import Scenes, days_relation

Pair = tuple[str, str]
_NEAR = 0.25
"""Nearness from which on two figures may be of one thing."""
_ONE = 0.6
"""How sure the net must be that two claims are on one thing, be it the same or the opposite."""
_RIVALS = 6
"""Counts of one thing seldom differ by more than so many times."""
_RISE, _NEWS, _MONTH = timedelta(days=7), timedelta(days=10), timedelta(days=31)
_FIGURES = 6
"""Where more figures of a unit than that are told within days, they are of many happenings."""
_CLAIMS = 12
"""Of each figure so many claims at most are held against the others, in order."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure of one thing, and who gives it."""

    unit: str
    told: tuple[tuple[Fact, Amount], ...]

    @property
    def number(self) -> float:
        return max(amount.high for _, amount in self.told)

    @property
    def articles(self) -> frozenset[str]:
        return frozenset(fact.claim.article for fact, _ in self.told)


def clashing_figures(
    facts: Sequence[Fact],
    contents: Mapping[str, Content],
    scenes: Scenes,
    near: Mapping[Pair, float] = MappingProxyType({}),
    relations: Mapping[Pair, Relation] = MappingProxyType({}),
) -> Iterator[Clash]:
    """The pairs of claims that give different figures of one thing, by units and numbers.

    Args:
        facts: The claims of the case.
        contents: What they say, by id.
        scenes: What the case knows of places.
        near: How surely pairs of claims are of one thing, the lower id first.
        relations: What the pair net says of them.
    """
    figures = list(_figures(facts, contents))
    for (one, other), score in sorted(_ties(figures, near, relations).items()):
        yield from _clashes(figures[one], figures[other], scenes, round(score, 4))


def _figures(facts: Sequence[Fact], contents: Mapping[str, Content]) -> Iterator[_Figure]:
    by_id = {fact.id: fact for fact in facts}
    told = {
        (fact.id, place): amount
        for fact in facts
        for place, amount in enumerate(fact.amounts)
        if not (amount.is_vague or amount.is_part or amount.is_denied) and amount.low > 1
    }
    of_claim: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for key in told:
        of_claim[key[0]].append(key)
    graph = nx.Graph()
    graph.add_nodes_from(told)
    for a, b in same_figures(contents):
        graph.add_edges_from(
            (x, y) for x, y in product(of_claim[a], of_claim[b]) if is_one_figure(told[x], told[y])
        )
    for part in sorted(map(sorted, nx.connected_components(graph))):
        unit = _unit([told[key].unit for key in part])
        if unit and not is_measure(unit):
            yield _Figure(unit, tuple((by_id[claim], told[claim, place]) for claim, place in part))


def _unit(units: Sequence[str | None]) -> str | None:
    """What a figure counts: of "dead" and "dead fighter" all the dead; None where nobody says."""
    known = Counter(unit for unit in units if unit and unit_head(unit))
    return min(known, key=lambda unit: (unit != unit_head(unit), -known[unit], unit), default=None)


def _are_rivals(one: _Figure, other: _Figure) -> bool:
    if one.unit != other.unit:
        return False
    low, high = sorted((one.number, other.number))
    return low < high <= _RIVALS * low


def _ties(
    figures: Sequence[_Figure], near: Mapping[Pair, float], relations: Mapping[Pair, Relation]
) -> dict[tuple[int, int], float]:
    """How surely two rival figures, by their places, are of one thing: by the nearest of their claims."""
    of_claim: dict[str, list[tuple[int, Fact]]] = defaultdict(list)
    for place, figure in enumerate(figures):
        for fact, _ in figure.told:
            of_claim[fact.id].append((place, fact))
    alone = _uncrowded(figures)
    found: dict[tuple[int, int], float] = {}
    for pair, likely in near.items():
        if likely < _NEAR or (pair in relations and _on_one(relations[pair]) < _ONE):
            continue
        for (one, a), (other, b) in product(of_claim.get(pair[0], ()), of_claim.get(pair[1], ())):
            is_told = one in alone and other in alone and _can_be_one(a, b)
            if is_told and _are_rivals(figures[one], figures[other]):
                places = (min(one, other), max(one, other))
                found[places] = max(found.get(places, 0.0), likely**0.5)
    return found


def _uncrowded(figures: Sequence[_Figure]) -> set[int]:
    """The figures beside which few others of their unit are told within days: those may be of one thing.

    In daily reports of a war every attack has its own figure; there a day and a place must tell which it is
    (`rashomon.survey.clashing_counts`).
    """
    days: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, figure in enumerate(figures):
        known = {found.first.toordinal() for fact, _ in figure.told if (found := read_days(fact.published))}
        days[figure.unit] += [(day, place) for day in known]
    alone = set(range(len(figures)))
    for listed in days.values():
        listed.sort()
        for day, place in listed:
            low = bisect_left(listed, (day - _NEWS.days, -1))
            high = bisect_right(listed, (day + _NEWS.days, len(figures)))
            if len({other for _, other in listed[low:high]}) > _FIGURES:
                alone.discard(place)
    return alone


def _can_be_one(a: Fact, b: Fact) -> bool:
    """Whether they are told within days of each other, of no two scenes and no two days."""
    is_soon = time_between(a.published, b.published) <= _NEWS
    is_apart = bool(a.scene and b.scene and not a.scene & b.scene)
    return is_soon and not is_apart and days_relation(a, b) != "different"


def _on_one(relation: Relation) -> float:
    return relation.same + relation.opposed


def _clashes(one: _Figure, other: _Figure, scenes: Scenes, score: float) -> Iterator[Clash]:
    is_argued = bool(one.articles & other.articles)
    for (a, mine), (b, theirs) in product(one.told[:_CLAIMS], other.told[:_CLAIMS]):
        is_able = (
            can_clash(a, b)
            and not (gives(_alike(a, mine), theirs) or gives(_alike(b, theirs), mine))
            and "possible" not in (a.claim.certainty, b.claim.certainty)
        )
        if not is_able or is_said_elsewhere(a, b) or is_one_voice(a, b) or _is_elsewhere(a, b, scenes):
            continue
        if is_argued or not _is_news((a, mine), (b, theirs)):
            yield ordered_clash(
                "number", a, b, score, (mine.span, theirs.span), (short(a.claim.text), short(b.claim.text))
            )


def _alike(fact: Fact, amount: Amount) -> list[Amount]:
    """What a claim counts of one sort with ``amount``."""
    head = unit_head(amount.unit) if amount.unit else None
    return [one for one in fact.amounts if one == amount or (one.unit and unit_head(one.unit) == head)]


def _is_elsewhere(a: Fact, b: Fact, scenes: Scenes) -> bool:
    here, there = scenes.places(a), scenes.places(b)
    is_apart = time_between(a.published, b.published) > _MONTH or days_relation(a, b) == "different"
    return is_apart or (a.claim.article != b.claim.article and bool(here and there and not here & there))


def _is_news(one: tuple[Fact, Amount], other: tuple[Fact, Amount]) -> bool:
    """Whether the later count is a higher one of the same days: a toll that rises."""
    (a, mine), (b, theirs) = sorted((one, other), key=lambda told: (told[0].published or "", told[0].order))
    return theirs.high > mine.high and time_between(a.published, b.published) <= _RISE
