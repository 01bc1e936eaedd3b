"""Who speaks for whom, by how articles introduce people; which bodies are one by their names."""

import pytest
from test_origins import DAM, article, count, named, numbers, unnamed

from rashomon.ledger import Ledger, LedgerActor, LedgerArticle
from rashomon.survey.origins import OriginCounter, trace_origins

IVO = LedgerActor(id="ivo", name="Ivo Sern", kind="person", names=("Ivo Sern", "Sern"))
LEAGUE = LedgerActor(id="league", name="Corn League", kind="organisation")
MINISTRY = LedgerActor(id="ministry", name="Ministry of Health", kind="organisation")


def introduced(words: str) -> LedgerArticle:
    """Ivo Sern says it, introduced in these words."""
    return article(
        "a", ([named("Ivo Sern", "ivo")], DAM), outlet="The Heron Times", credit=f"{words} spoke. "
    )


INTRODUCED = [
    ("The Corn League's spokesman, Major Ivo Sern,", 1, "whose spokesman he is, before the name"),
    ("Ivo Sern, a spokesman for the Corn League,", 1, "behind it"),
    ("Ivo Sern, chairman of the Corn League,", 1, "its head"),
    ("The chairman of the Corn League, Ivo Sern,", 1, "its head, before the name"),
    ("Corn League Chairman Ivo Sern", 1, "its head with a capital"),
    ("Ivo Sern, a former spokesman for the Corn League,", 2, "who no longer speaks for it"),
    ("Ivo Sern, a critic of the Corn League,", 2, "who never did"),
    ("Corn League members met and Ivo Sern", 2, "named beside it"),
    ("The Corn League's spokesman, Pim Sern,", 2, "somebody else of his family name"),
]


@pytest.mark.parametrize(("words", "best", "why"), INTRODUCED, ids=[why for *_, why in INTRODUCED])
def test_who_speaks_for_a_body(words: str, best: int, why: str) -> None:
    second = article("b", ([named("Corn League", "league")], DAM), outlet="Tern Radio")
    assert count(introduced(words), second, actors=(IVO, LEAGUE)).best == best, why


@pytest.mark.parametrize(
    ("words", "low", "why"),
    [
        ("Health Minister Ivo Sern", 1, "its minister, or that of the other state at war"),
        ("Ivo Sern, the health minister,", 1, "the same behind the name"),
        ("Farm Minister Ivo Sern", 2, "minister of something else"),
        ("Former Health Minister Ivo Sern", 2, "minister no more"),
    ],
)
def test_a_minister_perhaps_speaks_for_the_ministry(words: str, low: int, why: str) -> None:
    second = article("b", ([named("Ministry of Health", "ministry")], DAM), outlet="Tern Radio")
    assert numbers(count(introduced(words), second, actors=(IVO, MINISTRY))) == (low, 2, 2), why


NAMES = [
    ("Health Ministry", "ministry of health", 1, "the words in another order"),
    ("Interior Ministry of Vostrin", "Vostrini Interior Ministry", 1, "a state's name and its adjective"),
    ("health ministry", "Vostrin's health ministry", 1, "one says more"),
    ("Health Ministry", "Ministry of Trade", 2, "two ministries"),
    ("North Town Police", "South Town Police", 2, "two towns"),
    ("a manager of the company", "the Reed Company", 2, "one of its people is not the company"),
    ("its office", "the harbour office", 2, "whose office it is, is not known"),
]


@pytest.mark.parametrize(("one", "other", "best", "why"), NAMES, ids=[why for *_, why in NAMES])
def test_bodies_under_two_names(one: str, other: str, best: int, why: str) -> None:
    voices = (unnamed(name) if name[0].islower() else named(name) for name in (one, other))
    articles = [article(f"a{n}", ([voice], DAM), outlet=f"Post {n}") for n, voice in enumerate(voices)]
    assert count(*articles).best == best, why


def test_a_capital_that_speaks_may_be_the_ministry_that_sits_there() -> None:
    capital = LedgerActor(id="vostrin", name="Vostrin", kind="place")
    one = article("a", ([named("Vostrin", "vostrin")], DAM), outlet="The Heron Times")
    two = article("b", ([named("Vostrin's army")], DAM), outlet="Tern Radio")
    bank = article("b", ([named("Vostrin Savings Bank")], DAM), outlet="Tern Radio")
    assert numbers(count(one, two, actors=(capital,))) == (1, 1, 2)
    assert numbers(count(one, bank, actors=(capital,))) == (2, 2, 2)


def told_by(*articles: LedgerArticle) -> tuple[int, int, int]:
    """Of claims that all say one thing."""
    ledger = Ledger(articles=articles)
    found = OriginCounter(trace_origins(ledger), ledger).count(ledger.claims)
    return found.low, found.best, found.high


FIRST = article("a", ([named("Orla Venn")], DAM), outlet="The Heron Times", published="2031-05-02")


def test_what_an_outlet_says_itself_after_others_had_it_from_somebody_is_no_origin_more() -> None:
    later = article("b", ([], "two gates of the dam are gone"), outlet="Tern Radio", published="2031-05-04")
    assert told_by(FIRST, later) == (1, 1, 2)


@pytest.mark.parametrize(
    ("text", "published", "why"),
    [
        ("two gates of the dam are gone", "2031-05-01", "it was first"),
        ("two gates are gone, as our correspondent saw", "2031-05-04", "it saw for itself"),
        ("two gates are gone, by minutes seen by Tern Radio", "2031-05-04", "it has papers"),
    ],
)
def test_an_outlet_that_may_know_for_itself_is_an_origin(text: str, published: str, why: str) -> None:
    own = article("b", ([], text), outlet="Tern Radio", published=published)
    assert told_by(FIRST, own)[1] == 2, why
