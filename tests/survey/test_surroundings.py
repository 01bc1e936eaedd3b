"""What stands around a claim says what it is about; what the whole article is about does not."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from rashomon.ledger import LedgerActor, LedgerArticle, LedgerClaim
from rashomon.records import Span
from rashomon.survey.surroundings import in_full, read_surroundings

SEVRAN = LedgerActor(id="sevran", name="Ilka Sevran", kind="person")
ACTORS = {"sevran": SEVRAN}
TEXT = (
    "The mill burned on Monday. Who set it alight is not known. He had been there, the guard said. "
    "Bread costs twice as much. The vote was put off. The bridge is shut. The wells are dry."
)


class Words:
    """Vectors of which of a few words stand in a text."""

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        words = ("mill", "alight", "he", "bread", "vote", "bridge", "sevran", "wells")
        return np.array(
            [[float(word in text.lower().split()) for word in words] for text in texts], np.float32
        )


def claim(words: str, actors: tuple[tuple[Span, str], ...] = (), text: str = TEXT) -> LedgerClaim:
    at = text.index(words)
    span = Span(at, at + len(words))
    return LedgerClaim(
        id=words, article="a.txt", number=0, spans=(span,), text=words, voices=(), quotation="indirect",
        polarity="positive", certainty="certain", mode="actual", actors=actors,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "pronoun", "full", "why"),
    [
        ("He had been there", "He", "Ilka Sevran had been there", "a name for a pronoun"),
        ("they burned his mill", "his", "they burned Ilka Sevran's mill", "whose it is stays told"),
        ("Sevran burned it", "Sevran", "Sevran burned it", "a name stays as it stands"),
    ],
)
def test_names_for_pronouns(text: str, pronoun: str, full: str, why: str) -> None:
    at = text.index(pronoun)
    told = claim(text, ((Span(at, at + len(pronoun)), "sevran"),), text)
    assert in_full(told, text, ACTORS).text == full, why


def test_a_pronoun_of_nobody_known_stays() -> None:
    told = claim("He had been there", ((Span(TEXT.index("He had"), TEXT.index("He had") + 2), "nobody"),))
    assert in_full(told, TEXT, ACTORS).text == "He had been there"


def test_nearer_sentences_count_more_and_the_article_counts_against() -> None:
    article = LedgerArticle(name="a.txt", text=TEXT)
    found = read_surroundings([claim("He had been there")], [article], {}, Words())
    mill, alight, he, bread, vote, bridge, _, wells = found.context[0]
    assert he > alight > mill, "its own sentence, the one before, the one before that"
    assert bread > vote > bridge, "behind it the same"
    assert bridge == wells < 0, "what is far only tells what the article is about"


def test_the_sentence_before_is_told_with_it() -> None:
    article = LedgerArticle(name="a.txt", text=TEXT)
    (told,) = read_surroundings([claim("He had been there")], [article], {}, Words()).told
    assert told.tolist() == [0, 0.5, 0.5, 0, 0, 0, 0, 0]


def test_whom_a_pronoun_means_counts() -> None:
    at = TEXT.index("He had")
    known = claim("He had been there", ((Span(at, at + 2), "sevran"),))
    article = LedgerArticle(name="a.txt", text=TEXT)
    told = read_surroundings([known, replace(known, actors=())], [article], ACTORS, Words()).context
    assert told[0][6] > told[1][6]
