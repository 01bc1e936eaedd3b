"""The timeline: when things were told, when they are said to be, and by when they have to come about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from starlette.requests import Request

from rashomon.tell.drawing import TIMELINE_NOTE
from rashomon.tell.timeline import LANES, build_timeline, time_words, undated_of
from rashomon.tell.timeline_picture import draw_key, draw_timeline
from rashomon.web.desk import Desk, View, page
from rashomon.web.paging import paging, start_of

IN_FILE = 40


def timeline(desk: Desk, request: Request) -> View:
    """One page of lanes, by issue or by actor."""
    asked = {name: value for name, value in request.query_params.items() if value}
    return _view(desk, asked, LANES)


def _view(desk: Desk, asked: dict[str, str], rows: int) -> View:
    by: Literal["issue", "actor"] = "actor" if asked.get("by") == "actor" else "issue"
    # An actor who says nothing of when has no lane, so that more of them are looked at.
    step = rows * 3 if by == "actor" else rows
    start = start_of(asked, step)
    lanes, count = build_timeline(desk.store, by=by, start=start, lanes=rows, labels=desk.labels)
    context = {
        "by": by,
        "drawn": draw_timeline(lanes),
        "note": TIMELINE_NOTE,
        "key": draw_key(),
        "lanes": [lane for lane in lanes if lane.moments or lane.undated],
        "undated": len(undated_of(lanes)),
        "time_words": time_words,
        "count": count,
        "pages": paging(asked, step, count),
    }
    return View(kind="timeline", template="timeline.html", context=context)


ROUTES = [page("/timeline", timeline)]


def views(desk: Desk) -> Iterator[View]:
    """What the dossier in one file holds of it."""
    yield _view(desk, {}, IN_FILE)
