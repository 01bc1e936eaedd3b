"""Where things stand in a document: words, sentences, paragraphs, speech, all found by position."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rashomon.attribute.neighbours import Neighbours
from rashomon.attribute.stretches import size
from rashomon.records import Document, Mention, Quote, Span, Spans, Turn

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_LINE = re.compile(r"[^\n]+")
_LABEL = re.compile(r"\(?[A-Z][A-Z.' -]+[:)]")
_TOO_LONG_TO_BE_SCARE = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word (letters, digits, inner apostrophes and hyphens) and its lower-case form."""

    start: int
    end: int
    lower: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Speech:
    """One quotation, marks included; a span a paragraph where it runs over several."""

    spans: Spans
    closed: bool

    @property
    def start(self) -> int:
        """Where its first mark stands."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Behind its last mark."""
        return self.spans[-1].end


class Layout:
    """A document seen by position. Built once for an article; nothing in it changes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        whole = (Span(0, len(self.text)),) if self.text else ()
        lines = tuple(Span(*match.span()) for match in _LINE.finditer(self.text))
        self.paragraphs: Spans = document.paragraphs or lines or whole
        self.sentences: Spans = document.sentences or self.paragraphs
        self.words: tuple[Word, ...] = tuple(
            Word(match.start(), match.end(), match.group().lower()) for match in _WORD.finditer(self.text)
        )
        self._word_starts = [word.start for word in self.words]
        self._word_ends = [word.end for word in self.words]
        self._sentence_starts = [span.start for span in self.sentences]
        self._paragraph_starts = [span.start for span in self.paragraphs]
        self.mentions: tuple[Mention, ...] = tuple(sorted(document.mentions, key=lambda m: m.span))
        self._mention_starts = [mention.span.start for mention in self.mentions]

    def word_range(self, span: Span) -> range:
        """The indexes of the words that share a character with ``span``."""
        first = bisect_right(self._word_ends, span.start)
        return range(first, max(first, bisect_left(self._word_starts, span.end)))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for i, word in enumerate(self.words):
            places.setdefault(word.lower, []).append(i)
        return places

    def occurrences(self, lowers: Iterable[str]) -> list[int]:
        """The indexes of the words whose lower-case form is one of ``lowers``, in order."""
        return sorted(i for lower in set(lowers) for i in self._places.get(lower, ()))

    def lowers(self, span: Span) -> list[str]:
        """The words in ``span`` in lower case."""
        return [self.words[i].lower for i in self.word_range(span)]

    def count(self, spans: Sequence[Span]) -> int:
        """How many words the spans hold."""
        return sum(len(self.word_range(span)) for span in spans)

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.span.start for token in self.document.tokens]

    def tokens_in(self, span: Span) -> range:
        """The indexes of the document's tokens that begin in ``span``; none where the text was not parsed."""
        first = bisect_left(self._token_starts, span.start)
        return range(first, bisect_left(self._token_starts, span.end, first))

    def has_verb(self, span: Span) -> bool:
        """Whether a token that begins in ``span`` is a verb or an auxiliary."""
        return any(self.document.tokens[t].upos in {"VERB", "AUX"} for t in self.tokens_in(span))

    def token_at(self, start: int) -> int | None:
        """The index of the document's token that begins there."""
        place = bisect_left(self._token_starts, start)
        is_there = place < len(self._token_starts) and self._token_starts[place] == start
        return place if is_there else None

    def sentence(self, position: int) -> Span:
        """The sentence in which a position lies (or the last one before it)."""
        return _holder(self.sentences, self._sentence_starts, position)

    def paragraph(self, position: int) -> Span:
        """The paragraph in which a position lies (or the last one before it)."""
        return _holder(self.paragraphs, self._paragraph_starts, position)

    def paragraph_number(self, position: int) -> int:
        """The index of that paragraph."""
        return max(0, bisect_right(self._paragraph_starts, position) - 1)

    def sentences_in(self, span: Span) -> Spans:
        """The sentences that share a character with ``span``."""
        first = max(0, bisect_right(self._sentence_starts, span.start) - 1)
        last = bisect_left(self._sentence_starts, span.end)
        return tuple(sentence for sentence in self.sentences[first:last] if sentence.overlaps(span))

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that begin in ``span``, in order."""
        first = bisect_left(self._mention_starts, span.start)
        return self.mentions[first : bisect_left(self._mention_starts, span.end)]

    @cached_property
    def _turns(self) -> tuple[list[Turn], Neighbours]:
        turns = list(self.document.turns)
        near = Neighbours()
        for number, turn in enumerate(turns):
            near.add(number, [turn.span, *([turn.label] if turn.label else [])])
        return turns, near

    def turns_in(self, span: Span) -> list[Turn]:
        """The turns that may share a character with ``span``."""
        turns, near = self._turns
        return [turns[number] for number in near.near(span)] if turns else []

    @cached_property
    def _all_quotes(self) -> Neighbours:
        near = Neighbours()
        for number, quote in enumerate(self.document.quotes):
            near.add(number, [quote.outer])
        return near

    def quotes_in(self, span: Span) -> list[Quote]:
        """The quotes, inner ones too, that may share a character with ``span``."""
        return [self.document.quotes[number] for number in self._all_quotes.near(span)]

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The outermost quotes, in order."""
        kept: list[Quote] = []
        for quote in sorted(self.document.quotes, key=lambda q: (q.outer.start, -q.outer.end)):
            if size([quote.outer]) and not (kept and quote.outer.start < kept[-1].outer.end):
                kept.append(quote)
        return tuple(kept)

    @cached_property
    def speeches(self) -> tuple[Speech, ...]:
        """Quotations that are speech; one left open at a paragraph's end is joined with the next."""
        joined: list[Speech] = []
        for quote in self.quotes:
            if quote.is_scare and self.count([quote.span]) < _TOO_LONG_TO_BE_SCARE:
                continue
            last = joined[-1] if joined else None
            if last and not last.closed and self._goes_on(last, quote):
                joined[-1] = Speech((*last.spans, quote.outer), quote.closed)
            else:
                joined.append(Speech((quote.outer,), quote.closed))
        return tuple(joined)

    @cached_property
    def _speech_starts(self) -> list[int]:
        return [speech.start for speech in self.speeches]

    def speeches_in(self, span: Span) -> tuple[Speech, ...]:
        """The quotations that share a character with ``span``, in order."""
        first = max(0, bisect_right(self._speech_starts, span.start) - 1)
        last = bisect_left(self._speech_starts, span.end)
        return tuple(speech for speech in self.speeches[first:last] if speech.end > span.start)

    def _goes_on(self, speech: Speech, quote: Quote) -> bool:
        """Whether a quote opens the paragraph after the one at whose end an open speech stands."""
        if self.text[speech.spans[-1].start] != self.text[quote.outer.start] or _LABEL.match(
            self.text, quote.span.start
        ):
            return False
        before, after = self.paragraph_number(speech.end - 1), self.paragraph_number(quote.outer.start)
        tail = Span(speech.end, self.paragraphs[before].end)
        head = Span(self.paragraphs[after].start, quote.outer.start)
        return after == before + 1 and not self.word_range(tail) and not self.word_range(head)


def _holder(spans: Spans, starts: list[int], position: int) -> Span:
    if not spans:
        return Span(0, 0)
    return spans[max(0, bisect_right(starts, position) - 1)]
