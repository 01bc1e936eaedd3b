"""What a claim says to happen, when and where: never a guess between two."""

from __future__ import annotations

import pytest

from rashomon.records import (
    Argument,
    Article,
    Attribution,
    Claim,
    Document,
    Event,
    Place,
    Span,
    Standing,
    Time,
    Token,
)
from rashomon.resolve.circumstances import add_circumstances

TEXT = "On Monday the dam at Karsk broke after the storm of April in Sollum, said Orm in May."
SAID = "On Monday the dam at Karsk broke after the storm of April in Sollum"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def time(words: str, value: str | None = None, kind: str = "date") -> Time:
    return Time(span=span(words), value=value or words, kind=kind, reason="")


def place(words: str, geonames: int | None = None) -> Place:
    return Place(
        span=span(words),
        name=words,
        geonames=geonames,
        lat=None,
        lon=None,
        precision=None,
        score=1,
        reason="",
    )


def event(words: str, token: int, *arguments: tuple[str, str], attribution: int | None = 0) -> Event:
    return Event(
        span=span(words),
        token=token,
        factuality=3,
        polarity="positive",
        certainty="certain",
        mode="actual",
        arguments=tuple(Argument(role=role, span=span(part), head=0) for role, part in arguments),
        attribution=attribution,
    )


def token(words: str, head: int) -> Token:
    return Token(span=span(words), upos="NOUN", xpos="NN", lemma=words, head=head, deprel="dep")


def claim(words: str = SAID) -> Claim:
    return Claim(
        id="1", spans=(span(words),), voices=(), quotation="indirect", standing=Standing(), attribution=0
    )


def told(times=(), places=(), events=(), tokens=(), words: str = SAID) -> Claim:
    document = Document(
        article=Article(name="a", text=TEXT), tokens=tokens, events=events, times=times, places=places
    )
    return add_circumstances(document, claim(words))


BROKE = event("broke", 0, ("time", "On Monday"), ("place", "Karsk"))
STORM = event("storm", 1, ("time", "April"))
TREE = (token("broke", -1), token("storm", 0))


@pytest.mark.parametrize(
    ("times", "events", "expected", "why"),
    [
        ([time("Monday")], [], "Monday", "the only one in the words"),
        ([time("Monday"), time("April")], [], None, "two, and nothing to choose by"),
        ([time("Monday"), time("April")], [STORM, BROKE], "Monday", "that of the event all hangs on"),
        ([time("Monday", "x"), time("April", "x")], [], "x", "two that mean the same"),
        ([time("April")], [BROKE], "April", "the main event has none: the only one counts"),
        ([time("May")], [BROKE], None, "outside the words"),
        ([time("Monday", "P1D", kind="duration")], [BROKE], None, "how long is not when"),
        ([time("Monday", "x", kind="set"), time("April")], [], "April", "what recurs is no date"),
    ],
)
def test_when(times: list[Time], events: list[Event], expected: str | None, why: str) -> None:
    found = told(times=times, events=events, tokens=TREE)
    assert (None if found.time is None else times[found.time].value) == expected, why


def test_an_unknown_day_is_not_replaced_by_another() -> None:
    unknown = Time(span=span("Monday"), value=None, kind="date", reason="")
    assert told(times=[unknown, time("April")], events=[BROKE], tokens=TREE).time is None
    assert told(times=[unknown, time("April")]).time is None


@pytest.mark.parametrize(
    ("places", "events", "expected"),
    [
        ([place("Karsk")], [], "Karsk"),
        ([place("Karsk"), place("Sollum")], [], None),
        ([place("Karsk"), place("Sollum")], [BROKE], "Karsk"),
        ([place("Karsk", 7), place("Sollum", 7)], [], "Karsk"),
    ],
)
def test_where(places: list[Place], events: list[Event], expected: str | None) -> None:
    found = told(places=places, events=events, tokens=TREE)
    assert (None if found.place is None else places[found.place].name) == expected


def test_each_link_of_a_chain_says_what_the_last_one_says() -> None:
    inner = event("broke", 0, attribution=1)
    deeper = event("storm", 1, attribution=2)
    attributions = (
        Attribution(id=0, source=(), cue=(), content=(span(SAID),)),
        Attribution(id=1, source=(), cue=(), content=(span(SAID),), parent=0),
        Attribution(id=2, source=(), cue=(), content=(span("the storm of April"),), parent=1),
    )
    document = Document(
        article=Article(name="a", text=TEXT), events=(inner, deeper), attributions=attributions
    )
    assert add_circumstances(document, claim()).events == (0,)


def test_events_of_other_voices_and_outside_the_words_are_not_the_claims() -> None:
    other = event("storm", 1, attribution=None)
    saying = event("said", 0)
    assert told(events=[other, BROKE, saying]).events == (1,)
    assert told(events=[BROKE], words="the storm").events == ()
