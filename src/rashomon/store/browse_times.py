"""What has a day or a place: pages of a timeline, and the places of a map."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.findings import PredictionState
from rashomon.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTime:
    """A claim on a timeline: when it was told, and the time that its words give."""

    claim: str
    lane: str
    """The id of the proposition or actor under which it stands."""
    text: str
    speaker: str
    outlet: str
    published: str | None
    """EDTF; of the article."""
    value: str | None
    """EDTF; what the content says of when."""
    manner: str
    """asserts, denies, hedges, reports; as in `Cell`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """A prediction with the window in which it has to come about."""

    id: str
    claim: str
    by: str | None
    text: str
    made: str | None
    due: str
    state: PredictionState


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCard:
    """A place that articles name, and how often."""

    name: str
    geonames: int | None
    lat: float | None
    lon: float | None
    precision: str | None
    """point, city, region, country."""
    mentions: int
    articles: int
    claims: int
    """Claims that say to be set there."""
    claim: str | None
    """The id of one of them."""


_TOLD = (
    "SELECT c.id, {lane}, substr(a.text, c.start + 1, c.stop - c.start), coalesce(x.name, v.name, ''),"
    " coalesce(a.outlet, ''), a.published, CASE t.kind WHEN 'duration' THEN NULL ELSE t.value END, {manner}"
)
_SETTING = (
    " JOIN article a ON a.key = c.article"
    " JOIN voice v ON v.claim = c.id AND v.depth = (SELECT max(depth) FROM voice WHERE claim = c.id)"
    " LEFT JOIN actor_member n ON n.article = c.article AND n.entity = v.entity"
    " LEFT JOIN actor x ON x.id = n.actor"
)
_NAMES = ("claim", "lane", "text", "speaker", "outlet", "published", "value", "manner")


def times_of_propositions(
    database: Database, propositions: Sequence[str], *, limit: int = 400
) -> list[ToldTime]:
    """Every claim of these propositions (ids), by proposition and day of the article."""
    manner = (
        "CASE WHEN m.sign = -1 THEN 'denies' WHEN m.is_hedged THEN 'hedges' WHEN v.depth > 0 THEN 'reports'"
        " ELSE 'asserts' END"
    )
    rows = database.rows(
        _TOLD.format(lane="m.proposition", manner=manner)
        + " FROM json_each(?) j JOIN member m ON m.proposition = j.value JOIN claim c ON c.id = m.claim"
        + _SETTING
        + " LEFT JOIN claim_setting s ON s.claim = c.id"
        " LEFT JOIN time t ON t.article = s.article AND t.number = s.time"
        " ORDER BY j.key, a.published IS NULL, a.published, a.name, c.number LIMIT ?",
        (json.dumps(list(propositions)), limit),
    )
    return [ToldTime(**dict(zip(_NAMES, row, strict=True))) for row in rows]


def times_of_actors(database: Database, actors: Sequence[str], *, limit: int = 400) -> list[ToldTime]:
    """The claims of these actors (ids) whose words say when, by actor and day of the article."""
    manner = "CASE c.polarity WHEN 'negative' THEN 'denies' ELSE 'asserts' END"
    rows = database.rows(
        _TOLD.format(lane="k.actor", manner=manner)
        + " FROM json_each(?) j JOIN actor_member k ON k.actor = j.value"
        " JOIN attribution b ON b.article = k.article AND b.entity = k.entity"
        " JOIN claim c ON c.article = b.article AND c.attribution = b.number"
        " JOIN claim_setting s ON s.claim = c.id"
        " JOIN time t ON t.article = s.article AND t.number = s.time AND t.value IS NOT NULL"
        " AND t.kind <> 'duration'"
        + _SETTING
        + " ORDER BY j.key, a.published IS NULL, a.published, a.name, c.number LIMIT ?",
        (json.dumps(list(actors)), limit),
    )
    return [ToldTime(**dict(zip(_NAMES, row, strict=True))) for row in rows]


def due_predictions(database: Database, *, limit: int = 40) -> tuple[list[DueRow], int, int]:
    """Predictions that have a day to come about by, as ranked; how many have one, and how many none."""
    names = ("id", "claim", "by", "text", "made", "due", "state")
    rows = database.rows(
        "SELECT id, claim, holder, text, made, due, state FROM prediction WHERE due IS NOT NULL"
        " ORDER BY rank LIMIT ?",
        (limit,),
    )
    due, none = database.row("SELECT count(due), count(*) - count(due) FROM prediction")
    return [DueRow(**dict(zip(names, row, strict=True))) for row in rows], due, none


def articles_by_day(database: Database, *, most: int = 400) -> list[tuple[str | None, int, str]]:
    """On each day (EDTF) on which articles appeared: how many, and the name of one; without a day last.

    Where there are more than ``most`` days, by month, else by year.
    """
    for length in (10, 7, 4):
        rows = database.rows(
            "SELECT substr(published, 1, CASE WHEN published LIKE '____-__-__T%' THEN min(?1, 10)"
            " WHEN published LIKE '____-__-__' OR published LIKE '____-__' THEN ?1"
            " ELSE length(published) END) AS day, count(*), min(name) FROM article"
            " GROUP BY day ORDER BY day IS NULL, day",
            (length,),
        )
        if len(rows) <= most:
            break
    return [(day, count, name) for day, count, name in rows]


def places_named(database: Database, *, is_known: bool, limit: int = 200) -> tuple[list[PlaceCard], int]:
    """The places that are on the map, or those that are not, the most named first; how many there are."""
    (count,) = database.row("SELECT count(*) FROM place_named WHERE is_known = ?", (int(is_known),))
    names = ("name", "geonames", "lat", "lon", "precision", "mentions", "articles", "claims", "claim")
    rows = database.rows(
        f"SELECT {', '.join(names)} FROM place_named WHERE is_known = ? ORDER BY rank LIMIT ?",
        (int(is_known), limit),
    )
    return [PlaceCard(**dict(zip(names, row, strict=True))) for row in rows], count
