"""A case: articles in, a ledger of who says what out.

The articles are committed one by one, the actors after them in one go; killed at any moment, the
case opens and the next reading finishes what is missing.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Protocol, Self

from rashomon.errors import ArticleError, CaseError
from rashomon.findings import Survey
from rashomon.judging import Judged
from rashomon.ledger import Ledger
from rashomon.records import Actor, Article, Document
from rashomon.store.rows import ActorRow, ArticleRow, ClaimRow, MentionRow
from rashomon.store.store import Store
from rashomon.version import __version__

if TYPE_CHECKING:
    from rashomon.resolve.cards import Card
    from rashomon.resolve.verdicts import ActorVerdict
    from rashomon.survey.changes import Changes

Progress = Callable[[str, str], None]
"""Called with what happened ("read", "unchanged", "skipped", "actors") and to which article."""

Upgrading = Callable[[int, int], None]
"""Called with how many articles that an older version had read were read anew, and of how many."""


class Road(Protocol):
    """The way from files to documents and actors; tests walk a shorter one."""

    @property
    def weights(self) -> str:
        """The SHA-256 of the weights that read; must cost little, for it is asked before any reading."""

    def articles(self, paths: Sequence[str], **options: object) -> Iterable[Article | ArticleError]:
        """The articles under ``paths``, and an error for each that cannot be read."""

    def documents(self, articles: Iterable[Article]) -> Iterable[Document]:
        """What each article says, in the same order."""

    def cards(self, document: Document) -> Sequence[Card]:
        """What the entities of an article are joined to those of others by."""

    def actors(self, cards: Iterable[Card], verdicts: Sequence[ActorVerdict]) -> Sequence[Actor]:
        """Who is who in all articles, as far as people have not judged otherwise."""

    def survey(self, ledger: Ledger) -> Survey:
        """What is found across the articles."""


class InstalledRoad:
    """The stages of this package, with the shipped net, loaded when the first article needs it."""

    @property
    def weights(self) -> str:
        """The SHA-256 of the shipped weights."""
        from rashomon.nets.weights import load_weights

        return load_weights().sha256

    def articles(self, paths: Sequence[str], **options: object) -> Iterable[Article | ArticleError]:
        """The articles under ``paths``, and an error for each that cannot be read."""
        from rashomon.acquire.articles import read_articles

        return read_articles(paths, **options)  # type: ignore[arg-type]

    def documents(self, articles: Iterable[Article]) -> Iterable[Document]:
        """What each article says, in the same order."""
        from rashomon.nets.reader import open_reader
        from rashomon.pipeline import read_documents

        waiting = iter(articles)
        first = next(waiting, None)
        if first is not None:
            yield from read_documents(_chained(first, waiting), open_reader())

    def cards(self, document: Document) -> Sequence[Card]:
        """What the entities of an article are joined to those of others by."""
        from rashomon.resolve.cards import cards_of

        return cards_of(document)

    def actors(self, cards: Iterable[Card], verdicts: Sequence[ActorVerdict]) -> Sequence[Actor]:
        """Who is who in all articles, as far as people have not judged otherwise."""
        from rashomon.resolve.actors import resolve_actors

        return resolve_actors(list(cards), verdicts)

    def survey(self, ledger: Ledger) -> Survey:
        """What is found across the articles."""
        from rashomon.nets.likeness import open_likeness
        from rashomon.nets.weights import load_likeness
        from rashomon.survey.remembering import Remembering
        from rashomon.survey.survey import survey

        return survey(ledger, Remembering(open_likeness, load_likeness().sha256, ledger.answers))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """What a reading came to, by the names of the articles."""

    read: tuple[str, ...] = ()
    """New in the case."""
    replaced: tuple[str, ...] = ()
    """Changed since they were read before."""
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    """Rows or entries that their file no longer holds."""
    skipped: tuple[ArticleError, ...] = ()
    """Those that could not be read, each with why and what to do."""


class Case(Judged):
    """A case file, open. Use it in a ``with`` statement."""

    def __init__(self, store: Store, road: Road) -> None:
        self._store = store
        self._road = road

    @property
    def path(self) -> Path:
        """Where the case lies."""
        return self._store.path

    @property
    def store(self) -> Store:
        """The ledger itself, for what has no method here."""
        return self._store

    def close(self) -> None:
        """Close the case."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(
        self,
        paths: Sequence[str | os.PathLike[str]],
        *,
        outlet: str | None = None,
        published: str | None = None,
        columns: Mapping[str, str] | None = None,
        stdin: BinaryIO | None = None,
        progress: Progress | None = None,
    ) -> ReadReport:
        """Read files and folders into the case: only what is new or changed.

        ``outlet`` and ``published`` (EDTF) hold for all of them where they do not say otherwise;
        ``columns`` says which column of a table is the text, title, outlet, url or date.

        Raises:
            CaseError: The case cannot be written.
        """
        options = {"outlet": outlet, "published": published, "columns": columns, "stdin": stdin}
        reading = _Reading(self._store, self._road, progress or (lambda what, name: None))
        report = reading.run([os.fspath(path) for path in paths], options)
        self.settle(progress)
        return report

    def remove(self, name: str) -> None:
        """Take the article called ``name`` out of the case; nothing of it remains.

        Raises:
            CaseError: The case holds no article of that name.
        """
        if not self._store.remove(name):
            raise CaseError(f"{self.path} holds no article {name}", hint="List them with: rashomon articles")
        self.settle()

    def upgrade(self, upgrading: Upgrading | None = None) -> int:
        """Read anew, from their text in the case, the articles that an older version read; how many.

        Each is committed by itself: stopped at any moment, the next opening goes on from there. What
        people judged stays.
        """
        names = [] if self._store.is_read_only else self._store.outdated()
        if not names:
            return 0
        tell = upgrading or _log_upgrade(self.path)
        tell(0, len(names))
        weights, done = self._road.weights, 0
        for done, document in enumerate(self._road.documents(self._outdated(names)), start=1):
            name = document.article.name
            cards, file = self._road.cards(document), self._store.file_of(name)
            self._store.put(document, file=file, version=__version__, weights=weights, cards=cards)
            tell(done, len(names))
        return done

    def _outdated(self, names: Sequence[str]) -> Iterator[Article]:
        """Those of the articles that nobody else has read anew or taken out meanwhile."""
        for name in names:
            if self._store.is_outdated(name):
                yield self._store.document(name).article

    def settle(self, progress: Progress | None = None) -> None:
        """Make actors and survey anew where the articles have changed since; otherwise nothing."""
        if self._store.is_read_only:
            return
        tell = progress or (lambda what, name: None)
        if self._store.are_actors_stale:
            tell("actors", "")
            self._store.settle(lambda cards: self._road.actors(cards, self._store.actor_verdicts()))
        if self._store.is_survey_stale:
            tell("survey", "")
            self._store.settle_survey(self._road.survey)

    def articles(self) -> tuple[ArticleRow, ...]:
        """All articles, by name."""
        return self._store.articles()

    def claims(
        self, *, about: str | None = None, by: str | None = None, in_article: str | None = None
    ) -> tuple[ClaimRow, ...]:
        """The claims, by article and place.

        ``about`` keeps those whose content mentions an actor of that name, in any of its spellings;
        ``by`` those that reach us through a voice of that name; ``in_article`` those of one article.

        Raises:
            CaseError: The case holds no article called ``in_article``.
        """
        return tuple(self._store.claims(about=about, by=by, in_article=in_article))

    def actors(self) -> tuple[ActorRow, ...]:
        """All actors, those in most articles first."""
        return self._store.actors()

    def survey(self) -> Survey:
        """What was found across the articles: copies, origins, propositions, versions, predictions."""
        return self._store.survey()

    def changes(self, since: str) -> Changes:
        """What the articles from ``since``, a day (EDTF) or an article's name, on changed."""
        from rashomon.survey.changes import changes, without

        ledger = self._store.ledger()
        earlier = without(ledger, since)
        return changes(self._road.survey(earlier), self.survey(), earlier, ledger)

    def mentions(self, *, in_article: str | None = None) -> tuple[MentionRow, ...]:
        """The mentions, by article and place."""
        return tuple(self._store.mentions(in_article=in_article))


def open_case(
    path: str | os.PathLike[str],
    *,
    create: bool = True,
    road: Road | None = None,
    upgrading: Upgrading | None = None,
) -> Case:
    """The case at ``path``; made if there is none, unless ``create`` is false.

    A reading that was broken off is brought to an end as far as the articles in the case go. Articles
    that a version read which knew less are read anew, from their text in the case; ``upgrading`` is told
    how far that is, else the log is.

    Raises:
        CaseError: It is missing, is not a case, was made by a newer version or cannot be opened.
    """
    case = Case(Store.open(Path(path), create=create), road or InstalledRoad())
    try:
        case.upgrade(upgrading)
        case.settle()
    except BaseException:
        case.close()
        raise
    return case


class _Reading:
    """One run of ``Case.read``: keeps count while articles pass through the road."""

    def __init__(self, store: Store, road: Road, progress: Progress) -> None:
        self._store = store
        self._road = road
        self._progress = progress
        self._done: dict[str, list[str]] = {"read": [], "replaced": [], "unchanged": []}
        self._skipped: list[ArticleError] = []

    def run(self, paths: Sequence[str], options: Mapping[str, object]) -> ReadReport:
        weights = self._road.weights
        for document in self._road.documents(self._fresh(paths, options, weights)):
            name = document.article.name
            kind = "replaced" if self._store.known(name) else "read"
            try:
                cards = self._road.cards(document)
                self._store.put(
                    document, file=file_of(name), version=__version__, weights=weights, cards=cards
                )
            except ArticleError as error:
                self._skip(error)
            else:
                self._count(kind, name)
        return ReadReport(
            read=tuple(self._done["read"]),
            replaced=tuple(self._done["replaced"]),
            unchanged=tuple(self._done["unchanged"]),
            removed=tuple(self._remove_gone()),
            skipped=tuple(self._skipped),
        )

    def _fresh(self, paths: Sequence[str], options: Mapping[str, object], weights: str) -> Iterator[Article]:
        """The articles that have to be read; counts the others."""
        met: set[str] = set()
        for found in self._road.articles(paths, **options):
            if isinstance(found, ArticleError):
                self._skip(found)
                continue
            article = self._as_kept(found)
            if article.name in met:
                continue
            met.add(article.name)
            if self._store.is_read(article, version=__version__, weights=weights):
                self._count("unchanged", article.name)
            else:
                yield article

    def _as_kept(self, article: Article) -> Article:
        """``article`` with a name that lasts and what the case was told of it before."""
        if article.name == "-" or article.name.startswith("-#"):
            # Standard input brings another text each time; its content tells which it is.
            article = replace(article, name=f"-#{article.sha256[:12]}")
        known = self._store.known(article.name)
        if not known or known.sha256 != article.sha256:
            return article
        # An outlet given by option once holds until another is given.
        return replace(
            article,
            title=article.title or known.title,
            outlet=article.outlet or known.outlet,
            published=article.published or known.published,
            url=article.url or known.url,
        )

    def _remove_gone(self) -> Iterator[str]:
        """Rows and entries that a file held when it was read before and holds no longer."""
        met = {name for names in self._done.values() for name in names}
        failed = {error.name for error in self._skipped}
        for file in sorted({file_of(name) for name in met if file_of(name) != name} - failed):
            for name in self._store.names_of_file(file):
                if name not in met and name not in failed and file != "-":
                    self._store.remove(name)
                    yield name

    def _count(self, kind: str, name: str) -> None:
        self._done[kind].append(name)
        self._progress(kind, name)

    def _skip(self, error: ArticleError) -> None:
        self._skipped.append(error)
        self._progress("skipped", error.name)


def file_of(name: str) -> str:
    """The file that the article called ``name`` came from: ``feed.xml`` for ``feed.xml#entry-3``.

    >>> file_of("-#4f2a90"), file_of("wire/003.txt")
    ('-', 'wire/003.txt')
    """
    if name.startswith("-#"):
        return "-"
    pieces = name.split("#")
    for count in range(1, len(pieces)):
        file = "#".join(pieces[:count])
        if os.path.isfile(file):
            return file
    return name


def _log_upgrade(path: Path) -> Upgrading:
    def tell(done: int, count: int) -> None:
        if not done:
            logging.getLogger("rashomon").warning(
                "%s: %d articles are read anew by this version", path, count
            )

    return tell


def _chained(first: Article, rest: Iterator[Article]) -> Iterator[Article]:
    yield first
    yield from rest
