"""A timeline as a picture: intervals as bars, doubt as it stands in the words, never a made-up day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rashomon.tell.matrix import SHAPES, WORDS
from rashomon.tell.svg import frame, group, num, path, width_of, words
from rashomon.tell.timeline import Extent, Lane, Moment, read_extent, time_words
from rashomon.tell.wording import cut

_WIDE, _MARGIN, _ROW, _HEAD, _AXIS = 960, 16, 22, 26, 30
_LONGEST, _LEAST, _GAP = 34, 9, 10
# An open end fades over so much; "about" so much on either side, whatever the scale.
_FADE, _ROUGH = 64, 12
_LONG = 92
_FADES = (0.7, 0.5, 0.3, 0.15)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Days between marks of the axis, from fine to coarse; months and years are counted as such.
_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600)
_TICKS = 12
_TITLES = {"article": "appeared", "told": "told", "set": "is said to be", "due": "has to have come about"}


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to places on the picture."""

    first: date
    last: date

    @property
    def per_day(self) -> float:
        return (_WIDE - 2 * _MARGIN) / ((self.last - self.first).days + 1)

    def start(self, day: date) -> float:
        """Where the day begins; no further than the edge."""
        return _MARGIN + self.per_day * (min(max(day, self.first), self.last) - self.first).days

    def stop(self, day: date) -> float:
        """Where it ends."""
        return self.start(day) + self.per_day


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A moment with the room that it takes."""

    svg: str
    left: float
    right: float


def draw_timeline(lanes: Sequence[Lane]) -> str:
    """The lanes below one another on one axis; empty where nothing has a day."""
    extents = [extent for lane in lanes for moment in lane.moments if (extent := moment.extent)]
    scale = _scale(extents)
    if scale is None:
        return ""
    parts: list[str] = []
    y = float(_AXIS)
    for lane in lanes:
        if lane.moments:
            rows, height = _lane(lane, scale, y)
            parts += rows
            y += height
    axis = list(_axis(scale, y))
    label = f"Timeline from {scale.first} to {scale.last}; the same stands in the table"
    return frame("timeline", (_WIDE, y + 6), label, [*axis, *parts])


def _scale(extents: Sequence[Extent]) -> _Scale | None:
    """From the first to the last day; what lies far from nearly all the rest is drawn at the edge."""
    # What may be any day of a year says little of where the rest lies.
    near = [one for one in extents if _length(one) <= _LONG] or extents
    days = sorted(day for extent in near for day in (extent.first, extent.last) if day)
    if not days:
        return None
    low, high = days[len(days) // 4], days[len(days) * 3 // 4]
    slack = 3 * max(timedelta(days=14), high - low)
    first = max(days[0], _moved(low, -slack))
    last = min(days[-1], _moved(high, slack))
    room = max(timedelta(days=1), (last - first) / 40)
    return _Scale(_moved(first, -room), _moved(last, room))


def _length(extent: Extent) -> int:
    return (extent.last - extent.first).days if extent.first and extent.last else 0


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _axis(scale: _Scale, height: float) -> Iterator[str]:
    year = None
    for day in _ticks(scale):
        x = scale.start(day)
        yield path(f"M{num(x)} 20V{num(height)}", "axis")
        told = _day_words(scale, day, with_year=day.year != year)
        year = day.year
        anchor = "end" if x + width_of(told) > _WIDE else ""
        yield words((x + (-4 if anchor else 4), 16), told, kind="dim", anchor=anchor)


def _day_words(scale: _Scale, day: date, *, with_year: bool) -> str:
    span = (scale.last - scale.first).days
    if span > 365 * 8:
        return str(day.year)
    told = _MONTHS[day.month - 1] if span > 200 else f"{day.day} {_MONTHS[day.month - 1]}"
    return f"{told} {day.year}" if with_year else told


def _ticks(scale: _Scale) -> list[date]:
    span = (scale.last - scale.first).days + 1
    for step in _STEPS:
        if span / step <= _TICKS:
            # Weeks begin on Mondays, whatever the first day is.
            back = scale.first.toordinal() % step if step < 7 else (scale.first.toordinal() - 1) % step
            first = scale.first.toordinal() + (step - back) % step
            return [date.fromordinal(one) for one in range(first, scale.last.toordinal() + 1, step)]
    for step in _MONTH_STEPS:
        if span / (step * 30.4) <= _TICKS:
            break
    months = range(scale.first.year * 12 + scale.first.month - 1, scale.last.year * 12 + scale.last.month)
    days = [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
    return [day for day in days if scale.first <= day <= scale.last]


def _lane(lane: Lane, scale: _Scale, top: float) -> tuple[list[str], float]:
    """A lane's title and rows, and how high it is; moments stand as high as there is room."""
    parts = [
        path(f"M0 {num(top)}H{_WIDE}", "rule"),
        words((_MARGIN, top + 18), lane.title, kind="strong halo", longest=120),
    ]
    ends: list[float] = []
    for moment in lane.moments:
        extent = moment.extent
        if extent is None:
            continue
        left, right = _bounds(moment, extent, scale)
        row = next((number for number, end in enumerate(ends) if end + _GAP <= left), len(ends))
        ends[row : row + 1] = [right]
        parts.append(_moment(moment, extent, scale, top + _HEAD + row * _ROW + _ROW / 2))
    tail = 0.0
    if lane.more:
        tail = _ROW
        at = (_MARGIN, top + _HEAD + len(ends) * _ROW + 14)
        parts.append(words(at, f"… and {lane.more} more", kind="dim"))
    return parts, _HEAD + len(ends) * _ROW + tail + 6


def _edges(extent: Extent, scale: _Scale) -> tuple[float, float]:
    """Where the bar begins and ends, its open ends faded over a stretch of their own."""
    known_first = extent.first or extent.last or scale.first
    known_last = extent.last or extent.first or scale.last
    left, right = scale.start(known_first), scale.stop(known_last)
    if right - left < _LEAST:
        middle = (left + right) / 2
        left, right = middle - _LEAST / 2, middle + _LEAST / 2
    return left, right


def _bounds(moment: Moment, extent: Extent, scale: _Scale) -> tuple[float, float]:
    left, right = _edges(extent, scale)
    left, right = _reach(extent, left, right)
    if moment.made and (made := read_extent(moment.made)) and made.first:
        left = min(left, scale.start(made.first))
    room = width_of(_label(moment)) + 8
    side = _side(left, right, room)
    return (left - room, right) if side < 0 else (left, right + room * side)


def _reach(extent: Extent, left: float, right: float) -> tuple[float, float]:
    rough = _ROUGH if extent.is_rough else 0
    doubt = 14 if extent.is_doubtful else 0
    return (
        left - (_FADE if extent.first is None else rough),
        right + (_FADE if extent.last is None else rough) + doubt,
    )


def _side(left: float, right: float, room: float) -> int:
    """Where the words stand: behind the bar (1), before it (-1), or on it (0), where neither has room."""
    if right + room <= _WIDE:
        return 1
    return -1 if left - room >= 0 else 0


def _label(moment: Moment) -> str:
    return cut(moment.label, _LONGEST)


def _moment(moment: Moment, extent: Extent, scale: _Scale, y: float) -> str:
    left, right = _edges(extent, scale)
    parts = [*_due_line(moment, scale, left, y), *_body(moment, extent, left, right, y)]
    parts += _outside(extent, scale, y)
    start, stop = _reach(extent, left, right)
    if extent.is_doubtful:
        parts.append(words((stop - 11, y + 4.5), "?", kind="strong"))
    side = _side(start, stop, width_of(_label(moment)) + 8)
    x = {1: stop + 5, -1: start - 5, 0: max(start, 0.0) + 24}[side]
    parts.append(words((x, y + 4.5), _label(moment), kind="halo", anchor="end" if side < 0 else ""))
    how = f" ({WORDS[moment.manner]})" if moment.manner else ""
    title = f"{moment.label}{how}: {_TITLES[moment.kind]} {time_words(moment.value)}"
    return group(parts, title=title, kind=f"moment {moment.kind}")


def _body(moment: Moment, extent: Extent, left: float, right: float, y: float) -> list[str]:
    """The bar or sign itself, with the doubt there is in it."""
    doubt = " doubt" if extent.is_doubtful else ""
    parts = []
    if extent.first is None:
        parts += _fade(left, -1, y)
    if extent.last is None:
        parts += _fade(right, 1, y)
    if extent.is_rough:
        parts += [
            _bar(left - _ROUGH, left, y, "rough"),
            _bar(right, right + _ROUGH, y, "rough"),
        ]
    is_point = right - left <= max(_LEAST + 1, 18)
    if moment.kind == "told" and moment.manner in SHAPES and is_point:
        middle = (left + right) / 2
        sign = f'<g transform="translate({num(middle - 8)} {num(y - 8)})">{SHAPES[moment.manner]}</g>'
        return [*parts, sign]
    if moment.kind == "article" and is_point:
        middle = (left + right) / 2
        return [
            *parts,
            f'<rect class="page" x="{num(middle - 4.5)}" y="{num(y - 4.5)}" width="9" height="9"/>',
        ]
    parts.append(_bar(left, right, y, f"bar {moment.kind}{doubt}"))
    if moment.kind == "due":
        parts.append(path(f"M{num(right)} {num(y - 8)}V{num(y + 8)}", "limit"))
    return parts


def _bar(left: float, right: float, y: float, kind: str, opacity: float | None = None) -> str:
    faint = "" if opacity is None else f' opacity="{opacity}"'
    at = f'x="{num(left)}" y="{num(y - 5)}" width="{num(max(0.5, right - left))}"'
    return f'<rect class="{kind}" {at} height="10" rx="2"{faint}/>'


def _fade(edge: float, way: int, y: float) -> list[str]:
    """An end that is open: the bar grows fainter and has no border."""
    step = _FADE / len(_FADES)
    parts = []
    for number, opacity in enumerate(_FADES):
        near = edge + way * step * number
        far = near + way * step
        parts.append(_bar(min(near, far), max(near, far), y, "open", opacity))
    return parts


def _due_line(moment: Moment, scale: _Scale, left: float, y: float) -> list[str]:
    """From when a prediction was made to when it is due."""
    made = read_extent(moment.made) if moment.kind == "due" else None
    if made is None or made.first is None or scale.start(made.first) >= left:
        return []
    x = scale.start(made.first)
    return [
        path(f"M{num(x)} {num(y)}H{num(left)}", "made"),
        path(f"M{num(x)} {num(y - 4)}V{num(y + 4)}", "made"),
    ]


def _outside(extent: Extent, scale: _Scale, y: float) -> list[str]:
    """A head at the edge for what goes on, or lies, beyond it."""
    parts = []
    if extent.first and extent.first < scale.first:
        parts.append(path(f"M3 {num(y)}l8 -6v12z", "beyond"))
    if extent.last and extent.last > scale.last:
        parts.append(path(f"M{_WIDE - 3} {num(y)}l-8 -6v12z", "beyond"))
    return parts


_KEY = {
    "article": ("an article appeared", Moment(kind="article", value="2001-01-01", label="")),
    "set": ("said to be then", Moment(kind="set", value="2001-01-01/2001-01-03", label="")),
    "rough": ("about then", Moment(kind="set", value="2001-01-02~", label="")),
    "doubt": ("perhaps then", Moment(kind="set", value="2001-01-01/2001-01-03?", label="")),
    "open": ("no end known", Moment(kind="set", value="2001-01-01/..", label="")),
    "due": (
        "predicted to come about by its end",
        Moment(kind="due", value="2001-01-01/2001-01-03", label=""),
    ),
}


def draw_key() -> dict[str, str]:
    """Small pictures of how a moment looks, with the words for each; `matrix.SHAPES` are beside them."""
    found = {}
    for told, moment in _KEY.values():
        extent = moment.extent
        assert extent is not None
        left, right = (14.0, 23.0) if extent.first == extent.last else (8.0, 28.0)
        if extent.last is None:
            left, right = 4.0, 10.0
        parts = _body(moment, extent, left, right, 8.0)
        if extent.is_doubtful:
            parts.append(words((30, 12.5), "?", kind="strong"))
        size = 'viewBox="0 0 40 16" width="40" height="16"'
        found[told] = f'<svg class="sign drawing timeline" {size} aria-hidden="true">{group(parts)}</svg>'
    return found
