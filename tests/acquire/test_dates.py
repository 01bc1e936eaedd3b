"""Dates as outlets write them become EDTF; what is not sure is left open."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.acquire.dates import find_day_order, parse_date


@pytest.mark.parametrize(
    ("stated", "edtf"),
    [
        ("2031-05-12", "2031-05-12"),
        ("2031-05", "2031-05"),
        ("2031", "2031"),
        ("2031-05-12T08:30:00Z", "2031-05-12T08:30:00Z"),
        ("2031-05-12T08:30:00.123+0200", "2031-05-12T08:30:00+02:00"),
        ("2031-05-12 08:30", "2031-05-12T08:30:00"),
        ("2031-05-12T08:30:00+00:00", "2031-05-12T08:30:00Z"),
        ("2031-05-12T99:30", "2031-05-12"),
        ("Mon, 12 May 2031 08:30:00 GMT", "2031-05-12T08:30:00Z"),
        ("12 May 2031", "2031-05-12"),
        ("12th of May, 2031", "2031-05-12"),
        ("Monday, May 12, 2031, 8:30 PM EST", "2031-05-12"),
        ("Sept. 3rd 2031", "2031-09-03"),
        ("May 2031", "2031-05"),
        ("2031/5/2", "2031-05-02"),
        ("20310512", "2031-05-12"),
        ("12.5.2031", "2031-05-12"),
        ("7.8.2031", "2031-08-07"),
        ("13/5/2031", "2031-05-13"),
        ("5/13/2031", "2031-05-13"),
        ("5/5/2031", "2031-05-05"),
        ("5/6/2031", "2031-XX-XX"),
        ("2031-05-XX", "2031-05-XX"),
        ("2031~", "2031~"),
        ("2031-05/2031-06", "2031-05/2031-06"),
        ("1936341000", "2031-05-12T08:30:00Z"),
        ("5/6/31", None),
        ("31/31/2031", None),
        ("2031-13-01", None),
        ("30 February 2031", None),
        ("12 Foo 2031", None),
        ("yesterday", None),
        ("", None),
        ("17", None),
    ],
)
def test_dates(stated: str, edtf: str | None) -> None:
    assert parse_date(stated) == edtf


def test_an_order_shown_both_ways_is_no_order() -> None:
    assert find_day_order(["13/5/2031", "5/13/2031", "5/6/2031"]) is None


@given(st.text(alphabet="0123456789-/.:TZX?~ MayJune,+", max_size=30))
def test_whatever_is_stated_the_result_is_a_date_or_none(stated: str) -> None:
    found = parse_date(stated)
    assert found is None or re.match(r"-?\d{2}[\dX]{2}", found)
