"""Pages of actors, and of what one says and what is said of it, read a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.names.folding import fold
from rashomon.store.database import Database
from rashomon.store.rows import ActorRow, NameRow, ReasonRow, TieRow

# By the place where it stands: of the actor's entities in each article, those attributions that are its own.
_BY = (
    "FROM actor_member k JOIN attribution t ON t.article = k.article AND t.entity = k.entity"
    " JOIN claim c ON c.article = t.article AND c.attribution = t.number WHERE k.actor = ?"
)
_ABOUT = (
    "FROM actor_member k JOIN mention m ON m.article = k.article AND m.entity = k.entity"
    " JOIN claim c ON c.article = m.article AND c.start <= m.start AND c.stop >= m.stop WHERE k.actor = ?"
)
# Words of a source that name the actor and mean another: "a spokesman of the League".
_VOICES = (
    "SELECT substr(a.text, s.start + 1, s.stop - s.start) AS words, count(DISTINCT c.id) AS told, min(c.id)"
    " FROM actor_member k JOIN mention m ON m.article = k.article AND m.entity = k.entity"
    " JOIN attribution_span s ON s.article = m.article AND s.role = 'source'"
    " AND s.start <= m.start AND s.stop >= m.stop"
    " JOIN attribution t ON t.article = s.article AND t.number = s.attribution"
    " AND coalesce(t.entity, -1) <> m.entity"
    " JOIN claim c ON c.article = t.article AND c.attribution = t.number"
    " JOIN article a ON a.key = s.article"
    " WHERE k.actor = ? GROUP BY words ORDER BY told DESC, words LIMIT ?"
)
_REASONS = (
    "SELECT maker, score, detail, count(*), min(place) FROM ("
    " SELECT maker, score, detail, number AS place FROM actor_reason WHERE actor = ?"
    " UNION ALL"
    " SELECT r.maker, r.score, r.detail, 100000 + r.number FROM actor_member k"
    " JOIN entity_reason r ON r.article = k.article AND r.entity = k.entity WHERE k.actor = ?"
    ") GROUP BY maker, score, detail ORDER BY score, min(place), detail LIMIT ?"
)
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
        clauses.append(f"{_MENTIONS} >= ?")
        values.append(least)
    where = f"WHERE {' AND '.join(clauses)}" if clauses else ""
    (count,) = database.row(f"SELECT count(*) FROM actor x {where}", values)
    rows = database.rows(
        f"SELECT x.id, x.name, x.kind, x.articles, {_MENTIONS},"
        " (SELECT count(*) FROM actor_name n WHERE n.actor = x.id)"
        f" FROM (SELECT * FROM actor x {where} ORDER BY x.articles DESC, x.name, x.id LIMIT ? OFFSET ?) x",
        (*values, limit, start),
    )
    names = ("id", "name", "kind", "articles", "mentions", "spellings")
    return [ActorCard(**dict(zip(names, row, strict=True))) for row in rows], count


_MENTIONS = (
    "(SELECT count(*) FROM actor_member k JOIN mention m ON m.article = k.article AND m.entity = k.entity"
    " WHERE k.actor = x.id)"
)


def actor_called(database: Database, one: str) -> ActorRow | None:
    """The actor with this id, its ties and the reasons for its being one, the least sure first."""
    row = database.row("SELECT x.id, x.name, x.kind, x.articles FROM actor x WHERE x.id = ?", (one,))
    if row is None:
        return None
    mentions, named = database.row(
        "SELECT count(*), count(CASE m.form WHEN 'name' THEN 1 END) FROM actor_member k"
        " JOIN mention m ON m.article = k.article AND m.entity = k.entity WHERE k.actor = ?",
        (one,),
    )
    names = database.rows("SELECT text, count FROM actor_name WHERE actor = ? ORDER BY rank", (one,))
    ties = database.rows(
        "SELECT relation, other FROM actor_tie WHERE actor = ? ORDER BY relation, other", (one,)
    )
    reasons = database.rows(_REASONS, (one, one, REASONS))
    return ActorRow(
        id=row[0],
        name=row[1],
        kind=row[2],
        names=tuple(NameRow(text=text, count=count) for text, count in names),
        articles=row[3],
        mentions=mentions,
        named=named,
        ties=tuple(TieRow(relation=relation, actor=other) for relation, other in ties),
        reasons=tuple(ReasonRow(maker=m, score=score, detail=told) for m, score, told, *_ in reasons),
    )


def tied_to(database: Database, one: str) -> list[TieRow]:
    """The other actors that have a tie to the one with this id."""
    rows = database.rows(
        "SELECT relation, actor FROM actor_tie WHERE other = ? ORDER BY relation, actor", (one,)
    )
    return [TieRow(relation=relation, actor=actor) for relation, actor in rows]


def actor_names(database: Database, ids: frozenset[str]) -> dict[str, str]:
    """The names of the actors with these ids; those the case does not hold are left out."""
    marks = ", ".join("?" * len(ids))
    return dict(database.rows(f"SELECT id, name FROM actor WHERE id IN ({marks})", sorted(ids)))


def claims_by(database: Database, actor: str, *, start: int = 0, limit: int = 30) -> tuple[list[str], int]:
    """The ids of what the actor says, by day, article and place, from ``start`` on; and their number."""
    return _page(database, _BY, actor, start, limit)


def claims_about(database: Database, actor: str, *, start: int = 0, limit: int = 30) -> tuple[list[str], int]:
    """The ids of the claims that mention the actor, as `claims_by` gives those it makes."""
    return _page(database, _ABOUT, actor, start, limit)


def _page(database: Database, source: str, actor: str, start: int, limit: int) -> tuple[list[str], int]:
    (count,) = database.row(f"SELECT count(DISTINCT c.id) {source}", (actor,))
    rows = database.rows(
        "SELECT c.id FROM claim c JOIN article a ON a.key = c.article"
        f" WHERE c.id IN (SELECT c.id {source})"
        " ORDER BY a.published IS NULL, a.published, a.name, c.number LIMIT ? OFFSET ?",
        (actor, limit, start),
    )
    return [one for (one,) in rows], count


def speaks_for(database: Database, actor: str, *, limit: int = 20) -> list[SpeaksFor]:
    """Under what words others speak for the actor, those with most to say first."""
    rows = database.rows(_VOICES, (actor, limit))
    return [SpeaksFor(words=words.strip(" ,;:"), claims=count, claim=claim) for words, count, claim in rows]


def said_over_time(database: Database, actor: str) -> list[tuple[str, int, int]]:
    """By month in which articles appeared (EDTF): what the actor says, and what is said of it.

    Articles without a date come last, under the empty string.
    """
    found: dict[str, list[int]] = {}
    for place, source in enumerate((_BY, _ABOUT)):
        for month, count in database.rows(
            "SELECT coalesce(substr(a.published, 1, 7), ''), count(*) FROM claim c"
            f" JOIN article a ON a.key = c.article WHERE c.id IN (SELECT c.id {source}) GROUP BY 1",
            (actor,),
        ):
            found.setdefault(month, [0, 0])[place] = count
    order = sorted(found, key=lambda month: (not month, month))
    return [(month, found[month][0], found[month][1]) for month in order]
