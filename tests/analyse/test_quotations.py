"""Quotation marks of all kinds, paired and unpaired (quotations.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rashomon.analyse.quotations import find_quotes
from rashomon.analyse.sentences import split_paragraphs
from rashomon.records import Quote

CASES = yaml.safe_load((Path(__file__).parent / "quotations.yaml").read_text(encoding="utf-8"))
MESSY = st.text(alphabet=st.sampled_from(list("aB9s ,.\n\"“”„‟«»‘’'‹›`´″′—=")), max_size=120)


def shown(text: str, quote: Quote) -> str:
    return "~" * quote.is_scare + "!" * (not quote.closed) + quote.span.of(text)


@pytest.mark.parametrize("case", [pytest.param(c, id=c["why"]) for c in CASES])
def test_quotations_are_those_a_reader_sees(case: dict[str, Any]) -> None:
    found = find_quotes(case["text"], split_paragraphs(case["text"]))
    assert [shown(case["text"], quote) for quote in found] == case["quotes"]


@given(st.one_of(st.text(max_size=200), MESSY))
def test_quotations_nest_and_lie_in_their_paragraph(text: str) -> None:
    paragraphs = split_paragraphs(text)
    quotes = find_quotes(text, paragraphs)
    for quote in quotes:
        assert quote.outer.contains(quote.span)
        assert quote.span.start < quote.span.end
        assert any(p.contains(quote.outer) for p in paragraphs)
    for one in quotes:
        for other in quotes:
            apart = not one.outer.overlaps(other.outer)
            assert apart or one.outer.contains(other.outer) or other.outer.contains(one.outer)


@pytest.mark.parametrize("piece", ["“a ", "”a ", '" a', "‘a ", "a’ ", "“a” ", "'a' said "])
def test_a_long_run_of_marks_costs_little(piece: str) -> None:
    text = piece * 20_000
    find_quotes(text, split_paragraphs(text))
