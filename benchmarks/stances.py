"""How often a stance between two parties of a text is one, and how many of those marked are found, on re3d.

python benchmarks/stances.py FOLDER [--errors N]

re3d (Dstl 2017) marks in texts on a war who fights whom, who is allied with whom, who likes or dislikes whom.
FOLDER has a folder for each source with documents.json and relations.json. Fighting and alliances are right
whichever way round they are told. A stance between two of whom no relation of its sign is marked counts as
wrong, although the marks leave out much.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rashomon.acquire.articles import article_from_text
from rashomon.nets.reader import open_reader
from rashomon.pipeline import read_document
from rashomon.records import Document, Span

SIGNS = {"FightingAgainst": -1, "Dislikes": -1, "AlliesOf": 1, "Likes": 1}
_MUTUAL = frozenset(["FightingAgainst", "AlliesOf"])


class Marked(NamedTuple):
    """A relation that people marked: two stretches and the sign."""

    holder: Span
    target: Span
    kind: str


def read_texts(folder: Path) -> Iterator[tuple[str, str, list[Marked]]]:
    """The name, the text and the relations of each document."""
    for path in sorted(folder.glob("*/documents.json")):
        relations: dict[str, list[Marked]] = {}
        for row in _rows(path.with_name("relations.json")):
            if row["type"] in SIGNS:
                holder = Span(row["sourceBegin"], row["sourceEnd"])
                target = Span(row["targetBegin"], row["targetEnd"])
                relations.setdefault(row["documentId"], []).append(Marked(holder, target, row["type"]))
        for row in _rows(path):
            yield row["_id"], row["text"], relations.get(row["_id"], [])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)


def entities(document: Document, span: Span) -> set[int]:
    """The entities of the mentions in a stretch that cover half of it or more."""
    return {
        entity.number
        for entity in document.entities
        for index in entity.mentions
        if 2 * _shared(document.mentions[index].span, span) >= len(span)
    }


def _shared(left: Span, right: Span) -> int:
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def is_one(document: Document, left: Span, right: Span) -> bool:
    """Whether two stretches overlap or are of one entity."""
    return left.overlaps(right) or bool(entities(document, left) & entities(document, right))


def fits(document: Document, stance: tuple[Span, Span, int], marked: Marked) -> bool:
    """Whether a stance found is the one marked."""
    holder, target, sign = stance
    if sign != SIGNS[marked.kind]:
        return False
    ways = [(holder, target)] + ([(target, holder)] if marked.kind in _MUTUAL else [])
    return any(is_one(document, a, marked.holder) and is_one(document, b, marked.target) for a, b in ways)


def tally(document: Document, marked: Sequence[Marked], counts: Counter[str], lines: list[str]) -> None:
    """Count one document's stances and relations, and note what was wrong."""
    found = [(s.holder, s.target, s.sign) for s in document.stances]
    text = document.text
    for stance in found:
        right = any(fits(document, stance, one) for one in marked)
        counts["found"] += 1
        counts["right"] += right
        if not right:
            lines.append(f"wrong: {stance[0].of(text)!r} {stance[2]:+d} {stance[1].of(text)!r}")
            lines.append(f"    {_around(document, stance[0])}")
    for one in marked:
        hit = any(fits(document, stance, one) for stance in found)
        counts[f"marked {one.kind}"] += 1
        counts[f"hit {one.kind}"] += hit
        if not hit:
            lines.append(f"missed: {one.holder.of(text)!r} {one.kind} {one.target.of(text)!r}")
            lines.append(f"    {_around(document, one.holder)}")


def _around(document: Document, span: Span) -> str:
    return next((s.of(document.text).replace("\n", " ") for s in document.sentences if s.overlaps(span)), "")


def figures(counts: Counter[str]) -> Iterable[str]:
    """Precision, recall and F1, and recall of each kind."""
    hit = sum(counts[f"hit {kind}"] for kind in SIGNS)
    marked = sum(counts[f"marked {kind}"] for kind in SIGNS)
    precision, recall = counts["right"] / max(1, counts["found"]), hit / max(1, marked)
    yield f"precision: {precision:.1%} ({counts['right']} of {counts['found']})"
    yield f"recall: {recall:.1%} ({hit} of {marked})"
    yield f"F1: {2 * precision * recall / max(1e-9, precision + recall):.1%}"
    for kind in SIGNS:
        yield f"recall of {kind}: {counts[f'hit {kind}']} of {counts[f'marked {kind}']}"


def main() -> None:
    """Print the figures, a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="how many of the wrong and missed to show")
    options = parser.parse_args()
    reader, counts = open_reader(), Counter[str]()
    lines: list[str] = []
    for name, text, marked in read_texts(options.folder):
        tally(read_document(article_from_text(text, name=name), reader), marked, counts, lines)
    print("\n".join([*lines[: 2 * options.errors], *figures(counts)]))


if __name__ == "__main__":
    main()
