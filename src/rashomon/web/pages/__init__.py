"""The pages of the dossier, a module each; a module's ``ROUTES`` say where it is found."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from starlette.routing import BaseRoute

from rashomon.web.desk import Desk, View

PAGES = (
    *(
        "glance",
        "matrix",
        "article",
        "claim",
        "proposition",
        "lists",
        "actors",
        "actor",
        "network",
        "sources",
    ),
    *("timeline", "map", "articles", "changes", "search", "add", "review", "verdicts"),
)
"""In the order of the menu."""


def all_routes() -> list[BaseRoute]:
    """The routes of all pages."""
    return [route for name in PAGES for route in import_module(f"rashomon.web.pages.{name}").ROUTES]


def all_views(desk: Desk) -> Iterator[View]:
    """What a dossier in one file holds, page by page."""
    for name in PAGES:
        yield from import_module(f"rashomon.web.pages.{name}").views(desk)
