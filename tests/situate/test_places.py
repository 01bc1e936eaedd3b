"""Where place names are: invented sentences on real geography (places.yaml)."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.records import Kind, Mention, Place, Span
from rashomon.situate.gazetteer import entries
from rashomon.situate.places import find_places

CASES = yaml.safe_load((Path(__file__).parent / "places.yaml").read_text(encoding="utf-8"))
MARKS = {"[": "]", "{{": "}}", "{": "}", "<": ">"}
KINDS: dict[str, Kind] = {"[": "place", "{": "person", "{{": "organisation"}


def read_marked(marked: str) -> tuple[str, list[Mention], list[Span]]:
    """The text without its marks, the mentions and the sources."""
    text, open_, mentions, sources = "", [], [], []
    for piece in re.split(r"(\{\{|\}\}|[\[\]{}<>])", marked):
        if piece in MARKS:
            open_.append((piece, len(text)))
        elif piece in MARKS.values():
            mark, start = open_.pop()
            assert MARKS[mark] == piece
            span = Span(start, len(text))
            if mark == "<":
                sources.append(span)
            else:
                mentions.append(Mention(span=span, kind=KINDS[mark], form="name"))
        else:
            text += piece
    return text, mentions, sources


def told(place: Place | None) -> str:
    """A place as the cases write it."""
    if place is None:
        return "none"
    if place.lat is None:
        return f"? {place.country or '-'} {place.precision or '-'}"
    return f"{place.country} {place.precision} {int(place.lat)}"


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(case: Any) -> None:
    text, mentions, sources = read_marked(case["text"])
    found = {place.span: place for place in find_places(text, mentions, sources)}
    spans = sorted(m.span for m in mentions if m.kind == "place")
    assert [told(found.get(span)) for span in spans] == case["places"]


def test_without_a_point_there_is_a_reason_and_no_id() -> None:
    text, mentions, _ = read_marked("In eastern [Sudan].")
    (place,) = find_places(text, mentions)
    assert (place.geonames, place.lat, place.lon, place.name) == (None, None, None, "Sudan")
    assert "eastern" in place.reason


def test_ids_are_those_of_geonames() -> None:
    text, mentions, _ = read_marked("In [Khartoum], [Sudan], and in [Texas].")
    assert [place.geonames for place in find_places(text, mentions)] == [379252, 366755, 4736286]


def test_nominals_and_other_kinds_are_no_places() -> None:
    text = "Sudan, the country"
    mentions = [
        Mention(span=Span(0, 5), kind="organisation", form="name"),
        Mention(span=Span(7, 18), kind="place", form="nominal"),
    ]
    assert find_places(text, mentions) == ()


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(["Paris", "Juba", "said", "north", "U.S.", ",", "in", "Zz", "of", "\n", "Ga."]))
)
def test_places_lie_on_mentions_and_are_the_same_each_time(words: list[str]) -> None:
    text, mentions = "", []
    for word in words:
        if word[0].isupper():
            span = Span(len(text), len(text) + len(word))
            mentions.append(Mention(span=span, kind="place", form="name"))
        text += word + " "
    found = find_places(text, mentions)
    assert found == find_places(text, mentions)
    assert {place.span for place in found} <= {mention.span for mention in mentions}
    for place in found:
        assert (place.lat is None) == (place.lon is None)
        assert place.geonames is None or place.lat is not None
        assert place.reason
        assert 0 <= place.score <= 1


def test_names_are_found_however_they_are_written() -> None:
    for name in ("Mandalay", "St. Louis", "Port-au-Prince", "N'Djamena", "Xi'an", "SÃO PAULO", "the Gambia"):
        assert entries(name), name
