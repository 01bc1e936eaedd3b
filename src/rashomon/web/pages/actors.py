"""All actors, those of most articles first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from starlette.requests import Request

from rashomon.web.desk import Desk, View, page
from rashomon.web.paging import paging, start_of

ROWS = 60
LEAST = 2
"""An actor mentioned less often has no page of its own in a dossier in one file."""
ONE_FILE = 300
KINDS = ("person", "organisation", "place", "group")


def actors(desk: Desk, request: Request) -> View:
    """One page of the actors, as the address filters them."""
    asked = {name: value for name, value in request.query_params.items() if value}
    kind = asked.get("kind", "") if asked.get("kind") in KINDS else ""
    cards, count = desk.store.actor_cards(
        words=asked.get("q", ""), kind=kind, start=start_of(asked, ROWS), limit=ROWS
    )
    return _view({"cards": cards, "count": count, "asked": asked, "pages": paging(asked, ROWS, count)})


def _view(context: Mapping[str, object]) -> View:
    return View(kind="actors", template="actors.html", context={"kinds": KINDS, **context})


ROUTES = [page("/actors", actors)]


def views(desk: Desk) -> Iterator[View]:
    """Those that have a page in the file."""
    cards, count = desk.store.actor_cards(least=LEAST, limit=ONE_FILE)
    yield _view({"cards": cards, "count": count, "asked": {}, "pages": None})
