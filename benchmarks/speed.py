"""Words a second on one core of `rashomon read` and `annotate`, beside the bare net on the same text.

usage: python benchmarks/speed.py ARTICLES.csv

Each is measured in a process of its own that is bound to one core: the peak of memory is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path


def main() -> None:
    """Prints words/s and peak memory of each, and how much of the net's speed is left."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=Path, help="a CSV with one article a row")
    parser.add_argument("--measure", choices=sorted(MEASURED), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(_measured(MEASURED[options.measure], options.articles)))
        return
    results = {}
    for name in ("annotate", "read", "net"):
        command = [sys.executable, __file__, str(options.articles), "--measure", name]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        results[name] = result = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{name:8s} {result['words']:9,d} words in {result['seconds']:6.1f} s"
            f" = {result['words'] / result['seconds']:7,.0f} words/s, peak {result['megabytes']:5.0f} MB"
        )
    speed = {name: result["words"] / result["seconds"] for name, result in results.items()}
    for name in ("annotate", "read"):
        print(f"{name} reaches {100 * speed[name] / speed['net']:.0f} % of the bare net")


def _measured(work: Callable[[Path], tuple[int, float]], articles: Path) -> dict[str, float]:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    words, seconds = work(articles)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return {"words": words, "seconds": seconds, "megabytes": peak}


def _texts(articles: Path) -> list[str]:
    from rashomon.acquire.articles import read_articles
    from rashomon.records import Article

    return [item.text for item in read_articles([str(articles)]) if isinstance(item, Article)]


def _count_words(texts: list[str]) -> int:
    """Words as a person counts them: what stands between white space."""
    return sum(len(text.split()) for text in texts)


def read(articles: Path) -> tuple[int, float]:
    """Words read into a new case, and the seconds it took from the open case to the last commit."""
    import rashomon

    with tempfile.TemporaryDirectory() as folder, rashomon.open_case(Path(folder) / "speed.case") as case:
        start = time.perf_counter()
        case.read([str(articles)])
        seconds = time.perf_counter() - start
    return _count_words(_texts(articles)), seconds


def annotate(articles: Path) -> tuple[int, float]:
    """Words of which everything was read and written as JSON, and the seconds from opening the net on."""
    import rashomon

    texts = _texts(articles)
    start = time.perf_counter()
    for annotation in rashomon.annotate_many(texts):
        json.dumps(annotation.to_dict(), ensure_ascii=False)
    return _count_words(texts), time.perf_counter() - start


def net(articles: Path) -> tuple[int, float]:
    """Words that went through tokenizer and net, nothing made of its scores, and the seconds it took."""
    from rashomon.nets.reader import open_reader

    texts = _texts(articles)
    start = time.perf_counter()
    reader = open_reader()
    for text in texts:
        reader.run(text)
    return _count_words(texts), time.perf_counter() - start


MEASURED: dict[str, Callable[[Path], tuple[int, float]]] = {"annotate": annotate, "net": net, "read": read}

if __name__ == "__main__":
    main()
