"""Sources: who repeats whom, and what came of what each voice and outlet said."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request

from rashomon.findings import Copy
from rashomon.tell.copy_tree import SURE, copy_tree
from rashomon.tell.drawing import COPY_NOTE, boxes_of
from rashomon.tell.shares import draw_share
from rashomon.tell.tree_picture import draw_tree
from rashomon.web.desk import Desk, View, page
from rashomon.web.paging import paging, start_of

ROWS = 50
COPIES = 60
"""So many rows of the table of copies stand on the first page; the rest have pages of their own."""
ONE_FILE = 500


def sources(desk: Desk, request: Request) -> View:
    """The tree of copies, and one page of the records."""
    asked = {name: value for name, value in request.query_params.items() if value}
    return _view(desk, asked, start_of(asked, ROWS), ROWS)


def _view(desk: Desk, asked: dict[str, str], start: int, rows: int) -> View:
    copies, records = desk.store.copies(), desk.store.records()
    names = sorted({name for copy in copies for name in (copy.child, copy.parent)})
    tree = copy_tree(copies, boxes_of(desk.store, names, desk.labels))
    shown = records[start : start + rows]
    context = {
        "tree": tree,
        "drawn": draw_tree(tree, f"Who took text from whom: {tree.caption}"),
        "note": COPY_NOTE,
        "copies": sorted(copies, key=_most_first)[:COPIES],
        "more": max(0, len(copies) - COPIES),
        "sure": SURE,
        "records": [(row, draw_share(row.reliability) if row.reliability else "") for row in shown],
        "count": len(records),
        "pages": paging(asked, rows, len(records)) if rows == ROWS else None,
    }
    return View(kind="sources", template="sources.html", context=context)


def _most_first(copy: Copy) -> tuple[object, ...]:
    return (copy.kind == "cites", -copy.containment, copy.child, copy.parent)


ROUTES = [page("/sources", sources)]


def views(desk: Desk) -> Iterator[View]:
    """What the dossier in one file holds of it."""
    yield _view(desk, {}, 0, ONE_FILE)
