"""What changed since the last visit, a day or an article: told at a glance, and in full on a page."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from dossier import browser, made_case, served

import rashomon.web.pages.glance as glance
from rashomon.case import open_case
from short_road import ShortRoad

HOUR = 3600


@pytest.fixture
def case_path(tmp_path: Path, articles: Path) -> Path:
    return made_case(tmp_path, articles)


def add(case_path: Path, words: str, *, name: str = "later.txt", published: str = "2031-06-01") -> None:
    file = case_path.parent / "articles" / name
    file.write_text(words, encoding="utf-8")
    with open_case(case_path, road=ShortRoad()) as case:
        case.read([str(file)], published=published)


def test_who_comes_back_is_told_what_came_in_meanwhile(
    case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [time.time()]
    monkeypatch.setattr(glance, "time", SimpleNamespace(time=lambda: now[0]))
    client = browser(served(case_path))
    assert "Since your last visit" not in client.get("/").text
    add(case_path, "Orlan Vey said that the mill burned.\n")
    assert "Since your last visit" not in client.get("/").text, "it is still the same visit"
    add(case_path, "Brem said that the quay is dry. Brem said that the mill burned.\n", name="latest.txt")
    now[0] += HOUR
    page = client.get("/").text
    assert "Since your last visit:</b> 1 article; 1 told for the first time" in page
    assert "Since your last visit" in client.get("/").text, "it stays so for the visit"
    now[0] += HOUR
    assert "Since your last visit" not in client.get("/").text


def test_two_cases_on_one_machine_keep_their_visits_apart(case_path: Path) -> None:
    other = case_path.with_name("other.case")
    other.write_bytes(case_path.read_bytes())
    names = {
        browser(served(path)).get("/").headers["set-cookie"].split("=")[0] for path in (case_path, other)
    }
    seen = [
        [one for one in browser(served(path)).get("/").cookies if one.startswith("rashomon-seen")]
        for path in (case_path, other)
    ]
    assert names
    assert seen[0] != seen[1]


@pytest.mark.parametrize("since", ["2031-06-01", "2031", "articles/later.txt"])
def test_a_day_or_an_article_leads_to_what_changed_from_it_on(case_path: Path, since: str) -> None:
    add(case_path, "Tolk said that Vey lies. Brem said that the quay is dry.\n")
    client = browser(served(case_path))
    page = client.get(
        "/changes", params={"since": since.replace("articles", str(case_path.parent / "articles"))}
    )
    assert "the quay is dry" in page.text
    assert "Told for the first time" in page.text
    assert "never leave the valley" not in page.text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"since": "yesterday"}, "neither a date"),
        ({"since": "2999-01-01"}, "No article is later"),
        ({"after": "99999999999999999999"}, "What changed"),
        ({"after": "-1"}, "What changed"),
        ({}, "What changed"),
    ],
)
def test_what_cannot_be_compared_is_told_so(case_path: Path, asked: dict[str, str], told: str) -> None:
    answer = browser(served(case_path)).get("/changes", params=asked)
    assert answer.status_code == 200
    assert told in answer.text


@pytest.mark.parametrize(
    "cookie", ["x", "1.2", "a.b.c", ".1.999999999999999999", "9999999999999999.1.1", "-1.1.1"]
)
def test_a_cookie_of_nonsense_is_a_first_visit(case_path: Path, cookie: str) -> None:
    client = browser(served(case_path))
    client.get("/")
    (name,) = [one for one in client.cookies if one.startswith("rashomon-seen")]
    client.cookies.set(name, cookie)
    assert client.get("/").status_code == 200
