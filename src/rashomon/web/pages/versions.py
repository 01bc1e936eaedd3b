"""The versions that hold together."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request

from rashomon.tell.disputes import version_section
from rashomon.web.desk import Desk, View, page


def versions(desk: Desk, request: Request | None = None) -> View:
    """All versions, issue by issue."""
    section = version_section(desk.store.survey(), desk.shelf)
    context = {"title": "Versions", "sections": [section]}
    return View(kind="versions", template="sections.html", context=context)


ROUTES = [page("/versions", versions)]


def views(desk: Desk) -> Iterator[View]:
    """What the dossier in one file holds of it."""
    yield versions(desk)
