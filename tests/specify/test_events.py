"""What is read as an event: trees written by hand with what a careful reader makes of them (events.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_notation import document_of

from rashomon.records import Article, Document, Event, Span, Token
from rashomon.specify.predicates import find_events

CASES = [
    case
    for case in yaml.safe_load((Path(__file__).parent / "events.yaml").read_text(encoding="utf-8"))
    if not case.get("skip")
]
ROLES = ("agent", "patient", "recipient", "place", "time")


def seen(event: Event, text: str, field: str) -> Any:
    """A field of an event as the cases write it."""
    if field in ROLES:
        return [a.span.of(text) for a in event.arguments if a.role == field]
    value = getattr(event, field)
    return value.of(text) if isinstance(value, Span) else value


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_events(case: dict[str, Any]) -> None:
    document = document_of(case)
    found = {event.span.of(document.text).split()[0]: event for event in find_events(document)}
    for words, wanted in case["events"].items():
        assert words in found, f"{words!r} is no event; found {sorted(found)}"
        assert {field: seen(found[words], document.text, field) for field in wanted} == wanted
    if case.get("only"):
        assert set(found) == set(case["events"])


XPOS = st.sampled_from(
    ["NN", "NNP", "VBD", "VBN", "VB", "VBG", "JJ", "IN", "DT", "TO", "WP", "RB", "MD", "."]
)
WORDS = st.sampled_from("attack war not to who that if said launched of on by Orm support no will".split())  # noqa: SIM905
RELATIONS = st.sampled_from(
    [
        *("nsubj", "obj", "obl", "nmod", "acl", "advcl", "ccomp", "xcomp", "conj", "case", "mark", "aux"),
        *("cop", "amod", "det", "advmod", "compound", "punct"),
    ]
)
ROWS = st.lists(st.tuples(WORDS, XPOS, RELATIONS, st.integers(-1, 11)), min_size=1, max_size=12)
UPOS = {"N": "NOUN", "V": "VERB", "J": "ADJ", "I": "ADP", "D": "DET", "T": "PART", "W": "PRON", "R": "ADV"}


@settings(deadline=None)
@given(ROWS)
def test_no_tree_however_wrong_breaks_the_reading(rows: list[tuple[str, str, str, int]]) -> None:
    text = " ".join(word for word, *_ in rows)
    tokens: list[Token] = []
    start = 0
    for at, (word, xpos, relation, head) in enumerate(rows):
        tokens.append(
            Token(
                span=Span(start, start + len(word)),
                upos=UPOS.get(xpos[0], "PUNCT"),
                xpos=xpos,
                lemma=word,
                head=head if head < len(rows) and head != at else -1,
                deprel=relation,
                is_event=at % 2,
            )
        )
        start += len(word) + 1
    events = find_events(Document(article=Article(name="a", text=text), tokens=tuple(tokens)))
    for event in events:
        assert 0 <= event.span.start < event.span.end <= len(text)
        assert -3 <= event.factuality <= 3
        assert event.factuality == 0 or (event.factuality < 0) == (event.polarity == "negative")
        for argument in event.arguments:
            assert argument.span.contains(tokens[argument.head].span)
        if event.condition is not None:
            assert event.condition.of(text)
