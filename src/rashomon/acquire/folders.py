"""Paths in, the files under them out: in a fixed order, through links, round no loop."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence

from rashomon.errors import ArticleError

# What systems leave in folders; nobody would miss it.
_DROPPINGS = frozenset({"thumbs.db", "desktop.ini", "__macosx", "icon\r"})
_CASE_TAILS = ("-wal", "-shm", "-journal")
_SQLITE = b"SQLite format 3\x00"


def list_files(paths: Sequence[str]) -> Iterator[tuple[str, bool] | ArticleError]:
    """Each file's path and whether it was named by the user (else met in a folder), in order.

    Folders are walked by name, files before folders within them. Hidden files and case files are passed over.
    """
    for path in paths:
        if path == "-":
            yield path, True
        elif os.path.isdir(path):
            yield from _walk(path)
        else:
            yield path, True


def _walk(top: str) -> Iterator[tuple[str, bool] | ArticleError]:
    seen: dict[tuple[int, int], str] = {}
    pending, files = [top], 0
    while pending:
        folder = pending.pop()
        problem = _visit(folder, seen)
        if problem:
            yield problem
            continue
        try:
            names = sorted(os.listdir(folder))
        except OSError as error:
            yield ArticleError(
                folder, f"the folder cannot be opened ({error.strerror})", hint="Check its permissions."
            )
            continue
        paths = [os.path.join(folder, name) for name in names if not _is_dropping(name)]
        for path in paths:
            if not os.path.isdir(path) and not is_case(path):
                files += 1
                yield path, False
        pending.extend(path for path in reversed(paths) if os.path.isdir(path))
    if not files:
        yield ArticleError(
            top, "the folder holds no articles", hint="Give files, or a folder with files in it."
        )


def _visit(folder: str, seen: dict[tuple[int, int], str]) -> ArticleError | None:
    """Notes the folder; an error where it was already read under another name."""
    try:
        status = os.stat(folder)
    except OSError as error:
        return ArticleError(
            folder, f"the folder cannot be opened ({error.strerror})", hint="Check its permissions."
        )
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        cause = f"a folder loop or a second link: it is {seen[identity]}, which is read already"
        return ArticleError(folder, cause, hint="Remove the link.")
    seen[identity] = folder
    return None


def _is_dropping(name: str) -> bool:
    return name.startswith(".") or name.lower() in _DROPPINGS or name.endswith("~")


def is_case(path: str) -> bool:
    """Whether the file is an SQLite case or one of the files SQLite keeps beside it."""
    for tail in _CASE_TAILS:
        if path.endswith(tail) and is_case(path[: -len(tail)]):
            return True
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return False
        with open(path, "rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
