"""Stories told in articles written for this project, and what the claims in them are to each other.

``told_stories/NAME.jsonl`` has the articles; ``told_stories/NAME.txt`` has, in the form of the families, the
claims that the program cut out of them, labelled. The folder's README.md says how they were made.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rashomon.acquire.articles import read_articles
from rashomon.errors import ArticleError
from rashomon.ledger import Ledger
from rashomon.nets.reader import Reader, open_reader
from rashomon.pipeline import read_documents
from rashomon.selftest.run import keep
from rashomon.survey.contents import contents_of
from rashomon.survey.nearness import surroundings
from rashomon.survey.plainness import plain_text
from training.families import Family, Stated, read_families
from training.pair_sets import chosen

FOLDER = Path(__file__).parent / "told_stories"
HELD_STORIES = 4
"""One story in so many is kept from the nets: the weights of what they say are fitted on these."""


@dataclass(frozen=True)
class ToldClaim:
    """A claim as the program cuts it, with the sentences around it."""

    text: str
    around: tuple[str, ...]
    """Its own sentences and the one before them."""
    stated: Stated


def told_families(*, held_out: bool) -> list[Family]:
    """The labelled claims of the stories to learn from, or of those kept back."""
    return [one for one in read_families(FOLDER) if chosen(one.title, HELD_STORIES) == held_out]


def story_file(family: Family) -> Path:
    """Where the articles of a story are.

    Raises:
        ValueError: no story has this title.
    """
    for path in sorted(FOLDER.glob("*.txt")):
        if path.read_text(encoding="utf-8").startswith(f"== {family.title}\n"):
            return path.with_suffix(".jsonl")
    raise ValueError(f"no story in {FOLDER.name} is called {family.title!r}")


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


def told_claims(family: Family, reader: Reader) -> list[ToldClaim]:
    """The labelled claims of a story, with what stands around them."""
    ledger, stated = read_story(story_file(family), reader), stated_of(family)
    contents = [one for one in contents_of(ledger).values() if words(plain_text(one.claim)) in stated]
    texts = {article.name: article.text for article in ledger.articles}
    found = []
    for content, spans in zip(contents, surroundings(contents, ledger.articles), strict=True):
        claim, text = plain_text(content.claim), texts[content.claim.article]
        found.append(ToldClaim(claim, tuple(span.of(text) for span in spans), stated[words(claim)]))
    return found


def words(text: str) -> str:
    """A claim's words as the labelled lines have them: without square brackets."""
    return text.replace("[", "").replace("]", "")


def all_claims(kept: Path) -> dict[str, list[ToldClaim]]:
    """The claims of every story by its title; read once and kept in a file."""
    if not kept.exists():
        reader, rows = open_reader(), {}
        for family in read_families(FOLDER):
            claims = told_claims(family, reader)
            rows[family.title] = [(c.text, c.around, c.stated.group, c.stated.position) for c in claims]
        kept.write_text(json.dumps(rows), encoding="utf-8")
    held: dict[str, Sequence[tuple[str, Sequence[str], str, int]]] = json.loads(
        kept.read_text(encoding="utf-8")
    )
    return {
        title: [
            ToldClaim(t, tuple(around), Stated(t, group, position, "")) for t, around, group, position in rows
        ]
        for title, rows in held.items()
    }
