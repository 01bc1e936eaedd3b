"""Two times: the same day, maybe the same, surely another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.survey.edtf import compare_times, is_surely_before, read_days

PAIRS = [
    ("2023-02-14", "2023-02-21", "different", "two days"),
    ("2023-02-14", "2023-02-14", "same", "one day"),
    ("2023-02-14", "2023-02-14T09:30:00", "same", "the clock does not make another day"),
    ("2023-02-14T23:30:00Z", "2023-02-15", "narrower|may|vaguer", "the same night in another zone"),
    ("2023-02", "2023-02-21", "vaguer", "the month holds the day"),
    ("2023-02", "2023-03-01", "different", "the month is over"),
    ("2023-02-10/2023-02-15", "2023-02-14", "vaguer", "an interval holds the day"),
    ("2023-02-10/2023-02-15", "2023-02-13/2023-02-20", "may", "intervals overlap"),
    ("2023-02-10/..", "2024-01-01", "vaguer", "an open end"),
    ("../2023-02-10", "2024-01-01", "different", "an open beginning that has ended"),
    ("2023-02-14~", "2023-02-16", "vaguer", "about the fourteenth may be the sixteenth"),
    ("2023-02-14~", "2023-02-14", "vaguer", "what is about a day is vaguer than the day"),
    ("2023-02-14~", "2023-02-14~", "may", "two rough days are not surely one"),
    ("2023-02-14~", "2023-02-21", "different", "about the fourteenth is not the twenty-first"),
    ("2023-21", "2023-11-02", "vaguer", "spring is in November south of the line"),
    ("2022-24", "2023-01-20", "vaguer", "a winter reaches into the next year"),
    ("2022-21", "2023-04-20", "different", "a spring does not"),
    ("199X", "1994", "vaguer", "a decade holds its years"),
    ("19XX", "2003", "different", "another century"),
    ("XXXX-02", "2023-02-21", "vaguer", "a month of no year"),
    ("XXXX-02-14", "2023-02-21", "different", "another day in whatever year"),
    ("XXXX-02-14", "2023", "may", "a day of no year, a whole year"),
    ("P3D", "2023-02-21", None, "a duration is no day"),
    (None, "2023-02-21", None, "not known"),
    ("soon", "2023-02-21", None, "no EDTF"),
]

_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(("a", "b", "expected", "why"), PAIRS)
def test_relation(a, b, expected, why):
    assert (str(compare_times(a, b)) if expected else compare_times(a, b)) in (
        expected.split("|") if expected else [None]
    ), why


@given(_DAYS, _DAYS, st.integers(0, 60), st.integers(0, 60))
def test_the_other_way_round_it_says_the_opposite(one, two, length, other):
    a = f"{one}/{one + timedelta(days=length)}"
    b = f"{two}/{two + timedelta(days=other)}"
    opposite = {"vaguer": "narrower", "narrower": "vaguer"}
    forth, back = compare_times(a, b), compare_times(b, a)
    assert back == opposite.get(forth, forth)


@given(_DAYS, _DAYS)
def test_order_is_that_of_the_calendar(one, two):
    assert is_surely_before(one.isoformat(), two.isoformat()) == (one < two)


@given(_DAYS, st.sampled_from("~?%"))
def test_a_mark_of_doubt_takes_in_the_plain_day(day, mark):
    rough = read_days(day.isoformat() + mark)
    assert rough is not None
    assert rough.first <= day <= rough.last
    assert not rough.is_exact
