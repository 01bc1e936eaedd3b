"""PDFs: the text of their pages, lines joined to paragraphs, running heads and page numbers left out."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rashomon.acquire.found import MAX_TEXT_BYTES, Found, Unreadable, tidy
from rashomon.acquire.markup import PARAGRAPH_GAP
from rashomon.records import Segment, Span

# pypdfium2 has no types.
_Pdf = Any
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_ENDING = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_PAGE_NUMBER = re.compile(r"(?:page|p\.)?\s*[-–—]?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–—]?", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of a page: its text, where its characters begin on the page, and where it is printed."""

    text: str
    page: int
    start: int
    top: float
    height: float
    right: float


def read_pdf(raw: bytes) -> Found:
    """The text of a PDF, with a segment for every line: page and character within the page's own text.

    Raises:
        Unreadable: it is broken, has a password, or holds pictures of text.
    """
    lines = _body_lines(_page_lines(raw))
    if not lines:
        raise Unreadable(
            "the PDF has no text; it is probably a scan", hint="Run it through OCR and read the result."
        )
    text, origin = _join_lines(lines)
    if len(text) > MAX_TEXT_BYTES:
        raise Unreadable(f"the PDF has {len(text)} characters, over {MAX_TEXT_BYTES}", hint="Split it.")
    return Found(text=text, title=_stated_title(raw, text), origin=tuple(origin))


def _open(raw: bytes) -> _Pdf:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise Unreadable("the PDF has a password", hint="Save a copy without it.") from None
        raise Unreadable(
            "is a broken PDF", hint="Open it in a viewer and save or print it to a new PDF."
        ) from None


def _page_lines(raw: bytes) -> list[list[_Line]]:
    import pypdfium2

    document = _open(raw)
    pages: list[list[_Line]] = []
    try:
        for number in range(len(document)):
            try:
                page = document[number]
                textpage = page.get_textpage()
                pages.append(list(_lines(textpage, number + 1)))
                textpage.close()
                page.close()
            except pypdfium2.PdfiumError:
                # One broken page of many: the others are worth reading.
                continue
    finally:
        document.close()
    return pages


def _lines(textpage: _Pdf, page: int) -> Iterator[_Line]:
    raw = textpage.get_text_range()
    at = 0
    for part in re.split(r"(\r\n|\n|\r)", raw):
        if part.strip():
            top, height, right = _box(textpage, at, part)
            yield _Line(text=part, page=page, start=at, top=top, height=height, right=right)
        at += len(part)


def _box(textpage: _Pdf, at: int, part: str) -> tuple[float, float, float]:
    first = at + len(part) - len(part.lstrip())
    last = at + len(part.rstrip()) - 1
    count = textpage.count_chars()
    if last >= count:
        return 0.0, 0.0, 0.0
    _, bottom, _, top = textpage.get_charbox(first, loose=True)
    _, _, right, _ = textpage.get_charbox(last, loose=True)
    return top, top - bottom, right


def _body_lines(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """All lines but page numbers and, after their first time, heads and feet that come on every page."""
    edges = Counter(key for page in pages for key in {_key(line) for line in _edge(page)})
    least = max(2, round(0.6 * len(pages)))
    body: list[_Line] = []
    met: set[str] = set()
    for page in pages:
        margin = {id(line) for line in _edge(page)}
        for line in page:
            key = _key(line)
            is_number = bool(_PAGE_NUMBER.fullmatch(line.text.strip()))
            is_running = len(pages) > 1 and edges[key] >= least
            if id(line) in margin and (is_number or (is_running and key in met)):
                continue
            met.add(key)
            body.append(line)
    return body


def _edge(page: Sequence[_Line]) -> list[_Line]:
    return [*page[:2], *page[-2:]]


def _key(line: _Line) -> str:
    return re.sub(r"\d+", "0", " ".join(line.text.split()).lower())


def _join_lines(lines: Sequence[_Line]) -> tuple[str, list[Segment]]:
    wide = statistics.quantiles([line.right for line in lines], n=10)[-1] if len(lines) > 1 else 0.0
    gaps = [a.top - b.top for a, b in pairwise(lines) if a.page == b.page and a.top > b.top]
    usual = statistics.median(gaps) if gaps else 0.0
    pieces: list[str] = []
    origin: list[Segment] = []
    at = 0
    for number, line in enumerate(lines):
        text = _printable(line.text)
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is None:
            joint = ""
        elif _ends_paragraph(line, following, wide, usual):
            joint = PARAGRAPH_GAP
        elif line.text.rstrip().endswith(("\x02", "\xad", "\ufffe")):
            joint, text = "", text.rstrip("-")
        else:
            joint = " "
        origin.append(
            Segment(
                span=Span(at, at + len(text)),
                where=f"page {line.page}",
                start=line.start,
                end=line.start + len(line.text),
            )
        )
        pieces += [text, joint]
        at += len(text) + len(joint)
    return "".join(pieces), origin


def _printable(text: str) -> str:
    text = " ".join(text.replace("\x02", "-").replace("\ufffe", "-").replace("\xad", "-").split())
    return re.sub(r"[\x00-\x1f\ud800-\udfff]", "\ufffd", text)


def _ends_paragraph(line: _Line, following: _Line, wide: float, usual: float) -> bool:
    """By white space below, by a change of size, or by a full stop well before the right margin."""
    ended = bool(_ENDING.search(line.text.rstrip()))
    if line.page != following.page:
        return ended and line.right < 0.85 * wide
    gap = line.top - following.top
    if usual and gap > 1.3 * usual:
        return True
    if line.height and abs(line.height - following.height) > 0.15 * line.height:
        return True
    return ended and line.right < 0.85 * wide


def _stated_title(raw: bytes, text: str) -> str | None:
    """The title in the PDF's properties, if the page shows it too: programs put file names there."""
    document = _open(raw)
    try:
        title = tidy(document.get_metadata_dict().get("Title"))
    finally:
        document.close()
    shown = " ".join(text[:2000].split()).casefold()
    return title if title and title.casefold() in shown else None
