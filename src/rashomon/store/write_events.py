"""Events, stances, times and places of a document into rows, and what each claim has of them."""

from __future__ import annotations

from collections.abc import Mapping

from rashomon.records import Claim, Document, Span
from rashomon.store.database import Database


def put_events(database: Database, key: str, document: Document) -> None:
    """Put in what an article says to happen; its attributions must be there."""
    _put_settings(database, key, document)
    database.insert(
        "event",
        "article, number, start, stop, token, factuality, polarity, certainty, mode, lemma, code,"
        " code_score, condition_start, condition_stop, attribution",
        [
            (
                *(key, number, *pair(e.span), e.token, e.factuality, e.polarity, e.certainty, e.mode),
                *(e.lemma, e.code, e.code_score, *pair(e.condition), e.attribution),
            )
            for number, e in enumerate(document.events)
        ],
    )
    database.insert(
        "argument",
        "article, event, number, role, start, stop, head",
        [
            (key, event, number, a.role, *pair(a.span), a.head)
            for event, one in enumerate(document.events)
            for number, a in enumerate(one.arguments)
        ],
    )
    database.insert(
        "stance",
        "article, number, holder_start, holder_stop, target_start, target_stop, sign, kind, attribution,"
        " score, maker, maker_score, detail",
        [
            (
                *(key, number, *pair(s.holder), *pair(s.target), s.sign, s.kind, s.attribution, s.score),
                *(s.reason.maker, s.reason.score, s.reason.detail),
            )
            for number, s in enumerate(document.stances)
        ],
    )


def _put_settings(database: Database, key: str, document: Document) -> None:
    database.insert(
        "time",
        "article, number, start, stop, value, kind, reason",
        [(key, n, *pair(t.span), t.value, t.kind, t.reason) for n, t in enumerate(document.times)],
    )
    database.insert(
        "place",
        "article, number, start, stop, name, geonames, lat, lon, precision, country, score, reason",
        [
            (
                *(key, n, *pair(p.span), p.name, p.geonames, p.lat, p.lon, p.precision),
                *(p.country, p.score, p.reason),
            )
            for n, p in enumerate(document.places)
        ],
    )


def put_circumstances(database: Database, key: str, claims: Mapping[str, Claim]) -> None:
    """Put in what the claims, by id, say to happen, when and where; events, times, places must be there."""
    database.insert(
        "claim_event",
        "claim, number, article, event",
        [(one, n, key, event) for one, claim in claims.items() for n, event in enumerate(claim.events)],
    )
    database.insert(
        "claim_setting",
        "claim, article, time, place",
        [
            (one, key, claim.time, claim.place)
            for one, claim in claims.items()
            if claim.time is not None or claim.place is not None
        ],
    )


def pair(span: Span | None) -> tuple[int | None, int | None]:
    """The two offsets of a span, or two nulls."""
    return (span.start, span.end) if span else (None, None)
