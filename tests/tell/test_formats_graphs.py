"""The network and the copies, read back by networkx; the network and opinions, by OASIS's own stix2."""

from __future__ import annotations

import io
import json

import networkx
import pytest
import stix2

READERS = {"gexf": networkx.read_gexf, "graphml": networkx.read_graphml}


@pytest.fixture(params=sorted(READERS))
def graph(request, export):
    def read(kind: str) -> networkx.DiGraph:
        return READERS[request.param](io.BytesIO(export(kind, request.param)))

    return read


def test_the_network_comes_back_with_signs_tellers_and_sides(stated, graph) -> None:
    found = graph("network")
    edges = stated.store.survey().network.edges
    assert found.is_directed()
    assert {(a, b): d["sign"] for a, b, d in found.edges(data=True)} == {
        (edge.holder, edge.target): edge.sign for edge in edges
    }
    names = {actor.id: actor.name for actor in stated.actors()}
    assert {one: facts["label"] for one, facts in found.nodes(data=True)} == {
        one: names[one] for edge in edges for one in (edge.holder, edge.target)
    }
    assert sorted(facts["side"] for _, facts in found.nodes(data=True)) == [1, 2, 2]
    told = found.edges[edges[0].holder, edges[0].target]
    assert (told["according_to"], told["weight"], told["frustrated"]) == (
        "The Heron; =Vey & <Sons>",
        2.0,
        True,
    )


def test_copies_lead_from_the_parent_to_the_child(stated, graph) -> None:
    found = graph("copies")
    keys = stated.store.keys()
    ((parent, child, facts),) = found.edges(data=True)
    assert (parent, child) == (keys["001.txt"], keys["002.txt"])
    assert (facts["kind"], facts["direction"], facts["weight"]) == ("excerpt", 0.8, 0.2)
    assert found.nodes[parent]["label"] == "The dam at Karsk"
    # Words that would end the file or steer a screen stand as words, or are shown as missing.
    assert found.nodes[child]["outlet"] == "+cmd|' /C calc'!A0 ]]> \ufffdgnp"


@pytest.mark.parametrize("kind", ["network", "propositions"])
def test_stix_reads_every_object_back(export, kind: str) -> None:
    content = export(kind, "stix").decode()
    bundle = stix2.parse(content, allow_custom=False)
    ids = {one.id for one in bundle.objects}
    assert len(ids) == len(json.loads(content)["objects"])
    for one in bundle.objects:
        named = [*one.get("object_refs", []), *(one[k] for k in ("source_ref", "target_ref") if k in one)]
        assert set(named) <= ids
    report = bundle.objects[-1]
    assert (report.type, set(report.object_refs)) == ("report", ids - {report.id})


def test_each_claim_of_a_proposition_is_an_opinion_on_it(export) -> None:
    bundle = stix2.parse(export("propositions", "stix").decode())
    rows = [json.loads(line) for line in export("propositions", "jsonl").splitlines()]
    opinions = [one for one in bundle.objects if one.type == "opinion"]
    assert sorted(one.opinion for one in opinions) == sorted(
        word
        for row in rows
        for side, word in (("for", "agree"), ("against", "disagree"), ("hedged", "neutral"))
        for _ in row[side]
    )
    notes = {one.id: one.content for one in bundle.objects if one.type == "note"}
    assert sorted(notes.values()) == sorted(row["text"] for row in rows)
    assert all(set(one.object_refs) <= set(notes) for one in opinions)
    mined = next(one for one in opinions if "Northern League" in one.explanation)
    assert list(mined.authors) == ["Orlan Vey"]
    assert mined.external_references[0].url.startswith("https://heron.example/dam?a=1&b=2#:~:text=")


def test_who_is_for_whom_is_a_relationship_that_names_who_says_so(export) -> None:
    bundle = stix2.parse(export("network", "stix").decode())
    ties = [one for one in bundle.objects if one.type == "relationship"]
    assert sorted(one.relationship_type for one in ties) == ["disputed-with", "opposes", "supports"]
    assert all(one.description.endswith("according to The Heron, =Vey & <Sons>") for one in ties)
