"""A survey as it would be without later claims: nothing is judged anew, only their part is taken out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from test_changes import LEDGER, thing

from full_survey import full_survey
from rashomon.findings import Origins, Survey
from rashomon.survey.changes import changes_by
from rashomon.survey.earlier import before_later

CLAIMS = tuple(LEDGER.claims)


def surveyed(*propositions: object) -> Survey:
    return Survey(
        propositions=propositions,  # type: ignore[arg-type]
        origins=Origins(origins=(), of_claim={claim: f"o {claim[0]}" for claim in CLAIMS}),
    )


def kinds(after: Survey, *later: str) -> list[str]:
    found = changes_by(before_later(after, later), after, CLAIMS, later)
    return [change.kind for change in found]


def test_without_later_claims_it_is_the_same() -> None:
    survey = full_survey(LEDGER)
    assert before_later(survey, ()) == survey


def test_what_only_later_claims_tell_is_new() -> None:
    assert kinds(surveyed(thing("p", "c1", "c2")), "c1", "c2") == ["new"]


def test_what_a_further_origin_tells_is_backed() -> None:
    assert kinds(surveyed(thing("p", "a1", "b1", origins=2)), "b1") == ["backed"]


def test_what_the_same_origin_tells_again_changes_nothing() -> None:
    assert kinds(surveyed(thing("p", "a1", "a2")), "a2") == []


def test_what_is_said_flatly_after_hedges_has_hardened() -> None:
    assert "hardened" in kinds(surveyed(thing("p", "?a1", "b1")), "b1")


@given(st.sets(st.sampled_from(CLAIMS)))
def test_no_later_claim_is_left(later: set[str]) -> None:
    left = before_later(full_survey(LEDGER), later)
    held = {member.claim for one in left.propositions for member in one.members}
    held |= {step.claim for drift in left.drifts for step in drift.steps}
    held |= {claim for one in left.predictions for claim in (one.claim, *one.copies, *one.settled_by)}
    held |= {claim for conflict in left.conflicts for claim in (conflict.a, conflict.b)}
    assert not held & later
