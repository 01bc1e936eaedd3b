"""Which pairs of claims the net is asked about, and what speaks for a pair and against it."""

import pytest

from rashomon.ledger import Relation
from rashomon.survey.likeness import Likeness
from rashomon.survey.pairs import Framed, Scored, asked_pairs
from rashomon.survey.weighing import Weighed

NOTHING = Framed(Likeness(0.0), None, has_figure=False, common=(0.0, 0.0))
FITTING = Framed(Likeness(0.6), None, has_figure=False, common=(2.0, 0.5))
BARRED = Framed(Likeness(0.0), "time", has_figure=False, common=(2.0, 0.5))
ONE_FIGURE = Framed(Likeness(0.0), None, has_figure=True, common=(0.0, 0.0))
SAME = Relation(0.9, 0.05, 0.03, 0.02, "polarity")


def test_what_is_near_or_fits_is_asked_about() -> None:
    framed = {("a", "b"): NOTHING, ("a", "c"): NOTHING, ("b", "c"): FITTING, ("c", "d"): ONE_FIGURE}
    near = {("a", "b"): 0.5, ("a", "c"): 0.001}
    assert asked_pairs(framed, near) == [("a", "b"), ("b", "c"), ("c", "d")]


def test_what_was_weighed_counts_rather_than_its_parts() -> None:
    assert Scored(NOTHING, 0.9, SAME, Weighed(0.2, 0.9)).score == 0.2
    assert Scored(NOTHING, 0.9, SAME, Weighed(0.2, 0.9)).lean < 0
    assert Scored(NOTHING, 0.9, SAME).score == pytest.approx(0.9, abs=0.02)
    assert Scored(NOTHING, 0.8, SAME).lean > 0


def test_another_day_speaks_against_a_pair_however_likely_it_looks() -> None:
    assert Scored(BARRED, 0.9, SAME, Weighed(0.95, 0.1)).weight < 0
    assert Scored(BARRED, 0.9, SAME).weight < 0


def test_what_neither_frames_nor_nearness_are_sure_of_is_open() -> None:
    assert Scored(NOTHING, 0.5).is_open
    assert Scored(NOTHING, 0.5, SAME, Weighed(0.99, 0.1)).is_open
    assert not Scored(FITTING, 0.5).is_open
    assert not Scored(NOTHING, 0.95).is_open
