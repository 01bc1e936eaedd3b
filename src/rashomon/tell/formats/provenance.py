"""The chain of voices behind each claim in PROV-O, as JSON-LD that needs no other file to be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from rashomon.store.rows import ArticleRow, VoiceRow
from rashomon.store.store import Store
from rashomon.tell.formats.addresses import urn, web_address
from rashomon.tell.formats.days import plain_day
from rashomon.tell.formats.signs import head_of, write_json_list
from rashomon.tell.formats.tellings import Telling, tellings, title_of
from rashomon.tell.wording import plain

Node = dict[str, Any]
CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rash": "urn:rashomon:term:",
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "value": "prov:value",
    "start": {"@id": "rash:start", "@type": "xsd:integer"},
    "end": {"@id": "rash:end", "@type": "xsd:integer"},
    **{
        name: {"@id": f"prov:{name}", "@type": "@id"}
        for name in ("wasAttributedTo", "wasQuotedFrom", "wasDerivedFrom", "hadPrimarySource")
    },
    "isPartOf": {"@id": "dcterms:isPartOf", "@type": "@id"},
    "source": {"@id": "dcterms:source", "@type": "@id"},
    "issued": "dcterms:issued",
    "standing": "rash:standing",
    "voice": "rash:voice",
}
_AGENTS = {"person": "prov:Person", "organisation": "prov:Organization"}


def write_provenance(store: Store, kind: str, file: BinaryIO) -> None:
    """One JSON-LD graph: articles, agents, and each claim with what it was quoted or derived from."""
    write_json_list(_nodes(store), file, head=head_of({"@context": CONTEXT}, "@graph"), tail="}")


def _nodes(store: Store) -> Iterator[Node]:
    articles, keys = store.articles(), store.keys()
    origins = store.survey().origins
    parents = {
        copy.child: urn("article", keys[copy.parent])
        for copy in sorted(store.copies(), key=lambda one: (one.direction, one.containment, one.parent))
        if copy.kind != "cites" and copy.direction >= 0.5
    }
    for outlet in sorted({row.outlet for row in articles if row.outlet}):
        kinds = ["prov:Agent", "prov:Organization"]
        yield {"id": urn("outlet", outlet), "type": kinds, "label": plain(outlet)}
    for actor in store.actors():
        kinds = ["prov:Agent", *([_AGENTS[actor.kind]] if actor.kind in _AGENTS else [])]
        yield {"id": urn("actor", actor.id), "type": kinds, "label": plain(actor.name)}
    for row in articles:
        yield _article(row, keys[row.article], parents.get(row.article))
    for origin in origins.origins:
        yield {
            "id": urn("origin", origin.id),
            "type": "prov:Entity",
            "label": plain(origin.name or f"origin of {len(origin.claims)} claims, not named"),
        }
    for telling in tellings(store):
        yield from _chain(telling, origins.of_claim.get(telling.claim.id))


def _article(row: ArticleRow, key: str, parent: str | None) -> Node:
    node: Node = {"id": urn("article", key), "type": "prov:Entity", "label": title_of(row)}
    facts = {
        "source": web_address(row.url),
        "issued": plain_day(row.published),
        "wasAttributedTo": urn("outlet", row.outlet) if row.outlet else None,
        "wasDerivedFrom": parent,
    }
    return node | {name: value for name, value in facts.items() if value}


def _chain(telling: Telling, origin: str | None) -> Iterator[Node]:
    """The statement of each voice; the first is the claim as it stands in the article."""
    claim = telling.claim
    depth = len(claim.voices)
    for number, voice in enumerate(claim.voices):
        is_last = number == depth - 1
        node: Node = {"id": _statement(claim.id, number), "type": "prov:Entity"}
        if number == 0:
            node |= {
                "value": claim.text,
                "standing": telling.standing,
                "isPartOf": urn("article", telling.key),
                "start": claim.span.start,
                "end": claim.span.stop,
            }
            if origin:
                node["hadPrimarySource"] = urn("origin", origin)
        if agent := _agent(telling, voice):
            node["wasAttributedTo"] = agent
        # What nobody is named for has words in place of a name.
        node["voice"] = telling.name_of(voice)
        if not is_last:
            is_quoted = claim.quotation == "direct" and number == depth - 2
            node["wasQuotedFrom" if is_quoted else "wasDerivedFrom"] = _statement(claim.id, number + 1)
        yield node


def _statement(claim: str, number: int) -> str:
    return urn("claim", claim, "voice", number) if number else urn("claim", claim)


def _agent(telling: Telling, voice: VoiceRow) -> str | None:
    if voice.actor:
        return urn("actor", voice.actor)
    if voice.kind == "outlet" and telling.article.outlet:
        return urn("outlet", telling.article.outlet)
    return None
