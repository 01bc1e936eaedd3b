"""Copies, contradictions and drift found against those of the key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations, product

from rashomon.findings import Copy, Drift, Survey
from rashomon.selftest.case_key import CaseKey, KeyClaim, KeyConflict, KeyDrift, KeyProposition
from rashomon.selftest.figures import Portion, Rate, Score, Share

Pair = frozenset[str]
Kinds = Mapping[Pair, Set[str]]
"""Two claims, or two articles, and the kinds of what holds between them."""

# Below it nobody can tell which of two articles is the copy (`rashomon.findings.Copy`).
_DIRECTED = 0.5


def score_copies(key: CaseKey, survey: Survey) -> list[Rate]:
    """The lines on copies; none where the key has none.

    Citing is no copying. Two copies of one article share its text too: finding that counts neither way.
    """
    if not key.copies:
        return []
    wanted = {(copy.into, copy.of) for copy in key.copies}
    found = {(copy.child, copy.parent) for copy in survey.copies if copy.kind != "cites"}
    sure = {(copy.child, copy.parent) for copy in survey.copies if _is_directed(copy)}
    siblings = _siblings(wanted)
    pairs = {frozenset(pair) for pair in wanted}
    ours = {frozenset(pair) for pair in found} - siblings
    both = Score(len(pairs & ours), len(ours - pairs), len(pairs - ours))
    directed = {pair for pair in sure if frozenset(pair) not in siblings}
    way = Score(len(wanted & directed), len(directed - wanted), len(wanted - directed))
    return [
        Rate(step="copies", what="pairs", score=both),
        Rate(step="copies", what="pairs with direction", score=way),
    ]


def _is_directed(copy: Copy) -> bool:
    return copy.kind != "cites" and copy.direction >= _DIRECTED


def _siblings(wanted: Set[tuple[str, str]]) -> set[Pair]:
    children: dict[str, list[str]] = defaultdict(list)
    for child, parent in sorted(wanted):
        children[parent].append(child)
    pairs = {frozenset(pair) for group in children.values() for pair in combinations(group, 2)}
    return pairs - {frozenset(pair) for pair in wanted}


def score_conflicts(
    key: CaseKey, claims: Mapping[KeyClaim, str], survey: Survey
) -> tuple[list[Rate], list[Portion]]:
    """The lines on contradictions; none where the key has none.

    The key lists some contradictions. Others follow from it: who is for a proposition contradicts who is
    against it, and where two propositions exclude one another, so do all their claims; those are right, but
    none is missed where they are not found. What is found between claims of which the key says nothing at all
    counts neither way. Everything else that is found is wrong.
    """
    if not key.conflicts:
        return [], []
    listed, lost = _listed(key, claims)
    implied = _implied(key, claims)
    found: dict[Pair, set[str]] = defaultdict(set)
    for conflict in survey.conflicts:
        found[frozenset((conflict.a, conflict.b))].add(conflict.kind)
    spoken = {claims[claim] for claim in _spoken(key) if claim in claims}
    judged = {pair: kinds for pair, kinds in found.items() if pair & spoken}
    bare = _score(_any_kind(listed), _any_kind(implied), _any_kind(judged))
    missed = (len(lost), len({frozenset(conflict.claims) for conflict in lost}))
    full = _score(listed, implied, judged) + Score(missed=missed[0])
    rates = [
        Rate(step="contradictions", what="with kind", score=full),
        Rate(step="contradictions", what="whatever kind", score=bare + Score(missed=missed[1])),
    ]
    unjudged = Share(len(found) - len(judged), len(found))
    return rates, [
        Portion(step="contradictions", what="not in the key's say", share=unjudged, note="of all found")
    ]


def _listed(key: CaseKey, claims: Mapping[KeyClaim, str]) -> tuple[Kinds, list[KeyConflict]]:
    """The key's contradictions between claims that were found, and its others."""
    pairs: dict[Pair, set[str]] = defaultdict(set)
    lost = []
    for conflict in key.conflicts:
        pair = frozenset(claims[claim] for claim in conflict.claims if claim in claims)
        if len(pair) == 2:
            pairs[pair].add(conflict.kind)
        else:
            lost.append(conflict)
    return pairs, lost


def _score(listed: Kinds, implied: Kinds, found: Kinds) -> Score:
    score = Score()
    for pair, kinds in found.items():
        right = len(kinds & listed.get(pair, frozenset()))
        follows = len(kinds & implied.get(pair, frozenset()) - listed.get(pair, frozenset()))
        score += Score(right, len(kinds) - right - follows, 0, follows)
    missed = sum(len(kinds - found.get(pair, frozenset())) for pair, kinds in listed.items())
    return score + Score(missed=missed)


def _any_kind(kinds: Kinds) -> Kinds:
    return {pair: {""} for pair in kinds}


def _spoken(key: CaseKey) -> Iterator[KeyClaim]:
    for proposition in key.propositions:
        yield from proposition.sides
    for conflict in key.conflicts:
        yield from conflict.claims


def _implied(key: CaseKey, claims: Mapping[KeyClaim, str]) -> Kinds:
    """Contradictions that follow from the key, with the kinds that they may be called."""
    pairs: dict[Pair, set[str]] = defaultdict(set)

    def add(left: Sequence[KeyClaim], right: Sequence[KeyClaim], kinds: set[str]) -> None:
        for one, other in product(left, right):
            if one in claims and other in claims and claims[one] != claims[other]:
                pairs[frozenset((claims[one], claims[other]))] |= kinds

    for one in key.propositions:
        kinds = _kinds_between(one, "for", one, "against", key)
        add(one.on("for"), one.on("against"), kinds or {"polarity"})
    for one, other in combinations(key.propositions, 2):
        if kinds := _kinds_between(one, "for", other, "for", key):
            add(one.on("for"), other.on("for"), kinds)
    return pairs


def _kinds_between(
    one: KeyProposition, side: str, other: KeyProposition, other_side: str, key: CaseKey
) -> set[str]:
    """The kinds of the listed contradictions between the sides of two propositions.

    A claim that is on both sides ties nothing: one that is for both propositions does not set them apart.
    """
    left, right = set(one.on(side)), set(other.on(other_side))
    left, right = left - right, right - left
    return {
        conflict.kind
        for conflict in key.conflicts
        for first, second in (conflict.claims, conflict.claims[::-1])
        if first in left and second in right
    }


def score_drifts(key: CaseKey, claims: Mapping[KeyClaim, str], survey: Survey) -> list[Portion]:
    """The lines on drift; none where the key has none.

    One of the key is found where one with its direction goes through two of its claims, in their order. The
    key does not have every drift of the case: what else was found need not be wrong.
    """
    if not key.drifts:
        return []
    paired = [[_is_drift(one, found, claims) for found in survey.drifts] for one in key.drifts]
    hits = sum(any(row) for row in paired)
    right = sum(any(column) for column in zip(*paired, strict=True))
    return [
        Portion(step="drift", what="found", share=Share(hits, len(key.drifts))),
        Portion(
            step="drift",
            what="in the key, of those found",
            share=Share(right, len(survey.drifts)),
            note="the key has not all",
        ),
    ]


def _is_drift(key: KeyDrift, found: Drift, claims: Mapping[KeyClaim, str]) -> bool:
    if key.direction != found.direction:
        return False
    at = {step.claim: place for place, step in enumerate(found.steps)}
    places = [at[claims[step]] for step in key.steps if claims.get(step) in at]
    return any(left < right for left, right in combinations(places, 2))
