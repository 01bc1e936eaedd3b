"""Everything a case holds, in a form that two cases can be compared by."""

from __future__ import annotations

import sqlite3
from pathlib import Path

_SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config")


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, each table sorted; full-text tables with their row numbers."""
    connection = sqlite3.connect(path)
    try:
        tables = [
            n for (n,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")
        ]
        return {table: _rows(connection, table) for table in tables if not table.endswith(_SHADOWS)}
    finally:
        connection.close()


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    columns = "rowid, *" if table.endswith("_search") else "*"
    return sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)
