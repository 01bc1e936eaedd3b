"""The pages that pictures stand on: actors, network, sources, timeline, map, a proposition's tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from dossier import browser, served
from starlette.testclient import TestClient

from full_survey import full_survey
from rashomon.case import open_case
from rashomon.findings import Survey
from rashomon.ledger import Ledger
from rashomon.store.store import Store
from rashomon.web.one_file import write_dossier
from short_road import ShortRoad

VEY = "Orlan Vey"
STYLE = re.compile(r"\sstyle=|<script(?! type=\"module\" src=)|\son\w+=")
PAGES = ["/actors", "/network", "/sources", "/timeline", "/timeline?by=actor", "/map"]


def _survey(ledger: Ledger) -> Survey:
    """One of everything; the stances are those of actors of the case, the contested claim is dated."""
    found = full_survey(ledger)
    vey, tolk = (next(a.id for a in ledger.actors.values() if name in a.name) for name in ("Vey", "Tolk"))
    edges = tuple(replace(edge, holder=tolk, target=vey) for edge in found.network.edges)
    balance = replace(found.network.balance, sides=((vey,), (tolk,)))  # type: ignore[type-var]
    origins = tuple(replace(one, actor=one.actor and vey) for one in found.origins.origins)
    return replace(
        found,
        network=replace(found.network, edges=edges, balance=balance),
        records=tuple(replace(row, actor=vey) for row in found.records),
        origins=replace(found.origins, origins=origins),
    )


@pytest.fixture
def path(tmp_path: Path, articles: Path) -> Path:
    path = tmp_path / "harbour.case"
    with open_case(path, road=ShortRoad()) as case:
        case.read([articles], published="2031-05-04")
        case.store.settle_survey(_survey)
    return path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with browser(served(path)) as client:
        yield client


def actor_id(path: Path, words: str) -> str:
    with Store.open(path, create=False) as store:
        return sorted(store.actors_called(words))[0]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_sound_and_holds_no_style_or_script_of_its_own(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    assert not STYLE.search(answer.text)
    assert answer.text.count("<h1>") == 1


def test_the_list_of_actors_leads_to_each_and_can_be_narrowed(client: TestClient, path: Path) -> None:
    whole = client.get("/actors").text
    assert f'href="/actor/{actor_id(path, VEY)}"' in whole
    narrow = client.get("/actors", params={"q": "tolk"}).text
    assert "Mira Tolk" in narrow
    assert VEY not in narrow
    assert "No actor fits" in client.get("/actors", params={"q": "nobody at all"}).text


def test_an_actor_has_its_names_its_words_and_those_against_it(client: TestClient, path: Path) -> None:
    page = client.get(f"/actor/{actor_id(path, VEY)}").text
    assert "Its names" in page
    assert "we will never leave the valley" in page
    assert "What is said of it" in page
    sides = page.split("For it and against it")[1]
    assert "Mira Tolk" in sides
    assert "disputed" in sides
    assert "according to" in sides
    assert "2031-05" in sides


@pytest.mark.parametrize("which", ["says", "about"])
def test_all_claims_of_an_actor_have_pages(client: TestClient, path: Path, which: str) -> None:
    page = client.get(f"/actor/{actor_id(path, VEY)}/{which}")
    assert page.status_code == 200
    assert "¶" in page.text
    assert "no claims here" in client.get(f"/actor/{actor_id(path, VEY)}/{which}?page=9").text


@pytest.mark.parametrize("page", ["/actor/none", "/actor/none/says", "/proposition/none"])
def test_what_the_case_does_not_hold_is_not_found(client: TestClient, page: str) -> None:
    assert client.get(page).status_code == 404


def test_an_actor_has_no_other_lists(client: TestClient, path: Path) -> None:
    assert client.get(f"/actor/{actor_id(path, VEY)}/other").status_code == 404


def test_the_network_shows_signs_words_and_whose_word_it_is(client: TestClient) -> None:
    page = client.get("/network").text
    assert 'class="drawing network"' in page
    assert "disputed" in page
    assert "at odds with both sides" in page
    assert "edges between 2 actors" in page


FILTERS = [
    ("since=2031-05&until=2031-05", True, "one telling is of that month"),
    ("since=2032", False, "none is of a later year"),
    ("since=never", True, "what is no day does not narrow it"),
    ("teller=Nobody", False, "nobody of that name tells it"),
]


@pytest.mark.parametrize(("query", "is_shown", "why"), FILTERS, ids=[why for *_, why in FILTERS])
def test_the_network_can_be_narrowed(client: TestClient, query: str, is_shown: bool, why: str) -> None:
    page = client.get(f"/network?{query}").text
    assert ("drawing network" in page) == is_shown, why
    assert ("No stance fits" in page) != is_shown


def test_sources_show_who_repeats_whom_and_records_with_their_interval(client: TestClient) -> None:
    page = client.get("/sources").text
    assert "1 article took text from another" in page
    assert "excerpt 40 %" in page
    assert "50 % (20 to 90)" in page


def test_a_record_without_overlap_says_so(path: Path) -> None:
    def bare(ledger: Ledger) -> Survey:
        found = _survey(ledger)
        return replace(found, records=tuple(replace(row, reliability=None) for row in found.records))

    with Store.open(path, create=False) as store:
        store.settle_survey(bare)
    with browser(served(path)) as client:
        assert "not enough overlap" in client.get("/sources").text


def test_the_timeline_has_a_picture_and_the_same_as_a_table(client: TestClient) -> None:
    page = client.get("/timeline").text
    assert 'class="drawing timeline"' in page
    table = page.split("As a table")[1]
    assert "The dam broke." in table
    assert "2031-05-04" in table
    assert "Predictions, and by when" in table


def test_the_map_pins_the_place_that_is_known(client: TestClient) -> None:
    page = client.get("/map").text
    assert 'class="drawing map"' in page
    assert "somewhere in the town" in page
    assert "Karsk" in page


def test_a_case_without_known_places_has_no_map(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The harbour is quiet.\n", encoding="utf-8")
    with open_case(tmp_path / "b.case", road=ShortRoad()) as case:
        case.read([tmp_path / "a.txt"])
    with browser(served(tmp_path / "b.case")) as client:
        assert "No place of this case is on the map." in client.get("/map").text
        for page in PAGES:
            assert client.get(page).status_code == 200, page


def test_a_proposition_has_its_origins_its_opponents_and_its_drift(client: TestClient) -> None:
    page = client.get("/proposition/p1").text
    assert 'class="drawing tree"' in page
    assert "1 to 3 origins for it and 0 to 1 origins against it" in page
    assert "Vey and not known may be one (30 %): alike" in re.sub(r"</?bdi>", "", page)
    against = page.split("What speaks against it")[1]
    assert "how many" in against
    assert 'href="/proposition/p2"' in against
    assert "hardens" in against
    assert "rumour" in against


def test_a_file_holds_the_pages_and_every_link_leads_somewhere(path: Path) -> None:
    whole = "".join(write_dossier(path))
    for one in ("actors", "network", "sources", "timeline", "map", "proposition-p1"):
        assert f'id="{one}"' in whole
    ids = re.findall(r'\sid="([^"]+)"', whole)
    assert len(ids) == len(set(ids))
    assert {one for one in re.findall(r'href="#([^"]*)"', whole)} <= set(ids)
    assert ".network .tie" in whole
