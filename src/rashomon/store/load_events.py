"""Rows back into the events, stances, times and places of a document."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from rashomon.records import Argument, Event, Place, Reason, Span, Stance, Time
from rashomon.store.database import Database


class Circumstances(NamedTuple):
    """What a claim says to happen, when and where, as numbers within its article."""

    events: tuple[int, ...] = ()
    time: int | None = None
    place: int | None = None


def load_events(database: Database, key: str) -> tuple[Event, ...]:
    """The events of the article with this key."""
    arguments: dict[int, list[Argument]] = defaultdict(list)
    for event, role, start, stop, head in database.rows(
        "SELECT event, role, start, stop, head FROM argument WHERE article = ? ORDER BY event, number", (key,)
    ):
        arguments[event].append(Argument(role=role, span=Span(start, stop), head=head))
    return tuple(
        Event(
            span=Span(row[1], row[2]),
            token=row[3],
            factuality=row[4],
            polarity=row[5],
            certainty=row[6],
            mode=row[7],
            code=row[8],
            code_score=row[9],
            condition=None if row[10] is None else Span(row[10], row[11]),
            attribution=row[12],
            lemma=row[13],
            arguments=tuple(arguments[row[0]]),
        )
        for row in _of(
            database,
            "event",
            key,
            "number, start, stop, token, factuality, polarity, certainty, mode, code, code_score,"
            " condition_start, condition_stop, attribution, lemma",
        )
    )


def load_stances(database: Database, key: str) -> tuple[Stance, ...]:
    """The stances of the article with this key."""
    return tuple(
        Stance(
            holder=Span(a, b),
            target=Span(c, d),
            sign=sign,
            kind=kind,
            attribution=attribution,
            score=score,
            reason=Reason(maker=maker, score=maker_score, detail=detail),
        )
        for a, b, c, d, sign, kind, attribution, score, maker, maker_score, detail in _of(
            database,
            "stance",
            key,
            "holder_start, holder_stop, target_start, target_stop, sign, kind, attribution, score,"
            " maker, maker_score, detail",
        )
    )


def load_times(database: Database, key: str) -> tuple[Time, ...]:
    """The time expressions of the article with this key."""
    return tuple(
        Time(span=Span(start, stop), value=value, kind=kind, reason=reason)
        for start, stop, value, kind, reason in _of(database, "time", key, "start, stop, value, kind, reason")
    )


def load_places(database: Database, key: str) -> tuple[Place, ...]:
    """The places of the article with this key."""
    columns = "name, geonames, lat, lon, precision, country, score, reason"
    names = columns.split(", ")
    return tuple(
        Place(span=Span(start, stop), **dict(zip(names, values, strict=True)))
        for start, stop, *values in _of(database, "place", key, f"start, stop, {columns}")
    )


def load_circumstances(database: Database, key: str) -> dict[str, Circumstances]:
    """What the claims of the article say to happen, when and where, by the claim's id."""
    events: dict[str, tuple[int, ...]] = defaultdict(tuple)
    for claim, event in database.rows(
        "SELECT l.claim, l.event FROM claim c JOIN claim_event l ON l.claim = c.id"
        " WHERE c.article = ? ORDER BY l.claim, l.number",
        (key,),
    ):
        events[claim] += (event,)
    settings = {
        claim: (time, place)
        for claim, time, place in database.rows(
            "SELECT s.claim, s.time, s.place FROM claim c JOIN claim_setting s ON s.claim = c.id"
            " WHERE c.article = ?",
            (key,),
        )
    }
    none = (None, None)
    return {
        claim: Circumstances(events.get(claim, ()), *settings.get(claim, none))
        for claim in {**events, **settings}
    }


def _of(database: Database, table: str, key: str, columns: str) -> list[Any]:
    return database.rows(f"SELECT {columns} FROM {table} WHERE article = ? ORDER BY number", (key,))
