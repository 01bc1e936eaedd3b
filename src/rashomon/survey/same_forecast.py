"""Which forecasts are one told several times: one holder, one content, counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from rashomon.findings import Copy, Proposition
from rashomon.records import Span
from rashomon.survey.amounts import find_amounts
from rashomon.survey.edtf import compare_times, read_days
from rashomon.survey.forecasts import Forecast
from rashomon.survey.predicates import named_by
from rashomon.survey.wording import content_words
from rashomon.text import word_set

NEARLY_THE_SAME = 0.5
"""Share of content words that two wordings of one forecast have in common, of all that they have."""
HELD_IN = 0.75
"""The same, of those that the shorter one has."""
_LEAST_WORDS = 3
_BLOCK = 30
"""A word that more forecasts of one holder have proposes no pair."""
_MODALS = word_set("within wil shal going predict believ think expect sure likely probably probabl judg")
_NEAR_DAYS = 3
"""Forecasts of one holder with "within a week" in both are one if made no further apart."""
_FAR_DAYS = 60


def group_forecasts(
    forecasts: Sequence[Forecast], propositions: Sequence[Proposition], copies: Sequence[Copy]
) -> tuple[tuple[Forecast, ...], ...]:
    """The forecasts, those that are one together, the earliest first, then by article and place.

    One holder's forecasts are one where they are of one proposition, in nearly the same words, or name the
    same day for the same thing; anybody's where one passage was copied. Whatever the order they come in.
    """
    ordered = sorted(forecasts, key=_rank)
    words = {one.id: forecast_words(one) for one in ordered}
    joined = _Joined([one.id for one in ordered])
    for one, other in _pairs(ordered, words):
        if _is_same(one, other, words):
            joined.join(one.id, other.id)
    for one, other in _in_one_proposition(ordered, propositions):
        if one.sign == other.sign and _may_be_one(one, other):
            joined.join(one.id, other.id)
    for one, other in _copied(ordered, copies):
        if _share(words[one.id], words[other.id])[0] >= NEARLY_THE_SAME:
            joined.join(one.id, other.id)
    groups: dict[str, list[Forecast]] = defaultdict(list)
    for one in ordered:
        groups[joined.root(one.id)].append(one)
    return tuple(tuple(group) for group in groups.values())


def forecast_words(forecast: Forecast) -> frozenset[str]:
    """The stems of what the forecast is about."""
    return content_words(forecast.text) - _MODALS


def _rank(one: Forecast) -> tuple[str, str, Span, str]:
    days = read_days(one.made)
    return (days.first.isoformat() if days else "9999", one.claim.article, one.span, one.id)


def _pairs(
    ordered: Sequence[Forecast], words: Mapping[str, frozenset[str]]
) -> Iterator[tuple[Forecast, Forecast]]:
    """Those of one holder that share a word which few of his have, or follow one another by their words."""
    by_holder: dict[str, list[Forecast]] = defaultdict(list)
    for one in ordered:
        if one.holder:
            by_holder[one.holder].append(one)
    for own in by_holder.values():
        having: dict[str, list[Forecast]] = defaultdict(list)
        for one in own:
            for word in words[one.id]:
                having[word].append(one)
        for block in having.values():
            if len(block) <= _BLOCK:
                yield from _all_pairs(block)
        yield from pairwise(sorted(own, key=lambda one: (sorted(words[one.id]), _rank(one))))


def _all_pairs(block: Sequence[Forecast]) -> Iterator[tuple[Forecast, Forecast]]:
    for place, one in enumerate(block):
        for other in block[place + 1 :]:
            yield one, other


def _is_same(one: Forecast, other: Forecast, words: Mapping[str, frozenset[str]]) -> bool:
    left, right = words[one.id], words[other.id]
    if one.sign != other.sign or _numbers(one) != _numbers(other) or not _may_be_one(one, other):
        return False
    of_all, of_less = _share(left, right)
    is_near = of_all >= NEARLY_THE_SAME or (of_less >= HELD_IN and min(len(left), len(right)) >= _LEAST_WORDS)
    is_one_act = bool(_acts(left) & _acts(right)) and (one.is_again or other.is_again)
    return is_near or (bool(left & right) and (is_one_act or _name_one_day(one, other)))


def _acts(words: frozenset[str]) -> frozenset[str]:
    return frozenset(naming.name for word in words for naming in named_by(word))


def _share(left: frozenset[str], right: frozenset[str]) -> tuple[float, float]:
    """What two sets have in common, of both and of the smaller one."""
    common = len(left & right)
    return common / max(1, len(left | right)), common / max(1, min(len(left), len(right)))


def _numbers(forecast: Forecast) -> frozenset[float]:
    """The numbers that are told; one is left out, since "a week" is "one week"."""
    amounts = find_amounts(forecast.text)
    return frozenset(value for one in amounts for value in (one.low, one.high) if value != 1)


def _name_one_day(one: Forecast, other: Forecast) -> bool:
    left, right = one.due(one.made), other.due(other.made)
    is_named = all(due.value and len(due.value) >= 10 and "counted" not in due.basis for due in (left, right))
    return is_named and compare_times(left.value, right.value) == "same"


def _may_be_one(one: Forecast, other: Forecast) -> bool:
    """Whether the days allow that the later one only repeats the earlier."""
    left, right = read_days(one.made), read_days(other.made)
    if left is None or right is None:
        return True
    apart = abs((left.first - right.first).days)
    first, second = one.due(one.made), other.due(other.made)
    if first.value and second.value:
        is_counted = "counted" in first.basis or "counted" in second.basis
        if is_counted and not (one.is_again or other.is_again):
            return apart <= _NEAR_DAYS
        return is_counted or compare_times(first.value, second.value) != "different"
    return apart <= _FAR_DAYS


def _in_one_proposition(
    ordered: Sequence[Forecast], propositions: Sequence[Proposition]
) -> Iterator[tuple[Forecast, Forecast]]:
    whole: dict[str, Forecast] = {
        one.claim.id: one for one in ordered if len(one.span) == len(one.claim.span) and one.holder
    }
    for proposition in propositions:
        by_holder: dict[tuple[str, int], list[Forecast]] = defaultdict(list)
        for member in proposition.members:
            if (found := whole.get(member.claim)) is not None:
                by_holder[found.holder, member.sign].append(found)
        for own in by_holder.values():
            yield from pairwise(sorted(own, key=_rank))


def _copied(ordered: Sequence[Forecast], copies: Iterable[Copy]) -> Iterator[tuple[Forecast, Forecast]]:
    """Forecasts that stand at one place of a passage that went from one article into another."""
    by_article: dict[str, list[Forecast]] = defaultdict(list)
    for one in ordered:
        by_article[one.claim.article].append(one)
    for copy in copies:
        if copy.child not in by_article or copy.parent not in by_article:
            continue
        for child, parent in copy.passages:
            for one in by_article[copy.child]:
                place = _moved(one.span, child, parent)
                for other in by_article[copy.parent] if place else ():
                    if place and _overlap(place, other.span) * 2 >= min(len(place), len(other.span)):
                        yield one, other


def _moved(span: Span, child: Span, parent: Span) -> Span | None:
    """Where ``span`` stands in the parent's passage, about."""
    if not child.overlaps(span) or not len(child):
        return None
    scale = len(parent) / len(child)
    start = parent.start + round((span.start - child.start) * scale)
    return Span(start, start + max(1, round(len(span) * scale)))


def _overlap(left: Span, right: Span) -> int:
    return max(0, min(left.end, right.end) - max(left.start, right.start))


class _Joined:
    """Sets that grow together; the root of one is its least member by the order given."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._rank = {one: place for place, one in enumerate(ids)}
        self._up = {one: one for one in ids}

    def root(self, one: str) -> str:
        """The least member of the set that holds ``one``."""
        while self._up[one] != one:
            self._up[one] = self._up[self._up[one]]
            one = self._up[one]
        return one

    def join(self, one: str, other: str) -> None:
        """Make one set of the sets of both."""
        left, right = sorted((self.root(one), self.root(other)), key=self._rank.__getitem__)
        self._up[right] = left
