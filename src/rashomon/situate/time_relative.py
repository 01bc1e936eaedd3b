"""Expressions that count from the publication: weekdays, "ago", "the last two days"; durations."""

from __future__ import annotations

from datetime import date, timedelta

from rashomon.situate import periods
from rashomon.situate.periods import Period
from rashomon.situate.time_checks import is_a_rate
from rashomon.situate.time_hits import Hit
from rashomon.situate.time_readers import UNDATED, UNTOLD, dated, number_of, of_day
from rashomon.situate.time_scene import Meaning, Scene, tense_of
from rashomon.situate.time_tokens import look_up

_POINTING = frozenset(["it", "this", "that", "then"])
_FAR = 1000
"""More units than that are no way to say a date."""


def read_deictic(hit: Hit, scene: Scene) -> Meaning:
    """As in "today", "yesterday morning", "the day after tomorrow"."""
    today, word = scene.published.day, hit.word("deictic")
    if today is None:
        return of_day(Meaning(None, "date", UNDATED), hit)
    beyond = {"before": -1, "after": 1}.get(hit.word("beyond"), 0)
    period = periods.day(today + timedelta(days=look_up("deictic")[word] + beyond))
    meaning = dated(period, "counted from the publication")
    return meaning._replace(kind="time") if word == "tonight" else of_day(meaning, hit)


def read_weekday(hit: Hit, scene: Scene) -> Meaning:
    """As in "Monday", "next Friday", "Monday last week", "Friday night"."""
    today, wanted = scene.published.day, look_up("weekday")[hit.word("weekday")]
    if today is None:
        return of_day(Meaning(None, "date", UNDATED), hit)
    if hit.has("week"):
        monday = periods.week(today).first + timedelta(days=7 * look_up("turn")[hit.word("week")])
        found, reason = monday + timedelta(days=wanted - 1), "of the week that is named"
        return dated(periods.day(found), reason)
    if hit.has("plus"):
        ahead = (wanted - today.isoweekday()) % 7
        return dated(periods.day(today + timedelta(days=ahead + 7)), "a week after the next such day")
    turn = hit.word("turn") or hit.word("last")
    since = (today.isoweekday() - wanted) % 7
    if turn in ("last", "past"):
        found, reason = today - timedelta(days=since or 7), "the last before the publication"
    elif turn in ("next", "coming", "upcoming"):
        found, reason = today + timedelta(days=7 - since), "the next after the publication"
    elif tense_of(hit) == "future" or (turn and tense_of(hit) != "past"):
        found, reason = today + timedelta(days=(7 - since) % 7), "the next from the publication on"
    else:
        found, reason = today - timedelta(days=since), "the latest up to the publication"
    return of_day(dated(periods.day(found), reason), hit)


def read_weekdays(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "on Mondays"; elsewhere "Mondays" is a possessive that lost its sign."""
    word = hit.word("weekday")
    if hit.page.lower(hit.first - 1) in ("on", "and", "most"):
        return Meaning("P1W", "set", "each week")
    today = scene.published.day
    if today is None:
        return Meaning(None, "date", UNDATED)
    since = (today.isoweekday() - look_up("weekday")[word[:-1]]) % 7
    return dated(periods.day(today - timedelta(days=since)), "the latest up to the publication")


def read_recurring(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "daily", "every Friday", "twice a week": how often, as an ISO 8601 duration."""
    if hit.has("rate"):
        return Meaning(look_up("rate")[hit.word("rate")], "set", "recurs")
    if hit.has("weekday"):
        return Meaning("P1W", "set", "each week")
    if hit.has("daypart"):
        return Meaning("P1D", "set", "each day")
    unit = hit.word("unit")
    amounts = [number for i in range(hit.first, hit.end) if (number := number_of(hit.page.lower(i)))]
    return Meaning(duration_of(float(amounts[0]) if amounts else 1.0, unit), "set", "recurs")


def read_daypart(hit: Hit, scene: Scene) -> Meaning:
    """As in "this morning", "last night", "at dawn": the day is that of the sentence."""
    part, turn = look_up("daypart")[hit.word("daypart")], hit.word("turn")
    if turn:
        today = scene.published.day
        step = -1 if turn == "last" else 0
        period = periods.day(today + timedelta(days=step)) if today else None
        return dated(period, f"{turn} {part}, from the publication")._replace(kind="time")
    told = scene.told_day(hit)
    return dated(told, f"{part} of {told.edtf if told else ''}", "the day is not said nearby")._replace(
        kind="time"
    )


def read_weekend(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "last weekend", "this weekend", "at the weekend"."""
    today, turn = scene.published.day, hit.word("turn")
    if today is None:
        return Meaning(None, "date", UNDATED)
    step = look_up("turn").get(turn, 0)
    is_ahead = tense_of(hit) == "future"
    if not turn or step == 0:
        # On a Monday "this weekend" is the one just past, if the tense does not tell otherwise.
        step = -1 if today.isoweekday() < 4 and not is_ahead else 0
    elif step == 1 and today.isoweekday() < 6:
        return dated(periods.weekend(today).qualified("?"), "the next after the publication")
    return dated(periods.weekend(today + timedelta(days=7 * step)), "counted from the publication")


def amount_of(words: list[str]) -> float | None:
    """The value of "two", "24", "two and a half", "a dozen"; None where it is vague."""
    total, has_number, is_half = 0.0, False, False
    for word in words:
        number = look_up("number").get(word)
        if word in ("several", "few", "some", "many", "to", "until", "or", "through"):
            return None
        if word == "half":
            is_half = True
        elif word in ("couple", "dozen"):
            total, has_number = (total or 1) * look_up("vague")[word], True
        elif word == "hundred":
            total, has_number = (total or 1) * 100, True
        elif number or word[0].isdigit():
            total, has_number = total + (number or float(word.replace(",", "").rstrip("."))), True
    if any(word in "-–" for word in words) and sum(word[0].isdigit() for word in words) > 1:
        return None
    if is_half:
        total += 0.5
    return total if has_number or is_half else (1.0 if {"a", "an"} & set(words) else None)


def duration_of(amount: float | None, unit: str) -> str | None:
    """The ISO 8601 duration.

    >>> duration_of(2.5, "years"), duration_of(48, "hours"), duration_of(2, "decades")
    ('P2.5Y', 'PT48H', 'P20Y')
    """
    code = look_up("unit").get(unit) or look_up("unit").get(unit.rstrip("s"))
    if amount is None or code is None:
        return None
    if amount == 0.5 and code == "Y":
        amount, code = 6, "M"
    factor, letter = float(code[:-1] or 1) if code[0].isdigit() else 1.0, code[-1]
    if code in ("S", "MIN", "H"):
        return f"PT{amount:.10g}{'M' if code == 'MIN' else code}"
    return f"P{amount * factor:.10g}{letter}"


def read_duration(hit: Hit, scene: Scene) -> Meaning | None:
    """As in "two years", "48-hour", "for days", "15 a year"."""
    unit, words = hit.word("unit"), hit.words("amount")
    if not words:
        return Meaning(None, "duration", "how many is not said")
    if words in (["a"], ["an"]) and is_a_rate(hit) and unit in look_up("unit"):
        return Meaning(duration_of(1, unit), "set", "recurs")
    after = [hit.page.lower(hit.end), hit.page.lower(hit.end + 1)]
    if after == ["from", "now"]:
        return _from_now(hit, scene)
    if after[0] in ("after", "before") and after[1] in _POINTING:
        return Meaning(None, "date", "from when is not said")
    value = duration_of(amount_of(words), unit)
    return Meaning(value, "duration", "as written" if value else "how many is not said")


def _from_now(hit: Hit, scene: Scene) -> Meaning:
    """As in "ten days from now"."""
    amount, today = amount_of(hit.words("amount")), scene.published.day
    if today is None or amount is None or amount != int(amount):
        return Meaning(None, "date", UNDATED if today is None else "how many is not said")
    return dated(
        moved(today, hit.word("unit"), amount), "counted from the publication", "the hour is not known"
    )


def moved(base: date, unit: str, amount: float) -> Period | None:
    """The day, month or year so many units from a day, about; as fine as the unit."""
    code = look_up("unit").get(unit) or look_up("unit").get(unit.rstrip("s"))
    if abs(amount) > _FAR:
        return None
    if code == "D":
        return periods.day(base + timedelta(days=int(amount)))
    if code in ("W", "2W"):
        return periods.day(base + timedelta(days=int(amount * (7 if code == "W" else 14)))).qualified("~")
    if code == "M":
        return periods.month(*periods.shift_month((base.year, base.month), int(amount))).qualified("~")
    if code in ("Y", "10Y", "100Y"):
        year = base.year + int(amount * {"Y": 1, "10Y": 10, "100Y": 100}[code])
        return periods.year(year).qualified("~") if 1 <= year <= 9999 else None
    return None


def read_ago(hit: Hit, scene: Scene) -> Meaning:
    """As in "two days ago", "15 years ago", "several years ago"."""
    amount, base = amount_of(hit.words("amount")), scene.published
    if amount is None or amount != int(amount):
        return Meaning(None, "date", "how long ago is not said exactly")
    unit = hit.word("unit")
    if base.day is None:
        if base.year and unit.startswith("year"):
            year = base.year - int(amount)
            return dated(
                periods.year(year).qualified("~") if year > 0 else None, "counted from the publication"
            )
        return Meaning(None, "date", UNDATED)
    if unit.startswith(("hour", "minute")):
        is_same = amount <= 1
        return dated(
            periods.day(base.day).qualified("~") if is_same else None,
            "the publication",
            "the hour is not known",
        )
    is_about = hit.page.lower(hit.first) in look_up("plain")["about"] or "couple" in hit.words("amount")
    period = moved(base.day, unit, -amount)
    return dated(period.qualified("~") if period and is_about else period, "counted from the publication")


def read_apart(hit: Hit, scene: Scene) -> Meaning:
    """As in "two days later": from the day told before, else not known."""
    amount, anchor = amount_of(hit.words("amount")), scene.anchor(hit, "day")
    if amount is None or amount != int(amount) or anchor is None or "?" in anchor.edtf:
        return Meaning(None, "date", UNTOLD if amount else "how many is not said")
    sign = -1 if hit.word("more") == "earlier" else 1
    return dated(
        moved(anchor.first, hit.word("unit"), sign * amount),
        f"counted from {anchor.edtf}, told before",
        UNTOLD,
    )


def read_span(hit: Hit, scene: Scene) -> Meaning:
    """As in "the last two days", "the next four years": an interval that the publication bounds."""
    amount, unit = amount_of(hit.words("amount")), hit.word("unit")
    today, value = scene.published.day, duration_of(amount, unit)
    if today is None or amount is None or not hit.has("turn"):
        return Meaning(value, "duration", "as written; " + UNDATED if value else "how many is not said")
    code = look_up("unit").get(unit) or look_up("unit").get(unit.rstrip("s"))
    if code == "H" and amount % 24 == 0:
        unit, amount = "days", amount / 24
    if code in ("S", "MIN") or (code == "H" and unit != "days") or amount != int(amount):
        return Meaning(value, "duration", "as written")
    if hit.word("turn") not in look_up("turn"):
        return Meaning(value, "duration", "as written; from a day that is told elsewhere")
    step = look_up("turn")[hit.word("turn")] or -1
    other = moved(today, unit, step * amount)
    if other is None:
        return Meaning(value, "duration", "as written")
    here = today.isoformat()[: {"D": 10, "W": 10, "2W": 10, "M": 7, "H": 10}.get(str(code), 4)]
    ends = (other.edtf, here) if step < 0 else (here, other.edtf)
    first, last = (other.first, today) if step < 0 else (today, other.last)
    return dated(Period(first, last, "/".join(ends), "days"), "counted from the publication")


def read_loose(hit: Hit, scene: Scene) -> Meaning:
    """As in "in recent weeks", "recently", "the future": found, and no more."""
    return Meaning(None, "date", "no bounds are said")
