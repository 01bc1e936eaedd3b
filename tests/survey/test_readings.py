"""One text told twice, of which the doubt was read once only."""

from __future__ import annotations

import pytest
from told_in_short import Told, ledger

from rashomon.ledger import LedgerClaim, LedgerVoice
from rashomon.records import Span
from rashomon.survey.readings import is_one_text

STORY = "forty people had been killed"


def claim(name: str, text: str) -> LedgerClaim:
    """The story inside ``text``, with "denied" or "said" as its cue where that is there."""
    (article,) = ledger([Told(id=name, text=text, article=name)]).articles
    (found,) = article.claims
    at = text.index(STORY)
    cues = [Span(text.index(cue), text.index(cue) + len(cue)) for cue in ("denied", "said") if cue in text]
    voice = LedgerVoice(name=None, kind="unnamed", cue=cues[0] if cues else None)
    spans = (Span(at, at + len(STORY)),)
    return LedgerClaim(
        id=name,
        article=name,
        number=0,
        spans=spans,
        text=STORY,
        voices=(*found.voices[:1], voice),
        quotation="indirect",
        polarity="positive",
        certainty="certain",
        mode="actual",
    )


CASES = [
    (
        "They denied that forty people had been killed.",
        "So they denied that forty people had been killed.",
        True,
    ),
    ("They denied that forty people had been killed.", "They said that forty people had been killed.", False),
    (
        "It is clear that forty people had been killed.",
        "It is clear that forty people had been killed.",
        False,
    ),
]


@pytest.mark.parametrize(("one", "other", "expected"), CASES)
def test_the_words_that_decide_stand_in_both(one: str, other: str, *, expected: bool) -> None:
    assert is_one_text(claim("a", one), one, claim("b", other), other) is expected


def test_two_claims_of_one_article_are_two() -> None:
    text = CASES[0][0]
    assert not is_one_text(claim("a", text), text, claim("a", text), text)
