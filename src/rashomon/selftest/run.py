"""The installed program, run on its own sample case."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.errors import ArticleError, RashomonError
from rashomon.ledger import Ledger
from rashomon.records import Actor, Article, Document
from rashomon.selftest.figures import Report
from rashomon.selftest.key import Key, load_key
from rashomon.selftest.score import score_case
from rashomon.store.keys import article_key
from rashomon.version import __version__

if TYPE_CHECKING:
    from rashomon.nets.reader import Reader


def sample_folder() -> Path:
    """Where the sample case lies: ``articles/`` and ``key.yaml``."""
    return Path(str(files("rashomon") / "sample"))


def run_selftest(*, reader: Reader | None = None, folder: Path | None = None) -> Report:
    """Every step's error rates on a case with an answer key; of the sample it takes a minute or two.

    ``reader``: the net to read with, if not the shipped one. ``folder``: ``articles/`` and ``key.yaml`` of
    the case to score on, if not the sample.

    Raises:
        NetError: The shipped weights are missing or altered.
        RashomonError: The case is missing, or its key and its articles do not fit together.
    """
    from rashomon.case import InstalledRoad
    from rashomon.nets.reader import open_reader
    from rashomon.pipeline import read_documents
    from rashomon.resolve.actors import resolve_actors
    from rashomon.resolve.cards import cards_of

    folder = folder or sample_folder()
    key = load_key(folder / "key.yaml")
    articles, skipped = take_in(key, folder / "articles")
    documents = list(read_documents(articles, reader or open_reader()))
    actors = resolve_actors([card for document in documents for card in cards_of(document)])
    ledger = keep(documents)
    return score_case(
        key,
        {document.article.name: document for document in documents},
        actors,
        find_homes(documents, actors),
        skipped=skipped,
        case=(ledger, InstalledRoad().survey(ledger)),
    )


def keep(documents: Iterable[Document]) -> Ledger:
    """The ledger of a case with these documents; the case itself lasts no longer than this takes."""
    from rashomon.resolve.actors import resolve_actors
    from rashomon.resolve.cards import cards_of
    from rashomon.store.store import Store

    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "selftest.case", create=True) as store,
    ):
        for document in documents:
            name = document.article.name
            store.put(document, file=name, version=__version__, weights="", cards=cards_of(document))
        store.settle(lambda cards: resolve_actors(list(cards)))
        return store.ledger()


def take_in(key: Key, folder: Path) -> tuple[list[Article], list[str]]:
    """The articles under ``folder``, called as the key calls them, and why others could not be read.

    Raises:
        RashomonError: An article of the folder is not in the key: nobody would notice what is read in it.
    """
    from rashomon.acquire.articles import read_articles

    articles, skipped = [], []
    for found in read_articles([str(folder)]):
        if isinstance(found, ArticleError):
            skipped.append(str(found))
        else:
            name = found.name.removeprefix(str(folder)).lstrip("/\\").replace("\\", "/")
            articles.append(replace(found, name=name))
    strange = sorted({article.name for article in articles} - {article.name for article in key.articles})
    if strange:
        raise RashomonError(
            f"{folder} has articles that the answer key lacks: {', '.join(strange)}",
            hint="Add them to the key, or take them out.",
        )
    return articles, skipped


def find_homes(documents: Sequence[Document], actors: Sequence[Actor]) -> Mapping[tuple[str, int], str]:
    """(name of the article, entity number) to the id of the actor that it became part of."""
    names = {document.article.name: document.article.name for document in documents}
    names |= {article_key(item.article.name, item.text): item.article.name for item in documents}
    return {
        (names[article], entity): actor.id
        for actor in actors
        for article, entity in actor.members
        if article in names
    }
