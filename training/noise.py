"""Windows changed while learning as machine-translated and careless text is: articles lost, capitals lost.

Nothing is added; what is marked on the words that stay is kept. Beside it, pieces are hidden at random, so
that no single word decides (word dropout: Iyyer et al. 2015).
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from training.encode import Pair, Piece
from training.units import IGNORED, Units

NOISY = 0.35
"""One window in so many is changed."""
LOST = 0.6
"""Which share of its articles a changed window loses."""
LOWERED = 0.3
"""Which share of the changed windows loses its capitals."""
HIDDEN = 0.06
_SMALL = 2
"""The shape of a word in small letters, not glued; see `rashomon.nets.features`."""


@dataclass(frozen=True)
class Noise:
    """What is changed: by which pieces articles are known, and which piece hides another."""

    articles: frozenset[int]
    hidden: int

    def apply(self, piece: Piece, chance: random.Random) -> Piece:
        """The window, changed or not."""
        if chance.random() < NOISY:
            if chance.random() < LOWERED:
                piece = without_capitals(piece)
            lone = [word for word in articles_in(piece, self.articles) if chance.random() < LOST]
            piece = without_words(piece, lone)
        hide = [chance.random() < HIDDEN for _ in piece.pieces]
        hide[0] = hide[-1] = False
        return replace(
            piece, pieces=[self.hidden if h else p for p, h in zip(piece.pieces, hide, strict=True)]
        )


def usual_noise(vocabulary: Sequence[str]) -> Noise:
    """The noise that the second reading learns with; ``vocabulary`` is the encoder's."""
    return Noise(frozenset(vocabulary.index(word) for word in ("the", "a", "an")), vocabulary.index("[MASK]"))


def without_capitals(piece: Piece) -> Piece:
    """Every word that has a capital looks like one in small letters; glued words stay glued."""
    shapes = [_SMALL + shape % 2 if shape // 2 in (3, 4, 5, 6) else shape for shape in piece.shapes]
    return replace(piece, shapes=shapes)


def articles_in(piece: Piece, articles: Collection[int]) -> list[int]:
    """Words of one piece that are an article on which nothing hangs and at which nothing is marked."""
    ends = [*piece.first[1:], len(piece.pieces) - 1]
    busy = {word for pair in piece.related for word in _held(pair)}
    for layer in piece.layers.values():
        busy.update(word for word, label in enumerate(layer) if label % 2)
    if piece.units:
        units = piece.units
        needed = {head for unit, head in enumerate(units.heads) if head not in (IGNORED, unit)}
        needed.update(mention[0] for mention in units.mentions)
        needed.update(unit for unit, value in enumerate(units.judged) if value == value)
        needed.update(unit for unit, head in enumerate(units.heads) if head == unit)
        busy.update(units.words[unit] for unit in needed)
    return [
        word
        for word, (start, end) in enumerate(zip(piece.first, ends, strict=True))
        if end == start + 1 and piece.pieces[start] in articles and word not in busy
    ]


def _held(pair: Pair) -> list[int]:
    a, b, c, d, low, high = pair.places
    return [*range(a, b), *range(c, d), low, high - 1]


def without_words(piece: Piece, gone: Sequence[int]) -> Piece:
    """The window without words of one piece each, none of which `articles_in` would not name."""
    if not gone or piece.links:
        return piece
    lost = set(gone)
    places = {piece.first[word] for word in lost}
    word_to = _moved(len(piece.first) + 1, lost)
    piece_to = _moved(len(piece.pieces) + 1, places)
    kept = [word for word in range(len(piece.first)) if word not in lost]
    return Piece(
        *(
            [value for place, value in enumerate(row) if place not in places]
            for row in (piece.pieces, piece.shapes, piece.quotes)
        ),
        [piece_to[piece.first[word]] for word in kept],
        {name: [labels[word] for word in kept] for name, labels in piece.layers.items()},
        [],
        _units_without(piece.units, lost, word_to) if piece.units else None,
        tuple(
            Pair(pair.task, tuple(word_to[place] for place in pair.places), pair.label)  # type: ignore[arg-type]
            for pair in piece.related
        ),
    )


def _moved(count: int, lost: set[int]) -> list[int]:
    """Where each place is once the lost ones are out; a lost one's is that of what comes next."""
    found, by = [], 0
    for place in range(count):
        found.append(place - by)
        by += place in lost
    return found


def _units_without(units: Units, lost: set[int], word_to: Sequence[int]) -> Units:
    gone = {unit for unit, word in enumerate(units.words) if word in lost}
    unit_to = _moved(len(units.words) + 1, gone)
    kept = [unit for unit in range(len(units.words)) if unit not in gone]
    return Units(
        [word_to[units.words[unit]] for unit in kept],
        {name: [labels[unit] for unit in kept] for name, labels in units.labels.items()},
        [units.sentences[unit] for unit in kept],
        [IGNORED if units.heads[unit] == IGNORED else unit_to[units.heads[unit]] for unit in kept],
        [units.rels[unit] for unit in kept],
        [units.judged[unit] for unit in kept],
        [(unit_to[unit], chain, key) for unit, chain, key in units.mentions],
    )
