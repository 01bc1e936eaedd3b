"""Stretches of the calendar, and how EDTF writes them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """From a first to a last day, with the EDTF that says it."""

    first: date
    last: date
    edtf: str
    grain: str
    """"day", "week", "month", "quarter", "year"...: what it is one of."""

    def qualified(self, sign: str) -> Period:
        """The same with each end marked: ``~`` approximate, ``?`` uncertain."""
        return self._replace(edtf="/".join(part.rstrip("~?%") + sign for part in self.edtf.split("/")))


def last_of_month(year: int, month: int) -> int:
    """The number of the month's last day."""
    return calendar.monthrange(year, month)[1]


def day(of: date) -> Period:
    """One day."""
    return Period(of, of, of.isoformat(), "day")


def days(first: date, last: date, grain: str = "days") -> Period:
    """From day to day.

    >>> days(date(2019, 4, 5), date(2019, 4, 7)).edtf
    '2019-04-05/2019-04-07'
    """
    return Period(first, last, f"{first.isoformat()}/{last.isoformat()}", grain)


def week(of: date) -> Period:
    """The week of a day, Monday to Sunday."""
    monday = of - timedelta(days=of.weekday())
    return days(monday, monday + timedelta(days=6), "week")


def weekend(of: date) -> Period:
    """Saturday and Sunday of the day's week."""
    return days(week(of).last - timedelta(days=1), week(of).last, "weekend")


def month(year: int, number: int) -> Period:
    """One month."""
    end = date(year, number, last_of_month(year, number))
    return Period(date(year, number, 1), end, f"{year:04}-{number:02}", "month")


def months(first: tuple[int, int], last: tuple[int, int], grain: str = "months") -> Period:
    """From month to month, each as (year, month)."""
    start, end = month(*first), month(*last)
    return Period(start.first, end.last, f"{start.edtf}/{end.edtf}", grain)


def quarter(year: int, number: int) -> Period:
    """Three months of a calendar year.

    >>> quarter(2019, 2).edtf
    '2019-04/2019-06'
    """
    return months((year, 3 * number - 2), (year, 3 * number), "quarter")


def half(year: int, number: int) -> Period:
    """Six months of a calendar year."""
    return months((year, 6 * number - 5), (year, 6 * number), "half")


def year(number: int) -> Period:
    """One year."""
    return Period(date(number, 1, 1), date(number, 12, 31), f"{number:04}", "year")


def years(first: int, last: int) -> Period:
    """From year to year."""
    return Period(date(first, 1, 1), date(last, 12, 31), f"{first:04}/{last:04}", "years")


def decade(start: int) -> Period:
    """Ten years from one that ends in 0.

    >>> decade(1990).edtf
    '199X'
    """
    return Period(date(start, 1, 1), date(start + 9, 12, 31), f"{start // 10:03}X", "decade")


def century(number: int) -> Period:
    """A hundred years: the 20th is ``19XX``."""
    start = 100 * (number - 1)
    return Period(date(max(1, start), 1, 1), date(start + 99, 12, 31), f"{number - 1:02}XX", "century")


def season(number: int, code: int) -> Period:
    """A season by its EDTF number; its days are taken as in the north, to order it among others."""
    start = {21: 3, 22: 6, 23: 9, 24: 12}[code]
    end = date(number, start + 2, last_of_month(number, start + 2)) if code < 24 else date(number, 12, 31)
    return Period(date(number, start, 1), end, f"{number:04}-{code}", "season")


def shift_month(at: tuple[int, int], by: int) -> tuple[int, int]:
    """The (year, month) so many months later.

    >>> shift_month((2019, 1), -1)
    (2018, 12)
    """
    index = at[0] * 12 + at[1] - 1 + by
    return index // 12, index % 12 + 1


def part_of(whole: Period, third: int) -> Period | None:
    """The early (0), middle (1) or late (2) third of a whole; fuzzy ends are marked ``~``.

    >>> part_of(month(2019, 4), 0).edtf, part_of(year(2006), 2).edtf, part_of(decade(1990), 1).edtf
    ('2019-04-01/2019-04-10~', '2006-09~/2006-12', '1994~/1996~')
    """
    if whole.grain == "month":
        starts, ends = (1, 11, 21), (10, 20, whole.last.day)
        found = days(whole.first.replace(day=starts[third]), whole.first.replace(day=ends[third]))
    elif whole.grain == "week":
        steps = ((0, 1), (2, 4), (5, 6))[third]
        found = days(whole.first + timedelta(days=steps[0]), whole.first + timedelta(days=steps[1]))
    elif whole.grain == "year":
        at = whole.first.year
        found = months((at, 4 * third + 1), (at, 4 * third + 4))
    elif whole.grain == "decade":
        at = whole.first.year
        found = years(at + (0, 4, 7)[third], at + (3, 6, 9)[third])
    else:
        return None
    first, last = found.edtf.split("/")
    return found._replace(
        edtf=f"{first}{'~' if third else ''}/{last}{'~' if third < 2 else ''}",
        grain=f"part of a {whole.grain}",
    )
