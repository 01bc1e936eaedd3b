"""What a case holds that has certain words in it: claims, articles, actors (SQLite FTS5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rashomon.store.database import Database

Facet = Literal["claims", "articles", "actors"]
_WORDS = re.compile(r"\w+")
# Signs that no text holds mark what was found within an excerpt.
MARKS = ("\x02", "\x03")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found."""

    kind: Facet
    id: str
    """Of a claim or actor its id, of an article its key."""
    name: str
    """The article's name, the actor's name; of a claim the article it stands in."""
    excerpt: str
    """Words round what was found, which stands between `MARKS`."""
    outlet: str | None = None
    speaker: str | None = None
    standing: str | None = None
    """Of a claim: polarity, certainty, mode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of what was found, and how much there is of each kind and outlet."""

    hits: tuple[Hit, ...]
    counts: dict[Facet, int]
    outlets: tuple[tuple[str, int], ...]
    """Of claims: how many stand in articles of each outlet, the most first."""


# In the order of rank alone, words round what was found are made for the rows of the page and no others.
_CLAIMS = (
    "SELECT s.id, a.name, snippet(claim_search, 1, ?, ?, '…', 40), a.outlet, v.name,"
    " c.polarity || ', ' || c.certainty || ', ' || c.mode"
    " FROM claim_search s JOIN claim c ON c.id = s.id JOIN article a ON a.key = c.article"
    " LEFT JOIN voice v ON v.claim = c.id AND v.depth = (SELECT max(depth) FROM voice WHERE claim = c.id)"
    " WHERE claim_search MATCH ? {outlet} ORDER BY rank LIMIT ? OFFSET ?"
)
_ARTICLES = (
    "SELECT s.key, a.name, snippet(article_search, 2, ?, ?, '…', 40), a.outlet"
    " FROM article_search s JOIN article a ON a.key = s.key WHERE article_search MATCH ? {outlet}"
    " ORDER BY rank LIMIT ? OFFSET ?"
)
_ACTORS = (
    "SELECT s.id, x.name, snippet(actor_search, 1, ?, ?, '…', 20) FROM actor_search s"
    " JOIN actor x ON x.id = s.id WHERE actor_search MATCH ? ORDER BY rank LIMIT ? OFFSET ?"
)


def search(
    database: Database,
    words: str,
    *,
    facet: Facet = "claims",
    outlet: str | None = None,
    start: int = 0,
    limit: int = 30,
) -> Found:
    """What has all of ``words`` in it, the last of them as the beginning of one; the best matches first."""
    query = match_of(words)
    if not query:
        return Found(hits=(), counts={"claims": 0, "articles": 0, "actors": 0}, outlets=())
    counts: dict[Facet, int] = {}
    for kind in ("claims", "articles", "actors"):
        table = f"{kind.removesuffix('s')}_search"
        (counts[kind],) = database.row(f"SELECT count(*) FROM {table} WHERE {table} MATCH ?", (query,))
    outlets = database.rows(
        # The index holds the outlet beside the key: no text has to be read past.
        "SELECT coalesce(a.outlet, ''), count(*) FROM claim_search s JOIN claim c ON c.id = s.id"
        " JOIN article a INDEXED BY article_place ON a.key = c.article WHERE claim_search MATCH ?"
        " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 30",
        (query,),
    )
    hits = tuple(_hits(database, query, facet, outlet, (limit, start)))
    return Found(hits=hits, counts=counts, outlets=tuple(outlets))


def _hits(
    database: Database, query: str, facet: Facet, outlet: str | None, page: tuple[int, int]
) -> list[Hit]:
    named = "AND a.outlet IS nullif(?, '')" if outlet is not None else ""
    asked = (*MARKS, query, *([outlet] if outlet is not None else []), *page)
    if facet == "claims":
        return [
            Hit(kind="claims", id=one, name=name, excerpt=words, outlet=of, speaker=who, standing=how)
            for one, name, words, of, who, how in database.rows(_CLAIMS.format(outlet=named), asked)
        ]
    if facet == "articles":
        return [
            Hit(kind="articles", id=one, name=name, excerpt=words, outlet=of)
            for one, name, words, of in database.rows(_ARTICLES.format(outlet=named), asked)
        ]
    rows = database.rows(_ACTORS, (*MARKS, query, *page))
    return [Hit(kind="actors", id=one, name=name, excerpt=words) for one, name, words in rows]


def match_of(words: str) -> str:
    """``words`` as a question to FTS5: all of them, the last as a beginning; nothing else has a meaning.

    >>> match_of('dam OR "bro')
    '"dam" "OR" "bro"*'
    """
    found = [f'"{word}"' for word in _WORDS.findall(words)[:12]]
    return " ".join([*found[:-1], f"{found[-1]}*"]) if found else ""
