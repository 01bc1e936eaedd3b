"""Claims that say the same or the opposite, in groups: the propositions of a case."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import networkx as nx

from rashomon.findings import Copy, Member, Proposition
from rashomon.ledger import Judgement, Ledger, LedgerClaim, Relation, Sign
from rashomon.survey.blocking import copied_pairs
from rashomon.survey.communities import find_communities
from rashomon.survey.comparing import Compare
from rashomon.survey.contents import Content, contents_of
from rashomon.survey.pairs import Compared, Scored
from rashomon.survey.plainness import plain_text, plainness
from rashomon.survey.relations import Pair, denies_its_words, relate_claims
from rashomon.survey.signs import take_sides

COST = 0.019
"""What every pair costs that is put together (`rashomon.survey.communities`): most pairs of a group share no
word and were never compared; see decisions 15, 19, 27 and 31."""
_VERDICT, _CERTAIN = 1e6, 1e3
"""What a person's "unrelated" weighs, and how far pairs that must be together lean."""
_SIGNS: Mapping[str, Sign] = {"same": 1, "opposed": -1}
"""Of a person's verdicts."""
_ELLIPSIS = 0.75
"""How sure it is that "denied it" means the claim before."""
_MIDDLE = 0.6
"""Of the links of a group's best linked claim so much must a claim have to give the group its words."""
_LIKELY, _SURE = 0.5, 0.8
"""From these probabilities on the net holds something likely, or is sure."""


def group_claims(
    ledger: Ledger,
    copies: Sequence[Copy] = (),
    compare: Compare | None = None,
    pairs: Compared | None = None,
    judgements: Sequence[Judgement] | None = None,
    contents: Mapping[str, Content] | None = None,
) -> tuple[Proposition, ...]:
    """The propositions of at least two claims, by id; a claim is in one at most.

    Args:
        ledger: The case.
        copies: Which text went into which article: what stands in both is one claim told twice.
        compare: The pair net: what it says of a claim and the plainest of its group is kept beside what
            joined them, and marked where it disagrees.
        pairs: What is known of pairs of claims (`compare_claims`); what frames say, if not given. What
            nearness and the net alone put together is marked open.
        judgements: Verdicts on claims; those of the ledger if not given.
        contents: What the claims say, if that is known already (`contents_of`).

    Returns:
        Each with its members by article and number, the sign of each against ``text``. The same whatever
        the order of the articles.
    """
    known = contents_of(ledger) if contents is None else contents
    given = ledger.judgements if judgements is None else judgements
    scored = (pairs or Compared()).scored(known, copies)
    judged = dict(_judged(known, given))
    must = dict(_told_again(known, copies))
    must |= {pair: _SIGNS[verdict] for pair, verdict in judged.items() if verdict in _SIGNS}
    parted = {pair for pair, verdict in judged.items() if verdict == "unrelated"}
    groups = _grouped(scored, must, parted)
    _attach(groups, known, {*parted, *(pair for pair, one in scored.items() if one.framed.bar)})
    sure = _sure_pairs(scored, must, known)
    named = [(_telling(signs, known, scored), signs) for signs in groups]
    answers = {} if compare is None else _asked(named, known, compare)
    made = (
        _proposition(best, signs, known, scored, answers, _knots(best, signs, sure)) for best, signs in named
    )
    return tuple(sorted(made, key=lambda one: one.id))


def _asked(
    named: Iterable[tuple[str, Mapping[str, Sign]]], contents: Mapping[str, Content], compare: Compare
) -> Mapping[Pair, Relation]:
    """What the net says of each member and the one that gives its group its words."""
    pairs = ((claim, best) for best, signs in named for claim in signs if claim != best)
    return relate_claims({(min(pair), max(pair)) for pair in pairs}, contents, compare)


def _telling(
    signs: Mapping[str, Sign], contents: Mapping[str, Content], scored: Mapping[Pair, Scored]
) -> str:
    """The claim that tells best what a group is about: the plainest of those in its middle."""
    middle = dict.fromkeys(sorted(signs), 0.0)
    for a, b in combinations(middle, 2):
        weight = scored[a, b].weight if (a, b) in scored else 0.0
        middle[a] += weight
        middle[b] += weight
    least = _MIDDLE * max(middle.values())
    central = [claim for claim, weight in middle.items() if weight >= least]
    return max(central or middle, key=lambda claim: (plainness(contents[claim]), claim))


def single(content: Content) -> Proposition:
    """A proposition of one claim, for those that stand in a contradiction though nobody says the same."""
    claim = content.claim.id
    return _proposition(claim, {claim: 1}, {claim: content}, {}, {}, {claim: 0})


def _grouped(
    scored: Mapping[Pair, Scored], must: Mapping[Pair, Sign], parted: Iterable[Pair]
) -> list[dict[str, Sign]]:
    """The groups of two claims and more, each claim with its sign."""
    tied = nx.Graph()
    tied.add_nodes_from(sorted({claim for pair in (*scored, *must) for claim in pair}))
    tied.add_edges_from(sorted(must))
    parts = {min(part): part for part in nx.connected_components(tied)}
    home = {claim: name for name, part in parts.items() for claim in part}
    weights: dict[Pair, float] = defaultdict(float)
    weighed = ((pair, one.weight) for pair, one in scored.items())
    for (a, b), weight in (*weighed, *((pair, -_VERDICT) for pair in parted)):
        if a in home and b in home and home[a] != home[b]:
            weights[min(home[a], home[b]), max(home[a], home[b])] += weight
    sizes = {name: len(part) for name, part in parts.items()}
    found = find_communities(sizes, weights, COST)
    groups = [sorted(claim for name in names for claim in parts[name]) for names in found]
    leans = {pair: one.lean for pair, one in scored.items()}
    leans |= {pair: sign * _CERTAIN for pair, sign in must.items()}
    return [
        take_sides(claims, inside)
        for claims, inside in zip(groups, _within(groups, leans), strict=True)
        if len(claims) > 1
    ]


def _within(groups: Sequence[Sequence[str]], leans: Mapping[Pair, float]) -> list[dict[Pair, float]]:
    """For each group the pairs of its members."""
    home = {claim: place for place, claims in enumerate(groups) for claim in claims}
    inside: list[dict[Pair, float]] = [{} for _ in groups]
    for (a, b), lean in leans.items():
        if home.get(a, -1) == home.get(b, -2):
            inside[home[a]][a, b] = lean
    return inside


def _told_again(contents: Mapping[str, Content], copies: Sequence[Copy]) -> Iterator[tuple[Pair, Sign]]:
    """Claims that are the same words: in copied text, or told by two voices of one chain."""
    places: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for content in contents.values():
        places[content.claim.article, content.claim.spans].append(content.claim.id)
    chains = ((a, b) for same in places.values() for a, b in pairwise(same))
    for one, two in (*chains, *copied_pairs(contents, copies)):
        pair = (one, two) if one < two else (two, one)
        yield pair, 1 if contents[one].main.sign == contents[two].main.sign else -1


def _judged(contents: Mapping[str, Content], judgements: Iterable[Judgement]) -> Iterator[tuple[Pair, str]]:
    """Pairs of claims with what a person says of them."""
    for one in judgements:
        known = one.kind == "claim" and one.subject in contents and one.object in contents
        if known and one.object is not None and one.subject != one.object:
            yield (min(one.subject, one.object), max(one.subject, one.object)), one.verdict


def _attach(groups: list[dict[str, Sign]], contents: Mapping[str, Content], barred: set[Pair]) -> None:
    """Put what repeats or denies the claim before it as a whole with that claim."""
    home = {claim: signs for signs in groups for claim in signs}
    for content in contents.values():
        claim, other = content.claim.id, content.same_as
        if other is None or (min(claim, other), max(claim, other)) in barred:
            continue
        if claim in home:
            continue
        if other not in home:
            home[other] = {other: 1}
            groups.append(home[other])
        home[other][claim] = 1 if home[other][other] == content.same_sign else -1
        home[claim] = home[other]


def _sure_pairs(
    scored: Mapping[Pair, Scored], must: Iterable[Pair], contents: Mapping[str, Content]
) -> nx.Graph:
    """All claims, and a link for each pair surely of one thing, by frames, words, a voice or a person."""
    graph = nx.Graph()
    graph.add_nodes_from(contents)
    graph.add_edges_from(pair for pair, one in scored.items() if not one.is_open and one.weight > 0)
    graph.add_edges_from((one.claim.id, one.same_as) for one in contents.values() if one.same_as is not None)
    graph.add_edges_from(must)
    return graph


def _knots(best: str, signs: Mapping[str, Sign], sure: nx.Graph) -> Mapping[str, int]:
    """By one number, the members of a group that rows of sure pairs tie together; 0: with the best claim."""
    parts = nx.connected_components(sure.subgraph(signs))
    ordered = sorted(parts, key=lambda part: (best not in part, min(part)))
    return {claim: knot for knot, part in enumerate(ordered) for claim in part}


def _proposition(
    best: str,
    signs: Mapping[str, Sign],
    contents: Mapping[str, Content],
    scored: Mapping[Pair, Scored],
    answers: Mapping[Pair, Relation],
    knots: Mapping[str, int],
) -> Proposition:
    # Of a statement that is only denied, the text is what is denied.
    turn: Sign = signs[best] if not denies_its_words(contents[best].claim) else -signs[best]
    members = (
        _member(
            contents[claim],
            1 if signs[claim] == turn else -1,
            _joined(claim, signs, scored),
            answers.get((min(claim, best), max(claim, best))),
            knots[claim],
            is_with=signs[claim] == signs[best],
            is_alone=len(signs) == 1,
        )
        for claim in signs
    )
    made = Proposition(
        id=hashlib.sha256(f"proposition\0{best}".encode()).hexdigest()[:16],
        text=plain_text(contents[best].claim),
        claim=best,
        members=tuple(sorted(members, key=lambda one: _order(contents[one.claim].claim))),
    )
    sure = {member.claim for member in made.members if made.holds(member)}
    weighed = (
        one if made.holds(one) else replace(one, likely=_likely(_joined(one.claim, sure, scored)))
        for one in made.members
    )
    return replace(made, members=tuple(weighed))


def _likely(joined: Sequence[Scored]) -> float:
    return round(sum(one.score for one in joined) / len(joined), 4) if joined else 0.0


def _disagrees(answer: Relation | None, *, is_with: bool) -> bool:
    """Whether the net says that two claims are not of one thing, or is sure of the other sign."""
    if answer is None:
        return False
    is_turned = max(answer.same, answer.opposed) >= _SURE and (answer.same > answer.opposed) != is_with
    return answer.other > _LIKELY or is_turned


def _order(claim: LedgerClaim) -> tuple[str, int]:
    return claim.article, claim.number


def _joined(claim: str, signs: Collection[str], scored: Mapping[Pair, Scored]) -> list[Scored]:
    """What joins a claim to the others of its group."""
    others = ((min(claim, other), max(claim, other)) for other in sorted(signs) if other != claim)
    return [scored[pair] for pair in others if pair in scored]


def _member(
    content: Content,
    sign: Sign,
    joined: Sequence[Scored],
    answer: Relation | None,
    knot: int,
    *,
    is_with: bool,
    is_alone: bool,
) -> Member:
    """``answer``: the net's word on it and the best of its group; ``is_with``: it says what that says."""
    near = max(joined, key=lambda one: one.score, default=None)
    return Member(
        claim=content.claim.id,
        sign=sign,
        is_hedged=content.claim.is_hedged,
        score_frame=round(near.framed.frame.score if near else 1.0 if is_alone else _ELLIPSIS, 4),
        score_net=None if answer is None else round(answer.together, 4),
        is_open=knot != 0 or (bool(joined) and _disagrees(answer, is_with=is_with)),
        knot=knot,
        reason=near.framed.frame.reason if near else "" if is_alone else "the words before or the same words",
    )
