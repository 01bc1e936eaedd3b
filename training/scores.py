"""One table of all dev scores, written into the model card: ``python -m training.scores DATA [CARD]``.

Runs what measures each head on its held-out part and puts what it prints between two marks of the card.
PolNeAR is scored by a program outside this project; its command stands beside its figures in the card.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

START, END = "<!-- scores -->", "<!-- end of scores -->"
COMMANDS: dict[str, tuple[str, ...]] = {
    "Entities": ("-m", "training.evaluate", "{data}"),
    "Trees, factuality, negation, sentiment, event codes": ("-m", "training.measure", "{data}"),
    "Event codes by words and net, the whole program": (
        "benchmarks/plover.py",
        "{data}/plover_zsp_plv/datasets/PLV_train.tsv",
    ),
    "Coreference, OntoGUM dev": ("benchmarks/coreference.py", "{data}/gum", "--annotate"),
    "Speakers that are pronouns or descriptions": ("benchmarks/speakers.py", "{data}/polnear/dev"),
    "Time expressions, MEANTIME": ("benchmarks/times.py", "{data}/meantime/intra-doc_annotation"),
    "Places, LGL": ("benchmarks/places.py", "{data}/geoparsing/lgl.xml"),
}


def scores(data: Path) -> str:
    """What every command prints, each in a block under its title.

    Raises:
        subprocess.CalledProcessError: A command failed; what it said is on stderr.
    """
    blocks = []
    for title, command in COMMANDS.items():
        filled = [part.format(data=data) for part in command]
        print(" ".join(filled), file=sys.stderr, flush=True)
        # The scripts of benchmarks/ import training, which is a folder of the project and not installed.
        path = os.pathsep.join(["src", "."])
        done = subprocess.run(
            [sys.executable, *filled],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": path},
        )
        shown = " ".join(part.format(data="DATA") for part in command)
        blocks.append(f"**{title}** (`python {shown}`)\n\n```\n{done.stdout.rstrip()}\n```\n")
    return "\n".join(blocks)


def written(card: str, table: str) -> str:
    r"""The card with ``table`` between its two marks.

    >>> written(f"a\\n{START}\\nold\\n{END}\\nb", "new").split("\\n")[2]
    'new'

    Raises:
        ValueError: The card lacks a mark.
    """
    before, _, rest = card.partition(START)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"the card has no lines {START} and {END}")
    return f"{before}{START}\n{table}\n{END}{after}"


def main() -> None:
    """Parse the command line, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("card", type=Path, nargs="?", default=Path("docs/model-card.md"))
    arguments = parser.parse_args()
    table = scores(arguments.data)
    card = arguments.card.read_text(encoding="utf-8")
    arguments.card.write_text(written(card, table), encoding="utf-8")


if __name__ == "__main__":
    main()
