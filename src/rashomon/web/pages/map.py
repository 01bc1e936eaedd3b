"""The map: the places that articles name, as near as they are known; those that are on no map are listed."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request

from rashomon.tell.drawing import MAP_NOTE
from rashomon.tell.map_picture import PRECISIONS, core_of, draw_map, draw_rings
from rashomon.web.desk import Desk, View, page

PLACES = 200
UNKNOWN = 100


def map_(desk: Desk, request: Request | None = None) -> View:
    """The map of the case."""
    places, count = desk.store.places_named(is_known=True, limit=PLACES)
    unknown, others = desk.store.places_named(is_known=False, limit=UNKNOWN)
    core = core_of(places)
    context = {
        "drawn": draw_map(core),
        "whole": draw_map(places) if len(core) < len(places) else "",
        "note": MAP_NOTE,
        "rings": draw_rings(),
        "precisions": PRECISIONS,
        "places": places,
        "more": count - len(places),
        "unknown": unknown,
        "more_unknown": others - len(unknown),
    }
    return View(kind="map", template="map.html", context=context)


ROUTES = [page("/map", map_)]


def views(desk: Desk) -> Iterator[View]:
    """What the dossier in one file holds of it."""
    yield map_(desk)
