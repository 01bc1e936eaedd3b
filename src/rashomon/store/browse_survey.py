"""Parts of what was found across the articles, read a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rashomon.findings import Survey, Version
from rashomon.store import load_survey
from rashomon.store.database import Database

STATES = ("yes", "no", "void", "expired", "ambiguous", "open")
"""Predictions are told in this order: settled first."""
ALL = -1
"""As a limit: as many as there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """So much of a survey as one page shows."""

    survey: Survey
    count: int
    """How many there are in all of what the page lists."""
    more: int
    """How many come after those that it lists."""
    left: Mapping[str, int] = field(default_factory=dict)
    """Of predictions: how many of each state come after those listed."""
    shown: tuple[str, ...] = ()
    """Of versions: the ids of those listed; the survey names those before them too."""


def issues(database: Database, *, start: int = 0, limit: int = ALL) -> Part:
    """What is contested: the propositions of the issues from ``start`` on, with their contradictions."""
    (count,) = database.row("SELECT count(DISTINCT issue) FROM conflict")
    stop = count if limit < 0 else start + limit
    within = "FROM conflict WHERE issue >= ? AND issue < ?"
    wanted = _ids(
        database,
        "SELECT id FROM proposition WHERE id IN"
        f" (SELECT proposition_a {within} UNION SELECT proposition_b {within}) ORDER BY rank",
        *(start, stop) * 2,
    )
    survey = Survey(
        propositions=load_survey.load_propositions(database, wanted),
        conflicts=load_survey.load_conflicts(database, issues=range(start, stop)),
    )
    return Part(survey=survey, count=count, more=max(0, count - stop))


def singles(database: Database, *, start: int = 0, limit: int = ALL) -> Part:
    """What several articles tell and one origin alone is behind, told by most first; not what they ask."""
    alone = (
        "FROM proposition WHERE best = 1 AND articles > 1"
        " AND claim NOT IN (SELECT id FROM claim WHERE mode = 'asked')"
    )
    (count,) = database.row(f"SELECT count(*) {alone}")
    wanted = _ids(database, f"SELECT id {alone} ORDER BY articles DESC, id LIMIT ? OFFSET ?", limit, start)
    found = {one.id: one for one in load_survey.load_propositions(database, wanted)}
    survey = Survey(propositions=tuple(found[one] for one in wanted))
    return Part(survey=survey, count=count, more=max(0, count - start - len(wanted)))


def drifts(database: Database, *, start: int = 0, limit: int = ALL) -> Part:
    """What hardened or softened, with the propositions that did."""
    (count,) = database.row("SELECT count(*) FROM drift")
    found = load_survey.load_drifts(database, start=start, limit=limit)
    wanted = sorted({drift.proposition for drift in found})
    survey = Survey(propositions=load_survey.load_propositions(database, wanted), drifts=found)
    return Part(survey=survey, count=count, more=max(0, count - start - len(found)))


def versions(database: Database, *, start: int = 0, limit: int = ALL, each: int = ALL) -> Part:
    """The versions from ``start`` on, with the propositions that they take in or leave out, and what clashes.

    With ``each`` at most so many of one issue, and only what somebody backs: where nobody stands behind all
    but one, there is no choice to tell of. Those between and before them come along bare, since a version is
    named by its place.
    """
    listed = database.rows("SELECT id, issue FROM version ORDER BY rank")
    later = listed[start:]
    wanted = [one for one, _ in later] if each < 0 else list(_backed(database, later, each))
    wanted = wanted if limit < 0 else wanted[:limit]
    found = {one.id: one for one in load_survey.load_versions(database, wanted)}
    stop = next((place for place, (one, _) in enumerate(listed) if wanted and one == wanted[-1]), -1) + 1
    named = tuple(found.get(one) or _bare(one, issue) for one, issue in listed[:stop])
    told = load_survey.load_propositions(database, _told(list(found.values())))
    return Part(
        survey=Survey(
            propositions=told,
            versions=named,
            conflicts=load_survey.load_conflicts(database, [one.id for one in told]),
        ),
        count=len(listed),
        more=len(listed) - start - len(wanted),
        shown=tuple(wanted),
    )


def _backed(database: Database, listed: Sequence[tuple[str, str]], each: int) -> Iterator[str]:
    """The first versions of each issue of which at least two, or all, have somebody behind them."""
    backed = set(_ids(database, "SELECT DISTINCT version FROM backer"))
    count = Counter(issue for one, issue in listed if one in backed)
    every = Counter(issue for _, issue in listed)
    met: Counter[str] = Counter()
    for one, issue in listed:
        if one in backed and count[issue] >= min(2, every[issue]) and met[issue] < each:
            met[issue] += 1
            yield one


def _told(found: Sequence[Version]) -> list[str]:
    placed = {placed.proposition for version in found for placed in version.propositions}
    reasons = {one for version in found for placed in version.propositions for one in placed.because}
    ends = {one for version in found for one in (version.weakest, version.test) if one}
    return sorted(placed | reasons | ends)


def _bare(one: str, issue: str) -> Version:
    return Version(
        id=one, issue=issue, propositions=(), backers=(), weight=0.0, weakest=None, apart_from=None, test=None
    )


def predictions(database: Database, *, start: int = 0, limit: int = ALL) -> Part:
    """The predictions from ``start`` on, those settled first."""
    counts = dict(database.rows("SELECT state, count(*) FROM prediction GROUP BY state"))
    wanted: list[str] = []
    left: dict[str, int] = {}
    passed, room = start, sum(counts.values()) if limit < 0 else limit
    for state in STATES:
        there = counts.get(state, 0)
        wanted += _ids(
            database,
            "SELECT id FROM prediction WHERE state = ? ORDER BY rank LIMIT ? OFFSET ?",
            *(state, room, passed),
        )
        taken = max(0, min(room, there - passed))
        left[state] = max(0, there - passed - taken)
        passed, room = max(0, passed - there), room - taken
    survey = Survey(predictions=load_survey.load_predictions(database, wanted))
    return Part(survey=survey, count=sum(counts.values()), more=sum(left.values()), left=left)


def _ids(database: Database, sql: str, *values: Any) -> list[str]:  # noqa: ANN401
    return [one for (one,) in database.rows(sql, values)]


def propositions_alike(database: Database, prefix: str) -> list[str]:
    """The ids of the propositions that begin so, at most two."""
    return _ids(
        database,
        "SELECT id FROM proposition WHERE id >= ? AND id < ? ORDER BY id LIMIT 2",
        *(prefix, f"{prefix}\U0010ffff"),
    )
