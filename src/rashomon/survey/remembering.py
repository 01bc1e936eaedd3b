"""A pair net that is asked nothing twice: what a case remembers of its answers, and what it learns anew."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rashomon.ledger import Answers, Outcome, Relation
from rashomon.survey.comparing import Compare

Key = TypeVar("Key")
Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Remembering:
    """Answers as the net does, from memory where the same was asked before of the same weights.

    ``opener`` loads the net; it is called only where something new is asked.
    """

    def __init__(self, opener: Callable[[], Compare], weights: str, known: Answers) -> None:
        self._opener = opener
        self._weights = weights
        self._known = known if known.weights == weights else Answers(weights=weights)
        self._vectors: dict[str, bytes] = {}
        self._judged: dict[tuple[str, str], Relation] = {}
        self._settled: dict[tuple[str, str], Outcome] = {}

    @property
    def answers(self) -> Answers:
        """All that was asked, known before or not: what the case is to remember."""
        return Answers(
            weights=self._weights, vectors=self._vectors, judged=self._judged, settled=self._settled
        )

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row for each text, ``[n, d]``, of length 1."""
        keys = [key_of(text) for text in texts]
        packed = _remembered(keys, texts, self._known.vectors, self._vectors, self._packed)
        # Also what is new is unpacked, so that the first survey and the next see the same numbers.
        return np.stack([_unpack(row) for row in packed]) if packed else np.zeros((0, 1), np.float32)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Relation]:
        """For each pair what they are to each other."""
        keys = [(key_of(a), key_of(b)) for a, b in pairs]
        return _remembered(keys, pairs, self._known.judged, self._judged, lambda new: self._net.judge(new))

    def settle(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Outcome]:
        """For each forecast and later claim what the claim makes of the forecast."""
        keys = [(key_of(a), key_of(b)) for a, b in pairs]
        return _remembered(keys, pairs, self._known.settled, self._settled, lambda new: self._net.settle(new))

    def _packed(self, texts: Sequence[str]) -> list[bytes]:
        return [_pack(row) for row in self._net.vectors(texts)]

    @cached_property
    def _net(self) -> Compare:
        return self._opener()


def _remembered(
    keys: Sequence[Key],
    questions: Sequence[Question],
    known: Mapping[Key, Answer],
    asked: dict[Key, Answer],
    ask: Callable[[Sequence[Question]], Sequence[Answer]],
) -> list[Answer]:
    """The answers, those that are ``known`` or were asked before from memory; all are kept in ``asked``."""
    asked.update((key, known[key]) for key in keys if key in known)
    missing = {key: one for key, one in zip(keys, questions, strict=True) if key not in asked}
    if missing:
        asked.update(zip(missing, ask(list(missing.values())), strict=True))
    return [asked[key] for key in keys]


def key_of(text: str) -> str:
    """What a text is remembered by.

    >>> len(key_of("the dam broke"))
    16
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _pack(row: NDArray[np.float32]) -> bytes:
    return np.clip(np.round(row * 127), -127, 127).astype(np.int8).tobytes()


def _unpack(packed: bytes) -> NDArray[np.float32]:
    row = np.frombuffer(packed, np.int8).astype(np.float32)
    length = np.linalg.norm(row)
    found: NDArray[np.float32] = row / length if length else row
    return found
