"""An article's words, sentences and quotations made quick to look up by position."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.names.folding import fold
from rashomon.names.wordlist import word_set
from rashomon.records import Document, Span, Spans
from rashomon.text import split_words

REPORTING_VERBS = word_set(
    """
    said says say saying told tells tell added adds add stated states noted notes explained explains
    believes believed claimed claims continued concluded stressed warned insisted argued asserted asked
    replied answered announced declared reported reports remarked recalled admitted acknowledged
    confirmed denied denies thinks thought emphasized emphasised underlined suggested pointed observed
    commented wrote writes estimates predicted predicts expects maintains complained urged vowed
    promised quipped sees concedes conceded
    """
)
PREPOSITIONS = word_set(
    """
    of for from in at to with by on against about between under over near after before into towards
    toward through within among via than like as without despite regarding around off inside outside
    behind across per
    """
)


@dataclass(frozen=True, slots=True)
class Scene:
    """Positions of one article; all look-ups are by binary search."""

    text: str
    words: Spans
    lower: tuple[str, ...]
    """Each word folded ("" for signs that fold away keep the sign itself)."""
    word_starts: tuple[int, ...]
    sentence_starts: tuple[int, ...]
    paragraph_starts: tuple[int, ...]
    quotes: Spans
    quote_starts: tuple[int, ...]
    headings: Spans
    sources: Spans
    """Of the attributions, sorted."""

    def word_at(self, position: int) -> int:
        """The index of the first word that starts at or after ``position``."""
        return bisect_right(self.word_starts, position - 1)

    def before(self, position: int, count: int) -> tuple[str, ...]:
        """The ``count`` words that end before ``position``, in reading order."""
        end = self.word_at(position)
        return self.lower[max(0, end - count) : end]

    def after(self, position: int, count: int) -> tuple[str, ...]:
        """The ``count`` words that start at or after ``position``."""
        first = self.word_at(position)
        return self.lower[first : first + count]

    def sentence(self, position: int) -> int:
        """The number of the sentence that holds ``position``."""
        return max(0, bisect_right(self.sentence_starts, position) - 1)

    def paragraph(self, position: int) -> int:
        """The number of the paragraph that holds ``position``."""
        return max(0, bisect_right(self.paragraph_starts, position) - 1)

    def quote(self, position: int) -> int | None:
        """The number of the quotation that holds ``position``; None outside of all."""
        number = bisect_right(self.quote_starts, position) - 1
        return number if number >= 0 and position < self.quotes[number].end else None

    def in_source(self, position: int) -> bool:
        """Whether ``position`` lies in the words for somebody who is reported to speak."""
        place = bisect_right(self.sources, position, key=lambda span: span.start)
        return any(position < span.end for span in self.sources[max(0, place - 2) : place])

    def in_heading(self, position: int) -> bool:
        """Whether ``position`` lies in the title or a heading."""
        return any(span.start <= position < span.end for span in self.headings)

    def owns(self, span: Span) -> bool:
        """Whether the words own what follows: "the guard's dam"."""
        after = self.text[span.end : span.end + 3]
        return after.startswith(_OWNING) or span.of(self.text).endswith(("'s", "\u2019s"))

    def subject_like(self, span: Span) -> bool:
        """Whether no preposition stands right before the words (articles and adjectives skipped)."""
        place = self.word_at(span.start) - 1
        for word in reversed(self.lower[max(0, place - 3) : place + 1]):
            if word in PREPOSITIONS:
                return False
            if not word.isalpha() or word not in _DETERMINERS:
                return True
        return True


_OWNING = ("'s ", "\u2019s ", "' ", "\u2019 ")
_DETERMINERS = word_set("the a an his her its their this that these those our my former late")


def look_up(document: Document) -> Scene:
    """The scene of a document; words and sentences are found again where the document has none."""
    text = document.text
    words = document.words or split_words(text)
    quotes = tuple(sorted(quote.span for quote in document.quotes if not quote.is_scare))
    return Scene(
        text=text,
        words=words,
        lower=tuple(fold(word.of(text)) or word.of(text) for word in words),
        word_starts=tuple(word.start for word in words),
        sentence_starts=_starts(document.sentences),
        paragraph_starts=_starts(document.paragraphs),
        quotes=quotes,
        quote_starts=tuple(span.start for span in quotes),
        sources=tuple(sorted(span for row in document.attributions for span in row.source)),
        headings=tuple(p.span for p in document.article.passages if p.kind in ("title", "heading")),
    )


def _starts(spans: Sequence[Span]) -> tuple[int, ...]:
    return tuple(sorted(span.start for span in spans)) or (0,)
