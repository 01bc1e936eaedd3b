"""Which claims are predictions, and when they are due."""

from __future__ import annotations

import pytest

from rashomon.store.rows import ClaimRow, Stretch, VoiceRow
from rashomon.tell.predictions import due_date, is_prediction, predict


def claim(text: str, mode: str, *, condition: Stretch | None = None, cue: Stretch | None = None) -> ClaimRow:
    outlet = VoiceRow(name=None, kind="outlet", actor=None, span=None, cue=None)
    return ClaimRow(
        id="c1",
        article="a",
        span=Stretch(0, len(text)),
        text=text,
        voices=(outlet, VoiceRow(name="Orm", kind="named", actor="x", span=None, cue=cue)),
        quotation="indirect",
        polarity="positive",
        certainty="unspecified",
        mode=mode,
        condition=condition,
        time="2031-05",
    )


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
    ],
)
def test_what_is_a_prediction(text: str, mode: str, expected: bool, why: str) -> None:
    assert is_prediction(claim(text, mode)) is expected, why


def test_a_prediction_has_its_maker_condition_chance_and_day() -> None:
    text = "if it rains, the dam will probably hold, Orm thinks"
    content = claim(text[:39], "conditional", condition=Stretch(0, 11), cue=Stretch(45, 51))
    found = predict(content, text, {"x": "Ada Orm"}, "2031-04-02")
    assert (found.by, found.condition, found.due) == ("Ada Orm", "if it rains", "2031-05")
    assert found.probability
    assert (found.probability["low"], found.probability["mid"], found.probability["high"]) == (
        0.65,
        0.75,
        0.8,
    )


@pytest.mark.parametrize(
    ("time", "published", "expected", "why"),
    [
        ("2031-05-01", "2031-04-02", "2031-05-01", "to come"),
        ("2031-04-02", "2031-04-02T10:00", "2031-04-02", "today is not over"),
        ("2031-03", "2031-04-02", None, "over"),
        ("2031", "2031-04-02", "2031", "not over yet"),
        ("2030-23?", "2031-04-02", None, "last autumn, if it was that"),
        ("2031-23", "2031-04-02", "2031-23", "a season of this year may be to come"),
        ("2031-03-26/2031-04-02", "2031-04-02", None, "the week that ended today"),
        ("2031-04-02/2031-04-09", "2031-04-02", "2031-04-02/2031-04-09", "the week that begins"),
        ("2031-04/..", "2031-05", "2031-04/..", "open, so not over"),
        ("2031-03", None, "2031-03", "nobody knows when it was said"),
        (None, "2031-04-02", None, "no time stated"),
    ],
)
def test_when_it_is_due(time: str | None, published: str | None, expected: str | None, why: str) -> None:
    assert due_date(time, published) == expected, why
