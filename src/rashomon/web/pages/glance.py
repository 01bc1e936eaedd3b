"""At a glance: what the case holds, what is contested, what came of it."""

from __future__ import annotations

import time
from collections.abc import Iterator

from starlette.requests import Request

from rashomon.tell.changing import changes_since, count_changes
from rashomon.tell.listing import (
    list_contested,
    list_drifts,
    list_predictions,
    list_singles,
    list_versions,
)
from rashomon.web.desk import Desk, View, page
from rashomon.web.visits import cookie_name, visit

ISSUES = 12
VERSIONS, EACH = 3, 2
SINGLES = 8
DRIFTS = 6
PREDICTIONS = 12
ARTICLES = 40


def glance(desk: Desk, request: Request | None = None) -> View:
    """The first page."""
    store, shelf = desk.store, desk.shelf
    sections = [
        (list_contested(store, shelf, limit=ISSUES), "contested"),
        (list_versions(store, shelf, limit=VERSIONS, each=EACH), "versions"),
        (list_singles(store, shelf, limit=SINGLES), "single"),
        (list_drifts(store, shelf, limit=DRIFTS), "drift"),
        (list_predictions(store, shelf, limit=PREDICTIONS), "predictions"),
    ]
    shown = [(section, kind) for section, kind in sections if section.groups]
    since, cookies = _since_last_visit(desk, request)
    articles, count = store.article_page(limit=ARTICLES)
    context = {
        "facts": store.extent(),
        "articles": articles,
        "more": count - len(articles),
        "sections": shown,
        "since": since,
    }
    return View(kind="glance", template="glance.html", context=context, cookies=cookies)


def _since_last_visit(desk: Desk, request: Request | None) -> tuple[dict[str, object] | None, dict[str, str]]:
    """What was put in since the visit before this one, and what tells it next time."""
    if request is None:
        return None, {}
    name = cookie_name(desk.store.path)
    now = visit(request.cookies.get(name, ""), desk.store.newest(), int(time.time()))
    articles = frozenset(desk.store.put_in_after(now.before)) if now.before is not None else frozenset[str]()
    cookies = {name: now.cookie()}
    if not articles:
        return None, cookies
    found, _ = changes_since(desk.store, articles)
    return {"articles": len(articles), "counts": count_changes(found), "after": now.before}, cookies


ROUTES = [page("/", glance)]


def views(desk: Desk) -> Iterator[View]:
    """What the dossier in one file holds of it."""
    yield glance(desk)
