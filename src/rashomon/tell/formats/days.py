"""Times in EDTF as the parts that other formats know."""

from __future__ import annotations

import re
from datetime import date

from rashomon.survey.edtf import Days, read_days

_PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?")


def plain_parts(value: str | None) -> tuple[int, ...]:
    """Year, month and day of a value without doubt or end, as far as given; else nothing.

    >>> plain_parts("2031-05-04T10:00"), plain_parts("2031-05"), plain_parts("2031-21"), plain_parts("2031?")
    ((2031, 5, 4), (2031, 5), (), ())
    """
    match = _PLAIN.fullmatch(value or "")
    return tuple(int(part) for part in match.groups() if part) if match and _is_day(value) else ()


def plain_day(value: str | None) -> str | None:
    """The day, month or year of a value without doubt or end, as ISO 8601 writes it; else None.

    >>> plain_day("2031-05-04T10:00"), plain_day("2031-05~")
    ('2031-05-04', None)
    """
    parts = plain_parts(value)
    return "-".join(f"{part:0{4 if place == 0 else 2}d}" for place, part in enumerate(parts)) or None


def bounds(value: str | None) -> tuple[date | None, date | None]:
    """The first and the last day that a value may mean; None for an end that is open or not known.

    >>> bounds("2031-05/..")
    (datetime.date(2031, 5, 1), None)
    """
    days: Days | None = read_days(value)
    if days is None:
        return None, None
    return (
        days.first if days.first > date.min else None,
        days.last if days.last < date.max else None,
    )


def _is_day(value: str | None) -> bool:
    return read_days(value) is not None
