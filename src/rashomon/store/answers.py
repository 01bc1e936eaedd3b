"""What the pair net said for the last survey of a case."""

from __future__ import annotations

from rashomon.ledger import Answers, Outcome, Relation
from rashomon.store.database import Database

_RELATION = "same, opposed, about, other, disagreeing"
_OUTCOME = "unsettled, yes, no, void"


def load_answers(database: Database) -> Answers:
    """All that is remembered; call it within a snapshot."""
    vectors = database.rows("SELECT text, vector FROM net_vector ORDER BY text")
    judged = database.rows(f"SELECT a, b, {_RELATION} FROM net_answer ORDER BY a, b")
    settled = database.rows(f"SELECT forecast, later, {_OUTCOME} FROM net_outcome ORDER BY forecast, later")
    weights = database.row(
        "SELECT weights FROM net_vector UNION SELECT weights FROM net_answer ORDER BY weights LIMIT 1"
    )
    return Answers(
        weights=weights[0] if weights else "",
        vectors=dict(vectors),
        judged={(a, b): Relation(*found) for a, b, *found in judged},
        settled={(a, b): Outcome(*found) for a, b, *found in settled},
    )


def put_answers(database: Database, answers: Answers) -> None:
    """Put ``answers`` in place of what was remembered.

    Must run inside a transaction.
    """
    for table in ("net_vector", "net_answer", "net_outcome"):
        database.execute(f"DELETE FROM {table}")
    database.insert(
        "net_vector",
        "text, weights, vector",
        [(text, answers.weights, vector) for text, vector in sorted(answers.vectors.items())],
    )
    database.insert(
        "net_answer",
        f"a, b, weights, {_RELATION}",
        [(*pair, answers.weights, *found) for pair, found in sorted(answers.judged.items())],
    )
    database.insert(
        "net_outcome",
        f"forecast, later, weights, {_OUTCOME}",
        [(*pair, answers.weights, *found) for pair, found in sorted(answers.settled.items())],
    )
