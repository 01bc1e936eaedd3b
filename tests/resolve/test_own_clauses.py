"""What an outlet says itself beside what others say in a sentence (own_clauses.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from marked import attribute, document_of
from marked_trees import read

from rashomon.records import Document, Span, Standing
from rashomon.resolve.claims import compose_claims
from rashomon.resolve.own_clauses import own_clauses

CASES = tomllib.loads(Path(__file__).with_name("own_clauses.toml").read_text(encoding="utf-8"))["case"]


def made(case: dict[str, Any]) -> Document:
    text, tokens = read(case["tree"])
    document = replace(document_of(text, ()), tokens=tokens, sentences=(Span(0, len(text)),))
    said = tuple(attribute(document, *row, id=number) for number, row in enumerate(case["attributions"]))
    return replace(document, attributions=said)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    document = made(case)
    found = [
        span.of(document.text) for parts in own_clauses(document, document.sentences[0]) for span in parts
    ]
    assert found == case["own"]


def test_such_a_clause_is_a_claim_of_the_outlet() -> None:
    document = made(CASES[0])
    claims = compose_claims(document, stand=lambda _: Standing())
    assert [c.span.of(document.text) for c in claims if c.attribution is None] == CASES[0]["own"]
