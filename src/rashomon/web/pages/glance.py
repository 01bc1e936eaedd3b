"""At a glance: what the case holds, what is contested, what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request

from rashomon.tell.disputes import contested_section, drift_section, prediction_section, single_section
from rashomon.web.desk import Desk, View, page

ISSUES = 12


def glance(desk: Desk, request: Request | None = None) -> View:
    """The first page."""
    survey = desk.store.survey()
    sections = [
        contested_section(survey, desk.shelf, limit=ISSUES),
        single_section(survey, desk.shelf),
        drift_section(survey, desk.shelf),
        prediction_section(survey, desk.shelf),
    ]
    shown = [section for section in sections if section.groups]
    return View(
        kind="glance",
        template="glance.html",
        context={"articles": desk.store.articles(), "sections": shown},
    )


ROUTES = [page("/", glance)]


def views(desk: Desk) -> Iterator[View]:
    """What the dossier in one file holds of it."""
    yield glance(desk)
