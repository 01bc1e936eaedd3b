"""The application that serves one case."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from rashomon.errors import CaseError
from rashomon.web.guard import Guard
from rashomon.web.intake import COMMAND, Intake
from rashomon.web.pages import all_routes
from rashomon.web.render import Renderer

# The style of pictures is that of the brief.
STATIC: list[str | tuple[str, str]] = [("rashomon.web", "static"), ("rashomon.tell", "static")]
LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))


def make_app(
    case_path: Path,
    *,
    hosts: frozenset[str] = LOOPBACK,
    password: str | None = None,
    worker: Sequence[str] = COMMAND,
) -> Starlette:
    """The dossier of the case at ``case_path``, as an ASGI application.

    ``hosts`` are the names it may be addressed by; with ``password`` each request has to bring it. ``worker``
    is the command that reads what is added.
    """
    intake = Intake(Path(case_path), command=worker)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        intake.close()

    static = Mount("/static", StaticFiles(packages=STATIC), name="static")
    app = Starlette(
        routes=[*all_routes(), static],
        middleware=[Middleware(Guard, hosts=hosts, password=password)],
        lifespan=lifespan,
        exception_handlers={HTTPException: _refuse, CaseError: _refuse_case, 500: _fail},
    )
    app.state.case_path = Path(case_path)
    app.state.renderer = Renderer()
    app.state.intake = intake
    return app


def _refuse(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    renderer: Renderer = request.app.state.renderer
    return renderer.page(request, "error.html", status=error.status_code, case="", message=error.detail)


def _refuse_case(request: Request, error: Exception) -> Response:
    renderer: Renderer = request.app.state.renderer
    return renderer.page(request, "error.html", status=404, case="", message=str(error))


def _fail(request: Request, error: Exception) -> Response:
    renderer: Renderer = request.app.state.renderer
    message = "Something went wrong in the program. The terminal that serves the case says what."
    return renderer.page(request, "error.html", status=500, case="", message=message)
