"""The steps that bring a case file to this version's schema, each applied once and whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from rashomon.errors import CaseError

# "RSHM": tells a case from any other SQLite file.
APPLICATION_ID = 0x5253484D


def step_names() -> list[str]:
    """The steps that this version knows, in the order they are applied."""
    folder = files("rashomon.store") / "steps"
    return sorted(
        entry.name.removesuffix(".sql") for entry in folder.iterdir() if entry.name.endswith(".sql")
    )


def statements(script: str) -> Iterator[str]:
    """The single statements of an SQL script, each beginning on a line of its own.

    >>> list(statements("SELECT 1; -- one" + chr(10) + "SELECT 2;"))
    ['SELECT 1; -- one', 'SELECT 2;']
    """
    lines: list[str] = []
    for line in script.splitlines():
        lines.append(line)
        statement = "\n".join(lines)
        if sqlite3.complete_statement(statement):
            yield statement
            lines = []


def applied(connection: sqlite3.Connection) -> set[str]:
    """The names of the steps that the case has had."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'migration'").fetchone():
        return set()
    return {name for (name,) in connection.execute("SELECT name FROM migration")}


def refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    """Nothing, where every step the case has had is known.

    Raises:
        CaseError: A newer version has changed the case in a way this one does not understand.
    """
    unknown = applied(connection) - set(step_names())
    if unknown:
        raise CaseError(
            f"{path} was made by a newer Rashomon (it has {', '.join(sorted(unknown))})",
            hint="Upgrade: pip install --upgrade rashomon",
        )


def is_older(connection: sqlite3.Connection) -> bool:
    """Whether there are steps that the case has not had."""
    return not set(step_names()) <= applied(connection)


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the steps that the case has not had, each in a transaction of its own."""
    if not is_older(connection):
        return
    for name in step_names():
        script = (files("rashomon.store") / "steps" / f"{name}.sql").read_text(encoding="utf-8")
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another program may have done it while this one waited.
            if name not in applied(connection):
                _apply(connection, name, script)
        except BaseException:
            connection.rollback()
            raise
        connection.execute("COMMIT")


def _apply(connection: sqlite3.Connection, name: str, script: str) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) WITHOUT ROWID")
    for statement in statements(script):
        connection.execute(statement)
    connection.execute("INSERT INTO migration (name) VALUES (?)", (name,))
