"""Later occurrences of names that the article has given."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.analyse.echoes import complete_names
from rashomon.records import Mention, Span

CASES = [
    ("[The Lamp] wrote. On Friday The Lamp wrote again.", "organisation", ["The Lamp"], "a whole name again"),
    (
        "[League of Tarn] met. Then the League wrote.",
        "organisation",
        ["League"],
        "its head after the",
    ),
    ("[League of Tarn] met. Then a League wrote.", "organisation", [], "no article, no echo"),
    ("[League of Tarn] met. Then the League of Sollum wrote.", "organisation", [], "another League"),
    ("[Ada Orm] left. Then the Orm of old returned.", "person", [], "persons have their own rules"),
    ("[Tarn] fell. The Tarnish mayor left.", "place", [], "a part of a word is no name"),
]


@pytest.mark.parametrize(("marked", "kind", "expected", "why"), CASES, ids=[case[3] for case in CASES])
def test_what_is_added(marked: str, kind: str, expected: list[str], why: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    seen = Mention(span=Span(start, end), kind=kind, form="name")
    added = [m for m in complete_names(text, [seen]) if m.span != seen.span]
    assert [m.span.of(text) for m in added] == expected, why
    assert all(m.kind == kind and m.form == "name" for m in added)


@given(st.text(alphabet="AbThe of.\n“", max_size=80), st.integers(0, 80), st.integers(1, 20))
def test_names_lie_in_the_text_and_never_overlap(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    if start >= end:
        return
    seen = Mention(span=Span(start, end), kind="organisation", form="name")
    found = complete_names(text, [seen])
    spans = [m.span for m in found]
    assert seen in found
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
