"""Descriptions that take up a voice told of before: "the guard" after "a guard of the dam"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.names.folding import fold
from rashomon.names.institutions import body_class
from rashomon.names.outlets import is_outlet
from rashomon.names.parsing import title_words
from rashomon.records import Document, Entity, SpeakerKind
from rashomon.resolve.scene import Scene

_FRESH = re.compile(r"(?:an?|one|two|three|four|five|several|some|many)\s+", re.IGNORECASE)
_AGAIN = re.compile(r"(?:the|this|that|these|those)\s+", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|for|in|at|from|on|with|near)\s")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: name (None for a rumour), sort, entity number."""

    name: str | None
    kind: SpeakerKind
    entity: int | None = None


def described_before(name: str, entity: int | None, told: Iterable[Speaker]) -> Speaker | None:
    """The unnamed speaker among ``told`` that a description takes up, if its head is the same.

    >>> told = [Speaker("a guard of the dam", "unnamed", 4)]
    >>> described_before("the guard", None, told), described_before("the envoy", 4, told)
    (Speaker(name='a guard of the dam', kind='unnamed', entity=4), None)
    """
    again = _AGAIN.match(name)
    if again is None:
        return None
    for speaker in told:
        if speaker.kind != "unnamed" or not speaker.name or not _FRESH.match(speaker.name):
            continue
        head = _head_word(speaker.name)
        if head == fold(name[again.end() :]) or (
            speaker.entity == entity is not None and head == _head_word(name)
        ):
            return speaker
    return None


def told_of(entity: int, told: Iterable[Speaker]) -> Speaker | None:
    """The unnamed speaker among ``told`` that is the entity."""
    return next((s for s in told if s.entity == entity and s.kind == "unnamed" and s.name), None)


def body_called(name: str, position: int, document: Document) -> Speaker | None:
    """The one body named before ``position`` whose name holds all words of a description.

    "the institute" is the Sollum Institute of Tides where the article names no other institute.
    """
    again = _AGAIN.match(name)
    words = set(fold(name[again.end() :]).split()) if again else set()
    if not words or not any(body_class(word) for word in words):
        return None
    fitting = {
        entity.number: entity
        for entity in document.entities
        if entity.kind == "organisation" and words < set(fold(entity.name).split())
        for index in entity.mentions
        if document.mentions[index].form == "name" and document.mentions[index].span.start < position
    }
    if len(fitting) != 1:
        return None
    (entity,) = fitting.values()
    return Speaker(entity.name, "outlet" if is_outlet(entity.name) else "named", entity.number)


def of_calling(name: str, position: int, document: Document, scene: Scene) -> Speaker | None:
    """The last person named before ``position`` with a title of the description's calling.

    "the senator" is Ada Orm after "Sen. Ada Orm".
    """
    again = _AGAIN.match(name)
    kinds = title_words().classes.get(fold(name[again.end() :])) if again else None
    if not kinds:
        return None
    found = [
        (start, entity)
        for entity in document.entities
        if entity.kind == "person"
        for start in _titled(entity, kinds, document, scene)
        if start < position
    ]
    if not found:
        return None
    entity = max(found, key=lambda row: row[0])[1]
    return Speaker(entity.name, "named", entity.number)


def _titled(entity: Entity, kinds: frozenset[str], document: Document, scene: Scene) -> Iterable[int]:
    """Where an entity is named with a title of one of the callings before or in its name."""
    classes = title_words().classes
    for index in entity.mentions:
        mention = document.mentions[index]
        first = fold(mention.span.of(document.text)).split()[:1]
        words = (*scene.before(mention.span.start, 2), *first)
        if mention.form == "name" and any(
            kinds & classes.get(word.strip("."), frozenset()) for word in words
        ):
            yield mention.span.start


def _head_word(name: str) -> str:
    bare = _FRESH.sub("", _AGAIN.sub("", name, count=1), count=1)
    return fold(_OF.split(bare, maxsplit=1)[0]).split(" ")[-1]
