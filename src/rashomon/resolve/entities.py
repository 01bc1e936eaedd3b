"""Mentions of one article in, the somebodies and somethings they mean out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from rashomon.names.parsing import rank_tier
from rashomon.records import Document, Entity, Reason, Span
from rashomon.resolve.bodies import join_bodies
from rashomon.resolve.groups import Group
from rashomon.resolve.heads import rank_heads
from rashomon.resolve.people import join_people
from rashomon.resolve.pointers import join_pointers
from rashomon.resolve.readings import read_names
from rashomon.resolve.scene import look_up
from rashomon.resolve.spellings import join_spellings, stray_names


def find_entities(document: Document) -> tuple[Entity, ...]:
    """The entities of an article, numbered in the order of their first mention.

    Needs mentions; uses sentences, paragraphs, quotes and attributions where the document has them.
    Every mention is in at most one entity; dates and amounts, and pronouns that point to nobody
    clear, are in none. An adjective or people ("Danes") makes an entity of its own apart from the
    country.
    """
    scene = look_up(document)
    readings = read_names(document, scene)
    named = [reading for reading in readings if reading.kind == "person"]
    people = join_people(named, scene, _described_tiers(document, {r.tier for r in named if r.tier}))
    others = join_bodies([reading for reading in readings if reading.kind != "person"], scene)
    strays = stray_names(others, people, scene)
    joined = join_spellings([*people, *strays], scene)
    people = [group for group in joined if group not in strays]
    others = [group for group in others if group not in strays] + [
        group for group in strays if group in joined
    ]
    groups = join_pointers(document, scene, sorted([*people, *others], key=_start), _speaker_of(document))
    return tuple(_entity(number, group) for number, group in enumerate(sorted(groups, key=_start)))


def _described_tiers(document: Document, borne: set[str]) -> frozenset[str]:
    """The tiers of ranks that descriptions use and no name of the article bears."""
    heads = [
        mention.span.of(document.text).split()[-1]
        for mention in document.mentions
        if mention.form == "nominal" and mention.span.of(document.text)[:4].lower() == "the "
    ]
    return frozenset(tier for head in heads if (tier := rank_tier([head])) is not None and tier not in borne)


def _start(group: Group) -> int:
    return group.start


def _entity(number: int, group: Group) -> Entity:
    reasons = list(group.reasons)
    if group.ambiguous:
        name = group.best_name()
        detail = f"{name} stays apart: two people of this article bear that surname, nothing tells which"
        reasons.append(Reason(maker="ambiguous", score=0.5, detail=detail))
    return Entity(
        number=number,
        name=group.best_name(),
        kind=group.kind,
        mentions=group.mentions(),
        reasons=tuple(reasons),
    )


def _speaker_of(document: Document) -> Callable[[int], Span | None]:
    """Where the one is named who speaks at a position: the head of the innermost source."""
    rows: list[tuple[int, int, Span]] = []
    for attribution in document.attributions:
        heads = rank_heads(document.text, attribution.source, document.mentions)
        if heads:
            named = document.mentions[heads[0]].span
            rows += [(span.start, span.end, named) for span in attribution.content]
    rows.sort()
    starts = [row[0] for row in rows]

    def speaker_of(position: int) -> Span | None:
        for start, end, named in reversed(rows[: bisect_right(starts, position)]):
            if start <= position < end:
                return named
        return None

    return speaker_of
