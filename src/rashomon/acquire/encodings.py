"""Bytes in, text and the name of its encoding out: UTF-8 first, a guess only where that fails."""

from __future__ import annotations

import codecs
import io
import logging
import re
from collections.abc import Iterator
from typing import BinaryIO

from rashomon.acquire.found import Unreadable

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# First bytes of files that are never text, with the word for the message.
_BINARIES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite file"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
)

# Tried when more letters lie outside ASCII than within: no Latin alphabet.
_OTHER_ALPHABETS = [
    "cp1251", "koi8_r", "cp866", "cp1256", "cp1253", "cp1255", "iso8859_5", "iso8859_6", "iso8859_7",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_SAMPLE = 65_536
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def decode(raw: bytes, *, declared: str | None = None) -> tuple[str, str, int]:
    """The text, its encoding, and how many characters of a byte order mark were dropped from it (0 or 1).

    UTF-8 is taken wherever the bytes are UTF-8. The mark is not part of the text (Unicode 15, 23.8).

    Raises:
        Unreadable: the bytes are no text.

    >>> decode("Vey’s men".encode())
    ('Vey’s men', 'utf-8', 0)
    >>> decode("Vey’s men".encode("cp1252"))
    ('Vey’s men', 'cp1252', 0)
    """
    encoding, mark = find_encoding(raw, declared=declared)
    body = raw[mark:]
    try:
        return body.decode(encoding), encoding, int(mark > 0)
    except UnicodeDecodeError:
        return body.decode(encoding, "replace"), encoding, int(mark > 0)


def find_encoding(raw: bytes, *, declared: str | None = None) -> tuple[str, int]:
    """The encoding of ``raw`` and the length of its byte order mark.

    Raises:
        Unreadable: the bytes are no text.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name, len(mark)
    if kind := binary_kind(raw):
        raise Unreadable(f"is {kind}, not text", hint="Give the article as text, page, PDF, .docx or mail.")
    if wide := _wide(raw[:_SAMPLE]):
        return wide, 0
    if b"\x00" in raw or _is_noise(raw):
        raise Unreadable(
            "is binary, not text (it holds NUL or control bytes)", hint="Save the article as text."
        )
    if _is_utf8(raw):
        return "utf-8", 0
    if declared and _decodes(raw, declared):
        return declared, 0
    return _guess(raw), 0


def binary_kind(raw: bytes) -> str | None:
    """What a file that is never text is, by its first bytes.

    >>> binary_kind(b"GIF89a")
    'a GIF picture'
    """
    return next((kind for magic, kind in _BINARIES if raw.startswith(magic)), None)


def find_stream_encoding(stream: BinaryIO) -> tuple[str, int]:
    """As `find_encoding` for a stream of any length; reads it in pieces and leaves it at its start."""
    stream.seek(0)
    head = stream.read(_SAMPLE)
    decoder = codecs.getincrementaldecoder("utf-8")()
    suspect = head
    try:
        for piece in _pieces(stream):
            suspect = piece
            decoder.decode(piece)
        suspect = b""
    except UnicodeDecodeError:
        # The head may be plain ASCII: the piece that failed has the telling bytes.
        pass
    stream.seek(0)
    if not suspect:
        # UTF-8 throughout: the head may end within a character.
        return find_encoding(head.decode("utf-8", "ignore").encode())
    return find_encoding(head if suspect == head else head + suspect)


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while piece := stream.read(_SAMPLE * 16):
        yield piece


def open_text(stream: BinaryIO, found: tuple[str, int]) -> io.TextIOWrapper:
    """The stream from its start as text in the encoding ``found``, newlines kept as they are."""
    encoding, mark = found
    stream.seek(mark)
    return io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is NUL."""
    pairs = len(raw) // 2
    if pairs < 4 or b"\x00" not in raw:
        return None
    even, odd = raw[: 2 * pairs : 2].count(0), raw[1 : 2 * pairs : 2].count(0)
    for name, most, least in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if most > 0.4 * pairs and least < 0.02 * pairs and _decodes(raw[: 2 * pairs - 2], name):
            return name
    return None


def _is_noise(raw: bytes) -> bool:
    sample = raw[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > 0.02 * len(sample) + 2


def _is_utf8(raw: bytes) -> bool:
    """UTF-8, or UTF-8 with a rare broken byte, which then becomes U+FFFD in the text."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "surrogateescape")
        broken = sum("\udc80" <= char <= "\udcff" for char in text)
        return sum(char > "\x7f" for char in text) > 11 * broken
    return True


def _decodes(raw: bytes, name: str) -> bool:
    try:
        raw.decode(name)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _guess(raw: bytes) -> str:
    """One of the 8-bit and East Asian encodings: Western unless most letters lie outside ASCII."""
    high = len(_HIGH.findall(raw))
    latin = sum(chunk.isalpha() for chunk in (bytes([b]) for b in raw[:_SAMPLE]))
    if high / len(raw) * min(len(raw), _SAMPLE) > 0.5 * latin and (name := _normalizer_guess(raw)):
        return name
    return "cp1252" if _decodes(raw, "cp1252") else "latin-1"


def _normalizer_guess(raw: bytes) -> str | None:
    """charset-normalizer's best guess among the alphabets other than Latin."""
    from charset_normalizer import from_bytes

    logging.getLogger("charset_normalizer").disabled = True
    best = from_bytes(raw[:_SAMPLE], cp_isolation=_OTHER_ALPHABETS).best()
    return best.encoding if best is not None else None
