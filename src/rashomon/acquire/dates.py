"""Dates as outlets write them in, EDTF out; only as much of a date as is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?", re.I
)
_DAY_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH},?[\s-]+(?P<year>\d{{4}})\b"
)
_MONTH_DAY = re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b")
_MONTH_YEAR = re.compile(rf"^{_MONTH},?\s+(?P<year>\d{{4}})$")
_YEAR_FIRST = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_NUMERIC = re.compile(r"^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T\d{4,6}Z?)?$")
# EDTF levels 0 and 1 as users may give them: years, months, days, qualifiers, unspecified digits, intervals.
_EDTF_ONE = r"-?\d{2}[\dX]{2}(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?)?[?~%]?"
_EDTF = re.compile(rf"^{_EDTF_ONE}(?:/(?:{_EDTF_ONE}|\.\.)?)?$")


def parse_date(stated: str, *, day_first: bool | None = None) -> str | None:
    """The date in EDTF, or None where there is none in it.

    Days and months that cannot be told apart are left open, unless ``day_first`` says how the
    same source writes other dates; a year of two digits says too little.

    >>> parse_date("Tue, 09 Apr 2019 12:30:00 +0200")
    '2019-04-09T12:30:00+02:00'
    >>> parse_date("April 9th, 2019"), parse_date("23/4/2019")
    ('2019-04-09', '2019-04-23')
    >>> parse_date("7/8/2015"), parse_date("7/8/2015", day_first=True)
    ('2015-XX-XX', '2015-08-07')
    """
    stated = " ".join(stated.split())
    if not stated or len(stated) > 100:
        return None
    if _EDTF.match(stated):
        return stated if _is_edtf(stated) else None
    for read in (_read_iso, _read_mail, _read_named, _read_year_first, _read_epoch):
        if found := read(stated):
            return found
    return _read_numeric(stated, day_first)


def find_day_order(stated: Iterable[str]) -> bool | None:
    """Whether numeric dates of one source put the day first; None where none or both show.

    >>> find_day_order(["7/8/2015", "23/8/2015"]), find_day_order(["7/8/2015"])
    (True, None)
    """
    first = second = False
    for one in stated:
        if match := _NUMERIC.match(one.strip()):
            first |= int(match[1]) > 12
            second |= int(match[3]) > 12
    return None if first == second else first


def is_ambiguous(stated: str) -> bool:
    """Whether day and month of a numeric date cannot be told apart.

    >>> is_ambiguous("7/8/2015"), is_ambiguous("7/7/2015"), is_ambiguous("7.8.2015")
    (True, False, False)
    """
    match = _NUMERIC.match(stated.strip())
    return bool(match) and (_read_numeric(stated.strip(), None) or "").endswith("-XX-XX")


def _is_edtf(stated: str) -> bool:
    parts = [part.rstrip("?~%") for part in stated.split("/")]
    return all(_is_day(part) for part in parts if part not in ("", ".."))


def _is_day(part: str) -> bool:
    numbers = part.replace("X", "0").lstrip("-").split("-")
    month, day = [*numbers, "01", "01"][1:3]
    return month == "00" or _iso(int(numbers[0]) or 4, int(month), max(int(day), 1)) is not None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _read_iso(stated: str) -> str | None:
    match = _ISO.match(stated)
    if not match:
        return None
    day = _iso(int(match[1]), int(match[2]), int(match[3]))
    hour, minute, second = match[4], match[5], match[6] or "00"
    if not day or hour > "23" or minute > "59" or second > "59":
        return day
    zone = (match[7] or "").upper()
    if zone in ("UTC", "GMT"):
        zone = "Z"
    elif len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{day}T{hour}:{minute}:{second}{'Z' if zone in ('+00:00', '-00:00') else zone}"


def _read_mail(stated: str) -> str | None:
    """RFC 5322, as in mails and RSS."""
    if not re.search(r"\d{4} \d\d:\d\d", stated):
        return None
    try:
        moment = parsedate_to_datetime(stated)
    except (ValueError, TypeError, IndexError):
        return None
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _read_named(stated: str) -> str | None:
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(stated):
            if month := _MONTHS.get(match["month"].lower()):
                return _iso(int(match["year"]), month, int(match["day"]))
    if (whole := _MONTH_YEAR.match(stated)) and (month := _MONTHS.get(whole["month"].lower())):
        return f"{whole['year']}-{month:02}"
    return None


def _read_year_first(stated: str) -> str | None:
    match = _YEAR_FIRST.match(stated) or _COMPACT.match(stated)
    return _iso(*map(int, match.groups())) if match else None


def _read_epoch(stated: str) -> str | None:
    """Seconds or milliseconds since 1970, as programs write them, between 1990 and 2100."""
    if not re.fullmatch(r"\d{9,10}(?:\.\d+)?|\d{12,13}", stated):
        return None
    seconds = float(stated) / (1000 if len(stated.split(".")[0]) > 10 else 1)
    if not 631_152_000 <= seconds <= 4_102_444_800:
        return None
    return datetime.fromtimestamp(int(seconds), UTC).isoformat().replace("+00:00", "Z")


def _read_numeric(stated: str, day_first: bool | None) -> str | None:
    match = _NUMERIC.match(stated)
    if not match:
        return None
    left, right, year = int(match[1]), int(match[3]), int(match[4])
    if left > 12 or match[2] == ".":
        # Where dots are written the day comes first, in every country that writes them.
        return _iso(year, right, left)
    if right > 12 or left == right:
        return _iso(year, left, right)
    if day_first is None:
        return f"{year}-XX-XX"
    return _iso(year, right, left) if day_first else _iso(year, left, right)
