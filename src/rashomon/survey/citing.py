"""Which claim tells again what another one told: out of a copied passage, or of an outlet that is cited."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rashomon.findings import Copy
from rashomon.ledger import LedgerArticle, LedgerClaim
from rashomon.names.folding import fold
from rashomon.records import Span
from rashomon.survey.direction import house_key, order_of
from rashomon.survey.houses import house_words
from rashomon.survey.sources import Source, SourceReader
from rashomon.survey.wording import content_words

ALIKE = 0.5
"""Share of the words of the shorter of two claims that makes the one the other told again."""
_RARE = 40
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


class Link(NamedTuple):
    """A claim goes back to another, or to all that an article says in its outlet's own voice."""

    kind: Literal["copy", "cite"]
    target: str
    """A claim's id, or `own_voice` of an article."""


def own_voice(article: str) -> str:
    """What stands for everything that an article says in its outlet's own voice."""
    return f"own|{article}"


def link_copied(articles: Mapping[str, LedgerArticle], copies: Sequence[Copy]) -> dict[str, Link]:
    """For each claim in a copied passage the parent's claim at the same place."""
    links: dict[str, Link] = {}
    ranked = sorted(
        copies, key=lambda copy: (-round(copy.score * copy.direction, 2), copy.parent, copy.child)
    )
    for copy in ranked:
        child, parent = articles.get(copy.child), articles.get(copy.parent)
        if child is None or parent is None or copy.kind == "cites":
            continue
        for mine, theirs in copy.passages:
            for claim in child.claims:
                if claim.id not in links and _is_inside(claim.span, mine):
                    target = _claim_at(parent, _moved(claim.span, mine, theirs), claim)
                    if target:
                        links[claim.id] = Link("copy", target)
    return links


def _is_inside(span: Span, passage: Span) -> bool:
    shared = min(span.end, passage.end) - max(span.start, passage.start)
    return shared >= 0.8 * len(span)


def _moved(span: Span, mine: Span, theirs: Span) -> Span:
    scale = len(theirs) / max(1, len(mine))
    return Span(
        theirs.start + round((span.start - mine.start) * scale),
        theirs.start + round((span.end - mine.start) * scale),
    )


def _claim_at(parent: LedgerArticle, place: Span, claim: LedgerClaim) -> str | None:
    """The claim about there that says the same in as many voices; else what the article says itself."""
    around = Span(place.start - 40, place.end + 40)
    near = [other for other in parent.claims if other.span.overlaps(around)]
    words = set(fold(claim.text).split())

    def likeness(other: LedgerClaim) -> float:
        theirs = set(fold(other.text).split())
        shared = len(words & theirs) / max(1, len(words | theirs))
        return shared - 0.3 * ((len(claim.voices) > 1) != (len(other.voices) > 1))

    best = max(near, key=lambda other: (likeness(other), -other.number), default=None)
    if best is not None and likeness(best) >= ALIKE:
        return best.id
    return own_voice(parent.name) if len(claim.voices) == 1 else None


class Cited(NamedTuple):
    """The claims of one outlet, found by their words."""

    claims: Sequence[tuple[LedgerArticle, LedgerClaim]]
    places: Mapping[str, Sequence[int]]

    @staticmethod
    def of(articles: Sequence[LedgerArticle]) -> Cited:
        """The claims of ``articles``."""
        claims = [(article, claim) for article in articles for claim in article.claims]
        places: dict[str, list[int]] = defaultdict(list)
        for place, (_, claim) in enumerate(claims):
            for word in telling_words(claim.text):
                places[word].append(place)
        return Cited(claims, places)

    def find(self, claim: LedgerClaim, article: LedgerArticle) -> str | None:
        """The claim that ``claim`` may tell again: most words alike, told before rather than after it."""
        words = telling_words(claim.text)
        hits: Counter[int] = Counter()
        for word in sorted(words):
            hits.update(self.places.get(word, ())[:_RARE])
        ranked = []
        for place, shared in hits.items():
            source, other = self.claims[place]
            share = shared / max(1, min(len(words), len(telling_words(other.text))))
            if other.id != claim.id and share >= ALIKE and shared >= min(2, len(words)):
                is_later = order_of(source.published, article.published) > 0
                ranked.append((is_later, -share, -shared, source.name, other.number, other.id))
        return min(ranked)[-1] if ranked else None


@lru_cache(maxsize=50_000)
def telling_words(text: str) -> frozenset[str]:
    """What a claim is about: stems of its content words, and its numbers.

    >>> sorted(telling_words("that 41 died in the market"))
    ['41', 'died', 'market']
    """
    return content_words(text) | frozenset(_NUMBER.findall(text))


def link_cited(
    claims: Sequence[tuple[LedgerArticle, LedgerClaim]], own: Mapping[str, Source], reader: SourceReader
) -> dict[str, Link]:
    """For each claim that an outlet of the case is said to have told, that outlet's claim, where one fits."""
    known: dict[str, Cited] = {}
    links: dict[str, Link] = {}
    for article, claim in claims:
        source = own[claim.id]
        if source.kind not in ("outlet", "agency") or source.key == house_key(article.outlet):
            continue
        if source.key not in reader.houses.articles:
            continue
        if source.key not in known:
            known[source.key] = Cited.of(reader.houses.articles[source.key])
        target = known[source.key].find(claim, article)
        if target:
            links[claim.id] = Link("cite", target)
    return links


def credited_house(article: LedgerArticle, reader: SourceReader) -> Source | None:
    """The one outlet or agency that the article's credits or dateline name, if it is not its own."""
    found = sorted({key for span in article.credits for key in _houses_in(span.of(article.text), reader)})
    others = [key for key in found if key != reader.houses.key_of(article.outlet)]
    return reader.house(reader.houses.names.get(others[0], others[0])) if len(others) == 1 else None


def _houses_in(line: str, reader: SourceReader) -> Iterator[str]:
    words = fold(line)
    if set(words.split()[:2]) & house_words()["picture_words"]:
        return
    for key in sorted(house_words()["agencies"] | set(reader.houses.articles)):
        # Short names are words of other languages too, unless written as names are.
        if f" {key} " in f" {words} " and (len(key) > 4 or re.search(rf"\b{re.escape(key.upper())}\b", line)):
            yield key
