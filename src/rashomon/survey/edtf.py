"""Two times written in EDTF: the same, may be the same, one vaguer, or surely different days.

Only days count: a clock time is cut off. A season is taken to be somewhere in its year, since nobody says in
which hemisphere (levels 0 and 1 of the Extended Date/Time Format, Library of Congress 2019).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from rashomon.situate.periods import last_of_month

TimeRelation = Literal["same", "vaguer", "narrower", "may", "different"]
"""Of the first to the second: ``"vaguer"`` holds it, ``"narrower"`` lies in it, ``"may"`` overlaps it."""

_PART = re.compile(
    r"(?P<year>\d{4}|\d{1,3}X{1,3}|XXXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?:T[\d:.]+(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?P<mark>[~?%]?)"
)
# How far a value marked as rough may be off, by what it names.
_SLACK = {"day": 2, "month": 31, "year": 366}
_WINTER = 24


class Days(NamedTuple):
    """The first and the last day that a time may mean, and whether it says so without a mark of doubt."""

    first: date
    last: date
    is_exact: bool = True


def read_days(value: str | None) -> Days | None:
    """The days that an EDTF value may mean; None for durations, for no year, for what is no EDTF.

    An open end reaches to the end of the calendar.

    >>> read_days("2023-02")
    Days(first=datetime.date(2023, 2, 1), last=datetime.date(2023, 2, 28), is_exact=True)
    >>> read_days("2023-04-05~").last.isoformat(), read_days("P3D"), read_days("2023-21").first.isoformat()
    ('2023-04-07', None, '2023-01-01')
    """
    if not value:
        return None
    start, slash, end = value.partition("/")
    if not slash:
        return _read_part(start)
    first = Days(date.min, date.min) if start in ("", "..") else _read_part(start)
    last = Days(date.max, date.max) if end in ("", "..") else _read_part(end)
    if first is None or last is None or last.last < first.first:
        return None
    return Days(first.first, last.last, first.is_exact and last.is_exact)


def compare_times(a: str | None, b: str | None) -> TimeRelation | None:
    """How ``a`` stands to ``b``; None where either is not known.

    >>> compare_times("2023-02-14", "2023-02-21"), compare_times("2023-02", "2023-02-21")
    ('different', 'vaguer')
    >>> compare_times("XXXX-02", "2023-02-21"), compare_times("XXXX-03", "2023-02-21")
    ('vaguer', 'different')
    """
    if not a or not b:
        return None
    if "XXXX" in a or "XXXX" in b:
        return _compare_without_year(a, b)
    one, two = read_days(a), read_days(b)
    if one is None or two is None:
        return None
    if one.last < two.first or two.last < one.first:
        return "different"
    if (one.first, one.last) == (two.first, two.last):
        return "same" if one.is_exact and two.is_exact else "may"
    if one.first <= two.first and two.last <= one.last:
        return "vaguer"
    return "narrower" if two.first <= one.first and one.last <= two.last else "may"


@lru_cache(maxsize=100_000)
def days_apart(a: str | None, b: str | None) -> int | None:
    """How many days lie between two EDTF times; None where one is not known.

    >>> days_apart("2023-04-05", "2023-04-12T10:00:00Z"), days_apart(None, "2023-04-12")
    (6, None)
    """
    one, two = read_days(a), read_days(b)
    if one is None or two is None:
        return None
    return max(0, (two.first - one.last).days, (one.first - two.last).days)


def is_surely_before(a: str | None, b: str | None) -> bool:
    """Whether every day that ``a`` may mean comes before every one that ``b`` may mean.

    >>> is_surely_before("2023-04-04", "2023-04-12T20:00:00Z"), is_surely_before("2023-04", "2023-04-12")
    (True, False)
    """
    one, two = read_days(a), read_days(b)
    return one is not None and two is not None and one.last < two.first


def _read_part(part: str) -> Days | None:
    match = _PART.fullmatch(part)
    if not match or match["year"] == "XXXX":
        return None
    year, month, day = match["year"], match["month"], match["day"]
    try:
        if "X" in year:
            found, grain = _years(int(year.replace("X", "0")), int(year.replace("X", "9"))), "year"
        elif month in (None, "XX"):
            found, grain = _years(int(year), int(year)), "year"
        elif int(month) > 12:
            found, grain = _season(int(year), int(month)), "month"
        elif day in (None, "XX"):
            at = date(int(year), int(month), 1)
            found, grain = (at, at.replace(day=last_of_month(at.year, at.month))), "month"
        else:
            found, grain = (date(int(year), int(month), int(day)),) * 2, "day"
    except ValueError:
        return None
    # The same moment is another day elsewhere: a clock with a zone is a day off at most.
    slack = _SLACK[grain] if match["mark"] else 1 if match["zone"] else 0
    return Days(_moved(found[0], -slack), _moved(found[1], slack), is_exact=not match["mark"])


def _years(first: int, last: int) -> tuple[date, date]:
    return date(max(1, first), 1, 1), date(max(1, last), 12, 31)


def _season(year: int, code: int) -> tuple[date, date]:
    first, last = _years(year, year)
    return (_moved(first, -31), _moved(last, 90)) if code == _WINTER else (first, last)


def _moved(day: date, by: int) -> date:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return day


def _compare_without_year(a: str, b: str) -> TimeRelation | None:
    """By month and day alone, where both are plain; a value without year is the vaguer one."""
    one, two = _PART.fullmatch(a), _PART.fullmatch(b)
    if not one or not two or one["mark"] or two["mark"]:
        return None
    if any(part is None or part == "XX" or int(part) > 12 for part in (one["month"], two["month"])):
        return "may"
    days = {part for part in (one["day"], two["day"]) if part not in (None, "XX")}
    if one["month"] != two["month"] or len(days) > 1:
        return "different"
    if (one["year"], one["day"]) == (two["year"], two["day"]):
        return "same"
    years = [match["year"] == "XXXX" for match in (one, two)]
    known = [match["day"] not in (None, "XX") for match in (one, two)]
    if years[0] >= years[1] and known[0] <= known[1]:
        return "vaguer"
    return "narrower" if years[1] >= years[0] and known[1] <= known[0] else "may"


def time_between(a: str | None, b: str | None) -> timedelta:
    """From the first day of one EDTF time to that of another; nothing where one of them is not known.

    >>> time_between("2031-05-02", "2031-05"), time_between("2031-05-02", None)
    (datetime.timedelta(days=1), datetime.timedelta(0))
    """
    one, other = read_days(a), read_days(b)
    return abs(one.first - other.first) if one and other else timedelta(0)
