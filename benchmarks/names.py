"""Measures the likeness of names on a file of Latin spellings and their originals.

Each line holds a Latin form, a TAB, the letters of the original apart by blanks, a TAB, a count.
Two Latin forms with one original are the same name; two near Latin forms that never share an
original are not. Half of the originals (by a hash) tunes the weights and the threshold, the
other half measures them.

    python benchmarks/names.py wd_arabic_80 wd_russian_80 [--fit]
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np

from rashomon.names.folding import coarse_skeleton, fold
from rashomon.names.likeness import SAME_SPELLING, likeness, likeness_features, shared_consonants

ALIGNED = 0.4
"""Two forms of one original that share fewer consonants were misaligned in the set ("marie", "burgundy")."""

Pair = tuple[str, str]


def bucket(text: str, parts: int, salt: str = "") -> int:
    """A stable number from 0 to ``parts`` - 1 for a text."""
    return int(hashlib.sha256((salt + text).encode()).hexdigest(), 16) % parts


def read_forms(path: Path) -> dict[str, set[str]]:
    """The folded Latin forms of each original."""
    forms: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        latin, original, _ = line.split("\t")
        if len(fold(latin)) > 2:
            forms[original].add(fold(latin))
    return forms


def make_pairs(forms: dict[str, set[str]], half: int) -> tuple[list[Pair], list[Pair]]:
    """The same and the different pairs of one half of the originals."""
    chosen = {original: latin for original, latin in sorted(forms.items()) if bucket(original, 2) == half}
    same = {pair for latin in chosen.values() for pair in itertools.combinations(sorted(latin), 2)}
    same = {pair for pair in same if shared_consonants(*pair) >= ALIGNED}
    linked = {pair for latin in forms.values() for pair in itertools.permutations(sorted(latin), 2)}
    different = set()
    for block in (coarse_skeleton, lambda form: form[:4], lambda form: form[-5:]):
        found = near_pairs({form for latin in chosen.values() for form in latin}, block)
        ranked = sorted(found - linked, key=lambda pair: bucket("|".join(pair), 10**12))
        different |= set(ranked[: len(same) // 3])
    return sorted(same), sorted(different)


def near_pairs(forms: set[str], block: Callable[[str], str]) -> set[Pair]:
    """Pairs of forms that fall into one block (of each block, its first forty)."""
    rows: dict[str, list[str]] = defaultdict(list)
    for form in sorted(forms):
        rows[block(form)].append(form)
    return {pair for row in rows.values() for pair in itertools.combinations(row[:40], 2)}


def measure(same: list[Pair], different: list[Pair], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent."""
    hits = sum(likeness(*pair) >= threshold for pair in same)
    wrong = sum(likeness(*pair) >= threshold for pair in different)
    precision = 100 * hits / max(1, hits + wrong)
    recall = 100 * hits / max(1, len(same))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def fit(same: list[Pair], different: list[Pair]) -> list[float]:
    """Logistic weights, intercept first (Newton steps with a little ridge)."""
    rows = np.array([(1.0, *likeness_features(*pair)) for pair in same + different])
    target = np.array([1.0] * len(same) + [0.0] * len(different))
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        guess = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (target - guess) - 0.1 * weights
        bend = (rows * (guess * (1 - guess))[:, None]).T @ rows + 0.1 * np.eye(rows.shape[1])
        weights += np.linalg.solve(bend, slope)
    return [round(float(w), 2) for w in weights]


def main() -> None:
    """Prints one line for each file; with --fit the weights fitted on all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--fit", action="store_true", help="print weights fitted on the tuning halves")
    options = parser.parse_args()
    tuning: tuple[list[Pair], list[Pair]] = ([], [])
    print(f"{'file':<20}{'pairs':>8}{'threshold':>11}{'precision':>11}{'recall':>11}{'F1':>11}")
    for path in options.paths:
        forms = read_forms(path)
        if options.fit:
            same, different = make_pairs(forms, 0)
            tuning = (tuning[0] + same, tuning[1] + different)
        same, different = make_pairs(forms, 1)
        for threshold in (SAME_SPELLING, 0.8):
            scores = measure(same, different, threshold)
            row = "".join(f"{score:>11.1f}" for score in scores)
            print(f"{path.name:<20}{2 * len(same):>8}{threshold:>11.2f}{row}")
    if options.fit:
        print("weights:", fit(*tuning))


if __name__ == "__main__":
    main()
