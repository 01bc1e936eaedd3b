"""Contradictions in polarity where the two claims name the thing differently.

A denial in the same paragraph, of an act of the same class; all help denied, and some told; people of whom it
is said that they are there, and that none of them is. Propositions hold together only what is told in like
words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence

from rashomon.ledger import Ledger
from rashomon.names.countries import country_of
from rashomon.names.folding import fold
from rashomon.survey.clashes import (
    Clash,
    can_clash,
    is_one_voice,
    is_said_elsewhere,
    ordered_clash,
    pairs_in_blocks,
)
from rashomon.survey.contrasts import reversal_in, tables
from rashomon.survey.facts import Fact
from rashomon.survey.frames import Frame
from rashomon.survey.wording import content_words

_NEAR = 300
"""How far from one another, in characters, assertion and denial of one paragraph stand."""
_BESIDE, _HELP, _PRESENCE = 0.75, 0.75, 0.7
_ROOT = 5
"""Letters that a country and its people share at least."""
_ENDING = 2
"""So many letters longer is the name of a people."""
_FEW = 3
"""A denial of fewer content words ("any involvement") does not say of what."""
_PLAIN = 30
"""Words."""
_SHOWN = 60
_THERE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b[^.;:!?]{0,20}?\b(?:in|at|on|near|there)\b", re.I)
_STILL = re.compile(r"\bstill\s+(?:hold|holds|held|control|controls|controlled|own|owns|keep|keeps)\b", re.I)
"""Who still holds a place says with those who say that it has not fallen."""
_WHERE = re.compile(r"\b(?:in|at|on|near|into)\s+(?:the\s+)?$", re.I)
_NONE_THERE = re.compile(r"\b(?:no|not one|not a single)\s[^.;:!?]{0,60}?\b(?:in|at|on|near|there)\b", re.I)


def clashing_denials(ledger: Ledger, facts: Sequence[Fact]) -> Iterator[Clash]:
    """The contradictions in polarity among ``facts`` that no proposition shows."""
    names = {actor.id: fold(actor.name) for actor in ledger.actors.values()}
    able = [fact for fact in facts if fact.claim.mode == "actual" and not reversal_in(fact.own)]
    yield from _clashes(able, _by_paragraph, _are_beside, _BESIDE)
    yield from _clashes(able, _by_helper, _is_help_denied, _HELP)

    def is_there(denial: Fact, other: Fact) -> bool:
        return _is_presence_denied(denial, other, names)

    def by_people(fact: Fact) -> Iterator[Hashable]:
        if _is_of_presence(fact):
            yield from ((root(names.get(actor, actor))) for actor in sorted(fact.actors))

    yield from _clashes(able, by_people, is_there, _PRESENCE)


def root(name: str) -> str:
    """The letters by which a country and its people are known to be of one name.

    >>> root("estland") == root("estlander")
    True
    """
    return name[:_ROOT]


def _clashes(
    facts: Sequence[Fact],
    keys: Callable[[Fact], Iterator[Hashable]],
    is_denied: Callable[[Fact, Fact], bool],
    score: float,
) -> Iterator[Clash]:
    for one, other in pairs_in_blocks(facts, keys):
        if one.claim.polarity == other.claim.polarity:
            continue
        denial, told = (one, other) if one.claim.polarity == "negative" else (other, one)
        is_able = denial.is_flat and can_clash(one, other) and not is_one_voice(one, other)
        if is_able and not is_said_elsewhere(one, other) and is_denied(denial, told):
            words = (denial.frames[0].span, told.frames[0].span)
            yield ordered_clash(
                "polarity", denial, told, score, words, (_short(denial.claim.text), _short(told.claim.text))
            )


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _SHOWN else one_line[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _told(fact: Fact, sign: int) -> list[Frame]:
    return [frame for frame in fact.frames if frame.sign == sign and frame.mode == "actual"]


# Beside one another


def _by_paragraph(fact: Fact) -> Iterator[Hashable]:
    yield fact.claim.article, fact.paragraph.start


def _are_beside(denial: Fact, told: Fact) -> bool:
    """Whether the two stand near each other and speak of one act, done to nobody else."""
    first, last = sorted((denial.claim.span, told.claim.span))
    if last.start - first.end > _NEAR:
        return False
    if _STILL.search(told.own):
        return False
    return any(_is_one_act(denied, frame) for denied in _told(denial, -1)[:1] for frame in _told(told, 1))


def _is_one_act(denied: Frame, told: Frame) -> bool:
    """Whether two frames are of one class and done to the same; places are taken under many names."""
    shared = denied.classes & told.classes
    ours, theirs = denied.of("patient"), told.of("patient")
    is_other = any(a.actor and b.actor and a.actor != b.actor for a in ours for b in theirs)
    if is_other:
        return False
    if shared & tables().held:
        return bool(ours and theirs) and not any(filler.head in tables().light for filler in (*ours, *theirs))
    heads = {filler.head for filler in ours} & {filler.head for filler in theirs} - {""}
    return bool(heads) and any(name.islower() for name in shared)


# All help denied


def _by_helper(fact: Fact) -> Iterator[Hashable]:
    for frame in fact.frames:
        if frame.classes & tables().help_told:
            yield from sorted(filler.actor for filler in frame.of("agent") if filler.actor)


def _is_help_denied(denial: Fact, told: Fact) -> bool:
    """Whether one denies all help by somebody, and the other tells of some of it."""
    if not set(denial.own.lower().split()) & tables().all_of_it or len(content_words(denial.own)) < _FEW:
        return False
    denied = {
        filler.actor
        for frame in _told(denial, -1)
        if frame.classes & tables().help_denied
        for filler in frame.of("agent")
    }
    given = {
        filler.actor
        for frame in _told(told, 1)
        if frame.classes - frame.turned & tables().help_told
        for filler in frame.of("agent")
    }
    return bool(denied & given - {None})


# Who is there, and is not


def _is_of_presence(fact: Fact) -> bool:
    # Longer sentences speak of much else, and where in them somebody is not is seldom the point.
    if len(fact.own.split()) > _PLAIN:
        return False
    if fact.claim.polarity == "negative":
        return bool(_THERE.search(fact.own) or _NONE_THERE.search(fact.own))
    return any(frame.classes & tables().presence for frame in _told(fact, 1)) or bool(_THERE.search(fact.own))


def _is_presence_denied(denial: Fact, told: Fact, names: dict[str, str]) -> bool:
    """Whether both speak of people sent by one and the same, in places that may be one."""
    if not (denial.words & tables().sent and told.words & tables().sent):
        return False
    pairs = ((a, b) for a in _senders(denial, names) for b in _senders(told, names))
    return any(_are_kin(a, b) for a, b in pairs) and not _are_apart(denial, told)


def _senders(fact: Fact, names: dict[str, str]) -> set[str]:
    """Names of whose people they may be: of all that the claim names but for where they are."""
    start = fact.claim.span.start
    return {
        names.get(actor, actor)
        for span, actor in fact.claim.actors
        if not _WHERE.search(fact.own[: max(0, span.start - start)])
    }


def _are_kin(one: str, other: str) -> bool:
    """Whether two names are one, or a country's and its people's."""
    short, long = sorted((one, other), key=len)
    return one == other or (
        len(short) > _ROOT and long.startswith(short[:-1]) and len(long) - len(short) <= _ENDING
    )


def _are_apart(denial: Fact, told: Fact) -> bool:
    """Whether the case knows both places, and they are not one: then both may be right."""
    ours, theirs = ({place for place in fact.places if _is_known(place)} for fact in (denial, told))
    return bool(ours and theirs and not ours & theirs)


def _is_known(place: str) -> bool:
    return place.startswith("geonames:") or country_of(place) is not None
