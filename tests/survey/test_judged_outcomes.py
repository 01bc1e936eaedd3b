"""What came of a forecast as the net reads it: asked of one thing, heard where it is sure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import pytest
from test_predictions import FORETOLD, Page

from rashomon.findings import Origins
from rashomon.ledger import Ledger, LedgerArticle, Outcome, Relation
from rashomon.survey.predictions import settle_predictions


class Saying:
    """A net that says the same of every later claim."""

    def __init__(self, yes: float, no: float) -> None:
        self.outcome = Outcome(1 - yes - no, yes, no, 0.0)

    def vectors(self, texts: Sequence[str]) -> NoReturn:
        raise AssertionError("nobody asked")

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Relation]:
        raise AssertionError("nobody asked")

    def settle(self, pairs: Sequence[tuple[str, str]]) -> list[Outcome]:
        return [self.outcome for _ in pairs]


def state(page: Page, net: Saying, likely: float = 0.9) -> str:
    """``likely``: how likely forecast and later claim are of one thing."""
    articles = tuple(
        LedgerArticle(
            name=one.name, text=one.text, outlet=one.name, published=one.published, claims=one.claims
        )
        for one in sorted((FORETOLD, page), key=lambda one: one.name)
    )
    ledger = Ledger(articles=articles)
    one, other = sorted(ledger.claims)
    together = {(one, other): likely}
    return settle_predictions(ledger, (), Origins(origins=(), of_claim={}), (), net, together)[0].state


LATER = Page("b", "2031-04-10", "Sorn | actual | the flag of the rebels flies over the hall")
STILL = Page("b", "2031-04-10", "Sorn | actual | the garrison is still in the hall")
OVER = Page("b", "2031-04-20", "Sorn | actual | the garrison is still in the hall")
EARLIER = Page("b", "2031-04-01", "Sorn | actual | the flag of the rebels flies over the hall")
HIMSELF = Page("b", "2031-04-10", "Orm | actual | the flag of the rebels flies over the hall")
DENIED = Page("b", "2031-04-10", "Sorn | not actual | the flag of the rebels flew over the hall")


@pytest.mark.parametrize(
    ("page", "yes", "no", "expected", "why"),
    [
        (LATER, 0.9, 0.05, "yes", "the net is sure that it came about"),
        (LATER, 0.05, 0.9, "no", "the net is sure that it did not"),
        (LATER, 0.6, 0.1, "open", "the net is not sure"),
        (STILL, 0.05, 0.9, "open", "what is still so settles nothing before the day"),
        (OVER, 0.05, 0.9, "no", "what is still so on the day settles it"),
        (EARLIER, 0.9, 0.05, "open", "it was told before"),
        (HIMSELF, 0.9, 0.05, "open", "the forecaster says so himself"),
        (DENIED, 0.05, 0.9, "yes", "who denies the words turns them"),
    ],
)
def test_what_settles(page: Page, yes: float, no: float, expected: str, why: str) -> None:
    assert state(page, Saying(yes, no)) == expected, why


def test_of_another_thing_the_net_is_not_asked() -> None:
    assert state(LATER, Saying(0.9, 0.05), likely=0.4) == "open"
