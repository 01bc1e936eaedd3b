"""What people judge wins over what was inferred, outlasts re-reading, and can be taken back."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rashomon.judging
from rashomon.case import Case, open_case
from rashomon.errors import CaseError, UsageError
from rashomon.findings import Prediction
from rashomon.resolve.actors import resolve_actors
from rashomon.store.clashes import Given, clashes
from rashomon.survey.forecasts import prediction_id
from short_road import ShortRoad

TEXTS = {
    "001.txt": "Orlan Vey said that the dam broke. Vey said that Karsk stands.",
    "002.txt": "Orlan Lund said that the dam stands. Mira Tolk predicted that it will fall by spring.",
    "003.txt": "Mira Tolk said that Orlan Lund lies.",
    "004.txt": "Ilan Brem said that the dam broke.",
    "005.txt": "Ilan Brem denied that Tolk lies.",
    "006.txt": "Ilan Brem denied that the bridge stands.",
}


class JudgedRoad(ShortRoad):
    """Reads by pattern; says who is who as the program does."""

    def actors(self, cards, verdicts=()):
        return resolve_actors(list(cards), verdicts)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    monkeypatch.setattr(rashomon.judging, "logged_in", lambda: "ada")
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    with open_case(tmp_path / "x.case", road=JudgedRoad()) as case:
        case.read([tmp_path])
        yield case


def folder(case: Case) -> Path:
    return case.path.parent


def write(case: Case, name: str, text: str) -> None:
    (folder(case) / name).write_text(text)
    case.read([folder(case) / name])


def groups(case: Case) -> set[frozenset[str]]:
    """The files of each actor that stands in more than one."""
    homes: dict[str, set[str]] = {}
    for mention in case.mentions():
        homes.setdefault(mention.actor or "", set()).add(Path(mention.article).stem)
    return {frozenset(articles) for articles in homes.values() if len(articles) > 1}


def claim(case: Case, article: str, text: str) -> str:
    return next(one.id for one in case.claims(in_article=article) if one.text == text)


VEYS = frozenset(["001", "002", "003"])


def test_two_actors_become_one_at_once_and_come_apart_again(case: Case) -> None:
    before = case.actors()
    assert VEYS not in groups(case)
    row = case.judge("same", "Orlan Vey", "Orlan Lund", because="one man")
    assert (row.kind, row.verdict, row.because, row.person) == ("actor", "same", "one man", "ada")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row.given)
    assert VEYS in groups(case)
    assert any(
        reason.maker == "person"
        and reason.detail.endswith("Orlan Vey is the same as Orlan Lund, because one man")
        for actor in case.actors()
        for reason in actor.reasons
    )
    undone = case.undo(row.id[:6])
    assert undone.undone is not None
    assert case.actors() == before
    assert [one.id for one in case.judgements()] == [row.id]


def test_who_names_had_joined_comes_apart_by_articles(case: Case) -> None:
    assert frozenset(["004", "005", "006"]) in groups(case)
    case.judge("different", "Ilan Brem@004", "Ilan Brem@005")
    assert frozenset(["004", "006"]) in groups(case)
    case.judge("different", "Ilan Brem@004", "Ilan Brem@006")
    assert not any("004" in group for group in groups(case))


def test_a_verdict_outlasts_changed_articles_the_same_again_and_forgetting(case: Case) -> None:
    row = case.judge("same", "Orlan Vey", "Orlan Lund")
    case.read([folder(case)])
    assert VEYS in groups(case)
    write(case, "001.txt", "Nobody is here. Orlan Vey said that it rains.")
    write(case, "002.txt", "Orlan Lund said that it snows.")
    assert VEYS in groups(case)
    case.remove(str(folder(case) / "002.txt"))
    assert frozenset(["001", "003"]) in groups(case)
    case.remove(str(folder(case) / "003.txt"))
    assert not case.judgements()[0].applies
    case.read([folder(case)])
    assert VEYS in groups(case)
    assert [(one.id, one.applies) for one in case.judgements()] == [(row.id, True)]


def test_other_weights_leave_verdicts_alone(case: Case) -> None:
    case.judge("same", "Orlan Vey", "Orlan Lund")
    with open_case(case.path, road=JudgedRoad("other")) as again:
        assert len(again.read([folder(case)]).replaced) == len(TEXTS)
        assert VEYS in groups(again)


NAMES = ["Orlan Vey", "Orlan Lund", "Mira Tolk", "Ilan Brem@004", "Ilan Brem@005", "Ilan Brem@006", "Karsk"]


@settings(max_examples=15, deadline=None)
@given(
    spoken=st.lists(
        st.tuples(st.sampled_from(["same", "different"]), st.sampled_from(NAMES), st.sampled_from(NAMES)),
        max_size=4,
    ),
    data=st.data(),
)
def test_all_undone_in_any_order_the_case_is_as_if_nothing_had_been_judged(
    spoken: list[tuple[str, str, str]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("judged")
    for name, text in TEXTS.items():
        (place / name).write_text(text)
    with open_case(place / "x.case", road=JudgedRoad()) as case:
        case.read([place])
        before = case.actors()
        given_ids = []
        for verdict, one, other in spoken:
            try:
                row = case.judge(verdict, one, other)
            except CaseError:
                continue
            if row.id not in given_ids:
                given_ids.append(row.id)
        assert case.store.faults() == []
        for one in data.draw(st.permutations(given_ids)):
            case.undo(one)
        assert case.actors() == before
        assert [row.applies for row in case.judgements()] == [False] * len(given_ids)


# Whom the words mean.


def test_an_actor_is_named_in_any_spelling_or_by_id(case: Case) -> None:
    lund = next(actor.id for actor in case.actors() if actor.name == "Orlan Lund")
    row = case.judge("same", "VEY", lund)
    assert (row.subject, row.object, row.about) == ("Orlan Vey", "Orlan Lund", ("Orlan Vey", "Orlan Lund"))


def test_several_who_are_called_so_are_listed_as_they_can_be_named(case: Case) -> None:
    with pytest.raises(CaseError) as error:
        case.judge("same", "Orlan", "Mira Tolk")
    for candidate in ("Orlan Vey@", "001.txt (person, 1 article)", "Orlan Lund@", "NAME@ARTICLE"):
        assert candidate in str(error.value)
    row = case.judge("same", "Orlan@001", "Mira Tolk")
    assert row.subject == "Orlan Vey"


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ("Orlan Vay", "Mira Tolk", "nobody in the case is called 'Orlan Vay'. Near it: Orlan Vey"),
        ("Mira Tolk@001", "Ilan Brem", "nobody is called so in"),
        ("Mira Tolk@009", "Ilan Brem", "holds no article 009"),
        ("Ilan Brem", "ilan brem", "one actor, Ilan Brem, and these words do not part it"),
        ("Ilan Brem@004", "Ilan Brem@004", "one actor"),
    ],
)
def test_what_cannot_be_judged_is_said_with_what_to_do(
    case: Case, one: str, other: str, message: str
) -> None:
    with pytest.raises(CaseError) as error:
        case.judge("different", one, other)
    assert message in str(error.value)
    assert case.judgements() == ()


def test_a_bare_surname_is_anchored_in_its_articles(case: Case) -> None:
    """Another of that surname may come, who is not meant."""
    write(case, "007.txt", "Dosh said that it rains.")
    row = case.judge("same", "Dosh", "Mira Tolk")
    assert row.about[0].startswith("Dosh@")
    write(case, "008.txt", "Dosh said that it rains again. Pavel Dosh said that it snows.")
    assert any({"003", "007"} <= group and "008" not in group for group in groups(case))


def test_a_verdict_of_another_kind_or_number_is_refused(case: Case) -> None:
    for verdict, about in (
        ("maybe", ("a", "b")),
        ("same", ("Vey",)),
        ("yes", ("a", "b")),
        ("same", ("", "b")),
    ):
        with pytest.raises(UsageError):
            case.judge(verdict, *about)


# Claims, articles, predictions.


def test_claims_by_the_beginning_of_their_ids(case: Case) -> None:
    broke, stands = claim(case, "001", "the dam broke"), claim(case, "002", "the dam stands")
    row = case.judge("opposed", broke[:7], stands[:7])
    assert (row.kind, row.subject, row.object) == ("claim", broke, stands)
    assert row.says.startswith("“the dam broke” (Orlan Vey, ")
    judged = case.store.ledger().judgements
    assert [(one.subject, one.object, one.verdict) for one in judged] == [(broke, stands, "opposed")]
    case.undo(row.id)
    assert case.store.ledger().judgements == ()


def test_a_verdict_finds_its_claim_again_when_the_article_changes(case: Case) -> None:
    broke, other = claim(case, "001", "the dam broke"), claim(case, "004", "the dam broke")
    case.judge("same", broke, other)
    write(case, "001.txt", "It rains in Karsk. Orlan Vey said that the dam broke.")
    moved = claim(case, "001", "the dam broke")
    assert moved != broke
    assert [one.subject for one in case.store.ledger().judgements] == [moved]
    write(case, "001.txt", "Orlan Vey said that it rains.")
    assert case.store.ledger().judgements == ()
    assert [(row.subject, row.applies) for row in case.judgements()] == [(broke, False)]


def test_an_actor_is_no_claim(case: Case) -> None:
    with pytest.raises(CaseError, match="is a claim, 'Mira Tolk' is none"):
        case.judge("same", claim(case, "001", "the dam broke"), "Mira Tolk")
    with pytest.raises(CaseError, match="no claim starts with 'Tolk'"):
        case.judge("opposed", claim(case, "001", "the dam broke"), "Tolk")


def test_articles_by_name(case: Case) -> None:
    row = case.judge("copy", "001", "002.txt")
    assert [Path(name).name for name in (row.subject, row.object or "")] == ["001.txt", "002.txt"]
    with pytest.raises(CaseError, match="contradicts what was judged before"):
        case.judge("independent", "002", "001")


def test_a_prediction_is_settled_and_not_otherwise_too(case: Case) -> None:
    from rashomon.tell.predictions import prediction_rows

    foretold = next(iter(prediction_rows(case.store)))
    row = case.judge("yes", foretold.id[:6], because="it fell in April")
    assert (row.kind, row.subject, row.object) == ("prediction", foretold.id, None)
    assert case.judge("yes", foretold.claim, because="again").id == row.id
    with pytest.raises(CaseError, match="contradicts"):
        case.judge("void", foretold.id)
    write(case, "002.txt", TEXTS["002.txt"] + " It snows now.")
    again = next(iter(prediction_rows(case.store)))
    assert again.id != foretold.id
    assert [one.subject for one in case.store.ledger().judgements] == [again.id]


def test_a_prediction_told_again_is_settled_as_the_one_it_repeats(case: Case) -> None:
    class Gathering(JudgedRoad):
        def survey(self, ledger):
            first, again = (one.id for one in ledger.claims.values() if one.mode == "predicted")
            listed = Prediction(
                id=prediction_id(first),
                claim=first,
                by=None,
                actor=None,
                text="it will fall by spring",
                condition=None,
                probability=None,
                basis=None,
                made=None,
                due=None,
                due_basis="",
                state="open",
                copies=(again,),
            )
            return replace(super().survey(ledger), predictions=(listed,))

    (folder(case) / "007.txt").write_text("Ilan Brem predicted that it will fall by spring.")
    with open_case(case.path, road=Gathering()) as gathered:
        gathered.read([folder(case) / "007.txt"])
        first, again = (one.id for one in gathered.claims() if one.mode == "predicted")
        assert gathered.judge("yes", again).subject == prediction_id(first)
        with pytest.raises(CaseError, match="contradicts"):
            gathered.judge("no", prediction_id(again))


# Several verdicts, several people.


def test_a_contradiction_is_refused_and_names_the_verdicts_it_clashes_with(case: Case) -> None:
    first = case.judge("same", "Orlan Vey", "Mira Tolk", person="ada")
    second = case.judge("different", "Orlan Vey", "Ilan Brem", person="ida")
    with pytest.raises(CaseError) as error:
        case.judge("same", "Ilan Brem", "Mira Tolk", person="eda")
    for part in (first.id[:8], "by ada on", second.id[:8], "by ida on", "rashomon judge undo"):
        assert part in str(error.value)
    case.undo(second.id)
    case.judge("same", "Ilan Brem", "Mira Tolk")


def test_said_twice_by_one_person_is_said_once_and_by_two_twice(case: Case) -> None:
    first = case.judge("same", "Orlan Vey", "Orlan Lund")
    assert case.judge("same", "Orlan Lund", "Orlan Vey").id == first.id
    second = case.judge("same", "Orlan Vey", "Orlan Lund", person="ida")
    case.undo(first.id)
    assert VEYS in groups(case)
    case.undo(second.id)
    assert VEYS not in groups(case)
    assert case.judge("same", "Orlan Vey", "Orlan Lund").id not in (first.id, second.id)
    with pytest.raises(CaseError, match="was undone before"):
        case.undo(first.id)
    with pytest.raises(CaseError, match="no verdict starts with"):
        case.undo("")


def test_two_people_may_judge_at_once(case: Case) -> None:
    failed: list[CaseError] = []

    def speak(person: str, one: str, other: str) -> None:
        try:
            with open_case(case.path, road=JudgedRoad()) as mine:
                mine.judge("same", one, other, person=person)
        except CaseError as error:
            failed.append(error)

    pairs = [("a", "Orlan Vey", "Mira Tolk"), ("b", "Orlan Lund", "Ilan Brem"), ("c", "Karsk", "Mira Tolk")]
    threads = [threading.Thread(target=speak, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert {row.person for row in case.judgements()} == {"a", "b", "c"}
    with open_case(case.path, road=JudgedRoad()) as after:
        assert not after.store.are_actors_stale
        assert after.store.faults() == []


# (verdicts in force), the new one, those it clashes with.
CLASHES = {
    "the same pair": (["1 same a b"], "different b a", "1"),
    "a chain": (["1 same a b", "2 same b c", "3 same x y"], "different a c", "12"),
    "the link that closes a chain": (["1 same a b", "2 different a c"], "same b c", "12"),
    "different says nothing of a third": (["1 different a b", "2 different b c"], "same a c", ""),
    "two who are the same, to one other": (
        ["1 same a b", "2 opposed a c"],
        "unrelated c b",
        "12",
    ),
    "a link that brings two verdicts together": (
        ["1 opposed a c", "2 unrelated b c"],
        "same a b",
        "12",
    ),
    "opposed to one thing, three numbers may be": (["1 opposed a b", "2 opposed b c"], "opposed a c", ""),
    "once more": (["1 opposed a b"], "opposed b a", ""),
    "an outcome": (["1 yes p -"], "no p -", "1"),
    "another prediction": (["1 yes p -"], "no q -", ""),
}


@pytest.mark.parametrize(("force", "new", "clash"), CLASHES.values(), ids=CLASHES)
def test_what_verdicts_cannot_stand_side_by_side(force: list[str], new: str, clash: str) -> None:
    given_before = [Given(*(None if word == "-" else word for word in one.split())) for one in force]
    spoken = Given("new", *(None if word == "-" else word for word in new.split()))
    assert clashes(spoken, given_before) == frozenset(clash)
