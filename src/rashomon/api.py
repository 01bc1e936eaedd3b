"""Texts in, annotations out, for programs that need no case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from rashomon.tell.annotation import Annotation

if TYPE_CHECKING:
    from rashomon.nets.reader import Reader
    from rashomon.records import Article


def annotate(
    text: str,
    *,
    name: str = "text",
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
) -> Annotation:
    """What one article says, on whose word; ``.to_dict()`` is the object that the command line prints.

    Raises:
        NetError: The shipped weights are missing or altered.
    """
    from rashomon.acquire.articles import article_from_text

    article = article_from_text(text, name=name, title=title, outlet=outlet, published=published)
    return next(annotate_articles([article]))


def annotate_many(texts: Iterable[str]) -> Iterator[Annotation]:
    """What each of ``texts`` says, in the same order; read in batches, which is quicker than one by one."""
    from rashomon.acquire.articles import article_from_text

    return annotate_articles(
        article_from_text(text, name=f"text#{number}") for number, text in enumerate(texts, start=1)
    )


def annotate_articles(articles: Iterable[Article]) -> Iterator[Annotation]:
    """What each of ``articles`` says, in the same order."""
    from rashomon.pipeline import read_documents

    for document in read_documents(articles, _reader()):
        yield Annotation(document)


@lru_cache(maxsize=1)
def _reader() -> Reader:
    """The shipped net, loaded once."""
    from rashomon.nets.reader import open_reader

    return open_reader()
