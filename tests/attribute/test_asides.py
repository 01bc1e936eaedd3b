"""What is said begins before the aside, where the rest lacks who does it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_attributions import attribution, document_of

from rashomon.attribute.asides import read_asides
from rashomon.attribute.layout import Layout
from rashomon.records import Span, Token

TAGS = {"insists": "VERB", "signed": "VERB", "never": "ADV", "left": "VERB", "goes": "VERB", "will": "AUX"}


def told(text: str, source: str, cue: str, content: str) -> list[str]:
    """The content after the step, of a text whose words are tagged by `TAGS`."""
    document = document_of(text)
    words = [word for word in document.words if word.of(text).isalnum()]
    tokens = tuple(
        Token(
            span=Span(word.start, word.end),
            upos=TAGS.get(word.of(text), "NOUN"),
            xpos="",
            lemma="",
            head=-1,
            deprel="dep",
        )
        for word in words
    )
    layout = Layout(replace(document, tokens=tokens))
    (found,) = read_asides(layout, [attribution(text, {"source": source, "cue": cue, "content": content})])
    return [part.of(text) for part in found.content]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "whole", "why"),
    [
        (
            "Sorn, his lawyer insists, never signed anything.",
            *("his lawyer", "insists", "never signed anything"),
            ["Sorn", "never signed anything"],
            "the rest begins with a verb",
        ),
        (
            "On Monday, his lawyer insists, Sorn signed nothing.",
            *("his lawyer", "insists", "Sorn signed nothing"),
            ["Sorn signed nothing"],
            "the rest is a clause of its own",
        ),
        (
            "Sorn left, his lawyer insists, never signed anything.",
            *("his lawyer", "insists", "never signed anything"),
            ["never signed anything"],
            "what stands before is a clause of its own",
        ),
    ],
)
def test_what_is_said_begins_before_the_aside(
    text: str, source: str, cue: str, content: str, whole: list[str], why: str
) -> None:
    assert told(text, source, cue, content) == whole, why
