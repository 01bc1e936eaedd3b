"""The pair net: what it says of a pair must depend on the pair alone, and be right where it is plain."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from rashomon.errors import NetError
from rashomon.nets.likeness import Likeness, open_likeness
from rashomon.nets.weights import FOLDER

pytestmark = pytest.mark.skipif(
    not (FOLDER / "likeness.onnx").is_file(), reason="there are no weights of the pair net yet"
)

TEXTS = (
    "The northern dam burst on Tuesday.",
    "The northern dam did not burst on Tuesday.",
    "Tuesday saw the bursting of the dam in the north, engineers with long experience of such works say.",
    "Onions are cheap.",
    "",
    "?",
)


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    return open_likeness()


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("The guards opened the gate.", "The guards did not open the gate.", "opposed"),
        ("The bridge is safe.", "The bridge is not safe.", "opposed"),
        ("The minister never met the envoys.", "The minister met the envoys.", "opposed"),
        ("The harbour is closed to foreign ships.", "The harbour is open to foreign ships.", "opposed"),
        ("Nine miners were killed in the shaft.", "Forty miners were killed in the shaft.", "opposed"),
        ("The guards opened the gate.", "The gate was opened by the guards.", "same"),
        (
            "The harvest failed because of the drought.",
            "Because of the drought the harvest failed.",
            "same",
        ),
        ("The bridge is not safe.", "The bridge isn't safe.", "same"),
        ("The guards opened the gate.", "The price of salt has doubled.", "other"),
        ("The bridge is not safe.", "Three painters won a prize.", "other"),
    ],
)
def test_plain_pairs(likeness: Likeness, a: str, b: str, expected: str) -> None:
    (judged,) = likeness.judge([(a, b)])
    assert judged._fields[int(np.argmax(judged[:4]))] == expected


@pytest.mark.parametrize(
    ("plain", "denied"),
    [
        ("The rebels hold the airport.", "The rebels do not hold the airport."),
        ("The convoy crossed the river at night.", "The convoy did not cross the river at night."),
        ("Wolves were seen near the school.", "Wolves were not seen near the school."),
        ("The bank has paid its debts.", "The bank has not paid its debts."),
    ],
)
def test_not_turns_a_sentence_round(likeness: Likeness, plain: str, denied: str) -> None:
    against_itself, against_its_denial = likeness.judge([(plain, plain), (plain, denied)])
    assert against_its_denial.opposed > against_itself.opposed
    assert against_itself.same > against_its_denial.same


@pytest.mark.parametrize("text", [*TEXTS[:4], "The army attacked the rebels."])
def test_what_is_word_for_word_the_same_says_the_same(likeness: Likeness, text: str) -> None:
    for judged in likeness.judge([(text, text), (text, text.upper().rstrip("."))]):
        assert (judged.same, judged.together) == (1.0, 1.0)


def test_a_pair_is_judged_alike_alone_and_among_others(likeness: Likeness) -> None:
    pairs = [(a, b) for a in TEXTS for b in TEXTS]
    together = likeness.judge(pairs)
    alone = [open_likeness().judge([pair])[0] for pair in pairs[:8]]
    assert together[:8] == alone
    assert likeness.judge(pairs[::-1])[::-1] == together


def test_it_does_not_matter_which_text_comes_first(likeness: Likeness) -> None:
    pairs = [(a, b) for a in TEXTS for b in TEXTS]
    turned = likeness.judge([(b, a) for a, b in pairs])
    for one, other in zip(likeness.judge(pairs), turned, strict=True):
        assert one[:4] == pytest.approx(other[:4], abs=1e-5)
        assert one.on == other.on


def test_what_is_judged_are_probabilities(likeness: Likeness) -> None:
    judged = np.array([one[:4] for one in likeness.judge([(a, b) for a in TEXTS for b in TEXTS])])
    assert (judged >= 0).all()
    np.testing.assert_allclose(judged.sum(axis=1), 1, atol=1e-5)


def test_vectors_have_length_one_and_do_not_depend_on_the_others(likeness: Likeness) -> None:
    together = likeness.vectors(TEXTS)
    assert together.shape == (len(TEXTS), 384)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for row, text in zip(together, TEXTS, strict=True):
        np.testing.assert_array_equal(row, open_likeness().vectors([text])[0])
    assert likeness.vectors([]).shape == (0, 384)


def test_one_thing_is_nearer_than_another(likeness: Likeness) -> None:
    dam, denied, retold, onions, *_ = likeness.vectors(TEXTS)
    assert min(dam @ retold, dam @ denied) > 0.5 > dam @ onions


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    for name in ("reader.json", "likeness.json", "meeting.onnx", "likeness.onnx", "vocab.txt", "trunk.onnx"):
        shutil.copy(FOLDER / name, tmp_path / name)
    with (tmp_path / "meeting.onnx").open("ab") as file:
        file.write(b"!")
    with pytest.raises(NetError, match="not the file that was shipped"):
        open_likeness(tmp_path)
