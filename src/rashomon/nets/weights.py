"""The shipped weights: found, checked against their sha256, opened."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rashomon.errors import NetError
from rashomon.nets.decode import Array, legal
from rashomon.nets.deep import Classes

FOLDER = Path(__file__).parent.parent / "weights"
FILES = ("reader.onnx", "pair.onnx", "moves.npz", "deep.npz", "vocab.txt")


@dataclass(frozen=True, slots=True)
class Weights:
    """What the reader needs besides the encoder."""

    encoder: bytes
    """The net from pieces to every head's scores, as ONNX."""
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


def load_weights(folder: Path = FOLDER) -> Weights:
    """The weights of ``folder``.

    Raises:
        NetError: a file is missing, or is not the one that was shipped.
    """
    try:
        card = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        contents = {name: (folder / name).read_bytes() for name in FILES}
    except OSError as error:
        raise NetError(f"the reader's weights are incomplete: {error}", hint=_AGAIN) from error
    for name, content in contents.items():
        if hashlib.sha256(content).hexdigest() != card["sha256"][name]:
            raise NetError(f"{folder / name} is not the file that was shipped", hint=_AGAIN)
    with np.load(folder / "moves.npz") as moves, np.load(folder / "deep.npz") as tables:
        return Weights(
            encoder=contents["reader.onnx"],
            pair=contents["pair.onnx"],
            vocabulary=contents["vocab.txt"].decode("utf-8").split("\n"),
            kinds=card["kinds"],
            moves={name: legal(moves[name]) for name in moves},
            tables={name: tables[name] for name in tables},
            classes=Classes(**card["classes"]),
            tasks=card["tasks"],
            thresholds=card["thresholds"],
            sha256=hashlib.sha256(json.dumps(card["sha256"], sort_keys=True).encode()).hexdigest(),
        )


_AGAIN = "Install Rashomon again: pip install --force-reinstall rashomon"
