"""Which actors and articles of a case a user means by a few words."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import PurePath

from rashomon.errors import CaseError
from rashomon.names.folding import fold
from rashomon.store.database import Database


def actors_called(database: Database, words: str) -> frozenset[str]:
    """The ids of the actors that ``words`` may mean: by id, by any spelling, else by part of one.

    Case, accents and signs do not count. Empty where nobody is called so.
    """
    folded = fold(words)
    found = database.rows(
        "SELECT actor FROM actor_name WHERE folded = ? UNION SELECT id FROM actor WHERE id = ?",
        (folded, words),
    )
    if not found and folded:
        pairs = database.rows("SELECT actor, folded FROM actor_name")
        found = [(actor,) for actor, name in pairs if is_part_of(folded, name)]
    return frozenset(actor for (actor,) in found)


def is_part_of(words: str, name: str) -> bool:
    """Whether all of ``words`` stand in ``name``, whole and in their order; both folded.

    >>> is_part_of("orlan vey", "general orlan t vey"), is_part_of("vey", "veytar")
    (True, False)
    """
    tokens = iter(name.split())
    return bool(words) and all(word in tokens for word in words.split())


def names_near(database: Database, words: str) -> list[str]:
    """Up to three spellings of the case that look like ``words``, the nearest first."""
    rows = database.rows(
        "SELECT folded, min(text) FROM actor_name GROUP BY folded"
        " UNION SELECT NULL, name FROM voice WHERE entity IS NULL AND name IS NOT NULL"
    )
    names = {folded or fold(text): text for folded, text in rows}
    return [names[near] for near in get_close_matches(fold(words), sorted(names), n=3, cutoff=0.6)]


def articles_called(database: Database, words: str) -> list[str]:
    """The names of the articles meant: by whole name, by file name, by file name without ending.

    Raises:
        CaseError: No article is called so.
    """
    if database.row("SELECT 1 FROM article WHERE name = ?", (words,)):
        return [words]
    names = [name for (name,) in database.rows("SELECT name FROM article ORDER BY name")]
    for meant in (
        [name for name in names if PurePath(name).name == words or name.endswith(f"/{words}")],
        [name for name in names if PurePath(name.partition("#")[0]).stem == words],
        [name for name in names if name.partition("#")[0].rpartition("/")[2] == words],
    ):
        if meant:
            return meant
    near = _near_articles(words, names)
    raise CaseError(
        f"{database.path} holds no article {words}",
        hint=f"Near it: {', '.join(near)}" if near else "List them with: rashomon articles",
    )


def _near_articles(words: str, names: Iterable[str]) -> list[str]:
    called = {form: name for name in names for form in (PurePath(name).name, PurePath(name).stem)}
    return [called[near] for near in get_close_matches(words, sorted(called), n=3, cutoff=0.5)]
