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
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known.vectors}
        fresh: dict[str, bytes] = {}
        if missing:
            rows = self._net.vectors(list(missing.values()))
            fresh = {key: _pack(row) for key, row in zip(missing, rows, strict=True)}
        packed = [fresh[key] if key in fresh else self._known.vectors[key] for key in keys]
        self._vectors.update(zip(keys, packed, strict=True))
        # Also what is new is unpacked, so that the first survey and the next see the same numbers.
        return np.stack([_unpack(row) for row in packed]) if packed else np.zeros((0, 1), np.float32)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Relation]:
        """For each pair what they are to each other."""
        return _remembered(pairs, self._known.judged, self._judged, lambda new: self._net.judge(new))

    def settle(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Outcome]:
        """For each forecast and later claim what the claim makes of the forecast."""
        return _remembered(pairs, self._known.settled, self._settled, lambda new: self._net.settle(new))

    @cached_property
    def _net(self) -> Compare:
        return self._opener()


def _remembered(
    pairs: Sequence[tuple[str, str]],
    known: Mapping[tuple[str, str], Answer],
    asked: dict[tuple[str, str], Answer],
    ask: Callable[[Sequence[tuple[str, str]]], Sequence[Answer]],
) -> list[Answer]:
    """The answers, those that are ``known`` from memory; all of them are kept in ``asked``."""
    keys = [(key_of(a), key_of(b)) for a, b in pairs]
    missing = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in known}
    fresh = dict(zip(missing, ask(list(missing.values())), strict=True)) if missing else {}
    found = [fresh[key] if key in fresh else known[key] for key in keys]
    asked.update(zip(keys, found, strict=True))
    return found


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
