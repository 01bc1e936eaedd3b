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
"""Kind of page, the id of what it is about, a place on it in; the address out."""
MENU = (
    ("glance", "At a glance"),
    ("matrix", "Claims and outlets"),
    ("versions", "Versions"),
    ("predictions", "Predictions"),
    ("actors", "Actors"),
    ("network", "Network"),
    ("sources", "Sources"),
    ("timeline", "Timeline"),
    ("map", "Map"),
    ("search", "Search"),
    ("add", "Add"),
    ("review", "Review"),
    ("verdicts", "Verdicts"),
)
"""Pages that are about the whole case: the kind and the name of each."""


def web_link(kind: str, one: str = "", place: str = "") -> str:
    """The address of a page of the running dossier.

    >>> web_link("article", "4f2a", "c90b1"), web_link("versions"), web_link("glance")
    ('/article/4f2a#c90b1', '/versions', '/')
    """
    path = "/" if kind == "glance" else f"/{kind}" + (f"/{one}" if one else "")
    return f"{path}#{place}" if place else path


class Renderer:
    """The templates, loaded once.

    A template extends ``layout``: a page of the server, or a part of the dossier in one file.
    """

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("rashomon.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(plain=plain, visible=visible, marks=with_marks)
        self._environment.globals.update(picture=_picture, menu=MENU)

    def page(self, request: Request, template: str, *, status: int = 200, **context: object) -> Response:
        """The page that ``template`` makes of ``context``."""
        frame = {"layout": "base.html", "link": web_link, "path": request.url.path}
        frame["token"] = request.state.token
        return HTMLResponse(self.text(template, **frame, **context), status_code=status)

    def text(self, template: str, **context: object) -> str:
        """What ``template`` makes of ``context``."""
        return self._environment.get_template(template).render(**context)


def _picture(svg: str) -> Markup:
    """HTML of our own making, in which the words of articles were escaped where it was made."""
    return Markup(svg)


def static_text(name: str) -> str:
    """A file of the folder ``static``, for the dossier in one file."""
    return (files("rashomon.web") / "static" / name).read_text(encoding="utf-8")
