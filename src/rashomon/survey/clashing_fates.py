"""Contradictions about who is alive: one is said to have died, and later to be alive.

That somebody is told to be alive before he is told to be dead contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from rashomon.ledger import Ledger
from rashomon.survey.clashes import Clash, can_clash, is_one_voice, ordered_clash, pairs_in_blocks
from rashomon.survey.facts import Fact
from rashomon.survey.frames import Frame

_SCORE = 0.8
_DEAD, _ALIVE = "kill", "survive"
"""Classes of acts (classes.toml)."""


def clashing_fates(ledger: Ledger, facts: Sequence[Fact]) -> Iterator[Clash]:
    """The contradictions among ``facts`` about whether a person is alive."""
    people = frozenset(actor.id for actor in ledger.actors.values() if actor.kind == "person")
    told = {fact.id: fates for fact in facts if (fates := _fates(fact, people))}

    def keys(fact: Fact) -> Iterator[Hashable]:
        yield from sorted({person for _, person, _ in told[fact.id]})

    for one, other in pairs_in_blocks([fact for fact in facts if fact.id in told], keys):
        if can_clash(one, other) and not is_one_voice(one, other):
            yield from _fates_apart(one, other, told[one.id], told[other.id])


Fate = tuple[str, str, Frame]
"""`_DEAD` or `_ALIVE`, whose, and the frame that says so."""


def _fates(fact: Fact, people: frozenset[str]) -> tuple[Fate, ...]:
    """Who is said to have died, or to be alive; how one is killed by another is no fate of the other's."""
    return tuple(
        (fate, filler.actor, frame)
        for frame in fact.frames
        if frame.sign == 1 and frame.mode == "actual" and frame.certainty != "possible"
        for fate, roles in ((_DEAD, ("patient",)), (_ALIVE, ("patient", "agent")))
        if fate in frame.classes
        for role in roles
        for filler in frame.of(role)
        if filler.actor is not None and filler.actor in people
    )


def _fates_apart(one: Fact, other: Fact, ours: Sequence[Fate], theirs: Sequence[Fate]) -> Iterator[Clash]:
    for fate, person, frame in ours:
        for other_fate, other_person, other_frame in theirs:
            if person != other_person or fate == other_fate:
                continue
            alive, dead = (one, other) if fate == _ALIVE else (other, one)
            if (alive.published or "~") >= (dead.published or ""):
                words, told = (frame.span, other_frame.span), (frame.lemma, other_frame.lemma)
                yield ordered_clash("polarity", one, other, _SCORE, words, told)
                return
