"""Where paragraphs and sentences begin and end, as messy articles have them.

A sentence never crosses a paragraph, so a heading is a sentence of its own. Bullets and list dashes
stand outside the sentence they introduce; closing quotation marks stand inside the one they end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rashomon.analyse.english import OPENS_SENTENCE, REPORTING, is_abbreviation
from rashomon.records import Span, Spans

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+|\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LIST_MARK = re.compile(
    r"[ \t\u00a0]*(?:[•·●▪■◦►➤✓‣∙*+–—―-]\s|\d{1,2}[.)]\s|#+\s|>\s|\*\*|[A-Z][\w .'’-]{0,30}:\s)"
)
_FINAL = '.!?…:;"”’»)]*'
# Nobody wraps running text narrower than this, and a line wider than the other was never wrapped.
_NARROWEST, _WIDEST = 45, 120

_BULLET = re.compile(r"(?:[•·●▪■◦►➤✓‣∙]+\s*|[–—―*+#>-]+\s+|\s+)+")
# The second dash of a section heading: "– Oil and grain –".
_FRAME = re.compile(r"\s+[–—―-]+\s*$")
_WORD = re.compile(r"[^\W_]")
_STOP = re.compile(
    r"(?:(?P<dots>\.{2,}|…+|\. \. \.)|(?P<mark>[!?‽؟。]+[.!?]*)|(?P<dot>\.))"
    r"(?P<closers>(?:[\"”’»›)\]*_]|''?|\s?\[\d{1,3}\])*)"
)
_AFTER = re.compile(
    r"(?P<gap>\s*)(?P<dash>[–—―-]+\s+)?(?P<opener>[\"“”„«‹‘’'`(\[*_¿¡•·●–—-]*)\s*(?P<word>[^\W_]*)"
)
_BEFORE = re.compile(r"(?:(?:[^\W\d_]\.)+[^\W\d_]|[^\W_][\w’'&-]*)$")
_SAID_AFTER = re.compile(
    rf"\s*(?:[–—-]\s*)?(?:[^\W\d_][\w.’'-]*\s+){{1,4}}?(?:{REPORTING})\b(?P<end>\s*(?:[.,;:]|$)?)"
)
_LOOK_BACK = 24
_LOOK_AHEAD = 80
_LONGEST_COUNT = 4000


def split_paragraphs(text: str) -> Spans:
    r"""Each paragraph of ``text``, without the white space around it.

    A blank line always ends a paragraph. A single line break does too, unless the text was wrapped at
    a near-constant width (e-mail, PDF): then only a line broken early, or a list mark, ends one.

    >>> [p.of("One.\nTwo.\n\nThree.") for p in split_paragraphs("One.\nTwo.\n\nThree.")]
    ['One.', 'Two.', 'Three.']
    """
    blocks = list(_blocks(text))
    width = _wrap_width(text, blocks)
    found: list[Span] = []
    for block in blocks:
        start = block[0].start
        for line, following in pairwise(block):
            if not _continues(text, line, following, width):
                found.append(Span(start, line.end))
                start = following.start
        found.append(Span(start, block[-1].end))
    return tuple(found)


def split_sentences(text: str, paragraphs: Spans | None = None) -> Spans:
    """Each sentence of ``text``, in order; together they cover every word.

    >>> text = '• Gen. Vey left at 5 p.m. on Monday. "Why?" he asked.'
    >>> [s.of(text) for s in split_sentences(text)]
    ['Gen. Vey left at 5 p.m. on Monday.', '"Why?" he asked.']
    """
    found: list[Span] = []
    for paragraph in split_paragraphs(text) if paragraphs is None else paragraphs:
        pieces = _pieces(text, paragraph)
        found.extend(_trim(text, piece) for piece in _with_words(text, pieces))
    return tuple(found)


def cut_datelines(sentences: Spans, datelines: Spans) -> Spans:
    """The sentences; the place and agency printed before the first words of one stand as one of their own.

    >>> text = "SOLLUM (Orm News) - The rebels fled."
    >>> [s.of(text) for s in cut_datelines((Span(0, 36),), (Span(0, 20),))]
    ['SOLLUM (Orm News) - ', 'The rebels fled.']
    """
    found: list[Span] = []
    for sentence in sentences:
        ends = [line.end for line in datelines if line.start <= sentence.start < line.end < sentence.end]
        if ends:
            found.append(Span(sentence.start, max(ends)))
        found.append(Span(max(ends, default=sentence.start), sentence.end))
    return tuple(found)


def _blocks(text: str) -> Iterator[list[Span]]:
    """The lines of ``text`` (trimmed) in groups between blank lines."""
    block: list[Span] = []
    after_break = False
    for found in _LINE.finditer(text):
        line = found.group()
        if line[0] in "\n\r\x0b\x0c\x85\u2028\u2029":
            if (after_break or line == "\x0c") and block:
                yield block
                block = []
            after_break = True
            continue
        trimmed = line.strip()
        if trimmed:
            start = found.start() + len(line) - len(line.lstrip())
            block.append(Span(start, start + len(trimmed)))
            after_break = False
    if block:
        yield block


def _wrap_width(text: str, blocks: list[list[Span]]) -> int | None:
    """The width at which ``text`` was wrapped, or None where each line is a whole paragraph."""
    lengths = sorted(len(line) for block in blocks if len(block) > 1 for line in block)
    if not lengths:
        return None
    width = lengths[-1 - len(lengths) // 20]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    pairs = [(a, b) for block in blocks for a, b in pairwise(block)]
    full = sum(not _would_fit(text, a, b, width) for a, b in pairs)
    unfinished = sum(text[a.end - 1] not in _FINAL for a, _ in pairs)
    return width if 2 * full >= len(pairs) and 5 * unfinished >= 2 * len(pairs) else None


def _would_fit(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the next line's first word had room on this line: then the break was meant."""
    word = len(text[following.start : following.start + width].split(None, 1)[0])
    return len(line) + 1 + word <= 0.9 * width


def _continues(text: str, line: Span, following: Span, width: int | None) -> bool:
    """Whether ``following`` goes on with the paragraph that ``line`` belongs to."""
    if _LIST_MARK.match(text, following.start, following.end):
        return False
    unfinished = text[line.end - 1] not in _FINAL and text[following.start].islower()
    if width is None:
        return unfinished and len(line) >= _NARROWEST
    return unfinished or not _would_fit(text, line, following, width)


def _pieces(text: str, paragraph: Span) -> Iterator[Span]:
    """The paragraph cut after each sentence end, white space still attached."""
    start = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        end = _end_of_sentence(text, start, stop, paragraph.end)
        if end is not None and start < end < paragraph.end:
            yield Span(start, end)
            start = end
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _end_of_sentence(text: str, start: int, stop: re.Match[str], limit: int) -> int | None:
    """Where the sentence ends if it ends at ``stop``, closing marks included; else None."""
    end = _closing_end(text, start, stop, limit)
    after = _AFTER.match(text, end, min(limit, end + _LOOK_AHEAD))
    if after is None or end >= limit:
        return end
    word = after["word"]
    if not after["gap"] and not after["dash"]:
        return end if _space_is_missing(text, stop, end, word) else None
    if word.islower() or (after["dash"] and _is_signature(text, after.start("word"), limit)):
        return None
    if end > stop.end("closers") or stop["closers"]:
        said = _SAID_AFTER.match(text, end, min(limit, end + _LOOK_AHEAD))
        if said and (stop["mark"] or after["dash"] or said["end"].strip()):
            return None
    if stop["dot"] and not stop["closers"] and _belongs_to_word(text, start, stop, word):
        return None
    return end


def _is_signature(text: str, start: int, limit: int) -> bool:
    """Whether the paragraph ends with a name after a dash, as under a motto."""
    return limit - start <= 40 and not any(sign in ".!?" for sign in text[start:limit])


def _closing_end(text: str, start: int, stop: re.Match[str], limit: int) -> int:
    """The end of ``stop``; a closing mark set off by a stray space belongs to it too."""
    end = stop.end()
    if text[end : end + 1] == '"' and text.count('"', max(start, end - _LONGEST_COUNT), end) % 2:
        return end + 1
    stray = text[end : end + 2]
    lone = end + 2 >= limit or text[end + 2].isspace()
    if len(stray) == 2 and stray[0].isspace() and lone and end + 2 <= limit:
        opened = stray[1] == '"' and text.count('"', max(start, end - _LONGEST_COUNT), end) % 2 == 1
        if stray[1] in "”»" or opened:
            return end + 2
    return end


def _space_is_missing(text: str, stop: re.Match[str], end: int, word: str) -> bool:
    """Whether a new sentence follows with no space: "the end.Then", not "example.Com" or "3.5"."""
    before = text[max(0, stop.start() - 3) : stop.start()]
    after = text[end : end + 2]
    if stop["dots"] or (not after[:1].isupper() and after[:1] not in "“«"):
        return False
    if text[end + len(word) : end + len(word) + 1] in ("@", ".", "_"):
        return False
    long_enough = (len(word) > 1 and not word[1:2].isupper()) or word in ("I", "A")
    if stop["closers"] or stop["mark"]:
        return bool(word) and long_enough
    return len(before) == 3 and before.isalpha() and before[1:].islower() and long_enough


def _belongs_to_word(text: str, start: int, stop: re.Match[str], word: str) -> bool:
    """Whether the full stop is part of an abbreviation, an initial or a list number."""
    before = _BEFORE.search(text, max(start, stop.start() - _LOOK_BACK), stop.start())
    if before is None:
        return not _WORD.search(text, start, stop.start())
    token = before.group()
    if token.isdigit() and len(token) <= 2 and not _WORD.search(text, start, before.start()):
        return True
    return is_abbreviation(token, following=word, opens=word in OPENS_SENTENCE)


def _with_words(text: str, pieces: Iterator[Span]) -> Iterator[Span]:
    """The pieces that have words; one that has none is joined to its neighbour."""
    waiting: Span | None = None
    pending_start: int | None = None
    for piece in pieces:
        if _WORD.search(text, piece.start, piece.end):
            if waiting is not None:
                yield waiting
            waiting = Span(piece.start if pending_start is None else pending_start, piece.end)
            pending_start = None
        elif waiting is not None:
            waiting = Span(waiting.start, piece.end)
        elif pending_start is None:
            pending_start = piece.start
    if waiting is not None:
        yield waiting


def _trim(text: str, piece: Span) -> Span:
    """The piece without white space around it and without a bullet or dash before it."""
    start, end = piece.start, piece.end
    mark = _BULLET.match(text, start, end)
    if mark:
        start = mark.end()
        framed = _FRAME.search(text, max(start, end - 8), end)
        if framed and mark.group().strip():
            end = framed.start()
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
