"""The articles of a case a page at a time, and how much there is of everything."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rashomon.store.database import Database
from rashomon.store.rows import ArticleRow

_COLUMNS = (
    "SELECT name, title, outlet, published, language, sha256, url, opinion, length(text), words,"
    " (SELECT count(*) FROM claim WHERE article = key) FROM article"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much a case holds."""

    articles: int
    outlets: int
    claims: int
    contested: int
    """Issues."""
    first: str | None
    """The first day on which an article appeared, and the last; EDTF."""
    last: str | None

    def counts(self) -> list[tuple[str, int]]:
        """What is counted, in plain words."""
        return [
            ("articles", self.articles),
            ("outlets", self.outlets),
            ("claims", self.claims),
            ("contested issues", self.contested),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCard:
    """An article, as a picture shows it."""

    article: str
    """Its name."""
    outlet: str | None
    published: str | None


def article_page(database: Database, *, start: int, limit: int) -> tuple[tuple[ArticleRow, ...], int]:
    """The articles from ``start`` on, by name, at most ``limit``, and how many there are."""
    (count,) = database.row("SELECT count(*) FROM article")
    # The names first: an index has them, without the texts.
    rows = database.rows(
        f"{_COLUMNS} WHERE name IN (SELECT name FROM article ORDER BY name LIMIT ? OFFSET ?) ORDER BY name",
        (limit, start),
    )
    return tuple(_row(row) for row in rows), count


def article_called(database: Database, name: str) -> ArticleRow | None:
    """The article called ``name``; None where the case holds none."""
    row = database.row(f"{_COLUMNS} WHERE name = ?", (name,))
    return None if row is None else _row(row)


def article_cards(database: Database, names: Sequence[str]) -> dict[str, ArticleCard]:
    """Outlet and day of the articles with these names, by name."""
    rows = database.rows(
        "SELECT a.name, a.outlet, a.published FROM json_each(?) j JOIN article a ON a.name = j.value",
        (json.dumps(list(names)),),
    )
    return {name: ArticleCard(article=name, outlet=outlet, published=day) for name, outlet, day in rows}


def _row(row: Sequence[Any]) -> ArticleRow:
    names = ("article", "title", "outlet", "published", "language", "sha256", "url")
    *told, opinion, characters, words, claims = row
    return ArticleRow(
        **dict(zip(names, told, strict=True)),
        opinion=bool(opinion),
        characters=characters,
        words=words,
        claims=claims,
    )


def extent(database: Database) -> Extent:
    """How much the case holds, and of which days."""
    articles, outlets, first, last = database.row(
        "SELECT count(*), count(DISTINCT outlet), min(published), max(published) FROM article"
    )
    (claims,) = database.row("SELECT count(*) FROM claim")
    (contested,) = database.row("SELECT count(DISTINCT issue) FROM conflict")
    return Extent(
        articles=articles, outlets=outlets, claims=claims, contested=contested, first=first, last=last
    )
