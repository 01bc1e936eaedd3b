"""Cases of joining: what must come out of a text and of what the net found in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from rashomon.analyse.quotations import find_quotes
from rashomon.analyse.sentences import split_paragraphs, split_sentences
from rashomon.analyse.turns import find_turns
from rashomon.attribute.attributions import find_attributions
from rashomon.records import Article, Attribution, Document, Mention, Passage, Reason, Span, Spans
from rashomon.text import split_words

CASES: list[dict[str, Any]] = [
    case
    for name in ("cases.yaml", "reports.yaml", "turned.yaml")
    for case in yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
]


def document_of(text: str, furniture: list[str] | None = None, names: list[str] | None = None) -> Document:
    paragraphs = split_paragraphs(text)
    passages = tuple(Passage(span=place(text, f), kind="furniture", why="given") for f in furniture or [])
    return Document(
        article=Article(name="case.txt", text=text, passages=passages),
        sentences=split_sentences(text),
        words=split_words(text),
        paragraphs=paragraphs,
        quotes=find_quotes(text, paragraphs),
        turns=find_turns(text, paragraphs),
        mentions=tuple(Mention(span=place(text, n), kind="organisation", form="name") for n in names or []),
    )


def place(text: str, wanted: str | dict[str, Any]) -> Span:
    """Where a string stands: its first occurrence as whole words, or the nth."""
    string, nth = (wanted, 1) if isinstance(wanted, str) else (wanted["text"], wanted["nth"])
    start = -1
    while nth:
        start = text.index(string, start + 1)
        before, after = text[max(0, start - 1) : start], text[start + len(string) : start + len(string) + 1]
        whole = not (before.isalnum() and string[0].isalnum()) and not (
            after.isalnum() and string[-1].isalnum()
        )
        nth -= whole
    return Span(start, start + len(string))


def places(text: str, wanted: str | dict[str, Any] | list[Any] | None) -> Spans:
    if not wanted:
        return ()
    return tuple(place(text, one) for one in (wanted if isinstance(wanted, list) else [wanted]))


def attribution(text: str, row: dict[str, Any]) -> Attribution:
    return Attribution(
        id=0,
        source=places(text, row.get("source")),
        cue=places(text, row.get("cue")),
        content=places(text, row["content"]),
        reason=Reason(maker="net", score=row.get("score", 0.9)),
    )


def words(document: Document, spans: Spans) -> list[tuple[int, str]]:
    """Only words count, as in scoring: signs at the ends of a content do not."""
    text = document.text
    return [
        (w.start, w.of(text))
        for w in document.words
        if any(w.overlaps(s) for s in spans) and w.of(text)[0].isalnum()
    ]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_case(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if reason := case.get("fails"):
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    text = case["text"]
    document = document_of(text, case.get("furniture"), case.get("names"))
    inside = tuple(attribution(text, row) for row in case.get("inside", []))

    found = find_attributions(
        document,
        candidates=tuple(attribution(text, row) for row in case.get("candidates", [])),
        reread=lambda span: tuple(a for a in inside if span.contains(a.span)),
    )

    shown = [{k: [s.of(text) for s in getattr(a, k)] for k in ("source", "cue", "content")} for a in found]
    assert len(found) == len(case["found"]), shown
    for got, want in zip(found, case["found"], strict=True):
        for role in ("source", "cue", "content"):
            if role in want:
                expected = places(text, want[role])
                assert words(document, getattr(got, role)) == words(document, expected), (role, shown)
                assert bool(getattr(got, role)) == bool(expected), (role, shown)
        for name in ("parent", "route", "quotation"):
            if name in want:
                assert getattr(got, name) == want[name], (name, shown)


def test_every_case_says_why() -> None:
    assert len(CASES) >= 60
    assert all(case["why"] for case in CASES)
    assert len({case["name"] for case in CASES}) == len(CASES)
