"""Review: what the program is unsure of, one question after the other; yes, no, later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from starlette.requests import Request

from rashomon.tell.doubts import doubts, shown_sides
from rashomon.web.desk import Desk, View, page
from rashomon.web.render import web_link

_LATER = 60
"""So many questions can be put off; then the first of them comes again."""


def review(desk: Desk, request: Request) -> View:
    """The next question that was not put off."""
    asked = request.query_params
    later = [one for one in asked.get("later", "").split(",") if re.fullmatch("[0-9a-f]{12}", one)][-_LATER:]
    queue = doubts(desk.store.doubtful())
    left = [one for one in queue if one.id not in later]
    doubt = left[0] if left else None
    said = next((row for row in desk.store.judgements() if row.id == asked.get("said")), None)
    sides = shown_sides(doubt, desk.store, desk.shelf) if doubt else ()
    context = {
        "doubt": doubt,
        "sides": sides,
        "rows": {side.article: desk.store.article(side.article) for side in sides},
        "left": len(left),
        "put_off": len(queue) - len(left),
        "said": said,
        "here": _address(later),
        "after": _address([*later, doubt.id]) if doubt else "",
        "is_read_only": desk.store.is_read_only,
    }
    return View(kind="review", template="review.html", context=context)


def _address(later: list[str]) -> str:
    return web_link("review") + (f"?{urlencode({'later': ','.join(later)})}" if later else "")


ROUTES = [page("/review", review)]


def views(desk: Desk) -> Iterator[View]:
    """None: nothing is judged in a dossier in one file."""
    yield from ()
