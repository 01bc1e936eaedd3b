"""All articles of the case, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request

from rashomon.web.desk import Desk, View, page
from rashomon.web.paging import paging, start_of

ROWS = 100
ONE_FILE = 5000


def articles(desk: Desk, request: Request) -> View:
    """One page of the articles, by name."""
    asked = {name: value for name, value in request.query_params.items() if value}
    rows, count = desk.store.article_page(start=start_of(asked, ROWS), limit=ROWS)
    context = {"articles": rows, "count": count, "pages": paging(asked, ROWS, count)}
    return View(kind="articles", template="articles.html", context=context)


ROUTES = [page("/articles", articles)]


def views(desk: Desk) -> Iterator[View]:
    """All of them as one list."""
    rows, count = desk.store.article_page(limit=ONE_FILE)
    context = {"articles": rows, "count": count, "pages": None}
    yield View(kind="articles", template="articles.html", context=context)
