"""The articles of a case, opened when a line needs their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rashomon.errors import CaseError
from rashomon.store.rows import ClaimRow
from rashomon.store.store import Store
from rashomon.tell.brief import Line
from rashomon.tell.lines import Opened, line_of


class Shelf:
    """Claims by id, as rows and as lines; each article is opened once."""

    def __init__(self, store: Store, labels: Mapping[str, str]) -> None:
        self._store = store
        self._labels = labels
        self._homes: dict[str, tuple[str, str | None]] = {}
        self._dates = {row.article: row.published for row in store.articles()}
        self._opened: dict[str, Opened] = {}
        self._claims: dict[str, dict[str, ClaimRow]] = {}

    def claim(self, one: str) -> ClaimRow:
        """The claim with this id."""
        article = self._home(one)[0]
        if article not in self._claims:
            self._claims[article] = {claim.id: claim for claim in self._store.claims(in_article=article)}
        return self._claims[article][one]

    def outlet(self, one: str) -> str | None:
        """The outlet of the claim with this id."""
        return self._home(one)[1]

    def label(self, one: str) -> str:
        """The label of the article that the claim with this id stands in."""
        return self._labels[self._home(one)[0]]

    def day(self, one: str) -> str | None:
        """When the article appeared that the claim with this id stands in; EDTF."""
        return self._dates.get(self._home(one)[0])

    def line(self, one: str, standing: str | None = None) -> Line:
        """The claim as a line; ``standing`` goes before how it stands."""
        claim = self.claim(one)
        line = line_of(claim, self._open(claim.article))
        told = ", ".join(part for part in (standing, line.standing) if part)
        return replace(line, standing=told)

    def _home(self, one: str) -> tuple[str, str | None]:
        if one not in self._homes:
            home = self._store.claim_home(one)
            if home is None:
                raise CaseError(f"{self._store.path} holds no claim {one} any more")
            self._homes[one] = home
        return self._homes[one]

    def _open(self, name: str) -> Opened:
        if name not in self._opened:
            self._opened[name] = Opened(
                name=name,
                label=self._labels[name],
                text=self._store.text(name),
                paragraphs=self._store.paragraphs(name),
                mentions=(),
            )
        return self._opened[name]
