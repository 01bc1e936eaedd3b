"""The whole survey of a case on one page: what is found across its articles, in order."""

from __future__ import annotations

from rashomon.findings import Survey
from rashomon.ledger import Ledger


def survey(ledger: Ledger) -> Survey:
    """Everything that Rashomon finds across the articles of a case; the same for any order of articles."""
    return Survey()
