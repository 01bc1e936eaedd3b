"""Articles written for this project with their attributions marked: ``marked_articles/*.jsonl``.

Each line is ``{"text", "attributions": [{"source", "cue", "content"}]}``; a part is words of the text, a list
of them, or null. The folder's README.md says how they were made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from training.samples import Attributed, Range, Sample

FOLDER = Path(__file__).parent / "marked_articles"
Part = str | list[str] | None
PARTS = "source", "cue", "content"


def marked_articles(folder: Path = FOLDER) -> list[Sample]:
    """All articles, in the order of files and lines.

    Raises:
        ValueError: a part is not in its text, or there is no content; the message says which, where.
    """
    return [
        _sample(f"{path.stem}-{number}", json.loads(line))
        for path in sorted(folder.glob("*.jsonl"))
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if line.strip()
    ]


def _sample(name: str, row: dict[str, object]) -> Sample:
    text, marks = row["text"], row["attributions"]
    assert isinstance(text, str)
    assert isinstance(marks, list)
    return Sample(name, text, attributions=tuple(_placed(name, text, mark) for mark in marks))


def _placed(name: str, text: str, mark: dict[str, Part]) -> Attributed:
    """Where the parts stand: of words that occur often, those nearest to the other parts.

    >>> mark = {"source": "The nurse", "cue": "said", "content": "he left"}
    >>> _placed("", "Soon he left. The nurse said he left.", mark)
    Attributed(source=((14, 23),), cue=((24, 28),), content=((29, 36),))
    """
    source, cue, content = ([_found(name, text, one) for one in _all(mark.get(part))] for part in PARTS)
    if not content:
        raise ValueError(f"{name}: an attribution without content: {mark}")
    fixed = [place for places in (*content, *cue, *source) if len(places) == 1 for place in places]
    told = _chosen(content, fixed or [(0, 0)], ())
    said = _chosen(cue, told, told)
    return Attributed(_chosen(source, said or told, told), said, told)


def _all(part: Part) -> list[str]:
    return [] if part is None else [part] if isinstance(part, str) else part


def _found(name: str, text: str, words: str) -> list[Range]:
    edges = [r"\b" if words[end].isalnum() else "" for end in (0, -1)]
    places = [one.span() for one in re.finditer(edges[0] + re.escape(words) + edges[1], text)]
    if not places:
        raise ValueError(f"{name}: these words are not in the text: {words!r}")
    return places


def _chosen(
    places: Iterable[list[Range]], near: Sequence[Range], outside: Sequence[Range]
) -> tuple[Range, ...]:
    """Of each words' places the one outside and nearest."""

    def far(place: Range) -> tuple[bool, int, Range]:
        is_inside = any(place[0] < end and start < place[1] for start, end in outside)
        return is_inside, min(max(start - place[1], place[0] - end, 0) for start, end in near), place

    return tuple(sorted(min(some, key=far) for some in places))
