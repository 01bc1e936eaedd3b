"""What is found across articles, against a key: perfect surveys score 1, empty ones 0, errors their due."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from perfect import perfect_ledger, perfect_survey
from small_case import KEY, ledger, perfect, score, value, values

from rashomon.findings import Conflict, ConflictKind, Copy, Placed, Survey
from rashomon.ledger import LedgerVoice
from rashomon.records import Span
from rashomon.selftest.figures import Score
from rashomon.selftest.key import parse_key
from rashomon.selftest.run import load_key, sample_folder, take_in

UNJUDGED = ("contradictions", "not in the key's say")


def test_a_perfect_survey_scores_full_on_every_line() -> None:
    found = values(perfect())
    assert found.pop(UNJUDGED) == 0
    assert found.pop(("predictions", "told again, joined")) is None
    assert set(found.values()) == {1}


def test_an_empty_survey_scores_nothing_on_every_line() -> None:
    found = values(Survey())
    assert found.pop(("propositions", "claims found")) == 1
    assert not any(found.values())


def test_the_key_of_the_sample_holds_together_and_a_survey_made_of_it_scores_full() -> None:
    folder = sample_folder()
    sample = load_key(folder / "key.yaml")
    texts = {one.name: one.text for one in take_in(sample, folder / "articles")[0]}
    over = perfect_ledger(sample, texts)
    lines = score(perfect_survey(sample, over), sample, over)
    low = {what: found for what, line in lines.items() if (found := value(line)) not in (1, None)}
    assert low == {UNJUDGED: 0}


# One error each, and the lines that it lowers.


def with_proposition(name: str, **changes: Any) -> Survey:
    return replace(
        perfect(),
        propositions=tuple(
            replace(one, **changes) if one.id == name else one for one in perfect().propositions
        ),
    )


def merged() -> Survey:
    """Seven and nine dead in one proposition."""
    fell, seven, nine = perfect().propositions
    return replace(perfect(), propositions=(fell, replace(seven, members=(*seven.members, *nine.members))))


def split() -> Survey:
    """The two who say "nine" are in propositions of their own."""
    fell, seven, nine = perfect().propositions
    return replace(
        perfect(),
        propositions=(
            fell,
            seven,
            replace(nine, members=nine.members[:1]),
            replace(nine, id="nine again", members=nine.members[1:]),
        ),
    )


def with_sign() -> Survey:
    members = perfect().propositions[0].members
    flipped = tuple(replace(one, sign=1) if one.sign < 0 else one for one in members)
    return with_proposition("fell", members=flipped)


def turned() -> Survey:
    """The proposition says that the dam did not fall; whoever says so is for it."""
    one = perfect().propositions[0]
    members = tuple(replace(member, sign=-member.sign) for member in one.members)
    versions = tuple(
        replace(
            version,
            propositions=tuple(
                replace(placed, state={"holds": "falls", "falls": "holds"}[placed.state])
                if placed.proposition == "fell"
                else placed
                for placed in version.propositions
            ),
        )
        for version in perfect().versions
    )
    return replace(with_proposition("fell", members=members), versions=versions)


def conflict(kind: ConflictKind, a: str, b: str) -> Conflict:
    return Conflict(
        kind=kind,
        a=a,
        b=b,
        propositions=("x", "y"),
        score=1,
        reason="",
        words=(Span(0, 1), Span(0, 1)),
    )


def and_conflict(kind: ConflictKind, a: str, b: str) -> Survey:
    return replace(perfect(), conflicts=(*perfect().conflicts, conflict(kind, a, b)))


def with_copy(**changes: Any) -> Survey:
    return replace(perfect(), copies=(replace(perfect().copies[0], **changes),))


def with_prediction(**changes: Any) -> Survey:
    return replace(perfect(), predictions=(replace(perfect().predictions[0], **changes),))


def with_held(*placed: Placed) -> Survey:
    """The second version places other propositions."""
    lost, held = perfect().versions
    return replace(perfect(), versions=(lost, replace(held, propositions=placed)))


def counts(low: int, best: int, high: int) -> Any:
    return replace(perfect().propositions[2].support, low=low, best=best, high=high)


GROUPS = {
    ("propositions", "B-cubed over claims found"),
    ("propositions", "B-cubed over all claims"),
}
CONFLICTS = {("contradictions", "with kind"), ("contradictions", "whatever kind")}
PLACED = {
    ("versions", f"{what}, {way}")
    for what in ("intended", "holds and falls")
    for way in ("in one version", "issue by issue")
}

CALLED = "settled so in the key, of those called settled (the key has not all)"
LOWERED: dict[str, tuple[Callable[[], Survey], set[tuple[str, str]]]] = {
    "nothing wrong": (perfect, set()),
    "a proposition put as its opposite": (turned, set()),
    "a sign": (with_sign, {("propositions", "for, against, hedged")}),
    "origins: high": (
        lambda: with_proposition("nine", support=counts(1, 2, 3)),
        {("origins", "high"), ("origins", "all three")},
    ),
    "origins: best, yet within": (
        lambda: with_proposition("nine", support=counts(1, 1, 2)),
        {("origins", "best"), ("origins", "all three")},
    ),
    "a copy the wrong way round": (
        lambda: with_copy(child="dam.txt", parent="copy.txt"),
        {("copies", "pairs with direction")},
    ),
    "a copy whose direction nobody can tell": (
        lambda: with_copy(direction=0.3),
        {("copies", "pairs with direction")},
    ),
    "citing is no copying": (
        lambda: with_copy(kind="cites"),
        {("copies", "pairs"), ("copies", "pairs with direction")},
    ),
    "the kind of a contradiction": (
        lambda: replace(
            perfect(), conflicts=(perfect().conflicts[0], replace(perfect().conflicts[1], kind="time"))
        ),
        {("contradictions", "with kind")},
    ),
    "a contradiction between those who agree": (
        lambda: and_conflict("polarity", "dam.txt/a1", "copy.txt/a1"),
        CONFLICTS,
    ),
    "a contradiction that follows from the key": (
        lambda: and_conflict("polarity", "dam.txt/a2", "copy.txt/a1"),
        set(),
    ),
    "a contradiction that follows from a listed one": (
        lambda: and_conflict("number", "copy.txt/a2", "mill.txt/a2"),
        set(),
    ),
    "it follows, but not of this kind": (
        lambda: and_conflict("time", "copy.txt/a2", "mill.txt/a2"),
        {("contradictions", "with kind")},
    ),
    "drift the wrong way": (
        lambda: replace(perfect(), drifts=(replace(perfect().drifts[0], direction="softens"),)),
        {("drift", "found"), ("drift", "in the key, of those found")},
    ),
    "drift told backwards": (
        lambda: replace(
            perfect(), drifts=(replace(perfect().drifts[0], steps=perfect().drifts[0].steps[::-1]),)
        ),
        {("drift", "found"), ("drift", "in the key, of those found")},
    ),
    "due": (lambda: with_prediction(due="2031-06"), {("predictions", "due")}),
    "due, to the day": (lambda: with_prediction(due="2031-05-31"), set()),
    "state": (
        lambda: with_prediction(state="no"),
        {("predictions", what) for what in ("state", "settled right", CALLED)},
    ),
    "settled by another claim": (
        lambda: with_prediction(settled_by=("dam.txt/a1",)),
        {("predictions", "settled by a claim of the key")},
    ),
    "a version with one proposition fallen too many": (
        lambda: with_held(
            Placed(proposition="seven", state="falls"),
            Placed(proposition="fell", state="falls"),
            Placed(proposition="nine", state="falls"),
        ),
        PLACED,
    ),
}


@pytest.mark.parametrize("case", LOWERED)
def test_an_error_lowers_its_own_lines_and_no_others(case: str) -> None:
    make, expected = LOWERED[case]
    full, found = values(perfect()), values(make())
    assert {what for what in full if (found[what] or 0) < (full[what] or 0)} == expected


def test_a_wrong_merge_costs_precision_and_a_split_recall() -> None:
    """Nine claims: five of "fell", two each of the others, which are half right and half there."""
    whole = score(merged())[("propositions", "B-cubed over all claims")]
    assert (whole.precision, whole.recall) == (pytest.approx((5 + 4 * 0.5) / 9), 1)
    apart = score(split())[("propositions", "B-cubed over all claims")]
    assert (apart.precision, apart.recall) == (1, pytest.approx((5 + 2 + 2 * 0.5) / 9))


def test_a_claim_in_two_propositions_may_be_in_two_of_those_found() -> None:
    raw = copy.deepcopy(KEY)
    raw["propositions"][1]["for"].append(["mill.txt", "a2"])
    whole = parse_key(raw)
    survey = perfect_survey(whole, ledger())
    assert score(survey, whole)[("propositions", "B-cubed over all claims")].f1 == 1
    # Left out of one of the two, it is missed there by the two others, and misses them.
    seven = survey.propositions[1]
    less = replace(survey, propositions=(survey.propositions[0], replace(seven, members=seven.members[:2])))
    assert score(less, whole)[("propositions", "B-cubed over all claims")].recall < 1


def test_claims_that_were_not_read_are_told_apart_from_those_not_grouped() -> None:
    mill = ledger().articles[2]
    less = replace(ledger(), articles=(*ledger().articles[:2], replace(mill, claims=mill.claims[2:])))
    lines = score(perfect(), over=less)
    assert lines[("propositions", "claims found")].share.part == 7
    assert lines[("propositions", "B-cubed over claims found")].f1 == 1
    assert lines[("propositions", "B-cubed over all claims")].recall < 1
    assert lines[("propositions", "B-cubed over all claims")].precision == 1


def test_a_contradiction_that_follows_counts_for_precision_alone() -> None:
    survey = replace(
        and_conflict("polarity", "dam.txt/a2", "copy.txt/a1"),
        conflicts=(
            conflict("polarity", "dam.txt/a2", "copy.txt/a1"),
            conflict("time", "dam.txt/a2", "dam.txt/a3"),
        ),
    )
    assert score(survey)[("contradictions", "with kind")] == Score(right=0, wrong=1, missed=2, implied=1)


def test_contradictions_of_which_the_key_says_nothing_are_counted_apart() -> None:
    lines = score(and_conflict("time", "dam.txt/a5", "mill.txt/Orm took Tolk in April."))
    assert lines[("contradictions", "with kind")].f1 == 1
    assert (lines[UNJUDGED].share.part, lines[UNJUDGED].share.whole) == (1, 3)


def test_two_copies_of_one_article_are_no_wrong_pair() -> None:
    raw = copy.deepcopy(KEY)
    raw["copies"].append({"of": "dam.txt", "in": "mill.txt"})
    third = Copy(child="mill.txt", parent="copy.txt", kind="copy", score=1, direction=1, containment=1)
    lines = score(replace(perfect(), copies=(*perfect().copies, third)), parse_key(raw))
    assert lines[("copies", "pairs")] == Score(right=1, wrong=0, missed=1)


def test_a_stance_of_the_other_sign_is_wrong_and_the_right_one_missed() -> None:
    first, *others = ledger().articles
    stances = tuple(replace(one, sign=-1) for one in first.stances)
    over = replace(ledger(), articles=(replace(first, stances=stances), *others))
    line = score(perfect(), over=over)[("stances", "over the case: holder, target, teller, sign")]
    assert line == Score(right=0, wrong=1, missed=1)


def test_of_somebody_who_speaks_for_himself_the_outlet_may_tell() -> None:
    raw = copy.deepcopy(KEY)
    raw["stances"][0]["according_to"] = "Ada Orm"
    whole, said = parse_key(raw), ("stances", "over the case: holder, target, teller, sign")
    first, *others = ledger().articles
    for kind, right in (("outlet", 1), ("named", 0)):
        voice = LedgerVoice(name="The Gull", kind=kind)
        stances = tuple(replace(one, according_to=(voice,)) for one in first.stances)
        over = replace(ledger(), articles=(replace(first, stances=stances), *others))
        assert score(perfect(), whole, over)[said].right == right


def test_a_stance_that_the_key_calls_neither_is_wrong_either_way() -> None:
    raw = copy.deepcopy(KEY)
    raw["stances"][0]["sign"] = 0
    whole = parse_key(raw)
    said = ("stances", "over the case: holder, target, teller, sign")
    assert score(perfect(), whole)[said] == Score(wrong=1)
    assert score(Survey(), whole)[said].is_empty


def test_a_version_may_be_spread_over_issues() -> None:
    spread = tuple(
        replace(version, id=f"{version.id} {number}", issue=f"issue {number}", propositions=(placed,))
        for version in perfect().versions
        for number, placed in enumerate(sorted(version.propositions, key=lambda one: one.proposition))
    )
    lines = score(replace(perfect(), versions=spread))
    assert lines[("versions", "intended, issue by issue")].share.part == 2
    assert lines[("versions", "intended, in one version")].share.part == 0
    assert lines[("versions", "holds and falls, in one version")].share.part == 2
