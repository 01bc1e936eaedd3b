"""The lasting address of a claim: it leads to its words in the article."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from rashomon.web.desk import Desk, View, opened
from rashomon.web.render import web_link


def claim(request: Request) -> Response:
    """To the claim with this id, in its article as it is now."""
    one = request.path_params["id"]
    with opened(request.app.state.case_path) as desk:
        home = desk.store.claim_home(one)
        if home is None:
            raise HTTPException(404, "The case holds no such claim any more.")
        return RedirectResponse(web_link("article", desk.keys[home[0]], f"c{one}"), status_code=302)


ROUTES = [Route("/claim/{id}", claim)]


def views(desk: Desk) -> Iterator[View]:
    """None: in one file, a claim's address is that of its words."""
    yield from ()
