"""One article, whole, its evidence lit; every claim has a lasting address."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rashomon.tell.as_html import light_text
from rashomon.tell.composing import entry_of
from rashomon.tell.lighting import light_article
from rashomon.web.desk import opened


def article(request: Request) -> Response:
    """The page of the article with this key."""
    with opened(request) as desk:
        name = desk.store.name_of_key(request.path_params["key"])
        row = next(row for row in desk.store.articles() if row.article == name)
        shown = light_article(desk.store, entry_of(row, desk.labels))
        return desk.page("article.html", shown=shown, name=name, light=light_text)


ROUTES = [Route("/article/{key}", article)]
