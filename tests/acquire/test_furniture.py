"""Furniture is marked wherever outlets put it; prose that uses the same words is left alone."""

# ruff: noqa: E501  (the lines of texts are data)
from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rashomon.acquire.furniture import mark_passages
from rashomon.records import Passage

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "furniture.yaml").read_text(encoding="utf-8"))

BEFORE = (
    "The dam above Tarn broke on Friday night, and water stood in the lower town until Sunday, officials said.\n\n"
    "Three bridges were carried away. The army sent boats, but most of them arrived after the water had fallen."
)
AFTER = (
    "The mayor, who had left the town on Thursday, denied that he had known of the cracks in the wall of the dam.\n\n"
    "An inquiry is to begin on Monday. Its chairman said that he expected to hear more than two hundred witnesses.\n\n"
    "Nobody has been charged so far. The prosecutor's office in Tarn did not answer questions from reporters.\n\n"
    "The next rain is expected on Thursday, and the people of the lower town have begun to carry out their goods."
)


def marks_on(text: str, paragraph: str) -> list[Passage]:
    start = text.index(paragraph)
    return [
        mark
        for mark in mark_passages(text)
        if mark.span.start < start + len(paragraph) and mark.span.end > start
    ]


def in_body(paragraph: str) -> str:
    return f"{BEFORE}\n\n{paragraph}\n\n{AFTER}"


def at_end(paragraph: str) -> str:
    return f"{BEFORE}\n\n{AFTER}\n\n{paragraph}"


@pytest.mark.parametrize("case", CASES["marked"], ids=lambda case: case["text"][:40])
def test_furniture_is_marked_whole(case: dict[str, str]) -> None:
    texts = [at_end(case["text"])] + ([in_body(case["text"])] if case["at"] == "body" else [])
    for text in texts:
        found = marks_on(text, case["text"])
        covered = sum(len(mark.span) for mark in found)
        assert covered >= 0.9 * len(case["text"]), found
        assert {mark.kind for mark in found} == {case.get("kind", "furniture")}
        assert all(mark.why for mark in found)


@pytest.mark.parametrize("case", CASES["kept"], ids=lambda case: case["text"][:40])
def test_prose_is_kept(case: dict[str, str]) -> None:
    texts = [in_body(case["text"])] + ([] if case.get("at") == "body" else [at_end(case["text"])])
    for text in texts:
        assert marks_on(text, case["text"]) == []


def test_the_surrounding_prose_is_never_marked() -> None:
    for case in CASES["marked"]:
        for text in (in_body(case["text"]), at_end(case["text"])):
            for paragraph in (BEFORE + "\n\n" + AFTER).split("\n\n"):
                assert marks_on(text, paragraph) == [], case["text"]


@pytest.mark.parametrize("case", CASES["marked"], ids=lambda case: case["text"][:40])
def test_furniture_between_other_furniture_is_marked(case: dict[str, str]) -> None:
    text = at_end(f"Sign up to our newsletter\n\n{case['text']}\n\n© 2031 Vale Courier. All rights reserved.")
    assert sum(len(mark.span) for mark in marks_on(text, case["text"])) >= 0.9 * len(case["text"])


def test_a_sentence_of_furniture_within_a_paragraph_is_marked_alone() -> None:
    text = at_end("The toll rose to forty. The mayor wept. Follow us on Instagram.")
    marks = [mark.span.of(text) for mark in mark_passages(text)]
    assert marks == ["Follow us on Instagram."]


def test_a_shortcode_within_a_sentence_is_marked_alone() -> None:
    text = in_body(
        'The mayor fled [embed url="https://courier.example/v"] and has not been seen in Tarn since.'
    )
    assert [mark.span.of(text) for mark in mark_passages(text)] == ['[embed url="https://courier.example/v"]']


@pytest.mark.xfail(
    strict=True, reason="without a full stop nothing tells where the link ends and the prose goes on"
)
def test_a_link_within_prose_without_signs_is_marked_alone() -> None:
    text = at_end(
        "The toll rose to forty Read more here Mayor of Tarn flees the town The army sent boats on Friday."
    )
    assert [mark.span.of(text) for mark in mark_passages(text)] == [
        "Read more here Mayor of Tarn flees the town"
    ]


@pytest.mark.xfail(strict=True, reason="a joke in place of an appeal has none of the words of one")
def test_appeals_in_other_words_are_marked() -> None:
    text = at_end("Ink is dear, and our kettle is empty. A coin in the jar, and the next page gets written.")
    assert mark_passages(text)


def test_a_footer_goes_on_in_words_that_say_little_alone() -> None:
    footer = "Support our independent newsroom.\n\nWith your help, this site stays open to all our readers."
    text = at_end(footer)
    assert len(mark_passages(text)) == 2


def test_prose_ends_a_box_within_the_article() -> None:
    text = in_body("Sign up to our newsletter\n\nGet the day's news in your inbox")
    assert max(mark.span.end for mark in mark_passages(text)) < text.index(AFTER)


@given(st.text(max_size=400))
def test_marks_lie_in_the_text_in_order_and_apart(text: str) -> None:
    marks = mark_passages(text)
    ends = [0]
    for mark in marks:
        assert ends[-1] <= mark.span.start < mark.span.end <= len(text)
        ends.append(mark.span.end)


_PIECES = [case["text"] for group in CASES.values() for case in group] + [
    "\n",
    "\n\n",
    "\r\n\r\n",
    " ",
    "\u00a0",
    "— ",
    "#",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=20))
def test_marks_of_mixed_texts_lie_in_the_text_in_order_and_apart(pieces: list[str]) -> None:
    test_marks_lie_in_the_text_in_order_and_apart.hypothesis.inner_test("".join(pieces))
