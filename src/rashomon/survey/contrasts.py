"""Words that set claims against one another: "from the north", "not at", "the opposite", "had never said".

The words stand in opposites.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from rashomon.records import Span
from rashomon.survey.wording import stem
from rashomon.text import word_set

_FROM = re.compile(
    r"\bfrom\s+(?:(?:the|its|their|positions?|bank|side|shore|in|to|of)\s+){0,3}(?P<way>[^\W\d_]+)", re.I
)
_NOT_AT = re.compile(
    r"\bnot\s+(?:at|in|to|from|near|on)\s+(?P<name>[^\W\d_a-z][^\W\d_]*(?:\s+[^\W\d_a-z][^\W\d_]*){0,2})"
)


class Contrasts(NamedTuple):
    """opposites.toml, made ready."""

    opposite: Mapping[str, str]
    """Direction to the root of its opposite."""
    root: Mapping[str, str]
    reversal: re.Pattern[str]
    unique: re.Pattern[str]
    speech: re.Pattern[str]
    single: frozenset[str]
    once: frozenset[str]
    craft: re.Pattern[str]
    culprit: frozenset[str]
    held: frozenset[str]
    light: frozenset[str]
    help_denied: frozenset[str]
    help_told: frozenset[str]
    all_of_it: frozenset[str]
    presence: frozenset[str]
    sent: frozenset[str]
    """Stems of nouns of people who may be sent somewhere."""
    missiles: frozenset[str]
    """Stems of what is fired."""
    generic: frozenset[str]
    """Stems."""
    elsewhere: frozenset[str]
    spoken: frozenset[str]
    """Stems of words that tell of speech."""


class Found(NamedTuple):
    """A word of a text and what it means."""

    span: Span
    meaning: str


@cache
def tables() -> Contrasts:
    """The tables of opposites.toml."""
    raw = tomllib.loads(files("rashomon.survey").joinpath("opposites.toml").read_text(encoding="utf-8"))
    return Contrasts(
        opposite=raw["directions"],
        root=raw["direction_root"],
        reversal=_any_of(raw["reversal"]["phrases"]),
        unique=_any_of(raw["unique"]["phrases"]),
        speech=re.compile("|".join(raw["speech"]["patterns"]), re.I),
        single=word_set(raw["unique"]["classes"]),
        craft=_any_of("|".join(raw["craft"]["words"].split())),
        once=word_set(raw["once"]["classes"]),
        culprit=word_set(raw["culprit"]["classes"]),
        light=_stems(raw["held"]["light"]),
        held=word_set(raw["held"]["classes"]),
        help_denied=word_set(raw["help"]["denied"]),
        help_told=word_set(raw["help"]["told"]),
        all_of_it=word_set(raw["help"]["all"]),
        presence=word_set(raw["presence"]["told"]),
        sent=_stems(raw["presence"]["people"]),
        missiles=_stems(raw["missiles"]["words"]),
        generic=_stems(raw["generic"]["words"]),
        elsewhere=word_set(raw["elsewhere"]["words"]),
        spoken=_stems(raw["speech"]["words"]),
    )


def _stems(words: str) -> frozenset[str]:
    """Of each word and of its plural: they need not be one."""
    return frozenset(stem(form) for word in words.split() for form in (word, f"{word}s"))


def _any_of(phrases: str) -> re.Pattern[str]:
    listed = sorted(phrases.split("|"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(phrase.strip()) for phrase in listed) + r")\b", re.I)


def directions_in(text: str, start: int = 0) -> tuple[Found, ...]:
    """From where things come, as "north", "south", "east" or "west".

    >>> [(found.meaning, found.span) for found in directions_in("It came from the northern bank.")]
    [('north', Span(start=8, end=25))]
    """
    return tuple(
        Found(Span(start + match.start(), start + match.end()), tables().root[match["way"].lower()])
        for match in _FROM.finditer(text)
        if match["way"].lower() in tables().root
    )


def are_opposite_ways(one: str, other: str) -> bool:
    """Whether two directions exclude one another.

    >>> are_opposite_ways("north", "south"), are_opposite_ways("north", "east")
    (True, False)
    """
    return tables().opposite.get(one) == other


def denied_places(text: str, start: int = 0) -> tuple[Found, ...]:
    """Names of places of which the text says "not there".

    >>> [found.meaning for found in denied_places("She landed at Aldmouth and not at Birk Ness.")]
    ['Birk Ness']
    """
    return tuple(
        Found(Span(start + match.start("name"), start + match.end("name")), match["name"])
        for match in _NOT_AT.finditer(text)
    )


def reversal_in(text: str) -> Span | None:
    """Where the text says that what was said before is the other way round.

    >>> reversal_in("it was the other way round")
    Span(start=7, end=26)
    """
    match = tables().reversal.search(text)
    return Span(*match.span()) if match else None


def is_unique(text: str) -> bool:
    """Whether the text says that there was one such event only.

    >>> is_unique("They met only once, in May."), is_unique("They met in May.")
    (True, False)
    """
    return bool(tables().unique.search(text))


def unsaid_in(text: str) -> Span | None:
    """Where the text says that something was not said.

    >>> unsaid_in("that she had never used the word")
    Span(start=9, end=32)
    """
    match = tables().speech.search(text)
    return Span(match.start() + len(match[0]) - len(match[0].lstrip()), match.end()) if match else None
