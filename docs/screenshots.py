"""Pictures of the dossier's main pages, made from the sample case, for the README and the documentation.

usage: python docs/screenshots.py [--case sample.case] [--into docs/pictures]

Needs what the tests in a browser need: `make browser`, and Chromium.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from rashomon.case import open_case

sys.path.append(str(Path(__file__).parents[1] / "tests" / "browser"))
from looking import PHONE, Looker
from served_sample import running_browser, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

LARGEST = 150_000


@dataclass(frozen=True)
class Picture:
    """What is shown, and how."""

    name: str
    page: str
    """Its address; ``{contested}`` is the most contested proposition, ``{article}`` an article of it."""
    size: tuple[int, int] = (1200, 800)
    color_scheme: str = "light"


PICTURES = (
    Picture("glance", ""),
    Picture("matrix", "matrix"),
    Picture("proposition", "{contested}"),
    Picture("article", "{article}"),
    Picture("timeline", "timeline"),
    Picture("review", "review"),
    Picture("phone", "", size=PHONE, color_scheme="dark"),
)


def main() -> None:
    """Writes the pictures and says how large each is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--case", type=Path, help="a case that was read from the sample; else it is read now")
    parser.add_argument("--into", type=Path, default=Path(__file__).parent / "pictures")
    parser.add_argument("--only", nargs="*", help="names of pictures")
    options = parser.parse_args()
    options.into.mkdir(exist_ok=True)
    with sample(options.case) as case, serving(case) as address, running_browser() as browser:
        looker = Looker(browser)
        for picture in PICTURES:
            if not options.only or picture.name in options.only:
                path = options.into / f"{picture.name}.png"
                path.write_bytes(take(looker, address, picture))
                size = path.stat().st_size
                print(f"{path}  {size / 1000:.0f} kB{' TOO LARGE' if size > LARGEST else ''}")
        looker.close()


def take(looker: Looker, address: str, picture: Picture) -> bytes:
    """The picture as a PNG of few colours."""
    window = looker.window(color_scheme=picture.color_scheme, size=picture.size)
    window.goto(address + picture.page.format_map(_Places(window, address)))
    shot = Image.open(BytesIO(window.screenshot())).convert("RGB")
    few = shot.quantize(colors=96, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    packed = BytesIO()
    few.save(packed, "PNG", optimize=True)
    return packed.getvalue()


class _Places(dict[str, str]):
    """Addresses that are found by looking."""

    def __init__(self, window: Page, address: str) -> None:
        self._window, self._address = window, address

    def __missing__(self, name: str) -> str:
        self._window.goto(f"{self._address}matrix")
        found = self._window.locator("table.matrix tbody a").first.get_attribute("href") or ""
        if name == "article":
            self._window.goto(self._address.rstrip("/") + found)
            found = self._window.locator("main .place a").first.get_attribute("href") or ""
        return found.lstrip("/")


@contextmanager
def sample(ready: Path | None) -> Iterator[Path]:
    """The sample case; read into a folder of its own where none is named."""
    if ready:
        yield ready
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        as_file(files("rashomon.sample") / "articles") as articles,
    ):
        os.chdir(articles.parent)
        path = Path(folder) / "delta.case"
        with open_case(path) as case:
            case.read(["articles"])
        yield path


if __name__ == "__main__":
    main()
