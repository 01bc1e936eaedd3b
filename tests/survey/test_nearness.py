"""Claims are near where their words and the sentence before them are; one within another is no pair."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from told_in_short import Told, ledger

from rashomon.ledger import Ledger
from rashomon.survey.contents import contents_of
from rashomon.survey.nearness import Nearness, probability


class WordCounts:
    """Vectors of how often each letter stands in a text: texts of the same words are near."""

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.array([[t.lower().count(c) + 0.01 for c in "bdfgklmrtw"] for t in texts], dtype=np.float32)
        made: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return made


def near(case: Ledger) -> dict[tuple[str, str], float]:
    return Nearness(contents_of(case), case, WordCounts()).pairs()


GORGE = Told(id="gorge", text="the bridge over the gorge fell at dawn", article="a.txt")
FALLEN = Told(id="fallen", text="the bridge over the gorge has fallen", article="b.txt")
WHEAT = Told(id="wheat", text="wheat is kept in mills till winter", article="c.txt")


def test_alike_words_are_nearer_than_others() -> None:
    found = near(ledger([GORGE, FALLEN, WHEAT]))
    assert found["fallen", "gorge"] > found.get(("gorge", "wheat"), 0.0)


def test_a_bare_word_is_near_to_nothing() -> None:
    assert near(ledger([GORGE, Told(id="bare", text="it", article="b.txt")])) == {}


def test_the_order_of_articles_changes_nothing() -> None:
    case = ledger([GORGE, FALLEN, WHEAT])
    turned = Ledger(articles=case.articles[::-1], actors=case.actors)
    assert near(turned) == near(case)


@given(st.floats(-0.5, 1), st.floats(-0.5, 1))
def test_the_nearer_the_likelier(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < probability(low) <= probability(high) < 1


@pytest.mark.parametrize("cosine", [-0.2, 0.1])
def test_what_is_not_near_is_unlikely(cosine: float) -> None:
    assert probability(cosine) < 0.1


def test_alike_words_months_apart_tell_of_another_happening() -> None:
    soon, late = (Told(**{**FALLEN.__dict__, "published": day}) for day in ("2031-05-20", "2032-01-20"))
    assert (
        near(ledger([GORGE, late, WHEAT]))["fallen", "gorge"]
        < near(ledger([GORGE, soon, WHEAT]))["fallen", "gorge"]
    )
