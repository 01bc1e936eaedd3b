"""What the pair net said for the last survey of a case."""

from __future__ import annotations

from rashomon.ledger import Answers
from rashomon.store.database import Database


def load_answers(database: Database) -> Answers:
    """All that is remembered; call it within a snapshot."""
    vectors = database.rows("SELECT text, vector FROM net_vector ORDER BY text")
    judged = database.rows("SELECT a, b, same, opposed, unrelated FROM net_answer ORDER BY a, b")
    weights = database.row(
        "SELECT weights FROM net_vector UNION SELECT weights FROM net_answer ORDER BY weights LIMIT 1"
    )
    return Answers(
        weights=weights[0] if weights else "",
        vectors=dict(vectors),
        judged={(a, b): (same, opposed, unrelated) for a, b, same, opposed, unrelated in judged},
    )


def put_answers(database: Database, answers: Answers) -> None:
    """Put ``answers`` in place of what was remembered.

    Must run inside a transaction.
    """
    for table in ("net_vector", "net_answer"):
        database.execute(f"DELETE FROM {table}")
    database.insert(
        "net_vector",
        "text, weights, vector",
        [(text, answers.weights, vector) for text, vector in sorted(answers.vectors.items())],
    )
    database.insert(
        "net_answer",
        "a, b, weights, same, opposed, unrelated",
        [(*pair, answers.weights, *found) for pair, found in sorted(answers.judged.items())],
    )
