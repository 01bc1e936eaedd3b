"""Forms that pages post: read with limits, taken from our own pages only, then leading on."""

from __future__ import annotations

import base64
import binascii
from typing import Protocol

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from rashomon.errors import RashomonError
from rashomon.judging import logged_in
from rashomon.tell.wording import plain
from rashomon.web.desk import View, opened
from rashomon.web.guard import is_own_form
from rashomon.web.render import Renderer
from rashomon.web.uploads import MAX_FORM, Refusal, read_form

STALE = "This page was made before the program was started anew. Open it again, and press once more."
_MAX_WORDS = 2000
_MAX_PERSON = 80


class Do(Protocol):
    """What a form asks for; the address to lead to out."""

    def __call__(self, request: Request, form: FormData) -> str:
        """Do it.

        Raises:
            RashomonError: It cannot be done.
            Refusal: It is not what our pages post.
        """


def posted(address: str, do: Do, *, max_bytes: int = MAX_FORM, max_files: int = 0) -> Route:
    """The route that takes what a page posts to ``address``.

    A form that does not bring the token of its session is refused, whatever else it holds.
    """

    async def answer(request: Request) -> Response:
        try:
            async with _closing(await read_form(request, max_bytes=max_bytes, max_files=max_files)) as form:
                token = form.get("token")
                if not is_own_form(request.state, token if isinstance(token, str) else None):
                    raise Refusal(403, STALE)
                return RedirectResponse(await run_in_threadpool(do, request, form), status_code=303)
        except Refusal as refusal:
            return await run_in_threadpool(_refused, request, refusal.message, refusal.status)
        except RashomonError as error:
            return await run_in_threadpool(_refused, request, str(error), 409)

    return Route(address, answer, methods=["POST"], name=f"post {address}")


class _closing:
    """A form whose files are closed after use."""

    def __init__(self, form: FormData) -> None:
        self._form = form

    async def __aenter__(self) -> FormData:
        return self._form

    async def __aexit__(self, *error: object) -> None:
        await self._form.close()


def _refused(request: Request, message: str, status: int) -> Response:
    renderer: Renderer = request.app.state.renderer
    view = View(kind="refused", template="refused.html")
    with opened(request.app.state.case_path) as desk:
        frame = {**desk.frame, "view": view, "message": message, "is_stale": False}
        return renderer.page(request, view.template, status=status, **frame)


def words_of(form: FormData, name: str) -> str:
    """The field ``name`` on one line, what commands a screen made visible; empty where it was not given."""
    value = form.get(name)
    return plain(value)[:_MAX_WORDS].strip() if isinstance(value, str) else ""


def all_of(form: FormData, name: str) -> list[str]:
    """All fields called ``name``, as they were given."""
    return [value for value in form.getlist(name) if isinstance(value, str)]


def back_of(form: FormData, otherwise: str) -> str:
    """The page of ours to lead back to.

    >>> [back_of(FormData([("back", where)]), "/") for where in ("/review?later=4f2a#c9", "//far.example")]
    ['/review?later=4f2a#c9', '/']
    """
    back = form.get("back")
    if not isinstance(back, str) or not back.startswith("/") or back.startswith(("//", "/\\")):
        return otherwise
    return back if back.isascii() and back.isprintable() and len(back) < _MAX_WORDS else otherwise


def person_of(request: Request) -> str:
    """Who gives a verdict: the name given with the password; else whoever is logged in here."""
    scheme, _, packed = request.headers.get("authorization", "").partition(" ")
    if scheme.casefold() != "basic":
        return logged_in() or ""
    try:
        return plain(base64.b64decode(packed).decode("utf-8").partition(":")[0])[:_MAX_PERSON].strip()
    except (binascii.Error, ValueError):
        return ""
