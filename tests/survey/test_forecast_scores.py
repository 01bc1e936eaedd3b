"""Scores of forecasts: the published figures of Finley's table, and what is left out of a score."""

from __future__ import annotations

import pytest

from rashomon.findings import Prediction
from rashomon.survey.forecast_scores import Table, brier_score, log_score, score_forecasters, table_figures


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("n", 2803),
        ("percent_correct", 0.966),
        ("never", 0.982),
        ("pod", 0.549),
        ("far", 0.72),
        ("threat", 0.228),
        ("gilbert", 0.216),
        ("heidke", 0.355),
        ("peirce", 0.523),
        ("bias", 1.961),
        ("odds_ratio_skill", 0.957),
        ("base_rate", 0.018),
    ],
)
def test_tornado_forecasts_of_1884(name: str, expected: float) -> None:
    rows = dict(table_figures(Table(28, 72, 23, 2680)).rows())
    assert rows[name] == pytest.approx(expected, abs=0.0005)


def test_a_table_with_nothing_in_it_says_nothing() -> None:
    assert {value for name, value in table_figures(Table(0, 0, 0, 0)).rows() if name != "n"} == {None}


def test_scores_of_chances() -> None:
    assert brier_score([0.5, 0.5], [True, False]) == 0.25
    assert brier_score([], []) is None
    # A chance of nought for what came costs much, not everything.
    assert log_score([0.0], [True]) == pytest.approx(4.605, abs=0.001)


def prediction(state: str, **more: object) -> Prediction:
    given = {
        "id": "p",
        "claim": "c",
        "by": "Orm",
        "actor": "x",
        "text": "the wall will fall",
        "condition": None,
        "probability": None,
        "basis": None,
        "made": None,
        "due": None,
        "due_basis": "none given",
        "state": state,
    }
    return Prediction(**(given | more))  # type: ignore[arg-type]


def test_what_is_never_settled_is_counted_and_what_cannot_be_wrong_is_not_scored() -> None:
    score = score_forecasters(
        [
            prediction("yes"),
            prediction("no", sign=-1),
            prediction("yes", probability=(0.65, 0.7, 0.75)),
            prediction("yes", is_scored=False),
            prediction("yes", condition="if it rains"),
            prediction("open"),
            prediction("void"),
        ]
    )[0]
    assert (score.n, score.not_scored, score.with_chance) == (7, 2, 1)
    assert dict(score.states) == {"no": 1, "open": 1, "void": 1, "yes": 4}
    # "It will not fall", and it fell, is a miss; the base rate is over all that was settled.
    assert score.calls == Table(1, 0, 1, 0)
    assert score.base_rate == 1.0
    assert score.brier == pytest.approx(0.09)


def test_a_chance_is_that_of_the_thing_without_its_not() -> None:
    unlikely = prediction("yes", sign=-1, probability=(0.1, 0.2, 0.3))
    assert score_forecasters([unlikely])[0].brier == pytest.approx(0.04)


def test_predictions_of_nobody_have_no_record() -> None:
    assert score_forecasters([prediction("yes", by=None, actor=None)]) == ()
