"""Milliseconds that each page of the dossier takes to answer, the median of several, and the load meanwhile.

usage: python benchmarks/pages.py CASE [--asks 9] [--only WORDS]

The application is asked in this process, without a socket; what is measured is all that the server does.
The most is 100 ms for a case of up to 800 articles and 300 ms for a larger one.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rashomon.store.browse import Filter
from rashomon.store.store import Store
from rashomon.web.app import make_app

SMALL, MOST_SMALL, MOST_LARGE = 800, 100.0, 300.0


def main() -> None:
    """Prints one line a page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("case", type=Path)
    parser.add_argument("--asks", type=int, default=9)
    parser.add_argument("--only", default="", help="pages with this in their address")
    options = parser.parse_args()
    with Store.open(options.case, create=False) as store:
        articles = len(store.names())
        pages = [page for page in dict.fromkeys(addresses(store)) if options.only in page]
    most = MOST_SMALL if articles <= SMALL else MOST_LARGE
    print(f"{articles:,d} articles, at most {most:.0f} ms asked, load {os.getloadavg()[0]:.1f}")
    app = make_app(options.case)
    for page in pages:
        times, busy, status, size = [], [], 0, 0
        for _ in range(options.asks):
            start, worked = time.perf_counter(), time.process_time()
            status, size = asyncio.run(ask(app, page))
            times.append(1000 * (time.perf_counter() - start))
            busy.append(1000 * (time.process_time() - worked))
        median, worked = statistics.median(times), statistics.median(busy)
        late = " TOO SLOW" if median > most else ""
        print(f"{page:50.50s} {status} {median:7.0f} ms", end="")
        print(f", processor {worked:4.0f} ms {size / 1000:6.0f} kB{late}", flush=True)


def addresses(store: Store) -> Iterator[str]:
    """The pages of the menu, and of one thing of each kind: of the largest, where that can be told."""
    from rashomon.web.render import MENU, web_link

    yield from (web_link(kind) for kind, _ in MENU)
    cards, count = store.proposition_cards(Filter())
    yield from ("/matrix?by=voice", "/matrix?order=origins", "/matrix?order=claims", "/matrix?order=date")
    yield f"/matrix?page={count // 40}"
    yield "/search?q=government"
    yield "/search?q=said+that&in=articles"
    yield from (web_link("proposition", card.id) for card in cards[:2])
    longest = max(store.articles(), key=lambda row: row.claims)
    yield web_link("article", store.keys()[longest.article])
    actors = store.actors()
    yield from (web_link("actor", actor.id) for actor in actors[:1])


async def ask(app: Any, address: str) -> tuple[int, int]:  # noqa: ANN401
    """Status and bytes of what ``app`` answers to one request."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }
    status, size = 0, 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:  # noqa: ANN401
        nonlocal status, size
        status = message.get("status", status)
        size += len(message.get("body", b""))

    await app(scope, receive, send)
    return status, size


if __name__ == "__main__":
    main()
