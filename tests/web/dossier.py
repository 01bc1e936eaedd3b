"""A case that is served, for tests: read by the road without a net, in the server and in its worker."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from rashomon.case import open_case
from rashomon.web.app import make_app
from short_road import ShortRoad

WORKER = (
    sys.executable,
    "-c",
    "import sys; sys.path.insert(0, sys.argv[1]); import rashomon.case; from short_road import ShortRoad;"
    " rashomon.case.InstalledRoad = ShortRoad; from rashomon.web.worker import main; sys.exit(main())",
    str(Path(__file__).parent.parent),
)
HOST = "http://127.0.0.1"
_TOKEN = re.compile(r'name="token" value="([0-9a-f]{64})"')


def made_case(folder: Path, articles: Path) -> Path:
    """A case of these articles in ``folder``."""
    path = folder / "harbour.case"
    here = os.getcwd()
    os.chdir(articles.parent)
    try:
        with open_case(path, road=ShortRoad()) as case:
            case.read([articles.name])
    finally:
        os.chdir(here)
    return path


def served(path: Path, **options: object) -> Starlette:
    """The application of the case at ``path``, its worker without a net."""
    return make_app(path, worker=WORKER, **options)  # type: ignore[arg-type]


def browser(app: Starlette, **options: object) -> TestClient:
    """Somebody who looks at it."""
    return TestClient(app, base_url=HOST, follow_redirects=False, **options)  # type: ignore[arg-type]


def token(client: TestClient, page: str = "/add") -> str:
    """What a form of this page brings along."""
    found = _TOKEN.search(client.get(page).text)
    assert found, f"{page} has no form"
    return found[1]


@pytest.fixture
def case_path(tmp_path: Path, articles: Path) -> Path:
    return made_case(tmp_path, articles)
