"""The pair net: do two texts say the same, the opposite, something else of the same thing, or neither?

A text is read once, alone, by the reader's lower layers and three layers of its own. Two texts then meet
in a small net: each piece of one is laid against the pieces of the other that it fits, and what differs is
added up (decomposable attention: Parikh et al. 2016). So a pair costs little once its texts are read, and
since nothing is done in batches, what is said of it does not depend on what else is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.ledger import Outcome, Relation
from rashomon.nets.decode import Array
from rashomon.nets.features import encode
from rashomon.nets.sessions import open_sessions
from rashomon.nets.signs import Face, compare, face
from rashomon.nets.weights import FOLDER, LikenessWeights, load_likeness
from rashomon.nets.wordpiece import WordPiece
from rashomon.text import split_words

LONGEST = 128
"""Pieces of a text that are read, about 100 words; what stands behind them is not looked at."""
_WIDTH = 384
_KEPT = 4096
"""Texts that are kept read, about 25 kB each."""


@dataclass(frozen=True, slots=True)
class _Read:
    vector: Array
    pieces: Array
    """A row for each piece, and a first one that stands for nothing in particular."""
    face: Face


class Likeness:
    """Holds the pair net; open it once with `open_likeness`. What it keeps read changes no answer."""

    def __init__(self, weights: LikenessWeights, trunk: Any, own: Any, meeting: Any) -> None:  # noqa: ANN401 (no types)
        self._weights = weights
        self._trunk, self._own, self._meeting = trunk, own, meeting
        self._wordpiece = WordPiece(weights.vocabulary)
        self._read: dict[str, _Read] = {}

    @property
    def sha256(self) -> str:
        """Which weights judge."""
        return self._weights.sha256

    def vectors(self, texts: Sequence[str]) -> Array:
        """A vector of length 1 for each text, float32 [texts, 384]; two vectors' product is their nearness.

        Texts that are about one thing are near, also where one denies what the other says.
        """
        rows = [self._text(text).vector for text in texts]
        return np.stack(rows) if rows else np.zeros((0, _WIDTH), np.float32)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Relation]:
        """What the two claims of each pair are to each other.

        The same whichever text comes first. They are probabilities of the held-out pairs that they were
        scaled on: see the model card. What is word for word the same is the same, without the net, which
        learnt from no such pairs and is unsure of them. Only the first `LONGEST` pieces of a text are read.
        """
        return [
            _SAME if same_words(a, b) else self._judged(self._meet(self._text(a), self._text(b)))
            for a, b in pairs
        ]

    def settle(self, pairs: Sequence[tuple[str, str]]) -> list[Outcome]:
        """For each (forecast, later claim) what the later claim makes of the forecast, as probabilities."""
        return [Outcome(*_shares(row.astype(np.float64))) for row in self.relate("outcome", pairs)]

    def _judged(self, scores: Array) -> Relation:
        raised = scores[self._place("claim")].astype(np.float64) * self._weights.scale + self._weights.shift
        same, opposed, about, other = _shares(raised)
        on = self.tasks["kind"][int(scores[self._place("kind")].argmax())]
        return Relation(same, opposed, about, other, on)

    def relate(self, task: str, pairs: Sequence[tuple[str, str]]) -> Array:
        """Raw scores [pairs, answers] of one of the things the net learnt: see ``tasks``."""
        place = self._place(task)
        rows = [self._meet(self._text(a), self._text(b))[place] for a, b in pairs]
        return np.stack(rows) if rows else np.zeros((0, place.stop - place.start), np.float32)

    def _place(self, task: str) -> slice:
        """Where the task's answers stand among all scores."""
        start = 0
        for name, answers in self.tasks.items():
            if name == task:
                return slice(start, start + len(answers))
            start += len(answers)
        raise KeyError(task)

    @property
    def tasks(self) -> Mapping[str, Sequence[str]]:
        """The answers of each task, in the order of its scores."""
        return self._weights.tasks

    def _text(self, text: str) -> _Read:
        found = self._read.pop(text, None)
        if found is None:
            found = self._through(text)
        self._read[text] = found
        if len(self._read) > _KEPT:
            del self._read[next(iter(self._read))]
        return found

    def _through(self, text: str) -> _Read:
        encoded = encode(text, split_words(text), self._wordpiece)
        room = LONGEST - 2
        inputs = {
            "pieces": [self._wordpiece.first, *encoded.pieces[:room], self._wordpiece.last],
            "shapes": [0, *encoded.shapes[:room], 0],
            "quotes": [0, *encoded.quotes[:room], 0],
        }
        (shared,) = self._trunk.run(["shared"], {k: np.array([v], np.int64) for k, v in inputs.items()})
        vector, pieces = self._own.run(None, {"shared": shared})
        return _Read(vector[0], pieces[0, :-1], face(text, self._wordpiece))

    def _meet(self, a: _Read, b: _Read) -> Array:
        """The scores of all tasks, one row; the same whichever text comes first."""
        inputs = {
            "first": a.pieces,
            "second": b.pieces,
            "vectors": np.stack([a.vector, b.vector]),
            "signs": np.array([compare(a.face, b.face)], np.float32),
        }
        (scores,) = self._meeting.run(None, inputs)
        row: Array = scores[0]
        return row


_SAME = Relation(1.0, 0.0, 0.0, 0.0, "polarity")


def _shares(scores: NDArray[np.float64]) -> list[float]:
    """Probabilities of the answers, by their scores."""
    odds = np.exp(scores - scores.max())
    found: list[float] = (odds / odds.sum()).round(6).tolist()
    return found


def same_words(a: str, b: str) -> bool:
    """Whether two texts have words, and the same ones in the same order.

    >>> same_words("The gate is open.", "the gate is open"), same_words("", "")
    (True, False)
    """
    first, second = (
        [w.of(text).lower() for w in split_words(text) if w.of(text).isalnum()] for text in (a, b)
    )
    return bool(first) and first == second


def open_likeness(folder: Path = FOLDER, *, threads: int = 1) -> Likeness:
    """The pair net with the shipped weights, ready to judge.

    Raises:
        NetError: the weights are missing or altered.
    """
    weights = load_likeness(folder)
    graphs = (weights.trunk, weights.own, weights.meeting)
    trunk, own, meeting = open_sessions(graphs, threads=threads)
    return Likeness(weights, trunk, own, meeting)
