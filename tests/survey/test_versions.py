"""Versions of a contested case: what holds, what falls, who is behind it, and what would decide."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sides_in_short import ledger_of

from rashomon.findings import WHOLE_CASE, Dependence
from rashomon.survey.contested import find_contest
from rashomon.survey.versions import find_versions


def by_issue(versions):
    return [version for version in versions if version.issue != WHOLE_CASE]


def states(version):
    return {placed.proposition: placed.state for placed in version.propositions}


def test_a_denial_gives_two_versions():
    versions, camps = find_versions(*ledger_of(["Orm: open", "Ilde: open", "Tarn: -open"]))
    assert [states(version) for version in versions] == [{"open": "holds"}, {"open": "falls"}]
    assert [version.weight for version in versions] == [2, 1]
    assert [[backer.name for backer in version.backers] for version in versions] == [
        ["Ilde", "Orm"],
        ["Tarn"],
    ]
    assert versions[0].apart_from == versions[1].id
    assert versions[0].test == "open"
    assert not camps


def test_three_numbers_give_three_versions_each_with_why_the_others_fall():
    lines = ["Orm: forty", "Ilde: forty", "Tarn: twelve", "Zef: twenty"]
    versions, _ = find_versions(*ledger_of(lines, ["forty/twelve", "forty/twenty", "twelve/twenty"]))
    assert states(versions[0]) == {"forty": "holds", "twelve": "falls", "twenty": "falls"}
    assert {placed.because for placed in versions[0].propositions} == {(), ("forty",)}
    assert len(versions) == 3


def test_what_nobody_contradicts_is_in_no_version():
    assert find_versions(*ledger_of(["Orm: open, shut", "Ilde: open"])) == ((), ())


def test_a_forecast_contradicts_nothing():
    assert find_versions(*ledger_of(["Orm: >fall", "Ilde: -fall"])) == ((), ())
    assert find_versions(*ledger_of(["Orm: fall", "Ilde: -fall, >fall"]))[0][0].backers[0].claims == (
        "Ilde -fall",
    )


def test_two_possibilities_exclude_nothing_but_one_that_is_denied_is_contested():
    assert find_versions(*ledger_of(["Orm: ?open", "Ilde: ?-open"])) == ((), ())
    versions, _ = find_versions(*ledger_of(["Orm: ?open", "Ilde: -open"]))
    assert [(states(version)["open"], version.weight) for version in versions] == [
        ("falls", 1),
        ("holds", 0.5),
    ]


def test_a_prolific_voice_does_not_win_by_numbers():
    loud = "Orm: " + ", ".join(f"-it{at}" for at in range(9))
    quiet = ["Ilde", "Tarn", "Zef"]
    lines = [loud, *(f"{name}: whole" for name in quiet), *(f"Ulm: ?it{at}" for at in range(9))]
    ledger, propositions, _, origins = ledger_of(lines)
    # What the three say excludes each thing that the loud one says.
    whole = next(one for one in propositions if one.id == "whole")
    more = ledger_of([*lines], [f"whole/it{at}" for at in range(9)])[2]
    against = [replace(one, b=f"Orm -{one.propositions[1]}") for one in more]
    versions, _ = find_versions(ledger, propositions, against, origins)
    assert whole.id in {p for p, state in states(versions[0]).items() if state == "holds"}


def test_a_spokesman_and_whom_he_speaks_for_are_one_origin():
    ledger, propositions, conflicts, origins = ledger_of(["Orm: open", "Ilde: open", "Tarn: -open"])
    joined = replace(origins, dependences=(Dependence(a="Ilde", b="Orm", probability=0.9, reason=""),))
    versions, _ = find_versions(ledger, propositions, conflicts, joined)
    assert [version.weight for version in versions] == [1, 1]


def test_what_a_backer_says_against_the_version_is_counted():
    versions, _ = find_versions(*ledger_of(["Orm: forty, twelve", "Ilde: forty"], ["forty/twelve"]))
    orm = next(backer for backer in versions[0].backers if backer.name == "Orm")
    assert (orm.claims, orm.against) == (("Orm forty",), 1)


TWO_CAMPS = [
    "Orm: open, drones, forty",
    "Ilde: open, forty, drones",
    "Tarn: -open, twelve, -drones",
    "Zef: -open, twelve",
    "Ulm: -drones",
]


def test_camps_tell_versions_of_the_whole_case():
    versions, camps = find_versions(*ledger_of(TWO_CAMPS, ["forty/twelve"]))
    assert [camp.members for camp in camps] == [("Ilde", "Orm"), ("Tarn", "Zef")]
    whole = [version for version in versions if version.issue == WHOLE_CASE]
    assert versions[: len(whole)] == tuple(whole)
    assert {version.camp: states(version) for version in whole} == {
        1: {"open": "holds", "drones": "holds", "forty": "holds", "twelve": "falls"},
        2: {"open": "falls", "drones": "falls", "forty": "falls", "twelve": "holds"},
    }
    second = next(version for version in whole if version.camp == 2)
    assert [backer.name for backer in second.backers] == ["Tarn", "Zef", "Ulm"]


def test_one_who_shares_one_issue_is_in_no_camp():
    _, camps = find_versions(*ledger_of(TWO_CAMPS, ["forty/twelve"]))
    assert "Ulm" not in {name for camp in camps for name in camp.members}


def test_a_claim_that_contradicts_another_takes_a_side_though_its_place_in_a_group_is_open():
    ledger, propositions, conflicts, origins = ledger_of(
        ["Orm: forty", "Ilde: forty", "Tarn: twelve"], ["forty/twelve"]
    )
    opened = [
        replace(one, members=tuple(replace(member, is_open=True) for member in one.members))
        for one in propositions
    ]
    contest = find_contest(ledger, opened, conflicts, origins)
    counts = {telling.claim: telling.counts for told in contest.told.values() for telling in told}
    assert counts == {"Orm forty": 1.0, "Tarn twelve": 1.0, "Ilde forty": 0.5}


def test_what_a_camp_is_silent_on_stays_open():
    lines = ["Orm: open, drones", "Ilde: open, drones", "Tarn: -open, -drones", "Zef: fire", "Ulm: -fire"]
    versions, _ = find_versions(*ledger_of([*lines, "Tarn: -fire", "Zef: -open"]))
    mine = next(version for version in versions if version.camp == 1)
    assert states(mine) == {"open": "holds", "drones": "holds", "fire": "open"}


def printed_in(ledger, homes):
    """The ledger with its claims in articles of the outlets that ``homes`` gives by claim, else its own."""
    (article,) = ledger.articles
    outlets = sorted({homes.get(claim.id, "The Gull") for claim in article.claims})
    return replace(
        ledger,
        articles=tuple(
            replace(
                article,
                name=outlet,
                outlet=outlet,
                claims=tuple(
                    replace(claim, article=outlet, voices=_voices(claim, outlet))
                    for claim in article.claims
                    if homes.get(claim.id, "The Gull") == outlet
                ),
            )
            for outlet in outlets
        ),
    )


def _voices(claim, outlet):
    """The outlet's own where the speaker is called after it."""
    own = replace(claim.voices[0], name=outlet)
    return (own,) if claim.speaker.name == outlet else (own, claim.speaker)


ISSUES = [
    "The Bee: open",
    "Orm: open",
    "Tarn: -open",
    "Ilde: drones",
    "Ulm: -drones",
    "Zef: fire",
    "Vel: -fire",
]
ONE_SIDED = {
    "The Bee open": "The Bee",
    "Orm open": "The Bee",
    "Ilde drones": "The Bee",
    "Zef fire": "The Bee",
}


@pytest.mark.parametrize(
    ("homes", "camps", "why"),
    [
        (ONE_SIDED, [("Ilde", "Orm", "The Bee", "Zef")], "it prints one side of three issues"),
        ({**ONE_SIDED, "Vel -fire": "The Bee"}, [], "it hears both sides of one"),
        ({**ONE_SIDED, "Zef fire": "The Owl"}, [], "two issues may be chance"),
    ],
)
def test_an_outlet_that_lets_one_side_speak_ties_whom_it_prints(homes, camps, why):
    ledger, *rest = ledger_of(ISSUES)
    _, found = find_versions(printed_in(ledger, homes), *rest)
    assert [camp.members for camp in found] == camps, why


WORDS = ["open", "forty", "twelve", "drones"]
SAYINGS = st.sampled_from([f"{mark}{word}" for word in WORDS for mark in ("", "-", "?", ">")])
LINES = st.lists(
    st.tuples(st.sampled_from(["Orm", "Ilde", "Tarn", "Zef"]), SAYINGS), min_size=1, max_size=14, unique=True
)


@settings(max_examples=40, deadline=None)
@given(LINES, st.randoms(use_true_random=False))
def test_of_any_case(said, chance):
    # At least one member with sign 1 each, as the record demands.
    lines = [f"{name}: {word}" for name, word in said] + [f"Ulm: ?{word}" for word in WORDS]
    ledger, propositions, conflicts, origins = ledger_of(lines, ["forty/twelve", "twelve/drones"])
    versions, camps = find_versions(ledger, propositions, conflicts, origins)
    excludes = find_contest(ledger, propositions, conflicts, origins).excludes
    for issue in {version.issue for version in by_issue(versions)}:
        of_issue = [version for version in versions if version.issue == issue]
        assert len(of_issue) >= 2
        covered = {frozenset(states(version)) for version in of_issue}
        assert len(covered) == 1, "every version says something of each proposition of the issue"
    for version in versions:
        held = {(name, 1) for name, state in states(version).items() if state == "holds"}
        held |= {(one.proposition, -1) for one in version.propositions if one.because == (one.proposition,)}
        assert not any(excludes[side] & held for side in held), "nobody contradicts himself"
        if version.issue != WHOLE_CASE:
            sides = [side for side in excludes if side[0] in states(version)]
            assert all(side in held or excludes[side] & held for side in sides), "nothing more can join"
        for placed in version.propositions:
            assert all(one == placed.proposition or one in states(version) for one in placed.because)
            assert bool(placed.because) == (placed.state == "falls")
    shuffled_lines = chance.sample(lines, len(lines))
    ledger2, propositions2, _, origins2 = ledger_of(shuffled_lines, ["twelve/drones", "forty/twelve"])
    order = {one.id: one for one in propositions}
    assert {one.id for one in propositions2} == set(order)
    again = find_versions(ledger2, propositions2, conflicts, origins2)
    assert again == (versions, camps)
