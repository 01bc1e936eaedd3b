"""Hostile articles in a real browser: shown as text, nothing of theirs runs, nothing is asked elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from looking import SCHEMES, Looker, kind_of, wider_than_the_window
from served_sample import serving

from rashomon.case import open_case
from rashomon.web.one_file import write_dossier

sys.path.append(str(Path(__file__).parent.parent / "web"))
from hostile.articles import SCRIPT, write_files
from test_hostile import addresses, hostile_road, surveyed

# Of each kind of page so many, those of the first articles, which have the worst names.
EACH = 5
_HARM = "[window.broken, document.querySelector('#broken'), document.querySelector('iframe, object, base')]"


@pytest.fixture(scope="module")
def hostile_case(tmp_path_factory: pytest.TempPathFactory, browser: object) -> Path:
    """Read without a net and surveyed by hand: what counts is how it is shown."""
    folder = tmp_path_factory.mktemp("hostile")
    write_files(folder / "articles")
    path = folder / "<b onclick=broken>.case"
    with open_case(path, road=hostile_road()) as case:
        case.read([str(folder / "articles")])
        case.store.settle_survey(surveyed)
    return path


@pytest.fixture(scope="module")
def hostile_address(hostile_case: Path) -> Iterator[str]:
    with serving(hostile_case) as found:
        yield found.rstrip("/")


def some(case: Path) -> list[str]:
    met: dict[str, int] = {}
    found = []
    for one in addresses(case):
        kind = kind_of(f"http://x{one}")
        met[kind] = met.get(kind, 0) + 1
        if met[kind] <= EACH:
            found.append(one)
    return found


@pytest.mark.parametrize("scheme", ["light", "phone"])
def test_nothing_runs_and_nothing_breaks_out(
    looker: Looker, hostile_case: Path, hostile_address: str, scheme: str
) -> None:
    window = looker.window(**SCHEMES[scheme])
    window.on("dialog", lambda dialog: looker.faults.append(f"dialog: {dialog.message}"))
    for page in some(hostile_case):
        window.goto(hostile_address + page)
        assert window.evaluate(_HARM) == [None, None, None], page
        assert window.locator("body > footer").is_visible(), page
        if wide := wider_than_the_window(window):
            looker.faults.append(f"{page} is too wide: {wide}")
    assert looker.faults == []
    assert [one for one in looker.asked if not one.startswith(hostile_address)] == []


def test_what_is_written_is_what_is_read(looker: Looker, hostile_case: Path, hostile_address: str) -> None:
    window = looker.window()
    read = ""
    for page in some(hostile_case):
        if page.startswith("/article/"):
            window.goto(hostile_address + page)
            read += window.locator("main").inner_text()
    assert SCRIPT in read


def test_pages_turned_in_place_run_nothing_either(looker: Looker, hostile_address: str) -> None:
    window = looker.window()
    window.goto(hostile_address)
    for name in ("Claims and outlets", "Versions", "Predictions", "Actors"):
        window.get_by_role("navigation").get_by_role("link", name=name).click()
        window.wait_for_load_state()
        window.locator("h1").wait_for()
        assert window.evaluate(_HARM) == [None, None, None]
    assert looker.faults == []


def test_the_dossier_in_one_file_is_as_safe(looker: Looker, hostile_case: Path, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_text("".join(write_dossier(hostile_case)), encoding="utf-8")
    with looker.opened(file.as_uri()) as window:
        assert window.evaluate(_HARM) == [None, None, None]
        assert window.locator("body > footer").is_visible()
    assert looker.asked == [file.as_uri()]
    assert looker.faults == []
