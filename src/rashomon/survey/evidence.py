"""What speaks for or against a forecast, and when it comes late enough to settle it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rashomon.ledger import LedgerClaim
from rashomon.survey.acts import Act
from rashomon.survey.due import Due
from rashomon.survey.edtf import read_days
from rashomon.survey.forecasts import Forecast
from rashomon.survey.told import Told

Verdict = Literal["yes", "no", "void", "late"]
""""late": it came about, and nobody tells whether by its day."""
LEAST_WORDS = 3
"""A claim of fewer words says too little to settle a forecast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A claim that speaks for or against a forecast."""

    verdict: Verdict
    claim: str
    origin: str
    day: date
    why: str
    """In words a user can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A forecast with all its copies, to be settled."""

    members: tuple[Forecast, ...]
    made: str | None
    due: Due
    acts: tuple[Act, ...]
    conditions: tuple[Act, ...]
    echoes: tuple[LedgerClaim, ...] = ()
    """Claims that only tell it again."""

    @property
    def lead(self) -> Forecast:
        """The one told first."""
        return self.members[0]


def is_of_others(one: Open, told: Told, own: set[str | None]) -> bool:
    """Whether neither the forecaster nor who stands behind his word says it."""
    return told.holder not in {member.holder for member in one.members} and told.origin not in own


def is_later(told: Told, made: str | None) -> bool:
    """Surely told after the forecast, and not of what was before it."""
    begun, day = read_days(made), told.day
    if begun is None or told.published is None or day is None:
        return False
    return told.published.first > begun.last and day.last >= begun.first


def in_time(one: Open, told: Told, *, agrees: bool, settles_now: bool) -> Evidence | None:
    """The evidence, if it comes at a time at which it can settle anything."""
    day, published, last = told.day, told.published, one.due.last
    if day is None or published is None:
        return None
    if settles_now:
        is_known = read_days(told.act.time) is not None
        if last is None or day.last <= last or (is_known and day.first <= last):
            return evidence_of(told, "yes" if agrees else "no", day.first, "")
        # What came about after the day does not make true that it would by the day.
        if is_known and day.first > last:
            return evidence_of(told, "no", day.first, "only later") if agrees else None
        return evidence_of(told, "late", day.first, "") if agrees else None
    # That it is not so yet settles nothing before the day.
    if last is None or day.last < last:
        return None
    return evidence_of(told, "yes" if agrees else "no", day.first, "on the day or after it")


def evidence_of(told: Told, verdict: Verdict, day: date, note: str) -> Evidence:
    """Evidence with the words and the article for a user to read."""
    words = " ".join(told.text.split())
    short = words if len(words) <= 120 else words[:117] + "..."
    why = f"“{short}” ({told.article}{', ' + note if note else ''})"
    return Evidence(verdict=verdict, claim=told.claim, origin=told.origin or told.holder, day=day, why=why)
