"""A survey, and which claims came later; the survey as it would be without them, out.

Nothing is judged anew: what the later claims took part in is what it was found to be with them, less their
part. `changes.without` is exact and costs a whole survey; this costs nothing, so that a page can show it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from rashomon.findings import Drift, Member, OriginCount, Prediction, Proposition, Survey

_LEAST_STEPS = 2


def before_later(survey: Survey, later: Collection[str]) -> Survey:
    """``survey`` without the claims with the ids ``later``."""
    origins = survey.origins.of_claim
    propositions = tuple(_propositions(survey, later, origins))
    known = {one.id for one in propositions}
    return replace(
        survey,
        propositions=propositions,
        conflicts=tuple(
            one
            for one in survey.conflicts
            if one.a not in later and one.b not in later and known.issuperset(one.propositions)
        ),
        drifts=tuple(_drifts(survey, later, known)),
        predictions=tuple(_predictions(survey, later)),
    )


def _propositions(
    survey: Survey, later: Collection[str], origins: Mapping[str, str]
) -> Iterator[Proposition]:
    for one in survey.propositions:
        members = tuple(member for member in one.members if member.claim not in later)
        if len(members) == len(one.members):
            yield one
        elif any(member.sign > 0 for member in members):
            support = _count(one.support, [m for m in members if m.sign > 0 and not m.is_hedged], origins)
            dissent = _count(one.dissent, [m for m in members if m.sign < 0], origins)
            yield replace(one, members=members, support=support, dissent=dissent)


def _count(count: OriginCount, members: list[Member], origins: Mapping[str, str]) -> OriginCount:
    """No more origins than those members come from."""
    most = len({origins.get(member.claim, member.claim) for member in members})
    low, best, high = (min(one, most) for one in (count.low, count.best, count.high))
    return replace(count, low=low, best=best, high=high)


def _drifts(survey: Survey, later: Collection[str], known: Collection[str]) -> Iterator[Drift]:
    for drift in survey.drifts:
        steps = tuple(step for step in drift.steps if step.claim not in later)
        if drift.proposition in known and len({step.standing for step in steps}) >= _LEAST_STEPS:
            yield replace(drift, steps=steps)


def _predictions(survey: Survey, later: Collection[str]) -> Iterator[Prediction]:
    for one in survey.predictions:
        tellers = [claim for claim in (one.claim, *one.copies) if claim not in later]
        if not tellers:
            continue
        settled_by = tuple(claim for claim in one.settled_by if claim not in later)
        state = one.state if settled_by or not one.settled_by else "open"
        yield replace(one, claim=tellers[0], copies=tuple(tellers[1:]), settled_by=settled_by, state=state)
