"""Ends that are told without a date: "by the fifteenth", "before the month is out", "by midnight"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

_ENDS = re.compile(
    r"\b(?:(?:by|before|until|till|at)\s+)?the end of (?:the|this) (?P<period>day|week|month|year)\b"
    r"|\b(?:within|later|sometime) (?:the|this) (?P<within>week|month|year)\b"
    r"|\b(?:before|by the time|until|till) (?:the|this) (?P<out>day|week|month|year) (?:is|was|were|has|had) "
    r"(?:out|over|up|through|ended|done|finished)\b"
    r"|\b(?:by|before|until|till|at) (?:the )?(?P<of>week|month|year)(?:['’]s[ -]|-| )end\b"
    r"|\b(?:by|before|until|till) (?:the )?(?P<new>new year)(?:['’]s(?: day)?)?\b"
    r"|\b(?:by|before|until|till) (?P<dusk>night(?:fall)?|dusk|dark|evening|noon|midday|midnight|sunset)\b"
    # "By noon on Thursday" names a day.
    r"(?!\s+(?:(?:on|of|this|next)\s+)?(?:the\s+)?(?:\d|[A-Z]|tomorrow|tonight))",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(r"\s+(?:(?:on|of)\s+)?(?:(?:the|next|this)\s+)?(?-i:\d|[A-Z]|tomorrow)")
_UNITS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_TEENS = ["tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"]
_NTH = [*_UNITS, *_TEENS, "eighteenth", "nineteenth", "twentieth", *(f"twenty-{one}" for one in _UNITS)]
_NTH += ["thirtieth", "thirty-first"]
_NTH_DAY = re.compile(
    r"\b(?P<word>on|by|before|until|till|(?:no|not) later than)\s+[\"“‘']?the\s+"
    rf"(?P<nth>{'|'.join(sorted(_NTH, key=len, reverse=True))}|\d{{1,2}}(?:st|nd|rd|th))"
    r"(?P<month>\s+(?:day\s+)?of\s+(?:the|this|next)\s+month\b)?"
    # "By the first snow", "before the second round" name no day; "the first of May" another.
    r"(?=[^\w\s]|\s*$|\s+(?:and|but|or|at the latest|when|as|if|because)\b)(?!-)",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"\b(?:by|before|until|till)\s+(?P<end>the end of\s+(?:(?:the|this)\s+)?)?"
    r"(?P<season>spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
# First months, as the northern half of the earth counts.
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
# Who will not see June is gone when it begins.
_NOT_SEE = re.compile(
    r"\b(?:not|never|n[’']t|nor|hardly|cannot)\s+(?:live\s+to\s+)?see\s+(?:the\s+)?(?:month\s+of\s+|year\s+|spring\s+of\s+)?$",
    re.IGNORECASE,
)
_END_OF = re.compile(r"(?:the\s+)?end\b", re.IGNORECASE)
_BY_NOW = re.compile(r"\b(?:by|before|until|till)\s+(?P<then>then|that (?:day|date|time))\b", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b(?:the|that|this|its|their|his|her)\s+(?:deadline|ultimatum|cut-off(?: date)?)\b"
    r"|\blet\s+(?:the|that|this)\s+(?:day|date)\s+pass\b",
    re.IGNORECASE,
)


class NamedEnd(NamedTuple):
    """An end that the words tell, where they stand."""

    start: int
    words: str
    value: str | None
    """EDTF; None where the day of saying is not known."""
    is_named: bool
    """The words name the day, from whatever day it is counted."""


def named_ends(text: str, begun: date | None, *, is_over: bool = False) -> Iterator[NamedEnd]:
    """The ends in ``text``, counted from ``begun``.

    Args:
        text: The words of a prediction.
        begun: The day on which it was said, or told again.
        is_over: The day is the last such one before ``begun``: the prediction is told as one made before.

    >>> [end.value for end in named_ends("it will fall by the fifteenth", date(2031, 4, 20))]
    ['2031-05-15']
    """
    for match in _ENDS.finditer(text):
        if match["dusk"] and _NAMED_DAY.match(text, match.end()):
            continue
        period = match["period"] or match["within"] or match["out"] or match["of"]
        period = period or ("year" if match["new"] else "day")
        day = _end_of(period.lower(), begun).isoformat() if begun else None
        yield NamedEnd(match.start(), match.group(), day, False)
    yield from _nth_days(text, begun, is_over)
    for match in _SEASON.finditer(text):
        yield NamedEnd(match.start(), match.group(), _season(match, begun) if begun else None, True)


def _nth_days(text: str, begun: date | None, is_over: bool) -> Iterator[NamedEnd]:
    for match in _NTH_DAY.finditer(text):
        nth = match["nth"].lower()
        number = _NTH.index(nth) + 1 if nth in _NTH else int(nth[:-2])
        day = _day_of_month(number, begun, is_over, "next month" in match.group().lower()) if begun else None
        if day and match["word"].lower() == "before":
            day -= timedelta(days=1)
        yield NamedEnd(match.start(), match.group(), day.isoformat() if day else None, True)


def _season(match: re.Match[str], begun: date) -> str:
    """The month that begins the season, or the last one of it."""
    first = _SEASONS[match["season"].lower()]
    month = ((first + 1) % 12 + 1 if first < 12 else 2) if match["end"] else first
    return f"{begun.year + (month < begun.month):04}-{month:02}"


def _end_of(period: str, begun: date) -> date:
    if period == "week":
        return begun + timedelta(days=6 - begun.weekday())
    if period == "month":
        return begun.replace(day=monthrange(begun.year, begun.month)[1])
    return begun.replace(month=12, day=31) if period == "year" else begun


def _day_of_month(number: int, begun: date, is_over: bool, is_next: bool) -> date | None:
    """The next (the last) day of that number in its month; None where there is none in a year."""
    first = begun.replace(day=1)
    for _ in range(12):
        if number <= monthrange(first.year, first.month)[1]:
            day = first.replace(day=number)
            if (is_over and day <= begun) or (not is_over and day >= begun and not is_next):
                return day
        is_next = False
        first = (first - timedelta(days=1) if is_over else first + timedelta(days=32)).replace(day=1)
    return None


def is_unseen(text: str, start: int) -> bool:
    """Whether the time at ``start`` is one that somebody will not live to see the beginning of.

    >>> is_unseen("he will not see July", 16), is_unseen("he will not see the end of July", 16)
    (True, False)
    """
    before = _NOT_SEE.search(text, max(0, start - 60), start)
    return before is not None and not _END_OF.match(text, start)


def says_then(text: str) -> str | None:
    """The words "by then", which name a day that was told before."""
    match = _BY_NOW.search(text)
    return match.group() if match else None


def says_deadline(text: str) -> str | None:
    """The words that name a deadline told elsewhere: "before the deadline"."""
    match = _DEADLINE.search(text)
    return match.group() if match else None
