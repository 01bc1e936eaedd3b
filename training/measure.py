"""Measure the second reading on held-out parts: ``python -m training.measure DATA [--only HEAD...]``.

One line a figure. Everything is read by the shipped reader (int8), from raw text.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from rashomon.analyse.sentences import split_paragraphs, split_sentences
from rashomon.nets.reader import Reader, Reading, open_reader
from rashomon.nets.weights import FOLDER
from rashomon.records import Span, Spans, Token
from training.judgements import (
    FACTUALITY,
    PLOVER,
    SENTIMENTS,
    join,
    read_factuality,
    read_negation,
)
from training.layers import coded_sentences, fresh_sentiment
from training.noisy_trees import noisy_trees
from training.samples import Sample, Tree
from training.treebanks import read_trees

Line = tuple[str, float]


def _read(reader: Reader, text: str, *, lines: bool = False) -> Reading:
    """``lines`` makes every line one sentence, as in samples of single sentences."""
    if lines:
        ends = [i for i, sign in enumerate(text) if sign == "\n"]
        sentences: Spans = tuple(
            Span(a, b) for a, b in zip([0, *(e + 1 for e in ends)], ends, strict=False) if b > a
        )
    else:
        sentences = split_sentences(text, split_paragraphs(text))
    return reader.read(text, sentences)


def trees(reader: Reader, data: Path) -> Iterator[Line]:
    """EWT's dev part from raw text: F1 of tokens, UPOS, lemmas, UAS, LAS as in the CoNLL 2018 shared task."""
    yield from _trees(reader, read_trees(data / "ud_english_ewt" / "en_ewt-ud-dev.conllu"), "EWT dev")


def noise(reader: Reader, data: Path) -> Iterator[Line]:
    """The same with three in five articles lost, and in three texts of ten all capitals."""
    plain = read_trees(data / "ud_english_ewt" / "en_ewt-ud-dev.conllu")
    yield from _trees(reader, list(noisy_trees(plain)), "EWT dev with noise")


def _trees(reader: Reader, some: Sequence[Tree], title: str) -> Iterator[Line]:
    right: Counter[str] = Counter()
    gold = ours = 0
    for tree in some:
        tokens = _read(reader, tree.text).tokens
        gold, ours = gold + len(tree.tokens), ours + len(tokens)
        right.update(_compared(tree, tokens))
    for name in ("token", "upos", "xpos", "lemma", "uas", "las"):
        yield f"{title}, {name} F1", 200 * right[name] / (gold + ours)


def _compared(tree: Tree, tokens: Sequence[Token]) -> Iterator[str]:
    at = {(token.span.start, token.span.end): token for token in tokens}
    for token in tree.tokens:
        mine = at.get(token.span)
        if mine is None:
            continue
        yield "token"
        yield from (name for name in ("upos", "xpos", "lemma") if getattr(mine, name) == getattr(token, name))
        head = tree.tokens[token.head]
        same = (
            mine.head < 0
            if head is token
            else mine.head >= 0 and ((tokens[mine.head].span.start, tokens[mine.head].span.end) == head.span)
        )
        if same:
            yield "uas"
            if mine.deprel == token.deprel:
                yield "las"


def factuality(reader: Reader, data: Path) -> Iterator[Line]:
    """UDS-IH2's dev part: Pearson's r and mean absolute error, given which words are events."""
    pairs: list[tuple[float, float]] = []
    for sample in join("sure", read_factuality(data / FACTUALITY / "UDS_IH2" / "dev.jsonl"), ["judged"]):
        tokens = _read(reader, sample.text, lines=True).tokens
        for mark in sample.judged or ():
            hits = [t for t in tokens if t.span.start < mark.span[1] and mark.span[0] < t.span.end]
            pairs.append((mark.value, hits[0].factuality if hits else 0.0))
    gold, ours = np.array(pairs).T
    yield "UDS-IH2 dev, Pearson r", 100 * float(np.corrcoef(gold, ours)[0, 1])
    yield "UDS-IH2 dev, mean absolute error", float(np.abs(gold - ours).mean())
    for low, high in ((-3, -1), (-1, 1), (1, 3.1)):
        part = (gold >= low) & (gold < high)
        yield f"  of it marked {low} to {high:.0f}, n = {part.sum()}", float(np.abs(gold - ours)[part].mean())


def negation(reader: Reader, data: Path) -> Iterator[Line]:
    """CD-SCO's dev part: F1 of denying words; of an affix its word must be found."""
    right = found = marked = 0
    scope: Counter[str] = Counter()
    for sample in join("negation", read_negation(data / "negation_cdsco/dev/sherlock_dev.txt"), ["negation"]):
        tokens = _read(reader, sample.text, lines=True).tokens
        gold = {(a, b) for a, b, _ in sample.negation or ()}
        ours = {(t.span.start, t.span.end) for t in tokens if t.negation in ("cue", "affix")}
        ours = {
            next((g for g in gold if (g[0] <= a and b <= g[1]) or (a <= g[0] and g[1] <= b)), (a, b))
            for a, b in ours
        }
        right, found, marked = right + len(gold & ours), found + len(ours), marked + len(gold)
        inside = [any(a <= t.span.start < b for a, b, _ in sample.scope or ()) for t in tokens]
        for token, is_in in zip(tokens, inside, strict=True):
            mine = token.negation == "scope"
            if token.upos != "PUNCT" and token.negation in ("", "scope"):
                scope.update(["right"] * (mine and is_in) + ["found"] * mine + ["marked"] * is_in)
    yield "CD-SCO dev, cue F1", 200 * right / (found + marked)
    yield "CD-SCO dev, words in scope F1", 200 * scope["right"] / (scope["found"] + scope["marked"])


def sentiment(reader: Reader, data: Path) -> Iterator[Line]:
    """Directed sentiment's valid part without what repeats its train part: macro-F1 of five classes."""
    yield from _classes(
        reader,
        join("s", fresh_sentiment(data), ["related"]),
        "sentiment",
        SENTIMENTS,
        "directed sentiment valid",
    )


def plover(reader: Reader, data: Path) -> Iterator[Line]:
    """PLV: macro-F1 of the root codes on the sentences kept back, source and target given."""
    held = coded_sentences(data, held_out=True)
    yield from _classes(reader, join("p", held, ["related"]), "plover", PLOVER, "PLV held-out fifth")


def _classes(
    reader: Reader, samples: Sequence[Sample], task: str, names: Sequence[str], title: str
) -> Iterator[Line]:
    gold: list[int] = []
    ours: list[int] = []
    sure: list[float] = []
    for sample in samples:
        pairs = _read(reader, sample.text, lines=True).pairs
        related = sample.related or ()
        scores = pairs.relate(task, [(Span(*r.first), Span(*r.second)) for r in related])
        gold.extend(r.label for r in related)
        ours.extend(scores.argmax(axis=1).tolist())
        sure.extend(scores.max(axis=1).tolist())
    f1 = []
    for label, name in enumerate(names):
        right = sum(g == o == label for g, o in zip(gold, ours, strict=True))
        f1.append(200 * right / max(1, gold.count(label) + ours.count(label)))
        yield f"  {name}, n = {gold.count(label)}", f1[-1]
    yield f"{title}, macro-F1", sum(f1) / len(f1)
    yield f"{title}, accuracy", 100 * sum(g == o for g, o in zip(gold, ours, strict=True)) / len(gold)
    yield (
        f"{title}, calibration error",
        100 * calibration(sure, [g == o for g, o in zip(gold, ours, strict=True)]),
    )


def calibration(sure: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015): the mean gap of confidence and accuracy, by tenths.

    >>> calibration([0.9, 0.9], [True, False])
    0.4
    """
    gap = 0.0
    for low in range(bins):
        inside = [i for i, s in enumerate(sure) if low <= s * bins < low + 1 or (low == bins - 1 and s >= 1)]
        if inside:
            gap += abs(sum(sure[i] for i in inside) - sum(right[i] for i in inside))
    return round(gap / max(1, len(sure)), 6)


MEASURES: dict[str, Callable[[Reader, Path], Iterator[Line]]] = {
    "trees": trees,
    "noise": noise,
    "factuality": factuality,
    "negation": negation,
    "sentiment": sentiment,
    "plover": plover,
}


def main() -> None:
    """Parse the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--only", nargs="+", choices=list(MEASURES), default=list(MEASURES))
    arguments = parser.parse_args()
    reader = open_reader(arguments.folder)
    for name in arguments.only:
        for title, value in MEASURES[name](reader, arguments.data):
            print(f"{title:52} {value:7.2f}")


if __name__ == "__main__":
    main()
