"""How often the act between two named actors gets its root code of PLOVER right, by words, and with the net.

PYTHONPATH=. python benchmarks/plover.py PLV_train.tsv [--errors N] [--most N]
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from training.layers import FOLDS, HELD_OUT

from rashomon.analyse.sentences import split_sentences
from rashomon.nets.deep import Pairs
from rashomon.nets.reader import Reader, open_reader
from rashomon.records import Article, Document, Event, Span
from rashomon.specify.coding import CODES, code_as_reported
from rashomon.specify.predicates import find_events


class Row(NamedTuple):
    """A sentence with source, target and root code."""

    text: str
    source: Span
    target: Span
    root: str


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a PLV file whose root is one of the fifteen and whose marks can be found."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            marked = row["marked_sentence"]
            text, marks = unmarked(marked)
            if row["gold_root"] in CODES and marks.keys() == {"s", "t"}:
                yield Row(text, marks["s"], marks["t"], row["gold_root"])


def unmarked(marked: str) -> tuple[str, dict[str, Span]]:
    """The text without <s></s><t></t> and where the two stand in it."""
    text, begun, marks = "", {}, {}
    at = 0
    while at < len(marked):
        for kind in "st":
            if marked.startswith(f"<{kind}>", at):
                begun[kind], at = len(text), at + 3
                break
            if marked.startswith(f"</{kind}>", at):
                marks[kind], at = Span(begun.get(kind, 0), len(text)), at + 4
                break
        else:
            text, at = text + marked[at], at + 1
    return text, marks


def read(reader: Reader, text: str) -> tuple[Document, Pairs]:
    """What the net reads in one sentence, and what it is asked about two places of it."""
    sentences = split_sentences(text)
    reading = reader.read(text, sentences)
    document = Document(
        article=Article(name="", text=text),
        sentences=sentences,
        tokens=reading.tokens,
        mentions=reading.mentions,
    )
    return document, reading.pairs


def root_between(document: Document, events: Sequence[Event], source: Span, target: Span) -> str | None:
    """The code of the event that joins the two best: source as agent, target among those acted on."""
    coded = [event for event in events if event.code]
    if not coded:
        return None
    best = max(
        coded, key=lambda event: (*closeness(document, event, source, target), event.code_score, -event.token)
    )
    return code_as_reported(best)


def closeness(document: Document, event: Event, source: Span, target: Span) -> tuple[int, int]:
    """How well an event joins the two, and how high in the tree it stands."""
    tokens = document.tokens
    acts = any(a.role == "agent" and tokens[a.head].span.overlaps(source) for a in event.arguments)
    acts = acts or any(a.role == "agent" and a.span.overlaps(source) for a in event.arguments)
    undergoes = any(a.role != "agent" and a.span.overlaps(target) for a in event.arguments)
    undergoes = undergoes or (acts and holds(document, event, target))
    depth, at = 0, event.token
    while tokens[at].head >= 0 and depth < 20:
        depth, at = depth + 1, tokens[at].head
    return 3 * acts + 2 * undergoes, -depth


def holds(document: Document, event: Event, target: Span) -> bool:
    """Whether the target hangs below the event in the tree."""
    for at, token in enumerate(document.tokens):
        if token.span.overlaps(target):
            here, steps = at, 0
            while here >= 0 and steps < 40:
                if here == event.token:
                    return True
                here, steps = document.tokens[here].head, steps + 1
    return False


def main() -> None:
    """Print accuracy, the share left without a code, and the macro-F1 of the roots."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--most", type=int, default=10_000)
    options = parser.parse_args()
    reader = open_reader()
    began = time.perf_counter()
    rows = list(read_rows(options.path))[: options.most]
    readings = [read(reader, row.text) for row in rows]
    read_ones = [(row, document) for row, (document, _) in zip(rows, readings, strict=True)]
    voices = [pairs for _, pairs in readings]
    print(f"reading: {time.perf_counter() - began:.0f} s")
    score(read_ones, options.errors)
    kept = zip(read_ones, voices, strict=True)
    both = Counter(
        (row.root, judged(row, document, pairs)) for (row, document), pairs in list(kept)[HELD_OUT::FOLDS]
    )
    print(
        f"with the net, on each {FOLDS}th sentence (kept from the net, not from those who wrote the lexicon):"
    )
    print_scores(both)


WORDS_WEIGH = 0.5
"""What the words' code counts beside the net's probabilities."""


def judged(row: Row, document: Document, pairs: Pairs) -> str:
    """The code of words and net together, source and target given."""
    shares = pairs.code(row.source, row.target)
    by_words = root_between(document, find_events(document), row.source, row.target)
    if by_words:
        shares[by_words] += WORDS_WEIGH
    return max(shares, key=shares.__getitem__)


def score(read_ones: Sequence[tuple[Row, Document]], errors: int) -> None:
    """Print the figures of some rows already read."""
    table: Counter[tuple[str, str | None]] = Counter()
    for row, document in read_ones:
        events = find_events(document)
        found = root_between(document, events, row.source, row.target)
        table[row.root, found] += 1
        if found != row.root and errors > 0:
            errors -= 1
            print(f"  {row.root} not {found}:", row.source.of(row.text), "|", row.target.of(row.text))
            print(f"    {row.text}")
    print_scores(table)


def print_scores(table: Counter[tuple[str, str | None]]) -> None:
    """F1 of each root, their mean, accuracy and the share without a code."""
    f1s = []
    for code in CODES:
        right = table[code, code]
        meant = sum(n for (gold, _), n in table.items() if gold == code)
        found = sum(n for (_, given), n in table.items() if given == code)
        if meant:
            f1s.append(2 * right / (meant + found))
            print(f"{code}: n {meant} found {found} right {right} F1 {f1s[-1]:.1%}")
    total = table.total()
    print(f"without a code: {sum(n for (_, given), n in table.items() if given is None) / total:.1%}")
    print(f"accuracy: {sum(n for (gold, given), n in table.items() if gold == given) / total:.1%}")
    print(f"root macro-F1: {sum(f1s) / len(f1s):.1%}")


if __name__ == "__main__":
    main()
