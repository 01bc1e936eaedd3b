"""The record of each voice and outlet: what others confirmed, contradicted, or left it alone with.

Never one score of truth: counts first, a share with its interval only where sources overlap enough for a
model to know anything, and the numbers it rests on beside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rashomon.findings import Origins, Prediction, Proposition, SourceRecord
from rashomon.ledger import Ledger, LedgerArticle, LedgerClaim, Sign
from rashomon.survey.dependence import Report
from rashomon.survey.truth import LEAST_REPORTS, LEAST_SHARED, Estimate, Overlap, accu_copy, enough_overlap


@dataclass(frozen=True, slots=True)
class _Source:
    kind: Literal["outlet", "voice"]
    name: str
    actor: str | None


@dataclass(slots=True)
class _Tally:
    """What is counted of one source."""

    claims: int = 0
    shared: int = 0
    confirmed: int = 0
    contradicted: int = 0
    alone: int = 0
    later_right: int = 0
    origins: Counter[str] = field(default_factory=Counter)


def keep_records(
    ledger: Ledger, propositions: Sequence[Proposition], origins: Origins, predictions: Sequence[Prediction]
) -> tuple[SourceRecord, ...]:
    """The record of every named voice, and of every outlet for what it says itself; outlets first, by name.

    A proposition counts once for a source. It is confirmed where an independent origin says the same flatly,
    contradicted where one says the opposite (it may be both), alone where nobody else speaks of it.

    Args:
        ledger: The whole case.
        propositions: The propositions found in it.
        origins: Whose word each claim is in the end.
        predictions: With what came of them.
    """
    tallies: dict[_Source, _Tally] = defaultdict(_Tally)
    of_claim: dict[str, _Source] = {}
    for article in ledger.articles:
        for claim in article.claims:
            source = _source(claim, article, ledger)
            if source is not None:
                of_claim[claim.id] = source
                tallies[source].claims += 1
                tallies[source].origins[_origin(claim.id, origins)] += 1
    for proposition in propositions:
        _count(proposition, of_claim, origins, tallies)
    for prediction in predictions:
        if prediction.state == "yes" and prediction.is_scored and prediction.claim in of_claim:
            tallies[of_claim[prediction.claim]].later_right += 1
    reports = list(_reports(propositions, origins))
    overlap = enough_overlap(reports)
    is_any = any(overlap.is_enough(source) for source in overlap.shared)
    estimate = accu_copy(reports) if is_any else None
    ordered = sorted(tallies.items(), key=lambda pair: (pair[0].kind, pair[0].name, pair[0].actor or ""))
    return tuple(_record(source, tally, overlap, estimate) for source, tally in ordered)


def _source(claim: LedgerClaim, article: LedgerArticle, ledger: Ledger) -> _Source | None:
    speaker = claim.speaker
    if speaker.kind == "outlet":
        name = speaker.name or article.outlet
        return _Source("outlet", name, speaker.actor) if name else None
    if speaker.kind != "named" or speaker.name is None:
        return None
    known = ledger.actors.get(speaker.actor or "")
    return _Source("voice", known.name if known else speaker.name, known.id if known else None)


def _origin(claim: str, origins: Origins) -> str:
    return origins.of_claim.get(claim, claim)


def _count(
    proposition: Proposition,
    of_claim: Mapping[str, _Source],
    origins: Origins,
    tallies: Mapping[_Source, _Tally],
) -> None:
    behind: dict[Sign, set[str]] = {1: set(), -1: set()}
    flat: dict[Sign, set[str]] = {1: set(), -1: set()}
    own: dict[_Source, dict[Sign, set[str]]] = {}
    for member in proposition.members:
        origin = _origin(member.claim, origins)
        behind[member.sign].add(origin)
        if not member.is_hedged:
            flat[member.sign].add(origin)
        source = of_claim.get(member.claim)
        if source is not None:
            own.setdefault(source, {1: set(), -1: set()})[member.sign].add(origin)
    for source, said in own.items():
        mine, tally = said[1] | said[-1], tallies[source]
        is_shared = bool((behind[1] | behind[-1]) - mine)
        tally.shared += is_shared
        tally.alone += not is_shared
        tally.confirmed += any(said[sign] and flat[sign] - mine for sign in said)
        tally.contradicted += bool(said[1] and behind[-1] - mine) or bool(said[-1] and behind[1] - mine)


def _reports(propositions: Sequence[Proposition], origins: Origins) -> Iterator[Report]:
    """What each origin says of each proposition; an origin that says both says nothing."""
    for proposition in propositions:
        said: dict[str, set[Sign]] = defaultdict(set)
        for member in proposition.members:
            if not member.is_hedged:
                said[_origin(member.claim, origins)].add(member.sign)
        for origin, signs in sorted(said.items()):
            if len(signs) == 1:
                yield Report(origin, proposition.id, "for" if 1 in signs else "against")


def _record(source: _Source, tally: _Tally, overlap: Overlap, estimate: Estimate | None) -> SourceRecord:
    origin = min(tally.origins, key=lambda one: (-tally.origins[one], one)) if tally.origins else ""
    shared = overlap.shared.get(origin, 0)
    numbers = f"{overlap.reports:.1f} reports a claim, {shared} shared claims"
    reliability = None
    basis = f"not enough overlap to say: {numbers} (it takes {LEAST_REPORTS:.0f} and {LEAST_SHARED})"
    if estimate is not None and overlap.is_enough(origin):
        low, high = estimate.interval[origin]
        reliability = (low, round(estimate.accuracy[origin], 3), high)
        basis = f"model (one coin a source, copiers discounted): {numbers}"
    return SourceRecord(
        name=source.name,
        kind=source.kind,
        actor=source.actor,
        claims=tally.claims,
        shared=tally.shared,
        confirmed=tally.confirmed,
        contradicted=tally.contradicted,
        alone=tally.alone,
        later_right=tally.later_right,
        reliability=reliability,
        basis=basis,
    )
