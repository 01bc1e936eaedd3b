"""An outlet that speaks to its reader about itself is known in any words; who else appeals, is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from rashomon.acquire.furniture import mark_passages
from rashomon.records import Passage

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "appeals.yaml").read_text(encoding="utf-8"))
SILENT = ("furniture", "credit", "disclaimer")

BEFORE = (
    "The dam above Tarn broke on Friday night, and the lower town stood in water, officials said.\n\n"
    "Three bridges were carried away. The army sent boats, but most arrived after the water had fallen."
)
AFTER = (
    "The mayor, who had left the town on Thursday, denied that he had known of the cracks in the wall.\n\n"
    "An inquiry is to begin on Monday. Its chairman said that he expected two hundred witnesses.\n\n"
    "Nobody has been charged so far. The prosecutor's office did not answer questions from reporters.\n\n"
    "The next rain is expected on Thursday, and the people have begun to carry out their goods."
)


def in_body(paragraph: str) -> str:
    return f"{BEFORE}\n\n{paragraph}\n\n{AFTER}"


def at_end(paragraph: str) -> str:
    return f"{BEFORE}\n\n{AFTER}\n\n{paragraph}"


def silent(text: str) -> Iterator[Passage]:
    return (mark for mark in mark_passages(text) if mark.kind in SILENT)


def share_marked(text: str, paragraph: str) -> float:
    start = text.index(paragraph)
    end = start + len(paragraph)
    covered = sum(max(0, min(mark.span.end, end) - max(mark.span.start, start)) for mark in silent(text))
    return covered / len(paragraph)


@pytest.mark.parametrize("case", CASES["marked"], ids=lambda case: case["text"][:40])
def test_appeals_are_marked_whole(case: dict[str, str]) -> None:
    texts = [at_end(case["text"])] + ([in_body(case["text"])] if case["at"] == "body" else [])
    for text in texts:
        assert share_marked(text, case["text"]) >= 0.9


@pytest.mark.parametrize("case", CASES["marked"], ids=lambda case: case["text"][:40])
def test_the_paragraphs_around_an_appeal_are_kept(case: dict[str, str]) -> None:
    for text in (in_body(case["text"]), at_end(case["text"])):
        for paragraph in f"{BEFORE}\n\n{AFTER}".split("\n\n"):
            assert share_marked(text, paragraph) == 0


@pytest.mark.parametrize("paragraph", CASES["kept"], ids=lambda text: text[:40])
def test_other_appeals_and_news_of_the_press_are_kept(paragraph: str) -> None:
    for text in (in_body(paragraph), at_end(paragraph)):
        assert share_marked(text, paragraph) == 0


@pytest.mark.parametrize("paragraph", CASES["kept"], ids=lambda text: text[:40])
def test_a_quoted_appeal_is_kept(paragraph: str) -> None:
    quoted = f"“{paragraph}”"
    assert share_marked(at_end(quoted), quoted) == 0


@pytest.mark.parametrize("paragraph", CASES["missed"], ids=lambda text: text[:40])
@pytest.mark.xfail(strict=True, reason="no phrase of a known kind, or nobody is addressed")
def test_appeals_that_name_little_are_marked(paragraph: str) -> None:
    assert share_marked(at_end(paragraph), paragraph) >= 0.9


@pytest.mark.parametrize("paragraph", CASES["mistaken"], ids=lambda text: text[:40])
@pytest.mark.xfail(strict=True, reason="by its words and its place it could be an outlet's own")
def test_what_only_sounds_like_an_outlet_is_kept(paragraph: str) -> None:
    assert share_marked(at_end(paragraph), paragraph) == 0


def test_an_appeal_that_lost_its_line_break_is_marked_alone() -> None:
    text = at_end("The toll rose to forty. The mayor wept. Like us? Recommend the Review to your friends.")
    marks = [mark.span.of(text) for mark in silent(text)]
    assert marks == ["Like us? Recommend the Review to your friends."]


def test_a_credit_before_an_appeal_stays_a_credit() -> None:
    text = in_body("Photo: Ilsa Morn. Like us? Recommend the Review to your friends, dear reader.")
    assert [(mark.kind, mark.span.of(text)[:8]) for mark in silent(text)] == [
        ("credit", "Photo: I"),
        ("furniture", "Like us?"),
    ]


def test_a_posting_set_into_the_text_is_kept() -> None:
    posting = "You will not read this in our newspapers, friends! — Ilsa Morn (@ilsamorn)"
    assert share_marked(in_body(posting), posting) == 0


def test_a_long_paragraph_is_no_appeal() -> None:
    paragraph = (
        "Support our newsroom, dear reader. " + "The wall stood for forty years and nobody looked at it. " * 4
    )
    assert share_marked(in_body(paragraph.strip()), paragraph.strip()) < 0.2
