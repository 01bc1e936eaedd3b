"""Predictions of a case: due days, copies counted once, and what settles them and what does not."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from rashomon.findings import Origins, Prediction
from rashomon.ledger import (
    Judgement,
    Ledger,
    LedgerArgument,
    LedgerArticle,
    LedgerClaim,
    LedgerEvent,
    LedgerVoice,
)
from rashomon.records import Mode, Polarity, Span
from rashomon.survey.acts import acts_of
from rashomon.survey.due import find_due
from rashomon.survey.predictions import settle_predictions


@pytest.mark.parametrize(
    ("text", "due", "why"),
    [
        ("it will fall within one week", "2031-04-14", "counted from when it was said"),
        ("it will be back ten days from now", "2031-04-17", "counted without a preposition"),
        ("it will fall within days", None, "no number of days"),
        ("it will be over by the first of May", "2031-05-01", "a day that is named"),
        ("it will be signed before the end of April", "2031-04-30", "the end of a month is its last day"),
        ("she will unite them before the autumn", "2031-09", "a season is an end when it begins"),
        ("it will be done before May", "2031-04-30", "before a month is by the day before it"),
        ("it will rain in June", "2031-06", "a month as it stands"),
        ("it will hold for a month", "2031-05-07~", "how long it lasts, about"),
        ("they will leave before nightfall", "2031-04-07", "the same day"),
        ("what was lost in March will be won back", None, "what is over is no due day"),
        ("it will fall", None, "none given"),
    ],
)
def test_when_a_prediction_is_due(text: str, due: str | None, why: str) -> None:
    assert find_due(text, "2031-04-07").value == due, why


def test_a_week_counts_from_a_day_that_is_known() -> None:
    assert find_due("it will fall within a week", None).value is None
    assert "not known" in find_due("it will fall within a week", None).basis
    assert find_due("it will flood within a week", "2031-04-07", after="its condition").value is None


class Page:
    """An article with one claim a line: "Voice | mode | text | verb agent>patient", "-" for the outlet."""

    def __init__(self, name: str, published: str | None, *lines: str) -> None:
        self.name, self.published = name, published
        self.text = "\n\n".join(line.split("|")[2].strip() for line in lines)
        self.claims = tuple(self._claim(number, line) for number, line in enumerate(lines))

    def _claim(self, number: int, line: str) -> LedgerClaim:
        voice, mode, text, *acts = (part.strip() for part in line.split("|"))
        start = self.text.index(text)
        outlet = LedgerVoice(name=self.name, kind="outlet")
        speaker = LedgerVoice(name=voice, kind="named", actor=f"id:{voice}")
        polarity: Polarity = "negative" if mode.startswith("not ") else "positive"
        how: Mode = "predicted" if mode.endswith("predicted") else "actual"
        how = "conditional" if mode.endswith("conditional") else how
        end = text.index(",") if how == "conditional" else 0
        events = tuple(self._event(n, act, text, start, how, polarity) for n, act in enumerate(acts))
        return LedgerClaim(
            id=f"{self.name}.{number}",
            article=self.name,
            number=number,
            spans=(Span(start, start + len(text)),),
            text=text,
            voices=(outlet,) if voice == "-" else (outlet, speaker),
            quotation="indirect",
            polarity=polarity,
            certainty="certain",
            mode=how,
            condition=Span(start, start + end) if end else None,
            events=events,
        )

    def _event(
        self, number: int, act: str, text: str, start: int, mode: Mode, polarity: Polarity
    ) -> LedgerEvent:
        verb, parties = act.split(maxsplit=1)
        roles = zip(("agent", "patient"), parties.split(">"), strict=True)
        return LedgerEvent(
            number=number,
            span=Span(start + text.index(verb), start + text.index(verb) + len(verb)),
            text=verb,
            lemma=verb,
            factuality=0,
            polarity=polarity,
            certainty="certain",
            mode=mode,
            arguments=tuple(
                LedgerArgument(
                    role=role,
                    text=words,
                    span=Span(start + text.index(words), start + text.index(words) + len(words)),
                )
                for role, words in roles
                if words
            ),
        )


FORETOLD = Page("a", "2031-04-07", "Orm | predicted | the town will fall within one week | fall town>")


def settled(*pages: Page, judged: str = "", origins: dict[str, str] | None = None) -> Prediction:
    """The first prediction of the case."""
    ledger = Ledger(
        articles=tuple(
            LedgerArticle(
                name=page.name, text=page.text, outlet=page.name, published=page.published, claims=page.claims
            )
            for page in sorted(pages, key=lambda page: page.name)
        )
    )
    if judged:
        subject = settle_predictions(ledger, (), Origins(origins=(), of_claim={}), ())[0].id
        verdict = Judgement(
            id="j", kind="prediction", subject=subject, object=None, verdict=judged, because="seen"
        )
        ledger = Ledger(articles=ledger.articles, judgements=(verdict,))
    found = settle_predictions(ledger, (), Origins(origins=(), of_claim=origins or {}), ())
    return found[0]


@pytest.mark.parametrize(
    ("page", "state", "why"),
    [
        (
            Page("b", "2031-04-10", "- | actual | the rebels captured the town | captured rebels>town"),
            "yes",
            "in time",
        ),
        (
            Page("b", "2031-04-15", "- | not actual | the town did not fall | fall town>"),
            "no",
            "after the day",
        ),
        (
            Page("b", "2031-04-10", "- | not actual | the town did not fall | fall town>"),
            "open",
            "it still may",
        ),
        (
            Page("b", "2031-04-15", "- | actual | the guard still holds the town | holds guard>town"),
            "no",
            "held on",
        ),
        (
            Page("b", "2031-04-15", "- | actual | they stood nine miles from Town | stood they>"),
            "no",
            "not there",
        ),
        (
            Page("b", "2031-04-20", "- | actual | the bakers open at four | open bakers>"),
            "expired",
            "nobody tells",
        ),
        (
            Page("b", "2031-04-10", "Orm | actual | the town fell | fell town>"),
            "open",
            "the forecaster's own word",
        ),
        (
            Page("b", "2031-04-05", "- | actual | the town fell | fell town>"),
            "open",
            "before it was foretold",
        ),
        (Page("b", "2031-04", "- | actual | the town fell | fell town>"), "open", "perhaps before"),
        (Page("b", "2031-04-10", "- | actual | the bridge fell | fell bridge>"), "open", "another thing"),
        (
            Page("b", "2031-04-10", "- | predicted | the town will fall | fall town>"),
            "open",
            "another forecast",
        ),
        (Page("b", None, "- | actual | the town fell | fell town>"), "open", "nobody knows when"),
    ],
)
def test_what_settles_a_prediction(page: Page, state: str, why: str) -> None:
    found = settled(FORETOLD, page)
    assert found.state == state, why
    assert found.settled_by == (("b.0",) if state in ("yes", "no") else ())


def test_one_origin_with_the_forecaster_settles_nothing() -> None:
    later = Page("b", "2031-04-10", "Aide | actual | the town fell | fell town>")
    assert settled(FORETOLD, later).state == "yes"
    assert settled(FORETOLD, later, origins={"a.0": "staff", "b.0": "staff"}).state == "open"


def test_later_claims_may_disagree() -> None:
    fell = Page("b", "2031-04-10", "- | actual | the town fell | fell town>")
    held = Page("c", "2031-04-16", "- | actual | the guard still holds the town | holds guard>town")
    found = settled(FORETOLD, fell, held)
    assert (found.state, found.settled_by) == ("ambiguous", ("b.0", "c.0"))


def test_a_person_decides() -> None:
    fell = Page("b", "2031-04-10", "- | actual | the town fell | fell town>")
    found = settled(FORETOLD, fell, judged="no")
    assert (found.state, found.decided_by) == ("no", "person")
    assert "seen" in found.reason


CONDITIONAL = Page(
    "a",
    "2031-04-07",
    "Orm | conditional | if they open the gates, the town will flood | open they>gates | flood town>",
)


@pytest.mark.parametrize(
    ("line", "state", "why"),
    [
        ("- | not actual | they never opened the gates | opened they>gates", "void", "called off"),
        ("Orm | not actual | they never opened the gates | opened they>gates", "void", "also by himself"),
        ("- | not actual | they did not open the gates | open they>gates", "open", "they still may"),
        ("- | actual | they opened the gates | opened they>gates", "open", "what hangs on it may come"),
        ("- | not actual | the town did not flood | flood town>", "open", "nobody tells of the gates"),
    ],
)
def test_what_hangs_on_a_condition_is_called_off_without_it(line: str, state: str, why: str) -> None:
    assert settled(CONDITIONAL, Page("b", "2031-05-01", line)).state == state, why


def test_a_possibility_is_kept_but_not_scored() -> None:
    may = Page("a", "2031-04-07", "Orm | predicted | the town may fall within a week | fall town>")
    found = settled(may, Page("b", "2031-04-20", "- | not actual | the town did not fall | fall town>"))
    assert (found.is_scored, found.probability, found.state) == (False, None, "expired")


def test_a_forecast_told_again_counts_once() -> None:
    again = Page("b", "2031-04-08", "Orm | predicted | the town would fall within a week | fall town>")
    found = settled(FORETOLD, again)
    assert (found.claim, found.copies, found.made, found.due) == ("a.0", ("b.0",), "2031-04-07", "2031-04-14")


def test_another_holder_foretells_by_himself() -> None:
    other = Page("b", "2031-04-08", "Brekke | predicted | the town will fall within one week | fall town>")
    assert settled(FORETOLD, other).copies == ()


def test_a_later_forecast_of_another_week_is_another() -> None:
    later = Page("b", "2031-06-08", "Orm | predicted | the town will fall within one week | fall town>")
    assert settled(FORETOLD, later).copies == ()


def test_a_content_may_foretell_two_things() -> None:
    both = Page(
        "a", "2031-04-07", "Orm | predicted | that a truce will be signed, and that it will not last a week"
    )
    ledger = Ledger(
        articles=(LedgerArticle(name="a", text=both.text, published="2031-04-07", claims=both.claims),)
    )
    found = settle_predictions(ledger, (), Origins(origins=(), of_claim={}), ())
    assert [(one.text, one.sign) for one in found] == [
        ("that a truce will be signed", 1),
        ("that it will not last a week", -1),
    ]
    assert len({one.id for one in found}) == 2


def test_the_order_of_articles_does_not_matter() -> None:
    pages = [
        FORETOLD,
        Page("b", "2031-04-10", "- | actual | the town fell | fell town>"),
        Page("c", "2031-04-16", "- | actual | the guard still holds the town | holds guard>town"),
    ]
    assert len({settled(*mixed) for mixed in itertools.permutations(pages)}) == 1


def test_the_government_that_holds_it_may_be_the_republic_that_was_to_take_it() -> None:
    foretold = Page(
        "a",
        "2031-04-07",
        "Orm | predicted | the republic will take the port within a week | take republic>port",
    )
    held = Page("b", "2031-04-20", "- | actual | the government holds the port | holds government>port")
    assert settled(foretold, held).state != "no"


def test_what_a_forecast_tells_as_past_is_not_foretold() -> None:
    line = (
        "Orm | predicted | the port, lost on Tuesday, will reopen within a week | lost port> | reopen port>"
    )
    foretold = Page("a", "2031-04-07", line)
    lost, reopen = foretold.claims[0].events
    claim = replace(foretold.claims[0], events=(replace(lost, mode="actual"), reopen))
    again = Page("b", "2031-04-10", "- | actual | the rebels lost the port | lost rebels>port")
    articles = (
        LedgerArticle(name="a", text=foretold.text, published="2031-04-07", claims=(claim,)),
        LedgerArticle(name="b", text=again.text, published="2031-04-10", claims=again.claims),
    )
    found = settle_predictions(Ledger(articles=articles), (), Origins(origins=(), of_claim={}), ())
    assert found[0].state == "open"


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        ("the port is back in the hands of the guard", True),
        ("the port fell into the hands of the guard", True),
        ("it never put a rifle in the hands of killers", False),
    ],
)
def test_what_is_put_into_hands_is_not_taken(text: str, is_taken: bool) -> None:
    (claim,) = Page("a", "2031-04-07", f"- | actual | {text}").claims
    assert any("take" in act.names for act in acts_of(claim, (), {}, text)) is is_taken
