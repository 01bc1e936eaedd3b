"""The figures of structural balance on networks of the signnet package.

python benchmarks/balance.py FOLDER [--shuffles N]

FOLDER has tribes.csv (source, target, sign). Expected: triangles .8676471, walk .3575761, frustration 7
proved, sign shuffles near 14.64 with a standard deviation of 1.31.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import time
from pathlib import Path

from rashomon.survey.balance import balanced_triangles, shuffled_frustrations, split_in_two, walk_balance


def read_signs(path: Path) -> dict[tuple[str, str], int]:
    """The edges of a file, each once, the lower name first."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["source"], row["target"], int(row["sign"])) for row in csv.DictReader(file)]
    return {(min(a, b), max(a, b)): sign for a, b, sign in rows}


def main() -> None:
    """Prints one figure a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shuffles", type=int, default=300)
    arguments = parser.parse_args()
    for path in sorted(arguments.folder.glob("*.csv")):
        signs = read_signs(path)
        print(f"{path.stem} edges {len(signs)}, of them negative {sum(sign < 0 for sign in signs.values())}")
        print(f"{path.stem} balanced triangles {balanced_triangles(signs):.7f}")
        print(f"{path.stem} walk balance {walk_balance(signs):.7f}")
        start = time.perf_counter()
        split = split_in_two(signs)
        proved = "proved" if split.is_proved else "not proved"
        print(
            f"{path.stem} frustration {len(split.frustrated)} {proved} in {time.perf_counter() - start:.3f} s"
        )
        drawn = shuffled_frustrations(signs, shuffles=arguments.shuffles, seed=0)
        mean, deviation = statistics.mean(drawn), statistics.stdev(drawn)
        print(f"{path.stem} with {len(drawn)} shuffles mean {mean:.2f} sd {deviation:.2f}")


if __name__ == "__main__":
    main()
