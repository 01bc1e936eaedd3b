"""A case file opened, safe for one writer and any number of readers at once."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rashomon.errors import CaseError
from rashomon.store.migrations import APPLICATION_ID, is_older, migrate, refuse_newer

# Another program may be committing an article; that takes milliseconds, making actors anew seconds.
BUSY_SECONDS = 30
_LOG_PAGES = 8_000
_MAGIC = b"SQLite format 3\x00"


class Database:
    """One connection to a case file; every SQL error leaves as a CaseError that says what to do."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, is_read_only: bool) -> None:
        self.path = path
        self.is_read_only = is_read_only
        self._connection = connection

    @classmethod
    def open(cls, path: Path, *, create: bool) -> Database:
        """The case at ``path``, brought up to this version's schema; made if ``create`` and missing.

        Raises:
            CaseError: It is missing, is not a case, was made by a newer version or cannot be opened.
        """
        is_empty = _look_at(path, create=create)
        is_read_only = not _is_writable(path)
        with database_errors(path):
            connection = _connect(path, is_read_only=is_read_only)
            try:
                _prepare(connection, path, is_read_only=is_read_only, is_empty=is_empty)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection, is_read_only=is_read_only)

    def close(self) -> None:
        """Close the file; the last one to do so folds the write-ahead log into it."""
        with database_errors(self.path):
            self._connection.close()

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        """All rows that ``sql`` gives, as tuples."""
        with database_errors(self.path):
            return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[object] = ()) -> Any:  # noqa: ANN401 (a tuple of columns)
        """The first row that ``sql`` gives, or None."""
        with database_errors(self.path):
            return self._connection.execute(sql, parameters).fetchone()

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Run a statement whose rows do not matter."""
        with database_errors(self.path):
            self._connection.execute(sql, parameters)

    def insert(self, table: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
        """Add ``rows`` to ``table``; ``columns`` are their names with commas between."""
        marks = ", ".join("?" * len(columns.split(",")))
        with database_errors(self.path):
            self._connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is done inside.

        Raises:
            CaseError: The case may only be read.
        """
        if self.is_read_only:
            raise CaseError(
                f"{self.path}: the case, or the folder it lies in, may only be read",
                hint="Copy it to a folder that you may write to.",
            )
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise
        self.execute("COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One state of the case for all that is read inside, whatever others commit meanwhile.

        Inside another, it is that one's state.
        """
        if self._connection.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            with database_errors(self.path):
                self._connection.rollback()

    def version(self) -> int:
        """A number that changes when another program has changed the case."""
        return int(self.row("PRAGMA data_version")[0])


@contextmanager
def database_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a CaseError."""
    try:
        yield
    except sqlite3.Error as error:
        raise CaseError(f"{path}: {error}", hint=_hint(str(error))) from error


def _hint(message: str) -> str:
    for sign, hint in (
        ("locked", "Another program is writing to it: wait until it is done, or close it."),
        ("readonly", "Copy the case to a folder that you may write to."),
        ("unable to open", "See that its folder exists and that you may write there."),
        ("disk is full", "Free some space and run the same command again; what was read so far is kept."),
        ("malformed", "The file is damaged: take a copy of it, or read the articles into a new case."),
        ("not a database", "Give another file with --case."),
    ):
        if sign in message:
            return hint
    return "If it stays so, read the articles into a new case and report this message."


def _look_at(path: Path, *, create: bool) -> bool:
    """Whether a case has yet to be made at ``path``; raises CaseError where none can be."""
    if path.is_dir():
        raise CaseError(f"{path} is a folder, not a case", hint="Name a file, such as my.case.")
    if not path.exists():
        if not create:
            raise CaseError(
                f"there is no case at {path}", hint=f"Make it: rashomon read PATH... --case {path}"
            )
        if not path.parent.is_dir():
            raise CaseError(f"{path.parent} is not a folder", hint="Make it first, or choose another place.")
        return True
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise CaseError(f"{path}: {error.strerror or error}", hint="See that you may read it.") from error
    if head and head != _MAGIC:
        raise CaseError(f"{path} is not a case", hint="A case is made by: rashomon read PATH... --case FILE")
    return not head


def _is_writable(path: Path) -> bool:
    """Whether the file and, for the write-ahead log, its folder can be written."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def _connect(path: Path, *, is_read_only: bool) -> sqlite3.Connection:
    if not is_read_only:
        return sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    # Without write access SQLite cannot make the log's index, so it has to be told that nobody
    # writes; that is only true where there is no log.
    log = path.with_name(f"{path.name}-wal")
    still = "" if log.exists() and log.stat().st_size else "&immutable=1"
    address = f"file:{quote(str(path.absolute()))}?mode=ro{still}"
    return sqlite3.connect(address, timeout=BUSY_SECONDS, isolation_level=None, uri=True)


def _prepare(connection: sqlite3.Connection, path: Path, *, is_read_only: bool, is_empty: bool) -> None:
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    # A file killed while it was being made has a head but no tables yet.
    if mark != APPLICATION_ID and (tables or (mark and not is_empty)):
        raise CaseError(
            f"{path} is a database of another program, not a case",
            hint="Give another file with --case; this one was left as it is.",
        )
    refuse_newer(connection, path)
    if not is_read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        # Folding the log into the file waits for the disk: seldom, then, while many articles come in.
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        migrate(connection)
    elif not tables:
        raise CaseError(f"{path} holds nothing yet", hint="Read articles into it first.")
    elif is_older(connection):
        raise CaseError(
            f"{path} was made by an older Rashomon, and it, or the folder it lies in, may only be read",
            hint="Copy it to a folder that you may write to; opening it there brings it up to date.",
        )
    connection.execute("PRAGMA foreign_keys = ON")
