"""What two texts have in common on their face: words, numbers, names, denials.

The pair net is told these beside what it reads itself; they are cheap, and sure where a small net is not.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from rashomon.nets.wordpiece import WordPiece
from rashomon.text import split_words, word_set

_LISTS = tomllib.loads((files("rashomon.nets") / "signs.toml").read_text(encoding="utf-8"))
_SMALL = word_set(_LISTS["small"])
_DENIALS = word_set(_LISTS["denials"])
_NUMBERS: Mapping[str, str] = _LISTS["numbers"]
_STEM = 5
"""Letters of a word that count: its endings do not tell two texts apart."""
SIGNS = 14
"""How many `compare` gives."""


@dataclass(frozen=True, slots=True)
class Face:
    """What `compare` looks at in one text."""

    words: Mapping[str, float]
    """Beginnings of the words that say something, each with how rare it is, about 0 to 2."""
    numbers: frozenset[str]
    names: frozenset[str]
    denials: int
    size: int
    text: str


def face(text: str, wordpiece: WordPiece) -> Face:
    """The face of ``text``; the rank of a word's first piece in the vocabulary says how rare it is."""
    written = [span.of(text) for span in split_words(text)]
    words: dict[str, float] = {}
    numbers, names, denials = set(), set(), 0
    for index, word in enumerate(written):
        lower = word.lower()
        denials += lower in _DENIALS or (lower == "t" and index > 1 and written[index - 1] in "'’")
        if lower in _NUMBERS or lower.isdigit():
            numbers.add(_NUMBERS.get(lower, lower))
        elif lower.isalpha() and lower not in _SMALL:
            pieces = wordpiece.pieces(word)
            words[lower[:_STEM]] = math.log10(max(10, pieces[0]) / 1000 + 1) + 0.3 * (len(pieces) > 1) + 0.3
            if index and word[:1].isupper() and not word.isupper():
                names.add(lower)
    return Face(words, frozenset(numbers), frozenset(names), denials, len(written), text)


def compare(a: Face, b: Face) -> list[float]:
    """`SIGNS` figures, about 0 to 1, the same whichever text comes first."""
    shared = sum(a.words[word] + b.words[word] for word in sorted(a.words.keys() & b.words.keys())) / 2
    first, second = sum(a.words.values()), sum(b.words.values())
    low, high = min(first, second), max(first, second)
    return [
        _share(shared, first + second - shared),
        _share(shared, low),
        _share(shared, high),
        min(1.0, shared / 4),
        *_sets(a.numbers, b.numbers),
        *_sets(a.names, b.names),
        float((a.denials + b.denials) % 2),
        float(min(a.denials, b.denials) > 0),
        min(3, abs(a.denials - b.denials)) / 3,
        _share(min(a.size, b.size), max(a.size, b.size)),
    ]


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _sets(a: frozenset[str], b: frozenset[str]) -> tuple[float, float, float]:
    """Overlap, whether both have some but none shared, whether only one has any."""
    return (
        _share(len(a & b), len(a | b)),
        float(bool(a) and bool(b) and not a & b),
        float(bool(a) != bool(b)),
    )
