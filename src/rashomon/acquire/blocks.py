"""A text cut into paragraphs, and these into sentences, as furniture is told by them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.records import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]*\S[^\r\n\u2028\u2029\x0b\x0c\x85]*")
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029\x0b\x0c\x85]")
_ENDS = re.compile(r"[.!?…:;][\s\"'”’»)\]]*$")
# A capital, a digit, a bracket, a quotation mark or @ begins the next sentence.
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"'”’)\]]))\s+(?=[\W\dA-ZÀ-ÖØ-Þ])|[\r\n]+|\s+[|•·]\s+")
# Their full stop ends no sentence.
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Cpl|Sgt|Capt|Maj|Adm|Rep|Sen|Gov|St|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|[A-Z])\.$"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\xa0": " ", "\u202f": " ", "\u2009": " "})
# A straight mark opens after a space or a bracket only; marks of one quotation may be of two kinds.
_QUOTED = re.compile(r"(?:[“„«]|(?<![^\s(\[—–-])\")[^“”„«»\"]*(?:[”»\"]|$)")
# Single quotation marks are also apostrophes: only what opens after a space and closes before one.
_SINGLY_QUOTED = re.compile(r"(?<!\w)‘[^‘\n]{2,400}?’(?!\w)")
_LEAD = re.compile(r"^[\s•·●▪■◦*>►▶→»|–—#_=~+-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph: where it stands, white space around it excluded."""

    span: Span
    text: str
    words: int
    lead: int
    """How many line breaks stand before it since the last paragraph."""

    @property
    def is_ended(self) -> bool:
        """Whether it closes as a sentence does."""
        return _ENDS.search(self.text) is not None


def split_blocks(text: str) -> list[Block]:
    r"""The paragraphs of a text: its lines, where they are not one paragraph broken at a margin.

    >>> [block.text for block in split_blocks("One\nTwo.\n\nThree and\nfour.")]
    ['One', 'Two.', 'Three and\nfour.']
    """
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    if not lines:
        return []
    is_wrapped = _is_wrapped(text, lines)
    blocks: list[Block] = []
    start, end = lines[0]
    lead = 0
    for begin, finish in lines[1:]:
        gap = _BREAK.findall(text[end:begin]) if begin - end < 400 else [""] * 2
        if len(gap) == 1 and _goes_on(text, start, end, begin, is_wrapped):
            end = finish
            continue
        blocks.append(_block(text, start, end, lead))
        start, end, lead = begin, finish, len(gap)
    blocks.append(_block(text, start, end, lead))
    return blocks


def _block(text: str, start: int, end: int, lead: int) -> Block:
    raw = text[start:end]
    body = raw.strip()
    start += len(raw) - len(raw.lstrip())
    return Block(span=Span(start, start + len(body)), text=body, words=len(body.split()), lead=lead)


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Lines broken at a margin: many, of like length, mostly without an end."""
    if len(lines) < 6:
        return False
    lengths = sorted(end - start for start, end in lines)
    wide = lengths[int(0.9 * len(lengths))]
    open_ends = sum(
        not _ENDS.search(text[max(start, end - 5) : end]) and end - start > 0.6 * wide for start, end in lines
    )
    return 40 <= wide <= 120 and lengths[-1] <= 1.3 * wide and open_ends > 0.5 * len(lines)


def _goes_on(text: str, start: int, end: int, begin: int, is_wrapped: bool) -> bool:
    """Whether the line after a single break continues the paragraph."""
    if _ENDS.search(text[max(start, end - 5) : end]) and not is_wrapped:
        return False
    first = text[begin : begin + 40].lstrip()[:1]
    return first.islower() or (is_wrapped and not _LEAD.match(text[begin : begin + 5].lstrip() or " "))


def split_sentences(block: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a paragraph begins and ends; cut rather too often than too rarely."""
    start = 0
    for match in _SENTENCE_END.finditer(block):
        if _ABBREVIATED.search(block, max(start, match.start() - 6), match.start()):
            continue
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(block):
        yield start, len(block)


def blank_quotes(block: str) -> str:
    """The paragraph with what stands in quotation marks turned into spaces, of the same length.

    >>> blank_quotes("He cried: “Follow us!” They did.")
    'He cried:              They did.'
    """
    if "“" in block or '"' in block or "«" in block or "„" in block:
        block = _QUOTED.sub(lambda match: " " * len(match[0]), block)
    if "‘" in block:
        block = _SINGLY_QUOTED.sub(lambda match: " " * len(match[0]), block)
    return block


def plain(sentence: str) -> str:
    r"""Lower case, straight apostrophes, single spaces, no bullet or dash before it.

    >>> plain("  • Don’t miss\xa0out")
    "don't miss out"
    """
    # The country is no pronoun.
    sentence = sentence.replace("US ", "U.S. ") if "US " in sentence else sentence
    sentence = " ".join(sentence.translate(_STRAIGHT).lower().split())
    return _LEAD.sub("", sentence)


def word_list(sentence: str) -> list[str]:
    """The words of a sentence as they stand.

    >>> word_list("Don’t go, Orlan-Vey!")
    ['Don’t', 'go', 'Orlan', 'Vey']
    """
    return _WORD.findall(sentence)
