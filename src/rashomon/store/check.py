"""A walk over the whole case: does everything in it reach characters of a stored article?"""

from __future__ import annotations

from rashomon.store.database import Database

# Every table with offsets, how its rows reach their article, and the offsets that may not be null.
_WALKS = (
    ("sentence", "t.article", "start", "stop"),
    ("paragraph", "t.article", "start", "stop"),
    ("passage", "t.article", "start", "stop"),
    ("quote", "t.article", "start", "stop"),
    ("turn", "t.article", "start", "stop"),
    ("mention", "t.article", "start", "stop"),
    ("attribution_span", "t.article", "start", "stop"),
    ("attribution", "t.article", "condition_start", "condition_stop"),
    ("time", "t.article", "start", "stop"),
    ("place", "t.article", "start", "stop"),
    ("event", "t.article", "start", "stop"),
    ("event", "t.article", "condition_start", "condition_stop"),
    ("argument", "t.article", "start", "stop"),
    ("stance", "t.article", "holder_start", "holder_stop"),
    ("stance", "t.article", "target_start", "target_stop"),
    ("claim", "t.article", "start", "stop"),
    ("claim", "t.article", "condition_start", "condition_stop"),
    ("claim_span", "(SELECT article FROM claim WHERE id = t.claim)", "start", "stop"),
    ("voice", "(SELECT article FROM claim WHERE id = t.claim)", "start", "stop"),
    ("voice", "(SELECT article FROM claim WHERE id = t.claim)", "cue_start", "cue_stop"),
)
_MAY_BE_EMPTY = ("attribution", "voice")
_MAY_BE_NULL = ("condition_start", "cue_start")


def faults_in(database: Database) -> list[str]:
    """What is wrong in the case, a sentence each; empty for a sound one."""
    faults = [f"SQLite: {line}" for (line,) in database.rows("PRAGMA integrity_check") if line != "ok"]
    faults += [
        f"a row of {table} points to a row of {other} that is not there"
        for table, _, other, _ in database.rows("PRAGMA foreign_key_check")
    ]
    for table, article, start, stop in _WALKS:
        faults += _outside(database, table, article, (start, stop))
    faults += [
        f"claim {one} of {name} has {what}"
        for one, name, what in database.rows(
            "SELECT c.id, a.name, 'no content' FROM claim c JOIN article a ON a.key = c.article"
            " WHERE NOT EXISTS (SELECT 1 FROM claim_span WHERE claim = c.id AND role = 'content')"
            " UNION ALL"
            " SELECT c.id, a.name, 'a chain that does not begin with the outlet' FROM claim c"
            " JOIN article a ON a.key = c.article WHERE NOT EXISTS"
            " (SELECT 1 FROM voice WHERE claim = c.id AND depth = 0 AND kind = 'outlet')"
        )
    ]
    return faults


def _outside(database: Database, table: str, article: str, columns: tuple[str, str]) -> list[str]:
    start, stop = (f"t.{column}" for column in columns)
    both_null = f"({start} IS NULL AND {stop} IS NULL)"
    excused = f"AND NOT {both_null}" if columns[0] in _MAY_BE_NULL or table in _MAY_BE_EMPTY else ""
    rows = database.rows(
        f"SELECT a.name, {start}, {stop}, length(a.text) FROM {table} t"
        f" LEFT JOIN article a ON a.key = {article}"
        f" WHERE (a.key IS NULL OR {start} IS NULL OR {stop} IS NULL OR {start} < 0"
        f" OR {stop} <= {start} OR {stop} > length(a.text)) {excused}"
    )
    return [
        f"{table} of {name}: {begin} to {end} is not within its {length} characters"
        for name, begin, end, length in rows
    ]
