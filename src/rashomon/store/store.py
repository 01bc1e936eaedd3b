"""One case file: what the rest of the program asks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, NamedTuple, Self

from rashomon.findings import Survey
from rashomon.ledger import Ledger
from rashomon.records import Actor, Article, Document
from rashomon.store import browse, check, judgements, load, match, read, read_events, write, write_survey
from rashomon.store.browse import Cell, Filter, Order, PropositionCard
from rashomon.store.browsing import Browsing
from rashomon.store.cards import encode_cards, kept_cards
from rashomon.store.database import Database
from rashomon.store.evidence import evidence_of
from rashomon.store.keys import article_taken
from rashomon.store.load_ledger import load_ledger
from rashomon.store.load_survey import load_survey
from rashomon.store.rows import (
    ActorRow,
    ArticleRow,
    ClaimRow,
    EventRow,
    JudgementRow,
    MentionRow,
    PassageRow,
    StanceRow,
    Stretch,
)
from rashomon.store.search import Facet, Found, search
from rashomon.text import digest

if TYPE_CHECKING:
    from rashomon.resolve.cards import Card
    from rashomon.resolve.verdicts import ActorVerdict

# Making actors takes no lock; where others write meanwhile it begins anew, but not for ever.
_TRIES = 3


class Known(NamedTuple):
    """What the case remembers of an article, to tell whether it has to be read again."""

    sha256: str
    taken: str
    run: str
    file: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None


class Store(Browsing):
    """A case file, open. Writes are whole or not at all; readers may look on meanwhile."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, path: Path, *, create: bool) -> Store:
        """The store at ``path``; made if ``create`` and there is none.

        Raises:
            CaseError: It is missing, is not a case, was made by a newer version or cannot be opened.
        """
        return cls(Database.open(path, create=create))

    @property
    def path(self) -> Path:
        """Where the case lies."""
        return self._database.path

    @property
    def is_read_only(self) -> bool:
        """Whether the case, or the folder it lies in, cannot be written."""
        return self._database.is_read_only

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # What came in

    def known(self, name: str) -> Known | None:
        """What is remembered of the article called ``name``; None if the case does not hold it."""
        row = self._database.row(
            "SELECT sha256, taken, run, file, title, outlet, published, url FROM article WHERE name = ?",
            (name,),
        )
        return Known(*row) if row else None

    def is_read(self, article: Article, *, version: str, weights: str) -> bool:
        """Whether the case holds just this article, read by just this program."""
        known = None if self.is_outdated(article.name) else self.known(article.name)
        return bool(known and known.taken == article_taken(article) and known.run == digest(version, weights))

    def outdated(self) -> list[str]:
        """The names of the articles that a version read which knew less than this one."""
        return [
            name
            for (name,) in self._database.rows(
                "SELECT a.name FROM outdated o JOIN article a ON a.key = o.article ORDER BY a.name"
            )
        ]

    def is_outdated(self, name: str) -> bool:
        """Whether the article called ``name`` was read by a version that knew less than this one."""
        return bool(
            self._database.row(
                "SELECT 1 FROM outdated o JOIN article a ON a.key = o.article WHERE a.name = ?", (name,)
            )
        )

    def file_of(self, name: str) -> str:
        """The file that the article called ``name`` came from."""
        known = self.known(name)
        return known.file if known else name

    def names_of_file(self, file: str) -> list[str]:
        """The names of the articles that came from ``file``."""
        return [
            name
            for (name,) in self._database.rows(
                "SELECT name FROM article WHERE file = ? ORDER BY name", (file,)
            )
        ]

    def put(
        self, document: Document, *, file: str, version: str, weights: str, cards: Sequence[Card] = ()
    ) -> None:
        """Put in what was read in an article, in place of what was there under its name.

        ``cards`` are what its entities are joined to those of other articles by.
        """
        notes = encode_cards(cards)
        with self._database.transaction():
            write.put_document(
                self._database, document, file=file, version=version, weights=weights, cards=notes
            )

    def remove(self, name: str) -> bool:
        """Take an article out with all that rests on it; False where there is none of that name."""
        with self._database.transaction():
            return write.drop_article(self._database, name)

    def document(self, name: str) -> Document:
        """The document that was put in under the article's name."""
        return load.load_document(self._database, name)

    def documents(self) -> Iterator[Document]:
        """All documents, by name, one at a time."""
        for name in self.names():
            yield self.document(name)

    def names(self) -> list[str]:
        """The names of all articles, sorted."""
        return [name for (name,) in self._database.rows("SELECT name FROM article ORDER BY name")]

    # Who is who

    @property
    def are_actors_stale(self) -> bool:
        """Whether the articles have changed since the actors were made."""
        return bool(self._database.row("SELECT 1 FROM meta WHERE name = 'actors' AND value = 'stale'"))

    def settle(self, make: Callable[[Iterator[Card]], Iterable[Actor]]) -> bool:
        """Put the actors that ``make`` makes of all cards in place of those there were.

        False where other programs kept changing the case meanwhile; the actors stay stale then, and
        whoever writes last makes them.
        """
        for _ in range(_TRIES):
            with self._database.snapshot():
                self._database.row("SELECT count(*) FROM article")
                version = self._database.version()
                actors = list(make(kept_cards(self._database)))
            with self._database.transaction():
                if self._database.version() == version:
                    write.put_actors(self._database, actors)
                    return True
        return False

    def snapshot(self) -> AbstractContextManager[None]:
        """One state of the case for all that is read inside, whatever others commit meanwhile."""
        return self._database.snapshot()

    # Across the articles

    def ledger(self) -> Ledger:
        """The whole case, as the survey reads it."""
        with self._database.snapshot():
            return load_ledger(self._database, judgements.judgements_in_force(self._database))

    @property
    def is_survey_stale(self) -> bool:
        """Whether articles, actors or verdicts have changed since the survey was made."""
        return bool(self._database.row("SELECT 1 FROM meta WHERE name = 'survey' AND value = 'stale'"))

    def settle_survey(self, make: Callable[[Ledger], Survey]) -> bool:
        """Put the survey that ``make`` makes of the ledger in place of the one there was.

        False where other programs kept changing the case meanwhile, as in `settle`.
        """
        for _ in range(_TRIES):
            with self._database.snapshot():
                self._database.row("SELECT count(*) FROM article")
                version = self._database.version()
                survey = make(self.ledger())
            with self._database.transaction():
                if self._database.version() == version:
                    write_survey.put_survey(self._database, survey)
                    return True
        return False

    def survey(self) -> Survey:
        """What was found across the articles."""
        with self._database.snapshot():
            return load_survey(self._database)

    # What people judged

    def judge(self, spoken: judgements.Spoken) -> str:
        """Put in a person's verdict; its id. Actors and survey are stale then."""
        with self._database.transaction():
            return judgements.put_judgement(self._database, spoken)

    def undo(self, prefix: str, undone: str) -> str:
        """Take back the verdict whose id begins so, on the day ``undone`` (EDTF); its id."""
        with self._database.transaction():
            return judgements.undo_judgement(self._database, prefix, undone)

    def actor_verdicts(self) -> tuple[ActorVerdict, ...]:
        """The verdicts in force on who is who."""
        return judgements.actor_verdicts(self._database)

    def judgements(self) -> tuple[JudgementRow, ...]:
        """All verdicts, undone ones too, in the order in which they were given."""
        with self._database.snapshot():
            return judgements.judgement_rows(self._database)

    def proposition_cards(
        self, wanted: Filter, *, order: Order = "conflict", start: int = 0, limit: int = 50
    ) -> tuple[list[PropositionCard], int]:
        """A page of the propositions wanted, and how many there are in all."""
        return browse.proposition_cards(self._database, wanted, order=order, start=start, limit=limit)

    def matrix_cells(self, propositions: Sequence[str], *, by: Literal["outlet", "voice"]) -> list[Cell]:
        """What each outlet, or each voice, says of these propositions (by id)."""
        return browse.matrix_cells(self._database, propositions, by=by)

    def search(
        self, words: str, *, facet: Facet, outlet: str | None = None, start: int = 0, limit: int = 30
    ) -> Found:
        """A page of what has ``words`` in it, and how much there is."""
        return search(self._database, words, facet=facet, outlet=outlet, start=start, limit=limit)

    def evidence(self, rows: Sequence[str], claims: Sequence[str]) -> list[object]:
        """Every text and number held of these propositions, versions, predictions and claims."""
        return evidence_of(self._database, rows, claims)

    # What it says

    def articles(self) -> tuple[ArticleRow, ...]:
        """All articles, by name."""
        return read.article_rows(self._database)

    def text(self, name: str) -> str:
        """The text of the article called ``name``."""
        return read.article_text(self._database, name)

    def keys(self) -> dict[str, str]:
        """The key of every article, by name; it changes with the text."""
        return read.article_keys(self._database)

    def name_of_key(self, key: str) -> str:
        """The name of the article with this key."""
        return read.article_of_key(self._database, key)

    def paragraphs(self, name: str) -> tuple[Stretch, ...]:
        """The paragraphs of the article called ``name``."""
        return read.paragraph_rows(self._database, name)

    def sentences(self, name: str) -> tuple[Stretch, ...]:
        """The sentences of the article called ``name``."""
        return read.sentence_rows(self._database, name)

    def passages(self) -> tuple[PassageRow, ...]:
        """What was marked as no running prose."""
        return read.passage_rows(self._database)

    def claims(
        self, *, about: str | None = None, by: str | None = None, in_article: str | None = None
    ) -> Iterator[ClaimRow]:
        """The claims, by article and place."""
        return read.claim_rows(self._database, about=about, by=by, in_article=in_article)

    def claim_homes(self) -> dict[str, tuple[str, str | None]]:
        """The article and the outlet of every claim, by the claim's id."""
        return read.claim_homes(self._database)

    def claim_home(self, claim: str) -> tuple[str, str | None] | None:
        """The article and the outlet of the claim with this id; None where the case holds none."""
        return read.claim_home(self._database, claim)

    def claim(self, prefix: str) -> ClaimRow:
        """The one claim whose id starts with ``prefix``."""
        return read.claim_called(self._database, prefix)

    def events(self, *, in_article: str | None = None) -> Iterator[EventRow]:
        """What is said to happen, by article and place."""
        return read_events.event_rows(self._database, in_article=in_article)

    def stances(self, *, in_article: str | None = None) -> Iterator[StanceRow]:
        """Who is said to be for or against whom, by article and place."""
        return read_events.stance_rows(self._database, in_article=in_article)

    def actors(self) -> tuple[ActorRow, ...]:
        """All actors, those in most articles first."""
        return read.actor_rows(self._database)

    def mentions(self, *, in_article: str | None = None) -> Iterator[MentionRow]:
        """The mentions, by article and place."""
        return read.mention_rows(self._database, in_article=in_article)

    def actors_called(self, words: str) -> frozenset[str]:
        """The ids of the actors that ``words`` may mean."""
        return match.actors_called(self._database, words)

    def names_near(self, words: str) -> list[str]:
        """Spellings in the case that look like ``words``."""
        return match.names_near(self._database, words)

    def faults(self) -> list[str]:
        """What is wrong in the case, a sentence each; empty for a sound one."""
        return check.faults_in(self._database)
