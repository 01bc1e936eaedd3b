"""What a verdict is about, in words that outlast re-reading: written to the case and found again in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property

from rashomon.names.folding import fold
from rashomon.resolve.verdicts import Anchor
from rashomon.store.database import Database

_SHOWN = 60
_SAME_WORDS = (
    "SELECT c.id FROM article a JOIN claim c ON c.article = a.key"
    " JOIN voice v ON v.claim = c.id AND v.depth = (SELECT max(depth) FROM voice WHERE claim = c.id)"
    " WHERE a.name = ? AND v.name IS ? AND substr(a.text, c.start + 1, c.stop - c.start) = ?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnchor:
    """A claim, or the claim that is a prediction: by its id, and by what it said should the id have changed.

    An id is a hash of the whole text of the article, so that any change of the article changes it.
    """

    id: str
    article: str
    text: str
    by: str | None
    """The name of whose words these are, as the article gives it."""
    place: int = 0
    """Of one of several predictions in a claim: how many characters after the claim it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleAnchor:
    """An article; its name lasts."""

    article: str


Anything = Anchor | ClaimAnchor | ArticleAnchor


def encode(anchor: Anything) -> str:
    """The anchor as the JSON that stands in the table.

    >>> encode(Anchor(names=("Orlan Vey",)))
    '{"names": ["Orlan Vey"]}'
    """
    if isinstance(anchor, Anchor):
        fields: dict[str, object] = {"names": anchor.names}
        if anchor.articles:
            fields["articles"] = anchor.articles
        if anchor.is_person is not None:
            fields["is_person"] = anchor.is_person
    elif isinstance(anchor, ClaimAnchor):
        fields = {"claim": anchor.id, "article": anchor.article, "text": anchor.text, "by": anchor.by}
        if anchor.place:
            fields["place"] = anchor.place
    else:
        fields = {"article": anchor.article}
    return json.dumps(fields, ensure_ascii=False)


def decode(text: str) -> Anything:
    """The anchor that ``encode`` made ``text`` of.

    >>> decode('{"names": ["Vey"], "articles": ["a.txt"]}').articles
    ('a.txt',)
    """
    fields = json.loads(text)
    if "names" in fields:
        return Anchor(
            names=tuple(fields["names"]),
            articles=tuple(fields.get("articles", ())),
            is_person=fields.get("is_person"),
        )
    if "claim" in fields:
        return ClaimAnchor(
            id=fields["claim"],
            article=fields["article"],
            text=fields["text"],
            by=fields["by"],
            place=fields.get("place", 0),
        )
    return ArticleAnchor(article=fields["article"])


class Presence:
    """What anchors are in the case as it is now."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @cached_property
    def _names(self) -> frozenset[str]:
        rows = self._database.rows("SELECT DISTINCT name FROM entity")
        return frozenset(fold(name) for (name,) in rows)

    def of(self, anchor: Anything) -> str | None:
        """A claim's id, an article's name, an actor's name; None: it is not in the case.

        A claim whose id has changed is the one of its article with the same words of the same speaker; where
        there are more than one, nobody can tell which was meant.
        """
        if isinstance(anchor, Anchor):
            return anchor.names[0] if self._holds(anchor) else None
        if isinstance(anchor, ArticleAnchor):
            found = self._database.row("SELECT 1 FROM article WHERE name = ?", (anchor.article,))
            return anchor.article if found else None
        if self._database.row("SELECT 1 FROM claim WHERE id = ?", (anchor.id,)):
            return anchor.id
        same = self._database.rows(_SAME_WORDS, (anchor.article, anchor.by, anchor.text))
        return same[0][0] if len(same) == 1 else None

    def _holds(self, anchor: Anchor) -> bool:
        if not anchor.articles:
            return not anchor.folded.isdisjoint(self._names)
        marks = ", ".join("?" * len(anchor.articles))
        rows = self._database.rows(
            f"SELECT e.name FROM entity e JOIN article a ON a.key = e.article WHERE a.name IN ({marks})",
            anchor.articles,
        )
        return any(fold(name) in anchor.folded for (name,) in rows)


def in_words(anchor: Anything) -> str:
    """The anchor for a reader, on one line.

    >>> in_words(Anchor(names=("Vey",), articles=("a.txt", "b.txt", "c.txt")))
    'Vey@a.txt and in 2 more'
    """
    if isinstance(anchor, ArticleAnchor):
        return anchor.article
    if isinstance(anchor, ClaimAnchor):
        words = " ".join(anchor.text.split())
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]}…"
        return f"“{shown}” ({anchor.by + ', ' if anchor.by else ''}{anchor.article})"
    name = " or ".join(anchor.names)
    if not anchor.articles:
        return name
    more = len(anchor.articles) - 1
    return f"{name}@{anchor.articles[0]}" + (f" and in {more} more" if more else "")
