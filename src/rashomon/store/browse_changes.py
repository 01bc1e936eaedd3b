"""What some of the articles have to do with what was found across all: those parts of the survey alone."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace

from rashomon.findings import Origins, Survey
from rashomon.store import load_survey
from rashomon.store.database import Database

MOST = 400
"""So many propositions are looked at, those most contested first, and so many predictions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """The propositions and predictions that some articles take part in."""

    survey: Survey
    claims: tuple[str, ...]
    """The ids of all their claims, in the order of articles."""
    later: frozenset[str]
    """Those of them that stand in these articles."""
    is_whole: bool
    """False: there are more than were looked at."""


def touched_by(database: Database, articles: Collection[str]) -> Touched:
    """What the articles with these names take part in."""
    asked = json.dumps(sorted(articles))
    ids = [
        one
        for (one,) in database.rows(
            "SELECT DISTINCT p.id FROM json_each(?) j JOIN article a ON a.name = j.value"
            " JOIN claim c ON c.article = a.key JOIN member m ON m.claim = c.id"
            " JOIN proposition p ON p.id = m.proposition ORDER BY p.rank LIMIT ?",
            (asked, MOST + 1),
        )
    ]
    told = [
        one
        for (one,) in database.rows(
            "WITH later AS (SELECT c.id FROM json_each(?) j JOIN article a ON a.name = j.value"
            " JOIN claim c ON c.article = a.key)"
            " SELECT p.id FROM prediction p WHERE p.claim IN later"
            " OR EXISTS (SELECT 1 FROM json_each(p.settled_by) WHERE value IN later) ORDER BY p.rank LIMIT ?",
            (asked, MOST + 1),
        )
    ]
    is_whole = len(ids) <= MOST and len(told) <= MOST
    survey = _survey(database, ids[:MOST], told[:MOST])
    claims = _in_order(database, survey, asked)
    later = frozenset(one for one, is_later in claims if is_later)
    return Touched(survey=survey, claims=tuple(one for one, _ in claims), later=later, is_whole=is_whole)


def _survey(database: Database, ids: list[str], told: list[str]) -> Survey:
    conflicts = load_survey.load_conflicts(database, ids)
    known = sorted({one for conflict in conflicts for one in conflict.propositions} | set(ids))
    survey = Survey(
        propositions=load_survey.load_propositions(database, known),
        conflicts=conflicts,
        drifts=load_survey.load_drifts_of(database, ids),
        predictions=load_survey.load_predictions(database, told),
    )
    members = [member.claim for one in survey.propositions for member in one.members]
    rows = database.rows(
        "SELECT claim, origin FROM claim_origin WHERE claim IN (SELECT value FROM json_each(?))",
        (json.dumps(members),),
    )
    return replace(survey, origins=Origins(origins=(), of_claim=dict(rows)))


def _in_order(database: Database, survey: Survey, asked: str) -> list[tuple[str, bool]]:
    claims = {member.claim for one in survey.propositions for member in one.members}
    for one in survey.predictions:
        claims |= {one.claim, *one.copies, *one.settled_by}
    return [
        (one, bool(is_later))
        for one, is_later in database.rows(
            "SELECT c.id, a.name IN (SELECT value FROM json_each(?)) FROM json_each(?) j"
            " JOIN claim c ON c.id = j.value JOIN article a ON a.key = c.article ORDER BY a.name, c.number",
            (asked, json.dumps(sorted(claims))),
        )
    ]


def newest(database: Database) -> int:
    """A number that grows with every article put in; 0 for none."""
    return int(database.row("SELECT coalesce(max(rowid), 0) FROM article")[0])


def put_in_after(database: Database, number: int) -> list[str]:
    """The names of the articles put in since `newest` gave ``number``."""
    rows = database.rows("SELECT name FROM article WHERE rowid > ? ORDER BY name", (number,))
    return [name for (name,) in rows]


def dates_of_articles(database: Database) -> dict[str, str | None]:
    """When each article appeared, by its name; EDTF."""
    return dict(database.rows("SELECT name, published FROM article ORDER BY name"))
