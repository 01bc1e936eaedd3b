"""The pair net: do two texts say the same, the opposite, or neither?

A text is read once by the reader's lower layers; three layers of its own then read two texts together, so that
the pieces of one see those of the other (DeFormer: Cao et al. 2020). Since nothing is done in batches, what is
said of a pair does not depend on what else is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rashomon.nets.decode import Array
from rashomon.nets.features import encode
from rashomon.nets.sessions import open_sessions
from rashomon.nets.signs import SIGNS, Face, compare, face
from rashomon.nets.weights import FOLDER, LikenessWeights, load_likeness
from rashomon.nets.wordpiece import WordPiece
from rashomon.text import split_words

LONGEST = 128
"""Pieces of a text that are read, about 100 words; what stands behind them is not looked at."""
MUTUAL = frozenset(("claim", "perspective"))
"""Tasks that ask of two texts alike."""
_WIDTH = 384
_NO_SIGNS = np.zeros((1, SIGNS), np.float32)
_KEPT = 1024
"""Texts that are kept read, about 60 kB each."""


@dataclass(frozen=True, slots=True)
class _Read:
    shared: Array
    """What the reader's lower layers give, [pieces, width]."""
    face: Face


class Likeness:
    """Holds the pair net; open it once with `open_likeness`. What it keeps read changes no answer."""

    def __init__(self, weights: LikenessWeights, trunk: Any, own: Any) -> None:  # noqa: ANN401 (no types)
        self._weights = weights
        self._trunk, self._own = trunk, own
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
        rows = [self._alone(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, _WIDTH), np.float32)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[float, float, float]]:
        """For each pair the probabilities that both say the same, the opposite, neither.

        The same whichever text comes first. They are probabilities of the held-out pairs that they were
        scaled on: see the model card. What is word for word the same is the same, without the net, which
        learnt from no such pairs and is unsure of them. Only the first `LONGEST` pieces of a text are read.
        """
        found = []
        for (a, b), scores in zip(pairs, self.relate("claim", pairs), strict=True):
            if same_words(a, b):
                found.append((1.0, 0.0, 0.0))
                continue
            raised = scores.astype(np.float64) * self._weights.scale + self._weights.shift
            odds = np.exp(raised - raised.max())
            same, opposed, unrelated = (odds / odds.sum()).round(6).tolist()
            found.append((same, opposed, unrelated))
        return found

    def relate(self, task: str, pairs: Sequence[tuple[str, str]]) -> Array:
        """Raw scores [pairs, answers] of one of the things the net learnt: see ``tasks``.

        Of `MUTUAL` tasks the same whichever text comes first; in others the second is measured by the first.
        """
        place = self._place(task)
        turned = [tuple(sorted(pair)) if task in MUTUAL else pair for pair in pairs]
        rows = [self._meet(self._text(a), self._text(b))[place] for a, b in turned]
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
        return _Read(shared[0], face(text, self._wordpiece))

    def _alone(self, text: str) -> Array:
        shared = self._text(text).shared[None]
        inputs = {"shared": shared, "sides": np.zeros(shared.shape[:2], np.int64), "signs": _NO_SIGNS}
        (vectors,) = self._own.run(["vector"], inputs)
        row: Array = vectors[0]
        return row

    def _meet(self, a: _Read, b: _Read) -> Array:
        """The scores of all tasks, one row."""
        sides = np.array([[0] * len(a.shared) + [1] * len(b.shared)], np.int64)
        inputs = {
            "shared": np.concatenate([a.shared, b.shared])[None],
            "sides": sides,
            "signs": np.array([compare(a.face, b.face)], np.float32),
        }
        (scores,) = self._own.run(["scores"], inputs)
        row: Array = scores[0]
        return row


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
    trunk, own = open_sessions((weights.trunk, weights.own), threads=threads)
    return Likeness(weights, trunk, own)
