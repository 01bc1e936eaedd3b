"""Word documents (.docx)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from rashomon.acquire.found import Found, Unreadable, megabytes
from rashomon.acquire.pages import join_paragraphs
from rashomon.records import Passage, Segment

# Unpacked. Documents with pictures reach some tens of MB; what unpacks to more is a trap or no article.
_MAX_UNPACKED = 200_000_000
_MAX_XML = 50_000_000
_BROKEN = "Open it in a word processor and save it again, or save its text as .txt."


def looks_like_word(raw: bytes) -> bool:
    """Whether a ZIP archive is a Word document."""
    return b"word/document.xml" in raw


def read_word(raw: bytes) -> Found:
    """The paragraphs of a document, those of its tables included, in order.

    Raises:
        Unreadable: it is broken, no document, or without text.
    """
    _check_archive(raw)
    try:
        paragraphs = list(_paragraphs(raw))
    except Exception as error:  # python-docx lets the errors of zipfile, lxml and its own lookups through
        raise Unreadable(f"is a broken .docx ({type(error).__name__})", hint=_BROKEN) from None
    kept = [(number, text, style) for number, text, style in paragraphs if text.strip()]
    if not kept:
        raise Unreadable(
            "the document has no text", hint="If it holds pictures of text, type or scan the text."
        )
    text, spans = join_paragraphs([text for _, text, _ in kept])
    passages, origin, title = [], [], None
    for span, (number, line, style) in zip(spans, kept, strict=True):
        origin.append(Segment(span=span, where=f"paragraph {number}", start=0, end=len(line)))
        if style == "Title":
            title = title or line
            passages.append(Passage(span=span, kind="title", why="paragraph style Title"))
        elif style.startswith("Heading"):
            passages.append(Passage(span=span, kind="heading", why=f"paragraph style {style}"))
    return Found(text=text, title=title, passages=tuple(passages), origin=tuple(origin))


def _check_archive(raw: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unreadable("is a broken .docx (not a ZIP archive)", hint=_BROKEN) from None
    if "word/document.xml" not in sizes:
        raise Unreadable("is no Word document", hint=_BROKEN)
    if sum(sizes.values()) > _MAX_UNPACKED or sizes["word/document.xml"] > _MAX_XML:
        cause = f"unpacks to {megabytes(sum(sizes.values()))}, too big for an article"
        raise Unreadable(cause, hint="Save its text as .txt.")


def _paragraphs(raw: bytes) -> Iterator[tuple[int, str, str]]:
    """Number from 1, text and style name of every paragraph."""
    import docx
    from docx.text.paragraph import Paragraph

    document: Any = docx.Document(io.BytesIO(raw))
    for number, node in enumerate(
        document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"), start=1
    ):
        paragraph = Paragraph(node, document)
        style = paragraph.style.name if paragraph.style is not None else ""
        yield number, paragraph.text, style or ""
