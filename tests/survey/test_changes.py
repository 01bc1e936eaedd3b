"""What later articles changed in a case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import UsageError
from rashomon.findings import (
    Conflict,
    Drift,
    DriftStep,
    Member,
    OriginCount,
    Prediction,
    Proposition,
    Survey,
)
from rashomon.ledger import Judgement, Ledger, LedgerArticle, LedgerClaim, LedgerVoice
from rashomon.records import Span
from rashomon.survey.changes import Changes, changes, later_articles, without

DAYS = {"a": "2031-05-01", "b": "2031-05-10", "c": "2031-05-20", "d": None, "e": "2031-05"}
"""Article to day; each makes the claims NAME1 and NAME2."""


def claim(article: str, number: int) -> LedgerClaim:
    return LedgerClaim(
        id=f"{article}{number}",
        article=article,
        number=number,
        spans=(Span(number, number + 1),),
        text="x",
        voices=(LedgerVoice(name=None, kind="outlet"),),
        quotation="indirect",
        polarity="positive",
        certainty="certain",
        mode="actual",
    )


LEDGER = Ledger(
    articles=tuple(
        LedgerArticle(name=name, text="xxx", published=day, claims=(claim(name, 1), claim(name, 2)))
        for name, day in DAYS.items()
    )
)


def thing(name: str, *claims: str, origins: int = 1, text: str | None = None) -> Proposition:
    """A proposition: claims, with "-" before those that say the opposite, "?" before those that hedge."""
    members = tuple(
        Member(
            claim=one.lstrip("-?"),
            sign=-1 if one.startswith("-") else 1,
            is_hedged=one.startswith("?"),
            score_frame=1.0,
        )
        for one in claims
    )
    return Proposition(
        id=name,
        text=text or "the dam broke",
        claim=members[0].claim,
        members=members,
        support=OriginCount(low=1, best=origins, high=origins),
    )


def clash(a: str, b: str, one: str, other: str, kind: str = "polarity") -> Conflict:
    span = Span(0, 1)
    return Conflict(
        kind=kind,  # type: ignore[arg-type]
        a=a,
        b=b,
        propositions=(one, other),
        score=1.0,
        reason="broke; did not break",
        words=(span, span),
    )


def foretold(claim: str, state: str = "open", *settled_by: str, copies: tuple[str, ...] = ()) -> Prediction:
    return Prediction(
        id=f"p{claim}{state}",
        claim=claim,
        by="Vey",
        actor=None,
        text="it will fall",
        condition=None,
        probability=None,
        basis=None,
        made=None,
        due=None,
        due_basis="none given",
        state=state,  # type: ignore[arg-type]
        settled_by=settled_by,
        copies=copies,
    )


def found(before: Survey, after: Survey, since: str = "2031-05-15") -> Changes:
    return changes(before, after, without(LEDGER, since), LEDGER)


def kinds(before: Survey, after: Survey, since: str = "2031-05-15") -> list[tuple[str, tuple[str, ...]]]:
    return [(one.kind, one.claims) for one in found(before, after, since).changes]


@pytest.mark.parametrize(
    ("since", "later"),
    [
        ("2031-05-10", "bc"),
        ("2031-05-15", "c"),
        ("2031-05", "abce"),
        ("2032", ""),
        ("b", "bc"),
        ("d", "d"),
        ("e", "e"),
    ],
)
def test_what_is_later_is_told_by_day_or_by_article(since: str, later: str) -> None:
    assert later_articles(DAYS, since) == set(later)
    assert {article.name for article in without(LEDGER, since).articles} == set(DAYS) - set(later)


def test_what_is_neither_day_nor_article_is_refused() -> None:
    with pytest.raises(UsageError, match="no date and no article of the case"):
        later_articles(DAYS, "yesterday")


def test_articles_whose_dates_do_not_tell_are_named() -> None:
    told = found(Survey(), Survey())
    assert (told.articles, told.undated, told.changes) == (("c",), ("d", "e"), ())


def test_verdicts_on_what_later_articles_say_go_with_them() -> None:
    verdicts = tuple(
        Judgement(id=str(n), kind="claim", subject=one, object=other, verdict="same")
        for n, (one, other) in enumerate([("a1", "b1"), ("a1", "c1")])
    )
    ledger = Ledger(articles=LEDGER.articles, judgements=verdicts)
    assert without(ledger, "2031-05-15").judgements == verdicts[:1]


def test_told_for_the_first_time() -> None:
    before = Survey(propositions=(thing("1", "a1", "b1"),))
    after = Survey(propositions=(thing("1", "a1", "b1"), thing("2", "c1", text="the bridge stands")))
    (change,) = found(before, after).changes
    assert (change.kind, change.text, change.claims) == ("new", "the bridge stands", ("c1",))
    assert (change.before, change.after) == ("", "1 origin")


def test_told_by_a_further_origin_under_another_id() -> None:
    before = Survey(propositions=(thing("1", "a1"),))
    after = Survey(propositions=(thing("2", "a1", "c2", "c1", origins=2),))
    (change,) = found(before, after).changes
    assert (change.kind, change.claims) == ("backed", ("c1", "c2"))
    assert (change.before, change.after) == ("1 origin", "2 origins")


def test_a_copy_of_what_was_told_changes_nothing() -> None:
    assert (
        kinds(Survey(propositions=(thing("1", "a1"),)), Survey(propositions=(thing("1", "a1", "c1"),))) == []
    )


def test_what_was_only_hedged_is_said_flatly() -> None:
    before = Survey(propositions=(thing("1", "?a1"),))
    assert kinds(before, Survey(propositions=(thing("1", "?a1", "c1"),))) == [("hardened", ("c1",))]
    assert kinds(before, Survey(propositions=(thing("1", "?a1", "?c1"),))) == []


def test_a_voice_that_changes_what_it_says() -> None:
    def drift(*claims: str) -> Drift:
        steps = tuple(DriftStep(claim=one, standing="denied") for one in claims)
        return Drift(proposition="1", direction="turns", voice="Vey", steps=steps)

    propositions = (thing("1", "a1", "b1", "-c1"),)
    before = Survey(propositions=propositions, drifts=())
    assert kinds(before, Survey(propositions=propositions, drifts=(drift("a1", "c1"),))) == [
        ("turned", ("c1",))
    ]
    before = Survey(propositions=propositions, drifts=(drift("a1", "b1"),))
    assert kinds(before, Survey(propositions=propositions, drifts=(drift("a1", "b1", "c1"),))) == []


def test_a_contradiction_names_what_speaks_against_what() -> None:
    before = Survey(propositions=(thing("1", "a1"),))
    after = Survey(propositions=(thing("1", "a1", "-c1"),), conflicts=(clash("a1", "c1", "1", "1"),))
    (change,) = found(before, after).changes
    assert (change.kind, change.claims, change.against) == ("contradicted", ("c1",), ("a1",))
    assert change.after == "polarity: broke; did not break"


def test_of_two_propositions_the_one_that_was_there_is_contradicted() -> None:
    before = Survey(propositions=(thing("1", "a1", text="41 died"),))
    after = Survey(
        propositions=(thing("1", "a1", text="41 died"), thing("2", "c1", text="12 died")),
        conflicts=(clash("c1", "a1", "2", "1", "number"),),
    )
    first, second = found(before, after).changes
    assert (first.kind, first.text, first.claims) == ("contradicted", "41 died", ("c1",))
    assert (second.kind, second.text) == ("new", "12 died")


def test_a_contradiction_that_was_there_is_not_told_again() -> None:
    before = Survey(propositions=(thing("1", "a1", "-b1"),), conflicts=(clash("a1", "b1", "1", "1"),))
    after = Survey(
        propositions=(thing("2", "a1", "-b1", "-c1"),),
        conflicts=(clash("a1", "b1", "2", "2"), clash("a1", "c1", "2", "2")),
    )
    assert kinds(before, after) == []


def test_a_prediction_is_settled_foretold_or_left_as_it_was() -> None:
    before = Survey(predictions=(foretold("a1"), foretold("b1")))
    after = Survey(
        predictions=(
            foretold("a1", "yes", "c1"),
            foretold("b2", "open", copies=("b1", "c2")),
            foretold("c2"),
        )
    )
    settled, new = (
        one for one in found(before, after).changes if one.claims in (("c1",), ("c2",)) and one.prediction
    )
    assert (settled.kind, settled.before, settled.after) == ("settled", "open", "yes")
    assert (new.kind, new.after) == ("foretold", "no day given")


def test_of_two_predictions_in_one_claim_each_is_its_own() -> None:
    both = Survey(predictions=(foretold("a1", "yes", "b1"), replace(foretold("a1"), text="it will stand")))
    assert kinds(both, both) == []


def test_what_was_settled_before_is_not_settled_again() -> None:
    settled = Survey(predictions=(foretold("a1", "yes", "b1"),))
    assert kinds(settled, settled) == []


_TELLERS = [f"{sign}{name}{number}" for sign in ("", "-", "?") for name in DAYS for number in (1, 2)]
_THINGS = st.lists(
    st.lists(st.sampled_from(_TELLERS), min_size=1, max_size=4, unique_by=lambda one: one.lstrip("-?")),
    max_size=4,
)


@settings(max_examples=50, deadline=None)
@given(rows=_THINGS)
def test_without_later_articles_nothing_has_changed_and_with_all_everything_is_new(rows) -> None:
    survey = Survey(propositions=tuple(thing(str(n), *row) for n, row in enumerate(rows)))
    assert found(survey, survey, since="2040").changes == ()
    empty = Ledger(articles=())
    told = changes(Survey(), survey, empty, LEDGER).changes
    assert sorted(one.proposition or "" for one in told) == [str(n) for n in range(len(rows))]
    assert {one.kind for one in told} <= {"new"}
