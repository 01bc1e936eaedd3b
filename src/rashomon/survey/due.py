"""By when a prediction has to have come about, read from its own words."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from rashomon.records import Time
from rashomon.situate.times import find_times
from rashomon.survey.edtf import read_days

NOT_GIVEN = "none given"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DURATION = re.compile(r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?")
_HOURS = re.compile(r"PT(?P<hours>\d+)H")
# What stands before a time makes it an end, a start to count from, or how long something lasts.
_BEFORE = re.compile(
    r"\b(?P<word>by|before|until|till|(?:no|not) later than|within|inside|in|over|during|after|for|lasts?"
    r"|lasting|since|from)\s+(?:(?:at most|only|about|around|roughly|the|a|an)\s+)*$",
    re.IGNORECASE,
)
_FROM_NOW = re.compile(r"\s*(?:from now|from today|hence)\b", re.IGNORECASE)
# Ends that are told without naming a day; what is left of the period that made them.
_ENDS = re.compile(
    r"\b(?:(?:by|before|until|till|at)\s+)?the end of (?:the|this) (?P<period>week|month|year)\b"
    r"|\b(?:within|later|sometime) (?:the|this) (?P<within>week|month|year)\b"
    r"|\b(?:by|before|until|till) (?P<dusk>night(?:fall)?|dusk|evening|noon|midday|midnight|sunset)\b",
    re.IGNORECASE,
)
# "What was lost in March": no day to come, though the month may be.
_IS_PAST = re.compile(
    r"\b(?:was|were|had|has|have)\b(?!.*\b(?:will|would|shall|may|might|can|could|to)\b)[^,;.]*$",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\bend of\b", re.IGNORECASE)
_YEAR = re.compile(r"\b\d{4}\b")
_ENDS_BY = frozenset(["by", "until", "till", "no later than", "not later than"])
_LASTS = frozenset(["for", "last", "lasts", "lasting"])
# Months in which the seasons of EDTF begin, as the northern half of the earth counts.
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}


class Due(NamedTuple):
    """A due window."""

    value: str | None
    """EDTF; None where the words give none that can be counted."""
    basis: str
    """The words and how they were counted, for a user to read; "none given" where there are none."""

    @property
    def last(self) -> date | None:
        """The last day on which it can still come about."""
        days = read_days(self.value)
        return days.last if days and days.last < date.max else None


@lru_cache(maxsize=20_000)
def find_due(text: str, made: str | None, time: str | None = None, *, after: str = "") -> Due:
    """The due window that the words of a prediction give.

    Args:
        text: The words of the prediction.
        made: EDTF, when it was made; counted from only where it is a day.
        time: EDTF, what the claim's own time is known to be; taken where the words alone give none.
        after: What "within a week" is counted from where that is not ``made``: "its condition".

    Returns:
        The window, in EDTF, with the words it is read from. A season stands for the month that begins it
        where it is an end ("by the autumn"), counted as in the north.

    >>> find_due("the wall will fall within one week", "2031-04-07").value
    '2031-04-14'
    >>> find_due("she will unite them before the autumn", "2031-04-07").value
    '2031-09'
    >>> find_due("it will be over within days", "2031-04-07")
    Due(value=None, basis='“within days”: no day that could be counted')
    """
    begun = _day(made)
    hits = [*_named_ends(text, begun), *_by_times(text, made, begun, after)]
    if hits:
        return min(hits)[2]
    days, start = read_days(time), read_days(made)
    if time and days and (start is None or days.last >= start.first) and days.last != date.max:
        return Due(time, "the day that the claim tells")
    return Due(None, NOT_GIVEN)


_Hit = tuple[int, int, Due]


def _named_ends(text: str, begun: date | None) -> Iterator[_Hit]:
    for match in _ENDS.finditer(text):
        period = match["period"] or match["within"] or "day"
        value = _end_of(period.lower(), begun).isoformat() if begun else None
        yield (0 if value else 2, match.start(), _due(match.group(), value, made=begun))


def _end_of(period: str, begun: date) -> date:
    if period == "week":
        return begun + timedelta(days=6 - begun.weekday())
    if period == "month":
        return begun.replace(day=monthrange(begun.year, begun.month)[1])
    return begun.replace(month=12, day=31) if period == "year" else begun


def _by_times(text: str, made: str | None, begun: date | None, after: str) -> Iterator[_Hit]:
    for one in find_times(text, begun.isoformat() if begun else made):
        before = _BEFORE.search(text[max(0, one.span.start - 40) : one.span.start])
        word = before["word"].lower() if before else ""
        if word in ("since", "after", "from") or one.kind == "set":
            continue
        words = f"{word} {one.span.of(text)}".strip()
        if one.kind == "duration":
            if (
                after
                and (word or "last " in text[: one.span.start])
                and not _FROM_NOW.match(text, one.span.end)
            ):
                yield (2, one.span.start, Due(None, f"“{words}”: counted from {after}"))
            else:
                yield from _by_duration(text, one, (word, words), begun)
        elif one.value is None:
            yield (2, one.span.start, _due(words, None, made=begun))
        elif _IS_PAST.search(text, 0, one.span.start):
            continue
        elif (value := _bounded(one.value, word, words, made)) is not None:
            # A window that a day stands for is not counted from anywhere.
            yield (0 if word and word not in _LASTS else 1, one.span.start, _due(words, value, made=None))


def _by_duration(text: str, one: Time, told: tuple[str, str], begun: date | None) -> Iterator[_Hit]:
    word, words = told
    from_now = _FROM_NOW.match(text, one.span.end)
    if not word and not from_now:
        # "last a week", "a month's truce": how long, if the verb says so.
        if not re.search(r"\blast(?:s|ed|ing)?\s+(?:only\s+|even\s+)?$", text[: one.span.start]):
            return
        word = "last"
    if word in ("by", "before", "until", "till", "during"):
        return
    words += from_now.group() if from_now else ""
    end = _after(begun, one.value) if begun and one.value else None
    if end is None:
        yield (2, one.span.start, _due(words, None, made=begun))
    elif word in _LASTS:
        yield (1, one.span.start, _due(words, f"{end.isoformat()}~", made=begun))
    else:
        yield (0, one.span.start, _due(words, end.isoformat(), made=begun))


def _after(begun: date, duration: str) -> date | None:
    """The day so long after ``begun``.

    >>> _after(date(2031, 1, 31), "P1M"), _after(date(2031, 1, 31), "PT36H")
    (datetime.date(2031, 2, 28), datetime.date(2031, 2, 2))
    """
    hours = _HOURS.fullmatch(duration)
    try:
        if hours:
            return begun + timedelta(days=-(-int(hours["hours"]) // 24))
        match = _DURATION.fullmatch(duration)
        if not match or not any(match.groups()):
            return None
        years, months, weeks, days = (int(part or 0) for part in match.groups())
        month = begun.month - 1 + months
        year, month = begun.year + years + month // 12, month % 12 + 1
        moved = date(year, month, min(begun.day, monthrange(year, month)[1]))
        return moved + timedelta(days=7 * weeks + days)
    except (OverflowError, ValueError):
        return None


def _bounded(value: str, word: str, words: str, made: str | None) -> str | None:
    """The window that a time with the word before it leaves; None where it was over when it was said."""
    value = _forward(value, words, made)
    end = value.rpartition("/")[2].rstrip("?~%") or ".."
    days, start = read_days(value), read_days(made)
    season = _season(end)
    if word == "before" or word in _ENDS_BY:
        value = _as_end(end, word, words, season)
    elif season:
        year, month = season
        value = f"{year:04}-{month:02}/{_last_month(year, month)}"
    elif "/" not in value:
        value = value.rstrip("?")
    if days is None or read_days(value) is None:
        return None
    window = read_days(value)
    # A stretch that began before and ends on the day it was said is what has been.
    is_past = "/" in value and start is not None and days.first < start.first and days.last <= start.last
    is_over = start is not None and window is not None and window.last < start.first
    return None if is_past or is_over else value


def _as_end(end: str, word: str, words: str, season: tuple[int, int] | None) -> str:
    if season:
        return f"{season[0]:04}-{season[1]:02}"
    if word == "before" and not _ENDING.search(words):
        days = read_days(end)
        if days and days.first > date.min:
            return (days.first - timedelta(days=1)).isoformat()
    return end


def _season(value: str) -> tuple[int, int] | None:
    """Year and first month of a season."""
    match = re.fullmatch(r"(\d{4})-(2[1-4])", value)
    return (int(match[1]), _SEASONS[int(match[2])]) if match else None


def _last_month(year: int, month: int) -> str:
    return f"{year + 1:04}-02" if month == 12 else f"{year:04}-{month + 2:02}"


def _forward(value: str, words: str, made: str | None) -> str:
    """A month, day or season of no said year is the next one, since it is to come."""
    start = read_days(made)
    match = re.fullmatch(r"(\d{4})(-.+)", value)
    if start is None or not match or _YEAR.search(words) or "/" in value:
        return value
    year = int(match[1])
    season = _season(value.rstrip("?~%"))
    for later in (year, year + 1, year + 2):
        moved = f"{later:04}{match[2]}"
        last = f"{_last_month(later, season[1])}" if season else moved
        days = read_days(last)
        if days and days.last >= start.first:
            return moved
    return value


def _due(words: str, value: str | None, *, made: date | None) -> Due:
    if value is None:
        why = "no day that could be counted" if made else "counted from a day that is not known"
        return Due(None, f"“{words}”: {why}")
    return Due(value, f"“{words}”" + (f", counted from {made.isoformat()}" if made else ""))


def _day(made: str | None) -> date | None:
    """The day that an EDTF value names, if it names one for sure."""
    days = read_days(made)
    match = _DAY.match(made or "")
    if not days or not match or not days.is_exact or "/" in (made or ""):
        return None
    return date.fromisoformat(match.group())
