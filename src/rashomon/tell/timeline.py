"""When things were told and when they are said to be, with the doubt in the words: lanes of moments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rashomon.store.browse import Filter
from rashomon.store.browse_times import DueRow, ToldTime
from rashomon.store.store import Store
from rashomon.survey.edtf import read_days
from rashomon.tell.disputes import STATES
from rashomon.tell.wording import cut, plain

Kind = Literal["article", "told", "set", "due"]
"""An article appeared; a claim was told; a claim is set in that time; a prediction has to have come about."""
LANES = 8
PER_LANE = 30
DUE = 40
_MARKS = re.compile(r"[~?%]")
_CLOCK = re.compile(r"T[^/]*")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_DOUBTS = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """The days that an EDTF value names, and how surely."""

    first: date | None
    """None: it has no beginning that is known."""
    last: date | None
    is_rough: bool = False
    """About then."""
    is_doubtful: bool = False
    """Perhaps then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something on a timeline."""

    kind: Kind
    value: str | None
    """EDTF, as it was read."""
    label: str
    claim: str = ""
    """The id of the claim, if it is one's."""
    article: str = ""
    manner: str = ""
    """How a claim is told: asserts, reports, hedges, denies."""
    made: str | None = None
    """EDTF: when a prediction was made."""

    @property
    def extent(self) -> Extent | None:
        """Its days; None where none are known."""
        return read_extent(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Moments that belong together."""

    title: str
    moments: tuple[Moment, ...]
    """Those with days that are known, the earliest first."""
    undated: tuple[Moment, ...] = ()
    more: int = 0
    """How many are not shown."""
    proposition: str = ""
    actor: str = ""
    """The id of what it is about."""


def read_extent(value: str | None) -> Extent | None:
    """The days of an EDTF value without slack of the program's own; None where it names none.

    >>> read_extent("2023-04-05~")
    Extent(first=datetime.date(2023, 4, 5), last=datetime.date(2023, 4, 5), is_rough=True, is_doubtful=False)
    >>> read_extent("2023-04-01/..").last is None, read_extent("XXXX-04-02"), read_extent("../..")
    (True, None, None)
    """
    if not value:
        return None
    days = read_days(_CLOCK.sub("", _MARKS.sub("", value)))
    if days is None:
        return None
    first = None if days.first == date.min else days.first
    last = None if days.last == date.max else days.last
    if first is None and last is None:
        return None
    rough, doubtful = bool(re.search("[~%]", value)), bool(re.search("[?%]", value))
    return Extent(first=first, last=last, is_rough=rough, is_doubtful=doubtful)


def time_words(value: str | None) -> str:
    """An EDTF value as one would say it.

    >>> time_words("2023-04-01~/.."), time_words("2023-23?"), time_words("2023-04-05/2023-04-20")
    ('from about 2023-04-01 on', 'perhaps autumn 2023', '2023-04-05 to 2023-04-20')
    >>> time_words("XXXX-04-02"), time_words("202X"), time_words(None), time_words("2023-04-05T20:00:00Z")
    ('04-02, year not known', 'in the 2020s', 'day not known', '2023-04-05 20:00')
    """
    if not value:
        return "day not known"
    start, slash, end = value.partition("/")
    if not slash:
        return _part_words(start)
    if end in ("", ".."):
        return "day not known" if start in ("", "..") else f"from {_part_words(start)} on"
    if start in ("", ".."):
        return f"until {_part_words(end)}"
    return f"{_part_words(start)} to {_part_words(end)}"


def _part_words(part: str) -> str:
    doubt = _DOUBTS.get(part[-1:], "")
    bare = part.rstrip("~?%")
    day, _, clock = bare.partition("T")
    if day.startswith("XXXX"):
        return f"{doubt}{day[5:].replace('-XX', '')}, year not known"
    if match := re.fullmatch(r"(\d{3})X", day):
        return f"{doubt}in the {match[1]}0s"
    if (match := re.fullmatch(r"(\d{4})-(\d\d)", day)) and int(match[2]) in _SEASONS:
        return f"{doubt}{_SEASONS[int(match[2])]} {match[1]}"
    return doubt + day.replace("-XX", "") + (f" {clock[:5]}" if clock else "")


def build_timeline(
    store: Store,
    *,
    by: Literal["issue", "actor"] = "issue",
    start: int = 0,
    lanes: int = LANES,
    labels: Mapping[str, str] | None = None,
) -> tuple[list[Lane], int]:
    """The lanes of a timeline: articles, what is contested (or who says when), predictions; and their number.

    ``start`` is the first issue or actor that is shown; the number is of all issues or actors.
    """
    labels = labels or {}
    found, count = _issues(store, start, lanes) if by == "issue" else _actors(store, start, lanes)
    return [*_articles(store, labels), *found, *_predictions(store)], count


def _articles(store: Store, labels: Mapping[str, str]) -> list[Lane]:
    moments = [
        Moment(
            kind="article",
            value=day,
            label=labels.get(name, name) if count == 1 else f"{count} articles",
            article=name if count == 1 else "",
        )
        for day, count, name in store.articles_by_day()
    ]
    return [_lane("Articles, as they appeared", moments, limit=400)]


def _issues(store: Store, start: int, lanes: int) -> tuple[list[Lane], int]:
    cards, count = store.proposition_cards(Filter(conflict="any"), start=start, limit=lanes)
    told = _by_lane(store.times_of_propositions([card.id for card in cards]))
    return [
        _lane(cut(plain(card.text), 110), _moments(told.get(card.id, ()), is_told=True), proposition=card.id)
        for card in cards
    ], count


def _actors(store: Store, start: int, lanes: int) -> tuple[list[Lane], int]:
    cards, count = store.actor_cards(start=start, limit=lanes * 3)
    told = _by_lane(store.times_of_actors([card.id for card in cards]))
    return [
        _lane(plain(card.name), _moments(told[card.id], is_told=False), actor=card.id)
        for card in cards
        if card.id in told
    ], count


def _by_lane(rows: Iterable[ToldTime]) -> dict[str, list[ToldTime]]:
    found: dict[str, list[ToldTime]] = {}
    for row in rows:
        found.setdefault(row.lane, []).append(row)
    return found


def _moments(rows: Iterable[ToldTime], *, is_told: bool) -> Iterable[Moment]:
    for row in rows:
        who = plain(row.speaker or row.outlet) or "the article itself"
        if is_told:
            yield Moment(kind="told", value=row.published, label=who, claim=row.claim, manner=row.manner)
        if row.value:
            yield Moment(
                kind="set",
                value=row.value,
                label=who if is_told else cut(plain(row.text), 48),
                claim=row.claim,
            )


def _predictions(store: Store) -> list[Lane]:
    rows, due, none = store.due_predictions(limit=DUE)
    if not due and not none:
        return []
    lane = _lane("Predictions, and by when", [_due(row) for row in rows], limit=DUE, more=due - len(rows))
    return [lane]


def _due(row: DueRow) -> Moment:
    who = plain(row.by) if row.by else "somebody"
    return Moment(
        kind="due",
        value=row.due,
        label=f"{who}: {STATES[row.state].partition(':')[0]}",
        claim=row.claim,
        made=row.made,
    )


def _lane(
    title: str,
    moments: Iterable[Moment],
    *,
    limit: int = PER_LANE,
    more: int = 0,
    proposition: str = "",
    actor: str = "",
) -> Lane:
    dated: list[tuple[date, int, Moment]] = []
    undated = []
    for number, moment in enumerate(moments):
        extent = moment.extent
        if extent is None:
            undated.append(moment)
        else:
            dated.append((extent.first or extent.last or date.min, number, moment))
    dated.sort(key=lambda one: one[:2])
    return Lane(
        title=title,
        moments=tuple(moment for *_, moment in dated[:limit]),
        undated=tuple(undated),
        more=more + max(0, len(dated) - limit),
        proposition=proposition,
        actor=actor,
    )


def undated_of(lanes: Sequence[Lane]) -> list[Moment]:
    """What has no day, of all lanes."""
    return [moment for lane in lanes for moment in lane.undated]
