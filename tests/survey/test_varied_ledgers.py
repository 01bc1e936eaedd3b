"""The larger cases of `benchmarks/judging.py`: as well built as the one they are varied from, and all new."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from rashomon.ledger import (
    Ledger,
    LedgerActor,
    LedgerArgument,
    LedgerArticle,
    LedgerClaim,
    LedgerEvent,
    LedgerVoice,
)
from rashomon.records import Span

PATH = Path(__file__).parents[2] / "benchmarks" / "varied_ledgers.py"
SPEC = importlib.util.spec_from_file_location("varied_ledgers", PATH)
assert SPEC is not None
assert SPEC.loader is not None
varied_ledgers = importlib.util.module_from_spec(SPEC)
sys.modules["varied_ledgers"] = varied_ledgers
SPEC.loader.exec_module(varied_ledgers)

TEXTS = {
    "a.txt": "Orlan Vey said that 41 soldiers marched over the bridge at Karsk on 3 May 2031.",
    "b.txt": "Vey denied that the harbour burned while the sailors slept below the northern tower.",
}


def span(name: str, words: str) -> Span:
    start = TEXTS[name].index(words)
    return Span(start, start + len(words))


def claim(name: str, speaker: str, cue: str, content: str, verb: str) -> LedgerClaim:
    return LedgerClaim(
        id=f"claim in {name}",
        article=name,
        number=0,
        spans=(span(name, content),),
        text=content,
        voices=(
            LedgerVoice(name="The Gull", kind="outlet"),
            LedgerVoice(
                name=speaker, kind="named", actor="vey", span=span(name, speaker), cue=span(name, cue)
            ),
        ),
        quotation="indirect",
        polarity="positive",
        certainty="certain",
        mode="actual",
        events=(
            LedgerEvent(
                number=0,
                span=span(name, verb),
                text=verb,
                lemma=verb,
                factuality=3,
                polarity="positive",
                certainty="certain",
                mode="actual",
                arguments=(
                    LedgerArgument(role="agent", text=speaker, span=span(name, speaker), actor="vey"),
                    LedgerArgument(role="place", text=speaker, span=span(name, speaker), value="geonames:7"),
                ),
            ),
        ),
        time="2031-05-03",
    )


LEDGER = Ledger(
    articles=(
        LedgerArticle(
            name="a.txt",
            text=TEXTS["a.txt"],
            outlet="The Gull",
            published="2031-05-04",
            claims=(
                claim("a.txt", "Orlan Vey", "said", "that 41 soldiers marched over the bridge", "marched"),
            ),
        ),
        LedgerArticle(
            name="b.txt",
            text=TEXTS["b.txt"],
            claims=(claim("b.txt", "Vey", "denied", "that the harbour burned", "burned"),),
        ),
    ),
    actors={"vey": LedgerActor(id="vey", name="Orlan Vey", kind="person", names=("Orlan Vey", "Vey"))},
)


@pytest.mark.parametrize("times", [1, 3, 10])
def test_every_part_is_there_as_often(times: int) -> None:
    varied = varied_ledgers.vary(LEDGER, times)
    assert len({one.name for one in varied.articles}) == len(varied.articles) == 2 * times
    assert len(varied.claims) == 2 * times
    assert len(varied.actors) == times


def test_words_are_as_long_so_that_spans_hold() -> None:
    for article in varied_ledgers.vary(LEDGER, 5).articles:
        assert len(article.text) == len(TEXTS[article.name.rpartition("/")[2]])
        for one in article.claims:
            assert one.text == one.span.of(article.text)
            for event in one.events:
                assert event.text == event.span.of(article.text)
                assert event.arguments[0].text == event.arguments[0].span.of(article.text)


def test_what_happens_and_who_says_it_how_stays() -> None:
    for article in varied_ledgers.vary(LEDGER, 5).articles:
        (one,) = article.claims
        assert one.events[0].lemma in ("marched", "burned")
        assert one.speaker.cue is not None
        assert one.speaker.cue.of(article.text) in ("said", "denied")


def test_who_when_where_and_how_many_are_others() -> None:
    first, second = (
        next(one for one in varied_ledgers.vary(LEDGER, 3).articles if one.name == f"{number}/a.txt")
        for number in (1, 2)
    )
    assert len({first.text, second.text, TEXTS["a.txt"]}) == 3
    assert len({first.outlet, second.outlet, "The Gull"}) == 3
    assert len({first.published, second.published, "2031-05-04"}) == 3
    assert len({one.claims[0].speaker.actor for one in (first, second, LEDGER.articles[0])}) == 3
    assert len({one.claims[0].events[0].arguments[1].value for one in (first, second)}) == 2


def test_one_actor_in_two_articles_is_one_in_each_copy() -> None:
    varied = varied_ledgers.vary(LEDGER, 3)
    for number in (1, 2):
        speakers = {
            one.claims[0].speaker.actor for one in varied.articles if one.name.startswith(f"{number}/")
        }
        assert len(speakers) == 1
        assert speakers <= varied.actors.keys()


def test_the_same_seed_gives_the_same_case() -> None:
    assert varied_ledgers.vary(LEDGER, 4, seed=3) == varied_ledgers.vary(LEDGER, 4, seed=3)
    assert varied_ledgers.vary(LEDGER, 4, seed=3) != varied_ledgers.vary(LEDGER, 4, seed=4)
