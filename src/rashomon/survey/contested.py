"""What is contested: propositions with a side, who stands behind each, and which exclude one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.findings import Conflict, Origin, Origins, Proposition
from rashomon.ledger import Ledger, LedgerClaim, Sign

Side = tuple[str, Sign]
"""A proposition's id, and whether it holds or its opposite does."""

HEDGED = 0.5
"""What an origin counts for that only hedges, or whose claim a person should look at."""
SAME_ORIGIN = 0.85
"""From so sure on two origins count as one: a spokesman and whom he speaks for."""
SUREST = 0.5
"""Conflicts less sure than this split nothing: one that is none doubles the versions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Whose words claims are: an actor's, an outlet's, somebody's without a name."""

    key: str
    name: str
    actor: str | None = None
    is_outlet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A claim that puts somebody behind a side."""

    claim: str
    voice: Voice | None
    """None of a rumour."""
    origin: str
    counts: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """The conflict graph of a case."""

    excludes: Mapping[Side, frozenset[Side]]
    """Only sides with at least one other against them; whoever is excluded excludes in turn."""
    told: Mapping[Side, tuple[Telling, ...]]
    """By claim id; at least one for each side."""


def find_contest(
    ledger: Ledger, propositions: Sequence[Proposition], conflicts: Sequence[Conflict], origins: Origins
) -> Contest:
    """What excludes what, and who says it.

    The two sides of a proposition exclude each other; so do the sides of two propositions on which two claims
    are in conflict. What is only foretold, wished or demanded is on no side: it can come to pass or not, but
    not contradict what is so. What nobody has on the other side is not contested.

    >>> find_contest(Ledger(articles=()), (), (), Origins(origins=(), of_claim={})).excludes
    {}
    """
    tellings = _Tellings(ledger, origins)
    sure = {claim for one in conflicts if one.score >= SUREST for claim in (one.a, one.b)}
    told: dict[Side, tuple[Telling, ...]] = {}
    signs: dict[tuple[str, str], Sign] = {}
    for proposition in sorted(propositions, key=lambda one: one.id):
        by_sign: dict[Sign, dict[str, Telling]] = defaultdict(dict)
        for member in proposition.members:
            signs[proposition.id, member.claim] = member.sign
            # Of a claim that itself contradicts another it is not open whether it takes a side.
            is_open = member.is_open and member.claim not in sure
            telling = tellings.of(member.claim, hedged=member.is_hedged or is_open)
            if telling is not None:
                by_sign[member.sign][member.claim] = telling
        for sign, found in by_sign.items():
            told[proposition.id, sign] = tuple(found[claim] for claim in sorted(found))
    excludes = _excludes(told, conflicts, signs)
    kept = {side: frozenset(excludes[side]) for side in sorted(excludes)}
    return Contest(excludes=kept, told={side: told[side] for side in kept})


def _excludes(
    told: Mapping[Side, tuple[Telling, ...]],
    conflicts: Sequence[Conflict],
    signs: Mapping[tuple[str, str], Sign],
) -> dict[Side, set[Side]]:
    excludes: dict[Side, set[Side]] = defaultdict(set)
    pairs: list[tuple[Side, Side]] = [((name, 1), (name, -1)) for name, sign in told if sign == 1]
    for conflict in conflicts:
        first, second = conflict.propositions
        if first != second and conflict.score >= SUREST:
            a: Side = (first, signs.get((first, conflict.a), 1))
            b: Side = (second, signs.get((second, conflict.b), 1))
            pairs.append((a, b))
    for one, other in pairs:
        if one in told and other in told and (_is_told_flatly(told[one]) or _is_told_flatly(told[other])):
            excludes[one].add(other)
            excludes[other].add(one)
    return excludes


def _is_told_flatly(tellings: Sequence[Telling]) -> bool:
    """Whether anybody does not hedge: two possibilities exclude nothing."""
    return any(telling.counts >= 1.0 for telling in tellings)


class _Tellings:
    """Who tells a claim, and for how much that counts; looked up once a claim."""

    def __init__(self, ledger: Ledger, origins: Origins) -> None:
        self._ledger = ledger
        self._claims = ledger.claims
        self._of_claim = origins.of_claim
        self._origins = {origin.id: origin for origin in origins.origins}
        self._one = _one_origin(origins)

    def of(self, claim_id: str, *, hedged: bool) -> Telling | None:
        """None where the claim is not in the ledger, or tells nothing that is so."""
        claim = self._claims.get(claim_id)
        if claim is None or claim.mode != "actual":
            return None
        own = self._of_claim.get(claim.id)
        voice = voice_of(claim, self._ledger, self._origins.get(own) if own else None)
        origin = self._one.get(own, own) if own else (voice.key if voice else claim.id)
        return Telling(claim=claim.id, voice=voice, origin=origin, counts=HEDGED if hedged else 1.0)


def _one_origin(origins: Origins) -> dict[str, str]:
    """Of each origin that is likely the same as others the lowest id among them."""
    import networkx as nx

    graph = nx.Graph((one.a, one.b) for one in origins.dependences if one.probability >= SAME_ORIGIN)
    return {origin: min(group) for group in nx.connected_components(graph) for origin in group}


def voice_of(claim: LedgerClaim, ledger: Ledger, origin: Origin | None) -> Voice | None:
    """Whose words a claim is; None of a rumour.

    A source that the origins know goes by what they know of it, since they join a ministry under two names;
    an outlet is itself even where it has a text from elsewhere.
    """
    speaker = claim.speaker
    if speaker.kind == "rumour":
        return None
    if speaker.kind == "outlet":
        name = speaker.name or claim.article
        return Voice(key=f"outlet {name}", name=name, actor=speaker.actor, is_outlet=True)
    if origin is not None and origin.kind in ("named", "unnamed"):
        name = origin.name or speaker.name or "unnamed"
        return Voice(key=f"origin {origin.id}", name=name, actor=origin.actor or speaker.actor)
    if speaker.actor is not None:
        actor = ledger.actors.get(speaker.actor)
        name = actor.name if actor else speaker.name or speaker.actor
        return Voice(key=f"actor {speaker.actor}", name=name, actor=speaker.actor)
    name = speaker.name or "unnamed"
    return Voice(key=f"name {name.casefold()}" if speaker.kind == "named" else f"claim {claim.id}", name=name)
