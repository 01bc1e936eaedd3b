"""One actor: its names and why, who speaks for it, what it says and is said of it, for and against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request

from rashomon.store.rows import ActorRow
from rashomon.tell.actors import Side, sides_held, spellings_of
from rashomon.tell.shares import draw_months
from rashomon.web.desk import Desk, View, page
from rashomon.web.pages.actors import LEAST, ONE_FILE
from rashomon.web.paging import paging, start_of

FIRST = 12
"""So many claims of each kind stand on the actor's page."""
ROWS = 40
IN_FILE = 20
LISTS = {"says": "What it says", "about": "What is said of it"}


def actor(desk: Desk, request: Request) -> View:
    """The page of the actor with the id that the address names."""
    return _view(desk, _actor(desk, request), FIRST)


def claims(desk: Desk, request: Request) -> View:
    """One page of what the actor says, or of what is said of it."""
    found, which = _actor(desk, request), request.path_params["list"]
    if which not in LISTS:
        raise HTTPException(404, "An actor has no such list.")
    asked = {name: value for name, value in request.query_params.items() if value}
    ids, count = _claims(desk, found.id, which, start=start_of(asked, ROWS), limit=ROWS)
    context = {
        "actor": found,
        "title": LISTS[which],
        "lines": _lines(desk, ids),
        "count": count,
        "pages": paging(asked, ROWS, count),
    }
    return View(kind="actor", one=found.id, template="actor_claims.html", context=context)


def _actor(desk: Desk, request: Request) -> ActorRow:
    found = desk.store.actor(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "The case holds no such actor any more.")
    return found


def _claims(desk: Desk, one: str, which: str, *, start: int = 0, limit: int) -> tuple[list[str], int]:
    read = desk.store.claims_by if which == "says" else desk.store.claims_about
    return read(one, start=start, limit=limit)


def _lines(desk: Desk, ids: Sequence[str]) -> list[object]:
    desk.shelf.fetch(ids)
    return [desk.shelf.line(one) for one in ids]


def _view(desk: Desk, found: ActorRow, limit: int) -> View:
    edges = desk.store.edges_of(found.id)
    ties = [*desk.store.tied_to(found.id)]
    ends = {end for edge in edges for end in (edge.holder, edge.target)}
    names = desk.store.actor_names(frozenset(ends | {tie.actor for tie in (*found.ties, *ties)} | {found.id}))
    spellings, reasons = spellings_of(found)
    towards, held = sides_held(found.id, edges, names, desk.labels)
    lists = {}
    for which, title in LISTS.items():
        ids, count = _claims(desk, found.id, which, limit=limit)
        lists[which] = (title, _lines(desk, ids), count)
    months = desk.store.said_over_time(found.id)
    context = {
        "actor": found,
        "spellings": spellings,
        "reasons": reasons,
        "ties": [(tie.relation, tie.actor, names.get(tie.actor, "")) for tie in found.ties],
        "tied": [(tie.relation, tie.actor, names.get(tie.actor, "")) for tie in ties],
        "voices": desk.store.speaks_for(found.id),
        "sides": (("For it and against it", towards), ("For whom and against whom it is", held)),
        "words": _words(desk, [*towards, *held]),
        "lists": lists,
        "months": months,
        "drawn": draw_months(months),
    }
    return View(kind="actor", one=found.id, template="actor.html", context=context)


def _words(desk: Desk, sides: Sequence[Side]) -> Mapping[tuple[str, int], str]:
    """The words in which the stances are told, by article and place."""
    wanted: dict[str, set[tuple[int, int]]] = {}
    for side in sides:
        for told in side.told:
            wanted.setdefault(told.article, set()).add((told.start, told.stop))
    words: dict[tuple[str, int], str] = {}
    for article, spans in wanted.items():
        text = desk.store.text(article)
        words |= {(article, start): text[start:stop] for start, stop in spans}
    return words


ROUTES = [page("/actor/{id}", actor), page("/actor/{id}/{list}", claims)]


def views(desk: Desk) -> Iterator[View]:
    """Those actors that are mentioned more than once, and those that other pages of the file lead to."""
    cards, _ = desk.store.actor_cards(least=LEAST, limit=ONE_FILE)
    edges, records = desk.store.network().edges, desk.store.records()
    linked = [*(end for edge in edges for end in (edge.holder, edge.target)), *(row.actor for row in records)]
    for one in list(dict.fromkeys([*(card.id for card in cards), *linked]))[: 2 * ONE_FILE]:
        found = desk.store.actor(one) if one else None
        if found is not None:
            yield _view(desk, found, IN_FILE)
