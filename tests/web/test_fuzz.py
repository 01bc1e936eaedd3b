"""Odd requests to every address: an answer that is no failure of ours, whatever is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from dossier import browser, made_case, served, token
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.routing import Route
from starlette.testclient import TestClient

from full_survey import full_survey
from invented import ARTICLES
from rashomon.store.store import Store
from rashomon.web.pages import all_routes
from rashomon.web.uploads import MAX_FORM

ROUTES = [route for route in all_routes() if isinstance(route, Route)]
READ = sorted({route.path for route in ROUTES if "GET" in (route.methods or ())})
POSTED = sorted({route.path for route in ROUTES if "POST" in (route.methods or ())})
NAMES = (
    *("q", "page", "by", "order", "kind", "actor", "since", "until", "in", "outlet", "later", "said", "back"),
    *("sort", "least", "words", "start", "limit", "place", "proposition", "from", "to", "who", "time"),
)
ODD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        (
            *(
                "",
                "0",
                "-1",
                "1",
                "999999",
                "1" * 40,
                "²",
                "٣",
                "1e9",
                "NaN",
                "null",
                "../..",
                "%",
                "%00",
                "\x00",
            ),
            *("any", "date", "voice", "2031-13-45", "2031-05-12", "x" * 5000, '"', "'; DROP TABLE claim; --"),
            *('"dam" OR', "NEAR(", "*", "dam*", "{{7*7}}", "a:b", "AND", "\u202e", "🜚", "p1", "f1"),
        )
    ),
)
QUICK = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), database=None)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    place = tmp_path_factory.mktemp("fuzz")
    (place / "articles").mkdir()
    for name, text in ARTICLES.items():
        (place / "articles" / name).write_text(text, encoding="utf-8")
    path = made_case(place, place / "articles")
    with Store.open(path, create=False) as store:
        store.settle_survey(full_survey)
    app = served(path)
    app.state.intake.settle = lambda: None
    app.state.intake.add = lambda *names, **options: ""
    with browser(app, raise_server_exceptions=False) as client:
        yield client


def address(path: str, one: str) -> str:
    return re.sub(r"\{[^}]*\}", quote(one, safe=""), path)


@pytest.mark.parametrize("path", READ)
def test_no_page_fails_whatever_is_asked_of_it(client: TestClient, path: str) -> None:
    @QUICK
    @given(ODD, st.dictionaries(st.sampled_from(NAMES), ODD, max_size=5))
    def ask(one: str, asked: dict[str, str]) -> None:
        answer = client.get(address(path, one), params=asked)
        assert answer.status_code < 500, (path, one, asked)
        assert "content-security-policy" in answer.headers

    ask()


@pytest.mark.parametrize("path", READ)
def test_no_page_fails_where_all_is_odd(client: TestClient, path: str) -> None:
    for value in ("", "-1", "9" * 30, "²", "\x00", "NEAR("):
        assert client.get(address(path, "p1"), params=dict.fromkeys(NAMES, value)).status_code < 500, value


@pytest.mark.parametrize("path", POSTED)
def test_no_form_fails_whatever_it_holds(client: TestClient, path: str) -> None:
    brought = token(client)

    @QUICK
    @given(
        st.dictionaries(
            st.sampled_from(
                ("verdict", "about", "exact", "because", "back", "judgement", "batch", "text", "published")
            ),
            st.one_of(ODD, st.sampled_from(("same", "yes", "copy"))),
        ),
        st.booleans(),
    )
    def post(fields: dict[str, str], is_whole: bool) -> None:
        sent = {"token": brought, **fields}
        files = {"files": (fields.get("text", "x"), b"News.")} if is_whole else None
        answer = client.post(path, data=sent, files=files)
        assert answer.status_code < 500, (path, fields)

    post()


@pytest.mark.parametrize("path", POSTED)
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b""),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n--x--\r\n"),
        (
            "multipart/form-data; boundary=x; charset=idna",
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x--',
        ),
        ("application/x-www-form-urlencoded", b"%ff=%fe&token=%C3%28"),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(2000))),
        ("application/json", b'{"token": 1}'),
        ("", b"\x00" * 100),
        ("application/x-www-form-urlencoded", b"a" * (MAX_FORM + 1)),
    ],
)
def test_no_form_fails_however_it_is_made(client: TestClient, path: str, kind: str, body: bytes) -> None:
    answer = client.post(path, content=body, headers={"content-type": kind})
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/%00",
        "/%00",
        "//",
        "/..",
        "/static/",
        "/é",
        "/%ff",
    ],
)
def test_no_address_fails(client: TestClient, path: str) -> None:
    assert client.get(path).status_code < 500


@pytest.mark.parametrize(
    "headers", [{"cookie": "rashomon=" + "é" * 64}, {"cookie": ";=;;"}, {"accept": "\x01"}]
)
def test_no_header_fails(client: TestClient, headers: dict[str, str]) -> None:
    given = {name: value.encode("utf-8") for name, value in headers.items()}
    assert client.get("/add", headers=given).status_code == 200
