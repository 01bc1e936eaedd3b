"""Paragraphs and sentences of messy text (sentences.yaml)."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rashomon.analyse.sentences import cut_datelines, split_paragraphs, split_sentences
from rashomon.records import Span

CASES = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))
MESSY = st.text(
    alphabet=st.sampled_from(list("aAbZ9 .!?…\n\r\u2028\u00a0\"”“'()[]-–•*:;,éЖ\u0301\U0001f600_")),
    max_size=200,
)


def cases() -> list[Any]:
    fails = [pytest.mark.xfail(strict=True)]
    return [pytest.param(c, id=c["why"], marks=fails if c.get("fails") else []) for c in CASES]


@pytest.mark.parametrize("case", cases())
def test_sentences_are_those_a_reader_sees(case: dict[str, Any]) -> None:
    assert [s.of(case["text"]) for s in split_sentences(case["text"])] == case["sentences"]


def test_lines_wrapped_at_one_width_are_one_paragraph() -> None:
    text = (
        "The commission that was sent to look into the fire at the northern\n"
        "granary has found no trace of a bomb, its head wrote to the council\n"
        "on Monday, and has gone home.\n"
        "The council, which had asked for the inquiry only three weeks ago, is\n"
        "to meet again on Friday.\n"
        "• One point that stands alone in the list\n"
    )
    found = [p.of(text).split()[0] for p in split_paragraphs(text)]
    assert found == ["The", "The", "•"]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = "Get the best of us straight to your door:\nPlease choose a list.\n\nThe port fell.\r\nIt burned."
    assert len(split_paragraphs(text)) == 4


def test_a_quoted_reply_in_a_mail_stays_apart() -> None:
    text = "Dear all,\nplease come.\n> When?\n> And where?\n"
    assert len(split_paragraphs(text)) == 4


@given(st.one_of(st.text(max_size=200), MESSY))
def test_sentences_cover_every_word_once_and_stay_in_their_paragraph(text: str) -> None:
    paragraphs = split_paragraphs(text)
    sentences = split_sentences(text, paragraphs)
    for spans in (paragraphs, sentences):
        assert all(s.start < s.end for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        covered = {i for s in spans for i in range(s.start, s.end)}
        assert all(i in covered for i, sign in enumerate(text) if sign.isalnum())
    assert all(any(p.contains(s) for p in paragraphs) for s in sentences)


def test_a_line_of_two_hundred_thousand_words_is_split_at_once() -> None:
    text = "a. b " * 100_000 + ' ." c' * 20_000
    assert split_sentences(text)


def test_a_dateline_stands_apart_from_its_sentence() -> None:
    text = "SOLLUM, March 4 (Orm News) - The rebels fled. They left."
    sentences = split_sentences(text)
    cut = cut_datelines(sentences, (Span(0, 29),))
    assert [span.of(text) for span in cut] == [text[:29], "The rebels fled.", "They left."]
    assert cut_datelines(sentences, ()) == sentences
