"""The pair net is asked nothing twice, and what it remembers changes no answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rashomon.ledger import Answers, Relation
from rashomon.survey.remembering import Remembering, key_of

TEXTS = st.lists(st.sampled_from(["the dam broke", "it held", "nobody saw it", "", "the dam"]), max_size=6)


class Counting:
    """A net that counts what it is asked, and says something of its own for each text."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        rows = np.array([[len(text) + 1, 2, 3 - len(text)] for text in texts], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Relation]:
        self.asked += [text for pair in pairs for text in pair]
        alike, unlike = Relation(0.5, 0.25, 0.125, 0.125, "act"), Relation(0.25, 0.5, 0.125, 0.125, "time")
        return [alike if a < b else unlike for a, b in pairs]


@given(texts=TEXTS)
def test_what_is_remembered_is_what_was_said(texts: list[str]) -> None:
    first = Remembering(Counting, "w", Answers())
    rows = first.vectors(texts)
    pairs = list(pairwise(texts))
    judged = first.judge(pairs)
    net = Counting()
    again = Remembering(lambda: net, "w", first.answers)
    assert np.array_equal(again.vectors(texts), rows)
    assert list(again.judge(pairs)) == list(judged)
    assert net.asked == []
    assert again.answers == first.answers


def test_other_weights_are_asked_anew() -> None:
    first = Remembering(Counting, "w", Answers())
    first.vectors(["the dam broke"])
    net = Counting()
    Remembering(lambda: net, "other", first.answers).vectors(["the dam broke"])
    assert net.asked == ["the dam broke"]


def test_only_what_was_asked_last_is_remembered() -> None:
    first = Remembering(Counting, "w", Answers())
    first.vectors(["the dam broke", "it held"])
    second = Remembering(Counting, "w", first.answers)
    second.vectors(["it held"])
    assert list(second.answers.vectors) == [key_of("it held")]


def test_what_is_not_asked_opens_no_net() -> None:
    def refuse() -> Counting:
        raise AssertionError("the net was opened")

    assert len(Remembering(refuse, "w", Answers()).vectors([])) == 0
