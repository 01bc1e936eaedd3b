"""Expressions in figures, clock times, feasts, and days named by number alone."""

from __future__ import annotations

import re
from datetime import date

from rashomon.situate import periods
from rashomon.situate.periods import Period
from rashomon.situate.time_hits import Hit
from rashomon.situate.time_readers import UNDATED, a_day, dated, nearest_day, number_of, year_of
from rashomon.situate.time_scene import Meaning, Scene
from rashomon.situate.time_tokens import look_up

_FIGURES = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{2,4})")


def read_iso(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "2019-04-05", with or without a clock time."""
    stated = hit.page.text[slice(*hit.span)]
    year, month, number = map(int, stated[:10].split("-"))
    if not 1 <= month <= 12 or not number >= 1:
        return None
    period = a_day(year, month, number)
    if period is None or len(stated) == 10:
        return period and dated(period, "as written")
    moment = stated.replace(" ", "T")
    moment = f"{moment[:16]}:00{moment[16:]}" if moment[16:17] != ":" else moment
    return Meaning(moment, "time", "as written", period)


def read_figures(stated: str) -> tuple[int, int, int] | None:
    """The three numbers of a date in figures, the year first; None where it is of another shape."""
    match = _FIGURES.fullmatch(stated)
    if not match:
        return None
    left, middle, right = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        return left, middle, right
    if len(match[1]) > 2 or len(match[4]) == 3:
        return None
    return (right if right > 99 else 2000 + right - (100 if right > 69 else 0)), left, middle


def read_numeric(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "23/4/2019"; where day and month cannot be told apart both are left open."""
    stated = hit.word("date")
    found = read_figures(stated)
    if found is None:
        return None
    year, left, middle = found
    if len(stated.split(stated[-3])[-1]) == 2 and "." in stated and left < 32 and middle > 12:
        return None
    is_year_first = stated[:4].isdigit()
    day_first = None if left <= 12 and middle <= 12 and left != middle else left > 12
    if day_first is None and not is_year_first:
        day_first = True if "." in stated else find_order(hit, scene)
    if is_year_first:
        month, number = left, middle
    elif day_first is None:
        return Meaning(f"{year}-XX-XX", "date", "day and month cannot be told apart")
    else:
        month, number = (middle, left) if day_first else (left, middle)
    if not 1 <= month <= 12 or number < 1:
        return None
    return (period := a_day(year, month, number)) and dated(period, "as written")


def find_order(hit: Hit, scene: Scene) -> bool | None:
    """Whether other dates of the text, or the publication's, put the day first; None if none tells."""
    orders = set()
    today = scene.published.day
    for at, classes in enumerate(hit.page.classes):
        found = read_figures(hit.page.lower(at)) if "numeric" in classes else None
        if found and max(found[1:]) > 12:
            orders.add(found[1] > 12)
        elif found and today and found[0] == today.year and {*found[1:]} == {today.month, today.day}:
            orders.add(found[1] == today.day)
    return orders.pop() if len(orders) == 1 else None


def read_clock(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "18:00 UTC", "6:40 p.m.": with the day that the sentence tells."""
    time = clock_of(hit)
    if time is None:
        return None
    told = scene.told_day(hit)
    if told is None:
        return Meaning(None, "time", f"{time}; the day is not said nearby")
    if any(sign in told.edtf for sign in "?~%"):
        return Meaning(told.edtf, "time", f"{time} of a day that is not sure")
    return Meaning(f"{told.edtf}T{time}", "time", f"on {told.edtf}, told in the sentence", None)


def clock_of(hit: Hit) -> str | None:
    """Hours, minutes and seconds, with the zone if it is given."""
    if hit.has("word"):
        return "12:00:00"
    stated = hit.word("clock") or hit.word("hour")
    if hit.page.classes[hit.groups.get("clock", (0, 0))[0]] & {"hhmm"} and stated.isdigit():
        stated = f"{stated[:2]}:{stated[2:]}"
    numbers = [int(part) for part in re.findall(r"\d{1,2}(?=\d\d|\D|$)|\d\d", stated)] or [
        number_of(stated) or 0
    ]
    hour, minute, second = [*numbers, 0, 0][:3]
    if (half := re.search(r"[ap]", stated)) and hour <= 12:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    return f"{hour:02}:{minute:02}:{second:02}{zone_of(hit)}"


def zone_of(hit: Hit) -> str:
    """The offset from UTC as EDTF writes it; empty where none is given."""
    if not hit.has("zone"):
        return ""
    if hit.has("offset"):
        sign, hours = "".join(hit.words("offset")).replace("–", "-")[:1], hit.word("offset")
        return f"{sign}{int(hours):02}:00" if hours.isdigit() and int(hours) <= 14 else ""
    return str(look_up("zone")[hit.word("zone")])


def read_holiday(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "Christmas 2019", "Ramadan": only feasts with a fixed day have a value."""
    if hit.has("new_year"):
        is_eve = hit.page.lower(hit.end - 1) == "eve"
        return nearest_day(hit, scene, 12 if is_eve else 1, 31 if is_eve else 1)
    code = int(look_up("holiday")[hit.word("holiday")])
    if not code:
        return Meaning(None, "date", "its day is not computed")
    month, number = code // 100, code % 100 - hit.has("eve")
    year, reason = year_of(hit, scene)
    if year is None:
        return nearest_day(hit, scene, month, number)
    return dated(a_day(year, month, number), reason)


def read_day_alone(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "the 12th of this month", "on the 12th": in the month told before, or the latest."""
    number, base = number_of(hit.word("day")) or 0, scene.published
    turn = hit.word("turn")
    if base.day is None or number > 31:
        return Meaning(None, "date", UNDATED)
    if turn:
        at = periods.shift_month((base.day.year, base.day.month), look_up("turn")[turn])
        return dated(a_day(*at, number), f"{turn} month, from the publication")
    anchor = scene.anchor(hit, "day", "month")
    if anchor is not None:
        return dated(a_day(anchor.first.year, anchor.first.month, number), f"in the month of {anchor.edtf}")
    return dated(_latest(base.day, number), "the latest such day up to the publication")


def _latest(today: date, number: int) -> Period | None:
    at = (
        (today.year, today.month)
        if number <= today.day
        else periods.shift_month((today.year, today.month), -1)
    )
    return a_day(*at, number)
