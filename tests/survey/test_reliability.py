"""Votes, copying told from shared errors, and the records of sources."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.findings import Member, Origin, Origins, Proposition
from rashomon.ledger import Ledger, LedgerArticle, LedgerClaim, LedgerVoice
from rashomon.records import Span
from rashomon.survey.dependence import Report
from rashomon.survey.reliability import keep_records
from rashomon.survey.truth import accu, accu_copy, depen, enough_overlap, vote, vote_by_origin


def planted(seed: int) -> tuple[list[Report], set[tuple[str, str]]]:
    """Six sources right in about .7, and six who copy the worst of them."""
    dice = random.Random(seed)
    rates = [0.62, 0.7, 0.72, 0.74, 0.76, 0.78]
    reports = []
    for item in range(150):
        values = ["right" if dice.random() < rate else f"wrong {dice.randrange(6)}" for rate in rates]
        values += [values[0] if dice.random() < 0.85 else "right" for _ in range(6)]
        reports += [Report(f"s{n:02}", f"i{item:03}", value) for n, value in enumerate(values)]
    return reports, set(combinations(["s00", *(f"s{n:02}" for n in range(6, 12))], 2))


def test_copiers_are_told_by_their_shared_errors() -> None:
    reports, meant = planted(0)
    items = sorted({report.item for report in reports})
    found = accu_copy(reports)
    assert {pair for pair, chance in found.pairs.items() if chance > 0.5} == meant
    plain, coins = vote(reports), accu(reports)
    right = sum(plain[item] == "right" for item in items)
    assert right < 0.85 * len(items)
    assert sum(found.chosen(item) == "right" for item in items) > 0.95 * len(items)
    assert sum(coins.chosen(item) == "right" for item in items) <= right + 5


def test_one_wire_story_in_many_papers_is_one_vote() -> None:
    reports = [Report(f"paper {n}", "dead", "41") for n in range(5)]
    reports += [Report("mission", "dead", "28"), Report("hospital", "dead", "28")]
    assert vote(reports) == {"dead": "41"}
    assert vote_by_origin(reports, {f"paper {n}": "wire" for n in range(5)}) == {"dead": "28"}


def test_copied_errors_are_discounted_with_accuracies_fixed() -> None:
    # Papers 0 to 3 share what nobody else tells; of "x" alone the vote would follow them.
    reports = [Report(f"p{n}", f"odd {item}", "strange") for n in range(4) for item in range(8)]
    reports += [Report(f"q{n}", f"odd {item}", "usual") for n in range(5) for item in range(8)]
    reports += [Report(f"p{n}", "x", "wrong") for n in range(4)]
    reports += [Report(f"q{n}", "x", "right") for n in range(3)]
    assert vote(reports)["x"] == "wrong"
    assert depen(reports).pairs["p0", "p1"] > 0.9


def test_two_reports_a_claim_are_not_enough() -> None:
    few = [Report(f"s{n}", f"i{item}", "yes") for item in range(40) for n in (item % 7, 7 + item % 5)]
    many = [Report(f"s{n}", f"i{item}", "yes") for item in range(40) for n in range(6)]
    assert not any(enough_overlap(few).is_enough(source) for source in enough_overlap(few).shared)
    assert all(enough_overlap(many).is_enough(source) for source in enough_overlap(many).shared)


@given(st.lists(st.tuples(*[st.sampled_from("abcd")] * 3), max_size=25), st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(told: list[tuple[str, str, str]], dice: random.Random) -> None:
    reports = [Report(*one) for one in told]
    mixed = reports.copy()
    dice.shuffle(mixed)
    assert vote(reports) == vote(mixed)
    assert accu_copy(reports, rounds=4) == accu_copy(mixed, rounds=4)


@given(st.lists(st.tuples(*[st.sampled_from("abcd")] * 3), min_size=1, max_size=25))
def test_shares_lie_between_nought_and_one_and_in_their_interval(told: list[tuple[str, str, str]]) -> None:
    found = accu_copy([Report(*one) for one in told], rounds=4)
    assert all(0 <= chance <= 1 for values in found.believed.values() for chance in values.values())
    assert all(low <= found.accuracy[one] <= high for one, (low, high) in found.interval.items())


def claim(name: str, article: str, number: int, *voices: LedgerVoice) -> LedgerClaim:
    return LedgerClaim(
        id=name,
        article=article,
        number=number,
        spans=(Span(number, number + 1),),
        text="x",
        voices=voices,
        quotation="indirect",
        polarity="positive",
        certainty="certain",
        mode="actual",
    )


def member(name: str, sign: int = 1, *, is_hedged: bool = False) -> Member:
    return Member(claim=name, sign=1 if sign > 0 else -1, is_hedged=is_hedged, score_frame=1.0)


@pytest.fixture
def case() -> tuple[Ledger, Origins]:
    """Two papers, a spokesman in both, an engineer in one."""

    def outlet(name: str) -> LedgerVoice:
        return LedgerVoice(name=name, kind="outlet")

    spokesman, engineer = (LedgerVoice(name=name, kind="named") for name in ("Spokesman", "Engineer"))
    one = (
        claim("a1", "a", 0, outlet("Post")),
        claim("a2", "a", 1, outlet("Post"), spokesman),
        claim("a3", "a", 2, outlet("Post"), engineer),
    )
    two = (claim("b1", "b", 0, outlet("Echo")), claim("b2", "b", 1, outlet("Echo"), spokesman))
    origins = {"a1": "post", "a2": "spokesman", "a3": "engineer", "b1": "echo", "b2": "spokesman"}
    return (
        Ledger(
            articles=(
                LedgerArticle(name="a", text="xxx", outlet="Post", claims=one),
                LedgerArticle(name="b", text="xx", outlet="Echo", claims=two),
            )
        ),
        Origins(
            origins=tuple(
                Origin(id=name, kind="named", name=name, claims=()) for name in sorted(set(origins.values()))
            ),
            of_claim=origins,
        ),
    )


def test_a_record_counts_who_is_confirmed_contradicted_and_alone(case: tuple[Ledger, Origins]) -> None:
    ledger, origins = case
    propositions = [
        Proposition(id="p", text="x", claim="a2", members=(member("a2"), member("b2"), member("b1", -1))),
        Proposition(id="q", text="x", claim="a3", members=(member("a3"), member("a1", is_hedged=True))),
    ]
    records = {record.name: record for record in keep_records(ledger, propositions, origins, [])}
    spokesman = records["Spokesman"]
    # He said it twice: one proposition, which nobody else confirms, and which the Echo denies.
    assert (spokesman.claims, spokesman.shared, spokesman.confirmed, spokesman.contradicted) == (2, 1, 0, 1)
    # A hedge confirms nothing, but what it hedges is confirmed by one who says it flatly.
    assert (records["Engineer"].confirmed, records["Engineer"].alone) == (0, 0)
    assert records["Post"].confirmed == 1
    assert spokesman.reliability is None
    assert spokesman.basis.startswith("not enough overlap to say: 2.0 reports a claim, 1 shared claims")


def test_what_is_told_by_one_origin_only_is_told_alone(case: tuple[Ledger, Origins]) -> None:
    ledger, origins = case
    alone = Proposition(id="p", text="x", claim="a2", members=(member("a2"), member("b2")))
    records = {record.name: record for record in keep_records(ledger, [alone], origins, [])}
    assert (records["Spokesman"].alone, records["Spokesman"].shared) == (1, 0)
