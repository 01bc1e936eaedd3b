"""What an outlet says in its own voice after others had it from somebody: it is no origin more, as a rule.

Which claims say one thing is known only once propositions are; so this is asked of the claims of one side.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rashomon.findings import Dependence, Origins, joint
from rashomon.ledger import Ledger

FROM_BESIDE, FROM_BEFORE = 0.7, 0.6
"""An outlet says itself what somebody says in the same article; what was told elsewhere by that day."""
_SEEN_ITSELF = re.compile(
    r"\b(?:(?:our|this)\s+(?:correspondent|reporter|journalist|newspaper|paper|agency)s?"
    r"|(?:seen|read|heard|viewed|reviewed|obtained)\s+by)\b",
    re.I,
)
_UNDATED = "~"


class _Told(NamedTuple):
    published: str
    article: str
    number: int
    origin: str
    is_own: bool


class Hearsay:
    """Knows of every claim when it was told, where, and whether in the outlet's own voice."""

    def __init__(self, ledger: Ledger, origins: Origins) -> None:
        self._names = {origin.id: origin.name for origin in origins.origins}
        self._told: dict[str, _Told] = {}
        for article in ledger.articles:
            for claim in article.claims:
                if claim.id in origins.of_claim:
                    self._told[claim.id] = _Told(
                        article.published or _UNDATED,
                        article.name,
                        claim.number,
                        origins.of_claim[claim.id],
                        len(claim.voices) == 1 and not _SEEN_ITSELF.search(claim.text),
                    )

    def among(self, claims: Iterable[str]) -> Iterator[Dependence]:
        """Of claims that say one thing, which outlets may have it from whom; each from one, the likeliest.

        An outlet by which anybody else has it, or that was first, is left alone.
        """
        rows = sorted(self._told[claim] for claim in claims if claim in self._told)
        by_origin: dict[str, list[_Told]] = defaultdict(list)
        for row in rows:
            by_origin[row.origin].append(row)
        outlets = {origin for origin, mine in by_origin.items() if all(row.is_own for row in mine)}
        from_others = [row for row in rows if row.origin not in outlets]
        for origin in sorted(outlets):
            own = by_origin[origin]
            articles = {row.article for row in own}
            beside = [row for row in from_others if row.article in articles]
            before = [row for row in from_others if row.published <= own[0].published != _UNDATED]
            if source := beside or before:
                mine, theirs = (self._names[one] for one in (origin, source[0].origin))
                reason = f"{mine or 'an outlet'} may have it from {theirs or 'another'}"
                yield joint(origin, source[0].origin, FROM_BESIDE if beside else FROM_BEFORE, reason)
