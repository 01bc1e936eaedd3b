"""What an expression is read against: the day of publication, what the text told before, the tense."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from rashomon.situate.periods import Period
from rashomon.situate.time_hits import Hit
from rashomon.situate.time_tokens import Page, read_tables

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T[\d:.Z+-]*)?)?)?")
_REACH = 40
"""How many words around an expression may hold the verb that tells its tense."""


class Meaning(NamedTuple):
    """What a reader makes of an expression."""

    value: str | None
    kind: Literal["date", "time", "duration", "set"]
    reason: str
    period: Period | None = None
    """The days it covers, if it is a date, for later expressions to count from."""


@dataclass(frozen=True, slots=True)
class Published:
    """As much of the publication's day as is known for sure."""

    year: int | None = None
    month: int | None = None
    day: date | None = None

    @staticmethod
    def of(stated: str | None) -> Published:
        """From EDTF; an uncertain or approximate date, or an interval, is no ground to count from."""
        match = _PUBLISHED.fullmatch((stated or "").replace("-XX", ""))
        if not match or match[2] == "00" or not 1500 <= int(match[1]) <= 2500:
            return Published()
        numbers = [int(part) for part in match.groups() if part]
        try:
            day = date(*numbers) if len(numbers) == 3 else None
            date(*[*numbers, 1, 1][:3])
        except ValueError:
            return Published()
        return Published(numbers[0], numbers[1] if len(numbers) > 1 else None, day)


@dataclass(slots=True)
class Scene:
    """The publication, and what the text has told up to here, the latest last."""

    published: Published
    told: list[tuple[int, Period]] = field(default_factory=list)
    """(token, period) of each date that was read."""
    years: list[tuple[int, int]] = field(default_factory=list)
    """(token, year) of each date that was written with its year."""
    coming: Period | None = None
    """The date that an expression is joined to by "to" or "and", if it is already read."""

    def anchor(self, hit: Hit, *grains: str) -> Period | None:
        """The latest date of such a grain told in this sentence or the one before."""
        start = sentence_start(hit.page, hit.first, 2)
        for at, period in reversed(self.told):
            if at < start:
                return None
            if period.grain in grains:
                return period
        return None

    def told_day(self, hit: Hit) -> Period | None:
        """The day told nearest to it in the same sentence, after or before."""
        start = sentence_start(hit.page, hit.first, 1)
        days = [(at, period) for at, period in self.told if at >= start and period.grain == "day"]
        return min(days, key=lambda told: abs(told[0] - hit.first))[1] if days else None

    def told_year(self, hit: Hit) -> int | None:
        """The year that this sentence or the one before tells; "since 2011" is background, and tells none."""
        start = sentence_start(hit.page, hit.first, 2)
        years = [(at, year) for at, year in self.years if at >= start]
        if not years or hit.page.lower(years[-1][0] - 1) == "since":
            return None
        return years[-1][1]


def sentence_start(page: Page, at: int, back: int) -> int:
    """The first token of the sentence (``back`` 1) or of the one before (2), within the paragraph."""
    while at > 0:
        if page.is_end(at - 1):
            back -= 1
            if back == 0 or "break" in page.classes[at - 1]:
                return at
        at -= 1
    return 0


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(read_tables()[table][key])


def tense_of(hit: Hit) -> Literal["past", "future"] | None:
    """The tense of the nearest verb: before the expression, else after it; None where none tells."""
    page = hit.page
    if page.lower(hit.first - 1) == "until" or page.lower(hit.end) == "deadline":
        return "future"
    for at in range(hit.first - 1, max(-1, hit.first - _REACH), -1):
        if page.is_end(at) or page.lower(at) == ";":
            break
        if found := _tense_at(page, at):
            return found
    for at in range(hit.end, hit.end + _REACH):
        if page.is_end(at) or page.lower(at) in _words("past", "clause"):
            break
        if found := _tense_at(page, at):
            return found
    return None


def _tense_at(page: Page, at: int) -> Literal["past", "future"] | None:
    word, after = page.lower(at), page.lower(at + 1)
    if word in _words("future", "modal"):
        is_verb = page.word(at)[0].islower() and after not in ("", ",", ".")
        return ("past" if "have" in (after, page.lower(at + 2)) else "future") if is_verb else None
    if word in _words("future", "words"):
        return "future"
    if after == "to" and word in _words("future", "before_to"):
        return "future"
    before = page.lower(at - 1)
    if word in _words("future", "after_be") and before in ("is", "are", "be", "'s", "’s"):
        return "future"
    if word in _words("future", "present"):
        return "future"
    if word in _words("past", "words"):
        return "past"
    is_verb = len(word) > 4 and word.endswith("ed") and word not in _words("past", "not_ed")
    # "will be finished": what stands before "be" tells.
    is_past = is_verb and page.word(at)[0].islower() and "be" not in (page.lower(at - 1), page.lower(at - 2))
    return "past" if is_past else None
