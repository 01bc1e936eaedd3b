"""A dispute's heading is made of words that the lines under it show."""

import pytest

from rashomon.store.rows import ClaimRow, Stretch
from rashomon.tell.contested import _agreeing, _is_dark, words_of

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


@pytest.mark.parametrize(
    ("words", "is_dark"),
    [
        ("the man never weighed a crate", False),
        ("and the man never weighed a crate", True),
        ("he never weighed a crate", True),
        ("no crate", True),
    ],
)
def test_a_heading_tells_a_stranger_something(words: str, is_dark: bool) -> None:
    assert _is_dark(words) == is_dark


def test_claims_that_exclude_each_other_are_told_apart() -> None:
    against = {
        "twelve": {"forty", "forty again", "too high"},
        "twelve again": {"forty", "forty again"},
        "forty": {"twelve", "twelve again"},
        "forty again": {"twelve", "twelve again"},
        "too high": {"twelve"},
    }
    told = _agreeing(["too high", "forty again", "forty", "twelve again", "twelve"], "twelve", against)
    assert [set(one) for one in told] == [{"twelve", "twelve again"}, {"forty again", "forty", "too high"}]


def test_who_gives_two_figures_comes_last() -> None:
    against = {
        "nine": {"thirty", "both"},
        "nine again": {"thirty", "both"},
        "both": {"nine", "nine again", "thirty"},
        "thirty": {"nine", "nine again", "both"},
    }
    assert _agreeing(["both", "nine", "nine again"], "elsewhere", against) == [
        ["nine", "nine again"],
        ["both"],
    ]
