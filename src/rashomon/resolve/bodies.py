"""Which name mentions of one article are one organisation, place or people."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable

from rashomon.names.countries import country_of
from rashomon.names.folding import fold, sound_units
from rashomon.names.institutions import (
    acronym_letters,
    body_class,
    content_classes,
    initials,
    is_acronym,
    is_translation,
)
from rashomon.names.likeness import likeness, shared_consonants
from rashomon.names.parsing import marks
from rashomon.records import Reason
from rashomon.resolve.groups import Group, Reading
from rashomon.resolve.scene import Scene

_BRACKET = re.compile(
    r"\s*[\"”’]?\s*[(\[]\s*(?:the |or |hereafter |abbreviated |hereinafter )?[\"“‘]?$", re.IGNORECASE
)
_NEAR = 16
"""Signs after a name in which the name that explains it begins."""
_SPELLED = 0.8
Rule = Callable[[Group, Group], Reason | None]


def join_bodies(readings: list[Reading], scene: Scene) -> list[Group]:
    """The readings that are not people in groups: same words, country, acronym, translation, spelling."""
    groups = _same_words(readings)
    groups = _merge_defined(groups, scene)
    groups = _merge(groups, _initials)
    groups = _merge(groups, lambda a, b: _translated(a, b, scene))
    groups = _shorten(groups, scene)
    groups = _merge(groups, _spelled)
    return sorted(groups, key=lambda group: group.start)


def _slot(reading: Reading) -> str:
    country = country_of(reading.text)
    if country is not None and country.role in ("country", "people"):
        return f"{country.role}:{country.country}"
    words = fold(reading.text).split()
    kept = [word for word in words if word not in ("the", "of", "a")] or words
    stem = " ".join(kept)
    return acronym_letters(reading.text).lower() if is_acronym(reading.text) else stem


def _same_words(readings: list[Reading]) -> list[Group]:
    slots: dict[str, Group] = {}
    for reading in readings:
        slot = _slot(reading)
        group = slots.get(slot)
        if group is None:
            slots[slot] = Group(reading.kind, [reading])
            continue
        group.readings.append(reading)
        before = group.readings[-2].text
        detail = f"the name {reading.text} again"
        if fold(before) != fold(reading.text) and slot.startswith(("country:", "people:")):
            detail = f"{before} and {reading.text} are words for one country" + (
                "'s people" if slot.startswith("people:") else ""
            )
        if all(reason.detail != detail for reason in group.reasons):
            group.reasons.append(Reason(maker="same-name", detail=detail))
    for group in slots.values():
        group.kind = majority(reading.kind for reading in group.readings)  # type: ignore[assignment]
    return list(slots.values())


def majority(kinds: Iterable[str]) -> str:
    """The most frequent kind; of equals the one that came first."""
    counts: dict[str, int] = defaultdict(int)
    for kind in kinds:
        counts[kind] += 1
    return max(counts, key=lambda kind: counts[kind])


def _merge(groups: list[Group], rule: Rule) -> list[Group]:
    """Joins every pair for which the rule gives a reason, earlier groups taking over later ones."""
    kept: list[Group] = []
    for group in sorted(groups, key=lambda one: one.start):
        for other in kept:
            reason = rule(other, group)
            if reason is not None:
                other.absorb(group, reason)
                break
        else:
            kept.append(group)
    return kept


def texts(group: Group) -> tuple[str, ...]:
    """The distinct texts of a group's names, in order."""
    return tuple(dict.fromkeys(reading.text for reading in group.readings))


def _merge_defined(groups: list[Group], scene: Scene) -> list[Group]:
    """Joins what the article explains one by the other: Long Form (LF), or LF (Long Form)."""
    rows = sorted((reading for group in groups for reading in group.readings), key=lambda row: row.start)
    starts = [reading.start for reading in rows]
    defined = {
        (one.index, two.index)
        for one in rows
        for two in rows[bisect_left(starts, one.span.end) : bisect_left(starts, one.span.end + _NEAR)]
        if _defines(one, two, scene.text)
    }

    def rule(left: Group, right: Group) -> Reason | None:
        for first, second in ((left, right), (right, left)):
            for one in first.readings:
                for two in second.readings:
                    if (one.index, two.index) in defined:
                        detail = f"the article writes {one.text} ({two.text})"
                        return Reason(maker="definition", score=0.98, detail=detail)
        return None

    return _merge(groups, rule) if defined else sorted(groups, key=lambda group: group.start)


def _defines(one: Reading, two: Reading, text: str) -> bool:
    between = text[one.span.end : two.span.start]
    closes = text[two.span.end : two.span.end + 3].lstrip("\"”’' ").startswith((")", "]"))
    return bool(_BRACKET.fullmatch(between)) and closes and _may_define(one.text, two.text)


def _may_define(first: str, second: str) -> bool:
    if is_acronym(second) or is_acronym(first):
        short, long = (second, first) if is_acronym(second) else (first, second)
        if fold(short) in fold(long).split():
            return False  # a dateline's town before the outlet called after it: "DERMOND (Dermond Post)"
        letters = acronym_letters(short)
        return letters in initials(long) or _in_order(letters.lower(), fold(long).replace(" ", ""))
    return False


def _in_order(letters: str, word: str) -> bool:
    places = iter(word)
    return letters[:1] == word[:1] and all(letter in places for letter in letters)


def _initials(left: Group, right: Group) -> Reason | None:
    for one in texts(left):
        for two in texts(right):
            short, long = (one, two) if is_acronym(one) else (two, one)
            made = is_acronym(short) and not is_acronym(long) and acronym_letters(short) in initials(long)
            if made and country_of(short) is None and _same_sort(left, right):
                return Reason(maker="initials", score=0.95, detail=f"{short} are the initials of {long}")
    return None


def _same_sort(left: Group, right: Group) -> bool:
    bodies = {"organisation", "group", "other", "weapon"}
    return (
        left.kind == right.kind
        or {left.kind, right.kind} <= bodies
        or "organisation" in (left.kind, right.kind)
    )


def _translated(left: Group, right: Group, scene: Scene) -> Reason | None:
    for one in texts(left):
        for two in texts(right):
            if is_translation(one, two):
                if not _same_sort(left, right) or _contrasted(left, right, scene):
                    return None
                if _acronyms_differ(left, right):
                    return None
                detail = f"{two} says in other words what {one} says, within one article"
                return Reason(maker="translation", score=0.85, detail=detail)
    return None


def _acronyms_differ(left: Group, right: Group) -> bool:
    mine, theirs = ({acronym_letters(t) for t in texts(g) if is_acronym(t)} for g in (left, right))
    return bool(mine and theirs and not mine & theirs)


def _contrasted(left: Group, right: Group, scene: Scene) -> bool:
    """Whether one sentence names both: then they are likely two bodies."""
    mine = {scene.sentence(reading.start) for reading in left.readings}
    return any(scene.sentence(reading.start) in mine for reading in right.readings)


def _shorten(groups: list[Group], scene: Scene) -> list[Group]:
    """A shorter name with the same sort of body goes to the only longer one that has all its words."""
    kept = sorted(groups, key=lambda group: -max(len(content_classes(t)) for t in texts(group)))
    for short in list(reversed(kept)):
        longer = [group for group in kept if group is not short and _contains(group, short)]
        if len(longer) != 1 or _contrasted(longer[0], short, scene):
            continue
        name = longer[0].best_name()
        detail = f"{short.best_name()} is a shorter form of {name}, the only name here with its words"
        longer[0].absorb(short, Reason(maker="short-form", score=0.8, detail=detail))
        kept = [group for group in kept if group is not short]
    return kept


def _contains(long: Group, short: Group) -> bool:
    if not long.kind == short.kind == "organisation":
        return False
    return any(shortens(one, two) for one in texts(long) for two in texts(short))


def shortens(long: str, short: str) -> bool:
    """Whether ``short`` is ``long`` with words left out, the kind of body and all numbers kept.

    >>> shortens("Vostran National Army", "Vostran army"), shortens("Ministry of Defence", "Ministry")
    (True, True)
    >>> shortens("Ministry of Defence", "Ministry of Justice")
    False
    """
    if is_acronym(short) or country_of(short) is not None or marks(long) != marks(short):
        return False
    mine, theirs = content_classes(long), content_classes(short)
    if not theirs or not theirs < mine or all(word.startswith("@") for word in theirs):
        return False
    kinds = body_class(long), body_class(short)
    if kinds[1] is not None:
        lone = fold(short).removeprefix("the ")
        return kinds[0] == kinds[1] and (
            len(theirs) > 1 or (short[:1].isupper() and lone in fold(long).split())
        )
    # "United Nations" is no short form of its Security Council, but "Vey" may be one of Vey Group.
    whole, part = fold(long).removeprefix("the "), fold(short).removeprefix("the ")
    return kinds[0] in (None, "company") and (whole.startswith(part + " ") or whole.endswith(" " + part))


def _spelled(left: Group, right: Group) -> Reason | None:
    if left.kind != right.kind and not _same_sort(left, right):
        return None
    for one in texts(left):
        for two in texts(right):
            if spelled_alike(one, two):
                detail = f"{two} is read as a spelling of {one}: word by word they sound alike"
                return Reason(maker="spelling", score=0.8, detail=detail)
    return None


def _slip(left: list[str], right: list[str]) -> bool:
    """Whether two rows of words differ by letters changed over only, or sound exactly alike."""
    return all(
        sorted(one) == sorted(two) or sound_units(one) == sound_units(two)
        for one, two in zip(left, right, strict=True)
    )


def _derived(left: str, right: str) -> bool:
    """One word and the same with an ending: a land and its capital ("Tunis", "Tunisia")."""
    return left != right and (left.startswith(right) or right.startswith(left))


def spelled_alike(left: str, right: str) -> bool:
    """Whether two names of places or bodies are one, misspelled; known countries never are.

    >>> spelled_alike("Vostra", "Wostra"), spelled_alike("Niger", "Nigeria"), spelled_alike("Karst", "Korost")
    (True, False, False)
    """
    mine, theirs = fold(left).split(), fold(right).split()
    shortest = min(len(left), len(right))
    if (
        len(mine) != len(theirs)
        or shortest < 5
        or (shortest < 6 and sorted(fold(left)) != sorted(fold(right)))
        or marks(left) != marks(right)
    ):
        return False
    known = country_of(left) is not None, country_of(right) is not None
    if any(known):
        return not all(known) and len(left) > 4 and _slip(mine, theirs)
    if (
        is_acronym(left)
        or is_acronym(right)
        or any(_derived(one, two) for one, two in zip(mine, theirs, strict=True))
    ):
        return False
    pairs = list(zip(mine, theirs, strict=True))
    return all(
        one == two
        or (
            min(len(one), len(two)) > 3
            and likeness(one, two) >= _SPELLED
            and shared_consonants(one, two) == 1
        )
        or (sorted(one) == sorted(two) and sound_units(one)[:1] == sound_units(two)[:1] and len(one) > 4)
        for one, two in pairs
    )
