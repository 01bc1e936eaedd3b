"""What a page needs of the case while it is being made, and the page itself before it is HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rashomon.store.store import Store
from rashomon.tell.shelf import Shelf
from rashomon.tell.wording import label_articles
from rashomon.web.render import Renderer


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page before it is HTML: what is shown, and by which template."""

    kind: str
    """The first part of its address: "article", "versions"."""
    one: str = ""
    """The id of what it is about, where it is about one thing."""
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)
    """What the browser is to bring along next time."""


class Desk:
    """One state of the case for one page, whatever others write meanwhile."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.keys = store.keys()
        self.labels = label_articles(self.keys)
        self.shelf = Shelf(store, self.labels)

    def named(self, one: str) -> str:
        """The name of the article that ``one`` is the key or label of; ``one`` itself where it is none."""
        for told in (self.keys, self.labels):
            for name, short in told.items():
                if short == one:
                    return name
        return one

    @property
    def frame(self) -> dict[str, Any]:
        """What the templates of all pages may use."""
        return {
            "case": self.store.path.stem,
            "labels": self.labels,
            "keys": self.keys,
            "is_stale": self.store.is_survey_stale and not self.store.is_read_only,
        }


@contextmanager
def opened(path: Path) -> Iterator[Desk]:
    """The case, open for one page; SQLite connections do not leave their thread."""
    with Store.open(path, create=False) as store, store.snapshot():
        yield Desk(store)


_YEAR = 365 * 24 * 3600
Make = Callable[[Desk, Request], View]


def page(address: str, make: Make) -> Route:
    """The route of a page that is read: ``make`` is called with the case open."""

    def answer(request: Request) -> Response:
        renderer: Renderer = request.app.state.renderer
        with opened(request.app.state.case_path) as desk:
            view = make(desk, request)
            response = renderer.page(request, view.template, view=view, **desk.frame, **view.context)
            for name, value in view.cookies.items():
                response.set_cookie(name, value, max_age=_YEAR, path="/", httponly=True, samesite="strict")
            return response

    return Route(address, answer, name=address)
