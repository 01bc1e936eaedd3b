"""The dossier as one HTML file that opens without a server and asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rashomon.tell.svg import picture_style
from rashomon.web.desk import Desk, opened
from rashomon.web.pages import all_views
from rashomon.web.render import MENU, Renderer, static_text

# Nothing is fetched and nothing runs, whatever an article may hold.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def file_link(kind: str, one: str = "", place: str = "") -> str:
    """The address of a page within the file.

    >>> file_link("article", "4f2a", "c90b1"), file_link("claim", "90b1"), file_link("versions")
    ('#c90b1', '#c90b1', '#versions')
    """
    if kind == "claim":
        return f"#c{one}"
    return f"#{place}" if place else f"#{kind}" + (f"-{one}" if one else "")


def write_dossier(path: Path) -> Iterator[str]:
    """The file, part by part, of the case at ``path``."""
    with opened(path) as desk:
        yield from _parts(desk)


def _parts(desk: Desk) -> Iterator[str]:
    renderer = Renderer()
    frame = {"layout": "bare.html", "link": file_link, "path": "", "token": "", **desk.frame}
    views = list(all_views(desk))
    held = {view.kind for view in views}
    menu = [(kind, name) for kind, name in MENU if kind in held]
    head = {**frame, "menu": menu, "policy": POLICY, "style": static_text("dossier.css") + picture_style()}
    yield renderer.text("file_head.html", **head)
    for view in views:
        yield renderer.text(view.template, view=view, **frame, **view.context)
    yield renderer.text("file_foot.html", **frame)
