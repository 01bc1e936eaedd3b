"""The installed program serving a case, and the browser of this machine that looks at it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)


class NoBrowserError(Exception):
    """What a browser needs is not there."""


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Chromium without a window, driven by playwright.

    Raises:
        NoBrowserError: One of the two is not installed.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise NoBrowserError("playwright is not installed: make browser") from error
    chromium = os.environ.get("RASHOMON_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        raise NoBrowserError("there is no Chromium: apt install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield running
        running.close()


@contextmanager
def serving(case: Path) -> Iterator[str]:
    """The address under which `rashomon serve` has the case open, with a slash at its end."""
    command = [sys.executable, "-m", "rashomon", "serve", "--case", str(case), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            told = ""
            for line in server.stderr:
                told += line
                if found := re.search(r"http://\S+", line):
                    yield found[0]
                    break
            else:
                raise RuntimeError(f"the server did not start: {told}")
        finally:
            server.terminate()
