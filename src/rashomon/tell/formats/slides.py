"""Claims that say when, as a TimelineJS story."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any, BinaryIO

from rashomon.store.store import Store
from rashomon.tell.brief import LEAST_SURE
from rashomon.tell.formats.days import bounds, plain_parts
from rashomon.tell.formats.signs import head_of, write_json_list
from rashomon.tell.formats.tellings import Telling, tellings, title_of
from rashomon.tell.wording import cut, is_fragment, plain, visible, with_marks

_HEADLINE = 90
_PARTS = ("year", "month", "day")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def write_timeline(store: Store, kind: str, file: BinaryIO) -> None:
    """The story as JSON; what the program is less sure of than `LEAST_SURE` is left out, as in a brief."""
    title = {"text": {"headline": escape(plain(store.path.name)), "text": "When things are said to be so."}}
    write_json_list(_slides(store), file, head=head_of({"title": title}, "events"), tail="}")


def _slides(store: Store) -> Iterator[dict[str, Any]]:
    for one in tellings(store):
        if one.claim.time and one.claim.score >= LEAST_SURE and not is_fragment(one.claim.text):
            dates = _dates(one.claim.time)
            if dates:
                yield _slide(one) | dates


def _dates(value: str) -> dict[str, Any]:
    """start_date, end_date and display_date; nothing where the value names no day."""
    if parts := plain_parts(value):
        return {"start_date": dict(zip(_PARTS, parts, strict=False))}
    first, last = bounds(value)
    if first is None and last is None:
        return {}
    dates: dict[str, Any] = {"start_date": _day(first or last), "display_date": escape(_shown(value))}
    if first and last and last != first:
        dates["end_date"] = _day(last)
    return dates


def _day(day: date | None) -> dict[str, int]:
    assert day is not None
    return {"year": day.year, "month": day.month, "day": day.day}


def _shown(value: str) -> str:
    year, _, season = value.rstrip("?~%").partition("-")
    told = f"{_SEASONS[season]} {year}" if season in _SEASONS else value.rstrip("?~%").replace("/", " to ")
    return f"{told}, uncertain" if value[-1] in "?~%" else told


def _slide(one: Telling) -> dict[str, Any]:
    # TimelineJS shows HTML: words of articles are escaped.
    words = visible(one.claim.text)
    told = with_marks(words) if one.claim.quotation == "direct" else words
    page = escape(title_of(one.article))
    where = f'<a href="{escape(one.link)}">{page}</a>' if one.link else page
    place = f"{where} ¶{one.paragraph}" if one.paragraph else where
    chain = escape(" → ".join(one.chain))
    return {
        "unique_id": f"claim-{one.claim.id}",
        "group": escape(plain(one.article.outlet or "outlet not stated")),
        "text": {
            "headline": escape(cut(f"{one.speaker}: {plain(words)}", _HEADLINE)),
            "text": f"<p>{escape(told)}</p><p>{chain}: {escape(one.standing)}. {place}</p>",
        },
    }
