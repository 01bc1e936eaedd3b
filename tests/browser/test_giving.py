"""What people do: drop articles, judge and take it back, by mouse, by key and without JavaScript."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from looking import Looker

from rashomon.case import open_case

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARTICLE = "The mill at Karsk burned on Monday, Orlan Vey said. Mira Tolk denied that anybody was hurt.\n"
READ_MS = 180_000
_DATA = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, {type: 'text/plain'}));
  return data;
}"""


@pytest.fixture
def window(looker: Looker, own_address: str) -> Page:
    page = looker.window()
    page.goto(own_address)
    return page


def drop(window: Page, name: str, text: str) -> None:
    data = window.evaluate_handle(_DATA, [name, text])
    for kind in ("dragover", "drop"):
        window.dispatch_event("main", kind, {"dataTransfer": data})


def verdicts(case: Path) -> list[tuple[str, bool]]:
    with open_case(case) as opened:
        return [(row.verdict, bool(row.undone)) for row in opened.store.judgements()]


def test_a_file_dropped_on_any_page_is_read_and_leads_to_its_article(looker: Looker, window: Page) -> None:
    from playwright.sync_api import expect

    drop(window, "mill.txt", ARTICLE)
    window.wait_for_url("**/add#progress")
    drop(window, "empty.txt", " ")
    expect(window.locator("#progress")).to_contain_text("All is done", timeout=READ_MS)
    expect(window.locator("#progress")).to_contain_text("empty.txt: skipped")
    window.locator("#progress").get_by_role("link", name="mill.txt").click()
    window.wait_for_url("**/article/**")
    expect(window.locator("main")).to_contain_text("The mill at Karsk burned on Monday")
    window.get_by_role("link", name="At a glance").click()
    expect(window.locator("main")).to_contain_text("mill.txt")
    assert looker.faults == []


def test_a_question_is_answered_by_a_key_and_taken_back(looker: Looker, window: Page, own_case: Path) -> None:
    from playwright.sync_api import expect

    window.goto(f"{window.url}review")
    question = window.locator(".doubt blockquote").all_inner_texts()
    with window.expect_navigation():
        window.keyboard.press("y")
    expect(window.locator(".said")).to_contain_text("Noted")
    assert [is_undone for _, is_undone in verdicts(own_case)] == [False]
    assert window.locator(".doubt blockquote").all_inner_texts() != question
    with window.expect_navigation():
        window.keyboard.press("u")
    expect(window.locator(".said")).to_contain_text("Taken back")
    assert [is_undone for _, is_undone in verdicts(own_case)] == [True]
    assert looker.faults == []


def test_later_gives_no_verdict_and_shows_another_question(window: Page, own_case: Path) -> None:
    window.goto(f"{window.url}review")
    question = window.locator(".doubt").inner_text()
    with window.expect_response("**/review?later=*"):
        window.keyboard.press("l")
    window.wait_for_url("**/review?later=*")
    assert window.locator(".doubt").inner_text() != question
    assert verdicts(own_case) == []


def test_verdicts_are_given_and_undone_without_javascript(
    looker: Looker, own_address: str, own_case: Path
) -> None:
    window = looker.window(scripts=False)
    window.goto(f"{own_address}review")
    window.locator(".doubt form.judge button").first.click()
    assert "Noted" in window.locator(".said").inner_text()
    window.goto(f"{own_address}verdicts")
    assert window.locator("table.verdicts tbody tr").count() == 1
    window.locator("table.verdicts").get_by_role("button", name="Undo").click()
    assert "Taken back" in window.locator("main").inner_text()
    assert [is_undone for _, is_undone in verdicts(own_case)] == [True]


def test_every_kind_of_verdict_where_it_stands_can_be_undone(
    looker: Looker, own_address: str, own_case: Path
) -> None:
    window = looker.window()
    window.goto(f"{own_address}predictions")
    window.locator("details.judging summary").first.click()
    window.locator("details.judging").first.get_by_role("button", name="came true").click()
    window.wait_for_url("**/verdicts**")
    window.locator(".said").get_by_role("button", name="Undo").click()
    window.wait_for_load_state()
    assert verdicts(own_case) == [("yes", True)]
    assert looker.faults == []
