"""Who may ask for what: names of the server, the password, forms of other sites, what a page may load."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier import browser, made_case, served, token
from starlette.testclient import TestClient

from rashomon.web.guard import HEADERS


@pytest.fixture
def case_path(tmp_path: Path, articles: Path) -> Path:
    return made_case(tmp_path, articles)


@pytest.fixture
def client(case_path: Path) -> Iterator[TestClient]:
    with browser(served(case_path)) as client:
        yield client


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:8484", 200),
        ("localhost:80", 200),
        ("[::1]:8484", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost@evil.example", 421),
        ("", 421),
    ],
)
def test_the_server_answers_to_its_own_names_only(client: TestClient, host: str, status: int) -> None:
    assert client.get("/verdicts", headers={"host": host}).status_code == status


@pytest.mark.parametrize("path", ["/", "/add", "/static/dossier.css", "/nothing/here", "/verdict"])
def test_every_answer_says_what_a_page_may_load(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    for name, value in HEADERS.items():
        assert headers[name] == value
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1"}, 303),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 303),
        ({"origin": "http://127.0.0.1"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "http://evil.example"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "null"}, 403),
    ],
)
def test_a_form_of_another_site_is_refused_whatever_it_brings(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    fields = {"token": token(client), "batch": "none"}
    assert client.post("/add/cancel", data=fields, headers=headers).status_code == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_but_reading_and_posting(client: TestClient, method: str) -> None:
    assert client.request(method, "/verdict").status_code == 405


def test_with_a_password_nothing_is_shown_without_it(case_path: Path) -> None:
    with browser(served(case_path, password="sésame")) as client:
        for path in ("/", "/static/dossier.css", "/verdicts"):
            assert client.get(path).status_code == 401
            assert client.get(path, auth=("ada", "wrong")).status_code == 401
            assert client.get(path, headers={"authorization": "Basic ==="}).status_code == 401
            assert client.get(path, auth=("ada", "sésame")).status_code == 200


def test_the_session_is_kept_from_scripts_and_other_sites(client: TestClient) -> None:
    cookie = client.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "rashomon=" not in client.get("/").headers.get("set-cookie", "")
