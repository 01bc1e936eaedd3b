"""What is said to happen, and who is said to be for or against whom, in rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rashomon.findings import OUTLET_HOLDER, SLANT
from rashomon.store.database import Database
from rashomon.store.match import articles_called
from rashomon.store.naming import Meant, Naming
from rashomon.store.rows import ArgumentRow, EventRow, StanceRow, Stretch

_EVENTS = (
    "SELECT e.number, e.start, e.stop, e.code, e.factuality, e.polarity, e.certainty, e.mode,"
    " e.condition_start, e.condition_stop, e.attribution, e.code_score,"
    " (SELECT min(l.claim) FROM claim_event l WHERE l.article = e.article AND l.event = e.number)"
    " FROM event e WHERE e.article = ? ORDER BY e.start, e.stop, e.number"
)
_STANCES = (
    "SELECT s.holder_start, s.holder_stop, s.target_start, s.target_stop, s.sign, s.kind, s.attribution,"
    " s.score, s.maker, s.detail FROM stance s WHERE s.article = ?"
    " ORDER BY min(s.holder_start, s.target_start), s.number"
)
_CLAIMS = (
    "SELECT c.id, c.attribution, p.start, p.stop, t.value FROM claim c"
    " JOIN claim_span p ON p.claim = c.id AND p.role = 'content'"
    " LEFT JOIN claim_setting s ON s.claim = c.id"
    " LEFT JOIN time t ON t.article = c.article AND t.number = s.time"
    " WHERE c.article = ? ORDER BY c.number, p.number"
)
Arguments = dict[int, list[tuple[str, Stretch]]]


class Told(NamedTuple):
    """What a claim says to happen, when and where."""

    events: tuple[dict[str, Any], ...] = ()
    time: str | None = None
    place: dict[str, Any] | None = None


def event_rows(database: Database, *, in_article: str | None = None) -> Iterator[EventRow]:
    """The events, by article and place.

    Raises:
        CaseError: No article is called ``in_article``.
    """
    for key, name, outlet, text in _articles(database, in_article):
        naming = Naming(database, key, outlet)
        arguments = _arguments(database, key)
        times, places = _meanings(database, key, "time", "value"), _meanings(database, key, "place", "name")
        for number, start, stop, *columns in database.rows(_EVENTS, (key,)):
            code, factuality, polarity, certainty, mode, condition, end, attribution, score, claim = columns
            source = naming.source(attribution)
            yield EventRow(
                article=name,
                span=Stretch(start, stop),
                text=text[start:stop],
                code=code,
                factuality=factuality,
                polarity=polarity,
                certainty=certainty,
                mode=mode,
                condition=None if condition is None else text[condition:end],
                arguments=tuple(_argument(role, span, text, naming) for role, span in arguments[number]),
                according_to=source.name,
                according_kind=source.kind,
                time=_meant_by(arguments[number], "time", times),
                place=_meant_by(arguments[number], "place", places),
                claim=claim,
                attribution=attribution,
                code_score=score,
            )


def stance_rows(database: Database, *, in_article: str | None = None) -> Iterator[StanceRow]:
    """Who is said to be for or against whom, by article and place.

    Raises:
        CaseError: No article is called ``in_article``.
    """
    for key, name, outlet, text in _articles(database, in_article):
        rows = database.rows(_STANCES, (key,))
        naming = Naming(database, key, outlet) if rows else None
        claims = database.rows(_CLAIMS, (key,)) if rows else []
        for a, b, c, d, sign, kind, attribution, score, maker, detail in rows:
            assert naming is not None
            holder, target, source = naming.meant(a, b), naming.meant(c, d), naming.source(attribution)
            claim, time = _telling(claims, attribution, Stretch(min(a, c), max(b, d)))
            if maker == SLANT:
                holder = Meant(f"{OUTLET_HOLDER}{outlet or name}", outlet or name)
            yield StanceRow(
                holder=holder.name if holder else text[a:b],
                target=target.name if target else text[c:d],
                sign=sign,
                kind=kind,
                according_to=source.name,
                claim=claim,
                time=time,
                article=name,
                holder_text=text[a:b],
                target_text=text[c:d],
                holder_span=Stretch(a, b),
                target_span=Stretch(c, d),
                holder_actor=holder.actor if holder else None,
                target_actor=target.actor if target else None,
                according_kind=source.kind,
                attribution=attribution,
                score=score,
                maker=maker,
                detail=detail,
            )


def told_by_claims(database: Database, key: str, text: str) -> dict[str, Told]:
    """What each claim of an article says to happen, when and where, by its id; those that say it alone."""
    arguments = _arguments(database, key)
    events: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim, number, start, stop, code, factuality, polarity, certainty, mode in database.rows(
        "SELECT l.claim, e.number, e.start, e.stop, e.code, e.factuality, e.polarity, e.certainty, e.mode"
        " FROM claim c JOIN claim_event l ON l.claim = c.id"
        " JOIN event e ON e.article = l.article AND e.number = l.event"
        " WHERE c.article = ? ORDER BY l.claim, l.number",
        (key,),
    ):
        events[claim].append(
            {
                "text": text[start:stop],
                "code": code,
                "factuality": factuality,
                "polarity": polarity,
                "certainty": certainty,
                "mode": mode,
                "arguments": [
                    {"role": role, "text": span.of(text)} for role, span in arguments.get(number, ())
                ],
            }
        )
    settings = _settings(database, key)
    return {
        claim: Told(tuple(events.get(claim, ())), *settings.get(claim, (None, None)))
        for claim in {**events, **settings}
    }


def _settings(database: Database, key: str) -> dict[str, tuple[str | None, dict[str, Any] | None]]:
    return {
        claim: (
            value,
            None if name is None else {"name": name, "geonames": geonames, "precision": precision},
        )
        for claim, value, name, geonames, precision in database.rows(
            "SELECT s.claim, t.value, p.name, p.geonames, p.precision"
            " FROM claim c JOIN claim_setting s ON s.claim = c.id"
            " LEFT JOIN time t ON t.article = s.article AND t.number = s.time"
            " LEFT JOIN place p ON p.article = s.article AND p.number = s.place"
            " WHERE c.article = ?",
            (key,),
        )
    }


def _articles(database: Database, in_article: str | None) -> Iterator[tuple[str, str, str | None, str]]:
    names = None if in_article is None else articles_called(database, in_article)
    for key, name in database.rows("SELECT key, name FROM article ORDER BY name"):
        if names is None or name in names:
            outlet, text = database.row("SELECT outlet, text FROM article WHERE key = ?", (key,))
            yield key, name, outlet, text


def _arguments(database: Database, key: str) -> Arguments:
    arguments: Arguments = defaultdict(list)
    for event, role, start, stop in database.rows(
        "SELECT event, role, start, stop FROM argument WHERE article = ? ORDER BY event, number", (key,)
    ):
        arguments[event].append((role, Stretch(start, stop)))
    return arguments


def _argument(role: str, span: Stretch, text: str, naming: Naming) -> ArgumentRow:
    meant = naming.meant(span.start, span.stop)
    return ArgumentRow(
        role=role,
        text=span.of(text),
        span=span,
        actor=meant.actor if meant else None,
        name=meant.name if meant else None,
    )


def _meanings(database: Database, key: str, table: str, column: str) -> list[tuple[Stretch, str | None]]:
    return [
        (Stretch(start, stop), value)
        for start, stop, value in database.rows(
            f"SELECT start, stop, {column} FROM {table} WHERE article = ? ORDER BY number", (key,)
        )
    ]


def _meant_by(
    arguments: Sequence[tuple[str, Stretch]], role: str, meanings: Sequence[tuple[Stretch, str | None]]
) -> str | None:
    """What the arguments of that role come to, where all that stands in them means one and the same."""
    spans = [span for name, span in arguments if name == role]
    found = {
        value for at, value in meanings for span in spans if at.start < span.stop and span.start < at.stop
    }
    return found.pop() if len(found) == 1 else None


def _telling(claims: Sequence[Any], attribution: int | None, whole: Stretch) -> tuple[str | None, str | None]:
    """The claim that tells what stands in ``whole``, and its time: of that attribution, sharing words."""
    for claim, of, start, stop, time in claims:
        if of == attribution and (of is not None or (start < whole.stop and whole.start < stop)):
            return claim, time
    return None, None
