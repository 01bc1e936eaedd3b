"""Files and text that a browser sends: refused where too much, else written beside the case."""

from __future__ import annotations

import filecmp
import os
import secrets
import shutil
import unicodedata
from pathlib import Path
from typing import IO, Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

MAX_BYTES = 64 * 2**20
"""In one go."""
MAX_FILES = 200
MAX_TEXT = 2**20
"""Of pasted text, and of any other field."""
MAX_FORM = 64 * 2**10
"""Of a form without files."""
_MAX_NAME = 80
_ENDING = 12
# What is sent in spite of a refusal is thrown away, so that the browser gets to read why; not for ever.
_PATIENCE = 4
_FORBIDDEN = frozenset("/\\<>:\"|?*#%&'`$;=@")
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10)))
)


class Refusal(Exception):
    """What was sent is not taken; says why, in words for the one who sent it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


async def read_form(request: Request, *, max_bytes: int = MAX_FORM, max_files: int = 0) -> FormData:
    """The form that is posted. Files stand on the disk, not in memory.

    Raises:
        Refusal: It is longer than ``max_bytes``, holds more files than ``max_files``, or is no form.
    """
    told = request.headers.get("content-length", "")
    if told and (not told.isdecimal() or len(told) > 15 or int(told) > max_bytes):
        await _throw_away(request, max_bytes)
        raise _too_long(max_bytes)
    count = 0

    async def receive() -> Any:  # noqa: ANN401 (an ASGI message)
        nonlocal count
        message = await request.receive()
        count += len(message.get("body", b""))
        if count > max_bytes:
            # Beyond the end of the form there is nothing to wait for.
            if message.get("more_body"):
                await _throw_away(request, max_bytes)
            raise _too_long(max_bytes)
        return message

    limited = Request(request.scope, receive)
    try:
        return await limited.form(max_files=max_files, max_fields=50, max_part_size=MAX_TEXT)
    except HTTPException as error:
        raise Refusal(400, f"The form cannot be read: {error.detail}") from error
    except (ValueError, LookupError, KeyError) as error:
        raise Refusal(400, "The form cannot be read.") from error


def _too_long(max_bytes: int) -> Refusal:
    return Refusal(413, f"That is too much at once: at most {size_words(max_bytes)}.")


async def _throw_away(request: Request, max_bytes: int) -> None:
    left = _PATIENCE * max_bytes
    while left > 0:
        message = await request.receive()
        left -= len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return


def size_words(count: int) -> str:
    """A number of bytes for a reader.

    >>> size_words(64 * 2**20), size_words(5000)
    ('64 MB', '5 kB')
    """
    return f"{count // 2**20} MB" if count >= 2**20 else f"{round(count / 1000)} kB"


def safe_name(name: str) -> str:
    r"""A file name that means no other folder and commands nothing, as like ``name`` as may be.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\news\\Story 1.HTML"), safe_name("..")
    ('passwd', 'Story 1.HTML', 'article.txt')
    >>> safe_name("<img src=x onerror=alert(1)>.txt"), safe_name("aux.txt")
    ('img src x onerror alert(1) .txt', '_aux.txt')
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    kept = "".join(" " if sign in _FORBIDDEN or _is_unseen(sign) else sign for sign in last)
    stem, dot, ending = " ".join(kept.split()).lstrip(". -").rpartition(".")
    if not stem or len(ending) > _ENDING:
        stem, dot, ending = f"{stem}{dot}{ending}", "", ""
    stem = _cut(stem.strip("."), _MAX_NAME)
    if not stem:
        return "article.txt"
    return ("_" if stem.partition(".")[0].casefold() in _DEVICES else "") + stem + dot + ending.strip()


def _is_unseen(sign: str) -> bool:
    """Control signs, direction overrides, halves of signs, blanks of all kinds."""
    return unicodedata.category(sign)[0] in "CZ"


def _cut(text: str, length: int) -> str:
    """``text`` cut to so many bytes, between its signs: a file system counts bytes."""
    return text.encode("utf-8")[:length].decode("utf-8", "ignore")


def folder_of(case: Path) -> Path:
    """Where what is added to a case is written: ``harbour-articles`` beside ``harbour.case``."""
    return case.with_name(f"{case.stem}-articles")


def keep(folder: Path, name: str, source: IO[bytes]) -> str:
    """Write what ``source`` gives as a new file of ``folder``; its name there.

    What lies there is never written over: another file of that name gets a number, the same content is not
    written twice. The file appears when it is whole.

    Raises:
        OSError: The folder cannot be written.
    """
    folder.mkdir(exist_ok=True)
    written = folder / f".part-{secrets.token_hex(8)}"
    try:
        with written.open("xb") as file:
            shutil.copyfileobj(source, file)
        return _settle(folder, written, safe_name(name))
    finally:
        written.unlink(missing_ok=True)


def _settle(folder: Path, written: Path, name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if not stem:
        stem, ending = name, ""
    number = 1
    while True:
        target = folder / (name if number == 1 else f"{stem} {number}{dot}{ending}")
        try:
            os.link(written, target, follow_symlinks=False)
        except OSError as error:
            if os.path.lexists(target):
                if _holds(target, written):
                    return target.name
                number += 1
            elif isinstance(error, FileNotFoundError):
                raise
            else:
                # Some file systems know no links.
                written.replace(target)
                return target.name
        else:
            return target.name


def _holds(target: Path, written: Path) -> bool:
    return not target.is_symlink() and target.is_file() and filecmp.cmp(written, target, shallow=False)


def text_name(text: str) -> str:
    """A file name for pasted text: its first words.

    >>> text_name("The dam at Karsk is gone, said Vey.")
    'The dam at Karsk is gone,.txt'
    """
    return f"{_cut(' '.join(text.split()[:6]), 60) or 'pasted'}.txt"
