"""At a glance: what the case holds, what is contested, what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request

from rashomon.tell.listing import list_contested, list_drifts, list_predictions, list_singles
from rashomon.web.desk import Desk, View, page

ISSUES = 12
SINGLES = 8
DRIFTS = 6
PREDICTIONS = 12
ARTICLES = 40


def glance(desk: Desk, request: Request | None = None) -> View:
    """The first page."""
    store, shelf = desk.store, desk.shelf
    sections = [
        (list_contested(store, shelf, limit=ISSUES), "contested"),
        (list_singles(store, shelf, limit=SINGLES), ""),
        (list_drifts(store, shelf, limit=DRIFTS), ""),
        (list_predictions(store, shelf, limit=PREDICTIONS), "predictions"),
    ]
    shown = [(section, kind) for section, kind in sections if section.groups]
    articles, count = store.article_page(limit=ARTICLES)
    context = {
        "facts": store.extent(),
        "articles": articles,
        "more": count - len(articles),
        "sections": shown,
    }
    return View(kind="glance", template="glance.html", context=context)


ROUTES = [page("/", glance)]


def views(desk: Desk) -> Iterator[View]:
    """What the dossier in one file holds of it."""
    yield glance(desk)
