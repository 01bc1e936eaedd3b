"""The process that reads for the dossier: a task in on standard input, what happens out, a line of JSON each.

It is a process so that it can be killed: a file on which a reader hangs or falls takes nothing else with it,
and the case is sound at any moment. It ends by itself when the server that started it is gone.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any

import rashomon.case
from rashomon.errors import ArticleError, RashomonError

if TYPE_CHECKING:
    from rashomon.findings import Survey
    from rashomon.ledger import Ledger
    from rashomon.records import Actor, Article, Document
    from rashomon.resolve.cards import Card
    from rashomon.resolve.verdicts import ActorVerdict

Tell = Callable[[Mapping[str, Any]], None]

FIRST = 4
"""So many files are read before the pages are first filled; then twice as many, and so on: what is made of
the whole case is made seldom enough to cost little."""


class TellingRoad:
    """A road that says which file it comes to, and why one cannot be read."""

    def __init__(self, road: rashomon.case.Road, tell: Tell) -> None:
        self._road = road
        self._tell = tell

    @property
    def weights(self) -> str:
        """As the road says."""
        return self._road.weights

    def articles(self, paths: Sequence[str], **options: object) -> Iterator[Article | ArticleError]:
        """The articles of one file after the other."""
        for path in paths:
            self._tell({"what": "reading", "path": path})
            for found in self._road.articles([path], **options):
                if isinstance(found, ArticleError):
                    self._tell({"what": "skipped", "name": found.name, "message": str(found)})
                yield found

    def documents(self, articles: Iterable[Article]) -> Iterable[Document]:
        """As the road reads them."""
        return self._road.documents(articles)

    def cards(self, document: Document) -> Sequence[Card]:
        """As the road makes them."""
        return self._road.cards(document)

    def actors(self, cards: Iterable[Card], verdicts: Sequence[ActorVerdict]) -> Sequence[Actor]:
        """As the road tells them."""
        return self._road.actors(cards, verdicts)

    def survey(self, ledger: Ledger) -> Survey:
        """As the road finds it."""
        return self._road.survey(ledger)


def work(task: Mapping[str, Any], tell: Tell) -> None:
    """Read ``task["paths"]`` into ``task["case"]``, then make anew what rests on all articles.

    Without paths only the latter, where verdicts have made it stale.

    Raises:
        RashomonError: The case cannot be opened or written.
    """
    road = TellingRoad(rashomon.case.InstalledRoad(), tell)

    def moved(what: str, name: str) -> None:
        # Why one was skipped is told by the road.
        if what != "skipped":
            tell({"what": what, "name": name})

    with rashomon.case.open_case(
        task["case"], create=False, road=road, upgrading=lambda done, count: None
    ) as case:
        for paths in portions(task["paths"]):
            report = case.read(paths, outlet=task["outlet"], published=task["published"], progress=moved)
            for error in report.skipped:
                tell({"what": "skipped", "name": error.name, "message": str(error)})
            tell({"what": "through", "paths": paths})


def portions(paths: Sequence[str], first: int = FIRST) -> Iterator[Sequence[str]]:
    """The paths in portions, each twice as long as the one before.

    >>> [len(portion) for portion in portions(["x"] * 20)]
    [4, 8, 8]
    """
    start, length = 0, first
    while start < len(paths):
        yield paths[start : start + length]
        start, length = start + length, 2 * length


def main() -> int:
    """Do the one task that comes in."""
    # What a library prints must not stand between the lines.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)
        task = json.loads(sys.stdin.readline())
        threading.Thread(target=_end_with_server, args=(sys.stdin,), daemon=True).start()

        def tell(event: Mapping[str, Any]) -> None:
            out.write(json.dumps(event) + "\n")
            out.flush()

        try:
            work(task, tell)
        except RashomonError as error:
            tell({"what": "failed", "message": str(error)})
            return 1
        tell({"what": "ended"})
        return 0


def _end_with_server(stdin: IO[str]) -> None:
    """Ends the process when the other end of standard input is closed: nobody waits for it any more."""
    while stdin.readline():
        pass
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
