"""Own words that show a side: trees written by hand with what a careful reader takes from them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from tree_notation import document_of, place

from rashomon.findings import SLANT
from rashomon.records import Document, Quote, Standing
from rashomon.specify.predicates import find_events
from rashomon.specify.stances import find_stances

CASES = yaml.safe_load((Path(__file__).parent / "slant.yaml").read_text(encoding="utf-8"))


def read(case: dict[str, Any]) -> Document:
    document = document_of(case)
    entities = {entity.name: entity.number for entity in document.entities}
    attributions = tuple(
        replace(one, entity=entities.get(one.source[0].of(document.text))) for one in document.attributions
    )
    quoted = [place(document.text, case["quoted"])] if "quoted" in case else []
    document = replace(
        document,
        article=replace(document.article, opinion=case.get("opinion", False)),
        attributions=attributions,
        standings=tuple(
            Standing(polarity="negative" if case.get("denied") else "positive") for _ in attributions
        ),
        quotes=tuple(Quote(span=span, outer=span) for span in quoted),
    )
    return replace(document, events=find_events(document))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_words_that_show_a_side(case: dict[str, Any]) -> None:
    document = read(case)
    stances, text = find_stances(document), document.text
    if "stances" in case:
        seen = [
            [s.holder.of(text), s.sign, s.kind, s.target.of(text)]
            + ([] if s.attribution is None else [s.attribution])
            for s in stances
        ]
        assert sorted(seen) == sorted(case["stances"])
    signs = [[s.holder.of(text), s.sign, s.target.of(text)] for s in stances]
    assert not [absent for absent in case.get("absent", []) if absent in signs]


def test_only_an_outlets_own_words_are_held_by_the_outlet() -> None:
    makers = {case["why"]: {s.reason.maker for s in find_stances(read(case))} for case in CASES}
    assert makers["whose men are called henchmen, the outlet is against"] == {SLANT}
    assert makers["a speaker accuses by what he says of somebody"] == {"event"}


def test_an_outlet_is_not_against_itself() -> None:
    case = next(case for case in CASES if case["why"].startswith("whose aggression"))
    document = read(case)
    document = replace(document, article=replace(document.article, outlet="Torvia"))
    assert find_stances(document) == ()
