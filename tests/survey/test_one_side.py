"""Who is hardly an origin more: bodies of one state on one side, and whoever repeats a number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.ledger import Ledger, LedgerActor, LedgerArticle, LedgerClaim, LedgerVoice
from rashomon.records import Kind, Span
from rashomon.survey.origins import OriginCounter, trace_origins

Voice = tuple[str, Kind | None]
"""A name, and the kind of its actor; None for one who is described only."""


def ledger_of(told: list[tuple[Voice, str]]) -> Ledger:
    """A case in which each voice says its words in an article of its own."""
    articles, actors = [], {}
    for number, ((name, kind), words) in enumerate(told):
        actor = f"actor{number}" if kind else None
        if actor and kind:
            actors[actor] = LedgerActor(id=actor, name=name, kind=kind)
        text = f"{name}: {words}."
        start = len(name) + 2
        voices = (
            LedgerVoice(name=f"Paper {number}", kind="outlet"),
            LedgerVoice(name=name, kind="named" if kind else "unnamed", actor=actor, span=Span(0, len(name))),
        )
        claim = LedgerClaim(
            id=f"c{number}",
            article=f"a{number}",
            number=0,
            spans=(Span(start, start + len(words)),),
            text=words,
            voices=voices,
            quotation="indirect",
            polarity="positive",
            certainty="certain",
            mode="actual",
            attribution=0,
        )
        articles.append(
            LedgerArticle(name=f"a{number}", text=text, outlet=f"Paper {number}", claims=(claim,))
        )
    return Ledger(articles=tuple(articles), actors=actors)


MILL = "the mill was shelled from the hill"
CASES: list[tuple[list[tuple[Voice, str]], int, str]] = [
    (
        [(("the Interior Ministry", "organisation"), MILL), (("the Border Guard", "organisation"), MILL)],
        1,
        "two bodies that may be of one state",
    ),
    (
        [(("Karlo", "place"), MILL), (("the town council", None), MILL)],
        1,
        "a place that stands for a state, and a body that is only described",
    ),
    (
        [(("the French army", "organisation"), MILL), (("the Turkish army", "organisation"), MILL)],
        2,
        "bodies of two states that the names tell",
    ),
    (
        [(("the Interior Ministry", "organisation"), MILL), (("a soldier of the guard", None), MILL)],
        2,
        "a soldier of a body is a witness of his own",
    ),
    (
        [(("the Interior Ministry", "organisation"), MILL), (("Ena Worl", "person"), MILL)],
        2,
        "a person speaks for himself",
    ),
    (
        [(("Ena Worl", "person"), "nine men died"), (("Ivo Sern", "person"), "nine died in the mill")],
        1,
        "one number, and nobody who counted: one has it from the other",
    ),
    (
        [(("Ena Worl", "person"), "nine men died"), (("Ivo Sern", "person"), "he had buried nine men")],
        2,
        "who buried them counted for himself",
    ),
    (
        [(("Ena Worl", "person"), "nine men died"), (("Ivo Sern", "person"), "the men died")],
        2,
        "a number that only one of them gives",
    ),
    (
        [(("Ena Worl", "person"), "on 9 May men died"), (("Ivo Sern", "person"), "men died on 9 May")],
        2,
        "a day is no number of anything",
    ),
    (
        [(("Ena Worl", "person"), "two men died"), (("Ivo Sern", "person"), "the two men are dead")],
        2,
        "up to two anybody counts alike",
    ),
]


@pytest.mark.parametrize(("told", "best", "why"), CASES, ids=[why for *_, why in CASES])
def test_who_is_an_origin_more_on_one_side(told: list[tuple[Voice, str]], best: int, why: str) -> None:
    ledger = ledger_of(told)
    counted = OriginCounter(trace_origins(ledger), ledger).count(ledger.claims)
    assert counted.best == best, why
    assert counted.high == len(told), "it is never surely so"


def test_the_order_of_the_articles_changes_nothing() -> None:
    for told, *_ in CASES:
        ledger = ledger_of(told)
        turned = replace(ledger, articles=tuple(reversed(ledger.articles)))
        counts = [OriginCounter(trace_origins(one), one).count(ledger.claims) for one in (ledger, turned)]
        assert counts[0] == counts[1]
