"""When things are said to have happened: invented sentences with their time expressions (times.yaml)."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.records import Span
from rashomon.situate.times import find_times

CASES = yaml.safe_load((Path(__file__).parent / "times.yaml").read_text(encoding="utf-8"))
PUBLISHED = "2019-04-10"
DATED = [case for name, cases in CASES.items() if name != "undated" for case in cases]
EDTF_PART = r"\d{2}[\dX]{2}(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?)?(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?[~?%]?"
EDTF = re.compile(rf"(?:XXXX-\d\d(?:-\d\d)?[~?%]?|{EDTF_PART})(?:/(?:{EDTF_PART}|XXXX-\d\d-\d\d|\.\.))?")
ISO_DURATION = re.compile(r"P(?:T[\d.]+[HMS]|[\d.]+[YMWD])")
WORDS = """
on in the of since until from to and between about early late mid last next this past two 5 7 31 2011 2019
April May March Monday Friday Mondays today yesterday tonight week month year days hours ago later same day
before after first second quarter half spring morning night 18:00 9pm GMT UTC + 3 - , . ( ) 7/8/2018 1990s
's every a annual Christmas eve 12th will said people weekend end decade century
"""
PIECES = [*WORDS.split(), "\n", "\n\n"]


def unmark(marked: str) -> tuple[str, list[Span]]:
    """The text without its braces, and the spans that they held."""
    text, spans, start = "", [], 0
    for piece in re.split(r"([{}])", marked):
        if piece == "{":
            start = len(text)
        elif piece == "}":
            spans.append(Span(start, len(text)))
        else:
            text += piece
    return text, spans


def check(case: list[Any], published: str | None) -> None:
    text, spans = unmark(case[0])
    found = find_times(text, published)
    assert [t.span.of(text) for t in found] == [s.of(text) for s in spans], case[2]
    assert [t.span for t in found] == spans, case[2]
    assert [t.value for t in found] == case[1], case[2]


@pytest.mark.parametrize("case", DATED, ids=lambda case: case[0])
def test_expressions_against_the_publication(case: list[Any]) -> None:
    check(case, PUBLISHED)


@pytest.mark.parametrize("case", CASES["undated"], ids=lambda case: case[0])
def test_without_a_publication_nothing_is_made_up(case: list[Any]) -> None:
    check(case, None)


@pytest.mark.parametrize(
    "published", ["2019-04-10~", "2019-04?", "2019-04-01/2019-04-10", "2019-XX-XX", "", "soon"]
)
def test_an_uncertain_publication_gives_no_day(published: str) -> None:
    assert [t.value for t in find_times("He came yesterday, on Monday.", published)] == [None, None]


def test_of_a_publication_only_what_is_known_counts() -> None:
    text = "He came yesterday, last month, last year."
    assert [t.value for t in find_times(text, "2019-04")] == [None, "2019-03", "2018"]
    assert [t.value for t in find_times(text, "2019-XX-XX")] == [None, None, "2018"]
    assert [t.value for t in find_times(text, "2019-04-10T12:30:00+02:00")] == [
        "2019-04-09",
        "2019-03",
        "2018",
    ]


def test_kinds() -> None:
    text = "On Monday night, at 9pm on 5 April, every Friday, for two days."
    assert [t.kind for t in find_times(text, PUBLISHED)] == ["time", "time", "date", "set", "duration"]


def test_a_title_does_not_run_into_the_text() -> None:
    text = "Harbour to close by 2012\nJanuary 23, 2019 The port said so."
    assert [t.value for t in find_times(text, PUBLISHED)] == ["2012", "2019-01-23"]


def test_a_wrapped_line_does_not_break_a_date() -> None:
    text = "The guard said that the dam above the old harbour was held until 5\nApril 2019 by its men."
    assert [t.value for t in find_times(text, PUBLISHED)] == ["2019-04-05"]


def test_every_find_says_why() -> None:
    for case in DATED:
        assert all(found.reason for found in find_times(unmark(case[0])[0], PUBLISHED))


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=30),
    st.sampled_from([PUBLISHED, "2019-04", "2020-02-29", None]),
)
def test_any_words_give_spans_in_order_and_values_that_are_edtf(
    words: list[str], published: str | None
) -> None:
    text = " ".join(words)
    found = find_times(text, published)
    ends = [0]
    for time in found:
        assert ends[-1] <= time.span.start < time.span.end <= len(text)
        assert time.span.of(text) == time.span.of(text).strip()
        ends.append(time.span.end)
        if time.value is not None:
            shape = ISO_DURATION if time.kind in ("duration", "set") else EDTF
            assert shape.fullmatch(time.value), (text, time)
            check_days(time.value)
    assert found == find_times(text, published)


def check_days(value: str) -> None:
    """Each full day of a value is one of the calendar, and an interval does not run backwards."""
    days = re.findall(r"\d{4}-\d\d-\d\d", value)
    assert all(date.fromisoformat(day) for day in days)
    assert days == sorted(days)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    find_times(text, PUBLISHED)


# Words of the rules, in any row.
_WORDS = [
    *(
        "late",
        "early",
        "mid",
        "that",
        "this",
        "next",
        "last",
        "past",
        "the",
        "of",
        "end",
        "beginning",
        "week",
    ),
    *("month", "year", "decade", "day", "morning", "spring", "monday", "may", "5", "2031", "first", "two"),
    *("three", "years", "ago", "within", "before", "after", "since", "until", "earlier", "later", "same"),
    *("coming", "following", "previous", "quarter", "weekend", "night", "hours", "fortnight", "about"),
    *("half", "every", "other", "each", "between", "and", "to", "from", "in", "on", "at"),
]


@given(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=7).map(" ".join),
    st.sampled_from([None, "2031", "2031-05-02"]),
)
@settings(max_examples=300, deadline=None)
def test_no_row_of_words_about_time_stops_the_reading(words: str, published: str | None) -> None:
    for found in find_times(words, published):
        assert found.span.of(words).strip()
