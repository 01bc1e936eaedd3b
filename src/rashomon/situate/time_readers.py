"""One function for each kind of expression: what its words mean on the calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta

from rashomon.situate import periods
from rashomon.situate.periods import Period
from rashomon.situate.time_hits import Hit
from rashomon.situate.time_scene import Meaning, Scene, tense_of
from rashomon.situate.time_tokens import look_up

UNDATED = "counted from the publication, whose date is not known"
NO_SUCH_DAY = "the calendar has no such day"
UNTOLD = "counted from a day that the text does not give nearby"
_SOON = 21
"""Days ahead within which a day is not that of the year before, even beside a verb in the past."""
_NEAR = 31
"""Days ahead within which a day without year and tense is taken to be ahead."""


def number_of(word: str) -> int | None:
    """The value of a numeral, in digits or words; -1 for "last"."""
    if digits := re.match(r"\d+", word):
        return int(digits[0])
    found = look_up("ordinal").get(word, look_up("number").get(word))
    return None if found is None else int(found)


def dated(period: Period | None, reason: str, missing: str = UNDATED) -> Meaning:
    """A date that is known, or one that is found only."""
    if period is None:
        return Meaning(None, "date", missing)
    return Meaning(period.edtf, "date", reason, period)


def year_of(hit: Hit, scene: Scene) -> tuple[int | None, str]:
    """The year that the expression itself names, and how."""
    if hit.has("year"):
        return int(hit.word("year")), "as written"
    if hit.has("year_turn"):
        word = hit.word("year_turn")
        if word in look_up("turn") and scene.published.year:
            return scene.published.year + look_up("turn")[word], f"{word} year, from the publication"
        told = scene.told_year(hit)
        if word in look_up("told") and told:
            return told + look_up("told")[word], f"{word} year, from the one told before"
        return None, UNDATED
    if scene.coming:
        return scene.coming.last.year, "in the year of the date it is joined to"
    return None, ""


def read_day(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "5 April 2019", "April 5"."""
    number, month = number_of(hit.word("day")), int(look_up("month")[hit.word("month")])
    if number is None or not 1 <= number <= 31:
        return None
    year, reason = year_of(hit, scene)
    if year is None and hit.has("year_turn"):
        return Meaning(f"XXXX-{month:02}-{number:02}", "date", reason)
    if year is None:
        found = nearest_day(hit, scene, month, number)
    else:
        period = a_day(year, month, number)
        found = dated(period, reason, NO_SUCH_DAY)
    return of_day(found, hit)


def of_day(meaning: Meaning, hit: Hit) -> Meaning:
    """The same of kind "time" where a part of the day is named; EDTF has no sign for such a part."""
    part = look_up("daypart").get(hit.word("daypart"))
    return meaning._replace(kind="time", reason=f"{meaning.reason}; {part}") if part else meaning


def carried_year(hit: Hit, scene: Scene) -> int | None:
    """Another year than the publication's that was told before, if the expression is not of the future."""
    told, base = scene.told_year(hit), scene.published.year
    return told if told and told != base and (base is None or tense_of(hit) != "future") else None


def a_day(year: int, month: int, number: int) -> Period | None:
    """A day if the calendar has it."""
    return periods.day(date(year, month, number)) if number <= periods.last_of_month(year, month) else None


def nearest_day(hit: Hit, scene: Scene, month: int, number: int) -> Meaning:
    """A day whose year is not said: the year told before, else the nearest to the publication."""
    base = scene.published
    if not a_day(2000, month, number):
        return Meaning(None, "date", NO_SUCH_DAY)
    told = carried_year(hit, scene)
    if told and (period := a_day(told, month, number)):
        period = period.qualified("?")
        return Meaning(period.edtf, "date", "in the year told before", period)
    if not base.year or not base.month:
        return Meaning(f"XXXX-{month:02}-{number:02}", "date", "the year is not said")
    at = base.day or date(base.year, base.month, periods.last_of_month(base.year, base.month))
    around = [found.first for y in (-1, 0, 1) if (found := a_day(base.year + y, month, number))]
    past = max((day for day in around if day <= at), default=None)
    future = min((day for day in around if day > at), default=None)
    day, sign, reason = _choose_day(past, future, at, tense_of(hit))
    if day is None:
        return Meaning(f"XXXX-{month:02}-{number:02}", "date", "the year is not said")
    period = periods.day(day).qualified(sign) if sign else periods.day(day)
    return Meaning(period.edtf, "date", reason, period)


def _choose_day(
    past: date | None, future: date | None, at: date, tense: str | None
) -> tuple[date | None, str, str]:
    if future and tense == "future" and ((future - at).days < 270 or not past):
        return future, "", "the next such day after the publication"
    is_near = future is not None and (future - at).days <= _NEAR
    if future and is_near and tense is None:
        return future, "?", "the nearest such day to the publication; the tense does not tell"
    # "It promised an answer on 25 September": of a day a year ago the year would be told.
    if future and (future - at).days <= _SOON:
        return future, "?", "the nearest such day to the publication, whatever the tense"
    return past, "", "the latest such day up to the publication"


def read_days(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "5 to 7 April": the last day as any day, then back to the first."""
    first, last = number_of(hit.word("day")), number_of(hit.word("last"))
    groups = {**hit.groups, "day": hit.groups["last"]}
    end = read_day(Hit(hit.page, hit.rule, hit.first, hit.end, groups), scene)
    if not end or not first or not last or not first < last:
        return None
    start = f"{(end.value or '').rstrip('?')[:8]}{first:02}{'?' if (end.value or '').endswith('?') else ''}"
    whole = periods.days(end.period.first.replace(day=first), end.period.last) if end.period else None
    return Meaning(f"{start}/{end.value}", "date", end.reason, whole)


def read_month(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "April 2019", "last April", "April"."""
    month = int(look_up("month")[hit.word("month")])
    year, reason = year_of(hit, scene)
    if year is not None:
        return dated(periods.month(year, month), reason)
    if hit.has("year_turn"):
        return Meaning(f"XXXX-{month:02}", "date", reason)
    return nearest_month(hit, scene, month)


def nearest_month(hit: Hit, scene: Scene, month: int) -> Meaning:
    """A month whose year is not said."""
    base, turn = scene.published, hit.word("turn")
    told = carried_year(hit, scene)
    if told and not turn:
        period = periods.month(told, month).qualified("?")
        return dated(period, "in the year told before")
    if not base.year or not base.month:
        return Meaning(f"XXXX-{month:02}", "date", "the year is not said")
    if turn in ("last", "past"):
        return dated(
            periods.month(base.year - (month >= base.month), month), "the last before the publication"
        )
    is_ahead = turn in ("next", "coming") or (not turn and tense_of(hit) == "future")
    if is_ahead:
        after = month <= base.month if turn else month < base.month
        return dated(periods.month(base.year + after, month), "the next after the publication")
    if turn:
        return dated(periods.month(base.year, month), "in the publication's year")
    return dated(periods.month(base.year - (month > base.month), month), "the latest up to the publication")


def read_year(hit: Hit, scene: Scene) -> Meaning:
    """As in "2019", "the year 2019", "2019 year"."""
    return dated(periods.year(int(hit.word("year"))), "as written")


def read_years(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "2011-2014", "2011/12"."""
    first, last = int(hit.word("year")), int(hit.word("last"))
    last += 0 if last > 99 else first // 100 * 100
    return dated(periods.years(first, last), "as written") if 0 < last - first < 100 else None


def read_decade(hit: Hit, scene: Scene) -> Meaning:
    """As in "the 1990s", "the 90s"."""
    word = hit.word("decade").lstrip("'’")
    if len(word) == 5:
        return dated(periods.decade(int(word[:4])), "as written")
    base = scene.published.year
    if base is None:
        return Meaning(None, "date", "the century is not said")
    start = base // 100 * 100 + int(word[:2])
    return dated(periods.decade(start if start <= base else start - 100), "the latest up to the publication")


def read_century(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "the 19th century"."""
    number = number_of(hit.word("nth"))
    if number == -1 and scene.published.year:
        number = (scene.published.year - 1) // 100
    return dated(periods.century(number), "as written") if number and 0 < number < 30 else None


def read_part(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "early April", "late 2011", "the end of last month": a third of the whole."""
    if hit.has("month"):
        whole = read_month(hit, scene)
    elif hit.has("year"):
        whole = read_year(hit, scene)
    elif hit.has("decade"):
        whole = read_decade(hit, scene)
    elif hit.word("turn"):
        whole = read_unit(hit, scene)
    else:
        whole = read_told(hit, scene)
    if not whole or not whole.period:
        return whole and Meaning(None, "date", whole.reason)
    third = look_up("part")[hit.word("part")]
    period = periods.part_of(whole.period, third)
    if period is None:
        return Meaning(None, "date", f"a part of {whole.value}; where it begins and ends is not said")
    name = ("the first", "the middle", "the last")[third]
    if "?" in (whole.value or ""):
        period = period.qualified("%")
    return dated(period, f"{name} third of {whole.value}, about")


def unit_from(unit: str, step: int, scene: Scene) -> Period | None:
    """The day, week, month... so many steps from that of the publication."""
    base = scene.published
    code = str(look_up("unit").get(unit, look_up("unit").get(unit.rstrip("s"), "")))
    if code in ("D", "W"):
        if base.day is None:
            return None
        moved = base.day + timedelta(days=step * (7 if code == "W" else 1))
        return periods.week(moved) if code == "W" else periods.day(moved)
    if base.year is None:
        return None
    if code == "M":
        return periods.month(*periods.shift_month((base.year, base.month), step)) if base.month else None
    if code == "Y":
        return periods.year(base.year + step)
    if code == "10Y":
        return periods.decade(base.year // 10 * 10 + 10 * step)
    return periods.century((base.year - 1) // 100 + 1 + step) if code == "100Y" else None


def read_unit(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "last week", "this month", "the coming year"."""
    turn, unit = hit.word("turn"), hit.word("unit")
    if unit in ("hour", "minute", "fortnight", "seconds") or unit.endswith("s"):
        return Meaning(None, "date", "no bounds are said")
    if turn == "past" or (turn == "last" and hit.page.lower(hit.first) == "the"):
        return dated(last_such(unit, scene), f"the {unit} up to the publication, about")
    if turn not in look_up("turn"):
        return Meaning(None, "date", f"{turn} {unit}: which one is told elsewhere")
    return dated(unit_from(unit, look_up("turn")[turn], scene), f"{turn} {unit}, from the publication")


def last_such(unit: str, scene: Scene) -> Period | None:
    """As in "the past week": the seven days that end with the publication, not a week of the calendar."""
    today, base = scene.published.day, scene.published
    whole = unit_from(unit, -1, scene)
    if whole is None or today is None or not base.year or not base.month:
        return whole.qualified("~") if whole else None
    if unit in ("day", "week"):
        return periods.days(today - timedelta(days=7 if unit == "week" else 1), today)
    if unit in ("month", "year"):
        first = periods.shift_month((base.year, base.month), -1 if unit == "month" else -12)
        return periods.months(first, (base.year, base.month)).qualified("~")
    return periods.years(base.year - (10 if unit == "decade" else 100), base.year).qualified("~")


def read_within(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "earlier this month": from its first day to the publication; "later": from there to its last."""
    step = look_up("turn").get(hit.word("turn"))
    whole = None if step is None else unit_from(hit.word("unit"), step, scene)
    today = scene.published.day
    if whole is None or today is None or not whole.first <= today <= whole.last:
        return dated(whole, "as the words say, from the publication")
    is_earlier = hit.word("more") == "earlier"
    first, last = (whole.first, today) if is_earlier else (today, whole.last)
    period = periods.day(first) if first == last else periods.days(first, last, f"part of a {whole.grain}")
    return dated(period, "up to the publication" if is_earlier else "from the publication on")


def read_told(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "the same day", "that year", "the following month": counted from what was told before."""
    unit, told = hit.word("unit"), hit.word("told")
    step = {"before": -1, "last": -1}.get(told, look_up("told").get(told, 0))
    missing = Meaning(None, "date", UNTOLD)
    if unit in ("hour", "minute", "fortnight"):
        return missing
    if unit in ("day", "week"):
        anchor = scene.anchor(hit, "day")
        if anchor is None or "?" in anchor.edtf:
            return missing
        moved = anchor.first + timedelta(days=step * (7 if unit == "week" else 1))
        period = periods.week(moved) if unit == "week" else periods.day(moved)
    else:
        anchor = (
            scene.anchor(hit, "day", "month")
            if unit == "month"
            else scene.anchor(hit, "day", "month", "year")
        )
        if anchor is None or "?" in anchor.edtf or unit not in ("month", "year"):
            return missing
        at = anchor.first
        moved_to = periods.shift_month((at.year, at.month), step)
        period = periods.month(*moved_to) if unit == "month" else periods.year(at.year + step)
    return dated(period, f"counted from {anchor.edtf}, told before")


def read_same(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "the same month a year ago", "the same period last year"."""
    anchor = scene.anchor(hit, "day", "month", "quarter", "half")
    year, _ = year_of(hit, scene)
    if anchor is None or (year is None and hit.has("year_turn")):
        return Meaning(None, "date", UNTOLD)
    year = anchor.first.year - 1 if year is None else year
    if anchor.grain == "quarter":
        period = periods.quarter(year, (anchor.first.month + 2) // 3)
    elif anchor.grain == "half":
        period = periods.half(year, 1 + (anchor.first.month > 6))
    else:
        period = periods.month(year, anchor.first.month)
    return dated(period, f"counted from {anchor.edtf}, told before")


def read_season(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "spring 2019", "last summer"; which year a bare winter began in is not said."""
    code = int(look_up("season")[hit.word("season")])
    year, reason = year_of(hit, scene)
    if year is not None:
        return dated(periods.season(year, code), reason)
    base, turn = scene.published, hit.word("turn")
    if not base.day or not base.year or code == 24 or hit.has("year_turn"):
        return Meaning(None, "date", UNDATED if code != 24 else "in which year is not said")
    step = look_up("turn").get(turn)
    latest = periods.season(base.year, code)
    if turn == "next" or (not turn and tense_of(hit) == "future"):
        at = base.year + (latest.first <= base.day)
    elif step == 0:
        at = base.year
    else:
        is_open = latest.last >= base.day if step == -1 else latest.first > base.day
        at = base.year - is_open
    return dated(
        periods.season(at, code).qualified("?"), "counted from the publication, as seasons fall in the north"
    )


def read_quarter(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "the first quarter of 2019", "third-quarter", "Q2"."""
    nth = int(hit.word("q")[1]) if hit.has("q") else number_of(hit.word("nth"))
    parts = 2 if hit.word("which") == "half" else 4
    nth = parts if nth == -1 else nth
    if not nth or nth > parts:
        return None
    year, reason = year_of(hit, scene)
    make = periods.half if parts == 2 else periods.quarter
    if year is None and hit.has("year_turn"):
        return Meaning(None, "date", reason)
    if year is not None:
        return dated(make(year, nth), reason)
    base = scene.published
    if not base.year or not base.month:
        return Meaning(None, "date", UNDATED)
    is_ahead = 3 * nth - 2 > base.month and tense_of(hit) != "future" and 3 * nth - 3 - base.month > 2
    return dated(make(base.year - is_ahead, nth), "the nearest to the publication")


def read_first_months(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "the first six months of 2019"."""
    nth, amount = number_of(hit.word("nth")), number_of(hit.word("amount"))
    year, reason = year_of(hit, scene)
    if year is None or not amount or nth not in (1, -1) or amount > 12:
        return Meaning(None, "date", reason)
    first = 1 if nth == 1 else 13 - amount
    return dated(periods.months((year, first), (year, first + amount - 1)), reason)


def read_week_of(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "the last week of March": seven days, about."""
    nth, whole = number_of(hit.word("nth")), read_month(hit, scene)
    if not whole or not whole.period or nth is None:
        return Meaning(None, "date", whole.reason if whole else UNDATED)
    month, unit = whole.period, hit.word("unit")
    if unit == "day":
        place = month.last.day if nth == -1 else nth
        return dated(a_day(month.first.year, month.first.month, place), whole.reason)
    if unit != "week" or nth > 5:
        return Meaning(None, "date", "no bounds are said")
    last = month.last if nth in (-1, 5) else month.first + timedelta(days=7 * nth - 1)
    found = periods.days(last - timedelta(days=6), last).qualified("~")
    return dated(found, "seven days of the month, about")
