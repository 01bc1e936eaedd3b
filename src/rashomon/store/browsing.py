"""What the pages of a dossier ask of a case, each answer read alone so that a long case opens as fast."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rashomon.findings import Copy, Edge, Network, SourceRecord
from rashomon.store import (
    browse_actors,
    browse_articles,
    browse_changes,
    browse_survey,
    browse_times,
    load_survey,
)
from rashomon.store.bare_claims import Housed, bare_claims
from rashomon.store.browse_actors import ActorCard, SpeaksFor
from rashomon.store.browse_articles import ArticleCard, Extent
from rashomon.store.browse_changes import Touched
from rashomon.store.browse_survey import ALL, Part
from rashomon.store.browse_times import DueRow, PlaceCard, ToldTime
from rashomon.store.database import Database
from rashomon.store.doubtful import Doubtful, doubtful
from rashomon.store.one_proposition import Dossier, load_dossier
from rashomon.store.rows import ActorRow, ArticleRow, TieRow


class Browsing:
    """The part of `Store` that pages are read from."""

    _database: Database

    def actor_cards(
        self, *, words: str = "", kind: str = "", least: int = 1, start: int = 0, limit: int = 50
    ) -> tuple[list[ActorCard], int]:
        """A page of the actors, those of most articles first, and how many there are."""
        return browse_actors.actor_cards(
            self._database, words=words, kind=kind, least=least, start=start, limit=limit
        )

    def actor(self, one: str) -> ActorRow | None:
        """The actor with this id; None where the case holds none."""
        return browse_actors.actor_called(self._database, one)

    def tied_to(self, one: str) -> list[TieRow]:
        """The other actors that have a tie to the one with this id."""
        return browse_actors.tied_to(self._database, one)

    def actor_names(self, ids: frozenset[str]) -> dict[str, str]:
        """The names of the actors with these ids."""
        return browse_actors.actor_names(self._database, ids)

    def claims_by(self, actor: str, *, start: int = 0, limit: int = 30) -> tuple[list[str], int]:
        """A page of ids of what the actor says, by day, and how many there are."""
        return browse_actors.claims_by(self._database, actor, start=start, limit=limit)

    def claims_about(self, actor: str, *, start: int = 0, limit: int = 30) -> tuple[list[str], int]:
        """A page of ids of what is said of the actor, by day, and how many there are."""
        return browse_actors.claims_about(self._database, actor, start=start, limit=limit)

    def speaks_for(self, actor: str) -> list[SpeaksFor]:
        """Under what words others speak for the actor."""
        return browse_actors.speaks_for(self._database, actor)

    def said_over_time(self, actor: str) -> list[tuple[str, int, int]]:
        """By month: how much the actor says, and how much is said of it."""
        return browse_actors.said_over_time(self._database, actor)

    def edges_of(self, actor: str) -> tuple[Edge, ...]:
        """The edges of the network that the actor is an end of."""
        return load_survey.load_edges(self._database, actor)

    def network(self) -> Network:
        """Who is for and against whom."""
        return load_survey.load_network(self._database)

    def copies(self) -> tuple[Copy, ...]:
        """Which article took text from which, without the stretches."""
        return load_survey.load_copies(self._database, with_passages=False)

    def records(self) -> tuple[SourceRecord, ...]:
        """What came of what each source said."""
        return load_survey.load_records(self._database)

    def dossier(self, proposition: str) -> Dossier | None:
        """What bears on the proposition with this id; None where the case holds none."""
        return load_dossier(self._database, proposition)

    def times_of_propositions(self, propositions: Sequence[str], *, limit: int = 400) -> list[ToldTime]:
        """Every claim of these propositions, with when it was told and what it says of when."""
        return browse_times.times_of_propositions(self._database, propositions, limit=limit)

    def times_of_actors(self, actors: Sequence[str], *, limit: int = 400) -> list[ToldTime]:
        """The claims of these actors that say when."""
        return browse_times.times_of_actors(self._database, actors, limit=limit)

    def due_predictions(self, *, limit: int = 40) -> tuple[list[DueRow], int, int]:
        """Predictions that have a day to come about by; how many have one, and how many none."""
        return browse_times.due_predictions(self._database, limit=limit)

    def articles_by_day(self) -> list[tuple[str | None, int, str]]:
        """On each day on which articles appeared: how many, and the name of one."""
        return browse_times.articles_by_day(self._database)

    def places_named(self, *, is_known: bool, limit: int = 200) -> tuple[list[PlaceCard], int]:
        """The places that are on the map, or those that are not, and how many there are."""
        return browse_times.places_named(self._database, is_known=is_known, limit=limit)

    def bare_claims(self, ids: Sequence[str]) -> list[Housed]:
        """The claims with these ids, in no order, without what they say to happen."""
        return bare_claims(self._database, ids)

    def issues(self, *, start: int = 0, limit: int = ALL) -> Part:
        """What is contested, the most weighed on both sides first; an issue counts as one."""
        return browse_survey.issues(self._database, start=start, limit=limit)

    def singles(self, *, start: int = 0, limit: int = ALL) -> Part:
        """What several articles tell and one origin alone is behind."""
        return browse_survey.singles(self._database, start=start, limit=limit)

    def drifts(self, *, start: int = 0, limit: int = ALL) -> Part:
        """What hardened or softened on its way."""
        return browse_survey.drifts(self._database, start=start, limit=limit)

    def versions(self, *, start: int = 0, limit: int = ALL, each: int = ALL) -> Part:
        """The versions that hold together, by weight within their issue; at most ``each`` of one."""
        return browse_survey.versions(self._database, start=start, limit=limit, each=each)

    def predictions(self, *, start: int = 0, limit: int = ALL) -> Part:
        """What was predicted, settled first."""
        return browse_survey.predictions(self._database, start=start, limit=limit)

    def propositions_alike(self, prefix: str) -> list[str]:
        """The ids of the propositions that begin so, at most two."""
        return browse_survey.propositions_alike(self._database, prefix)

    def article_page(self, *, start: int = 0, limit: int = 100) -> tuple[tuple[ArticleRow, ...], int]:
        """A page of the articles, by name, and how many there are."""
        return browse_articles.article_page(self._database, start=start, limit=limit)

    def article(self, name: str) -> ArticleRow | None:
        """The article called ``name``; None where the case holds none."""
        return browse_articles.article_called(self._database, name)

    def doubtful(self) -> Doubtful:
        """What the program is least sure of."""
        return doubtful(self._database)

    def article_cards(self, names: Sequence[str]) -> dict[str, ArticleCard]:
        """Outlet and day of the articles with these names, by name."""
        return browse_articles.article_cards(self._database, names)

    def extent(self) -> Extent:
        """How much the case holds, and of which days."""
        return browse_articles.extent(self._database)

    def touched_by(self, articles: Collection[str]) -> Touched:
        """The propositions and predictions that the articles with these names take part in."""
        return browse_changes.touched_by(self._database, articles)

    def newest(self) -> int:
        """A number that grows with every article put in."""
        return browse_changes.newest(self._database)

    def put_in_after(self, number: int) -> list[str]:
        """The names of the articles put in since `newest` gave ``number``."""
        return browse_changes.put_in_after(self._database, number)

    def dates_of_articles(self) -> dict[str, str | None]:
        """When each article appeared, by its name; EDTF."""
        return browse_changes.dates_of_articles(self._database)
