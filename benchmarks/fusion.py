"""Votes and models of copying on the Book set and on planted copying: what each gets right.

python benchmarks/fusion.py FOLDER [--planted] [--overlap]

FOLDER holds book.txt and book_golden.txt (stores, books, author lists; 100 books with the right list). A list
is right where it has the same surnames as the gold list. How a store's string is cut into names decides as
much as the method: here the surname is what stands before the comma, a second comma ends what can be told,
and a tie of the vote is no answer.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from rashomon.names.folding import fold
from rashomon.survey.dependence import Report
from rashomon.survey.truth import accu, accu_copy, depen, vote

_SET_OFF = re.compile(r"\([^)]*\)")
# "Orm, AdaVask, Bo": two names run together.
_RUN_TOGETHER = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]+,)")
_BETWEEN = re.compile(r";|/|&|\band\b")


def surnames(text: str) -> tuple[str, ...]:
    """The surnames of a list of authors, folded and sorted."""
    found = []
    for chunk in _BETWEEN.split(_RUN_TOGETHER.sub(";", _SET_OFF.sub("", text))):
        parts = [part.strip(" .") for part in chunk.split(",") if part.strip(" .")]
        if len(parts) == 1 or (len(parts) == 2 and all(" " in part for part in parts)):
            found += [part.split()[-1] for part in parts]
        elif parts:
            found.append(parts[0])
    bare = (re.sub(r"[^a-z]", "", fold(name)) for name in found)
    return tuple(sorted(name for name in bare if name))


def read_book(folder: Path) -> tuple[list[Report], dict[str, str]]:
    """The reports (store, book, surnames), a store's last listing of a book, and the gold lists."""
    told: dict[tuple[str, str], str] = {}
    for line in (folder / "book.txt").read_text(encoding="utf-8", errors="replace").splitlines():
        store, book, _, authors = line.split("\t")
        names = surnames(authors)
        if names and "not available" not in authors.lower():
            told[store, book] = "|".join(names)
    gold = {}
    for line in (folder / "book_golden.txt").read_text(encoding="utf-8", errors="replace").splitlines():
        if line.strip():
            book, authors = line.split("\t")
            gold[book] = "|".join(surnames(authors))
    return [Report(store, book, names) for (store, book), names in told.items()], gold


def score_book(folder: Path) -> None:
    """Print how many of the gold lists each method gets right."""
    reports, gold = read_book(folder)
    stores, books = ({getattr(report, name) for report in reports} for name in ("source", "item"))
    print(f"listings {len(reports)}, stores {len(stores)}, books {len(books)}")
    told = {(item, value) for _, item, value in reports}
    print(f"any store right: {sum((book, names) in told for book, names in gold.items())} of {len(gold)}")
    choices = vote(reports)
    print(f"vote: {sum(choices[book] == names for book, names in gold.items())} of {len(gold)}")
    methods: tuple[tuple[str, Callable[[], object]], ...] = (
        ("ACCU", lambda: accu(reports)),
        ("votes less what is copied (origin-weighted, DEPEN, 1 round)", lambda: depen(reports, rounds=1)),
        ("DEPEN, 2 rounds", lambda: depen(reports)),
        ("DEPEN, 10 rounds", lambda: depen(reports, rounds=10)),
        ("ACCU-COPY, belief from shares, accuracies frozen", lambda: accu_copy(reports, rounds=5)),
    )
    for name, make in methods:
        start = time.perf_counter()
        found = make()
        right = sum(found.chosen(book) == names for book, names in gold.items())  # type: ignore[attr-defined]
        print(f"{name}: {right} of {len(gold)} in {time.perf_counter() - start:.1f} s")


def plant(seed: int, items: int = 300) -> tuple[list[Report], set[tuple[str, str]]]:
    """Ten sources right in .6 to .8, ten who copy the worst of them at rate .8; and the pairs that depend."""
    dice = random.Random(seed)
    accuracy = [dice.uniform(0.6, 0.8) for _ in range(10)]
    worst = min(range(10), key=accuracy.__getitem__)

    def draw(rate: float) -> str:
        return "right" if dice.random() < rate else f"wrong {dice.randrange(5)}"

    reports = []
    for item in range(items):
        values = [draw(rate) for rate in accuracy]
        values += [values[worst] if dice.random() < 0.8 else draw(0.7) for _ in range(10)]
        reports += [Report(f"s{n:02}", f"i{item:03}", value) for n, value in enumerate(values)]
    clique = sorted([f"s{worst:02}", *(f"s{n:02}" for n in range(10, 20))])
    return reports, set(combinations(clique, 2))


def score_planted(seeds: Sequence[int] = (0, 1, 2)) -> None:
    """Print how planted copying is seen through."""
    for seed in seeds:
        reports, meant = plant(seed)
        items = sorted({report.item for report in reports})
        plain, coins = vote(reports), accu(reports)
        found = accu_copy(reports)
        pairs = {pair for pair, chance in found.pairs.items() if chance > 0.5}
        both = len(pairs & meant)
        print(
            f"planted, seed {seed}: vote {share(plain[i] == 'right' for i in items):.2f},"
            f" ACCU {share(coins.chosen(i) == 'right' for i in items):.2f},"
            f" ACCU-COPY {share(found.chosen(i) == 'right' for i in items):.2f},"
            f" pairs precision {both / max(1, len(pairs)):.2f} recall {both / len(meant):.2f}"
        )


def score_overlap(seeds: Sequence[int] = range(10)) -> None:
    """Print how well a model knows who is right, by reports a claim (20 sources, 100 claims of yes or no)."""
    for many in (2, 3, 5, 8):
        known = []
        for seed in seeds:
            dice = random.Random(seed)
            accuracy = {f"s{n:02}": dice.uniform(0.5, 0.95) for n in range(20)}
            reports = [
                Report(source, f"i{item}", "yes" if dice.random() < accuracy[source] else "no")
                for item in range(100)
                for source in dice.sample(sorted(accuracy), many)
            ]
            found = accu(reports).accuracy
            names = sorted(found)
            known.append(np.corrcoef([accuracy[n] for n in names], [found[n] for n in names])[0, 1])
        print(f"{many} reports a claim: correlation of estimated and true accuracy {np.mean(known):.2f}")


def share(values: Iterator[bool]) -> float:
    """Share of true ones."""
    listed = list(values)
    return sum(listed) / len(listed)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--planted", action="store_true", help="planted copying, seeds 0 to 2")
    parser.add_argument("--overlap", action="store_true", help="how much overlap a model takes")
    options = parser.parse_args()
    score_book(options.folder)
    if options.planted:
        score_planted()
    if options.overlap:
        score_overlap()


if __name__ == "__main__":
    main()
