"""What an article says of a forecast where it tells it again: that it came true, or that it did not."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from rashomon.ledger import LedgerArticle, LedgerClaim
from rashomon.records import Span
from rashomon.survey.acts import tables

_NEXT = 260
"""How far after a forecast told again the article says what came of it."""
_ANSWER = 80
_VERDICTS: tuple[Literal["no", "yes"], ...] = ("no", "yes")


class Verdict(NamedTuple):
    """That a forecast came true or not."""

    is_true: bool
    place: Span
    """The words, in the article."""
    is_still: bool
    """It is told that all is "still" as it was: no word on what was to last, or not to come."""


def is_answered(article: LedgerArticle, claim: LedgerClaim) -> bool:
    """Whether a short sentence right after says that it came about or not ("They are not.")."""
    return answer_to(article, claim) is not None


def answer_to(article: LedgerArticle, claim: LedgerClaim) -> Verdict | None:
    """What that short sentence says; None where it is in somebody's mouth."""
    rest = article.text[claim.span.end : claim.span.end + _ANSWER]
    for verdict in _VERDICTS:
        if match := _pattern("answer", verdict).match(rest):
            place = Span(claim.span.end + match.start("words"), claim.span.end + match.end("words"))
            if not any(one.span.overlaps(place) and len(one.voices) > 1 for one in article.claims):
                return Verdict(verdict == "yes", place, False)
    return None


def said_after(article: LedgerArticle, span: Span) -> Verdict | None:
    """What the words after a forecast told again say, to the end of the paragraph."""
    rest = article.text[span.end : span.end + _NEXT].split("\n\n", 1)[0]
    if match := _pattern("told", "still").match(rest):
        return Verdict(False, Span(span.end, span.end + match.end()), True)
    for verdict in _VERDICTS:
        if match := _pattern("told", verdict).search(rest):
            opening = max(rest.rfind(mark, 0, match.start()) + 1 for mark in ".;\n")
            place = Span(span.end + opening, span.end + match.end())
            return Verdict(verdict == "yes", place, "still" in match.group().lower())
    return None


@cache
def _pattern(table: str, verdict: str) -> re.Pattern[str]:
    given = tables()[table][verdict]
    # What begins a sentence is told by its capital letter in "answer".
    flags = 0 if table == "answer" else re.IGNORECASE
    return re.compile("|".join([given] if isinstance(given, str) else given), flags)
