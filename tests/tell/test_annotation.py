"""The object that `rashomon annotate` prints has the shape that programs outside rely on."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

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


def words(spans: list[list[int]]) -> list[str]:
    return [TEXT[start:end] for start, end in spans]


def spans_in(value: object, name: str = "") -> Iterator[list[int]]:
    """Every span of an annotation, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
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
