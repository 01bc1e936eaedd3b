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
from rashomon.survey.due_ends import is_unseen, named_ends, says_deadline, says_then
from rashomon.survey.edtf import read_days

NOT_GIVEN = "none given"
DEADLINE_TOLD = "the deadline that the article tells"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DURATION = re.compile(r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?")
_HOURS = re.compile(r"PT(?P<hours>\d+)H")
# What stands before a time makes it an end, a start to count from, or how long something lasts.
_BEFORE = re.compile(
    r"\b(?P<word>by|before|until|till|(?:no|not) later than|within|inside|in|over|during|after|for|lasts?"
    r"|lasting|since|from)\s+(?:(?:at most|(?:no|not|less|fewer) (?:more )?than|under|up to|only|about|around"
    r"|roughly|the|a|an)\s+)*[\"“‘']?$",
    re.IGNORECASE,
)
_FROM_NOW = re.compile(r"\s*(?:from now|from today|hence)\b", re.IGNORECASE)
# "What was lost in March": no day to come, though the month may be.
_IS_PAST = re.compile(
    r"\b(?:was|were|had|has|have)\b(?!.*\b(?:will|would|shall|may|might|can|could|to)\b)[^,;.]*$",
    re.IGNORECASE,
)
# "It will last three weeks" tells no three weeks that are over.
_WILL_LAST = re.compile(
    r"\b((?:will|to|would|can|could|may|might|shall|not|n[’']t|only)\s+)last(?=\s+(?!an?\b|for\b|only\b)\w+\s+"
    r"(?:hour|day|week|month|year)s\b)"
)
# "In two or three days": the later one.
_RANGE = re.compile(r"\b[\w-]+ (?:or|to) (?P<most>[\w-]+ (?:hour|day|week|month|year)s)$")
_LASTING = re.compile(r"\b(?:last|hold|live|survive|endure)(?:s|ed|d|ing)?\s+(?:only\s+|even\s+)?$")
_NTH_ALONE = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)")
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


class Elsewhere(NamedTuple):
    """Days that the words of a prediction may point to, and whether they look back."""

    then: str | None = None
    """EDTF: the day told last before it."""
    deadline: str | None = None
    """EDTF: the day on which the deadline is over that the article tells."""
    is_over: bool = False
    """The prediction is told as one made before, at a day that is not told."""


NOTHING = Elsewhere()


@lru_cache(maxsize=20_000)
def find_due(
    text: str,
    made: str | None,
    time: str | None = None,
    *,
    after: str = "",
    elsewhere: Elsewhere = NOTHING,
) -> Due:
    """The due window that the words of a prediction give.

    Args:
        text: The words of the prediction.
        made: EDTF, when it was made; counted from only where it is a day.
        time: EDTF, what the claim's own time is known to be; taken where the words alone give none.
        after: What "within a week" is counted from where that is not ``made``: "its condition".
        elsewhere: Days told in other words of the article.

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
    read = _WILL_LAST.sub(r"\1hold", text)
    after = after or ("a day that is not told" if elsewhere.is_over else "")
    hits = [
        *_named_ends(read, begun, elsewhere.is_over),
        *_told_elsewhere(read, elsewhere),
        *_by_times(read, made, begun, after, elsewhere.is_over),
    ]
    if hits:
        return min(hits)[2]
    days, start = read_days(time), read_days(made)
    is_late = days is not None and (start is None or days.last >= start.first or elsewhere.is_over)
    if time and days and is_late and days.last != date.max:
        return Due(time, "the day that the claim tells")
    return Due(None, NOT_GIVEN)


_Hit = tuple[int, int, Due]


def _named_ends(text: str, begun: date | None, is_over: bool) -> Iterator[_Hit]:
    for end in named_ends(text, begun, is_over=is_over):
        is_counted = end.value is None or not end.is_named
        yield (
            0 if end.value else 2,
            end.start,
            _due(end.words, end.value, made=begun if is_counted else None),
        )


def _told_elsewhere(text: str, elsewhere: Elsewhere) -> Iterator[_Hit]:
    """A day that the words only point to."""
    then, deadline = says_then(text), says_deadline(text)
    if then and elsewhere.then:
        yield (0, text.index(then), Due(elsewhere.then, f"“{then}”: the day told before it"))
    if deadline and elsewhere.deadline:
        value = Due(elsewhere.deadline, f"“{deadline}”: {DEADLINE_TOLD}")
        yield (0, text.index(deadline), value)


def _by_times(text: str, made: str | None, begun: date | None, after: str, is_over: bool) -> Iterator[_Hit]:
    for one in find_times(text, begun.isoformat() if begun else made):
        at, told = one.span.start, one.span.of(text)
        before = _BEFORE.search(text[max(0, at - 40) : at])
        word = before["word"].lower() if before else ""
        if word in ("since", "after", "from") or one.kind == "set" or _NTH_ALONE.fullmatch(told):
            continue
        words = f"{word} {told}".strip()
        if one.kind == "duration":
            is_counted = word or _LASTING.search(text[:at])
            if after and is_counted and not _FROM_NOW.match(text, one.span.end):
                yield (2, at, Due(None, f"“{words}”: counted from {after}"))
            else:
                yield from _by_duration(text, one, (word, words), begun)
        elif one.value is None:
            yield (2, at, _due(words, None, made=begun))
        elif _IS_PAST.search(text, 0, at):
            continue
        elif value := _window(one.value, (word, words), made, is_over, is_unseen(text, at)):
            # A window that a day stands for is not counted from anywhere.
            yield (0 if word and word not in _LASTS else 1, at, _due(words, value, made=None))


def _window(value: str, told: tuple[str, str], made: str | None, is_over: bool, unseen: bool) -> str | None:
    """The window that a time leaves, the next such time or, where that is over, the last one."""
    word, words = told
    values = [value]
    start, days = read_days(made), read_days(value)
    if start and days and start.is_exact and not _YEAR.search(words):
        # Read by itself, without the tense of a verb, a day may be one that is past.
        said = start.first.isoformat()
        if is_over:
            values += _reread(f"It had been so {words}", said)
        elif days.last < start.first:
            values = [*_reread(f"It will be so {words}", said), value]
    bounded = (_bounded(one, word, words, None if is_over else made) for one in values)
    windows = [one for one in bounded if one]
    if is_over and start:
        windows.sort(key=lambda one: abs((_days_of(one) - start.first).days))
    if not windows:
        return None
    return _days_of(windows[0], is_first=True).isoformat() if unseen else windows[0]


def _reread(text: str, said: str) -> list[str]:
    found = find_times(text, said)
    return [one.value for one in found if one.value and one.kind in ("date", "time")]


def _days_of(value: str, *, is_first: bool = False) -> date:
    days = read_days(value)
    if days is None:
        return date.max
    return days.first if is_first else days.last


def _by_duration(text: str, one: Time, told: tuple[str, str], begun: date | None) -> Iterator[_Hit]:
    word, words = told
    from_now = _FROM_NOW.match(text, one.span.end)
    if not word and not from_now:
        # "last a week", "a month's truce": how long, if the verb says so.
        if not _LASTING.search(text[: one.span.start]):
            return
        word = "last"
    if word in ("by", "before", "until", "till", "during"):
        return
    words += from_now.group() if from_now else ""
    length = one.value or _longest(one.span.of(text))
    end = _after(begun, length) if begun and length else None
    if end is None:
        yield (2, one.span.start, _due(words, None, made=begun))
    elif word in _LASTS:
        yield (1, one.span.start, _due(words, f"{end.isoformat()}~", made=begun))
    else:
        yield (0, one.span.start, _due(words, end.isoformat(), made=begun))


def _longest(words: str) -> str | None:
    """The longer one of "two or three days"."""
    match = _RANGE.search(words)
    found = find_times(f"for {match['most']}", None) if match else ()
    return next((one.value for one in found if one.kind == "duration"), None)


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
