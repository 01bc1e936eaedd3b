"""The check that a brief says nothing but its rows: each number and name is looked up anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from rashomon.errors import RashomonError
from rashomon.names.folding import fold
from rashomon.tell.brief import Brief, Group

Look = Callable[[Sequence[str], Sequence[str]], list[Any]]
"""Ids of rows and of claims in; every text and number that the ledger holds of them out."""
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")
_NAME = re.compile(r"\b[^\W\d_][\w’'-]+")
# How versions are counted off; the name of a version is ours, not the ledger's.
_COUNTED_OFF = re.compile(r"\b(?:Issue \d+, v|V)ersion \d+\b|^\d+: |; \d+: ")
_NUMBERED = re.compile(r"(\d+): ")
# What our own sentences begin with.
_OURS = frozenset(("came", "did", "void", "expired", "told", "open", "an", "issue", "version"))


def check_backing(brief: Brief, look: Look) -> None:
    """Nothing, where every number and name in the sentences of the survey's sections is in their rows.

    Raises:
        RashomonError: One is not; such a brief must not be shown.
    """
    for section in brief.sections:
        for group in section.groups:
            if group.rows:
                _check_group(group, look)


def _check_group(group: Group, look: Look) -> None:
    held = look(group.rows, [line.claim for line in group.lines])
    texts = " ".join(str(value) for value in (*held, *(line.label for line in group.lines)))
    words, numbers = frozenset(fold(texts).split()), frozenset(_numbers(texts)) | _counts(held)
    # What lines are counted off by may be counted: "4 statements that exclude one another".
    numbers |= {match[1] for line in group.lines if (match := _NUMBERED.match(line.standing))}
    # A title, and what is noted under it, may be words of the articles, which the lines under it show.
    shown = " ".join(piece.text for line in group.lines for piece in line.pieces)
    of_title = frozenset(fold(shown).split()), frozenset(_numbers(shown))
    for place, sentence in enumerate(_sentences(group)):
        bare = _COUNTED_OFF.sub(" ", sentence)
        also_words, also_numbers = of_title if place <= 1 else (frozenset(), frozenset())
        missing = [number for number in _numbers(bare) if number not in numbers | also_numbers]
        missing += [name for name in _names(bare) if not set(fold(name).split()) <= words | also_words]
        if missing:
            raise RashomonError(
                f"the brief says {', '.join(missing)} in “{sentence}”, and the rows that it is about do not",
                hint="Run `rashomon check` on the case, and report this message.",
            )


def _sentences(group: Group) -> Iterator[str]:
    yield from (group.title, group.note)
    for line in group.lines:
        yield from (line.standing, line.speaker, *line.via)


def _numbers(text: str) -> Iterator[str]:
    return (match.group().replace(",", ".") for match in _NUMBER.finditer(text))


def _counts(values: Iterable[object]) -> frozenset[str]:
    """Whole numbers, and others as rounded as sentences have them."""
    found = [value for value in values if isinstance(value, int | float)]
    return frozenset(told for value in found for told in (f"{value:.0f}", f"{value:.3g}", str(value)))


def _names(text: str) -> Iterator[str]:
    return (
        match.group()
        for match in _NAME.finditer(text)
        if match.group()[0].isupper() and fold(match.group()) not in _OURS
    )
