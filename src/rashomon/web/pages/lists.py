"""Lists of what was found across the articles, a page at a time: what is contested, versions, predictions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from starlette.requests import Request

from rashomon.store.store import Store
from rashomon.tell.brief import Section
from rashomon.tell.listing import list_contested, list_drifts, list_predictions, list_singles, list_versions
from rashomon.web.desk import Desk, View, page
from rashomon.web.paging import paging, start_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One kind of list."""

    title: str
    rows: int
    """So many on a page."""
    in_file: int
    """So many in a dossier in one file."""
    what: str
    lists: Callable[..., Section]
    count: Callable[[Store], int]


LISTS = {
    "contested": Listed(
        title="What is contested",
        rows=15,
        in_file=60,
        what="issues",
        lists=list_contested,
        count=lambda store: store.issues(limit=0).count,
    ),
    "versions": Listed(
        title="Versions",
        rows=12,
        in_file=48,
        what="versions",
        lists=list_versions,
        count=lambda store: store.versions(limit=0).count,
    ),
    "predictions": Listed(
        title="Predictions",
        rows=40,
        in_file=400,
        what="predictions",
        lists=list_predictions,
        count=lambda store: store.predictions(limit=0).count,
    ),
    "single": Listed(
        title="Told by several, resting on one origin",
        rows=15,
        in_file=60,
        what="propositions",
        lists=list_singles,
        count=lambda store: store.singles(limit=0).count,
    ),
    "drift": Listed(
        title="What hardened or softened on its way",
        rows=12,
        in_file=60,
        what="changes",
        lists=list_drifts,
        count=lambda store: store.drifts(limit=0).count,
    ),
}


def listed(kind: str) -> Callable[[Desk, Request], View]:
    """What makes a page of the list of this kind."""

    def make(desk: Desk, request: Request) -> View:
        one = LISTS[kind]
        asked = {name: value for name, value in request.query_params.items() if value}
        start = start_of(asked, one.rows)
        section = one.lists(desk.store, desk.shelf, start=start, limit=one.rows)
        pages = paging(asked, one.rows, one.count(desk.store))
        return _view(kind, section, {"pages": pages})

    return make


def _view(kind: str, section: Section, context: dict[str, object]) -> View:
    told = {"pages": None, **context, "title": LISTS[kind].title, "sections": [section]}
    return View(kind=kind, template="sections.html", context=told)


ROUTES = [page(f"/{kind}", listed(kind)) for kind in LISTS]


def views(desk: Desk) -> Iterator[View]:
    """The lists that have something in them, as far as one file holds them."""
    for kind, one in LISTS.items():
        section = one.lists(desk.store, desk.shelf, start=0, limit=one.in_file)
        if section.groups or kind in ("contested", "versions", "predictions"):
            yield _view(kind, section, {})
