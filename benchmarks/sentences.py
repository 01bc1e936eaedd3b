"""F1 of sentence ends on Universal Dependencies files: python benchmarks/sentences.py PATH [--genre news]."""

from __future__ import annotations

import argparse
import re
import time
from pathlib import Path

from rashomon.analyse.sentences import split_sentences


def read_conllu(path: Path) -> tuple[str, list[tuple[int, int]]]:
    """The running text of a file, rebuilt, and its sentences as (start, end)."""
    text, gold = "", []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if not block.strip():
            continue
        line = re.search(r"^# text = (.*)$", block, re.M)
        if line is None:
            continue
        if text and re.search(r"^# new(par|doc)", block, re.M):
            text = text.rstrip() + "\n\n"
        sentence = line.group(1).strip()
        gold.append((len(text), len(text) + len(sentence)))
        glued = re.search(r"SpaceAfter=No\S*\s*\Z", block.rstrip().splitlines()[-1])
        text += sentence + ("" if glued else " ")
    return text, gold


def main() -> None:
    """Print precision, recall and F1 for each folder of files, and the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, nargs="+")
    parser.add_argument("--genre", default="", help="only files whose name contains this")
    parser.add_argument("--errors", type=int, default=0, help="show so many errors")
    options = parser.parse_args()
    files = [f for p in options.path for f in (sorted(p.rglob("*.conllu")) if p.is_dir() else [p])]
    right = found = meant = words = 0
    spent = 0.0
    for file in (f for f in files if options.genre in f.name):
        text, gold = read_conllu(file)
        begun = time.perf_counter()
        spans = split_sentences(text)
        spent += time.perf_counter() - begun
        words += len(text.split())
        ends, want = {s.end for s in spans}, {end for _, end in gold}
        right, found, meant = right + len(ends & want), found + len(ends), meant + len(want)
        plain = {s.end for s in spans}
        for _, end in gold:
            if options.errors > 0 and end not in plain:
                options.errors -= 1
                print("MISSED", repr(text[max(0, end - 40) : end]), "|", repr(text[end : end + 40]))
        golden = {end for _, end in gold}
        for span in spans:
            if options.errors > 0 and span.end not in golden:
                options.errors -= 1
                print(
                    "FALSE ",
                    repr(text[max(0, span.end - 40) : span.end]),
                    "|",
                    repr(text[span.end : span.end + 40]),
                )
    precision, recall = right / max(1, found), right / max(1, meant)
    f1 = 2 * right / max(1, found + meant)
    rates = f"precision {precision:.1%} recall {recall:.1%} F1 {f1:.1%}"
    print(f"{meant} sentences: {rates}; {words / spent:,.0f} words/s")


if __name__ == "__main__":
    main()
