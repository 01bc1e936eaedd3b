"""Time expressions: where the text says when, and what that means on the calendar."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from rashomon.records import Span, Time
from rashomon.situate import time_clocks, time_readers, time_relative
from rashomon.situate.periods import Period
from rashomon.situate.time_hits import Hit
from rashomon.situate.time_rules import find_hits
from rashomon.situate.time_scene import Meaning, Published, Scene
from rashomon.situate.time_tokens import Page, look_up

Read = tuple[Hit, Meaning]


def find_times(text: str, published: str | None) -> tuple[Time, ...]:
    """The time expressions of a text, in its order, each with its meaning in EDTF as far as it is sure.

    Spans are half-open, in code points, do not overlap, and leave prepositions out. ``value`` is EDTF
    (ISO 8601-2, levels 0 to 2): days, months, years, intervals, ``~`` approximate, ``?`` uncertain, ``%``
    both, ``X`` for digits not said. Of kind "duration" and "set" it is an ISO 8601 duration (``P3D``), as
    EDTF has none. It is None where the words say no bounds ("recently") or count from a day not known.

    ``published`` is the article's date in EDTF, or None: then "yesterday" is found and has no value, and
    a day whose year is not said is ``XXXX-04-05``. A weekday, day or month without its year is the latest up
    to the publication, or the next from there where the verb is of the future. A year told in the sentence
    before is taken for a later day without one, and the day marked ``?``. No input raises.

    >>> [(t.span.of("He came last week, on Monday."), t.value)
    ...     for t in find_times("He came last week, on Monday.", "2019-04-10")]
    [('last week', '2019-04-01/2019-04-07'), ('Monday', '2019-04-08')]
    >>> [t.value for t in find_times("It fell on Monday, 5 April, after two years.", None)]
    ['XXXX-04-05', 'P2Y']
    """
    page = Page(text)
    scene = Scene(Published.of(published))
    hits = find_hits(page)
    read = _read_all(hits, scene)
    times = []
    at = 0
    while at < len(read):
        joined = _join(read, at)
        hit, meaning, end = joined or (*read[at], read[at][0].end)
        span = Span(hit.span[0], page.ends[end - 1])
        meaning = meaning if joined else _with_edges(hit, meaning)
        times.append(Time(span=span, value=meaning.value, kind=meaning.kind, reason=meaning.reason))
        at += 2 if joined else 1
    return tuple(times)


@cache
def _readers() -> dict[str, Callable[[Hit, Scene], Meaning | None]]:
    modules = (time_readers, time_relative, time_clocks)
    return {name: getattr(m, name) for m in modules for name in dir(m) if name.startswith("read_")}


def _read_all(hits: list[Hit], scene: Scene) -> list[Read]:
    """Every hit with its meaning; clock times last in their sentence, as they need its day."""
    read: list[Read] = []
    waiting: list[Hit] = []
    for number, hit in enumerate(hits):
        if hit.rule.read in ("read_clock", "read_daypart") and not hit.has("turn"):
            waiting.append(hit)
            continue
        if waiting and any(hit.page.is_end(at) for at in range(waiting[0].end, hit.first)):
            read += _read_waiting(waiting, scene)
        scene.coming = _coming(hits, number, scene)
        if meaning := _readers()[hit.rule.read](hit, scene):
            read.append((hit, meaning))
            if meaning.period:
                scene.told.append((hit.first, meaning.period))
                if hit.has("year") and meaning.period.first.year == meaning.period.last.year:
                    scene.years.append((hit.first, meaning.period.first.year))
    read += _read_waiting(waiting, scene)
    return sorted(read, key=lambda pair: pair[0].first)


def _read_waiting(waiting: list[Hit], scene: Scene) -> list[Read]:
    found = [(hit, meaning) for hit in waiting if (meaning := _readers()[hit.rule.read](hit, scene))]
    waiting.clear()
    return found


def _coming(hits: list[Hit], number: int, scene: Scene) -> Period | None:
    """The date joined to this one by "to" or "and", if it gives a year that this one lacks."""
    if number + 1 >= len(hits) or hits[number].has("year") or not hits[number].has("month"):
        return None
    after = hits[number + 1]
    if not after.has("year") or not after.has("month") or not _link(hits[number], after):
        return None
    meaning = _readers()[after.rule.read](after, Scene(scene.published))
    return meaning.period if meaning else None


def _link(left: Hit, right: Hit) -> str:
    """The one word between two finds if it joins them."""
    if right.first != left.end + 1:
        return ""
    word, before = left.page.lower(left.end), left.page.lower(left.first - 1)
    plain = look_up("plain")
    if word in plain["to"] or word in plain["dash"]:
        return word
    return word if word == "and" and before in ("between", "from") else ""


def _join(read: list[Read], at: int) -> tuple[Hit, Meaning, int] | None:
    """Two dates that bound an interval: "from Monday to Wednesday", "between 2014 and 2016"."""
    if at + 1 >= len(read):
        return None
    (left, first), (right, last) = read[at], read[at + 1]
    if left.end == right.first and {left.rule.read, right.rule.read} & {"read_clock"}:
        clock, other = (first, last) if left.rule.read == "read_clock" else (last, first)
        return (left, clock, right.end) if other.period and other.period.grain == "day" else None
    if not _link(left, right) or first.kind != "date" or last.kind != "date":
        return None
    if not first.period or not last.period or not first.value or not last.value:
        return None
    if "/" in first.value + last.value or not first.period.first < last.period.first:
        return None
    reasons = " to: ".join(dict.fromkeys((first.reason, last.reason)))
    return left, Meaning(f"{first.value}/{last.value}", "date", reasons), right.end


def _with_edges(hit: Hit, meaning: Meaning) -> Meaning:
    """What the words around a date add: "about" approximates, "since" leaves the end open."""
    if meaning.kind != "date" or not meaning.value:
        return meaning
    page, before = hit.page, hit.page.lower(hit.first - 1)
    plain = look_up("plain")
    is_about = before in ("about", "around", "circa", "approximately", "roughly")
    if is_about and meaning.value[-1] not in "~?%" and "/" not in meaning.value:
        return meaning._replace(value=meaning.value + "~", reason=f"{meaning.reason}; '{before}'")
    is_open = before in plain["since"] or (
        before == "from" and page.lower(hit.end) in ("on", "onwards", "onward")
    )
    if is_open and not meaning.value.startswith("XXXX"):
        first, *more = meaning.value.split("/")
        start = f"{first.rstrip('~')}~" if more and "~" in meaning.value else first
        return meaning._replace(value=f"{start}/..", reason=f"{meaning.reason}; open from then on")
    return meaning
