"""The dossier in one file: opens from disk, asks for nothing, and every link in it leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from looking import SCHEMES, Looker, wider_than_the_window

from rashomon.web.one_file import write_dossier

LARGEST = 3_000_000
_DEAD = """[...document.querySelectorAll('a[href]')].map(one => one.getAttribute('href')).filter(one =>
  !/^https?:/.test(one) && !(one[0] === '#' && document.getElementById(one.slice(1))))"""
_TWICE = """(() => {
  const met = new Set();
  const names = [...document.querySelectorAll('[id]')].map(one => one.id);
  return names.filter(one => met.size === met.add(one).size);
})()"""


@pytest.fixture(scope="module")
def file(sample_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("file") / "dossier.html"
    path.write_text("".join(write_dossier(sample_case)), encoding="utf-8")
    return path


def test_it_is_small(file: Path) -> None:
    assert file.stat().st_size < LARGEST


@pytest.mark.parametrize("scheme", SCHEMES)
def test_it_opens_from_disk_and_asks_for_nothing(looker: Looker, file: Path, scheme: str) -> None:
    with looker.opened(file.as_uri(), **SCHEMES[scheme]) as window:
        assert window.locator("h1").count() > 20
        assert wider_than_the_window(window) == []
    assert looker.asked == [file.as_uri()]
    assert looker.faults == []


def test_every_link_in_it_leads_to_a_place_in_it(looker: Looker, file: Path) -> None:
    with looker.opened(file.as_uri()) as window:
        dead = window.evaluate(_DEAD)
    assert sorted(set(dead)) == []


def test_no_two_places_have_one_name(looker: Looker, file: Path) -> None:
    with looker.opened(file.as_uri()) as window:
        twice = window.evaluate(_TWICE)
    assert twice == []


def test_a_claim_is_lit_where_its_link_leads(looker: Looker, file: Path) -> None:
    with looker.opened(file.as_uri()) as window:
        window.locator("main .place a").first.click()
        assert window.locator(":target").is_visible()
