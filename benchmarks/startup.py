"""Seconds from pressing return to the first answer of `rashomon annotate` on a small file, and of `--help`.

usage: python benchmarks/startup.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ARTICLE = """The dam at Sollum has fallen, Colonel Ada Orm said on Monday.
"Nobody was hurt," she added. The Gull newspaper denied the report.
"""
RUNS = 5


def seconds(arguments: list[str]) -> list[float]:
    """The wall time of each of several runs; the first reads the files from disk, the others from memory."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(arguments, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return times


def main() -> None:
    """Prints one line a command."""
    command = str(Path(sys.executable).with_name("rashomon"))
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "article.txt"
        article.write_text(ARTICLE, encoding="utf-8")
        for name, arguments in (
            ("rashomon --help", [command, "--help"]),
            ("rashomon annotate FILE", [command, "annotate", str(article)]),
        ):
            times = seconds(arguments)
            median = statistics.median(times)
            print(f"{name:24s} first {times[0]:.2f} s, median of {RUNS} {median:.2f} s")


if __name__ == "__main__":
    main()
