"""Names of two words that are one: "servant of ..." in its many spellings."""

import pytest

from rashomon.names.likeness import SAME_SPELLING, likeness
from rashomon.names.parsing import split_name

SPELLINGS = [
    "Orlan Abdel Vahim",
    "Orlan Abdul-Vahim",
    "Orlan Abd al Vahim",
    "Orlan Abdelvahim",
    "Orlan Abdulvahim",
]


@pytest.mark.parametrize("name", SPELLINGS)
def test_the_second_half_belongs_to_the_first(name: str) -> None:
    given, surname = split_name(name)
    assert given == "Orlan"
    assert likeness(surname, "Abdulvahim") >= SAME_SPELLING


def test_a_name_that_only_begins_alike_is_left_alone() -> None:
    assert split_name("Abdo Vahim") == ["Abdo", "Vahim"]
