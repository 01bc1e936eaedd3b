"""Annotations, provenance and drafts of reviews, read as RDF; entities, by what FollowTheMoney knows."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
import rdflib
import yaml
from rdflib.namespace import PROV, RDF, RDFS

# rdflib's own reader of JSON-LD still uses what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
SCHEMA = rdflib.Namespace("https://schema.org/")
# The contexts of W3C and schema.org lie on the web; for what is used of them these say the same.
CONTEXTS = {
    "http://www.w3.org/ns/anno.jsonld": {
        "@vocab": str(OA),
        "id": "@id",
        "type": "@type",
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "target": {"@id": "oa:hasTarget", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "body": {"@id": "oa:hasBody", "@type": "@id"},
        "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@type": "@id"},
        "oa": str(OA),
    },
    "https://schema.org": {"@vocab": str(SCHEMA)},
}


def graph_of(content: bytes) -> rdflib.Graph:
    found = json.loads(content)
    if isinstance(found["@context"], str):
        found["@context"] = CONTEXTS[found["@context"]]
    return rdflib.Graph().parse(data=json.dumps(found), format="json-ld")


def test_an_annotation_finds_its_words_by_place_and_by_what_stands_round_them(stated, export) -> None:
    content = export("claims", "annotation")
    texts = {key: stated.store.text(name) for name, key in stated.store.keys().items()}
    keys = stated.store.keys()
    items = json.loads(content)["items"]
    claims = {f"urn:rashomon:claim:{claim.id}": claim for claim in stated.store.claims()}
    assert [item["id"] for item in items] == list(claims)
    for item in items:
        claim, target = claims[item["id"]], item["target"]
        text = texts[keys[claim.article]]
        quote, position = target["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"] == claim.text
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
        assert (quote["prefix"] + quote["exact"] + quote["suffix"]) in text
    sources = {item["target"]["source"]["id"] for item in items}
    assert sources == {
        "https://heron.example/dam?a=1&b=2",
        f"urn:rashomon:article:{keys['002.txt']}",
        f"urn:rashomon:article:{keys['003.txt']}",
    }
    graph = graph_of(content)
    assert len(set(graph.subjects(RDF.type, OA.Annotation))) == len(claims)
    assert len(set(graph.subjects(RDF.type, OA.TextQuoteSelector))) == len(claims)


def test_the_chain_of_voices_is_followed_from_the_article_to_the_speaker(stated, export) -> None:
    graph = graph_of(export("claims", "prov"))
    claims = {claim.id: claim for claim in stated.store.claims()}
    for one, claim in claims.items():
        node = rdflib.URIRef(f"urn:rashomon:claim:{one}")
        assert str(graph.value(node, PROV.value)) == claim.text
        depth = 1
        while (
            further := graph.value(node, PROV.wasQuotedFrom) or graph.value(node, PROV.wasDerivedFrom)
        ) is not None:
            node, depth = further, depth + 1
        assert depth == len(claim.voices)
        if claim.speaker.actor:
            agent = graph.value(node, PROV.wasAttributedTo)
            assert (agent, RDF.type, PROV.Person) in graph
            assert agent == rdflib.URIRef(f"urn:rashomon:actor:{claim.speaker.actor}")


def test_words_in_quotation_marks_are_quoted_and_a_copy_is_derived_from_its_parent(stated, export) -> None:
    graph = graph_of(export("claims", "prov"))
    direct = {c.id for c in stated.store.claims() if c.quotation == "direct"}
    assert {str(node).split(":")[3] for node in graph.subjects(PROV.wasQuotedFrom)} == direct
    assert len(direct) == 1
    keys = stated.store.keys()
    first, second = (rdflib.URIRef(f"urn:rashomon:article:{keys[name]}") for name in ("001.txt", "002.txt"))
    assert graph.value(second, PROV.wasDerivedFrom) == first
    assert str(graph.value(graph.value(first, PROV.wasAttributedTo), RDFS.label)) == "The Heron"
    assert len(set(graph.subjects(PROV.hadPrimarySource))) == len(list(stated.store.claims()))


@pytest.mark.parametrize("kind", ["claims", "propositions"])
def test_a_review_is_a_draft_without_a_verdict(export, kind: str) -> None:
    content = export(kind, "claimreview")
    drafts = json.loads(content)["@graph"]
    rows = [json.loads(line) for line in export(kind, "jsonl").splitlines()]
    assert [draft["claimReviewed"] for draft in drafts] == [row["text"] for row in rows]
    assert all(draft["creativeWorkStatus"] == "Draft" for draft in drafts)
    assert not any("reviewRating" in draft or "author" in draft for draft in drafts)
    graph = graph_of(content)
    assert len(set(graph.subjects(RDF.type, SCHEMA.ClaimReview))) == len(rows)
    mined = next(draft["itemReviewed"] for draft in drafts if "Northern League" in draft["claimReviewed"])
    assert mined["author"] == {"@type": "Person", "name": "Orlan Vey"}
    assert (mined["datePublished"], mined["appearance"][0]["publisher"]["name"]) == (
        "2031-05-04",
        "The Heron",
    )


def entities_of(content: bytes) -> list[dict]:
    return [json.loads(line) for line in content.splitlines()]


def test_a_claim_is_a_note_on_its_speaker_and_article_with_the_rest_beside_it(stated, export) -> None:
    entities = {entity["id"]: entity for entity in entities_of(export("claims", "ftm"))}
    claims = list(stated.store.claims())
    notes = [entity for entity in entities.values() if entity["schema"] == "Note"]
    assert [note["claim"]["id"] for note in notes] == [claim.id for claim in claims]
    for note, claim in zip(notes, claims, strict=True):
        text = entities[note["claim"]["article"]]["properties"]["bodyText"][0]
        start, end = note["claim"]["span"]
        assert text[start:end] == claim.text == note["properties"]["description"][0]
        assert len(note["claim"]["voices"]) == len(claim.voices)
    mined = next(note for note in notes if "Northern League" in note["properties"]["name"][0])
    speaker = entities[mined["properties"]["entity"][0]]
    assert (speaker["schema"], speaker["properties"]) == ("Person", {"name": ["Orlan Vey"], "alias": ["Vey"]})


def _schemata() -> dict[str, dict]:
    found = importlib.util.find_spec("followthemoney")
    if found is None or not found.submodule_search_locations:
        pytest.skip("pip install --no-deps followthemoney")
    files = sorted((Path(found.submodule_search_locations[0]) / "schema").glob("*.y*ml"))
    return {name: schema for file in files for name, schema in yaml.safe_load(file.read_text()).items()}


def _line(schemata: dict[str, dict], name: str) -> list[str]:
    return [name, *(up for parent in schemata[name].get("extends", []) for up in _line(schemata, parent))]


def test_entities_keep_to_the_schemata_of_followthemoney(export) -> None:
    """With the schema files alone: the library itself has to be built with ICU's headers."""
    schemata = _schemata()
    entities = {entity["id"]: entity for entity in entities_of(export("claims", "ftm"))}
    assert {entity["schema"] for entity in entities.values()} == {
        "Person",
        "Article",
        "Mention",
        "Note",
        "UnknownLink",
    }
    for entity in entities.values():
        line = _line(schemata, entity["schema"])
        known = {name: prop for up in line for name, prop in schemata[up].get("properties", {}).items()}
        assert not schemata[entity["schema"]].get("abstract")
        assert set(schemata[entity["schema"]].get("required", [])) <= set(entity["properties"])
        for name, values in entity["properties"].items():
            assert all(isinstance(value, str) and value for value in values)
            if known[name].get("type") == "entity":
                ranges = {
                    up for value in values for up in [_line(schemata, entities[value]["schema"])] for up in up
                }
                assert known[name]["range"] in ranges, (entity["schema"], name)


def test_followthemoney_reads_every_property_back(export) -> None:
    model = pytest.importorskip("followthemoney", exc_type=ImportError).model
    for entity in entities_of(export("claims", "ftm")):
        proxy = model.get_proxy(entity, cleaned=False)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in entity["properties"].items()}
        assert proxy.to_dict().get("claim") == entity.get("claim")
