"""The articles of a case, opened when a line needs their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rashomon.errors import CaseError
from rashomon.store.bare_claims import Housed
from rashomon.store.rows import ClaimRow, Stretch
from rashomon.store.store import Store
from rashomon.tell.brief import Line
from rashomon.tell.lines import Opened, line_of, piece
from rashomon.tell.wording import voice_name


class Shelf:
    """Claims by id, as rows and as lines; each claim is fetched and each article opened once."""

    def __init__(self, store: Store, labels: Mapping[str, str]) -> None:
        self._store = store
        self._labels = labels
        self._opened: dict[str, Opened] = {}
        self._claims: dict[str, Housed] = {}

    def fetch(self, ids: Iterable[str]) -> None:
        """Take the claims with these ids from the case in one go, those that will be asked for."""
        missing = [one for one in dict.fromkeys(ids) if one not in self._claims]
        if missing:
            self._claims |= {found.claim.id: found for found in self._store.bare_claims(missing)}

    def claim(self, one: str) -> ClaimRow:
        """The claim with this id, without its events."""
        return self._housed(one).claim

    def outlet(self, one: str) -> str | None:
        """The outlet of the claim with this id."""
        return self._housed(one).outlet

    def label(self, one: str) -> str:
        """The label of the article that the claim with this id stands in."""
        return self._labels[self._housed(one).claim.article]

    def name(self, voice: str) -> str:
        """What a voice is called: an outlet that is not stated goes by the article's label."""
        return voice_name(voice, self._labels)

    def day(self, one: str) -> str | None:
        """When the article appeared that the claim with this id stands in; EDTF."""
        return self._housed(one).published

    def line(self, one: str, standing: str | None = None) -> Line:
        """The claim as a line; ``standing`` goes before how it stands."""
        claim = self.claim(one)
        line = line_of(claim, self._open(claim.article))
        told = ", ".join(part for part in (standing, line.standing) if part)
        return replace(line, standing=told)

    def part(self, one: str, words: str, standing: str) -> Line:
        """The claim as a line, of its words only ``words`` where they stand in it as they are."""
        line = self.line(one, standing)
        claim = self.claim(one)
        article = self._open(claim.article)
        start = article.text.find(words, claim.span.start, claim.span.stop)
        if start < 0 or len(claim.spans) > 1 or len(words) >= claim.span.stop - claim.span.start:
            return line
        return replace(line, pieces=(piece(Stretch(start, start + len(words)), article),))

    def _housed(self, one: str) -> Housed:
        if one not in self._claims:
            self.fetch([one])
        if one not in self._claims:
            raise CaseError(f"{self._store.path} holds no claim {one} any more")
        return self._claims[one]

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
