"""What a format hands over before it becomes an `Article`, and the limits that all formats share."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.records import Passage, Segment

# Longer than any article: a novel is about 1 MB. Beyond it a file is a dump, and would eat the memory.
MAX_TEXT_BYTES = 10_000_000
# A saved page or a PDF carries pictures and scripts besides its text.
MAX_FILE_BYTES = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A text as found in a file, with what the file itself states about it."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    """EDTF already."""
    url: str | None = None
    language: str | None = None
    """As stated by the file (``lang="de"``); the words of the text have precedence."""
    passages: tuple[Passage, ...] = ()
    """Titles and headings that the format itself marks."""
    origin: tuple[Segment, ...] = ()


class Unreadable(Exception):
    """A format cannot read a file; the caller knows its name and makes an `ArticleError` of it."""

    def __init__(self, cause: str, *, hint: str = "") -> None:
        super().__init__(cause)
        self.cause = cause
        self.hint = hint


def megabytes(size: int) -> str:
    """The size for a message.

    >>> megabytes(209_715_200)
    '210 MB'
    """
    return f"{size / 1e6:.0f} MB" if size >= 1e6 else f"{size} bytes"


def tidy(text: str | None) -> str | None:
    r"""The string on one line without double spaces; None for nothing.

    >>> tidy("  Dam \n breaks ")
    'Dam breaks'
    >>> tidy(" ") is None
    True
    """
    return " ".join(text.split()) or None if text else None
