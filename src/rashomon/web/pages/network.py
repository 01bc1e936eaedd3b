"""The network: who is for and against whom, by holder, teller and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from starlette.requests import Request

from rashomon.findings import Edge, Network
from rashomon.survey.edtf import read_days
from rashomon.tell.actors import teller_words, told_places
from rashomon.tell.drawing import NETWORK_NOTE, names_in
from rashomon.tell.network_picture import SIGNS, draw_network, filter_edges
from rashomon.tell.propositions import balance_words
from rashomon.tell.wording import plain
from rashomon.web.desk import Desk, View, page
from rashomon.web.paging import paging, start_of

ROWS = 40
ONE_FILE = 400
CHOICES = 80
"""So many holders and tellers can be chosen, those of most stances."""


def network(desk: Desk, request: Request) -> View:
    """The network, as the address filters it."""
    return _view(desk, {name: value for name, value in request.query_params.items() if value}, ROWS)


def _view(desk: Desk, asked: dict[str, str], rows: int) -> View:
    whole = desk.store.network()
    names = names_in(desk.store, whole)
    since, until = (_day(asked.get(name)) for name in ("since", "until"))
    edges, undated = filter_edges(
        whole.edges, holder=asked.get("holder"), teller=asked.get("teller"), since=since, until=until
    )
    drawn, hidden = draw_network(Network(edges=edges, balance=whole.balance), names)
    ranked = sorted(
        edges, key=lambda edge: (not edge.frustrated, -len(edge.stances), edge.holder, edge.target)
    )
    start = start_of(asked, rows)
    shown = ranked[start : start + rows]
    context = {
        "asked": asked,
        "drawn": drawn,
        "hidden": hidden,
        "note": NETWORK_NOTE,
        "balance": balance_words(whole.balance, names) if whole.balance else "",
        "rows": [(edge, told_places(edge), teller_words(edge.according_to, desk.labels)) for edge in shown],
        "signs": SIGNS,
        "names": names,
        "words": _words(desk, shown),
        "count": len(edges),
        "all": len(whole.edges),
        "undated": undated if since or until else 0,
        "holders": _holders(whole.edges, names),
        "tellers": [(name, teller_words([name], desk.labels)) for name in _tellers(whole.edges)],
        "pages": paging(asked, rows, len(edges)),
    }
    return View(kind="network", template="network.html", context=context)


def _day(asked: str | None) -> str | None:
    """The EDTF that was asked for; None where it is none."""
    return asked if read_days(asked) else None


def _holders(edges: Sequence[Edge], names: dict[str, str]) -> list[tuple[str, str]]:
    met = Counter(edge.holder for edge in edges)
    kept = sorted(met, key=lambda one: (-met[one], one))[:CHOICES]
    return sorted(((one, plain(names.get(one, one))) for one in kept), key=lambda one: (one[1], one[0]))


def _tellers(edges: Sequence[Edge]) -> list[str]:
    met = Counter(name for edge in edges for name in edge.according_to)
    return sorted(sorted(met, key=lambda name: (-met[name], name))[:CHOICES])


def _words(desk: Desk, edges: Sequence[Edge]) -> dict[tuple[str, int], str]:
    """The words in which the stances are told, by article and place."""
    words: dict[tuple[str, int], str] = {}
    texts: dict[str, str] = {}
    for edge in edges:
        for article, span in edge.stances:
            if article not in texts:
                texts[article] = desk.store.text(article)
            words[article, span.start] = texts[article][span.start : span.end]
    return words


ROUTES = [page("/network", network)]


def views(desk: Desk) -> Iterator[View]:
    """All of it."""
    yield _view(desk, {}, ONE_FILE)
