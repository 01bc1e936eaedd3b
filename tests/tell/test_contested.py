"""A dispute's heading is made of words that the lines under it show."""

import pytest

from rashomon.store.rows import ClaimRow, Stretch
from rashomon.tell.contested import words_of

TEXT = "that the dam held, Ada Orm said on Monday,  and the town is dry"


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ((), "the dam held, Ada Orm said on Monday, and the town is dry"),
        (((0, 17), (44, 63)), "the dam held … and the town is dry"),
    ],
    ids=["one stretch", "who says so stands between its parts"],
)
def test_the_words_of_a_claim(spans: tuple[tuple[int, int], ...], words: str) -> None:
    claim = ClaimRow(
        id="c",
        article="a.txt",
        span=Stretch(100, 100 + len(TEXT)),
        text=TEXT,
        voices=(),
        quotation="indirect",
        polarity="positive",
        certainty="certain",
        mode="actual",
        condition=None,
        spans=tuple(Stretch(100 + start, 100 + stop) for start, stop in spans),
    )
    assert words_of(claim) == words
