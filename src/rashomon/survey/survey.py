"""The whole survey of a case on one page: what is found across its articles, in order."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from rashomon.findings import Member, OriginCount, Origins, Proposition, Survey
from rashomon.ledger import Answers, Ledger
from rashomon.names.nobody import is_nobody
from rashomon.survey.comparing import Compare
from rashomon.survey.conflicts import find_conflicts, with_conflicts
from rashomon.survey.contents import contents_of
from rashomon.survey.copies import find_copies
from rashomon.survey.drift import find_drifts
from rashomon.survey.network import draw_network
from rashomon.survey.origins import OriginCounter, trace_origins
from rashomon.survey.pairs import compare_claims
from rashomon.survey.predictions import settle_predictions
from rashomon.survey.propositions import group_claims
from rashomon.survey.reliability import keep_records
from rashomon.survey.remembering import Remembering
from rashomon.survey.versions import find_versions

AT_MOST = 0.75
"""Claims that are perhaps of a proposition count among its origins at most from this likelihood on: of eight
stories with keys the range so holds the right number 40 times in 52 (decision 30)."""


def survey(ledger: Ledger, compare: Compare | None = None) -> Survey:
    """Everything that Rashomon finds across the articles of a case; the same for any order of articles.

    ``compare`` is the pair net; without it frames alone say which claims are of one thing.
    """
    with _uncollected():
        return _surveyed(_of_somebody(ledger), compare)


def _of_somebody(ledger: Ledger) -> Ledger:
    """The case without what is nobody's claim: what "no group has said" is neither said nor denied."""
    articles = (
        replace(one, claims=tuple(claim for claim in one.claims if not is_nobody(claim.speaker.name)))
        for one in ledger.articles
    )
    return replace(ledger, articles=tuple(articles))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nobody looks for circles of garbage meanwhile.

    A survey makes many records that stay: looking through them took a sixth of the time of a case of 470
    articles, and not looking took no more memory (decision 27).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _surveyed(ledger: Ledger, compare: Compare | None) -> Survey:
    remembering = compare if isinstance(compare, Remembering) else None
    copies = find_copies(ledger.articles, ledger.judgements)
    origins = trace_origins(ledger, copies)
    contents = contents_of(ledger)
    pairs = compare_claims(ledger, contents, copies, compare)
    near = pairs.near
    grouped = group_claims(ledger, copies, compare, pairs, contents=contents)
    conflicts, alone = find_conflicts(ledger, grouped, contents, near, pairs.relations, pairs.weighed)
    counted = count_support(with_conflicts([*grouped, *alone], conflicts), origins, ledger)
    propositions = rank_propositions(counted)
    versions, camps = find_versions(ledger, propositions, conflicts, origins)
    together = {pair: one.together for pair, one in pairs.weighed.items()}
    predictions = settle_predictions(ledger, propositions, origins, copies, compare, together)
    return Survey(
        copies=copies,
        origins=origins,
        propositions=propositions,
        conflicts=conflicts,
        drifts=find_drifts(ledger, propositions, copies, conflicts, near, contents),
        versions=versions,
        camps=camps,
        records=keep_records(ledger, propositions, origins, predictions),
        predictions=predictions,
        network=draw_network(ledger, origins),
        answers=remembering.answers if remembering else Answers(),
    )


def count_support(
    propositions: Sequence[Proposition], origins: Origins, ledger: Ledger | None = None
) -> tuple[Proposition, ...]:
    """The propositions, each with the origins of those who say it and of those who say the opposite.

    Where all who say it hedge, theirs are counted. Members that are open count at most, not at least, and
    only where they are likely enough to be of it.
    """
    counter = OriginCounter(origins, ledger)
    return tuple(
        replace(
            one,
            support=_counted(supporters(one), one, counter),
            dissent=_counted([m for m in one.members if m.sign < 0], one, counter),
        )
        for one in propositions
    )


def supporters(proposition: Proposition) -> list[Member]:
    """Those who say it flatly; those that hedge, where none does."""
    flat = [m for m in proposition.members if m.sign > 0 and not m.is_hedged]
    return flat or [m for m in proposition.members if m.sign > 0]


def _counted(members: Sequence[Member], proposition: Proposition, counter: OriginCounter) -> OriginCount:
    """The origins of members: at least of those that are sure, at most also of those as likely as `AT_MOST`.

    The best guess is of those that something sure ties to any other. Where any is counted at best, one is at
    least: what nobody says has no members.
    """
    every = counter.count(member.claim for member in members)
    sure = [m.claim for m in members if proposition.holds(m)]
    if len(sure) == len(members):
        return every
    told = Counter(member.knot for member in proposition.members)
    tied = [m.claim for m in members if proposition.holds(m) or (m.knot != 0 and told[m.knot] > 1)]
    likely = counter.count([*tied, *(m.claim for m in members if m.likely >= AT_MOST)])
    if not tied:
        why = f"{every.why}; open whether they mean this"
        return OriginCount(low=min(1, every.low), best=every.low, high=max(every.low, likely.high), why=why)
    found = counter.count(tied)
    doubtful = len(members) - len(sure)
    return OriginCount(
        low=max(min(counter.count(sure).low, every.low), min(1, found.best)),
        best=found.best,
        high=max(found.high, likely.high),
        why=f"{found.why}; of {doubtful} it is open whether they mean this",
    )


def rank_propositions(propositions: Sequence[Proposition]) -> tuple[Proposition, ...]:
    """The contested first, by the origins on the lesser side, then by all origins and claims."""
    return tuple(sorted(propositions, key=_rank))


def _rank(one: Proposition) -> tuple[bool, int, int, int, str]:
    sides = one.support.best, one.dissent.best
    return one.conflict is None, -min(sides), -sum(sides), -len(one.members), one.id
