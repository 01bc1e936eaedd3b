"""Claims that only tell a forecast again: "Orm gave it two weeks", "“a week”, he repeats"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from rashomon.ledger import Ledger, LedgerArticle, LedgerClaim
from rashomon.situate.times import find_times
from rashomon.survey.edtf import read_days
from rashomon.survey.forecasts import Forecast, holder_of

_SHORT = 6
"""So many words have no room for a forecast of their own."""
_REPORTING = 50
"""So many characters more than the forecast, with the word of saying, has a claim that only reports it."""
_GAVE = re.compile(
    r"\bg[ai]ve[ns]?\s+(?:it|them|him|her|the\s+\w+)\s+(?:only\s+|just\s+|at most\s+)?"
    r"(?:no more than\s+|another\s+)?(?P<number>an?|[\w-]+)"
    r"(?:\s+(?P<unit>hour|day|week|month|year)s?\b|(?=[.,;:!?]|$))",
    re.IGNORECASE,
)
_UNITS = ("hours", "days", "weeks", "months", "years")


@lru_cache(maxsize=20_000)
def lengths(text: str) -> frozenset[str]:
    """How long something takes or lasts, as the words tell, in ISO 8601; days and weeks as hours.

    >>> lengths("it will be over within two days") == lengths("forty-eight hours, not more")
    True
    """
    return frozenset(
        _in_hours(one.value) for one in find_times(text, None) if one.kind == "duration" and one.value
    )


def _in_hours(value: str) -> str:
    match = re.fullmatch(r"P(?:(\d+)W)?(?:(\d+)D)?", value)
    if not match or not any(match.groups()):
        return value
    weeks, days = (int(part or 0) for part in match.groups())
    return f"PT{24 * (7 * weeks + days)}H"


def forecast_lengths(one: Forecast) -> frozenset[str]:
    """The stretches of time in the words of a forecast, and in those that tell when."""
    return lengths(one.text + one.tail)


def find_echoes(
    groups: Sequence[Sequence[Forecast]], ledger: Ledger
) -> Mapping[str, tuple[LedgerClaim, ...]]:
    """By the id of the first forecast of each group, the claims that only tell it again.

    A claim that holds the forecast with its word of saying and nothing more; one of its holder, later, that
    says nothing but the same stretch of time; and one that tells how long he "gave it".
    """
    found: dict[str, dict[str, LedgerClaim]] = defaultdict(dict)
    by_holder: dict[str, list[Sequence[Forecast]]] = defaultdict(list)
    by_article: dict[str, list[tuple[Forecast, str]]] = defaultdict(list)
    for group in groups:
        for holder in sorted({one.holder for one in group} - {""}):
            by_holder[holder].append(group)
        for one in group:
            by_article[one.claim.article].append((one, group[0].id))
    own = {one.claim.id for group in groups for one in group}
    for article in ledger.articles:
        for claim in article.claims:
            for one, lead in by_article.get(article.name, ()):
                if _only_reports(claim, one):
                    found[lead][claim.id] = claim
            if claim.id not in own:
                for group in _told_by_length(claim, article, by_holder):
                    found[group[0].id][claim.id] = claim
    return {lead: tuple(claims[one] for one in sorted(claims)) for lead, claims in found.items()}


def _only_reports(claim: LedgerClaim, one: Forecast) -> bool:
    own, speaker = one.claim, one.claim.speaker
    if claim.id == own.id or len(claim.spans) > 1 or speaker.cue is None:
        return False
    is_longer = claim.span.contains(own.span) and len(claim.span) - len(own.span) <= _REPORTING
    is_of_him = claim.speaker.actor == speaker.actor and claim.speaker.kind == speaker.kind != "outlet"
    return is_longer and is_of_him and claim.span.contains(speaker.cue) and len(claim.voices) > 1


def _told_by_length(
    claim: LedgerClaim, article: LedgerArticle, by_holder: Mapping[str, list[Sequence[Forecast]]]
) -> list[Sequence[Forecast]]:
    """The one forecast that a claim tells again by its stretch of time; empty where it may be several."""
    gave = _GAVE.search(claim.text)
    if gave and claim.mode == "actual":
        start = claim.spans[0].start
        holders = {actor for span, actor in claim.actors if span.start - start < gave.start()}
        fitting = _fitting(sorted(holders), by_holder, lambda one: _is_given(gave, one))
    elif len(claim.text.split()) <= _SHORT and (told := lengths(claim.text)):
        fitting = _fitting([holder_of(claim, article)], by_holder, lambda one: told <= forecast_lengths(one))
    else:
        return []
    days = read_days(article.published)
    later = [group for group in fitting if days and _made_before(group, days.first.isoformat())]
    return later if len(later) == 1 else []


def _fitting(
    holders: Iterable[str],
    by_holder: Mapping[str, list[Sequence[Forecast]]],
    fits: Callable[[Forecast], bool],
) -> list[Sequence[Forecast]]:
    groups = [group for holder in holders for group in by_holder.get(holder, ())]
    return [group for group in groups if any(fits(one) for one in group)]


def _made_before(group: Sequence[Forecast], day: str) -> bool:
    made = read_days(group[0].made)
    return made is not None and made.last.isoformat() < day


def _is_given(gave: re.Match[str], one: Forecast) -> bool:
    """Whether "gave it two weeks", or "gave it two", is what the forecast says."""
    own = forecast_lengths(one)
    number = "one" if gave["number"].lower() in ("a", "an") else gave["number"]
    units = [f"{gave['unit']}s"] if gave["unit"] else _UNITS
    return any(own & lengths(f"for {number} {unit}") for unit in units)
