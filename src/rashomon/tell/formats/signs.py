"""Signs that one format takes for orders or cannot hold, and what is written in their place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import BinaryIO

# What XML 1.0 has no way to write.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What Excel, LibreOffice and Google Sheets take for the start of a formula (OWASP, "CSV Injection").
_COMMANDS = "=+\\-@\t\r\n＝＋－＠"
_RISKY = re.compile(f"'*[{_COMMANDS}]")
_GUARDED = re.compile(f"'+[{_COMMANDS}]")


def guard_cell(text: str) -> str:
    """``text`` so that no spreadsheet takes it for a formula; `unguard_cell` gives it back.

    An apostrophe is put before what begins with a sign of command, or with apostrophes and such a sign.

    >>> guard_cell("=1+1"), guard_cell("'=1+1"), guard_cell("'tis")
    ("'=1+1", "''=1+1", "'tis")
    """
    return f"'{text}" if _RISKY.match(text) else text


def unguard_cell(cell: str) -> str:
    """The text of which `guard_cell` made ``cell``.

    >>> unguard_cell("'=1+1"), unguard_cell("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if _GUARDED.match(cell) else cell


def xml_text(text: str) -> str:
    """``text`` with what XML cannot hold made visible.

    >>> xml_text("a" + chr(0) + "b")
    'a\ufffdb'
    """
    return _NOT_IN_XML.sub("\ufffd", text)


def as_bytes(text: str) -> bytes:
    r"""UTF-8; half of a pair of surrogates becomes ``\udXXX``, which JSON reads back."""
    return text.encode("utf-8", "backslashreplace")


def write_json_lines(records: Iterable[Mapping[str, object]], file: BinaryIO) -> None:
    """One JSON object a line."""
    for record in records:
        file.write(as_bytes(json.dumps(record, ensure_ascii=False)) + b"\n")


def write_json_list(items: Iterable[object], file: BinaryIO, *, head: str = "", tail: str = "") -> None:
    """A JSON list, an item a line, between ``head`` and ``tail``; nothing is held in memory."""
    file.write(as_bytes(f"{head}["))
    for number, item in enumerate(items):
        file.write(as_bytes((",\n" if number else "\n") + json.dumps(item, ensure_ascii=False)))
    file.write(as_bytes(f"\n]{tail}\n"))


def head_of(fields: Mapping[str, object], key: str) -> str:
    """The start of a JSON object with ``fields``, up to the list that is its ``key``.

    >>> head_of({"type": "FeatureCollection"}, "features")
    '{"type": "FeatureCollection", "features": '
    """
    return f"{json.dumps(fields, ensure_ascii=False)[:-1]}, {json.dumps(key)}: "
