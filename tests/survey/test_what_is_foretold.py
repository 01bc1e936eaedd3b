"""Which claims say what will be, and when that has to have come about."""

from __future__ import annotations

import pytest

from rashomon.survey.due import find_due
from rashomon.survey.forecasts import is_prediction


@pytest.mark.parametrize(
    ("text", "mode", "expected", "why"),
    [
        ("the dam will hold", "predicted", True, "said to come"),
        ("if it rains, the dam will hold", "conditional", True, "said to come on a condition"),
        ("if it rains, we’ll leave", "conditional", True, "a short will"),
        ("if it rains, they stay at home", "conditional", False, "a habit"),
        ("if it had rained, the dam would have held", "conditional", False, "it is past"),
        ("the dam holds", "actual", False, "it is"),
        ("the dam will hold", "wished", False, "a wish is none"),
        ("it would not comment on the leak", "predicted", False, "silence is no forecast"),
        ("it may seem strange if you know him", "conditional", False, "so it seems now"),
        ("nobody will say who opened the gates", "predicted", False, "nor is everybody's"),
        ("she was not going to guess who fired", "predicted", False, "nor is a refusal to guess"),
        ('was "not going to guess who fired"', "predicted", False, "nor is one in quotation marks"),
        ("I would not call it a lie", "predicted", False, "nor is what somebody will not call it"),
        ("he would not say more, but the dam will hold", "predicted", True, "one beside a refusal"),
        ("the dam will not say a word, it will burst", "predicted", True, "another will beside it"),
    ],
)
def test_what_is_a_prediction(text: str, mode: str, expected: bool, why: str) -> None:
    assert is_prediction(text, mode) is expected, why


@pytest.mark.parametrize(
    ("time", "published", "expected", "why"),
    [
        ("2031-05-01", "2031-04-02", "2031-05-01", "to come"),
        ("2031-04-02", "2031-04-02T10:00", "2031-04-02", "today is not over"),
        ("2031-03", "2031-04-02", None, "over"),
        ("2031", "2031-04-02", "2031", "not over yet"),
        ("2030-23?", "2031-04-02", None, "last autumn, if it was that"),
        ("2031-23", "2031-04-02", "2031-23", "a season of this year may be to come"),
        pytest.param(
            *("2031-03-26/2031-04-02", "2031-04-02", None, "the week that ended today"),
            marks=pytest.mark.xfail(
                strict=True, reason="a week that ends on the day is taken for one to come"
            ),
        ),
        ("2031-04-02/2031-04-09", "2031-04-02", "2031-04-02/2031-04-09", "the week that begins"),
        ("2031-04/..", "2031-05", None, "open: no day by which it has to be"),
        ("2031-03", None, "2031-03", "nobody knows when it was said"),
        (None, "2031-04-02", None, "no time stated"),
    ],
)
def test_when_it_is_due(time: str | None, published: str | None, expected: str | None, why: str) -> None:
    assert find_due("the dam will hold", published, time).value == expected, why
