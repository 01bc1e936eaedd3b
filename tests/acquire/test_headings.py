"""Titles, headings, datelines, and what the text says of its publisher and date."""

# ruff: noqa: E501  (the lines of texts are data)
from __future__ import annotations

import pytest

from rashomon.acquire.articles import article_from_text
from rashomon.acquire.blocks import split_blocks
from rashomon.acquire.furniture import mark_passages

BODY = "The dam above Tarn broke on Friday night, and water stood in the lower town until Sunday, officials said."


def kinds(text: str) -> dict[str, str]:
    return {mark.span.of(text): mark.kind for mark in mark_passages(text)}


@pytest.mark.parametrize(
    "line",
    [
        "Dam breaks above Tarn",
        "Who opened the sluice at Tarn?",
        "“We count ships, not flags”",
        "Dam Breaks Above Tarn As Officials Flee The Town.",
        "12 killed in Tarn flood",
    ],
)
def test_titles(line: str) -> None:
    assert kinds(f"{line}\n\n{BODY}") == {line: "title"}
    assert article_from_text(f"{line}\n{BODY}", name="x").title == line


@pytest.mark.parametrize(
    "line",
    [
        "The dam broke.",
        "Orlan Vey: The dam was safe",
        "– Who opened the sluice",
        "1. The dam",
        "on Friday the dam broke",
        "Dear reader,",
    ],
)
def test_first_lines_that_are_no_title(line: str) -> None:
    assert "title" not in kinds(f"{line}\n\n{BODY}").values()


@pytest.mark.parametrize(
    "line",
    [
        "A town under water",
        "– Water, mud and money –",
        "*** “The engineer” ***",
        "## A town under water",
        "**A town under water**",
        "WHAT THE MAYOR KNEW",
        "The mayor of Tarn is the only man in the valley who could have opened the sluice",
    ],
)
def test_headings_between_paragraphs(line: str) -> None:
    assert kinds(f"{BODY}\n\n{line}\n\n{BODY}") == {line: "heading"}


@pytest.mark.parametrize(
    "line",
    [
        "– Who opened the sluice?",
        "• Nobody knows.",
        "**Who opened the sluice?**",
        "Q: Who opened the sluice?",
        "VEY: Nobody knows that",
        "“Nobody told me that the dam would break,” the mayor said",
        "“Nobody told me that the dam would break, nobody at all”",
        "and nobody was charged",
        "The mayor fled. Nobody was charged",
        "The mayor fled:",
        "Nobody has been charged.",
    ],
)
def test_lines_that_are_no_headings(line: str) -> None:
    assert kinds(f"{BODY}\n\n{line}\n\n{BODY}") == {}


@pytest.mark.parametrize(
    "dateline",
    [
        "TARN (Vale News) — ",
        "TARN, Upper Vale (AP) - ",
        "TARN – ",
        "PORT TARN, May 12 (Reuters) - ",
        "Tarn, 12 May (Vale News) – ",
        "(Reuters) - ",
        "Tarn (Vale News): ",
        "TARN (Vale News), 12 May 2031 – ",
        "TARN, 12 May 2031. ",
    ],
)
def test_datelines(dateline: str) -> None:
    assert kinds(f"{dateline}{BODY}\n\n{BODY}") == {dateline: "dateline"}


@pytest.mark.parametrize(
    "start",
    [
        "The mayor – a former engineer – fled. ",
        "Tarn-based engineers – twelve of them – said so. ",
        "NATO said: ",
    ],
)
def test_starts_that_are_no_datelines(start: str) -> None:
    assert kinds(f"{start}{BODY}\n\n{BODY}") == {}


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"TARN (VALE NEWS) — {BODY}", "Vale News"),
        (f"TARN (VTN TODAY NEWS) — {BODY}\n\nFollow VTN Today News on Telegram.", "VTN Today News"),
        (f"TARN (Reuters) — {BODY}", None),
        (f"TARN (AP/Vale News) — {BODY}", None),
        (f"{BODY}\n\n© 2031 Vale Courier. All rights reserved.", "Vale Courier"),
        (f"{BODY}\n\n© 2031 Reuters. All rights reserved.", None),
        (
            f"{BODY}\n\nThis article is edited and published by Vale Courier staff in our newsroom.",
            "Vale Courier",
        ),
        (f"{BODY}\n\nThe post Dam breaks appeared first on Vale Courier.", "Vale Courier"),
        (f"{BODY}\n\nThe report was published by the Vale Institute.", None),
        (f"{BODY} The Vale Courier reported the flood first.", None),
    ],
)
def test_the_outlet_is_taken_only_where_it_is_stated(text: str, outlet: str | None) -> None:
    assert article_from_text(text, name="x").outlet == outlet


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"Published: 12 May 2031\n\n{BODY}", "2031-05-12"),
        (f"Dam breaks\n\nMonday, May 12, 2031\n\n{BODY}", "2031-05-12"),
        (f"Vale Courier | 12 May 2031\n\n{BODY}", "2031-05-12"),
        (f"TARN, 12 May 2031. {BODY}", "2031-05-12"),
        (f"TARN, 12 May (Vale News) – {BODY}", None),
        (f"Published on 7/8/2031\n\n{BODY}", "2031-XX-XX"),
        (f"Last updated 13 May 2031\n\n{BODY}", None),
        (f"On 12 May 2031 the dam broke.\n\n{BODY}", None),
    ],
)
def test_the_date_is_taken_only_where_it_is_stated(text: str, published: str | None) -> None:
    assert article_from_text(text, name="x").published == published


def test_paragraphs_broken_at_a_margin_are_one_block() -> None:
    lines = ["The dam above Tarn broke on Friday night, and the water stood in the", "lower town until Sunday. The army",
             "sent boats, but most of them arrived after the water had already gone", "and nobody was there to be saved."]  # fmt: skip
    text = "\n".join([*lines, "", *lines, ""])
    assert len(split_blocks(text)) == 2
    assert kinds(text) == {}


def test_opinion_follows_from_a_disclaimer() -> None:
    assert article_from_text(f"{BODY}\n\nThe views expressed here are the author's own.", name="x").opinion
    assert not article_from_text(BODY, name="x").opinion
