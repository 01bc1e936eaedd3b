"""How the program does on stories that its rules were not made on: the main figures of each, a line a figure.

usage: python benchmarks/stories.py [FOLDER ...]

Each folder has articles/ and key.yaml; those of benchmarks/stories if none is given.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from rashomon.selftest import as_dict, run_selftest

RATES = (
    ("attributions", "who-what"),
    ("actors", "B-cubed over names"),
    ("copies", "pairs with direction"),
    ("propositions", "B-cubed over claims found"),
    ("contradictions", "with kind"),
)
PORTIONS = (
    ("speakers", "name"),
    ("propositions", "for, against, hedged"),
    ("origins", "all three"),
    ("origins", "best within"),
    ("predictions", "found"),
    ("predictions", "due"),
    ("predictions", "state"),
    ("drift", "found"),
    ("versions", "holds and falls, issue by issue"),
)


def main() -> None:
    """Parse the command line and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="*")
    folders = parser.parse_args().folders
    if not folders:
        folders = sorted(key.parent for key in (Path(__file__).parent / "stories").glob("*/key.yaml"))
    for folder in folders:
        report = as_dict(run_selftest(folder=folder))
        for step, what in RATES:
            rate = report["rates"].get(step, {}).get(what)
            if rate is not None:
                told = f"P {_per(rate['precision'])} R {_per(rate['recall'])} F1 {_per(rate['f1'])}"
                print(f"{folder.name:10} {step:15} {what:40} {told}", flush=True)
        for step, what in PORTIONS:
            part = report["portions"].get(step, {}).get(what)
            if part is not None:
                print(f"{folder.name:10} {step:15} {what:40} {part['part']} of {part['whole']}", flush=True)


def _per(value: float | None) -> str:
    return "   -" if value is None else f"{value:5.1f}"


if __name__ == "__main__":
    main()
