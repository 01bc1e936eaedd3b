"""One proposition: who is for it, who against, who hedges, from how many origins."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rashomon.tell.disputes import count_words, sides_of
from rashomon.web.desk import opened


def proposition(request: Request) -> Response:
    """The page of the proposition with this id."""
    with opened(request) as desk:
        one = next((p for p in desk.store.survey().propositions if p.id == request.path_params["id"]), None)
        if one is None:
            raise HTTPException(404, "The case holds no such proposition any more.")
        sides = {side: [desk.shelf.line(claim) for claim in ids] for side, ids in sides_of(one).items()}
        members = {member.claim: member for member in one.members}
        return desk.page(
            "proposition.html", proposition=one, sides=sides, members=members, counts=count_words(one)
        )


ROUTES = [Route("/proposition/{id}", proposition)]
