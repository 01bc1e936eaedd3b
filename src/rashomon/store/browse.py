"""Pages of propositions and of who says what, read a page at a time, so that a long case opens as fast."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rashomon.store.database import Database

Order = Literal["conflict", "origins", "claims", "date"]
_ORDERS: dict[Order, str] = {
    # Each has an index.
    "conflict": "p.rank",
    "origins": "p.best + p.dissent_best DESC, p.rank",
    "claims": "p.claims DESC, p.rank",
    "date": "p.first DESC, p.rank",
}

_CARDS = (
    "SELECT p.id, p.text, p.conflict, p.low, p.best, p.high, p.dissent_low, p.dissent_best, p.dissent_high,"
    " sum(m.sign = 1 AND NOT m.is_hedged), sum(m.sign = -1), sum(m.sign = 1 AND m.is_hedged),"
    " p.first"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which propositions are wanted; what is None does not matter."""

    conflict: str | None = None
    """A kind of contradiction; ``"any"``: whichever."""
    actor: str | None = None
    """The id of an actor whom one of the claims mentions or comes from."""
    words: str | None = None
    """Words that stand in its text."""
    since: str | None = None
    until: str | None = None
    """Days between which an article appeared that has one of the claims; EDTF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PropositionCard:
    """One proposition, as a list shows it."""

    id: str
    text: str
    conflict: str | None
    origins: tuple[int, int, int]
    """Low, best, high of those who say it."""
    dissent: tuple[int, int, int]
    supporting: int
    against: int
    hedged: int
    first: str | None
    """When the first article that tells of it appeared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one outlet or voice says of one proposition, in one manner."""

    proposition: str
    column: str
    manner: Literal["asserts", "denies", "hedges", "reports"]
    """``"reports"``: an outlet tells what a voice of it says flatly."""
    claims: int
    claim: str
    """The id of one of them."""


def proposition_cards(
    database: Database, wanted: Filter, *, order: Order = "conflict", start: int = 0, limit: int = 50
) -> tuple[list[PropositionCard], int]:
    """The propositions from ``start`` on, at most ``limit``, and how many there are in all."""
    where, values = _where(wanted)
    (count,) = database.row(f"SELECT count(*) FROM proposition p {where}", values)
    # Only one page of them is looked into.
    page = f"SELECT p.id FROM proposition p {where} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"
    rows = database.rows(
        f"{_CARDS} FROM ({page}) j JOIN proposition p ON p.id = j.id JOIN member m ON m.proposition = p.id"
        f" GROUP BY p.id ORDER BY {_ORDERS[order]}",
        (*values, limit, start),
    )
    return [_card(row) for row in rows], count


def _card(row: Sequence[Any]) -> PropositionCard:
    one, text, conflict, low, best, high, *dissent, supporting, against, hedged, first = row
    return PropositionCard(
        id=one,
        text=text,
        conflict=conflict,
        origins=(low, best, high),
        dissent=(dissent[0], dissent[1], dissent[2]),
        supporting=supporting,
        against=against,
        hedged=hedged,
        first=first,
    )


def _where(wanted: Filter) -> tuple[str, tuple[object, ...]]:
    clauses: list[str] = []
    values: list[object] = []
    if wanted.conflict == "any":
        clauses.append("p.conflict IS NOT NULL")
    elif wanted.conflict:
        clauses.append("p.conflict = ?")
        values.append(wanted.conflict)
    if wanted.words:
        clauses.append("instr(lower(p.text), lower(?)) > 0")
        values.append(wanted.words)
    if wanted.actor:
        clauses.append(
            "p.id IN (SELECT m.proposition FROM actor_member k"
            " JOIN claim c ON c.article = k.article JOIN member m ON m.claim = c.id"
            " WHERE k.actor = ? AND (EXISTS (SELECT 1 FROM voice v WHERE v.claim = c.id"
            " AND v.entity = k.entity) OR EXISTS (SELECT 1 FROM mention n WHERE n.article = k.article"
            " AND n.entity = k.entity AND n.start >= c.start AND n.stop <= c.stop)))"
        )
        values.append(wanted.actor)
    for sign, day in ((">=", wanted.since), ("<=", wanted.until)):
        if day:
            clauses.append(
                "EXISTS (SELECT 1 FROM member m JOIN claim c ON c.id = m.claim"
                f" JOIN article a ON a.key = c.article WHERE m.proposition = p.id AND a.published {sign} ?)"
            )
            values.append(day)
    return (f"WHERE {' AND '.join(clauses)}" if clauses else "", tuple(values))


def matrix_cells(
    database: Database, propositions: Sequence[str], *, by: Literal["outlet", "voice"]
) -> list[Cell]:
    """What each outlet, or each voice, says of these propositions (by id)."""
    column = (
        "coalesce(a.outlet, '')"
        if by == "outlet"
        else "coalesce(x.name, v.name, CASE v.kind WHEN 'outlet' THEN coalesce(a.outlet, '') ELSE v.kind END)"
    )
    told = "v.depth > 0" if by == "outlet" else "0"
    rows = database.rows(
        f"SELECT m.proposition, {column} AS who,"
        " CASE WHEN m.sign = -1 THEN 'denies' WHEN m.is_hedged THEN 'hedges'"
        f" WHEN {told} THEN 'reports' ELSE 'asserts' END AS manner, count(*), min(m.claim)"
        " FROM json_each(?) j JOIN member m ON m.proposition = j.value JOIN claim c ON c.id = m.claim"
        " JOIN article a ON a.key = c.article"
        " JOIN voice v ON v.claim = c.id AND v.depth = (SELECT max(depth) FROM voice WHERE claim = c.id)"
        " LEFT JOIN actor_member k ON k.article = c.article AND k.entity = v.entity"
        " LEFT JOIN actor x ON x.id = k.actor"
        " GROUP BY m.proposition, who, manner ORDER BY m.proposition, who, manner",
        (json.dumps(list(propositions)),),
    )
    return [
        Cell(proposition=one, column=who, manner=manner, claims=count, claim=claim)
        for one, who, manner, count, claim in rows
    ]
