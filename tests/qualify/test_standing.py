"""How contents stand: invented sentences with what a careful reader makes of them (cases.yaml)."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rashomon.qualify.conditions import find_condition
from rashomon.qualify.standing import qualify, qualify_span
from rashomon.qualify.tokens import read_tokens
from rashomon.records import Article, Attribution, Document, Span, Standing

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
CONDITIONAL = [
    "if",
    "unless",
    "not",
    "no",
    "would",
    ",",
    "and",
    "should",
    "he",
    "had",
    "were",
    "it",
    "depends",
    "on",
]
CONDITIONAL += ["depends", "on", "that", "as", "long", "under", "conditions", "have", "for", "then", "said"]
MARK = re.compile(r"[{}<>\[\]]")


def document_of(text: str) -> Document:
    return Document(article=Article(name="invented.txt", text=text), sentences=(Span(0, len(text)),))


def read_marked(marked: str) -> tuple[Document, Attribution]:
    """The text without its marks, and the attribution that they mark."""
    text, parts, begun = "", {"{": [], "<": [], "[": []}, {}
    for piece in re.split(r"([{}<>\[\]])", marked):
        if piece in parts:
            begun[piece] = len(text)
        elif MARK.fullmatch(piece):
            opening = {"}": "{", ">": "<", "]": "["}[piece]
            parts[opening].append(Span(begun[opening], len(text)))
        else:
            text += piece
    attribution = Attribution(
        id=0, source=tuple(parts["{"]), cue=tuple(parts["<"]), content=tuple(parts["["])
    )
    return document_of(text), attribution


def marked_cases() -> list[Any]:
    return [
        pytest.param(
            case, id=case["text"][:60], marks=[pytest.mark.xfail(strict=True)] * case.get("fails", False)
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", marked_cases())
def test_the_standing_is_what_a_careful_reader_says(case: dict[str, str]) -> None:
    document, attribution = read_marked(case["text"])
    standing = qualify(document, attribution)
    assert f"{standing.polarity} {standing.certainty} {standing.mode}" == case["expect"], case["why"]
    condition = standing.condition.of(document.text) if standing.condition else None
    assert condition == case.get("condition")


def test_the_words_that_decided_are_kept() -> None:
    document, attribution = read_marked("{Vey} <did not deny> [that the army may have fled].")
    words = [span.of(document.text) for span in qualify(document, attribution).because]
    assert words == ["not", "deny", "may"]


def test_only_the_first_sentence_decides() -> None:
    text = "The port fell. It may rain. Nobody came."
    document = Document(
        article=Article(name="a", text=text), sentences=(Span(0, 14), Span(15, 27), Span(28, 40))
    )
    assert qualify_span(document, Span(0, 40)) == Standing(certainty="certain")


def test_a_rumour_commits_nobody() -> None:
    document, attribution = read_marked("[Foreign troops had landed], they whispered.")
    rumour = Attribution(id=0, source=(), cue=(), content=attribution.content, route="rumour")
    assert qualify(document, rumour).certainty == "unspecified"


def test_a_parted_quotation_is_read_as_one_sentence() -> None:
    document, attribution = read_marked("“[The port],” {Vey} <said>, “[is not lost].”")
    assert qualify(document, attribution).polarity == "negative"


@given(st.text(max_size=300), st.data())
def test_any_text_is_qualified_and_every_reason_lies_in_it(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    cue, content = (Span(*sorted((data.draw(places), data.draw(places)))) for _ in range(2))
    attribution = Attribution(id=0, source=(), cue=(cue,), content=(content,))
    standing = qualify(document_of(text), attribution)
    for span in (*standing.because, *([standing.condition] if standing.condition else [])):
        assert 0 <= span.start <= span.end <= len(text)


@given(st.lists(st.sampled_from(CONDITIONAL)))
def test_a_condition_lies_within_the_sentence(words: list[str]) -> None:
    tokens = read_tokens(text := " ".join(words), (Span(0, len(text)),))
    found = find_condition(tokens)
    assert found is None or 0 <= found.first <= found.last < len(tokens.lows)


def test_a_long_content_costs_little() -> None:
    text = "not if , and that " * 20_000
    begun = time.perf_counter()
    qualify_span(document_of(text), Span(0, len(text)))
    assert time.perf_counter() - begun < 1
