"""Titles, headings within the text, bylines and datelines, by how they are written and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.acquire.blocks import Block
from rashomon.records import Passage, Span

_MARKDOWN = re.compile(r"#{1,6}\s+\S|[^\n]{1,150}\n(?:={3,}|-{3,})$")
_DASHED = re.compile(r"[-–—=*~]{1,3}\s*\S.{0,100}?\S\s*[-–—=*~]{1,3}$")
_BOLD = re.compile(r"(\*\*|__)[^*_\n]{2,120}\1$")
_BULLET = re.compile(r"[•·●▪■*>–—-]\s|\d{1,2}[.)]\s|\(?[a-z]\)\s")
_LABEL = re.compile(r"[\w .'’-]{1,30}:\s|[QA][.:]\s")
_BEGINS = re.compile(r"[“\"«„‘'¿¡(]?\s?[A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я\d]")
# Two sentences, a whole quotation or one with its speaker, an address: no heading.
_IS_SPEECH = re.compile(
    r"(?<=\w\w)[.!?]\s+[“\"‘A-ZÀ-ÖØ-Þ]|\n|^[“\"«„‘'].{40,}[”\"»’']\W*$|[”\"»’'],? (?:he|she|they|\w+ )?(?:said|says|told|added|asked)\b|[,;]['’”\"]|://|\.(?:com|org)\b"
)
_BYLINE = re.compile(r"(?:by|from)\s+(?P<name>[^\d.:;!?]{3,60}?)(?:\s*(?:[|,–—-]|\bin\b)\s*.{2,60})?$", re.I)
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.)+$|\b(?:Inc|Ltd|Co|Jr|Sr|St|U\.S|U\.N)\.$")
_MOST_TITLE_WORDS, _MOST_HEADING_WORDS, _PROSE_WORDS = 30, 20, 12

# "VALE CITY (Vale News) — ", "Vale City, 5 May (News) - ", "ORLAN, Vale — ": place, agency or date, a dash.
_PLACE = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?:[ /][A-ZÀ-ÖØ-Þ(][\w.'’)-]*){0,3}"
_UPPER_PLACE = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+(?:[ /][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]*){0,3}"
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS}|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?)(?:,? \d{{4}})?"
_AGENCY = r"\([^()\n]{2,50}\)"
_DASH = r"\s*(?:--?|[–—―])\s*"
_DATELINE = re.compile(
    rf"(?:{_UPPER_PLACE}(?:, {_PLACE})?(?:, {_DAY})?,?(?:\s*{_AGENCY})?"
    rf"|{_PLACE}(?:, {_PLACE})?,?\s*(?:{_DAY})?,?\s*{_AGENCY}"
    rf"|{_PLACE}(?:, {_PLACE})?, {_DAY},?(?:\s*{_AGENCY})?"
    rf"|{_PLACE}(?:, {_PLACE})?\s*{_AGENCY}, {_DAY}"
    rf"|{_AGENCY})(?:{_DASH}(?=[\"“‘'A-ZÀ-ÖØ-Þ\d])|:\s(?=[A-Z“\"]))"
)
_SPACED_DASH = re.compile(r"(?:\s(?:--?|[–—―])\s*|\)\s*(?:--?|[–—―:])\s*)$")
# "VALE CITY, 5 May 2031. The dam broke": without a dash the date must be whole.
_DATED = re.compile(
    rf"{_UPPER_PLACE}(?:, {_PLACE})?(?:\s*{_AGENCY})?, {_DAY}(?<=\d{{4}})[.:]\s(?=[\"“‘'A-ZÀ-ÖØ-Þ])"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thurs?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_WHOLE_DATE = (
    rf"{_WEEKDAY}(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS},? \d{{4}}"
    rf"|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
_DATE_LINE = re.compile(
    rf"(?:[^.!?]{{2,70}}?\s*[|·•,–—]\s*)?(?P<date>{_WHOLE_DATE})"
    r"(?:\s*[|·•,–—-]?\s*(?:at )?\d{1,2}[:.]\d\d.{0,20}"
    r"|\s*[|·•–—]\s*[^.!?]{2,40})?"
)
_TOP_BLOCKS, _MOST_DATE_WORDS = 5, 14


def find_dateline(block: Block) -> Passage | None:
    """The place, agency and date before the first words of a paragraph, dash included.

    >>> from rashomon.acquire.blocks import split_blocks
    >>> text = "VALE CITY (Vale News) — The dam broke, and the lower town stood under water."
    >>> find_dateline(split_blocks(text)[0]).span.of(text)
    'VALE CITY (Vale News) — '
    """
    if dated := _DATED.match(block.text):
        span = Span(block.span.start, block.span.start + dated.end())
        return Passage(span=span, kind="dateline", why="place and date before the first sentence")
    match = _DATELINE.match(block.text)
    if not match or block.words < _PROSE_WORDS or len(match[0]) > 90 or not _SPACED_DASH.search(match[0]):
        return None
    if match[0].rstrip().endswith(":") and "(" not in match[0]:
        return None
    return Passage(
        span=Span(block.span.start, block.span.start + match.end()),
        kind="dateline",
        why="place before a dash",
    )


def find_headings(blocks: Sequence[Block], left: Sequence[Block]) -> list[Passage]:
    """Title, standfirst, byline and headings among the paragraphs ``left`` when furniture is marked."""
    marks: list[Passage] = []
    has_title = False
    body = [block for block in left]
    for number, block in enumerate(body):
        before = body[number - 1] if number else None
        after = body[number + 1] if number + 1 < len(body) else None
        if number < 6 and _is_byline(block):
            marks.append(Passage(span=block.span, kind="credit", why="byline"))
        elif number < _TOP_BLOCKS and block.words <= _MOST_DATE_WORDS and _DATE_LINE.fullmatch(block.text):
            marks.append(Passage(span=block.span, kind="credit", why="date line"))
        elif _is_marked_up(block):
            kind_is_title = not has_title and number == 0
            marks.append(_heading(block, "title" if kind_is_title else "heading", "marked as a heading"))
            has_title = has_title or kind_is_title
        elif number == 0 and _is_title(block, after):
            marks.append(_heading(block, "title", "short first line without an end"))
            has_title = True
        elif _is_heading(block, before, after, is_near_top=number <= 3 and has_title):
            marks.append(_heading(block, "heading", "short line between paragraphs"))
    return marks


def _heading(block: Block, kind: str, why: str) -> Passage:
    return Passage(span=block.span, kind="title" if kind == "title" else "heading", why=why)


def _is_marked_up(block: Block) -> bool:
    text = block.text
    return bool(_MARKDOWN.match(text) and "\n" not in text.strip("\n=-")) or (
        block.words <= _MOST_HEADING_WORDS
        and bool(_BOLD.fullmatch(text) or (_DASHED.fullmatch(text) and len(text) > 4))
        and not text.rstrip(" -–—=*~").endswith((".", "?", "!"))
    )


def _is_byline(block: Block) -> bool:
    match = _BYLINE.fullmatch(block.text)
    if not match or block.words > 14:
        return False
    words = [
        word
        for word in match["name"].replace(",", " ").split()
        if word.lower() not in ("and", "de", "al", "van", "von", "bin")
    ]
    return 0 < len(words) <= 8 and all(word[0].isupper() for word in words)


def _is_title(block: Block, after: Block | None) -> bool:
    """Short, no full stop (or all words capital), and longer text behind it."""
    if block.words > _MOST_TITLE_WORDS or block.words < 3 or after is None or _is_listed(block):
        return False
    if not _BEGINS.match(block.text) or _DATELINE.match(block.text):
        return False
    text = block.text.rstrip("\"'”’")
    if text.endswith((",", ";", ":")) or (text.endswith((".", "…")) and not _is_title_case(block)):
        return False
    if text.endswith(("?", "!")) and re.search(r"[.!?]\s", text):
        return False
    return after.words > block.words or after.lead > 1 or after.words >= _PROSE_WORDS


def _is_title_case(block: Block) -> bool:
    long = re.findall(r"[^\W\d_]{4,}", block.text)
    return block.words <= 18 and len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _is_heading(block: Block, before: Block | None, after: Block | None, *, is_near_top: bool) -> bool:
    """A short line without an end between two paragraphs that have one."""
    if block.words > _MOST_HEADING_WORDS or after is None or before is None or _is_listed(block):
        return False
    if block.is_ended and not _ABBREVIATION.search(block.text):
        return False
    if not _BEGINS.match(block.text) or block.text.endswith(",") or _IS_SPEECH.search(block.text):
        return False
    return (
        (before.is_ended or is_near_top)
        and after.words >= _PROSE_WORDS
        and after.text[0] not in "abcdefghijklmnopqrstuvwxyz"
    )


def _is_listed(block: Block) -> bool:
    return bool(_BULLET.match(block.text) or _LABEL.match(block.text))
