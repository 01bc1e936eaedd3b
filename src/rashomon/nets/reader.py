"""The reader: a text in, its names, descriptions and attributions as the net sees them.

One window at a time goes through the net: int8 activations are scaled by what is in a batch, so
batching would let one article change what is read in another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from rashomon.nets.agreement import agree
from rashomon.nets.decode import Array, best_path, best_paths, marginals, runs, spans_of
from rashomon.nets.deep import (
    CHAIN_VECTORS,
    PAIR_VECTORS,
    UNIT_VECTORS,
    Pairs,
    negated_words,
    read_tokens,
)
from rashomon.nets.features import Encoded, Window, cut_windows, encode
from rashomon.nets.sessions import open_sessions
from rashomon.nets.weights import FOLDER, Weights, load_weights
from rashomon.nets.wordpiece import WordPiece
from rashomon.records import Attribution, Kind, Mention, Reason, Span, Spans, Token
from rashomon.text import split_words, word_set, words_in

_CUE, _CUE_INSIDE = 3, 4
_CONTENT = 3
"""Among a cue's own labels, the first that is content."""
_SURE_CUE = 0.8
"""From this probability a cue is given its likeliest content where none is likelier than not."""
_DISTANCE_EDGES = np.array([1, 2, 3, 4, 5, 7, 10, 15, 23, 36, 61, 121])
_NAME_KINDS: Mapping[str, Kind] = {
    "Person": "person",
    "Location": "place",
    "Organization": "organisation",
    "NORP": "group",
    "Date": "date",
    "Money": "money",
    "Facility": "place",
}
_NO_LAST_WORD = frozenset(("and", "or", "the", "of", "for", "in", "on", "at", "a", "an", "to", "by", "with"))
_WEAPONS = ("Weapon", "MilitaryPlatform", "Vehicle")
_PRONOUNS: Mapping[str, Kind] = {
    **dict.fromkeys(word_set("he him his himself she her hers herself who whom whose"), "person"),
    **dict.fromkeys(word_set("i me my mine myself"), "person"),
    **dict.fromkeys(word_set("they them their theirs themselves we us our ours ourselves"), "group"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the net reads in one text."""

    words: Spans
    mentions: tuple[Mention, ...]
    """Names, nominals and pronouns, sorted, none inside another of the same form."""
    candidates: tuple[Attribution, ...]
    """Attributions by the cue's place; ``reason.score`` is the probability of the cue."""
    tokens: tuple[Token, ...]
    pairs: Pairs
    """What the net says of two places of this text; asked while the article is read, not kept."""


class Reader:
    """Holds the net. Open it once with `open_reader`; it keeps no state between texts."""

    def __init__(self, weights: Weights, trunk: Any, encoder: Any, pair: Any) -> None:  # noqa: ANN401 (no types)
        self._weights = weights
        self._trunk = trunk
        self._encoder = encoder
        self._pair = pair
        self._outputs = [output.name for output in encoder.get_outputs()]
        self._wordpiece = WordPiece(weights.vocabulary)

    @property
    def sha256(self) -> str:
        """Which weights this reader reads with."""
        return self._weights.sha256

    def read(self, text: str, sentences: Spans) -> Reading:
        """Everything the net reads in ``text``; trees do not reach over the ends of ``sentences``."""
        words = split_words(text)
        scores = self._scores(text, words)
        mentions = sorted(_mentions(text, words, scores, self._weights), key=lambda m: (m.span, m.form))
        vectors = self._vectors(scores)
        tables = self._weights.tables
        tokens = read_tokens(text, words, sentences, vectors, tables, self._weights.classes)
        pairs = Pairs(words, sentences, vectors, tables, self._weights.tasks)
        return Reading(words, tuple(mentions), tuple(self._attributions(words, scores)), tokens, pairs)

    def _vectors(self, scores: list[tuple[Window, dict[str, Array]]]) -> dict[str, Any]:
        """The second reading's vectors, a row for every word, each from the window that decides it."""

        def core(name: str, window: Window, rows: dict[str, Array]) -> Array:
            return rows[name][window.core_start - window.start : window.core_end - window.start]

        names = [*UNIT_VECTORS, *PAIR_VECTORS, *CHAIN_VECTORS]
        vectors = {
            name: np.concatenate([core(name, *score) for score in scores]) if scores else np.zeros((0, 1))
            for name in names
        }
        moves = self._weights.moves
        negated = [negated_words(rows["negation"], rows["scope"], moves) for _, rows in scores]
        cores = [
            marks[window.core_start - window.start : window.core_end - window.start]
            for marks, (window, _) in zip(negated, scores, strict=True)
        ]
        vectors["negated"] = np.concatenate(cores) if cores else np.zeros(0, np.int64)
        return vectors

    def tag(self, text: str, head: str) -> list[tuple[Span, str]]:
        """The spans and classes that one tagging head finds; names are made to agree over the text."""
        words = split_words(text)
        found = list(_tagged(words, self._scores(text, words), head, self._weights))
        return agree(text, found) if head == "names" else found

    def reread(self, text: str, span: Span) -> tuple[Attribution, ...]:
        """The attributions that the net finds in one stretch read alone; offsets of the whole text."""
        words = split_words(span.of(text))
        found = self._attributions(words, self._scores(span.of(text), words))
        return tuple(_shifted(attribution, span.start) for attribution in found)

    def run(self, text: str) -> None:
        """Only the pieces and the net, no reading: what a benchmark calls the bare net."""
        words = split_words(text)
        encoded = encode(text, words, self._wordpiece)
        for window in cut_windows(encoded.first):
            self._run_window(encoded, window)

    def _scores(self, text: str, words: Spans) -> list[tuple[Window, dict[str, Array]]]:
        encoded = encode(text, words, self._wordpiece)
        return [(window, self._run_window(encoded, window)) for window in cut_windows(encoded.first)]

    def _run_window(self, encoded: Encoded, window: Window) -> dict[str, Array]:
        """The scores of every word of the window, by the name of the head."""
        low, high = encoded.first[window.start], encoded.first[window.end]
        inputs = {
            "pieces": [self._wordpiece.first, *encoded.pieces[low:high], self._wordpiece.last],
            "shapes": [0, *encoded.shapes[low:high], 0],
            "quotes": [0, *encoded.quotes[low:high], 0],
        }
        arrays = {name: np.array([row], np.int64) for name, row in inputs.items()}
        embedded, shared = self._trunk.run(["embedded", "shared"], arrays)
        below = {"embedded": embedded, "shared": shared, "pieces": arrays["pieces"]}
        outputs = self._encoder.run(None, below)
        first = np.array(encoded.first[window.start : window.end]) - low + 1
        return {name: output[0][first] for name, output in zip(self._outputs, outputs, strict=True)}

    def _attributions(
        self, words: Spans, scores: list[tuple[Window, dict[str, Array]]]
    ) -> Iterator[Attribution]:
        number = 0
        for window, rows in scores:
            cues = list(self._cues(rows["roles"], window))
            paths = self._parts(rows, cues)
            for (first, last, score), path in zip(cues, paths, strict=True):
                found = _attribution(words, window, path, (first, last, score), number)
                if found:
                    yield found
                    number += 1

    def _cues(self, roles: Array, window: Window) -> Iterator[tuple[int, int, float]]:
        """(first word, last word, probability) of the cues that begin in the window's core."""
        labels = marginals(roles, self._weights.moves["roles"])
        begin, inside = labels[:, _CUE], labels[:, _CUE_INSIDE]
        for start, end in runs(begin + inside > self._weights.thresholds["cue"]):
            cuts = [start, *(i for i in range(start + 1, end) if begin[i] > inside[i]), end]
            for low, high in pairwise(cuts):
                if window.core_start <= low + window.start < window.core_end:
                    yield low, high - 1, float((begin + inside)[low:high].max())

    def _parts(
        self, rows: dict[str, Array], cues: list[tuple[int, int, float]]
    ) -> list[list[tuple[int, int, int]]]:
        """For each cue the stretches (first, end, 0 for source or 1 for content) that belong to it."""
        if not cues:
            return []
        ends = np.array([cue[:2] for cue in cues])
        sure = np.array([cue[2] >= _SURE_CUE for cue in cues])
        offset = np.arange(len(rows["word_side"]))[None, :] - ends[:, :1]
        size = np.searchsorted(_DISTANCE_EDGES, np.abs(offset), side="right")
        inputs = {
            "words": rows["word_side"],
            "cues": rows["cue_first"][ends[:, 0]] + rows["cue_last"][ends[:, 1]],
            "distances": np.where(offset < 0, 12 - size, 12 + size),
            "roles": rows["roles"],
        }
        (scores,) = self._pair.run(None, inputs)
        moves = self._weights.moves["pair"]
        paths = best_paths(scores, moves)
        mute = np.flatnonzero(sure & ~(paths >= _CONTENT).any(axis=1))
        if len(mute):
            paths[mute] = best_paths(_with_content(scores[mute]), moves)
        return [list(spans_of(path)) for path in paths]


def _with_content(scores: Array) -> Array:
    """The scores with the likeliest word of content made one: whoever speaks says something."""
    forced = scores.copy()
    content = scores[:, :, _CONTENT:].max(axis=2) - scores[:, :, 0]
    forced[np.arange(len(scores)), content.argmax(axis=1), :_CONTENT] = -1e4
    return forced


def _attribution(
    words: Spans,
    window: Window,
    parts: list[tuple[int, int, int]],
    cue: tuple[int, int, float],
    number: int,
) -> Attribution | None:
    def spans(kind: int) -> Spans:
        places = [(a + window.start, b + window.start) for a, b, k in parts if k == kind]
        return tuple(Span(words[a].start, words[b - 1].end) for a, b in places)

    first, last, score = cue
    if not spans(1):
        return None
    where = Span(words[first + window.start].start, words[last + window.start].end)
    reason = Reason(maker="net", score=round(score, 4))
    return Attribution(id=number, source=spans(0), cue=(where,), content=spans(1), reason=reason)


def _shifted(attribution: Attribution, by: int) -> Attribution:
    def moved(spans: Spans) -> Spans:
        return tuple(Span(span.start + by, span.end + by) for span in spans)

    return Attribution(
        id=attribution.id,
        source=moved(attribution.source),
        cue=moved(attribution.cue),
        content=moved(attribution.content),
        reason=attribution.reason,
    )


def _mentions(
    text: str, words: Spans, scores: list[tuple[Window, dict[str, Array]]], weights: Weights
) -> Iterator[Mention]:
    tagged = _tagged(words, scores, "names", weights)
    names = agree(text, [(_whole(text, words, span), label) for span, label in tagged])
    taken = bytearray(len(text))
    for span, label in names:
        taken[span.start : span.end] = b"\1" * len(span)
        yield Mention(span=span, kind=_NAME_KINDS.get(label, "other"), form="name", label=label)
    for span, label in _tagged(words, scores, "military", weights):
        if label in _WEAPONS and not any(taken[span.start : span.end]):
            yield Mention(span=span, kind="weapon", form="nominal", label=label)
    for span, label in _tagged(words, scores, "nominals", weights):
        head = words[words_in(words, span)[-1]]
        if not any(taken[head.start : head.end]):
            yield Mention(span=span, kind=label, form="nominal", label="nominal")  # type: ignore[arg-type]
    for word in words:
        written = word.of(text)
        kind = _PRONOUNS.get(written.lower())
        if kind and written != "US" and not any(taken[word.start : word.end]):
            yield Mention(span=word, kind=kind, form="pronoun")


def _whole(text: str, words: Spans, span: Span) -> Span:
    """The span without small words at its end: a name cut short there ends before them."""
    inside = words_in(words, span)
    last = inside[-1]
    while last > inside[0] and words[last].of(text) in _NO_LAST_WORD:
        last -= 1
    return Span(span.start, words[last].end)


def _tagged(
    words: Spans, scores: list[tuple[Window, dict[str, Array]]], head: str, weights: Weights
) -> Iterator[tuple[Span, str]]:
    """The spans of one tagging head with their kinds, each taken from the window that decides it."""
    kinds = weights.kinds[head]
    for window, rows in scores:
        for first, end, kind in spans_of(best_path(rows[head], weights.moves[head])):
            if window.core_start <= first + window.start < window.core_end:
                start = words[first + window.start].start
                yield Span(start, words[end + window.start - 1].end), kinds[kind]


def open_reader(folder: Path = FOLDER, *, threads: int = 1) -> Reader:
    """The reader with the shipped weights, ready to read.

    Raises:
        NetError: the weights are missing or altered.
    """
    weights = load_weights(folder)
    graphs = (weights.trunk, weights.encoder, weights.pair)
    trunk, encoder, pair = open_sessions(graphs, threads=threads)
    return Reader(weights, trunk, encoder, pair)
