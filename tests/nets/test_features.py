"""What the net sees of a text, and how long texts are cut."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.nets.features import WINDOW, cut_windows, encode
from rashomon.nets.wordpiece import WordPiece
from rashomon.records import Span
from rashomon.text import split_words, words_in

PIECES = WordPiece(["[UNK]", "[CLS]", "[SEP]", "[unused0]", "dam", "##s", "the", '"', ".", "'"])


@settings(deadline=None)
@given(st.lists(st.integers(1, 100), max_size=900))
def test_every_word_is_decided_in_exactly_one_window_that_fits(lengths):
    first = [0]
    for length in lengths:
        first.append(first[-1] + length)
    decided = []
    for window in cut_windows(first):
        assert window.start <= window.core_start < window.core_end <= window.end
        assert first[window.end] - first[window.start] <= WINDOW - 2 or window.end == window.start + 1
        decided.extend(range(window.core_start, window.core_end))
    assert decided == list(range(len(lengths)))


@given(st.text())
def test_words_lie_in_the_text_in_order_and_are_never_empty(text):
    words = split_words(text)
    ends = [0, *(word.end for word in words)]
    assert all(before <= word.start < word.end for before, word in zip(ends, words, strict=False))
    assert "".join(word.of(text) for word in words) == "".join("".join(text.split()).split())


@given(st.text(alphabet="ab .\n“”\"'", max_size=60))
def test_arrays_have_one_entry_a_piece(text):
    words = split_words(text)
    encoded = encode(text, words, PIECES)
    assert len(encoded.pieces) == len(encoded.shapes) == len(encoded.quotes) == encoded.first[-1]
    assert len(encoded.first) == len(words) + 1


def test_words_between_marks_are_seen_as_quoted_until_the_paragraph_ends():
    text = 'the "dam the\nthe dams".'
    encoded = encode(text, split_words(text), PIECES)
    assert [encoded.quotes[i] for i in encoded.first[:-1]] == [0, 2, 1, 1, 0, 0, 2, 1]


def test_words_in_a_span_are_those_that_share_a_character():
    words = split_words("one two three")
    assert list(words_in(words, Span(2, 5))) == [0, 1]
    assert list(words_in(words, Span(3, 4))) == []
