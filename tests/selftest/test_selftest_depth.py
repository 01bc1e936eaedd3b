"""Events, sides, times and places against a key: what is right, wrong, missed, and what does not count."""

from __future__ import annotations

import pytest

from rashomon.errors import RashomonError
from rashomon.records import Article, Document, Entity, Event, Mention, Place, Span, Stance, Time
from rashomon.selftest.depth import score_depth
from rashomon.selftest.figures import Portion, Score
from rashomon.selftest.happenings import parse_happenings

TEXT = "On Monday Orm left Karsk. Sollum denied it. He blames Tolk. Now it may rain in May."
KEY = {
    "article": "a",
    "times": [{"text": "Monday", "value": "2031-05-05"}, {"text": "Now", "optional": True}, {"text": "May"}],
    "places": [{"text": "Karsk"}],
    "metonyms": [{"text": "Sollum"}],
    "events": [
        {"text": "left", "polarity": "positive", "mode": "actual"},
        {"text": "denied", "polarity": "positive", "mode": "actual"},
        {"text": "rain", "polarity": "positive", "mode": "predicted"},
    ],
    "sides": [{"holder": "Orm", "target": "Tolk", "sign": -1}],
}


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def event(words: str, factuality: float, mode: str = "actual") -> Event:
    return Event(
        span=span(words),
        token=0,
        factuality=factuality,
        polarity="positive",
        certainty="certain",
        mode=mode,  # type: ignore[arg-type]
    )


def place(words: str, lat: float | None) -> Place:
    return Place(
        span=span(words), name=words, geonames=None, lat=lat, lon=lat, precision=None, score=1, reason=""
    )


def lines(*, sign: int = -1, times: dict[str, str | None] | None = None):
    document = Document(
        article=Article(name="a", text=TEXT),
        mentions=(
            Mention(span=span("Orm"), kind="person", form="name"),
            Mention(span=span("He"), kind="person", form="pronoun"),
        ),
        entities=(Entity(number=0, name="Orm", kind="person", mentions=(0, 1)),),
        events=(event("left", 2.5), event("rain", -1, "conditional")),
        stances=(
            Stance(holder=span("He"), target=span("Tolk"), sign=sign, kind="criticises", attribution=None),  # type: ignore[arg-type]
        ),
        times=tuple(
            Time(span=span(words), value=value, kind="date", reason="")
            for words, value in (times or {"On Monday": "2031-05-05T10:00"}).items()
        ),
        places=(place("Karsk", None), place("Sollum", 1.0)),
    )
    key, complaints = parse_happenings([KEY])
    assert complaints == []
    return score_depth(key, {"a": document})


def rate(found: tuple, step: str) -> Score:
    return next(line.score for line in found[0] if line.step == step)


def portion(found: tuple, what: str) -> Portion:
    return next(line for line in found[1] if line.what == what)


def test_times_count_by_their_words_and_values_but_for_the_hour() -> None:
    assert rate(lines(), "times") == Score(right=1, wrong=0, missed=1)
    assert portion(lines(), "value").share.value == 1
    other = lines(times={"Monday": "2031-05-06", "Now": None, "rain": "2031"})
    assert rate(other, "times") == Score(right=1, wrong=1, missed=1)
    assert (portion(other, "value").share.part, portion(other, "value").share.whole) == (0, 1)


def test_invented_places_must_not_be_on_the_map_and_metonyms_are_none() -> None:
    found = lines()
    assert rate(found, "places") == Score(right=1, wrong=1, missed=0)
    assert portion(found, "invented ones pinned").share.part == 1
    assert portion(found, "metonyms taken for places").share.part == 1


def test_events_count_how_they_stand() -> None:
    found = lines()
    assert (portion(found, "found").share.part, portion(found, "found").share.whole) == (2, 3)
    assert (portion(found, "mode").share.part, portion(found, "mode").share.whole) == (1, 2)
    assert portion(found, "sign of factuality").share.whole == 1


@pytest.mark.parametrize(("sign", "expected"), [(-1, Score(1, 0, 0)), (1, Score(0, 1, 1))])
def test_a_side_may_be_told_by_a_pronoun_but_with_its_sign(sign: int, expected: Score) -> None:
    assert rate(lines(sign=sign), "stances") == expected


def test_a_key_that_quotes_what_is_not_there_is_refused() -> None:
    key, _ = parse_happenings([{"article": "a", "times": [{"text": "Friday"}]}])
    with pytest.raises(RashomonError, match="Friday"):
        score_depth(key, {"a": Document(article=Article(name="a", text=TEXT))})


def test_a_key_with_values_that_do_not_exist_complains() -> None:
    _, complaints = parse_happenings(
        [
            {
                "article": "a",
                "events": [{"text": "left", "polarity": "grey", "mode": "actual"}],
                "sides": [{"sign": 2}],
            }
        ]
    )
    assert len(complaints) == 2
