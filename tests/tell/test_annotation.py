"""The object that `rashomon annotate` prints has the shape that programs outside rely on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.records import Span, Token
from rashomon.tell.annotation import Annotation
from short_road import article, read_document

TEXT = (
    "Orlan Vey said “never again”. Brem denied that Vey left.\n\n"
    "It is reported that Karsk fell.\nSign up now\n"
)


def test_the_object_has_its_fields() -> None:
    found = Annotation(read_document(article("wire/1.txt", TEXT, title="T", published="2031-05"))).to_dict()
    assert json.loads(json.dumps(found)) == found
    head = {name: found[name] for name in ("article", "text", "title", "outlet", "published", "language")}
    assert head == {
        "article": "wire/1.txt",
        "text": TEXT,
        "title": "T",
        "outlet": None,
        "published": "2031-05",
        "language": "en",
    }
    assert {"span", "kind", "form", "entity"} <= set(found["mentions"][0])
    first, denial, rumour = found["attributions"]
    assert {"id", "source", "cue", "content", "parent", "speaker", "speaker_kind", "quotation"} <= set(first)
    assert (first["source"], first["cue"], first["speaker"]) == ([[0, 9]], [[10, 14]], "Orlan Vey")
    assert (first["quotation"], words(first["content"])) == ("direct", ["never again"])
    assert (denial["polarity"], words(denial["because"])) == ("negative", ["denied"])
    assert (rumour["source"], rumour["speaker"], rumour["speaker_kind"]) == ([], None, "rumour")
    assert [words([passage["span"]]) for passage in found["passages"]] == [["Sign up now"]]


def test_what_happens_when_and_where_has_its_fields() -> None:
    text = "Tolk said that Vey lies in Karsk in spring."
    document = read_document(article("a", text))
    token = Token(span=Span(0, 4), upos="PROPN", xpos="NNP", lemma="Tolk", head=1, deprel="nsubj")
    found = Annotation(replace(document, tokens=(token,))).to_dict()
    assert json.loads(json.dumps(found)) == found
    assert found["tokens"] == [[0, 4, "PROPN", "Tolk", 1, "nsubj"]]
    (event,) = found["events"]
    head = ("span", "factuality", "polarity", "certainty", "mode", "code", "attribution", "condition")
    assert [event[name] for name in head] == [[19, 23], 2.5, "positive", "certain", "actual", None, 0, None]
    assert event["arguments"][0]["role"] == "agent"
    (stance,) = found["stances"]
    assert [stance[name] for name in ("holder", "target", "sign", "kind", "attribution")] == [
        [0, 4],
        [15, 18],
        -1,
        "criticises",
        None,
    ]
    assert (found["times"][0]["span"], found["times"][0]["value"]) == ([36, 42], "2031-21")
    place = {name: found["places"][0][name] for name in ("name", "geonames", "lat", "lon", "precision")}
    assert place == {"name": "Karsk", "geonames": 7, "lat": 1.5, "lon": -2.5, "precision": "city"}
    assert [(claim["events"], claim["time"], claim["place"]) for claim in found["claims"]] == [
        ([0], "2031-21", "Karsk")
    ]


def words(spans: list[list[int]]) -> list[str]:
    return [TEXT[start:end] for start, end in spans]


def spans_in(value: object, name: str = "") -> Iterator[list[int]]:
    """Every span of an annotation, however deep; claims number their events."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "events" and inner and isinstance(inner[0], int):
                continue
            yield from spans_in(inner, key)
    elif isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from spans_in(inner, name)


@settings(deadline=None)
@given(st.text(alphabet="Vey said that “it rains”. 𝔘\n\u00a0", max_size=120))
def test_spans_lie_in_the_text(text: str) -> None:
    found = Annotation(read_document(article("a", text))).to_dict()
    for start, end in spans_in(found):
        assert 0 <= start < end <= len(text)
