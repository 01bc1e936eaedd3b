"""What a case remembers of the pair net's answers is what the net said."""

from __future__ import annotations

from pathlib import Path

from rashomon.ledger import Answers, Outcome, Relation
from rashomon.store.answers import load_answers, put_answers
from rashomon.store.database import Database

ANSWERS = Answers(
    weights="w",
    vectors={"dam": b"\x01\xff", "mill": b"\x02\x00"},
    judged={("dam", "mill"): Relation(0.5, 0.25, 0.125, 0.125, "place")},
    settled={("mill", "dam"): Outcome(0.5, 0.25, 0.125, 0.125)},
)


def test_answers_come_back_as_they_were_and_older_ones_are_forgotten(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "x.case", create=True)
    for answers in (Answers(weights="old", vectors={"gate": b"\x05"}), ANSWERS):
        with database.transaction():
            put_answers(database, answers)
    assert load_answers(database) == ANSWERS
    database.close()
