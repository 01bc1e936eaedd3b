"""The sample case, served by the command as users run it, and a real browser that looks at it.

Needs playwright (`pip install rashomon[browser]`) and Chromium (the Debian package, or RASHOMON_CHROMIUM).
Where one is missing the tests are skipped and say so; with RASHOMON_BROWSER=needed, as in .ci/run, they fail.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from looking import Looker

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)


def _missing(what: str) -> None:
    if os.environ.get("RASHOMON_BROWSER") == "needed":
        pytest.fail(f"browser tests are needed here, and {what}")
    pytest.skip(f"browser tests are skipped: {what}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright is not installed: pip install 'rashomon[browser]'")
    chromium = os.environ.get("RASHOMON_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        _missing("there is no Chromium: apt install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def sample_case(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own sample, read once by the installed program.

    RASHOMON_SAMPLE_CASE names one that was read before, for those who try a test again and again.
    """
    from rashomon.case import open_case

    if ready := os.environ.get("RASHOMON_SAMPLE_CASE"):
        return Path(ready)

    folder = tmp_path_factory.mktemp("sample")
    with as_file(files("rashomon.sample") / "articles") as articles:
        shutil.copytree(articles, folder / "articles")
    path = folder / "sample.case"
    here = os.getcwd()
    os.chdir(folder)
    try:
        with open_case(path) as case:
            case.read(["articles"])
    finally:
        os.chdir(here)
    return path


@contextmanager
def serving(case: Path, **environment: str) -> Iterator[str]:
    """The address under which `rashomon serve` has the case open."""
    command = [sys.executable, "-m", "rashomon", "serve", "--case", str(case), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | environment) as server:
        try:
            assert server.stderr is not None
            told = ""
            for line in server.stderr:
                told += line
                if found := re.search(r"http://\S+", line):
                    yield found[0]
                    break
            else:
                pytest.fail(f"the server did not start: {told}")
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def address(sample_case: Path) -> Iterator[str]:
    """Where the sample is served; nothing may be changed in it."""
    with serving(sample_case) as found:
        yield found


@pytest.fixture
def own_case(sample_case: Path, tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    path = tmp_path / "own.case"
    shutil.copy(sample_case, path)
    return path


@pytest.fixture
def own_address(own_case: Path) -> Iterator[str]:
    """Where it is served."""
    with serving(own_case) as found:
        yield found


@pytest.fixture
def looker(browser: Browser) -> Iterator[Looker]:
    """Somebody with a browser, on a wide screen in light colours if not asked otherwise."""
    one = Looker(browser)
    yield one
    one.close()


@pytest.fixture(scope="session")
def pages(browser: Browser, address: str) -> list[str]:
    """One address of each kind of page that can be reached from the first, and those of the menu."""
    one = Looker(browser)
    found = one.walk(address)
    one.close()
    return found
