"""Counts of one happening that differ, where no claim says by itself which happening it counts.

"The toll was nine" names no day and no place. What it counts shows by what stands beside it: an article sets
two counts against each other, claims are near by their words, or the same figure was told of the same scene.
Counts so joined are of one happening; any two of them that cannot both be right contradict each other.

A toll that rises within days is news and no contradiction, unless articles argue about the figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from rashomon.survey.amounts import Amount, gives
from rashomon.survey.clashes import can_clash, is_nested, is_one_voice, is_said_elsewhere, pairs_in_blocks
from rashomon.survey.contrasts import tables
from rashomon.survey.edtf import compare_times, time_between
from rashomon.survey.facts import Fact, scene_of
from rashomon.survey.scenes import Scenes

Pair = tuple[str, str]
_BESIDE = 250
"""How far apart in one article two counts may stand that are set against each other, in characters."""
_SURE, _PERHAPS = 0.5, 0.2
"""Nearness from which on two counts of one scene are of one thing; where they share a figure, which chance
seldom gives."""
_TELLING = 5
"""Smaller figures are told of many happenings."""
_STEPS = 3
"""So many joints at most lie between two counts that are held against each other."""
_FIGURES = 6
"""Where more figures than that are joined, happenings have run together: then a joint alone counts."""
_RISE, _NEWS = timedelta(days=7), timedelta(days=10)
_RIVALS = 6
"""Counts of one happening seldom differ by more than so many times."""
_MONTH = timedelta(days=31)
_BARE = ("name", "paragraph")
"""Units that do not say what is counted."""
_CONTRAST, _NEAR = 0.8, 0.75


class Toll(NamedTuple):
    """A claim that counts, and what it counts of one unit."""

    fact: Fact
    amounts: tuple[Amount, ...]
    is_count: bool
    """Whether it is about how many, rather than about a happening with its victims."""

    @property
    def unit(self) -> str:
        """The class of what is counted."""
        return self.amounts[0].unit or ""

    @property
    def figures(self) -> frozenset[float]:
        """What it gives as the number."""
        return frozenset(amount.low for amount in self.amounts)


class Disputed(NamedTuple):
    """Two counts of one happening that cannot both be right."""

    one: Toll
    other: Toll
    score: float


def disputed_tolls(
    tolls: Sequence[Toll], scenes: Scenes, near: Mapping[Pair, float], texts: Mapping[str, str]
) -> Iterator[Disputed]:
    """The pairs of ``tolls`` that count one happening differently.

    Args:
        tolls: Counts, each of one unit. Those of some of them ("dead fighter") or of what is not said
            count all of them only where another count of all has the same figure.
        scenes: What the case knows of places.
        near: How surely pairs of claims are of one thing, the lower id first.
        texts: Of the articles, by name.
    """
    by_unit: dict[str, list[Toll]] = defaultdict(list)
    for toll in tolls:
        if not is_said_elsewhere(toll.fact):
            by_unit[toll.unit.split()[0]].append(toll)
    bare = [toll for unit in _BARE for toll in by_unit.pop(unit, [])]
    for unit, listed in sorted(by_unit.items()):
        yield from _Happenings(unit, [*listed, *bare], scenes, near, texts).disputed()


class _Happenings:
    """Counts of one unit, joined where they are of one happening."""

    def __init__(
        self,
        unit: str,
        tolls: Sequence[Toll],
        scenes: Scenes,
        near: Mapping[Pair, float],
        texts: Mapping[str, str],
    ) -> None:
        self._unit = unit
        of_article: dict[str, list[Toll]] = defaultdict(list)
        for toll in tolls:
            of_article[toll.fact.claim.article].append(toll)
        self._tolls = {
            toll.fact.id: toll
            for toll in tolls
            if not _is_repeated(toll, of_article[toll.fact.claim.article])
        }
        self._scenes = scenes
        self._near = near
        self._anchors = {
            toll.fact.id: scene_of(toll.fact.paragraph.of(texts[toll.fact.claim.article]))
            | scenes.places(toll.fact)
            for toll in tolls
        }
        self._joined: dict[str, set[str]] = defaultdict(set)
        self._argued: set[frozenset[float]] = set()
        self._scores: dict[Pair, float] = {}

    def disputed(self) -> Iterator[Disputed]:
        """Those that cannot both be right."""
        for one, other in self._candidates():
            self._judge(one, other)
        for one, other in self._in_reach():
            score = self._scores.get(_pair(one, other), _NEAR)
            if "possible" in (one.fact.claim.certainty, other.fact.claim.certainty):
                continue
            is_able = self._is_whole(one) and self._is_whole(other) and self._can_be_one(one, other)
            if is_able and _differ(one, other) and not self._is_news(one, other):
                yield Disputed(one, other, score)

    def _candidates(self) -> Iterator[tuple[Toll, Toll]]:
        def keys(fact: Fact) -> Iterator[Hashable]:
            yield fact.claim.article
            for figure in self._tolls[fact.id].figures:
                yield from ((figure, anchor) for anchor in sorted(self._anchors[fact.id]))

        for one, other in pairs_in_blocks((toll.fact for toll in self._tolls.values()), keys):
            yield self._tolls[one.id], self._tolls[other.id]
        for a, b in sorted(self._near):
            if a in self._tolls and b in self._tolls:
                yield self._tolls[a], self._tolls[b]

    def _judge(self, one: Toll, other: Toll) -> None:
        if not self._can_be_one(one, other):
            return
        is_plain = one.unit == other.unit == self._unit
        if is_plain and _differ(one, other) and _is_set_against(one, other):
            self._scores[_pair(one, other)] = _CONTRAST
            self._argued |= {frozenset((a, b)) for a in one.figures for b in other.figures}
        elif not (self._is_one(one, other) if is_plain else self._is_one_figure(one, other)):
            return
        self._joined[one.fact.id].add(other.fact.id)
        self._joined[other.fact.id].add(one.fact.id)

    def _can_be_one(self, one: Toll, other: Toll) -> bool:
        """Whether neither day, place nor the date of the articles forbids that both count the same."""
        here, there = self._scenes.places(one.fact), self._scenes.places(other.fact)
        is_elsewhere = bool(here and there and not here & there)
        return (
            not is_nested(one.fact, other.fact)
            and not (is_elsewhere and one.fact.claim.article != other.fact.claim.article)
            and not _are_other_days(_days(one.fact), _days(other.fact))
            and _gap(one, other) <= _MONTH
        )

    def _is_one(self, one: Toll, other: Toll) -> bool:
        is_near = self._near.get(_pair(one, other), 0.0) >= _SURE
        is_shared = bool(self._anchors[one.fact.id] & self._anchors[other.fact.id])
        is_soon = _gap(one, other) <= _NEWS and _are_rivals(one, other)
        return (is_near and is_shared and is_soon) or self._is_one_figure(one, other)

    def _is_one_figure(self, one: Toll, other: Toll) -> bool:
        """Whether both give one telling figure, and something beside it speaks for one happening."""
        if max(one.figures & other.figures, default=0) < _TELLING:
            return False
        if _is_beside(one, other):
            return True
        nearness = self._near.get(_pair(one, other), 0.0)
        is_shared = bool(self._anchors[one.fact.id] & self._anchors[other.fact.id])
        is_bare = any(toll.unit.split()[0] in _BARE for toll in (one, other))
        return not is_bare and is_shared and nearness >= _PERHAPS

    def _is_whole(self, toll: Toll) -> bool:
        """Whether it counts all, by its unit or because a count of all has its figure."""
        near = (self._tolls[other] for other in self._joined[toll.fact.id])
        return toll.unit == self._unit or any(
            toll.figures & other.figures and (other.unit == self._unit or other.unit.startswith(self._unit))
            for other in near
        )

    def _in_reach(self) -> Iterator[tuple[Toll, Toll]]:
        seen: set[Pair] = set()
        for start in sorted(self._tolls):
            for other in sorted(self._reached(start) - {start}):
                pair = (min(start, other), max(start, other))
                if pair not in seen:
                    seen.add(pair)
                    yield self._tolls[pair[0]], self._tolls[pair[1]]

    def _reached(self, start: str) -> set[str]:
        reached, edge = {start}, {start}
        for _ in range(_STEPS):
            edge = {other for one in sorted(edge) for other in self._joined[one]} - reached
            reached |= edge
        figures = {figure for one in reached for figure in self._tolls[one].figures}
        return reached if len(figures) <= _FIGURES else set(self._joined[start])

    def _is_news(self, one: Toll, other: Toll) -> bool:
        """Whether the later count is a higher one of the same days, that nobody sets against the earlier."""
        if one.fact.claim.article == other.fact.claim.article:
            return _pair(one, other) not in self._scores
        in_dispute = {figure for pair in self._argued for figure in pair}
        is_argued = one.figures <= in_dispute and other.figures <= in_dispute
        if is_argued or _gap(one, other) > _RISE:
            return False
        early, late = sorted((one, other), key=lambda toll: (toll.fact.published or "", toll.fact.order))
        return max(late.figures) > max(early.figures)


def _is_repeated(toll: Toll, tolls: Iterable[Toll]) -> bool:
    """Whether a longer claim of the article holds the count and its words; ``tolls`` are of its article."""
    return any(
        other.fact.id != toll.fact.id
        and other.fact.claim.span.contains(toll.fact.claim.span)
        and len(other.fact.claim.span) > len(toll.fact.claim.span)
        and other.figures == toll.figures
        for other in tolls
    )


def _pair(one: Toll, other: Toll) -> Pair:
    return min(one.fact.id, other.fact.id), max(one.fact.id, other.fact.id)


def _differ(one: Toll, other: Toll) -> bool:
    return can_clash(one.fact, other.fact) and not (
        any(amount.is_vague for amount in (*one.amounts, *other.amounts))
        or any(gives(one.amounts, amount) for amount in other.amounts)
        or any(gives(other.amounts, amount) for amount in one.amounts)
    )


def _are_rivals(one: Toll, other: Toll) -> bool:
    low, high = sorted((max(one.figures), max(other.figures)))
    return high <= _RIVALS * low


def _is_set_against(one: Toll, other: Toll) -> bool:
    """Whether an article gives both near each other, in the words of two, both about the count."""
    is_count = one.is_count and other.is_count
    return is_count and _is_beside(one, other) and not is_one_voice(one.fact, other.fact)


def _is_beside(one: Toll, other: Toll) -> bool:
    a, b = sorted((one.fact.claim, other.fact.claim), key=lambda claim: claim.span.start)
    return a.article == b.article and b.span.start - a.span.end <= _BESIDE


def _days(fact: Fact) -> list[str]:
    """When what it counts happened, in its own words; when it was counted or said is another day."""
    violent = {frame.event for frame in fact.frames if frame.classes & tables().culprit}
    return [
        part.value
        for event in fact.claim.events
        if event.number in violent
        for part in event.arguments
        if part.role == "time" and part.value and fact.claim.span.contains(part.span)
    ]


def _are_other_days(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    found = {compare_times(a, b) for a in ours for b in theirs} - {None}
    return bool(found) and found <= {"different"}


def _gap(one: Toll, other: Toll) -> timedelta:
    return time_between(one.fact.published, other.fact.published)
