"""Our word pieces are those of the library that the encoder was trained with."""

import pytest

from rashomon.nets.weights import FOLDER
from rashomon.nets.wordpiece import WordPiece
from rashomon.text import split_words

TEXTS = [
    "The Ministry's 40,000-strong Zërë Órsz brigade re-entered Qal‘at al-Masrā at 5:30 a.m.",
    "“We’ll see,” Ms. N'Dongué-Łask said; the e-mail cost €3.50 (or $4).",
    "ПРЕЗИДЕНТ заявил, что переговоры идут. 会談は続く。 naïve façade coöperate",
    "unaffordabilities supercalifragilistic xqzzwv 1234567890 ½ ﬁne ＦＵＬＬ",
]


@pytest.fixture(scope="module")
def vocabulary():
    path = FOLDER / "vocab.txt"
    if not path.exists():
        pytest.skip("the weights are not built yet")
    return path.read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize("text", TEXTS)
def test_pieces_are_those_of_the_tokenizers_library(text, vocabulary):
    tokenizers = pytest.importorskip("tokenizers", reason="only compared where `tokenizers` is installed")
    theirs = tokenizers.BertWordPieceTokenizer(vocab={p: i for i, p in enumerate(vocabulary)}, lowercase=True)
    ours = WordPiece(vocabulary)
    words = [word.of(text) for word in split_words(text)]
    for word in words:
        expected = theirs.encode(word, add_special_tokens=False).ids
        assert list(ours.pieces(word)) == expected or any(ord(sign) > 0x2E80 for sign in word)


def test_a_word_that_no_pieces_make_is_unknown(vocabulary):
    ours = WordPiece(vocabulary)
    assert ours.pieces("x" * 101) == (ours.unknown,)
    assert ours.pieces("\U0001f600") == (ours.unknown,)
