"""Stories told in articles written for this project, and what the claims in them are to each other.

``told_stories/NAME.jsonl`` has the articles; ``told_stories/NAME.txt`` has, in the form of the families, the
claims that the program cut out of them, labelled. The folder's README.md says how they were made.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rashomon.acquire.articles import read_articles
from rashomon.errors import ArticleError
from rashomon.ledger import Ledger
from rashomon.nets.reader import Reader
from rashomon.pipeline import read_documents
from rashomon.selftest.run import keep
from training.families import Family, Stated, read_families

FOLDER = Path(__file__).parent / "told_stories"


def told_stories() -> Iterator[tuple[Family, Path]]:
    """The labelled claims of each story, and the file of its articles.

    Raises:
        ValueError: a line is not in the form, or a file has more than one story; the message names the file.
    """
    for path in sorted(FOLDER.glob("*.txt")):
        found = read_families(FOLDER, path.name)
        if len(found) != 1:
            raise ValueError(f"{path.name} has {len(found)} stories, not one")
        yield found[0], path.with_suffix(".jsonl")


def read_story(path: Path, reader: Reader) -> Ledger:
    """What the program finds in a story's articles.

    Raises:
        ArticleError: an article cannot be read.
    """
    articles = []
    for found in read_articles([str(path)]):
        if isinstance(found, ArticleError):
            raise found
        articles.append(found)
    return keep(read_documents(articles, reader))


def stated_of(family: Family) -> dict[str, Stated]:
    """What is stated by the words of a claim; words labelled twice in different ways are left out."""
    found: dict[str, set[Stated]] = {}
    for line in family.told:
        found.setdefault(line.content.text, set()).add(line.content)
    return {text: next(iter(some)) for text, some in found.items() if len(some) == 1}


def words(text: str) -> str:
    """A claim's words as the labelled lines have them: without square brackets."""
    return text.replace("[", "").replace("]", "")
