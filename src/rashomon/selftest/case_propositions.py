"""Propositions found against those of the key: grouping, signs, and how many origins.

Grouping is scored by B-cubed for groups that may share members (Amigó, Gonzalo, Artiles and Verdejo 2009):
of two claims that share groups, as many as they share in the key should be shared by what was found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Set
from dataclasses import dataclass

from rashomon.findings import Member, OriginCount, Proposition, Survey
from rashomon.selftest.case_key import CaseKey, KeyClaim, KeyProposition
from rashomon.selftest.figures import BCubed, Portion, Rate, Share, macro_f1

_SIGNS = {"for": 1, "against": -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """The proposition found that a proposition of the key is most like."""

    found: Proposition
    is_turned: bool
    """It says the opposite: its claims for are those against, by the key."""

    @property
    def origins(self) -> OriginCount:
        """The origins of what the key calls the claims for."""
        return self.found.dissent if self.is_turned else self.found.support

    def side(self, member: Member) -> str:
        """Where a member stands, as the key would call it."""
        if member.is_hedged:
            return "hedged"
        return "for" if (member.sign < 0) == self.is_turned else "against"


def b_cubed_of_groups(
    key: Mapping[KeyClaim, Set[Hashable]], found: Mapping[KeyClaim, Set[Hashable]]
) -> BCubed:
    """B-cubed over the claims of ``key``, each with its groups; a claim may be in several.

    A claim that ``found`` has in no group has recall 0 and no say in precision. Claims that the key does not
    have are not counted.

    >>> a, b = KeyClaim("dam.txt", "a1"), KeyClaim("dam.txt", "a2")
    >>> b_cubed_of_groups({a: {"fell"}, b: {"stands"}}, {a: {1}, b: {1}})
    BCubed(precision=0.5, recall=1.0, items=2, found=2)
    """
    grouped = {claim: groups for claim in key if (groups := found.get(claim))}
    precision = sum(_agreement(claim, grouped, key) for claim in grouped)
    recall = sum(_agreement(claim, key, grouped) for claim in grouped)
    return BCubed(
        precision=precision / len(grouped) if grouped else float(not key),
        recall=recall / len(key) if key else 1.0,
        items=len(key),
        found=len(grouped),
    )


def _agreement(
    claim: KeyClaim,
    ours: Mapping[KeyClaim, Set[Hashable]],
    theirs: Mapping[KeyClaim, Set[Hashable]],
) -> float:
    """The mean, over the claims that share groups with ``claim`` in ``ours``, of how ``theirs`` agrees."""
    shares = []
    for other in ours:
        shared = len(ours[claim] & ours[other])
        if shared:
            both = len(theirs.get(claim, frozenset()) & theirs.get(other, frozenset()))
            shares.append(min(shared, both) / shared)
    return sum(shares) / len(shares) if shares else 0.0


def find_counterparts(
    key: CaseKey, claims: Mapping[KeyClaim, str], survey: Survey
) -> Mapping[str, Counterpart]:
    """For each proposition of the key, by name, the one found that has most of its claims.

    Of two that have as many, the one with fewer claims of the key's other propositions.
    """
    homes: dict[str, list[Proposition]] = defaultdict(list)
    for proposition in survey.propositions:
        for member in proposition.members:
            homes[member.claim].append(proposition)
    listed = {claims[claim] for one in key.propositions for claim in one.sides if claim in claims}
    found = {}
    for one in key.propositions:
        wanted = {claims[claim] for claim in one.sides if claim in claims}
        candidates = {home.id: home for claim in wanted for home in homes[claim]}
        if candidates:
            best = min(candidates.values(), key=lambda home: _rank(home, wanted, listed))
            found[one.name] = Counterpart(found=best, is_turned=_is_turned(one, best, claims))
    return found


def _rank(home: Proposition, wanted: Set[str], listed: Set[str]) -> tuple[int, int, str]:
    members = {member.claim for member in home.members}
    return -len(members & wanted), len(members & listed - wanted), home.id


def _is_turned(key: KeyProposition, found: Proposition, claims: Mapping[KeyClaim, str]) -> bool:
    signs = {member.claim: member.sign for member in found.members}
    votes = [
        _SIGNS[side] * signs[claims[claim]]
        for claim, side in key.sides.items()
        if side in _SIGNS and claims.get(claim) in signs
    ]
    return sum(votes) < 0


def score_propositions(
    key: CaseKey,
    claims: Mapping[KeyClaim, str],
    survey: Survey,
    counterparts: Mapping[str, Counterpart],
) -> tuple[list[Rate], list[Portion]]:
    """The lines on propositions and their origins; none where the key has none."""
    if not key.propositions:
        return [], []
    theirs: dict[KeyClaim, set[Hashable]] = defaultdict(set)
    for one in key.propositions:
        for claim in one.sides:
            theirs[claim].add(one.name)
    homes: dict[str, set[Hashable]] = defaultdict(set)
    for proposition in survey.propositions:
        for member in proposition.members:
            homes[member.claim].add(proposition.id)
    ours: dict[KeyClaim, set[Hashable]] = {
        claim: homes[claims[claim]] for claim in theirs if homes.get(claims.get(claim, ""))
    }
    known = {claim: groups for claim, groups in theirs.items() if claim in claims}
    rates = [
        Rate(step="propositions", what="B-cubed over claims found", score=b_cubed_of_groups(known, ours)),
        Rate(step="propositions", what="B-cubed over all claims", score=b_cubed_of_groups(theirs, ours)),
    ]
    portions = [
        Portion(step="propositions", what="claims found", share=Share(len(known), len(theirs))),
        _signs(key, claims, counterparts),
        *_origins(key, counterparts),
    ]
    return rates, portions


def _signs(key: CaseKey, claims: Mapping[KeyClaim, str], counterparts: Mapping[str, Counterpart]) -> Portion:
    """Of the key's claims that are in the counterpart of their proposition."""
    pairs = []
    for one in key.propositions:
        counterpart = counterparts.get(one.name)
        members = {member.claim: member for member in counterpart.found.members} if counterpart else {}
        for claim, side in one.sides.items():
            member = members.get(claims.get(claim, ""))
            if counterpart is not None and member is not None:
                pairs.append((side, counterpart.side(member)))
    right = Counter(theirs == ours for theirs, ours in pairs)[True]
    share = Share(right, len(pairs))
    return Portion(
        step="propositions",
        what="for, against, hedged",
        share=share,
        macro_f1=macro_f1(pairs) if pairs else None,
    )


def _origins(key: CaseKey, counterparts: Mapping[str, Counterpart]) -> list[Portion]:
    marks: dict[str, list[bool]] = {name: [] for name in ("low", "best", "high", "all three", "best within")}
    for one in key.propositions:
        if one.origins is None:
            continue
        counterpart = counterparts.get(one.name)
        theirs = (one.origins.low, one.origins.best, one.origins.high)
        found = counterpart.origins if counterpart else OriginCount(low=0, best=0, high=0)
        ours = (found.low, found.best, found.high)
        for name, wanted, count in zip(("low", "best", "high"), theirs, ours, strict=True):
            marks[name].append(wanted == count)
        marks["all three"].append(theirs == ours)
        marks["best within"].append(one.origins.low <= found.best <= one.origins.high)
    return [
        Portion(step="origins", what=what, share=Share(sum(right), len(right)))
        for what, right in marks.items()
        if right
    ]
