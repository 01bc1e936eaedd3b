"""Folding, parsing, likeness and the general tables."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rashomon.names.countries import country_of, country_words
from rashomon.names.folding import coarse_skeleton, fold, skeleton
from rashomon.names.institutions import initials, is_translation
from rashomon.names.likeness import SAME_SPELLING, likeness
from rashomon.names.parsing import marks, parse_person, surname_key


@pytest.mark.parametrize(
    ("text", "titles", "given_names", "surname", "suffix"),
    [
        ("Field Marshal Orlan al-Veytar", ("Field", "Marshal"), ("Orlan",), "al-Veytar", ""),
        ("Danish Economy Minister Nasir Vey", ("Danish", "Economy", "Minister"), ("Nasir",), "Vey", ""),
        ("Mr Vey’s", ("Mr",), (), "Vey", ""),
        ("Orlan van der Vey Jr", (), ("Orlan",), "van der Vey", "Jr"),
        ("Orlan Vey the younger", (), ("Orlan",), "Vey", "the younger"),
        ("the elder Vey", (), (), "Vey", "the elder"),
        ("Orlan bin Vey", (), ("Orlan",), "bin Vey", ""),
        ("General", (), (), "General", ""),
    ],
)
def test_a_name_is_taken_apart(text, titles, given_names, surname, suffix):
    name = parse_person(text)
    assert (name.titles, name.given, name.surname, name.suffix) == (titles, given_names, surname, suffix)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Khatorin", "Hatorin"), ("Veytar", "Weytar"), ("Sergej", "Sergey"), ("Shoklin", "Schoklin"),
        ("Dzhemil", "Jamil"), ("Tsarev", "Zarew"), ("Boslov", "Bosloff"), ("Qasim", "Kassem"),
        ("Gorskiy", "Gorsky"),
    ],
)  # fmt: skip
def test_transliterations_are_alike(left, right):
    assert likeness(left, right) > SAME_SPELLING
    assert likeness(left, right) == likeness(right, left)


@pytest.mark.parametrize(("left", "right"), [("Veytar", "Boslov"), ("Hamar", "Haldor"), ("Petrin", "Pestov")])
def test_other_names_are_not(left, right):
    assert likeness(left, right) < SAME_SPELLING


@example("𝒩", "ǽ")
@example("ǽ", "")
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_characters_are_folded_and_compared(left, right):
    assert fold(fold(left)) == fold(left)
    assert 0 <= likeness(left, right) <= 1
    assert isinstance(
        skeleton(left) + coarse_skeleton(left) + surname_key(right) + parse_person(left).full, str
    )


def test_translations_of_an_institution():
    assert is_translation("Ministry of Defence", "Defense Department")
    assert not is_translation("Ministry of Defence", "Ministry of Justice")
    assert not is_translation("1st National Army", "2nd National Army")
    assert {"VNA", "GOVNA"} & initials("Vostran National Army") == {"VNA"}


def test_numbers_in_words_count():
    assert marks("Fifth Brigade") == marks("5th Brigade") != marks("7th Brigade")


def test_every_state_has_its_words():
    countries = {found.country for found in country_words().values()}
    assert len(countries) > 190
    assert country_of("the Kremlin").role == "seat"  # type: ignore[union-attr]
    assert country_of("Georgian").country == "Georgia"  # type: ignore[union-attr]
    assert country_of("Dermond") is None
