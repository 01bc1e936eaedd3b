"""What later articles changed: since a day, since an article, or since the last visit."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request

from rashomon.errors import UsageError
from rashomon.survey.changes import later_articles
from rashomon.tell.changing import change_sections, changes_since, count_changes
from rashomon.web.desk import Desk, View, page

_DIGITS = 15


def changes(desk: Desk, request: Request) -> View:
    """What changed from the day or the article on that the address names."""
    since, after = request.query_params.get("since", "").strip(), request.query_params.get("after", "")
    told, articles = "", frozenset[str]()
    try:
        if after.isascii() and after.isdecimal() and len(after) < _DIGITS:
            articles = frozenset(desk.store.put_in_after(int(after)))
        elif since:
            articles = later_articles(desk.store.dates_of_articles(), desk.named(since))
    except UsageError:
        told = "That is neither a date, such as 2031-05-12 or 2031-05, nor an article of the case."
    return View(
        kind="changes", template="changes.html", context=_context(desk, articles, told) | {"since": since}
    )


def _context(desk: Desk, articles: frozenset[str], told: str) -> dict[str, object]:
    found, is_whole = changes_since(desk.store, articles)
    return {
        "told": told,
        "articles": len(articles),
        "counts": count_changes(found),
        "is_whole": is_whole,
        "sections": change_sections(found, desk.shelf),
    }


ROUTES = [page("/changes", changes)]


def views(desk: Desk) -> Iterator[View]:
    """None: one file has one state."""
    yield from ()
