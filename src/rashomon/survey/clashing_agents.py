"""Contradictions in who did it, and in acts that exclude one another.

Who did it: one happening, two who are said to have done it and who stand against each other; or shells
that came from the north, and from the south.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from rashomon.ledger import Ledger
from rashomon.records import Span
from rashomon.survey.clashes import Clash, can_clash, is_one_voice, ordered_clash, pairs_in_blocks
from rashomon.survey.contrasts import are_opposite_ways, directions_in, tables
from rashomon.survey.edtf import compare_times
from rashomon.survey.facts import Fact
from rashomon.survey.frames import Filler, Frame
from rashomon.survey.predicates import are_exclusive
from rashomon.survey.scenes import SURE, Scenes

_ACT = 0.75


def clashing_agents(ledger: Ledger, facts: Sequence[Fact], scenes: Scenes) -> Iterator[Clash]:
    """The contradictions among ``facts`` in who did it, or from where."""
    texts = {article.name: article.text for article in ledger.articles}
    enemies = _enemies(ledger)
    violent = [fact for fact in facts if _ways(fact) or _culprits(fact)]

    def keys(fact: Fact) -> Iterator[Hashable]:
        yield from scenes.places(fact)
        yield from scenes.nouns(fact)
        yield from fact.days

    for one, other in pairs_in_blocks(violent, keys):
        if not can_clash(one, other) or is_one_voice(one, other):
            continue
        score = scenes.likeness(one, other)
        if score >= SURE:
            yield from _directions(one, other, score, texts)
            yield from _agents(one, other, score, enemies)


def _enemies(ledger: Ledger) -> frozenset[tuple[str, str]]:
    """Pairs of whom some say that one is against the other, and nobody that he is for him."""
    signs: dict[tuple[str, str], set[int]] = {}
    for article in ledger.articles:
        for stance in article.stances:
            pair = (min(stance.holder, stance.target), max(stance.holder, stance.target))
            signs.setdefault(pair, set()).add(stance.sign)
    return frozenset(pair for pair, found in signs.items() if found == {-1})


def _ways(fact: Fact) -> tuple[tuple[str, Span], ...]:
    """From where the claim says that it was fired."""
    if (
        not any(frame.classes & tables().culprit for frame in fact.frames)
        and not fact.words & tables().missiles
    ):
        return ()
    return tuple((found.meaning, found.span) for found in directions_in(fact.own, fact.claim.span.start))


def _directions(one: Fact, other: Fact, score: float, texts: dict[str, str]) -> Iterator[Clash]:
    ours, theirs = _ways(one), _ways(other)
    if ours and theirs and all(are_opposite_ways(a, b) for a, _ in ours for b, _ in theirs):
        words = (ours[0][1], theirs[0][1])
        told = (words[0].of(texts[one.claim.article]), words[1].of(texts[other.claim.article]))
        yield ordered_clash("actor", one, other, score, words, told)


def _culprits(fact: Fact) -> tuple[tuple[str, Filler], ...]:
    """Class and agent of violent acts that the claim says were done, where the agent is known."""
    speaker = fact.claim.speaker.actor
    return tuple(
        (name, filler)
        for frame in fact.frames
        if frame.sign == 1 and frame.mode == "actual"
        for name in sorted(frame.classes & tables().culprit)
        for filler in frame.of("agent")
        if filler.actor is not None and filler.actor != speaker
    )


def _agents(one: Fact, other: Fact, score: float, enemies: frozenset[tuple[str, str]]) -> Iterator[Clash]:
    for name, ours in _culprits(one):
        for other_name, theirs in _culprits(other):
            a, b = ours.actor or "", theirs.actor or ""
            if name == other_name and (min(a, b), max(a, b)) in enemies:
                told = (ours.text, theirs.text)
                yield ordered_clash("actor", one, other, score, (ours.span, theirs.span), told)
                return


def clashing_acts(facts: Sequence[Fact]) -> Iterator[Clash]:
    """The contradictions among ``facts`` in acts that nobody does to one and the same at one time."""

    def keys(fact: Fact) -> Iterator[Hashable]:
        for _, agent, patient in _between(fact):
            yield agent, patient

    for one, other in pairs_in_blocks([fact for fact in facts if _between(fact)], keys):
        if can_clash(one, other) and not is_one_voice(one, other):
            yield from _acts(one, other)


def _between(fact: Fact) -> tuple[tuple[Frame, str, str], ...]:
    """Acts of somebody known against or for somebody known, said to be so."""
    return tuple(
        (frame, agent.actor, patient.actor)
        for frame in fact.frames
        if frame.sign == 1 and frame.mode == "actual" and frame.is_main
        for agent in frame.of("agent")
        for patient in (*frame.of("patient"), *frame.of("recipient"))
        if agent.actor and patient.actor and agent.actor != patient.actor
    )


def _acts(one: Fact, other: Fact) -> Iterator[Clash]:
    for frame, agent, patient in _between(one):
        for theirs, other_agent, other_patient in _between(other):
            if (agent, patient) != (other_agent, other_patient) or not are_exclusive(
                frame.classes, theirs.classes
            ):
                continue
            if compare_times(frame.time, theirs.time) == "different":
                continue
            yield ordered_clash(
                "act", one, other, _ACT, (frame.span, theirs.span), (frame.lemma, theirs.lemma)
            )
            return
