"""The sample case, served by the command as users run it, and a real browser that looks at it.

Needs playwright (`pip install rashomon[browser]`) and Chromium (the Debian package, or RASHOMON_CHROMIUM).
Where one is missing the tests are skipped and say so; with RASHOMON_BROWSER=needed, as in .ci/run, they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from looking import Looker
from served_sample import NoBrowserError, running_browser, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_SKIPPED: list[str] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say so where the tests in a browser were left out."""
    for reason in dict.fromkeys(_SKIPPED):
        terminalreporter.write_line(f"The tests in a browser were skipped: {reason}", yellow=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        with running_browser() as running:
            yield running
    except NoBrowserError as error:
        if os.environ.get("RASHOMON_BROWSER") == "needed":
            pytest.fail(f"browser tests are needed here, and {error}")
        _SKIPPED.append(str(error))
        pytest.skip(str(error))


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
