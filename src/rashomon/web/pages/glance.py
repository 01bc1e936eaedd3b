"""At a glance: what the case holds, what is contested, what came of it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rashomon.tell.disputes import contested_section, drift_section, prediction_section, single_section
from rashomon.web.desk import opened

ISSUES = 12


def glance(request: Request) -> Response:
    """The first page."""
    with opened(request) as desk:
        survey = desk.store.survey()
        sections = [
            contested_section(survey, desk.shelf, limit=ISSUES),
            single_section(survey, desk.shelf),
            drift_section(survey, desk.shelf),
            prediction_section(survey, desk.shelf),
        ]
        return desk.page(
            "glance.html",
            articles=desk.store.articles(),
            sections=[section for section in sections if section.groups],
        )


ROUTES = [Route("/", glance)]
