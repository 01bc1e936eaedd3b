"""The second reading, decoded: tokens with trees and lemmas, and what holds between pairs.

Everything is computed from one vector a word that the one pass of the net gave; what needs two words
at once (an arc, a pair of actors, a pronoun and a name) is a small product of two such vectors.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rashomon.nets.decode import Array, best_path, spans_of
from rashomon.nets.denying import denies_by_form
from rashomon.nets.lemmas import apply_script
from rashomon.nets.trees import tree_heads
from rashomon.nets.units import split_units, unit_words
from rashomon.records import Span, Spans, Token
from rashomon.text import words_in

CHOICES = ("upos", "xpos", "lemma", "join")
"""What the net decides for each unit by itself, in the order of the columns of its output."""
UNIT_VECTORS = (
    "arc_dependent",
    "arc_head",
    "arc_root",
    "rel_dependent",
    "rel_head",
    "sure",
    "event",
    "choices",
)
PAIR_VECTORS = ("holder", "target", "between", "around")
CHAIN_VECTORS = ("anaphor", "antecedent")
_GAPS = np.array([1, 2, 3, 4, 5, 8, 12, 20, 40])
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Pairs:
    """Asks the net what holds between two stretches of the text that was read."""

    words: Spans
    sentences: Spans
    vectors: Mapping[str, Array]
    tables: Mapping[str, Array]
    tasks: Mapping[str, Sequence[str]]
    """The classes of each task, in the order of its probabilities."""

    def relate(self, task: str, pairs: Sequence[tuple[Span, Span]]) -> Array:
        """Probabilities [pairs, classes] of ``task`` ("sentiment" or "plover") from the first to the second.

        The net learnt it from two actors of one sentence.
        """
        weight, bias = self.tables[f"{task}_weight"], self.tables[f"{task}_bias"]
        if not pairs:
            return np.zeros((0, len(bias)), np.float32)
        return _softmax(_gelu(self._meet(pairs)) @ weight.T + bias)

    def code(self, agent: Span, patient: Span) -> dict[str, float]:
        """The probability of each PLOVER root code for what ``agent`` does to ``patient``."""
        (scores,) = self.relate("plover", [(agent, patient)])
        return dict(zip(self.tasks["plover"], scores.tolist(), strict=True))

    def sentiment(self, pairs: Sequence[tuple[Span, Span]]) -> list[list[float]]:
        """For each pair the probabilities of neutral, positive, positive back, negative, negative back."""
        found: list[list[float]] = self.relate("sentiment", pairs).tolist()
        return found

    def _meet(self, pairs: Sequence[tuple[Span, Span]]) -> Array:
        """One row a pair: both actors, what stands between them, and what stands around them."""
        reaches = [self._reach(min(a.start, b.start), max(a.end, b.end)) for a, b in pairs]
        asked = {*reaches, *(span for pair in pairs for span in pair)}
        words = {span: words_in(self.words, span) for span in asked}
        first, second = [words[span] for span, _ in pairs], [words[span] for _, span in pairs]
        between = []
        for a, b in zip(first, second, strict=True):
            left, right = min(a.stop, b.stop), max(a.start, b.start)
            between.append(range(left - 1, max(left, right + 1)))
        found: Array = _mean(self.vectors["holder"], first) + _mean(self.vectors["target"], second)
        found += _over(np.maximum, self.vectors["between"], between)
        found += _over(np.maximum, self.vectors["around"], [words[span] for span in reaches])
        return found

    def _reach(self, start: int, end: int) -> Span:
        """From the start of the first sentence that holds the stretch to the end of the last."""
        low = bisect_right(self.sentences, start, key=lambda sentence: sentence.start) - 1
        high = bisect_left(self.sentences, end, key=lambda sentence: sentence.end)
        if low < 0 or high >= len(self.sentences):
            return Span(start, end)
        return Span(min(start, self.sentences[low].start), max(end, self.sentences[high].end))

    def corefer(self, places: Sequence[Span], keys: Sequence[int]) -> Array:
        """Log-probabilities [mentions, 1 + mentions]: of no antecedent, then of each mention before.

        ``places`` are the mentions' head words in the order of the text; ``keys`` are equal where the
        heads' lemmas are (Lee et al. 2017, with vectors of one word).
        """
        count = len(places)
        rows = [words_in(self.words, place).start for place in places]
        anaphor, antecedent = (self.vectors[name][rows] for name in CHAIN_VECTORS)
        order, key = np.arange(count), np.array(keys)
        scores = np.full((count, 1 + count), _NEVER, np.float32)
        scores[:, 0] = _gelu(anaphor) @ self.tables["first_weight"][0] + self.tables["first_bias"][0]
        for row in range(1, count):
            gaps = np.searchsorted(_GAPS, row - order[:row], side="right")
            match = (key[:row] == key[row]).astype(int)
            meet = anaphor[row] + antecedent[:row] + self.tables["gap"][gaps] + self.tables["match"][match]
            scores[row, 1 : row + 1] = (
                _gelu(meet) @ self.tables["same_weight"][0] + self.tables["same_bias"][0]
            )
        highest = scores.max(axis=1, keepdims=True)
        found: Array = scores - highest - np.log(np.exp(scores - highest).sum(axis=1, keepdims=True))
        return found


def _mean(rows: Array, stretches: Sequence[range]) -> Array:
    sizes = np.array([len(stretch) for stretch in stretches], np.float32)
    found: Array = _over(np.add, rows, stretches) / sizes[:, None]
    return found


def _over(ufunc: np.ufunc, rows: Array, stretches: Sequence[range]) -> Array:
    """``ufunc`` over the rows of each stretch, none of them empty.

    >>> _over(np.add, np.ones((4, 1), np.float32), [range(0, 2), range(1, 4)]).tolist()
    [[2.0], [3.0]]
    """
    low = min(stretch.start for stretch in stretches)
    high = max(stretch.stop for stretch in stretches)
    edges = np.array([(stretch.start, stretch.stop) for stretch in stretches]).ravel() - low
    # One row more, since an edge may stand behind the last; what is between two stretches is left out.
    padded = np.concatenate([rows[low:high], rows[:1]])
    found: Array = ufunc.reduceat(padded, edges, axis=0)[::2]
    return found


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of the unit heads, in the order of their labels."""

    upos: Sequence[str]
    xpos: Sequence[str]
    lemma: Sequence[str]
    deprel: Sequence[str]


def read_tokens(
    text: str,
    words: Spans,
    sentences: Spans,
    vectors: Mapping[str, Array],
    tables: Mapping[str, Array],
    classes: Classes,
) -> tuple[Token, ...]:
    """The tokens of ``text``, each sentence a tree; ``vectors`` has a row for every word.

    A sign that no sentence covers counts to the sentence before it.
    """
    if not words:
        return ()
    units = split_units(text)
    rows = np.array(unit_words(units, words))
    choices = vectors["choices"][rows]
    starts = [sentence.start for sentence in sentences]
    number = [max(0, bisect_right(starts, unit.start) - 1) for unit in units]
    first = _first_units(units, number, choices[:, CHOICES.index("join")])
    ends = [*first[1:], len(units)]
    of = rows[first]
    numbers = [number[i] for i in first]
    heads = _heads(of, numbers, vectors)
    relations = _relations(of, heads, vectors, tables)
    event = vectors["event"][of, 0].tolist()
    sure = np.clip(vectors["sure"][of, 0].astype(np.float64), -3.0, 3.0).tolist()
    negated = vectors["negated"][of].tolist()
    chosen = choices[first].tolist()
    found = []
    for index, (low, high) in enumerate(zip(first, ends, strict=True)):
        span = Span(units[low].start, units[high - 1].end)
        upos, xpos, lemma, _ = chosen[index]
        token = Token(
            span=span,
            upos=classes.upos[upos],
            xpos=classes.xpos[xpos],
            lemma=apply_script(classes.lemma[lemma], span.of(text)),
            head=heads[index],
            deprel="root" if heads[index] < 0 else classes.deprel[relations[index]],
            sentence=numbers[index],
            is_event=round(event[index], 3),
            factuality=round(sure[index], 2),
            negation=denies_by_form(span.of(text), classes.upos[upos])
            or _negation(text, span, negated[index]),
        )
        found.append(token)
    return tuple(found)


def _negation(text: str, span: Span, number: int) -> Literal["", "cue", "affix", "scope"]:
    """The mark of the token; in "didn't" the denying word is the contraction, not the verb before it."""
    mark = _NEGATIONS[number]
    return "" if mark == "cue" and text[span.end : span.end + 3].lower() in _CONTRACTED else mark


_NEGATIONS: tuple[Literal["", "cue", "affix", "scope"], ...] = ("", "cue", "affix", "scope")
_CONTRACTED = ("n't", "n’t")


def negated_words(negation: Array, scope: Array, moves: Mapping[str, Array]) -> NDArray[np.int64]:
    """For every word: 0 none, 1 a denying word, 2 a word with a denying part, 3 a word denied."""
    found = np.zeros(len(negation), np.int64)
    for start, end, _ in spans_of(best_path(scope, moves["scope"])):
        found[start:end] = 3
    for start, end, kind in spans_of(best_path(negation, moves["negation"])):
        found[start:end] = 1 + kind
    return found


def _first_units(units: Spans, sentences: Sequence[int], joined: Array) -> list[int]:
    """The units that begin a token: not joined, or with a gap or a sentence's end before them."""
    return [
        i
        for i, unit in enumerate(units)
        if i == 0 or not joined[i] or units[i - 1].end != unit.start or sentences[i - 1] != sentences[i]
    ]


def _heads(rows: NDArray[np.int64], sentences: Sequence[int], vectors: Mapping[str, Array]) -> list[int]:
    dependent, head = vectors["arc_dependent"][rows], vectors["arc_head"][rows]
    root = vectors["arc_root"][rows, 0]
    found: list[int] = []
    for low, high in _stretches(sentences):
        arcs = dependent[low:high] @ head[low:high].T
        np.fill_diagonal(arcs, root[low:high])
        found.extend(h + low if h >= 0 else -1 for h in tree_heads(arcs))
    return found


_LONGEST = 250
"""Tokens of a sentence that are made one tree; a longer one (a table, a list) is cut."""


def _stretches(sentences: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(sentences) + 1):
        if index == len(sentences) or sentences[index] != sentences[start] or index - start == _LONGEST:
            yield start, index
            start = index


def _relations(
    rows: NDArray[np.int64], heads: Sequence[int], vectors: Mapping[str, Array], tables: Mapping[str, Array]
) -> list[int]:
    to = np.array([i if head < 0 else head for i, head in enumerate(heads)])
    meet = vectors["rel_dependent"][rows] + vectors["rel_head"][rows[to]]
    scores = _gelu(meet) @ tables["rel_weight"].T + tables["rel_bias"]
    scores[:, tables["rel_root"]] = _NEVER
    found: list[int] = scores.argmax(axis=1).tolist()
    return found


def _gelu(x: Array) -> Array:
    """Gaussian error linear unit in its tanh form (Hendrycks & Gimpel 2016)."""
    found: Array = 0.044715 * x
    found *= x
    found *= x
    found += x
    found *= 0.7978845608
    np.tanh(found, out=found)
    found += 1
    found *= 0.5 * x
    return found


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found: Array = raised / raised.sum(axis=-1, keepdims=True)
    return found
