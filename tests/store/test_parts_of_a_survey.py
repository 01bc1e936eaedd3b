"""What a page shows is read alone: the pages one after the other are the whole, in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from full_survey import full_survey
from rashomon.case import open_case
from rashomon.findings import Placed, Survey
from rashomon.ledger import Ledger
from rashomon.store.browse_survey import STATES, Part
from rashomon.store.store import Store
from rashomon.survey.issues import Issue, issues_of
from short_road import ShortRoad

COPIES = 7


def many(ledger: Ledger) -> Survey:
    """Seven of everything, and predictions in every state."""
    one = full_survey(ledger)
    no, yes = one.propositions
    # Told by two articles, whichever claims the whole survey took.
    tellers = [article.claims[0].id for article in ledger.articles[:2]]
    yes = replace(
        yes,
        members=tuple(
            replace(member, claim=claim) for member, claim in zip(yes.members, tellers, strict=True)
        ),
    )
    propositions = [
        replace(p, id=f"{p.id} {n}", support=replace(yes.support, best=n % 3))
        for n in range(COPIES)
        for p in (no, yes)
    ]
    conflicts = [
        replace(c, propositions=(f"p1 {n}", f"p2 {n}")) for n in range(COPIES) for c in one.conflicts
    ]
    return replace(
        one,
        propositions=tuple(propositions),
        conflicts=tuple(conflicts),
        drifts=tuple(replace(one.drifts[0], proposition=f"p1 {n}") for n in range(COPIES)),
        versions=tuple(
            replace(
                one.versions[0],
                id=f"v{n}",
                issue=f"i{n // 3}",
                weakest=None,
                test=None,
                propositions=(Placed(proposition=f"p1 {n}", state="holds"),),
            )
            for n in range(COPIES)
        ),
        predictions=tuple(
            replace(one.predictions[0], id=f"f{n}", state=STATES[n % len(STATES)]) for n in range(COPIES)
        ),
    )


@pytest.fixture
def store(tmp_path: Path, articles: Path, road: ShortRoad) -> Iterator[Store]:
    with open_case(tmp_path / "many.case", road=road) as case:
        case.read([str(articles)])
        case.store.settle_survey(many)
        yield case.store


def pages(of: Callable[..., Part]) -> Iterator[Part]:
    start, part = 0, of(start=0, limit=2)
    while True:
        yield part
        start += 2
        if not part.more:
            return
        part = of(start=start, limit=2)


def test_issues(store: Store) -> None:
    whole = store.survey()
    found: list[Issue] = []
    for part in pages(store.issues):
        found += issues_of(part.survey.propositions, part.survey.conflicts)
    assert found == issues_of(whole.propositions, whole.conflicts)
    assert len(found) == store.issues().count == COPIES


def test_what_rests_on_one_origin(store: Store) -> None:
    found = [one for part in pages(store.singles) for one in part.survey.propositions]
    # The others are told by one article alone, or by no origin or two.
    assert [one.id for one in found] == ["p1 1", "p1 4"]
    assert len(found) == store.singles().count


def test_drifts_come_with_their_propositions(store: Store) -> None:
    parts = list(pages(store.drifts))
    assert tuple(drift for part in parts for drift in part.survey.drifts) == store.survey().drifts
    for part in parts:
        assert {one.id for one in part.survey.propositions} == {one.proposition for one in part.survey.drifts}


def test_versions_come_after_the_bare_ones_that_they_are_counted_from(store: Store) -> None:
    whole = store.survey().versions
    for start in range(COPIES):
        part = store.versions(start=start, limit=2)
        assert part.survey.versions[start:] == whole[start : start + 2]
        assert [one.issue for one in part.survey.versions[:start]] == [one.issue for one in whole[:start]]
        assert part.more == max(0, COPIES - start - 2)


def test_predictions_are_told_by_state_and_those_left_are_counted(store: Store) -> None:
    parts = list(pages(store.predictions))
    found = [one for part in parts for one in part.survey.predictions]
    states = [STATES.index(one.state) for part in parts for one in part.survey.predictions]
    assert sorted(one.id for one in found) == [f"f{n}" for n in range(COPIES)]
    assert all(page == sorted(page) for page in [states[n : n + 2] for n in range(0, COPIES, 2)])
    assert parts[0].left == {"yes": 0, "no": 1, "void": 1, "expired": 1, "ambiguous": 1, "open": 1}


def test_a_page_behind_the_last_is_empty(store: Store) -> None:
    for of in (store.issues, store.singles, store.drifts, store.predictions):
        part = of(start=500, limit=5)
        assert part.more == 0
        assert not part.survey.propositions
        assert not part.survey.predictions
    assert store.versions(start=500, limit=5).survey.versions[500:] == ()


@pytest.mark.parametrize("prefix", ["p1 3", "p"])
def test_propositions_by_the_beginning_of_their_id(store: Store, prefix: str) -> None:
    found = store.propositions_alike(prefix)
    assert found == (["p1 3"] if prefix == "p1 3" else ["p1 0", "p1 1"])


def test_of_each_issue_only_the_first_versions(store: Store) -> None:
    part = store.versions(limit=3, each=1)
    assert part.shown == ("v0", "v3", "v6")
    assert part.more == COPIES - 3
    # Those between are counted, so that each keeps its name.
    assert [one.id for one in part.survey.versions] == [f"v{n}" for n in range(COPIES)]
