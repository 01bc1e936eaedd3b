"""The keyboard, and turning pages without loading them as a whole: quicker, never different."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from looking import Looker

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOCUSED = "document.activeElement"


@pytest.fixture
def window(looker: Looker, address: str) -> Page:
    page = looker.window()
    page.goto(address)
    return page


def test_the_slash_leads_to_the_words_to_search_for(window: Page, address: str) -> None:
    window.keyboard.press("/")
    window.wait_for_url(f"{address}search")
    window.keyboard.press("/")
    window.keyboard.type("dam?")
    assert window.input_value("#search-words") == "dam?"
    window.keyboard.press("Enter")
    window.wait_for_url(f"{address}search?q=dam%3F")
    assert window.locator("main .hits > li, main p").count()


def test_j_and_k_go_through_what_a_page_lists_and_enter_opens_it(window: Page, address: str) -> None:
    rows = window.locator("main .claims > li, main .articles > li")
    window.keyboard.press("j")
    window.keyboard.press("j")
    assert rows.nth(1).evaluate(f"row => row === {FOCUSED}")
    window.keyboard.press("k")
    assert rows.nth(0).evaluate(f"row => row === {FOCUSED}")
    leads_to = rows.nth(0).locator("a[href]").first.get_attribute("href")
    window.keyboard.press("Enter")
    window.wait_for_url(f"{address.rstrip('/')}{leads_to}")
    assert window.locator(":target").count() == 1


def test_the_help_can_be_opened_and_closed_and_keeps_the_focus_within(window: Page) -> None:
    window.keyboard.press("?")
    dialog = window.get_by_role("dialog")
    assert dialog.is_visible()
    for _ in range(6):
        window.keyboard.press("Tab")
        assert window.evaluate(f"{FOCUSED} === document.body || !!{FOCUSED}.closest('dialog')")
    window.keyboard.press("Escape")
    assert dialog.count() == 0


def test_single_keys_can_be_switched_off(window: Page, address: str) -> None:
    window.get_by_role("button", name="Keys").click()
    window.get_by_label("single keys do something").uncheck()
    window.keyboard.press("Escape")
    window.keyboard.press("/")
    window.keyboard.press("j")
    assert window.url == address
    assert window.evaluate(f"{FOCUSED}.closest('main li')") is None


def test_g_and_a_letter_lead_to_a_page_of_the_menu(window: Page) -> None:
    link = window.get_by_role("navigation").get_by_role("link", name="Versions")
    leads_to = link.get_attribute("href")
    window.keyboard.press("g")
    window.keyboard.press("v")
    window.wait_for_url(f"**{leads_to}")
    assert window.locator("h1").inner_text() == "Versions"


def test_everything_is_reached_by_the_tab_key_and_the_focus_is_seen(window: Page) -> None:
    window.keyboard.press("Tab")
    assert window.evaluate(f"{FOCUSED}.classList.contains('skip')")
    for _ in range(8):
        window.keyboard.press("Tab")
        style = window.evaluate(f"getComputedStyle({FOCUSED}).outlineStyle")
        assert style != "none"


def test_a_link_shows_the_page_that_its_address_shows(looker: Looker, window: Page, address: str) -> None:
    window.evaluate("document.body.dataset.kept = 'yes'")
    window.get_by_role("navigation").get_by_role("link", name="Versions").click()
    window.wait_for_url(f"{address}versions")
    assert window.evaluate("document.body.dataset.kept") == "yes", "it was loaded as a whole"
    with looker.opened(f"{address}versions") as other:
        for part in ("main", "header.top"):
            assert window.locator(part).inner_html() == other.locator(part).inner_html()
        assert window.title() == other.title()
    assert window.evaluate(f"{FOCUSED}.id") == "main"
    assert looker.faults == []


def test_a_link_to_words_lights_them(window: Page, address: str) -> None:
    window.locator("main .place a").first.click()
    window.wait_for_url("**/article/**")
    assert window.locator(":target").count() == 1
    assert window.locator(":target").is_visible()


def test_back_and_forth_show_the_pages_at_their_places(window: Page, address: str) -> None:
    from playwright.sync_api import expect

    window.evaluate("scrollTo(0, 900)")
    window.get_by_role("navigation").get_by_role("link", name="Versions").evaluate("link => link.click()")
    window.wait_for_url(f"{address}versions")
    assert window.evaluate("scrollY") == 0
    window.go_back()
    window.wait_for_url(address)
    expect(window.locator("h1")).to_have_text("At a glance")
    assert window.evaluate("scrollY") == 900
    window.go_forward()
    expect(window.locator("h1")).to_have_text("Versions")
    assert window.evaluate("scrollY") == 0


def test_what_cannot_be_asked_ahead_is_left_to_the_browser(window: Page) -> None:
    window.route("**/versions", lambda route: route.abort())
    with window.expect_request(lambda asked: asked.is_navigation_request()):
        window.get_by_role("navigation").get_by_role("link", name="Versions").click()
