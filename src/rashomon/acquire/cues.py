"""The table of signs by which page furniture is known (``cues.toml``), as records."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from rashomon.records import PassageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One sign of furniture."""

    number: int
    why: str
    kind: PassageKind
    weight: float
    """3 is enough anywhere, 2 among the last paragraphs or with another sign, 1 never alone."""
    pattern: str
    most_words: int
    """The sign tells nothing in a longer sentence."""

    def is_in(self, sentence: str) -> bool:
        """Whether the sentence (lower case, straight apostrophes) shows the sign."""
        return _compiled(self.pattern).search(sentence) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # Each on its first use: compiling all at once would cost a third of a second at start.
    return re.compile(pattern)


@cache
def load_cues() -> Mapping[str, tuple[Cue, ...]]:
    """Trigger word -> the signs to look for where it stands; ``""`` holds those without a trigger."""
    table = tomllib.loads(files("rashomon.acquire").joinpath("cues.toml").read_text(encoding="utf-8"))
    lists = table["lists"]
    by_word: dict[str, list[Cue]] = defaultdict(list)
    number = 0
    for kind in get_args(PassageKind):
        for row in table.get(kind, ()):
            pattern = row["pattern"]
            for name, words in lists.items():
                pattern = pattern.replace(f"{{{name}}}", words)
            cue = Cue(
                number=number,
                why=row["why"],
                kind=kind,
                weight=float(row["weight"]),
                pattern=pattern,
                most_words=row.get("most_words", 10_000),
            )
            number += 1
            for word in row["triggers"].split() or [""]:
                by_word[word].append(cue)
    return {word: tuple(cues) for word, cues in by_word.items()}
