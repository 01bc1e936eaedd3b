"""Which forecasts are one told several times: one holder, one content, counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from rashomon.findings import Copy, Proposition
from rashomon.records import Span
from rashomon.survey.amounts import find_amounts
from rashomon.survey.due import Due
from rashomon.survey.echoed import forecast_lengths
from rashomon.survey.edtf import Days, compare_times, read_days
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


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is compared of a forecast, read once."""

    forecast: Forecast
    words: frozenset[str]
    numbers: frozenset[float]
    acts: frozenset[str]
    days: Days | None
    due: Due
    lengths: frozenset[str]

    @staticmethod
    def of(one: Forecast) -> _Facts:
        """Read from its words."""
        words = forecast_words(one)
        # One is left out, since "a week" is "one week".
        amounts = (value for found in find_amounts(one.text + one.tail) for value in (found.low, found.high))
        return _Facts(
            forecast=one,
            words=words,
            numbers=frozenset(value for value in amounts if value != 1),
            acts=frozenset(naming.name for word in words for naming in named_by(word)),
            days=read_days(one.made),
            due=one.due(one.made),
            lengths=forecast_lengths(one),
        )


def group_forecasts(
    forecasts: Sequence[Forecast], propositions: Sequence[Proposition], copies: Sequence[Copy]
) -> tuple[tuple[Forecast, ...], ...]:
    """The forecasts, those that are one together, the earliest first, then by article and place.

    One holder's forecasts are one where they are of one proposition, in nearly the same words, or name the
    same day for the same thing; anybody's where one passage was copied. Whatever the order they come in.
    """
    ordered = [_Facts.of(one) for one in sorted(forecasts, key=_rank)]
    joined = _Joined([one.forecast.id for one in ordered])
    for one, other in _pairs(ordered):
        if not joined.are_joined(one.forecast.id, other.forecast.id) and _is_same(one, other):
            joined.join(one.forecast.id, other.forecast.id)
    for one, other in _in_one_proposition(ordered, propositions):
        # A proposition also holds what is alike: "the port will fall", "the town will fall".
        is_alike = _share(one.words, other.words)[1] >= NEARLY_THE_SAME
        if one.forecast.sign == other.forecast.sign and is_alike and _may_be_one(one, other):
            joined.join(one.forecast.id, other.forecast.id)
    for one, other in _copied(ordered, copies):
        if _share(one.words, other.words)[0] >= NEARLY_THE_SAME:
            joined.join(one.forecast.id, other.forecast.id)
    groups: dict[str, list[Forecast]] = defaultdict(list)
    for one in ordered:
        groups[joined.root(one.forecast.id)].append(one.forecast)
    return tuple(tuple(group) for group in groups.values())


def forecast_words(forecast: Forecast) -> frozenset[str]:
    """The stems of what the forecast is about."""
    return content_words(forecast.text) - _MODALS


def _rank(one: Forecast) -> tuple[str, str, Span, str]:
    days = read_days(one.made)
    return (days.first.isoformat() if days else "9999", one.claim.article, one.span, one.id)


def _pairs(ordered: Sequence[_Facts]) -> Iterator[tuple[_Facts, _Facts]]:
    """Those of one holder that share a word which few of his have, or follow one another by their words."""
    by_holder: dict[str, list[_Facts]] = defaultdict(list)
    for one in ordered:
        if one.forecast.holder:
            by_holder[one.forecast.holder].append(one)
    for own in by_holder.values():
        # First those that follow, so that what is told a hundred times is one before pairs are made.
        yield from pairwise(sorted(own, key=lambda one: (sorted(one.words), _rank(one.forecast))))
        having: dict[str, list[_Facts]] = defaultdict(list)
        for one in own:
            for word in one.words:
                having[word].append(one)
        for _, block in sorted(having.items()):
            if len(block) <= _BLOCK:
                yield from combinations(block, 2)


def _is_same(one: _Facts, other: _Facts) -> bool:
    if one.forecast.sign != other.forecast.sign or one.numbers != other.numbers:
        return False
    of_all, of_less = _share(one.words, other.words)
    is_near = of_all >= NEARLY_THE_SAME or (
        of_less >= HELD_IN and min(len(one.words), len(other.words)) >= _LEAST_WORDS
    )
    is_one_act = bool(one.acts & other.acts) and (one.forecast.is_again or other.forecast.is_again)
    # "Who had promised to be there in ten days": counted from when it was said first.
    is_over = one.forecast.elsewhere.is_over or other.forecast.elsewhere.is_over
    is_one_time = _name_one_day(one, other) or (is_over and bool(one.lengths & other.lengths))
    has_reason = is_near or (bool(one.words & other.words) and (is_one_act or is_one_time))
    return has_reason and _may_be_one(one, other)


def _share(left: frozenset[str], right: frozenset[str]) -> tuple[float, float]:
    """What two sets have in common, of both and of the smaller one."""
    common = len(left & right)
    return common / max(1, len(left | right)), common / max(1, min(len(left), len(right)))


def _name_one_day(one: _Facts, other: _Facts) -> bool:
    is_named = all(
        due.value and len(due.value) >= 10 and "counted" not in due.basis for due in (one.due, other.due)
    )
    return is_named and compare_times(one.due.value, other.due.value) == "same"


def _may_be_one(one: _Facts, other: _Facts) -> bool:
    """Whether the days allow that the later one only repeats the earlier."""
    if one.days is None or other.days is None:
        return True
    apart = abs((one.days.first - other.days.first).days)
    if not one.due.value or not other.due.value:
        return apart <= _FAR_DAYS
    if one.due.value == other.due.value:
        return True
    is_counted = "counted" in one.due.basis or "counted" in other.due.basis
    if is_counted:
        return one.forecast.is_again or other.forecast.is_again or apart <= _NEAR_DAYS
    return compare_times(one.due.value, other.due.value) != "different"


def _in_one_proposition(
    ordered: Sequence[_Facts], propositions: Sequence[Proposition]
) -> Iterator[tuple[_Facts, _Facts]]:
    whole = {
        one.forecast.claim.id: one
        for one in ordered
        if len(one.forecast.span) == len(one.forecast.claim.span) and one.forecast.holder
    }
    for proposition in propositions:
        by_holder: dict[tuple[str, int, int], list[_Facts]] = defaultdict(list)
        for member in proposition.members:
            if (found := whole.get(member.claim)) is not None:
                by_holder[found.forecast.holder, member.sign, member.knot].append(found)
        for own in by_holder.values():
            yield from pairwise(sorted(own, key=lambda one: _rank(one.forecast)))


def _copied(ordered: Sequence[_Facts], copies: Iterable[Copy]) -> Iterator[tuple[_Facts, _Facts]]:
    """Forecasts that stand at one place of a passage that went from one article into another."""
    by_article: dict[str, list[_Facts]] = defaultdict(list)
    for one in ordered:
        by_article[one.forecast.claim.article].append(one)
    for copy in copies:
        if copy.child not in by_article or copy.parent not in by_article:
            continue
        for child, parent in copy.passages:
            for one in by_article[copy.child]:
                place = _moved(one.forecast.span, child, parent)
                for other in by_article[copy.parent] if place else ():
                    span = other.forecast.span
                    if place and _overlap(place, span) * 2 >= min(len(place), len(span)):
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

    def are_joined(self, one: str, other: str) -> bool:
        """Whether both are of one set."""
        return self.root(one) == self.root(other)

    def join(self, one: str, other: str) -> None:
        """Make one set of the sets of both."""
        left, right = sorted((self.root(one), self.root(other)), key=self._rank.__getitem__)
        self._up[right] = left
