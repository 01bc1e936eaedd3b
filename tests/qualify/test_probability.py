"""Words of chance as numbers, where people were asked about them; nothing where they were not."""

from __future__ import annotations

import pytest

from rashomon.qualify.probability import stated_probability

CASES = [
    # content, word of saying, the median, why
    ("the bridge will probably hold", "", 0.75, "as it was asked"),
    ("the bridge is likely to hold", "", 0.7, "as it was asked"),
    ("the bridge is very likely to hold", "", 0.9, "the longer wording counts"),
    ("it is highly unlikely that the bridge holds", "", 0.05, "the longer wording counts"),
    ("the bridge will almost certainly hold", "", 0.95, "as it was asked"),
    ("the bridge is not likely to hold", "", 0.2, "turned by a not"),
    ("the bridge isn't likely to hold", "", 0.2, "turned by a short not"),
    ("the bridge will probably not hold", "", 0.265, "the chance of holding"),
    ("the bridge probably won’t hold", "", 0.265, "the chance of holding"),
    ("there is little chance of rain", "", 0.15, "as it was asked"),
    ("the odds are even: it is a toss-up", "", 0.5, "a wording for it"),
    ("there is a 70 per cent chance of rain", "", 0.7, "a number"),
    ("the chance of rain is put at 30 to 40%", "", None, "a span of numbers after the word is not read"),
    ("a 30-40 % chance of rain", "", 0.35, "the middle of two numbers"),
    ("rain", "judges it likely", 0.7, "the word of saying says so"),
    ("it rains", "doubts", 0.25, "who doubts says so of himself"),
    ("it rains", "does not doubt", None, "nobody was asked"),
    ("there is no doubt that it rains", "", None, "nobody was asked"),
    ("the bridge may hold", "", None, "possible is no probability"),
    ("the bridge can hold", "", None, "possible is no probability"),
    ("the bridge will hold", "", None, "a bare will says nothing of chance"),
    ("rain is more likely in spring", "", None, "a comparison is no measure"),
    ("it is not unlikely to rain", "", None, "nobody was asked"),
    ("it will probably rain but is unlikely to snow", "", None, "two things, two chances"),
    ("some 70 per cent of the town burned", "", None, "a share is no chance"),
    ("a fifty-fifty chance", "", 0.5, "a wording for it"),
]


@pytest.mark.parametrize(("content", "cue", "mid", "why"), CASES)
def test_words_of_chance(content: str, cue: str, mid: float | None, why: str) -> None:
    found = stated_probability([content], cue)
    assert (found.mid if found else None) == mid, why
    if found:
        assert 0 <= found.low <= found.mid <= found.high <= 1
        assert found.basis
