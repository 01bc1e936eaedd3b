"""What the words beside a place name say of it: what kind of place, in which land, or only near it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rashomon.names.folding import fold
from rashomon.records import Span
from rashomon.situate.gazetteer import Entry, entries
from rashomon.situate.place_words import place_words, state_pattern

Part = Literal["vague", "natural", "site"]

_CAPITALS = r"[^\W\d_a-zß-ÿ][\w’'.-]*\w\.?(?: (?:of |and |the )?[^\W\d_a-zß-ÿ][\w’'.-]*\w){0,3}"
_BEHIND = re.compile(
    rf"\s?(?:,|\(| in)\s*(?:in )?(?:the )?(?:(?:north|south|east|west|central)[\w-]*,? )?({_CAPITALS})"
)
_NESTED = re.compile(r"(.+?)(?:,| in)(?: the)? ([^,]+)")
_OF_KIND = re.compile(r"(?:(\w+) )?(\w+) of (?:the )?(.+)")
_NEXT = re.compile(r"\s+([^\W\d_]+)")
_OF = re.compile(r"([^\W\d_]+) of (?:the )?$")
_LAST = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)?)[ -]$")


@dataclass(frozen=True, slots=True)
class Hints:
    """What stands beside one mention."""

    kind: str | None = None
    """``city``, ``region`` or ``county``, where a word says so."""
    part: Part | None = None
    """The name is not that of the place but of something near it or a part of it."""
    word: str = ""
    """The word that said so."""
    inside: tuple[Entry, ...] = ()
    """Lands that it is said to lie in: "Paris, Texas"."""
    core: str = ""
    """The name without such words: "Kano" of "Kano state"."""


def read_hints(text: str, span: Span) -> Hints:
    """What the words in and around a mention say of the place.

    >>> hints = read_hints("They met in Gaibanda province, Bangladesh.", Span(12, 20))
    >>> hints.kind, [entry.name for entry in hints.inside]
    ('region', ['Bangladesh'])
    """
    name = " ".join(span.of(text).split())
    inside = _container(text, span.end)
    if any(not entry.is_other_name or entry.feature == "country" for entry in entries(name)):
        kind, part, word = _beside(text, span)
        return Hints(kind=kind, part=part, word=word, inside=inside, core=name)
    if (found := _NESTED.fullmatch(name)) and entries(found[1]):
        inside = inside or _container(f"{found[1]}, {found[2]}", len(found[1]))
        name = found[1]
    core, kind, part, word = _within(name)
    outer_kind, outer_part, outer_word = _beside(text, span)
    return Hints(
        kind=kind or outer_kind,
        part=part or outer_part,
        word=word or outer_word,
        inside=inside,
        core=core,
    )


def _kind_of(word: str) -> tuple[str | None, Part | None]:
    kinds = place_words().kinds
    if word in kinds["county"]:
        return "county", None
    for kind in ("region", "city"):
        if word in kinds[kind]:
            return kind, None
    for part in ("vague", "natural", "site"):
        if word in kinds[part]:
            return None, part
    return None, None


def _beside(text: str, span: Span) -> tuple[str | None, Part | None, str]:
    """The kind told by the next word, by "... of" or by a direction in front."""
    if found := _NEXT.match(text, span.end):
        word = found[1].lower()
        kind, part = _kind_of(word)
        # A town is in front of its school; but what is named "Dinder River" is the river.
        if kind or part == "vague" or (part == "natural" and found[1][0].isupper()):
            return kind, part, word
    lead = text[max(0, span.start - 40) : span.start]
    if found := _OF.search(lead):
        word = found[1].lower()
        kind, part = _kind_of(word)
        if kind or part == "vague":
            return kind, part, f"{word} of"
    if (found := _LAST.search(lead)) and found[1].lower().replace("-", " ") in place_words().directions:
        return None, "vague", found[1]
    return None, None, ""


def _within(name: str) -> tuple[str, str | None, Part | None, str]:
    """A name that the table lacks, without the word of kind or direction that is part of it."""
    words = name.split()
    folded = [fold(word) for word in words]
    if folded and folded[0] == "the":
        words, folded = words[1:], folded[1:]
    if found := _OF_KIND.fullmatch(" ".join(words)):
        return _of_kind(found[2].lower(), found[3])
    if len(words) > 1:
        kind, part = _kind_of(folded[-1])
        if kind or part:
            core, inner_kind, inner_part, _ = _within(" ".join(words[:-1]))
            return core, kind or inner_kind, part or inner_part, folded[-1]
        if folded[0] in place_words().directions:
            return " ".join(words[1:]), None, "vague", words[0]
        kind, part = _kind_of(folded[0])
        if part == "natural":
            return " ".join(words[1:]), None, part, folded[0]
    return " ".join(words) or name, None, None, ""


def _of_kind(word: str, rest: str) -> tuple[str, str | None, Part | None, str]:
    """What "northern city of Kano", "east of Kano state", "Sea of Marmara" come to."""
    kind, part = _kind_of(word)
    if word in place_words().directions:
        part = "vague"
    core, inner, _, _ = _within(rest) if not entries(rest) else (rest, None, None, "")
    return core, kind or inner, part, f"{word} of"


def _container(text: str, place: int) -> tuple[Entry, ...]:
    """The lands named right behind a name, after a comma, a bracket or "in"."""
    behind = text[place : place + 70]
    # "Kano state, Nigeria": the word of kind is passed over.
    if (found := _NEXT.match(behind)) and _kind_of(found[1].lower())[0]:
        behind = behind[found.end() :]
    if found := re.match(r"\s?[,(]\s*", behind):
        state = state_pattern().match(behind, found.end())
        if state:
            return _lands(place_words().states[state[0].replace(" ", "")], "US")
    found = _BEHIND.match(behind)
    if found is None:
        return ()
    words = found[1].split()
    for size in range(len(words), 0, -1):
        if lands := _lands(" ".join(words[:size]).rstrip(".,")):
            return lands
    return ()


def _lands(name: str, country: str | None = None) -> tuple[Entry, ...]:
    """The countries, regions and counties of a name."""
    return tuple(
        entry
        for entry in entries(name)
        if entry.feature in ("country", "region", "county") and country in (None, entry.country)
    )
