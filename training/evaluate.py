"""Measure the reader on the held-out samples: ``python -m training.evaluate DATA [FOLDER]``.

Entities are right where both ends and the class are (the exact F1 of CoNLL-2003). Attributions
are scored from outside, on what ``rashomon annotate`` prints.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rashomon.nets.reader import Reader, open_reader
from rashomon.nets.weights import FOLDER
from training.layers import dev_sets
from training.samples import Labelled, Sample

LAYERS = {"newswire": "names", "gum": "nominals", "re3d": "military"}


def outermost(marks: Iterable[Labelled]) -> set[Labelled]:
    """The marks that lie in no longer one: a flat reader can find no others."""
    kept: list[Labelled] = []
    for mark in sorted(marks, key=lambda m: (m[0] - m[1], m)):
        if not any(mark[0] < other[1] and other[0] < mark[1] for other in kept):
            kept.append(mark)
    return set(kept)


def score(samples: Iterable[Sample], layer: str, reader: Reader) -> dict[str, tuple[int, int, int]]:
    """(right, found, marked) by class, and for all under ``"all"``."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for sample in samples:
        gold = outermost(getattr(sample, layer) or ())
        ours = {(span.start, span.end, label) for span, label in reader.tag(sample.text, layer)}
        for table, marks in ((right, gold & ours), (found, ours), (marked, gold)):
            table.update(label for *_, label in marks)
            table["all"] += len(marks)
    return {kind: (right[kind], found[kind], marked[kind]) for kind in sorted(marked)}


def main() -> None:
    """Parse the command line and print a line a class."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    arguments = parser.parse_args()
    reader = open_reader(arguments.folder)
    sets = dev_sets(arguments.data)
    for name, layer in LAYERS.items():
        for kind, (right, found, marked) in score(sets[name], layer, reader).items():
            precision, recall = right / max(1, found), right / max(1, marked)
            f1 = 2 * right / max(1, found + marked)
            print(f"{name:9} {kind:18} P {precision:6.1%}  R {recall:6.1%}  F1 {f1:6.1%}  of {marked}")


if __name__ == "__main__":
    main()
