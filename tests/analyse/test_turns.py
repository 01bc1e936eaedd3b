"""Interviews by their layout, and what only looks like one (turns.yaml)."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rashomon.analyse.sentences import split_paragraphs
from rashomon.analyse.turns import find_turns

CASES = yaml.safe_load((Path(__file__).parent / "turns.yaml").read_text(encoding="utf-8"))
LINE = st.text(alphabet=st.sampled_from(list('aIQA you?.:–•* "')), max_size=20)


@pytest.mark.parametrize("case", [pytest.param(c, id=c["why"]) for c in CASES])
def test_turns_are_those_a_reader_sees(case: dict[str, Any]) -> None:
    text = case["text"]
    turns = find_turns(text, split_paragraphs(text))
    assert len(turns) == len(case["turns"]), [t.span.of(text) for t in turns]
    for turn, expected in zip(turns, case["turns"], strict=True):
        role, begins = expected.split(" ", 1)
        assert turn.role[0] == role
        assert turn.span.of(text).startswith(begins)


def test_labels_are_kept_apart_from_the_words() -> None:
    text = CASES[1]["text"]
    labels = [t.label.of(text) for t in find_turns(text, split_paragraphs(text)) if t.label]
    assert labels == ["Journal", "Brask", "Journal", "I. Brask"]


def test_an_answer_runs_over_its_paragraphs() -> None:
    text = CASES[0]["text"]
    assert find_turns(text, split_paragraphs(text))[1].span.of(text).endswith("no other home.")


def test_the_last_answer_ends_where_the_others_do() -> None:
    (case,) = (case for case in CASES if "the outlet's, also" in case["why"])
    text = case["text"]
    assert find_turns(text, split_paragraphs(text))[-1].span.of(text) == "With whoever comes with me."


@given(st.lists(LINE, max_size=12).map("\n".join))
def test_turns_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    turns = find_turns(text, split_paragraphs(text))
    assert all(0 <= t.span.start < t.span.end <= len(text) for t in turns)
    assert all(a.span.end <= b.span.start for a, b in pairwise(turns))
