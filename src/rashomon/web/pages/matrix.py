"""Claims and outlets: each proposition against each outlet or voice, a sign where they meet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, cast
from urllib.parse import urlencode

from starlette.requests import Request

from rashomon.store.browse import Filter, Order
from rashomon.tell.matrix import SHAPES, WORDS, build_matrix, draw_sign
from rashomon.web.desk import Desk, View, page

ROWS = 40
ONE_FILE = 400
"""So many propositions stand in the matrix of a dossier in one file."""
ORDERS = {"conflict": "contested first", "origins": "most origins", "claims": "most claims", "date": "newest"}
KINDS = ("any", "polarity", "number", "time", "place", "actor", "act", "speech")


def matrix(desk: Desk, request: Request) -> View:
    """One page of the matrix, as the address filters and sorts it."""
    return matrix_view(desk, {name: value for name, value in request.query_params.items() if value})


def matrix_view(desk: Desk, asked: dict[str, str], *, rows: int = ROWS) -> View:
    """One page of ``rows`` propositions, as ``asked`` filters and sorts it."""
    by = "voice" if asked.get("by") == "voice" else "outlet"
    order = asked.get("order", "conflict") if asked.get("order") in ORDERS else "conflict"
    number = int(asked["page"]) if asked.get("page", "").isdecimal() and len(asked["page"]) < 7 else 1
    wanted = Filter(
        conflict=asked.get("kind") if asked.get("kind") in KINDS else None,
        words=asked.get("q"),
        actor=asked.get("actor"),
        since=asked.get("since"),
        until=asked.get("until"),
    )
    start = rows * (max(1, number) - 1)
    found = build_matrix(
        desk.store,
        wanted,
        by=cast(Literal["outlet", "voice"], by),
        order=cast(Order, order),
        start=start,
        limit=rows,
    )
    context = {
        "matrix": found,
        "asked": asked,
        "by": by,
        "order": order,
        "orders": ORDERS,
        "kinds": KINDS,
        "signs": {manner: draw_sign(manner) for manner in SHAPES},
        "words": WORDS,
        "earlier": _other(asked, number - 1) if number > 1 else None,
        "later": _other(asked, number + 1) if start + rows < found.count else None,
        "first": start + 1,
    }
    return View(kind="matrix", template="matrix.html", context=context)


def _other(asked: dict[str, str], number: int) -> str:
    return "?" + urlencode({**asked, "page": number})


ROUTES = [page("/matrix", matrix)]


def views(desk: Desk) -> Iterator[View]:
    """All of it, by outlets."""
    yield matrix_view(desk, {}, rows=ONE_FILE)
