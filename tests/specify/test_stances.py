"""Who is for or against whom: trees written by hand with the stances a careful reader sees (stances.yaml)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from tree_notation import document_of

from rashomon.records import Stance
from rashomon.specify.predicates import find_events
from rashomon.specify.stances import find_stances

CASES = yaml.safe_load((Path(__file__).parent / "stances.yaml").read_text(encoding="utf-8"))


def seen(stance: Stance, text: str) -> list[Any]:
    told = [stance.holder.of(text), stance.sign, stance.kind, stance.target.of(text)]
    return told if stance.attribution is None else [*told, stance.attribution]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_stances(case: dict[str, Any]) -> None:
    document = document_of(case)
    document = replace(document, events=find_events(document))
    row = case.get("net")
    found = find_stances(document, (lambda asked: [row] * len(asked)) if row else None)
    if "stances" in case:
        assert sorted(seen(s, document.text) for s in found) == sorted(case["stances"])
    signs = [[s.holder.of(document.text), s.sign, s.target.of(document.text)] for s in found]
    assert not [absent for absent in case.get("absent", []) if absent in signs]


def test_both_judges_together_are_surer_than_either() -> None:
    case = next(case for case in CASES if case["why"].startswith("who arms"))
    document = document_of(case)
    document = replace(document, events=find_events(document))
    (alone,) = find_stances(document)
    (both,) = find_stances(document, lambda asked: [[0.03, 0.97, 0.0, 0.0, 0.0]] * len(asked))
    assert both.kind == alone.kind == "arms"
    assert both.score > max(alone.score, 0.97)
