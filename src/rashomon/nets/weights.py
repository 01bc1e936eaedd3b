"""The shipped weights: found, checked against their sha256, opened."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rashomon.errors import NetError
from rashomon.nets.decode import Array, legal
from rashomon.nets.deep import Classes

FOLDER = Path(__file__).parent.parent / "weights"
FILES = ("trunk.onnx", "reader.onnx", "pair.onnx", "moves.npz", "deep.npz", "vocab.txt")
SHARED_FILES = ("trunk.onnx", "vocab.txt")
"""Of the reader, what the pair net uses too."""
LIKENESS_FILES = ("likeness.onnx", "meeting.onnx")


@dataclass(frozen=True, slots=True)
class Weights:
    """What the reader needs besides the encoder."""

    trunk: bytes
    """The lower layers, which every reading shares, as ONNX: pieces in, states out."""
    encoder: bytes
    """The net from those states to every head's scores, as ONNX."""
    pair: bytes
    """The net from a cue and every word to the scores of its parts, as ONNX."""
    vocabulary: Sequence[str]
    kinds: Mapping[str, Sequence[str]]
    """The kinds of each tagging head, in the order of their labels."""
    moves: Mapping[str, Array]
    """The table of moves of each head and of ``pair``, impossible ones barred."""
    tables: Mapping[str, Array]
    """The small matrices that the second reading applies to pairs of words."""
    classes: Classes
    tasks: Mapping[str, Sequence[str]]
    """The classes of what is asked of a pair."""
    thresholds: Mapping[str, float]
    sha256: str
    """Of all files together: which net made a row."""


@dataclass(frozen=True, slots=True)
class LikenessWeights:
    """What the pair net needs."""

    trunk: bytes
    """The reader's lower layers, as ONNX: pieces in, shared states out."""
    own: bytes
    """The layers above them that the pair net has for itself, as ONNX."""
    vocabulary: Sequence[str]
    meeting: bytes
    """The net from two texts so read to the scores of all tasks, as ONNX."""
    tasks: Mapping[str, Sequence[str]]
    """What is asked of a pair, and the answers in the order of their scores."""
    scale: float
    shift: Sequence[float]
    """What makes probabilities of the scores of the first task, fitted on held-out pairs."""
    sha256: str
    """Of all files together: which net judged."""


def load_weights(folder: Path = FOLDER) -> Weights:
    """The weights of ``folder``.

    Raises:
        NetError: a file is missing, or is not the one that was shipped.
    """
    card = _card(folder, "reader.json")
    contents = checked(folder, card["sha256"], FILES)
    with np.load(folder / "moves.npz") as moves, np.load(folder / "deep.npz") as tables:
        return Weights(
            trunk=contents["trunk.onnx"],
            encoder=contents["reader.onnx"],
            pair=contents["pair.onnx"],
            vocabulary=contents["vocab.txt"].decode("utf-8").split("\n"),
            kinds=card["kinds"],
            moves={name: legal(moves[name]) for name in moves},
            tables={name: tables[name] for name in tables},
            classes=Classes(**card["classes"]),
            tasks=card["tasks"],
            thresholds=card["thresholds"],
            sha256=_digest(card["sha256"]),
        )


def load_likeness(folder: Path = FOLDER) -> LikenessWeights:
    """The pair net's weights of ``folder``, with what it shares with the reader.

    Raises:
        NetError: a file is missing, or is not the one that was shipped.
    """
    card, reader = _card(folder, "likeness.json"), _card(folder, "reader.json")
    own = checked(folder, card["sha256"], LIKENESS_FILES)
    shared = checked(folder, reader["sha256"], SHARED_FILES)
    sums = {**card["sha256"], **{name: reader["sha256"][name] for name in SHARED_FILES}}
    return LikenessWeights(
        trunk=shared["trunk.onnx"],
        own=own["likeness.onnx"],
        meeting=own["meeting.onnx"],
        vocabulary=shared["vocab.txt"].decode("utf-8").split("\n"),
        tasks=card["tasks"],
        scale=card["scale"],
        shift=card["shift"],
        sha256=_digest({**sums, "scale": str(card["scale"]), "shift": str(card["shift"])}),
    )


def _card(folder: Path, name: str) -> Any:  # noqa: ANN401 (JSON)
    try:
        return json.loads((folder / name).read_text(encoding="utf-8"))
    except OSError as error:
        raise NetError(f"the weights are incomplete: {error}", hint=_AGAIN) from error


def checked(folder: Path, sums: Mapping[str, str], names: Sequence[str]) -> dict[str, bytes]:
    """The files' contents, each of them the one that was shipped.

    Raises:
        NetError: a file is missing, or has another sum.
    """
    try:
        contents = {name: (folder / name).read_bytes() for name in names}
    except OSError as error:
        raise NetError(f"the weights are incomplete: {error}", hint=_AGAIN) from error
    for name, content in contents.items():
        if hashlib.sha256(content).hexdigest() != sums[name]:
            raise NetError(f"{folder / name} is not the file that was shipped", hint=_AGAIN)
    return contents


def _digest(sums: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(sums, sort_keys=True).encode()).hexdigest()


_AGAIN = "Install Rashomon again: pip install --force-reinstall rashomon"
