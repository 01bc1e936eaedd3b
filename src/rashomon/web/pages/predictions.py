"""What was predicted, and what came of it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rashomon.tell.disputes import prediction_section
from rashomon.web.desk import opened


def predictions(request: Request) -> Response:
    """All predictions, by what came of them."""
    with opened(request) as desk:
        sections = [prediction_section(desk.store.survey(), desk.shelf)]
        return desk.page("sections.html", title="Predictions", sections=sections)


ROUTES = [Route("/predictions", predictions)]
