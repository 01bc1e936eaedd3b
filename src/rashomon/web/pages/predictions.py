"""What was predicted, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request

from rashomon.tell.disputes import prediction_section
from rashomon.web.desk import Desk, View, page


def predictions(desk: Desk, request: Request | None = None) -> View:
    """All predictions, by what came of them."""
    section = prediction_section(desk.store.survey(), desk.shelf)
    context = {"title": "Predictions", "sections": [section]}
    return View(kind="predictions", template="sections.html", context=context)


ROUTES = [page("/predictions", predictions)]


def views(desk: Desk) -> Iterator[View]:
    """What the dossier in one file holds of it."""
    yield predictions(desk)
