"""One article, whole, its evidence lit; every claim has a lasting address."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request

from rashomon.tell.as_html import light_text
from rashomon.tell.composing import entry_of
from rashomon.tell.lighting import light_article
from rashomon.web.desk import Desk, View, page


def article(desk: Desk, request: Request) -> View:
    """The page of the article with the key that the address names."""
    return article_view(desk, request.path_params["key"])


def article_view(desk: Desk, key: str) -> View:
    """The page of the article with this key."""
    name = desk.store.name_of_key(key)
    row = desk.store.article(name)
    assert row is not None
    shown = light_article(desk.store, entry_of(row, desk.labels))
    text = "".join(light_text(shown, part) for part in shown.ranges)
    return View(kind="article", one=key, template="article.html", context={"row": row, "text": text})


ROUTES = [page("/article/{key}", article)]


def views(desk: Desk) -> Iterator[View]:
    """All articles, by name."""
    return (article_view(desk, key) for key in desk.keys.values())
