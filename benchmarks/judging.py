"""Processor seconds and memory of each step of the survey, for cases ten and a hundred times as large.

usage: python benchmarks/judging.py CASE [--times 10 100] [--seed 0]

The larger cases are varied from CASE (`varied_ledgers.py`). Each is measured in a process of its own that is
bound to one core. A step is a function that `rashomon.survey.survey` calls.
"""

from __future__ import annotations

import argparse
import inspect
import json
import math
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

MOST = 12.0
"""The growth of a step's time at most asked, where the case grows tenfold."""
# Below it the growth of a step says more of the machine than of the step.
_LEAST_SECONDS = 0.05


def main() -> None:
    """Prints the steps of each size, then by how much each grows where the case grows tenfold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("case", type=Path, help="a case that has been read")
    parser.add_argument("--times", type=int, nargs="*", default=[10, 100], help="sizes beside the case's own")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.case, options.measure, options.seed)))
        return
    sizes = sorted({1, *options.times})
    results = []
    for size in sizes:
        command = [sys.executable, __file__, str(options.case), "--measure", str(size)]
        command += ["--seed", str(options.seed)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        results.append(json.loads(done.stdout.splitlines()[-1]))
        print("\n".join(show(size, results[-1])), flush=True)
    for step in results[-1]["seconds"]:
        print(show_growth(step, sizes, [result["seconds"].get(step, 0.0) for result in results]))


def show(size: int, result: dict[str, Any]) -> list[str]:
    """The lines of one size."""
    head = f"x{size}: {result['articles']:,d} articles, {result['claims']:,d} claims"
    lines = [
        f"{head}, {what:24s} {result['seconds'][what]:9.2f} s {result['found'].get(what, ''):>9}"
        for what in result["seconds"]
    ]
    memory = f"memory: ledger {result['ledger']:.0f} MB, peak {result['peak']:.0f} MB"
    return [*lines, f"{head}, {memory}"]


def show_growth(step: str, sizes: Sequence[int], seconds: Sequence[float]) -> str:
    """One line: by how much a step grew from size to size, each brought to a tenfold one."""
    cells = []
    for number in range(1, len(sizes)):
        before, after = seconds[number - 1 : number + 1]
        if before < _LEAST_SECONDS:
            cells.append(f"x{sizes[number]}: too short to tell")
            continue
        growth = (after / before) ** (1 / math.log10(sizes[number] / sizes[number - 1]))
        cells.append(f"x{sizes[number]}: {growth:5.1f}{' TOO MUCH' if growth > MOST else ''}")
    return f"growth of {step:24s} per tenfold (at most {MOST:.0f})  {', '.join(cells)}"


def measure(case: Path, size: int, seed: int) -> dict[str, Any]:
    """What one size takes: seconds by step, megabytes."""
    from varied_ledgers import vary

    from rashomon.store.store import Store
    from rashomon.survey import survey as module

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with Store.open(case, create=False) as store:
        ledger = vary(store.ledger(), size, seed=seed)
    before = _megabytes()
    seconds, found = time_steps(module)
    start = time.process_time()
    survey = module.survey(ledger)
    whole = time.process_time() - start
    seconds |= {"other": whole - sum(seconds.values()), "all": whole}
    return {
        "articles": len(ledger.articles),
        "claims": sum(len(article.claims) for article in ledger.articles),
        "seconds": seconds,
        "found": found | {"all": f"{len(survey.propositions)} propositions"},
        "ledger": before,
        "peak": _megabytes(),
    }


def time_steps(module: Any) -> tuple[dict[str, float], dict[str, int]]:  # noqa: ANN401
    """Seconds by step, and how many things each found; both are filled in while the survey runs.

    Every function that the module has from the other modules of its package is wrapped.
    """
    seconds: dict[str, float] = {}
    found: dict[str, int] = {}

    def timed(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(step)
        def run(*args: Any, **options: Any) -> Any:  # noqa: ANN401
            start = time.process_time()
            result = step(*args, **options)
            seconds[name] = seconds.get(name, 0.0) + time.process_time() - start
            if isinstance(result, Sequence):
                found[name] = len(result)
            return result

        return run

    package = module.__name__.rpartition(".")[0]
    for name, value in list(vars(module).items()):
        home = getattr(value, "__module__", "")
        if inspect.isfunction(value) and home.startswith(f"{package}.") and home != module.__name__:
            setattr(module, name, timed(name, value))
    return seconds, found


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


if __name__ == "__main__":
    main()
