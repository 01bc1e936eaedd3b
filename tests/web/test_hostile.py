"""A planted set of hostile articles shows as text on every page: no tag or attribute but our templates'."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from dossier import browser, served, token
from hostile.articles import ATTACKS, FILE_NAMES, OVERRIDE, SCRIPT, texts, write_files
from starlette.testclient import TestClient

from full_survey import full_survey
from rashomon.case import open_case
from rashomon.findings import Survey
from rashomon.ledger import Ledger
from rashomon.store.store import Store
from rashomon.web.one_file import write_dossier
from rashomon.web.render import MENU, web_link
from short_road import ShortRoad

_TAG = re.compile(r"<([a-z][a-z0-9]*)")
# Of pictures, and of what the text of an article is lit by.
DRAWN = frozenset(
    ("svg", "g", "path", "rect", "circle", "line", "polyline", "polygon", "text", "tspan", "title")
)
LIT = frozenset(("span", "mark", "i", "b", "a", "br"))
UNSAFE = re.compile(r"^(on.*|style|srcdoc|formaction|xlink:href|background|ping)$")
LINKS = re.compile(r"^($|/(?!/)|#|\?)")


def own_tags() -> frozenset[str]:
    """The elements that our templates make."""
    folder = files("rashomon.web") / "templates"
    found = {tag for one in folder.iterdir() for tag in _TAG.findall(one.read_text(encoding="utf-8"))}
    return frozenset(found) | DRAWN | LIT


class Elements(HTMLParser):
    """All elements of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def look_over(page: str, where: str, *, in_file: bool = False) -> Elements:
    """Nothing of the page comes from an article, but its words."""
    elements = Elements()
    elements.feed(page)
    elements.close()
    assert elements.comments == [], where
    own = own_tags()
    for tag, attributes in elements.found:
        assert tag in own, (where, tag)
        assert tag not in ("iframe", "object", "embed", "base"), (where, tag)
        assert attributes.get("id") != "broken", where
        for name, value in attributes.items():
            assert not UNSAFE.match(name), (where, tag, name)
            if name in ("href", "src", "action"):
                assert LINKS.match(value or ""), (where, tag, value)
    scripts = [attributes for tag, attributes in elements.found if tag == "script"]
    assert all((one.get("src") or "").startswith("/static/") for one in scripts), where
    assert len([tag for tag, _ in elements.found if tag == "body"]) <= 1, where
    words = "".join(elements.words)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", words.replace("\r", "")), where
    assert "49{%" not in words, where
    return elements


def hostile_road() -> ShortRoad:
    """A road on which titles, outlets and addresses are hostile too."""
    road = ShortRoad()
    plain = road.articles

    def articles(paths: list[str], **options: object) -> Iterator[object]:
        for number, found in enumerate(plain(paths, **options)):
            attack = ATTACKS[number % len(ATTACKS)]
            yield replace(
                found, title=attack, outlet=attack, published="2031-05-12", url=f"javascript:{attack}"
            )

    road.articles = articles  # type: ignore[method-assign,assignment]
    return road


WORDS = ("reason", "why", "basis", "due_basis", "text", "voice", "by", "detail", "name")


def surveyed(ledger: Ledger) -> Survey:
    """One of everything, with words of attackers wherever the survey keeps words."""
    from dataclasses import fields, is_dataclass

    def spoil(value: object, name: str = "") -> object:
        if isinstance(value, str) and name in (
            "reason",
            "why",
            "basis",
            "due_basis",
            "text",
            "voice",
            "by",
            "detail",
        ):
            return SCRIPT + value
        if is_dataclass(value) and not isinstance(value, type):
            changed = {f.name: spoil(getattr(value, f.name), f.name) for f in fields(value)}
            return replace(value, **changed)
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            return tuple(spoil(one) for one in value)
        return value

    spoiled = spoil(full_survey(ledger))
    assert isinstance(spoiled, Survey)
    return spoiled


@pytest.fixture(scope="module")
def case_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hostile")
    write_files(place / "articles")
    path = place / "x.case"
    here = os.getcwd()
    os.chdir(place)
    try:
        with open_case(path, road=hostile_road()) as case:
            case.read(["articles"])
            case.store.settle_survey(surveyed)
            names = case.store.names()
            case.judge("copy", names[0], names[1], because=SCRIPT, person=OVERRIDE)
            case.store.settle_survey(surveyed)
    finally:
        os.chdir(here)
    return path


@pytest.fixture(scope="module")
def client(case_path: Path) -> Iterator[TestClient]:
    app = served(case_path)
    app.state.intake.settle = lambda: None
    with browser(app) as client:
        yield client


def addresses(case_path: Path) -> list[str]:
    """A page of each kind for each thing of the case."""
    with Store.open(case_path, create=False) as store:
        survey = store.survey()
        found = [web_link(kind) for kind, _ in MENU]
        found += [web_link(kind) for kind in ("contested", "single", "drift", "articles")]
        found += [web_link("article", key) for key in store.keys().values()]
        found += [web_link("actor", actor.id) for actor in store.actors()[:20]]
        found += [f"/actor/{actor.id}/{which}" for actor in store.actors()[:3] for which in ("says", "about")]
        found += [web_link("proposition", one.id) for one in survey.propositions]
    queries = ["", "?q=dam", "?q=dam&in=articles", "?q=broken&in=actors", "?by=voice", "?order=date"]
    found += [f"/search{query}" for query in queries] + [f"/matrix{query}" for query in queries]
    return found


def test_every_page_shows_words_only(client: TestClient, case_path: Path) -> None:
    for where in addresses(case_path):
        answer = client.get(where)
        assert answer.status_code == 200, where
        look_over(answer.text, where)


def test_words_that_look_like_tags_are_shown_as_they_stand(client: TestClient, case_path: Path) -> None:
    with Store.open(case_path, create=False) as store:
        keys = store.keys()
        shown = {name: store.text(name) for name in keys}
    for name, text in shown.items():
        page = "".join(look_over(client.get(web_link("article", keys[name])).text, name).words)
        if SCRIPT in text:
            assert SCRIPT in page


ASKED = ("q", "page", "by", "order", "kind", "later", "said", "back", "outlet", "since", "actor", "in")


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_asked_for_comes_back_as_words(client: TestClient, attack: str) -> None:
    for kind in (
        "search",
        "matrix",
        "review",
        "verdicts",
        "actors",
        "articles",
        "contested",
        "timeline",
        "map",
    ):
        answer = client.get(f"/{kind}", params=dict.fromkeys(ASKED, attack))
        assert answer.status_code < 500, kind
        look_over(answer.text, kind)


def test_every_question_shows_words_only(client: TestClient) -> None:
    where = "/review"
    seen = 0
    while True:
        page = client.get(where).text
        look_over(page, where)
        found = re.search(r'class="later" href="([^"]+)"', page)
        if not found:
            break
        where, seen = found[1].replace("&amp;", "&"), seen + 1
    assert seen


def test_names_and_errors_of_what_is_added_are_words(client: TestClient, case_path: Path) -> None:
    sent = [("files", (name, b" \n", "text/html")) for name in FILE_NAMES[:5]]
    fields = {"token": token(client), "outlet": SCRIPT + OVERRIDE, "published": "2031"}
    assert client.post("/add", data=fields, files=sent).status_code == 303
    assert client.app.state.intake.wait()
    page = client.get("/add").text
    look_over(page, "/add")
    assert page.count("is empty") == 5
    for one in (case_path.parent / "x-articles").iterdir():
        assert not set(one.name) & set("<>\"'&\u202e/\\")


@pytest.mark.parametrize("attack", [SCRIPT, OVERRIDE, "'\"><b>"])
def test_refusals_are_words(client: TestClient, attack: str) -> None:
    fields = {"token": token(client), "verdict": "same", "about": [attack, attack + "x"], "because": attack}
    answer = client.post("/verdict", data=fields)
    assert answer.status_code == 409
    look_over(answer.text, attack)


def test_the_dossier_in_one_file_holds_words_only(case_path: Path) -> None:
    elements = Elements()
    elements.feed("".join(write_dossier(case_path)))
    tags = {tag for tag, _ in elements.found}
    assert not tags & {"script", "iframe", "img", "object", "embed", "base", "form"}
    for tag, attributes in elements.found:
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)
        assert not (attributes.get("href") or "#").casefold().startswith(("javascript", "data", "//")), tag


def test_the_set_is_read_whole(case_path: Path) -> None:
    with Store.open(case_path, create=False) as store:
        assert len(store.names()) == len(texts())
        assert any("<img" in name for name in store.names())
