"""One proposition: who is for it, who against, who hedges, from how many origins."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request

from rashomon.findings import Proposition
from rashomon.tell.disputes import count_words, sides_of
from rashomon.web.desk import Desk, View, page


def proposition(desk: Desk, request: Request) -> View:
    """The page of the proposition with the id that the address names."""
    return proposition_view(desk, request.path_params["id"])


def proposition_view(desk: Desk, one: str) -> View:
    """The page of the proposition with this id."""
    found = next((p for p in desk.store.survey().propositions if p.id == one), None)
    if found is None:
        raise HTTPException(404, "The case holds no such proposition any more.")
    return _view(desk, found)


def _view(desk: Desk, found: Proposition) -> View:
    sides = {side: [desk.shelf.line(claim) for claim in ids] for side, ids in sides_of(found).items()}
    context = {"proposition": found, "sides": sides, "counts": count_words(found)}
    context["members"] = {member.claim: member for member in found.members}
    return View(kind="proposition", one=found.id, template="proposition.html", context=context)


ROUTES = [page("/proposition/{id}", proposition)]


def views(desk: Desk) -> Iterator[View]:
    """All propositions, the most contested first."""
    return (_view(desk, found) for found in desk.store.survey().propositions)
