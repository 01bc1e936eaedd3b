"""Every page in a real browser: light and dark, on a phone, with and without JavaScript, no complaint."""

from __future__ import annotations

import pytest
from looking import SCHEMES, Looker, one_of_each, wider_than_the_window

MENU = {"", "matrix", "versions", "predictions", "search"}


def test_pages_of_all_kinds_are_reached_from_the_first(pages: list[str], address: str) -> None:
    kinds = {page.removeprefix(address).split("/")[0].partition("?")[0] for page in pages}
    assert kinds >= MENU | {"article", "proposition"}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_opens_and_nothing_complains(
    looker: Looker, pages: list[str], address: str, scheme: str
) -> None:
    window = looker.window(**SCHEMES[scheme])
    for page in pages:
        response = window.goto(page)
        assert response is not None
        assert response.status == 200, page
        assert window.locator("main h1").count() == 1, page
        assert window.title(), page
        if wide := wider_than_the_window(window):
            looker.faults.append(f"{page} is too wide: {wide}")
    assert looker.faults == []
    assert [one for one in looker.asked if not one.startswith(address)] == []


def test_pages_are_read_without_javascript(looker: Looker, pages: list[str]) -> None:
    plain, quick = looker.window(scripts=False), looker.window()
    for page in one_of_each(pages):
        plain.goto(page)
        quick.goto(page)
        read = plain.locator("main").inner_text()
        assert len(read) > 10, page
        assert read == quick.locator("main").inner_text(), page


def test_dark_and_light_are_other_colours(looker: Looker, address: str) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        with looker.opened(address, **SCHEMES[scheme]) as window:
            colours.add(window.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(colours) == 2
