"""What the words of a content say about its standing: openings, condition, main clause and force."""

from __future__ import annotations

from typing import NamedTuple

from rashomon.cues.bearing import AUXILIARIES
from rashomon.qualify.clause import PRONOUNS, ClauseReader
from rashomon.qualify.conditions import find_condition
from rashomon.qualify.lexicon import read_tables
from rashomon.qualify.tokens import Tokens, read_tokens
from rashomon.records import Certainty, Mode, Span, Spans
from rashomon.text import word_set

_MODAL_OPENINGS = word_set("it there i we that and but so then the no well also now yes look in")


class ContentReading(NamedTuple):
    """What the content itself says."""

    is_negative: bool
    certainty: Certainty
    mode: Mode
    condition: Span | None
    because: Spans
    words: tuple[str, ...]
    """The first eight, lowered; without a "to" at the beginning that leads to somebody."""


def read_content(text: str, pieces: Spans, *, is_quoted: bool) -> ContentReading:
    """What the sentence at ``pieces`` says of its own standing; ``is_quoted`` lets it be an imperative.

    >>> reading = read_content("We may not stay.", (Span(0, 16),), is_quoted=True)
    >>> reading.is_negative, reading.certainty
    (True, 'possible')
    """
    tokens = read_tokens(text, pieces)
    if not tokens.lows:
        return ContentReading(False, "certain", "actual", None, (), ())
    reader = _Reader(text, tokens)
    reader.read_openings(pieces)
    reader.read_condition()
    reader.read_main_clause()
    reader.read_force(pieces[-1].end, is_quoted=is_quoted)
    return ContentReading(
        reader.is_negative,
        reader.certainty,
        reader.mode,
        reader.condition,
        tuple(reader.because),
        tuple(tokens.lows[_leads_to_somebody(text, tokens) :][:8]),
    )


def _leads_to_somebody(text: str, tokens: Tokens) -> bool:
    """Whether it begins with "To Orm we gave nothing", not with "to give nothing"."""
    if tokens.lows[0] != "to" or len(tokens.lows) == 1:
        return False
    return text[tokens.starts[1]].isupper() or tokens.lows[1] in read_tables().words["determiners"]


class _Reader(ClauseReader):
    """Reads the sentence from its opening to its last sign."""

    def read_openings(self, pieces: Spans) -> None:
        """Take "It is likely that", "I think" and the like off the front and keep their effect."""
        for _ in range(4):
            if self.start >= len(self.lows) or self.lows[self.start] not in _MODAL_OPENINGS:
                return
            at = self.tokens.starts[self.start]
            for opening in read_tables().openings:
                found = opening.pattern.match(self.text, at, pieces[0].end)
                if found:
                    break
            else:
                return
            is_negated = "no" in opening.pattern.groupindex and found["no"] is not None
            effect = opening.negated if is_negated else opening.effect
            if effect:
                self.because.append(Span(at, len(found.group().rstrip()) + at))
                self.is_negative ^= effect.get("polarity") == "negative"
                self.lower(effect.get("certainty", "certain"))
                self.set_mode(effect.get("mode", "actual"), self.start)
            while self.start < len(self.lows) and self.tokens.starts[self.start] < found.end():
                self.start += 1

    def read_condition(self) -> None:
        """Find the condition; its words say nothing about the main clause."""
        found = find_condition(self.tokens)
        if found is None or found.last < found.first:
            return
        reports = read_tables().words["reports"]
        if any(low in reports for low in self.lows[self.start : found.first]):
            return
        self.condition = self.tokens.span(found.first, found.last)
        depends = self.word(found.first - 2).startswith("depend")
        self.because.append(self.tokens.span(found.first - 2 * depends, found.first - depends))
        self.passed_over = range(found.first, found.last + 1)

    def read_force(self, end: int, *, is_quoted: bool) -> None:
        """Whether the sentence asks or bids."""
        if self.lows[0] == "whether" or _ends_asking(self.text, end):
            self.mode = "asked"
        elif is_quoted and self._bids():
            self.mode = "demanded"
            self.because.append(self.tokens.span(self.start, self.start))
        elif self.condition is not None and self.mode in ("actual", "predicted"):
            self.mode = "conditional"

    def _bids(self) -> bool:
        """Whether the sentence opens with an imperative."""
        at = self.start
        if self.lows[at : at + 1] == ["please"]:
            return True
        if self.lows[at : at + 2] == ["do", "not"] or self.lows[at : at + 1] in (["don't"], ["never"]):
            at += 2 if self.lows[at] == "do" else 1
            return at < len(self.lows) and self.lows[at] not in PRONOUNS and self.lows[at] not in AUXILIARIES
        if self.lows[at : at + 2] in (["let", "me"], ["look", ","], ["stop", ","]):
            return False
        after = self.lows[at + 1] if at + 1 < len(self.lows) else ""
        return self.is_in(at, "bids") and after not in AUXILIARIES


def _ends_asking(text: str, end: int) -> bool:
    """Whether a question mark closes the sentence that ends at ``end``, inside or outside its marks."""
    before = text[max(0, end - 4) : end].rstrip("\"”’' )»")
    return before.endswith(("?", "؟")) or text[end : end + 1] in ("?", "؟")
