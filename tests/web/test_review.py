"""What is asked of a person: the most useful first, never what was judged, both sides in their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from dossier import browser, made_case, served
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from full_survey import full_survey
from rashomon.store.doubtful import Doubtful, NamedAs, WeakCopy, WeakJoin, WeakMember, WeakOutcome
from rashomon.store.store import Store
from rashomon.tell.doubts import doubts

MEMBER = WeakMember(
    proposition="p",
    claim="c1",
    other="c2",
    sign=1,
    score=0.5,
    is_open=False,
    reason="the same act",
    is_contested=False,
    origins=2,
)
COPY = WeakCopy(child="b.txt", parent="a.txt", score=0.6, reason="some words", contested=0, passages=None)
OUTCOME = WeakOutcome(
    prediction="f1", claim="c3", state="yes", settled_by=("c4",), reason="told later", is_contested=False
)
NAMES = (
    NamedAs(name="Orlan Vey", articles=("a.txt", "c.txt")),
    NamedAs(name="Wey", articles=("b.txt",)),
    NamedAs(name="Vey", articles=("d.txt",)),
)
JOIN = WeakJoin(
    actor="x",
    actor_name="Orlan Vey",
    maker="spelling",
    score=0.75,
    detail="Wey is read as a spelling of Orlan Vey: both begin alike",
    contested=0,
    names=NAMES,
)


def asked(**fields: object) -> list[tuple[str, ...]]:
    return [one.about for one in doubts(Doubtful(**fields))]  # type: ignore[arg-type]


def test_what_is_contested_comes_first_then_what_most_hangs_on() -> None:
    found = Doubtful(
        members=(MEMBER, replace(MEMBER, claim="c5", is_contested=True)),
        copies=(replace(COPY, contested=3),),
        outcomes=(OUTCOME,),
        joins=(JOIN,),
    )
    assert [one.kind for one in doubts(found)] == ["article", "claim", "claim", "prediction", "actor"]


@given(st.permutations([replace(MEMBER, claim=f"c{n}", origins=n % 3) for n in range(3, 9)]))
def test_the_order_hangs_on_the_case_alone(members: list[WeakMember]) -> None:
    straight = sorted(members, key=lambda one: one.claim)
    assert doubts(Doubtful(members=tuple(members))) == doubts(Doubtful(members=tuple(straight)))


@pytest.mark.parametrize(
    ("judged", "linked", "left"),
    [
        ([], (), 1),
        ([{"c1", "c2"}], (), 0),
        ([{"c1", "c9"}], (), 1),
        ([{"c1", "c9"}, {"c9", "c2"}], (("c1", "c9"), ("c9", "c2")), 0),
    ],
    ids=["nothing", "these", "another pair", "both through a third"],
)
def test_what_was_judged_is_not_asked_again(
    judged: list[set[str]], linked: tuple[tuple[str, str], ...], left: int
) -> None:
    pairs = frozenset(frozenset(pair) for pair in judged)
    assert len(asked(members=(MEMBER,), judged=pairs, linked=linked)) == left


def test_names_that_were_judged_are_not_asked_again() -> None:
    there = ((frozenset({"orlan vey", "vey"}), frozenset({"wey"})),)
    elsewhere = ((frozenset({"brem"}), frozenset({"wey"})),)
    assert asked(joins=(JOIN,), judged_names=there) == []
    assert asked(joins=(JOIN,), judged_names=elsewhere) == [("Wey", "Orlan Vey")]


@pytest.mark.parametrize(
    ("detail", "names", "exact"),
    [
        (JOIN.detail, NAMES, ("Wey@b.txt", "Orlan Vey@a.txt")),
        (
            "Vey in d.txt: of the case only Orlan Vey fits that name",
            NAMES,
            ("Vey@d.txt", "Orlan Vey@a.txt"),
        ),
        (
            "the name Wey alone in several articles, and nobody else bears it",
            (NamedAs(name="Wey", articles=("a.txt", "z.txt")),),
            ("Wey@a.txt", "Wey@z.txt"),
        ),
        (
            "Wey is read as a spelling of Orlan Vey",
            (NamedAs(name="Wey", articles=("a.txt",)), NamedAs(name="Orlan Vey", articles=("a.txt",))),
            None,
        ),
        ("something else", NAMES, None),
    ],
    ids=["two names", "a surname in an article", "one name twice", "within one article", "no names"],
)
def test_a_join_is_asked_of_where_a_verdict_can_part_it(
    detail: str, names: tuple[NamedAs, ...], exact: tuple[str, str] | None
) -> None:
    found = doubts(Doubtful(joins=(replace(JOIN, detail=detail, names=names),)))
    assert [one.exact for one in found] == ([exact] if exact else [])


def test_claims_that_deny_are_asked_whether_they_contradict() -> None:
    (one,) = doubts(Doubtful(members=(replace(MEMBER, sign=-1),)))
    assert [(answer.key, answer.verdict) for answer in one.answers] == [
        ("y", "opposed"),
        ("n", "unrelated"),
        ("s", "same"),
    ]


@pytest.fixture
def case_path(tmp_path: Path, articles: Path) -> Path:
    path = made_case(tmp_path, articles)
    with Store.open(path, create=False) as store:
        store.settle_survey(full_survey)
    return path


@pytest.fixture
def client(case_path: Path) -> Iterator[TestClient]:
    with browser(served(case_path)) as client:
        # The survey is the one put in here.
        client.app.state.intake.settle = lambda: None
        yield client


def fields_of(page: str) -> dict[str, object]:
    form = re.search(r'<form class="judge" method="post" action="/verdict">(.*?)</form>', page, re.DOTALL)
    assert form
    found = re.findall(r'name="(token|about|back|verdict)" value="([^"]*)"', form[1])
    # The first answer is yes.
    values = {name: value for name, value in reversed(found) if name != "about"}
    return {**values, "about": [value for name, value in found if name == "about"]}


def test_a_question_shows_both_sides_in_their_sentences(client: TestClient) -> None:
    page = client.get("/review").text
    assert page.count('class="side"') == 2
    for words in ("<mark>", "<kbd>y</kbd>", "<kbd>n</kbd>", "<kbd>l</kbd>"):
        assert words in page


def test_a_verdict_leads_to_the_next_question_and_undo_brings_it_back(client: TestClient) -> None:
    first = client.get("/review").text
    question = fields_of(first)
    answer = client.post("/verdict", data=question)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?said=")
    then = client.get(answer.headers["location"]).text
    assert "Noted:" in then
    assert 'class="doubt"' not in then or fields_of(then)["about"] != question["about"]
    one = re.search(r'name="judgement" value="([0-9a-f]{16})"', then)
    assert one
    fields = {"token": question["token"], "judgement": one[1], "back": "/review"}
    back = client.post("/verdict/undo", data=fields).headers["location"]
    again = client.get(back).text
    assert "Taken back:" in again
    assert fields_of(again)["about"] == question["about"]


def test_later_puts_a_question_off_without_a_verdict(client: TestClient, case_path: Path) -> None:
    seen = []
    address = "/review"
    while "Later" in (page := client.get(address).text):
        seen.append(tuple(fields_of(page)["about"]))  # type: ignore[arg-type]
        found = re.search(r'class="later" href="([^"]+)"', page)
        assert found
        address = found[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) > 0
    assert "All that is left was put off" in page
    with Store.open(case_path, create=False) as store:
        assert store.judgements() == ()


def test_a_case_without_doubts_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "quiet"
    folder.mkdir()
    (folder / "1.txt").write_text("The harbour is quiet.\n")
    with browser(served(made_case(tmp_path, folder))) as client:
        assert "Nothing is left to judge" in client.get("/review").text
