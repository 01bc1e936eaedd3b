"""Templates into pages. Everything from articles is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from rashomon.tell.wording import plain, visible, with_marks

Link = Callable[..., str]
"""Kind of page, its id, a place on it; the address out."""


def web_link(kind: str, one: str = "", place: str = "") -> str:
    """The address of a page of the running dossier.

    >>> web_link("article", "4f2a", "c90b1"), web_link("versions")
    ('/article/4f2a#c90b1', '/versions')
    """
    path = {"glance": "/"}.get(kind, f"/{kind}") + (f"/{one}" if one else "")
    return f"{path}#{place}" if place else path


class Renderer:
    """The templates, loaded once."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("rashomon.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(plain=plain, visible=visible, marks=with_marks)
        self._environment.globals.update(picture=_picture)

    def page(self, request: Request, template: str, **context: object) -> Response:
        """The page that ``template`` makes of ``context``."""
        return HTMLResponse(self.text(template, request=request, link=web_link, **context))

    def text(self, template: str, **context: object) -> str:
        """What ``template`` makes of ``context``."""
        return self._environment.get_template(template).render(**context)

    def plain(self, request: Request, template: str, status: int, **context: object) -> Response:
        """A page that needs no case."""
        text = self.text(template, request=request, link=web_link, case="", **context)
        return HTMLResponse(text, status_code=status)


def _picture(svg: str) -> Markup:
    """A picture of our own making, whose words were escaped where it was drawn."""
    return Markup(svg)


def static_text(name: str) -> str:
    """A file of the folder ``static``, for the dossier in one file."""
    return (files("rashomon.web") / "static" / name).read_text(encoding="utf-8")
