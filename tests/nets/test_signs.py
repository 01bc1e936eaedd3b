"""What two texts have in common on their face."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.nets.signs import SIGNS, compare, face
from rashomon.nets.wordpiece import WordPiece

PIECES = WordPiece(["[UNK]", "[CLS]", "[SEP]", "[unused0]", "the", "dam", "burst", "held", "##s"])
SAME_NUMBER, OTHER_NUMBER, ONE_NUMBER, OTHER_DENIES = 4, 5, 6, 10


@pytest.mark.parametrize(
    ("a", "b", "sign", "expected"),
    [
        ("Two dams burst.", "2 dams burst.", SAME_NUMBER, 1.0),
        ("Two dams burst.", "5 dams burst.", OTHER_NUMBER, 1.0),
        ("Two dams burst.", "Dams burst.", ONE_NUMBER, 1.0),
        ("The dam held.", "The dam has not held.", OTHER_DENIES, 1.0),
        ("The dam hasn't held.", "The dam has not held.", OTHER_DENIES, 0.0),
        ("The dam hasn’t held.", "The dam held.", OTHER_DENIES, 1.0),
        ("The mayor denied that the dam has not held.", "The dam held.", OTHER_DENIES, 0.0),
    ],
)
def test_signs(a: str, b: str, sign: int, expected: float) -> None:
    assert compare(face(a, PIECES), face(b, PIECES))[sign] == expected


@given(st.text(max_size=60), st.text(max_size=60))
def test_signs_do_not_depend_on_which_text_is_first_and_stay_in_bounds(a: str, b: str) -> None:
    first, second = face(a, PIECES), face(b, PIECES)
    assert compare(first, second) == compare(second, first)
    assert len(compare(first, second)) == SIGNS
    assert all(0 <= sign <= 1 for sign in compare(first, second))
