"""Verdicts given in the browser come into the case, can be undone, and what rests on them is made anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from dossier import browser, made_case, served, token
from starlette.testclient import TestClient

from full_survey import full_survey
from rashomon.store.rows import JudgementRow
from rashomon.store.store import Store
from rashomon.web.one_file import write_dossier


@pytest.fixture
def case_path(tmp_path: Path, articles: Path) -> Path:
    return made_case(tmp_path, articles)


@pytest.fixture
def client(case_path: Path) -> Iterator[TestClient]:
    with browser(served(case_path)) as client:
        yield client


def judgements(case_path: Path) -> tuple[JudgementRow, ...]:
    with Store.open(case_path, create=False) as store:
        return store.judgements()


def two_claims(case_path: Path) -> tuple[str, str]:
    with Store.open(case_path, create=False) as store:
        one, other, *_ = sorted(claim.id for claim in store.claims())
    return one, other


def post(client: TestClient, path: str = "/verdict", **fields: object) -> object:
    return client.post(path, data={"token": token(client, "/verdicts"), **fields})


@pytest.mark.parametrize("verdict", ["same", "opposed", "unrelated"])
def test_a_verdict_on_claims_is_given_shown_and_undone(
    client: TestClient, case_path: Path, verdict: str
) -> None:
    answer = post(
        client, verdict=verdict, about=two_claims(case_path), because="so it says", back="/matrix?by=voice"
    )
    (row,) = judgements(case_path)
    assert (row.verdict, row.because, row.applies) == (verdict, "so it says", True)
    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert f'value="{row.id}"' in page
    assert 'href="/matrix?by=voice"' in page
    assert client.app.state.intake.wait()
    answer = post(client, "/verdict/undo", judgement=row.id)
    assert answer.status_code == 303
    (row,) = judgements(case_path)
    assert row.undone
    assert "undone on" in client.get("/verdicts").text


def test_articles_predictions_and_actors_are_judged_too(client: TestClient, case_path: Path) -> None:
    with Store.open(case_path, create=False) as store:
        foretold = next(claim.id for claim in store.claims() if claim.mode == "predicted")
    for verdict, about in [
        ("copy", ["articles/001.txt", "articles/002.txt"]),
        ("independent", ["articles/001.txt", "articles/003.txt"]),
        ("yes", [foretold]),
        ("different", ["Vey@articles/001.txt", "Vey@articles/003.txt"]),
        ("same", ["Brem", "Tolk"]),
    ]:
        assert post(client, verdict=verdict, about=about).status_code == 303
    assert [row.kind for row in judgements(case_path)].count("actor") == 2
    assert len(judgements(case_path)) == 5


def test_what_rests_on_a_verdict_is_made_anew_in_the_background(client: TestClient, case_path: Path) -> None:
    post(client, verdict="unrelated", about=two_claims(case_path))
    with Store.open(case_path, create=False) as store:
        was_stale = store.is_survey_stale
    page = client.get("/").text
    assert ("is being made anew" in page) or not was_stale or client.app.state.intake.wait(0)
    assert client.app.state.intake.wait()
    with Store.open(case_path, create=False) as store:
        assert not store.is_survey_stale
    assert "is being made anew" not in client.get("/").text


def test_the_page_says_that_it_is_being_made_anew(client: TestClient, case_path: Path) -> None:
    client.app.state.intake.settle = lambda: None
    post(client, verdict="unrelated", about=two_claims(case_path))
    assert "is being made anew" in client.get("/").text


def test_where_a_name_may_mean_several_the_exact_one_is_taken(client: TestClient, case_path: Path) -> None:
    names = {"about": ["Vey", "Nobody at all"], "exact": ["Vey@articles/001.txt", "Vey@articles/003.txt"]}
    assert post(client, verdict="different", **names).status_code == 303
    assert "Vey@articles/001.txt" in judgements(case_path)[0].says


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"verdict": "burn", "about": ["Vey", "Brem"]}, 400, "no such verdict"),
        ({"verdict": "same", "about": ["Vey"]}, 409, "is about two"),
        ({"verdict": "same", "about": ["Vey", "Nobody at all"]}, 409, "nobody in the case is called"),
        ({"verdict": "yes", "about": ["ffff"]}, 409, "no prediction starts"),
        ({"verdict": "same", "about": ["<script>", "Vey"]}, 409, "&lt;script&gt;"),
        ({}, 400, "no such verdict"),
    ],
)
def test_what_cannot_be_judged_is_told_why(
    client: TestClient, case_path: Path, fields: dict[str, object], status: int, told: str
) -> None:
    answer = post(client, **fields)
    assert answer.status_code == status
    assert told in answer.text
    assert judgements(case_path) == ()


def test_verdicts_that_contradict_each_other_are_refused(client: TestClient, case_path: Path) -> None:
    pair = two_claims(case_path)
    assert post(client, verdict="same", about=pair).status_code == 303
    answer = post(client, verdict="opposed", about=pair)
    assert answer.status_code == 409
    assert "contradicts what was judged before" in answer.text
    assert len(judgements(case_path)) == 1


@pytest.mark.parametrize("path", ["/verdict", "/verdict/undo", "/add", "/add/cancel", "/add/again"])
@pytest.mark.parametrize("brought", [None, "", "0" * 64, "né", "\udcff"])
def test_no_form_is_taken_without_the_token_of_its_session(
    client: TestClient, case_path: Path, path: str, brought: str | None
) -> None:
    fields = {"verdict": "same", "about": list(two_claims(case_path)), "text": "News.", "judgement": "a"}
    if brought is not None:
        fields["token"] = brought.encode("utf-8", "replace").decode()
    answer = client.post(path, data=fields)
    assert answer.status_code == 403
    assert "before the program was started anew" in answer.text
    assert judgements(case_path) == ()
    assert not (case_path.parent / "harbour-articles").exists()


def test_the_token_of_one_browser_is_none_of_another(client: TestClient, case_path: Path) -> None:
    with TestClient(client.app, base_url="http://127.0.0.1") as other:
        stolen = token(client, "/verdicts")
        fields = {"verdict": "same", "about": list(two_claims(case_path)), "token": stolen}
        assert other.post("/verdict", data=fields).status_code == 403


def test_two_people_judge_at_once_and_nothing_is_lost(client: TestClient, case_path: Path) -> None:
    with Store.open(case_path, create=False) as store:
        claims = sorted(claim.id for claim in store.claims())
    brought = token(client, "/verdicts")

    def give(pair: tuple[str, str]) -> int:
        fields = {"verdict": "unrelated", "about": list(pair), "token": brought}
        return client.post("/verdict", data=fields).status_code

    pairs = [(one, other) for one in claims[:3] for other in claims[3:6]]
    with ThreadPoolExecutor(4) as people:
        assert set(people.map(give, pairs)) == {303}
    assert client.app.state.intake.wait()
    assert len(judgements(case_path)) == len(pairs)
    with Store.open(case_path, create=False) as store:
        assert not store.is_survey_stale
        assert store.faults() == []


def test_who_judges_is_the_name_given_with_the_password(case_path: Path) -> None:
    with browser(served(case_path, password="sesame")) as client:
        client.auth = ("Ada", "sesame")
        post(client, verdict="same", about=two_claims(case_path))
    assert [row.person for row in judgements(case_path)] == ["Ada"]


def test_one_leads_back_to_pages_of_ours_only(client: TestClient, case_path: Path) -> None:
    answer = post(client, verdict="same", about=two_claims(case_path), back="https://evil.example/")
    assert re.fullmatch(r"/verdicts\?said=[0-9a-f]{16}", answer.headers["location"])


def test_pages_offer_verdicts_where_things_stand(client: TestClient, case_path: Path) -> None:
    with Store.open(case_path, create=False) as store:
        article = store.keys()["articles/001.txt"]
        actor = store.actors()[0].id
    fields = {"token": token(client, f"/article/{article}"), "about": ["articles/001.txt", "002"]}
    answer = client.post("/verdict", data={**fields, "verdict": "copy", "back": f"/article/{article}"})
    assert answer.status_code == 303
    fields = {"token": token(client, f"/actor/{actor}"), "about": [actor, "Brem"], "verdict": "same"}
    assert client.post("/verdict", data=fields).status_code == 303
    assert sorted(row.kind for row in judgements(case_path)) == ["actor", "article"]


def test_propositions_and_predictions_offer_verdicts(client: TestClient, case_path: Path) -> None:
    client.app.state.intake.settle = lambda: None
    with Store.open(case_path, create=False) as store:
        store.settle_survey(full_survey)
    for page in ("/proposition/p1", "/predictions"):
        found = re.search(
            r'<form class="judge" method="post" action="/verdict">(.*?)</form>', client.get(page).text, re.S
        )
        assert found, page
        about = re.findall(r'name="about" value="([^"]*)"', found[1])
        verdict = re.findall(r'name="verdict" value="([^"]*)"', found[1])[-1]
        assert post(client, verdict=verdict, about=about).status_code == 303, page
    assert sorted(row.verdict for row in judgements(case_path)) == ["unrelated", "void"]


def test_the_dossier_in_one_file_has_no_forms(case_path: Path) -> None:
    whole = "".join(write_dossier(case_path))
    assert "<form" not in whole
    assert "Judge" not in whole
