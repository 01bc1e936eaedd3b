"""What each name mention says: its parts, the title before it, the office named beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from rashomon.names.countries import adjectives
from rashomon.names.folding import fold
from rashomon.names.parsing import PersonName, parse_person, split_name, title_words
from rashomon.names.wordlist import word_set
from rashomon.records import Document, Kind, Mention
from rashomon.resolve.groups import Reading
from rashomon.resolve.kinds import Ballot
from rashomon.resolve.scene import Scene

_BLANKS = re.compile(r"\s+")
_ENDING = re.compile(r"['’]s?$|[,.;:]+$")
_STOPS = word_set(', . ; : ! ? ( ) – — " “ ” ‘ ’ « »')
_BREAKS = word_set("of for in at from who which that on and with to is was")
_DETERMINERS = word_set("the a an its his her their our this that")
_OFFICE_OF = word_set("of for in at from to")
_FARTHEST_OFFICE = 8
"""Words before a name among which its office is looked for."""
_GENERATIONS = word_set("younger elder")


def read_names(document: Document, scene: Scene) -> list[Reading]:
    """The readings of all name mentions that can be somebody or something, in order of the text."""
    names = [
        (index, mention, clean_text(mention.span.of(document.text)))
        for index, mention in enumerate(document.mentions)
        if mention.form == "name" and mention.kind not in ("date", "money")
    ]
    names = [(index, mention, text) for index, mention, text in names if text]
    titles = {index: title_before(scene, mention.span.start) for index, mention, _ in names}
    ballot = Ballot.count(names, {index for index, title in titles.items() if title}, scene)
    return [
        _read(index, mention, text, ballot.decide(mention, text, titles[index], scene), scene)
        for index, mention, text in sorted(names, key=lambda row: row[1].span)
    ]


def clean_text(raw: str) -> str:
    r"""A mention's characters with white space collapsed and a possessive ending taken off.

    >>> clean_text("Orlan\nVeytar’s")
    'Orlan Veytar'
    """
    text = _BLANKS.sub(" ", raw).strip(' "“”«»()[]')
    return _ENDING.sub("", text) if not re.fullmatch(r"(?:\w\.)+", text) else text


def _read(index: int, mention: Mention, text: str, kind: Kind, scene: Scene) -> Reading:
    if kind != "person":
        text = _without_article(text, starts=mention.span.start in scene.sentence_starts)
        return Reading(index, mention, text, kind, PersonName(surname=text))
    name = parse_person(text)
    before = scene.before(mention.span.start, 1)
    if before and before[0] in _GENERATIONS and not name.suffix and not name.given:
        name = replace(name, suffix=f"the {before[0]}")
    titles = (*title_before(scene, mention.span.start), *name.titles)
    roles = {fold(word) for word in titles}
    roles |= role_after(scene, mention.span.end) | role_ahead(scene, mention.span.start)
    tables = title_words()
    known = {word for word in roles if tables.heads(word) or word in tables.persons}
    return Reading(index, mention, text, kind, name, titles, frozenset(known))


def _without_article(text: str, *, starts: bool) -> str:
    """A name without "the"; a capital "The" inside a sentence belongs to the name ("The Gazette")."""
    return text[4:] if text.startswith("the ") or (starts and text.startswith("The ")) else text


def title_before(scene: Scene, position: int) -> tuple[str, ...]:
    """The words of the title that stands directly before ``position``, as written; () if none."""
    tables = title_words()
    end = scene.word_at(position)
    first, place = end, end - 1
    while place >= 0 and end - place <= 7:
        word = scene.lower[place]
        if (
            word == "."
            and place
            and scene.lower[place - 1] in tables.honorifics
            and len(scene.lower[place - 1]) < 5
        ):
            place -= 1
            continue
        if tables.heads(word) or (first < end and _modifies(word, scene, place)):
            first = place
        elif not (first < end and word == "-"):
            break
        place -= 1
    words = [scene.words[place].of(scene.text) for place in range(first, end)]
    return tuple(word for word in words if word[0].isalnum())


def _modifies(word: str, scene: Scene, place: int) -> bool:
    return word in title_words().modifiers and (
        word not in adjectives() or scene.words[place].of(scene.text)[0].isupper()
    )


def role_after(scene: Scene, position: int) -> frozenset[str]:
    """Role words of an apposition or a predicate after a name: ", a spokesman for...", "is an expert"."""
    words = scene.after(position, 14)
    if words[:1] == (",",):
        words = words[1:]
    elif words[:1] not in (("is",), ("was",), ("as",)):
        return frozenset()
    else:
        words = words[1:]
    if words[:2] in (("who", "is"), ("who", "was")):
        words = words[2:]
    tables, found = title_words(), set()
    for place, word in enumerate(words):
        if (
            word in _STOPS
            or word in _BREAKS
            or (place == 0 and word not in _DETERMINERS and not _starts_role(word))
        ):
            break
        if word in tables.classes or word in tables.persons:
            found.add(word)
    return frozenset(found | _further(words))


def _further(words: tuple[str, ...]) -> set[str]:
    """What comes later in an apposition: kin ("... and the only son of"), an institute one works at."""
    end = next((place for place, word in enumerate(words) if word in _STOPS - {","}), len(words))
    found = set()
    for place, word in enumerate(words[:end]):
        owned = words[place + 1 : place + 2] == ("of",) and place > 0
        if word in title_words().kin and owned and words[place - 1] in _KIN_WORDS:
            found.add(word)
    if _INSTITUTES & set(words[1:end]) and (words[0] in title_words().classes or words[0] in _DETERMINERS):
        found.add("researcher")
    return found


_KIN_WORDS = word_set("the only elder eldest younger youngest first second a his her")
_INSTITUTES = word_set("institute center centre university academy")


def _starts_role(word: str) -> bool:
    tables = title_words()
    return (
        word in tables.modifiers or word in tables.classes or word in adjectives() or word in tables.persons
    )


def role_ahead(scene: Scene, position: int) -> frozenset[str]:
    """Role words before a name: "the spokesman for the army of..., NAME", "minister of trade NAME"."""
    words = scene.before(position, 16)
    if words[-1:] != (",",):
        return _office_ahead(scene, position)
    clause = words[:-1]
    for place in range(len(clause) - 1, -1, -1):
        if clause[place] in _STOPS:
            clause = clause[place + 1 :]
            break
    tables = title_words()
    for place, word in enumerate(clause):
        follows = clause[place + 1 : place + 2]
        introduced = bool(set(clause[max(0, place - 4) : place]) & _DETERMINERS) or place == 0
        is_role = word in tables.classes or word in tables.kin
        if is_role and introduced and (not follows or follows[0] in _OFFICE_OF):
            return frozenset([word])
    return frozenset()


def _office_ahead(scene: Scene, position: int) -> frozenset[str]:
    """The office that stands with what it is of right before who speaks: "the minister of trade Ida Renn"."""
    words = scene.before(position, _FARTHEST_OFFICE)
    if not scene.in_source(position) or not words or words[-1] in _OFFICE_OF | _DETERMINERS | _STOPS:
        return frozenset()
    first = scene.word_at(position) - len(words)
    for place in range(len(words) - 2, -1, -1):
        if words[place] in _STOPS or not scene.in_source(scene.words[first + place].start):
            break
        if words[place + 1] in ("of", "for", "on") and words[place] in title_words().classes:
            return frozenset([words[place]])
    return frozenset()


def role_head(text: str) -> str | None:
    """The folded word that says what a nominal mention is about: its head; None for a bare determiner.

    >>> role_head("the Libyan field marshal"), role_head("a spokesman for the army"), role_head("experts")
    ('marshal', 'spokesman', 'experts')
    """
    words = [fold(word) for word in split_name(text)]
    for place, word in enumerate(words):
        if place and word in _BREAKS:
            words = words[:place]
            break
    words = [word for word in words if word not in _DETERMINERS]
    return words[-1] if words else None
