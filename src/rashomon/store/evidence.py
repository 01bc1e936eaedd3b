"""All that the ledger holds of a row and what hangs on it: what a sentence about it may say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rashomon.store.database import Database

# Each is asked with the id of a row; an id that is not of that table gives nothing.
_OF_ROW = (
    "SELECT text, conflict, low, best, high, why, dissent_low, dissent_best, dissent_high, dissent_why"
    " FROM proposition WHERE id = ?",
    "SELECT total(sign = 1 AND NOT is_hedged), total(sign = -1), total(sign = 1 AND is_hedged),"
    " count(DISTINCT c.article), count(DISTINCT a.outlet) FROM member m JOIN claim c ON c.id = m.claim"
    " JOIN article a ON a.key = c.article WHERE m.proposition = ?",
    # The same of those of which it is not open whether they are of it, and how many the others are.
    "SELECT total(sure AND sign = 1 AND NOT is_hedged), total(sure AND sign = -1),"
    " total(sure AND sign = 1 AND is_hedged), total(NOT sure), count(DISTINCT iif(sure, article, NULL))"
    " FROM (SELECT m.sign, m.is_hedged, c.article, NOT m.is_open OR m.claim = p.claim AS sure FROM member m"
    " JOIN claim c ON c.id = m.claim JOIN proposition p ON p.id = m.proposition WHERE p.id = ?)",
    "SELECT weight FROM version WHERE id = ?",
    "SELECT count(*) FROM version_proposition WHERE version = ? AND state = 'open'",
    "SELECT name, against FROM backer WHERE version = ?",
    "SELECT count(*) FROM backer WHERE version = ?",
    "SELECT p.text FROM version_proposition v JOIN proposition p ON p.id = v.proposition WHERE v.version = ?",
    "SELECT text, condition, low * 100, middle * 100, high * 100, made, due, json_array_length(copies) + 1"
    " FROM prediction WHERE id = ?",
    "SELECT voice FROM drift WHERE proposition = ?",
)
_OF_CLAIM = (
    "SELECT name FROM voice WHERE claim = ?",
    "SELECT a.name, a.outlet, a.published FROM claim c JOIN article a ON a.key = c.article WHERE c.id = ?",
    "SELECT x.name FROM voice v JOIN claim c ON c.id = v.claim"
    " JOIN actor_member m ON m.article = c.article AND m.entity = v.entity"
    " JOIN actor x ON x.id = m.actor WHERE v.claim = ?",
    "SELECT t.value FROM claim_setting s JOIN time t ON t.article = s.article AND t.number = s.time"
    " WHERE s.claim = ?",
)


def evidence_of(database: Database, rows: Iterable[str], claims: Iterable[str]) -> list[Any]:
    """Every text and number of these propositions, versions, predictions (by id) and claims.

    How many of these rows there are comes last.
    """
    rows = list(rows)
    asked = [(sql, one) for one in rows for sql in _OF_ROW] + [
        (sql, one) for one in claims for sql in _OF_CLAIM
    ]
    found = (value for sql, one in asked for row in database.rows(sql, (one,)) for value in row)
    return [*(value for value in found if value is not None), len(rows)]
