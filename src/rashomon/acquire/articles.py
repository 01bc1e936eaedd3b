"""Any files in, their articles out, one after the other; what cannot be read comes out as an error."""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from rashomon.acquire import rows
from rashomon.acquire.columns import check_columns
from rashomon.acquire.dates import parse_date
from rashomon.acquire.encodings import binary_kind, decode
from rashomon.acquire.folders import is_case, list_files
from rashomon.acquire.found import MAX_FILE_BYTES, MAX_TEXT_BYTES, Found, Unreadable, megabytes
from rashomon.acquire.furniture import mark_passages
from rashomon.acquire.languages import find_language
from rashomon.acquire.statements import find_stated_date, find_stated_outlet
from rashomon.errors import ArticleError, UsageError
from rashomon.records import Article, Passage, Segment, Span

_ENDINGS = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "page", ".htm": "page", ".xhtml": "page",
    ".pdf": "pdf", ".docx": "word", ".eml": "mail", ".mht": "mail", ".mhtml": "mail",
    ".xml": "xml", ".rss": "xml", ".atom": "xml", ".rdf": "xml",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
_TABLES = ("jsonl", "csv", "json")
_HINT_KINDS = "Readable are .txt .md .html .pdf .docx .eml, RSS and Atom, .jsonl .json .csv .tsv."
Numbered = Iterator[tuple[str, Found | Unreadable]]


def read_articles(
    paths: Sequence[str],
    *,
    outlet: str | None = None,
    published: str | None = None,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | ArticleError]:
    """The articles of files and folders in order, each read when asked for; ``-`` is ``stdin``.

    ``outlet`` and ``published`` hold where a file does not state them itself. ``columns`` says which
    column of a table holds what: ``{"text": "article_content"}``. What cannot be read comes out as
    an `ArticleError` in its place, and the rest goes on.

    Raises:
        UsageError: ``published`` is no date, or ``columns`` names an unknown part.
    """
    given = check_columns(columns)
    date = parse_date(published) if published else None
    if published and not date:
        raise UsageError(f"{published!r} is not a date", hint="Write it as 2031-05-12, 2031-05 or 2031.")
    return _read_all(paths, Found(text="", outlet=outlet, published=date), given, stdin)


def article_from_text(
    text: str,
    *,
    name: str,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Article:
    """The article that a text is, its passages marked; ``text`` is kept unchanged.

    >>> article_from_text("The dam broke, the mayor said.", name="dam", outlet="Vale Courier").outlet
    'Vale Courier'
    """
    date = parse_date(published) if published else None
    found = Found(text=text, title=title, outlet=outlet, published=date or published, url=url)
    return _compose(found, name, Found(text=""))


def _read_all(
    paths: Sequence[str], options: Found, columns: Mapping[str, str], stdin: BinaryIO | None
) -> Iterator[Article | ArticleError]:
    for listed in list_files(paths):
        if isinstance(listed, ArticleError):
            yield listed
            continue
        path, is_named = listed
        try:
            for number, found in _read_file(path, is_named, columns, stdin):
                name = f"{path}#{number}" if number else path
                if isinstance(found, Unreadable):
                    yield ArticleError(name, found.cause, hint=found.hint)
                else:
                    yield _compose(found, name, options)
        except Unreadable as problem:
            yield ArticleError(path, problem.cause, hint=problem.hint)
        except OSError as error:
            yield ArticleError(path, f"cannot be read ({error.strerror or error})", hint="Check the file.")
        except (MemoryError, RecursionError):
            yield ArticleError(
                path, "is too big or too deeply nested to be read", hint="Split or flatten it."
            )


def _read_file(path: str, is_named: bool, columns: Mapping[str, str], stdin: BinaryIO | None) -> Numbered:
    if path == "-":
        stream = io.BytesIO((stdin or sys.stdin.buffer).read(MAX_FILE_BYTES + 1))
        yield from _read_stream(stream, "", len(stream.getbuffer()), columns)
        return
    ending = os.path.splitext(path)[1].lower()
    if ending and ending not in _ENDINGS and not is_named:
        raise Unreadable(f"is not a kind of file that is read ({ending})", hint=_HINT_KINDS)
    _check_file(path)
    with open(path, "rb") as file:
        yield from _read_stream(file, ending, os.fstat(file.fileno()).st_size, columns)


def _check_file(path: str) -> None:
    if not os.path.lexists(path):
        raise Unreadable("there is no such file", hint="Check the path.")
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        raise Unreadable("is a link to a file that is not there", hint="Remove the link.") from None
    except OSError as error:
        raise Unreadable(f"cannot be opened ({error.strerror})", hint="Check its permissions.") from None
    if not stat.S_ISREG(mode):
        raise Unreadable("is a device or a pipe, not a file", hint="Use - to read from a pipe.")
    if is_case(path):
        raise Unreadable("is a case, not an article", hint="Give it with --case.")


def _read_stream(stream: BinaryIO, ending: str, size: int, columns: Mapping[str, str]) -> Numbered:
    head = stream.read(4096)
    stream.seek(0)
    if not head:
        raise Unreadable("is empty", hint="Remove it or put the article in.")
    kind = _find_kind(head, ending)
    if kind == "csv":
        yield from rows.read_csv(stream, columns)
    elif kind == "jsonl":
        yield from rows.read_jsonl(stream, columns)
    elif kind == "json":
        yield from rows.read_json(stream, columns)
    else:
        limit = MAX_TEXT_BYTES if kind == "text" else MAX_FILE_BYTES
        if size > limit:
            cause = f"is {megabytes(size)}; one article may be {megabytes(limit)} at most"
            raise Unreadable(cause, hint="Split it into its articles, or give them as .jsonl, one a line.")
        yield from _read_whole(kind, stream.read())


def _find_kind(head: bytes, ending: str) -> str:
    """By the first bytes where they are telling, else by the name's ending, else by how the text looks."""
    magic = binary_kind(head)
    if magic == "a PDF":
        return "pdf"
    if magic == "a ZIP archive" and (ending == ".docx" or b"word/" in head):
        return "word"
    if magic:
        raise Unreadable(f"is {magic}, not an article", hint=_HINT_KINDS)
    kind = _ENDINGS.get(ending)
    if kind in ("pdf", "word"):
        cause = f"is no {ending} in spite of its name"
        raise Unreadable(cause, hint="Name it by what it is, or save it again.")
    return kind or _sniff(head)


def _sniff(head: bytes) -> str:
    """The kind of a text that comes without a name."""
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if re.match(rb"<!doctype html|<html", start):
        return "page"
    if start.startswith((b"<?xml", b"<rss", b"<feed")):
        return "xml"
    if start.startswith(b"{"):
        first = start.split(b"\n")[0].rstrip()
        return "jsonl" if first.endswith(b"}") and b"\n{" in start else "json"
    if re.match(rb"\[\s*\{", start):
        return "json"
    if re.match(
        rb"(?:return-path|received|from|mime-version|message-id|date|subject|delivered-to): .*\n\S+:", start
    ):
        return "mail"
    return "csv" if _looks_like_table(start) else "text"


def _looks_like_table(start: bytes) -> bool:
    names = [name.strip(b" \"'_\r") for name in re.split(rb"[,;\t|]", start.split(b"\n")[0])]
    return len(names) > 1 and bool({b"text", b"content", b"body", b"article_content"} & set(names))


def _read_whole(kind: str, raw: bytes) -> Numbered:
    if kind == "text":
        yield "", _read_text(raw)
    elif kind == "pdf":
        from rashomon.acquire.pdfs import read_pdf

        yield "", read_pdf(raw)
    elif kind == "word":
        from rashomon.acquire.word import read_word

        yield "", read_word(raw)
    elif kind == "mail":
        from rashomon.acquire.mails import read_mail

        yield "", read_mail(raw)
    else:
        yield from _read_markup(kind, raw)


def _read_markup(kind: str, raw: bytes) -> Numbered:
    from rashomon.acquire.feeds import looks_like_feed, read_feed
    from rashomon.acquire.pages import declared_encoding, read_page

    if looks_like_feed(raw):
        yield from read_feed(raw)
    elif kind == "xml" and b"<html" not in raw[:4096].lower():
        raise Unreadable("is XML, but neither a feed nor a page", hint="Readable XML is RSS, Atom or XHTML.")
    else:
        text, _, _ = decode(raw, declared=declared_encoding(raw))
        yield "", read_page(text)


def _read_text(raw: bytes) -> Found:
    text, encoding, mark = decode(raw)
    if not text.strip():
        raise Unreadable("holds only white space", hint="Remove it or put the article in.")
    if encoding == "utf-8":
        # A text is kept as it is: whoever decodes the file as UTF-8 sees the mark, and counts it.
        return Found(text="\ufeff" * mark + text)
    where = "character after the byte order mark" if mark else f"character in {encoding}"
    return Found(
        text=text, origin=(Segment(span=Span(0, len(text)), where=where, start=mark, end=mark + len(text)),)
    )


def _compose(found: Found, name: str, options: Found) -> Article:
    """The article record: what the file states, then the options, then what the text itself states."""
    passages = _merge(found.passages, mark_passages(found.text.replace("\ufeff", " ")))
    heads = [passage for passage in passages if passage.kind == "title"]
    return Article(
        name=name,
        text=found.text,
        title=found.title or (heads[0].span.of(found.text).strip("\ufeff# \t") if heads else None),
        outlet=found.outlet or options.outlet or find_stated_outlet(found.text, passages),
        published=found.published or options.published or find_stated_date(found.text, passages),
        url=found.url,
        language=find_language(found.text) or (found.language if found.language != "en" else None),
        sha256=hashlib.sha256(found.text.encode("utf-8", "surrogatepass")).hexdigest(),
        passages=passages,
        opinion=any(passage.kind == "disclaimer" for passage in passages),
        origin=found.origin,
    )


def _merge(stated: Sequence[Passage], marked: Sequence[Passage]) -> tuple[Passage, ...]:
    """The marks of the format itself and, where they are silent, those of the rules."""
    if not stated:
        return tuple(marked)
    has_title = any(passage.kind == "title" for passage in stated)
    kept = [
        mark
        for mark in marked
        if not (has_title and mark.kind == "title")
        and not any(mark.span.overlaps(one.span) for one in stated)
    ]
    furniture = [mark for mark in marked if mark.kind not in ("title", "heading", "dateline")]
    # "Read more" may be set as a heading: it stays furniture.
    kept_stated = [one for one in stated if not any(mark.span.contains(one.span) for mark in furniture)]
    kept += [mark for mark in furniture if mark not in kept]
    return tuple(sorted([*kept_stated, *kept], key=lambda passage: passage.span))
