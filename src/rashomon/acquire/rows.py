"""Tables of articles (.csv, .tsv, .jsonl, .json): one article a row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from itertools import chain, islice
from typing import BinaryIO

from rashomon.acquire.columns import find_columns
from rashomon.acquire.dates import find_day_order, is_ambiguous, parse_date
from rashomon.acquire.encodings import decode, find_stream_encoding, open_text
from rashomon.acquire.found import MAX_FILE_BYTES, MAX_TEXT_BYTES, Found, Unreadable, megabytes, tidy
from rashomon.acquire.markup import fragment_text, looks_like_html
from rashomon.records import Segment, Span

Row = Mapping[str, str]
Rows = Generator[tuple[int, Row | Unreadable]]
"""The number of the data row, from 1, and its cells or what is wrong with it."""
OpenRows = Callable[[], Rows]
Rowed = Iterator[tuple[str, Found | Unreadable]]
"""What stands after ``path#`` (``""``: it is the whole file), and the article or what is wrong with it."""

# Lists of articles as interfaces of news sites wrap them.
_WRAPPERS = (
    "articles",
    "items",
    "entries",
    "documents",
    "docs",
    "results",
    "data",
    "hits",
    "news",
    "stories",
)
_DATES_LOOKED_AT = 20
_ROW_HINT = "Shorten or remove it; the other rows are read."


def read_csv(stream: BinaryIO, columns: Mapping[str, str]) -> Rowed:
    """The articles of a table with a header line; its delimiter and its encoding are found out."""
    encoding = find_stream_encoding(stream)
    yield from _read_rows(lambda: _csv_rows(stream, encoding), columns, has_header=True)


def read_jsonl(stream: BinaryIO, columns: Mapping[str, str]) -> Rowed:
    """The articles of a file with one JSON object a line."""
    encoding = find_stream_encoding(stream)
    yield from _read_rows(lambda: _jsonl_rows(stream, encoding), columns)


def read_json(stream: BinaryIO, columns: Mapping[str, str]) -> Rowed:
    """The articles of a JSON list, of a list within an object, or the one that the object is."""
    raw = stream.read(MAX_FILE_BYTES + 1)
    if len(raw) > MAX_FILE_BYTES:
        cause = f"is over {megabytes(MAX_FILE_BYTES)}, too big for one JSON value"
        raise Unreadable(cause, hint="Save it as .jsonl, one article a line.")
    text, _, _ = decode(raw)
    try:
        value = _parse_json(text)
    except Unreadable as problem:
        if len(text.strip().splitlines()) > 1 and _is_object(text.strip().splitlines()[0]):
            stream.seek(0)
            yield from read_jsonl(stream, columns)
            return
        raise problem
    items = _list_of(value)
    if items is None:
        raise Unreadable(
            "holds no articles: neither an object nor a list of objects", hint="Give a list of objects."
        )
    rows = [(number, _cells(item)) for number, item in enumerate(items, start=1)]
    for number, found in _read_rows(lambda: (row for row in rows), columns):
        yield "" if isinstance(value, dict) and items == [value] else number, found


def _read_rows(open_rows: OpenRows, columns: Mapping[str, str], *, has_header: bool = False) -> Rowed:
    """The rows' articles; with a header a missing column is the fault of the file, without of the row."""
    order = _find_order(open_rows, columns)
    known: dict[tuple[str, ...], dict[str, str] | Unreadable] = {}
    some = False
    for number, row in open_rows():
        some = True
        parts = row if isinstance(row, Unreadable) else _find_parts(row, columns, known)
        if isinstance(row, Unreadable):
            yield str(number), row
        elif isinstance(parts, Unreadable):
            if has_header:
                raise parts
            yield str(number), parts
        else:
            yield str(number), _row_article(number, row, dict(parts), order)
    if not some:
        raise Unreadable("holds no rows", hint="Give a file with at least one article.")


def _find_parts(
    row: Row, columns: Mapping[str, str], known: dict[tuple[str, ...], dict[str, str] | Unreadable]
) -> dict[str, str] | Unreadable:
    names = tuple(row)
    if names not in known:
        try:
            known[names] = find_columns(names, columns)
        except Unreadable as problem:
            known[names] = problem
    return known[names]


def _find_order(open_rows: OpenRows, columns: Mapping[str, str]) -> bool | None:
    """Whether the dates put the day first; the file is read through only if its first dates leave it open."""
    with closing(_stated_dates(open_rows, columns)) as dates:
        first = list(islice(dates, _DATES_LOOKED_AT))
        return find_day_order(chain(first, dates)) if any(map(is_ambiguous, first)) else None


def _stated_dates(open_rows: OpenRows, columns: Mapping[str, str]) -> Generator[str]:
    known: dict[tuple[str, ...], dict[str, str] | Unreadable] = {}
    with closing(open_rows()) as rows:
        for number, row in rows:
            parts = row if isinstance(row, Unreadable) else _find_parts(row, columns, known)
            if isinstance(row, Unreadable) or isinstance(parts, Unreadable):
                continue
            if number > _DATES_LOOKED_AT and "published" not in parts:
                return
            if stated := row.get(parts.get("published", ""), ""):
                yield stated


def _row_article(number: int, row: Row, parts: Mapping[str, str], order: bool | None) -> Found | Unreadable:
    cells = {part: row.get(name, "") for part, name in parts.items()}
    text = cells["text"]
    if looks_like_html(text):
        text = fragment_text(text)
    if not text.strip():
        return Unreadable("the row has no text", hint=f"Fill its column {parts['text']!r} or remove the row.")
    if len(text) > MAX_TEXT_BYTES:
        return Unreadable(f"its text has {len(text)} characters, over {MAX_TEXT_BYTES}", hint=_ROW_HINT)
    where = Segment(
        span=Span(0, len(text)), where=f"row {number}, {parts['text']}", start=0, end=len(cells["text"])
    )
    return Found(
        text=text,
        title=tidy(cells.get("title")),
        outlet=tidy(cells.get("outlet")),
        published=parse_date(cells.get("published", ""), day_first=order),
        url=tidy(cells.get("url")),
        language=tidy(cells.get("language")),
        origin=(where,),
    )


def _csv_rows(stream: BinaryIO, encoding: tuple[str, int]) -> Rows:
    text = open_text(stream, encoding)
    try:
        overlong: list[int] = []
        lines = _bounded_lines(text, overlong)
        head = next((line for line in lines if line.strip()), "")
        csv.field_size_limit(MAX_TEXT_BYTES)
        delimiter = find_delimiter(head)
        names = next(csv.reader([head], delimiter=delimiter), [])
        reader = csv.reader(lines, delimiter=delimiter)
        number = 0
        while True:
            number += 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, Unreadable(f"the row is broken ({error})", hint=_ROW_HINT)
                continue
            if overlong:
                overlong.clear()
                yield number, Unreadable(f"a line is over {megabytes(MAX_TEXT_BYTES)}", hint=_ROW_HINT)
            elif not row:
                number -= 1
            elif len(row) > len(names):
                cause = f"the row has {len(row)} fields, the header {len(names)}"
                yield (
                    number,
                    Unreadable(cause, hint="Put fields with commas or quotation marks into quotation marks."),
                )
            else:
                yield number, dict(zip(names, map(_clean, row), strict=False))
    finally:
        text.detach()


def find_delimiter(head: str) -> str:
    """The sign between the fields of a header line.

    >>> find_delimiter("title;text;date")
    ';'
    """
    return max(
        ",;\\t|".replace("\\t", "\t"), key=lambda sign: len(next(csv.reader([head], delimiter=sign), []))
    )


def _bounded_lines(text: io.TextIOWrapper, overlong: list[int]) -> Iterator[str]:
    """The lines; of one beyond the limit only an empty line is left, and its length is noted."""
    while line := text.readline(MAX_TEXT_BYTES):
        if line.endswith(("\n", "\r")) or len(line) < MAX_TEXT_BYTES:
            yield line
            continue
        length = len(line)
        while (rest := text.readline(MAX_TEXT_BYTES)) and not rest.endswith("\n"):
            length += len(rest)
        overlong.append(length)
        yield "\n"


def _jsonl_rows(stream: BinaryIO, encoding: tuple[str, int]) -> Rows:
    text = open_text(stream, encoding)
    try:
        overlong: list[int] = []
        number = 0
        for line in _bounded_lines(text, overlong):
            if not line.strip() and not overlong:
                continue
            number += 1
            if overlong:
                overlong.clear()
                yield number, Unreadable(f"the line is over {megabytes(MAX_TEXT_BYTES)}", hint=_ROW_HINT)
                continue
            try:
                yield number, _cells(_parse_json(line))
            except Unreadable as problem:
                yield number, problem
    finally:
        text.detach()


def _parse_json(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise Unreadable(
            f"broken JSON ({error.msg}, {where}column {error.colno})", hint="Correct it."
        ) from None
    except (RecursionError, ValueError):
        raise Unreadable(
            "JSON that is nested too deeply or holds too long a number", hint="Flatten it."
        ) from None


def _is_object(line: str) -> bool:
    try:
        return isinstance(_parse_json(line), dict)
    except Unreadable:
        return False


def _list_of(value: object) -> list[object] | None:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    for name in _WRAPPERS:
        inner = value.get(name)
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            return inner
    return [value]


def _cells(item: object) -> Row | Unreadable:
    if not isinstance(item, dict):
        return Unreadable("is no JSON object", hint='Write {"text": "...", "title": "..."}.')
    return {str(name): _clean(_cell(value)) for name, value in item.items()}


def _cell(value: object) -> str:
    """A value as a string: nested sources ({"name": ...}) by their name, lists of paragraphs joined."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return next(
            (_cell(value[name]) for name in ("name", "title", "value", "rendered", "text") if name in value),
            "",
        )
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _clean(cell: str) -> str:
    """Without NUL and half surrogate pairs, which no file or database can hold."""
    if "\x00" not in cell and cell.isascii():
        return cell
    return cell.replace("\x00", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
