"""Search over the words of claims and articles and the names of actors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast
from urllib.parse import urlencode

from markupsafe import Markup, escape
from starlette.requests import Request

from rashomon.store.search import MARKS, Facet, Hit
from rashomon.tell.wording import plain
from rashomon.web.desk import Desk, View, page

ROWS = 30
FACETS = ("claims", "articles", "actors")


def search(desk: Desk, request: Request) -> View:
    """One page of what has the words of the address in it."""
    asked = {name: value for name, value in request.query_params.items() if value}
    facet = asked.get("in", "claims") if asked.get("in") in FACETS else "claims"
    number = int(asked["page"]) if asked.get("page", "").isdecimal() and len(asked["page"]) < 7 else 1
    start = ROWS * (max(1, number) - 1)
    words, outlet = asked.get("q", ""), request.query_params.get("outlet")
    found = desk.store.search(words, facet=cast(Facet, facet), outlet=outlet, start=start, limit=ROWS)
    more = len(found.hits) == ROWS
    context = {
        "asked": asked,
        "words": words,
        "facet": facet,
        "found": found,
        "hits": [(hit, _excerpt(hit)) for hit in found.hits],
        "facets": [(name, found.counts[cast(Facet, name)], _address(words, name)) for name in FACETS],
        "outlets": [(name, count, _address(words, facet, name)) for name, count in found.outlets],
        "earlier": "?" + urlencode({**asked, "page": number - 1}) if number > 1 else None,
        "later": "?" + urlencode({**asked, "page": number + 1}) if more else None,
    }
    return View(kind="search", template="search.html", context=context)


def _address(words: str, facet: str, outlet: str | None = None) -> str:
    return "?" + urlencode({"q": words, "in": facet} | ({} if outlet is None else {"outlet": outlet}))


def _excerpt(hit: Hit) -> Markup:
    """The words round what was found, which is marked."""
    whole = str(escape(plain(hit.excerpt.replace(MARKS[0], "\ue000").replace(MARKS[1], "\ue001"))))
    return Markup(whole.replace("\ue000", "<mark>").replace("\ue001", "</mark>"))


def views(desk: Desk) -> Iterator[View]:
    """None: a file is searched with the browser's own search."""
    yield from ()


ROUTES = [page("/search", search)]
