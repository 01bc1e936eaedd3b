"""Pages of actors, and of what one says and what is said of it, read a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.findings import OUTLET_HOLDER
from rashomon.names.folding import fold
from rashomon.store.database import Database
from rashomon.store.rows import ActorRow, NameRow, ReasonRow, TieRow

REASONS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCard:
    """One actor, as a list shows it."""

    id: str
    name: str
    kind: str
    articles: int
    mentions: int
    spellings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeaksFor:
    """Words under which somebody speaks for an actor."""

    words: str
    claims: int
    claim: str
    """The id of one of them."""


def actor_cards(
    database: Database,
    *,
    words: str = "",
    kind: str = "",
    least: int = 1,
    start: int = 0,
    limit: int = 50,
) -> tuple[list[ActorCard], int]:
    """The actors from ``start`` on, those of most articles first, and how many there are.

    With ``words`` only those a spelling of whom has them in it; with ``kind`` only of that kind; with
    ``least`` only those mentioned so often.
    """
    clauses: list[str] = []
    values: list[object] = []
    if words:
        clauses.append("EXISTS (SELECT 1 FROM actor_name n WHERE n.actor = x.id AND instr(n.folded, ?) > 0)")
        values.append(fold(words))
    if kind:
        clauses.append("x.kind = ?")
        values.append(kind)
    if least > 1:
        clauses.append("x.mentions >= ?")
        values.append(least)
    where = f"WHERE {' AND '.join(clauses)}" if clauses else ""
    (count,) = database.row(f"SELECT count(*) FROM actor x {where}", values)
    rows = database.rows(
        "SELECT x.id, x.name, x.kind, x.articles, x.mentions,"
        " (SELECT count(*) FROM actor_name n WHERE n.actor = x.id)"
        f" FROM (SELECT * FROM actor x {where} ORDER BY x.articles DESC, x.name, x.id LIMIT ? OFFSET ?) x",
        (*values, limit, start),
    )
    names = ("id", "name", "kind", "articles", "mentions", "spellings")
    return [ActorCard(**dict(zip(names, row, strict=True))) for row in rows], count


def actor_called(database: Database, one: str) -> ActorRow | None:
    """The actor with this id, its ties and the reasons for its being one, the least sure first."""
    row = database.row("SELECT id, name, kind, articles, mentions, named FROM actor WHERE id = ?", (one,))
    if row is None:
        return None
    names = database.rows("SELECT text, count FROM actor_name WHERE actor = ? ORDER BY rank", (one,))
    ties = database.rows(
        "SELECT relation, other FROM actor_tie WHERE actor = ? ORDER BY relation, other", (one,)
    )
    reasons = database.rows(
        "SELECT maker, score, detail FROM actor_why WHERE actor = ? ORDER BY score, place, detail LIMIT ?",
        (one, REASONS),
    )
    return ActorRow(
        id=row[0],
        name=row[1],
        kind=row[2],
        names=tuple(NameRow(text=text, count=count) for text, count in names),
        articles=row[3],
        mentions=row[4],
        named=row[5],
        ties=tuple(TieRow(relation=relation, actor=other) for relation, other in ties),
        reasons=tuple(ReasonRow(maker=m, score=score, detail=told) for m, score, told in reasons),
    )


def tied_to(database: Database, one: str) -> list[TieRow]:
    """The other actors that have a tie to the one with this id."""
    rows = database.rows(
        "SELECT relation, actor FROM actor_tie WHERE other = ? ORDER BY relation, actor", (one,)
    )
    return [TieRow(relation=relation, actor=actor) for relation, actor in rows]


def actor_names(database: Database, ids: frozenset[str]) -> dict[str, str]:
    """The names of the actors with these ids; those the case does not hold are left out.

    An outlet that holds a stance of its own has no id but its name.
    """
    outlets = {one: one.removeprefix(OUTLET_HOLDER) for one in ids if one.startswith(OUTLET_HOLDER)}
    marks = ", ".join("?" * len(ids))
    return outlets | dict(database.rows(f"SELECT id, name FROM actor WHERE id IN ({marks})", sorted(ids)))


def claims_by(database: Database, actor: str, *, start: int = 0, limit: int = 30) -> tuple[list[str], int]:
    """The ids of what the actor says, by day, article and place, from ``start`` on; and their number."""
    return _page(database, (actor, 1), start, limit)


def claims_about(database: Database, actor: str, *, start: int = 0, limit: int = 30) -> tuple[list[str], int]:
    """The ids of the claims that mention the actor, as `claims_by` gives those it makes."""
    return _page(database, (actor, 0), start, limit)


def _page(database: Database, whose: tuple[str, int], start: int, limit: int) -> tuple[list[str], int]:
    (count,) = database.row("SELECT count(*) FROM actor_claim WHERE actor = ? AND says = ?", whose)
    rows = database.rows(
        "SELECT claim FROM actor_claim WHERE actor = ? AND says = ? ORDER BY day, article, number"
        " LIMIT ? OFFSET ?",
        (*whose, limit, start),
    )
    return [one for (one,) in rows], count


def speaks_for(database: Database, actor: str, *, limit: int = 20) -> list[SpeaksFor]:
    """Under what words others speak for the actor, those with most to say first."""
    rows = database.rows(
        "SELECT words, claims, claim FROM actor_voice WHERE actor = ? ORDER BY claims DESC, words LIMIT ?",
        (actor, limit),
    )
    return [SpeaksFor(words=words.strip(" ,;:"), claims=count, claim=claim) for words, count, claim in rows]


def said_over_time(database: Database, actor: str) -> list[tuple[str, int, int]]:
    """By month in which articles appeared (EDTF): what the actor says, and what is said of it.

    Articles without a date come last, under the empty string.
    """
    found: dict[str, list[int]] = {}
    for says, month, count in database.rows(
        "SELECT says, CASE day WHEN '~' THEN '' ELSE substr(day, 1, 7) END, count(*) FROM actor_claim"
        " WHERE actor = ? GROUP BY 1, 2",
        (actor,),
    ):
        found.setdefault(month, [0, 0])[1 - says] = count
    order = sorted(found, key=lambda month: (not month, month))
    return [(month, found[month][0], found[month][1]) for month in order]
