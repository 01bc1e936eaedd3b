"""Samples as arrays of labels over words, and as training windows."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.nets.features import WINDOW, Encoded, encode
from rashomon.nets.wordpiece import WordPiece
from rashomon.records import Span
from rashomon.text import split_words, words_in
from training.samples import Attributed, Labelled, Related, Sample
from training.units import Inventory, Units, cut_units, label_units

ROLES = ("source", "cue", "content")
PARTS = ("source", "content")
"""What the second head finds for one cue."""
EDGE = 24
"""Words at a cut edge of a window whose cues are not learnt from: their parts may be cut off."""


@dataclass(frozen=True)
class Link:
    """One attribution in words: its cue's first and last word, and a label for parts' words."""

    first: int
    last: int
    labels: tuple[tuple[int, int], ...]
    """(word, label) for every word that is not outside."""


@dataclass(frozen=True)
class Encoding:
    """A sample ready to be cut into windows; a layer that is not marked is None."""

    name: str
    encoded: Encoded
    layers: dict[str, list[int]]
    links: tuple[Link, ...]
    units: Units | None = None
    related: tuple[Pair, ...] = ()


@dataclass(frozen=True)
class Pair:
    """Two actors of a sentence in words: (start, end) of the first, the second and the sentence."""

    task: str
    places: tuple[int, int, int, int, int, int]
    label: int
    shares: tuple[float, ...] = ()
    """How likely each answer is, where nobody marked the pair."""


def bio(kinds: Sequence[str]) -> list[str]:
    """The label list of a layer: outside, then begin and inside of every kind.

    >>> bio(["cue"])
    ['O', 'B-cue', 'I-cue']
    """
    return ["O", *(f"{mark}-{kind}" for kind in kinds for mark in "BI")]


def encode_sample(
    sample: Sample, wordpiece: WordPiece, kinds: dict[str, list[str]], inventory: Inventory | None = None
) -> Encoding:
    """Words, pieces and labels of a sample; ``kinds`` lists each layer's kinds."""
    words = split_words(sample.text)
    layers: dict[str, list[int]] = {}
    links: tuple[Link, ...] = ()
    if sample.attributions is not None:
        parts = [(*r, role) for a in sample.attributions for role in ROLES for r in getattr(a, role)]
        layers["roles"] = _label(words, parts, kinds["roles"])
        links = tuple(_links(words, sample.attributions))
    for layer in kinds.keys() - {"roles"}:
        marks: tuple[Labelled, ...] | None = getattr(sample, layer)
        if marks is not None:
            layers[layer] = _label(words, marks, kinds[layer])
    units = label_units(sample, words, inventory) if inventory else None
    related = tuple(_pairs(words, sample.related or ()))
    return Encoding(sample.name, encode(sample.text, words, wordpiece), layers, links, units, related)


def _pairs(words: Sequence[Span], related: Sequence[Related]) -> Iterator[Pair]:
    for item in related:
        places = [words_in(words, Span(*r)) for r in (item.first, item.second, item.sentence)]
        if all(places):
            ends = tuple(end for place in places for end in (place.start, place.stop))
            yield Pair(item.task, ends, item.label, item.shares)  # type: ignore[arg-type]


def _label(words: Sequence[Span], marks: Sequence[Labelled], kinds: Sequence[str]) -> list[int]:
    """BIO labels; where marks overlap, the longest is kept."""
    labels = [0] * len(words)
    taken = [False] * len(words)
    for start, end, kind in sorted(marks, key=lambda mark: (mark[0] - mark[1], mark)):
        inside = words_in(words, Span(start, end))
        if kind in kinds and inside and not any(taken[i] for i in inside):
            for i in inside:
                taken[i] = True
                labels[i] = 2 * kinds.index(kind) + (1 if i == inside[0] else 2)
    return labels


def _links(words: Sequence[Span], attributions: Sequence[Attributed]) -> Iterator[Link]:
    for item in attributions:
        cue = [i for r in item.cue for i in words_in(words, Span(*r))]
        if cue:
            marks = [(*r, part) for part in PARTS for r in getattr(item, part)]
            labels = _label(words, marks, PARTS)
            yield Link(min(cue), max(cue), tuple((i, label) for i, label in enumerate(labels) if label))


@dataclass(frozen=True)
class Piece:
    """One training window: pieces, where words begin in it, labels and links within it."""

    pieces: list[int]
    shapes: list[int]
    quotes: list[int]
    first: list[int]
    layers: dict[str, list[int]]
    links: list[tuple[int, int, list[int]]]
    """(cue's first word, cue's last word, label of every word of the window)."""
    units: Units | None = None
    related: tuple[Pair, ...] = ()


def cut(encoding: Encoding, wordpiece: WordPiece, chance: random.Random) -> Iterator[Piece]:
    """Windows that start at a random offset, so that every epoch sees other borders."""
    first = encoding.encoded.first
    count = len(first) - 1
    start = 0
    limit = chance.randint(WINDOW // 3, WINDOW - 2)
    while start < count:
        end = min(count, start + limit)
        while end > start + 1 and first[end] - first[start] > limit:
            end -= 1
        yield _piece(encoding, wordpiece, start, end)
        start, limit = end, WINDOW - 2


def _piece(encoding: Encoding, wordpiece: WordPiece, start: int, end: int) -> Piece:
    e = encoding.encoded
    low, high = e.first[start], e.first[end]
    count = len(e.first) - 1
    links = []
    for link in encoding.links:
        low_edge = start + (EDGE if start else 0)
        high_edge = end - (EDGE if end < count else 0)
        if low_edge <= link.first and link.last < high_edge:
            labels = [0] * (end - start)
            for word, label in link.labels:
                if start <= word < end:
                    labels[word - start] = label
            links.append((link.first - start, link.last - start, labels))
    return Piece(
        [wordpiece.first, *e.pieces[low:high], wordpiece.last],
        [0, *e.shapes[low:high], 0],
        [0, *e.quotes[low:high], 0],
        [i - low + 1 for i in e.first[start:end]],
        {layer: labels[start:end] for layer, labels in encoding.layers.items()},
        links,
        cut_units(encoding.units, start, end) if encoding.units else None,
        tuple(_within(encoding.related, start, end)),
    )


def _within(pairs: Sequence[Pair], start: int, end: int) -> Iterator[Pair]:
    for pair in pairs:
        if start <= pair.places[4] and pair.places[5] <= end:
            places = tuple(place - start for place in pair.places)
            yield Pair(pair.task, places, pair.label, pair.shares)  # type: ignore[arg-type]
