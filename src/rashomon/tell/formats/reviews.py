"""Drafts of fact-checks as schema.org's ClaimReview: what was claimed, by whom, where; no verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from rashomon.store.store import Store
from rashomon.tell.across import PropositionRow, proposition_rows
from rashomon.tell.formats.addresses import urn
from rashomon.tell.formats.days import plain_day
from rashomon.tell.formats.signs import head_of, write_json_list
from rashomon.tell.formats.tellings import Telling, tellings, title_of
from rashomon.tell.wording import plain

Node = dict[str, Any]
NOTE = (
    "Draft, compiled by a program that says who claims what: nobody has reviewed it, and it gives no verdict."
)
_SIDES = (("supporting", "said so"), ("against", "denied"), ("hedged", "said with a hedge"))


def write_reviews(store: Store, kind: str, file: BinaryIO) -> None:
    """One JSON-LD graph with a draft for each of ``kind`` (claims, propositions)."""
    drafts = _of_claims(store) if kind == "claims" else _of_propositions(store)
    write_json_list(drafts, file, head=head_of({"@context": "https://schema.org"}, "@graph"), tail="}")


def _of_claims(store: Store) -> Iterator[Node]:
    for one in tellings(store):
        yield _draft(urn("review", one.claim.id), one.claim.text, f"{one.speaker}: {one.standing}.", [one])


def _of_propositions(store: Store) -> Iterator[Node]:
    told = {one.claim.id: one for one in tellings(store)}
    for row in proposition_rows(store):
        # The first to say so in time, then in the order of the articles.
        tells = [told[claim] for claim in (*row.supporting, *row.hedged)]
        tells.sort(key=lambda one: (one.article.published is None, one.article.published or ""))
        yield _draft(urn("review", row.id), row.text, _body(row, told), tells)


def _body(row: PropositionRow, told: dict[str, Telling]) -> str:
    sides = []
    for side, words in _SIDES:
        voices = dict.fromkeys(told[claim].speaker for claim in row.sure(side))
        if voices:
            sides.append(f"{words} by {', '.join(voices)}")
    origins = "independent origins: at least {low}, most likely {best}, at most {high}".format(**row.origins)
    return f"{'; '.join(sides)}. {origins[0].upper()}{origins[1:]}."


def _draft(one: str, text: str, body: str, tells: Sequence[Telling]) -> Node:
    first = tells[0]
    claim: Node = {
        "@type": "Claim",
        "@id": urn("claim", first.claim.id),
        "text": text,
        "appearance": list({(tell.key, tell.link): _appearance(tell) for tell in tells}.values()),
    }
    if first.claim.speaker.kind == "named":
        claim["author"] = {"@type": _kind(first), "name": first.speaker}
    elif first.claim.speaker.kind == "outlet" and first.article.outlet:
        claim["author"] = {"@type": "Organization", "name": plain(first.article.outlet)}
    if day := plain_day(first.article.published):
        claim["datePublished"] = day
    return {
        "@type": "ClaimReview",
        "@id": one,
        "claimReviewed": text,
        "creativeWorkStatus": "Draft",
        "abstract": NOTE,
        "reviewBody": body,
        "itemReviewed": claim,
    }


def _kind(one: Telling) -> str:
    # Whether a voice is a person is the ledger's to say; a Thing is always right.
    return "Person" if one.kinds.get(one.claim.speaker.actor or "") == "person" else "Thing"


def _appearance(one: Telling) -> Node:
    article = one.article
    told = {
        "@type": "NewsArticle",
        "@id": urn("article", one.key),
        "headline": title_of(article),
        "url": one.link,
        "datePublished": plain_day(article.published),
        "publisher": {"@type": "Organization", "name": plain(article.outlet)} if article.outlet else None,
        "inLanguage": article.language,
    }
    return {name: value for name, value in told.items() if value}
