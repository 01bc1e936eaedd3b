"""The versions that hold together."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rashomon.tell.disputes import version_section
from rashomon.web.desk import opened


def versions(request: Request) -> Response:
    """All versions, issue by issue."""
    with opened(request) as desk:
        survey = desk.store.survey()
        return desk.page("sections.html", title="Versions", sections=[version_section(survey, desk.shelf)])


ROUTES = [Route("/versions", versions)]
