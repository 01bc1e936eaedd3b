"""What every page needs of the case while it is being made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from starlette.requests import Request
from starlette.responses import Response

from rashomon.store.store import Store
from rashomon.tell.shelf import Shelf
from rashomon.tell.wording import label_articles
from rashomon.web.render import Renderer


class Desk:
    """One request's view of the case: one state of it, whatever others write meanwhile."""

    def __init__(self, request: Request, store: Store) -> None:
        self.request = request
        self.store = store
        self.keys = store.keys()
        self.labels = label_articles(list(self.keys))
        self.shelf = Shelf(store, self.labels)

    def page(self, template: str, **context: object) -> Response:
        """The page, with what the frame round every page asks for."""
        renderer: Renderer = self.request.app.state.renderer
        frame = {"case": self.store.path.stem, "labels": self.labels, "keys": self.keys}
        frame["token"] = self.request.state.token
        return renderer.page(self.request, template, **frame, **context)


@contextmanager
def opened(request: Request) -> Iterator[Desk]:
    """The case, open for one request; SQLite connections do not leave their thread."""
    with Store.open(request.app.state.case_path, create=False) as store, store.snapshot():
        yield Desk(request, store)
