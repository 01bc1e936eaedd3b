"""Plain words for what the ledger holds."""

from __future__ import annotations

import pytest

from rashomon.store.rows import ClaimRow, Stretch, VoiceRow
from rashomon.tell.tables import draw
from rashomon.tell.wording import is_denied, label_articles, speaker_words, standing_words

OUTLET = VoiceRow(name=None, kind="outlet", actor=None, span=None, cue=None)
SPEAKER = VoiceRow(name="Brem", kind="named", actor=None, span=Stretch(0, 4), cue=Stretch(5, 11))
#       0         1         2         3
TEXT = "Brem denied that he never left Karsk"


def claim(**fields: object) -> ClaimRow:
    defaults: dict[str, object] = {
        "id": "c0",
        "article": "a.txt",
        "span": Stretch(17, 36),
        "text": TEXT[17:],
        "voices": (OUTLET, SPEAKER),
        "quotation": "indirect",
        "polarity": "negative",
        "certainty": "certain",
        "mode": "actual",
        "condition": None,
        "spans": (Stretch(17, 36),),
        "because": (Stretch(5, 11),),
    }
    return ClaimRow(**(defaults | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "denied"),
        # The "never" stands in the words themselves: nobody denies them.
        ({"because": (Stretch(20, 25),)}, ""),
        # "left" in the content decided something else than the "not".
        ({"because": (Stretch(5, 11), Stretch(26, 30))}, "denied"),
        ({"polarity": "positive", "mode": "predicted", "certainty": "probable"}, "predicted, as likely"),
        ({"polarity": "positive", "certainty": "possible"}, "as possible"),
        ({"polarity": "positive"}, ""),
    ],
)
def test_standing_in_words(fields: dict[str, object], words: str) -> None:
    assert standing_words(claim(**fields)) == words


def test_a_denial_without_its_words_is_still_one() -> None:
    assert is_denied(claim(because=()))


def test_who_says_so() -> None:
    assert speaker_words(claim(), "a") == "Brem"
    assert speaker_words(claim(voices=(OUTLET,)), "a") == "the article itself"
    courier = VoiceRow(name="Courier", kind="outlet", actor=None, span=None, cue=None)
    rumour = VoiceRow(name=None, kind="rumour", actor=None, span=None, cue=None)
    assert (
        speaker_words(claim(voices=(courier, SPEAKER, rumour)), "a")
        == "Courier → Brem → rumour, no source given"
    )


def test_labels_that_would_clash_or_run_long_are_numbers() -> None:
    assert label_articles(["a/1.txt", "a/2.html"]) == {"a/1.txt": "1", "a/2.html": "2"}
    assert set(label_articles(["a/x.txt", "b/x.txt"]).values()) == {"A1", "A2"}
    assert label_articles([f"{'x' * 30}.txt"]) == {f"{'x' * 30}.txt": "A1"}


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_table_keeps_to_the_terminal(width: int) -> None:
    lines = (("id", "who", "what"), [["1", "Orlan Vey of the upper valley", "the dam broke " * 20]] * 3)
    drawn = draw(lines, width=width)
    assert max(map(len, drawn.splitlines())) <= max(width, 2 * 24 + 10)


def test_a_piped_table_is_tab_separated() -> None:
    assert draw((("id", "what"), [["1", "the dam"]]), width=None) == "id\twhat\n1\tthe dam\n"
