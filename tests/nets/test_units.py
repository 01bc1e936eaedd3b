"""Units lie in the text in order, never overlap, cover every visible sign; contractions come apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.nets.lemmas import apply_script
from rashomon.nets.units import split_units, unit_words
from rashomon.text import split_words

CASES = [
    ("They don't know.", ["They", "do", "n't", "know", "."], "not is a token of its own"),
    ("It’s Anna's.", ["It", "’s", "Anna", "'s", "."], "also with a typographer's apostrophe"),
    ("We cannot; we'll see.", ["We", "can", "not", ";", "we", "'ll", "see", "."], "cannot is two tokens"),
    ("the O'Neill line", ["the", "O", "'", "Neill", "line"], "an apostrophe in a name is no contraction"),
    (
        "Wait... see www.dam.example/a?b, or ada@dam.example.",
        ["Wait", "...", "see", "www.dam.example/a?b", ",", "or", "ada@dam.example", "."],
        "addresses and repeated signs are one",
    ),
    ("a well-known man", ["a", "well", "-", "known", "man"], "a hyphen stands alone"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES)
def test_units(text, expected, why):
    assert [unit.of(text) for unit in split_units(text)] == expected, why


@given(st.text(alphabet="abn't’ .-5ÄU\u00a0\n", max_size=60))
def test_units_are_in_order_and_leave_nothing_out(text):
    units = split_units(text)
    assert all(a.end <= b.start for a, b in pairwise(units))
    covered = {i for unit in units for i in range(unit.start, unit.end)}
    assert covered == {i for word in split_words(text) for i in range(word.start, word.end)}


@given(st.text(alphabet="abn't’ .-5ÄU\u00a0\n", max_size=60))
def test_every_unit_is_stood_for_by_a_word_that_it_shares_a_sign_with(text):
    units, words = split_units(text), split_words(text)
    for unit, word in zip(units, unit_words(units, words), strict=True):
        assert unit.overlaps(words[word])


@pytest.mark.parametrize(
    ("script", "form", "lemma"),
    [("l0:", "Dam", "dam"), ("k0:", "Orm", "Orm"), ("l2:y", "armies", "armiy"), ("l9:x", "is", "is")],
)
def test_scripts(script, form, lemma):
    assert apply_script(script, form) == lemma
