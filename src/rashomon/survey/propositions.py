"""Claims that say the same or the opposite, in groups: the propositions of a case."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from types import MappingProxyType

import networkx as nx

from rashomon.findings import Copy, Member, Proposition
from rashomon.ledger import Judgement, Ledger, LedgerClaim, Relation, Sign
from rashomon.survey.bars import find_bar
from rashomon.survey.blocking import copied_pairs, find_pairs
from rashomon.survey.communities import find_communities
from rashomon.survey.comparing import Compare
from rashomon.survey.contents import Content, contents_of
from rashomon.survey.likeness import Likeness, Scale, score_frames
from rashomon.survey.plainness import plain_text, plainness
from rashomon.survey.relations import Pair, denies_its_words, relate_claims
from rashomon.survey.same_figures import same_figures
from rashomon.survey.signs import take_sides

SAME = 0.5
"""From this score on frames say that two claims say the same."""
COST = 0.035
"""What every pair costs that is put together (`rashomon.survey.communities`): most pairs of a group share no
word and were never compared; see decisions 15 and 19."""
SURELY_NEAR = 0.9
"""From this probability on, nearly the same words, nearness alone is enough; what is less near is marked
open: one long name can bring two claims near that say different things."""
_STEEP, _LEAST = 4.17, 0.05
"""How fast the frames' score becomes a probability: 1 is .9, `SAME` is the least that counts."""
_FIGURE = 0.5
"""How sure it is that claims which give one telling figure are of one thing."""
_AGAINST: Mapping[str, float] = {"number": 0.3, "time": 0.1, "place": 0.1, "actor": 0.1}
"""How much what tells two claims apart speaks against their being together. The mode alone does not: who
foretells a thing and who reports it speak of one thing, and stand apart as hedged."""
_VERDICT, _CERTAIN = 1e6, 1e3
"""What a person's "unrelated" weighs, and how far pairs that must be together lean."""
_SIGNS: Mapping[str, Sign] = {"same": 1, "opposed": -1}
"""Of a person's verdicts."""
_ELLIPSIS = 0.75
"""How sure it is that "denied it" means the claim before."""
_UNSURE = 0.02
"""Added to the net's probabilities, so that it is never surer of a sign than fifty to one."""


_MIDDLE = 0.6
"""Of the links of a group's best linked claim so much must a claim have to give the group its words."""
_LIKELY, _SURE = 0.5, 0.8
"""From these probabilities on the net holds something likely, or is sure."""


@dataclass(frozen=True, slots=True)
class _Scored:
    """What is known of a pair of claims."""

    frame: Likeness
    near: float | None = None
    """By words and surroundings the probability that they are of one thing; None: not near."""
    bar: str | None = None
    """What tells them apart."""
    relation: Relation | None = None
    """What the net says of them, if it was asked."""
    has_figure: bool = False
    """They give one telling figure."""

    @property
    def score(self) -> float:
        """How likely they are of one thing, by frames, a figure, or nearness and the net's word together."""
        framed = _LEAST * math.pow(self.frame.score / SAME, _STEEP)
        near = (self.near or 0.0) * math.sqrt(self.relation.together if self.relation else 1.0)
        return max(near, min(1.0, framed), _FIGURE if self.has_figure else 0.0)

    @property
    def weight(self) -> float:
        """How much it speaks for their being together; below 0: against it."""
        against = _AGAINST.get(self.bar or "")
        return self.score if against is None else -against

    @property
    def is_open(self) -> bool:
        """Whether neither frames nor nearness are sure."""
        return self.frame.score < SAME and (self.near or 0.0) < SURELY_NEAR

    @property
    def lean(self) -> float:
        """Above 0 where they say the same, below where the opposite; -1 to 1.

        By frames that fit, else by the net's word. Of nearly the same words the net makes too much of what
        little differs, their order for one: there the frames say it too.
        """
        near = self.near or 0.0
        if self.frame.score >= SAME:
            return self.frame.sign * self.frame.score
        if self.bar == "number":
            return -near
        if self.relation is None or near >= SURELY_NEAR:
            return self.frame.sign * self.score
        odds = (self.relation.same + _UNSURE) / (self.relation.opposed + _UNSURE)
        return near * math.log(odds) / math.log(1 / _UNSURE)


def group_claims(
    ledger: Ledger,
    copies: Sequence[Copy] = (),
    compare: Compare | None = None,
    near: Mapping[Pair, float] = MappingProxyType({}),
    judgements: Sequence[Judgement] | None = None,
    contents: Mapping[str, Content] | None = None,
    relations: Mapping[Pair, Relation] = MappingProxyType({}),
) -> tuple[Proposition, ...]:
    """The propositions of at least two claims, by id; a claim is in one at most.

    Args:
        ledger: The case.
        copies: Which text went into which article: what stands in both is one claim told twice.
        compare: The pair net: what it says of a claim and the plainest of its group is kept beside what
            joined them, and marked where it disagrees.
        near: Pairs of claims, the lower id first, with the probability that they are of one thing by what a
            net makes of them (`find_near`). What that alone puts together is marked open.
        judgements: Verdicts on claims; those of the ledger if not given.
        contents: What the claims say, if that is known already (`contents_of`).
        relations: What the pair net says of pairs that are near (`relate_claims`).

    Returns:
        Each with its members by article and number, the sign of each against ``text``. The same whatever
        the order of the articles.
    """
    known = contents_of(ledger) if contents is None else contents
    given = ledger.judgements if judgements is None else judgements
    scored = _score_pairs(known, copies, near, relations)
    judged = dict(_judged(known, given))
    must = dict(_told_again(known, copies))
    must |= {pair: _SIGNS[verdict] for pair, verdict in judged.items() if verdict in _SIGNS}
    parted = {pair for pair, verdict in judged.items() if verdict == "unrelated"}
    groups = _grouped(scored, must, parted)
    _attach(groups, known, {*parted, *(pair for pair, one in scored.items() if one.bar)})
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
    signs: Mapping[str, Sign], contents: Mapping[str, Content], scored: Mapping[Pair, _Scored]
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


def _score_pairs(
    contents: Mapping[str, Content],
    copies: Sequence[Copy],
    near: Mapping[Pair, float],
    relations: Mapping[Pair, Relation],
) -> dict[Pair, _Scored]:
    scale, figures = Scale(contents), set(same_figures(contents))
    scored = {}
    for pair in sorted({*find_pairs(contents, scale, copies), *near, *figures}):
        a, b = (contents[one] for one in pair)
        frame = score_frames(a, b, scale)
        is_near = pair in near or pair in figures
        bar = frame.bar or (find_bar(a, b, a.main, b.main) if is_near and not frame.score else None)
        if bar or frame.score > 0 or is_near:
            scored[pair] = _Scored(frame, near.get(pair), bar, relations.get(pair), pair in figures)
    return scored


def _grouped(
    scored: Mapping[Pair, _Scored], must: Mapping[Pair, Sign], parted: Iterable[Pair]
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
    scored: Mapping[Pair, _Scored], must: Iterable[Pair], contents: Mapping[str, Content]
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
    scored: Mapping[Pair, _Scored],
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
    return Proposition(
        id=hashlib.sha256(f"proposition\0{best}".encode()).hexdigest()[:16],
        text=plain_text(contents[best].claim),
        claim=best,
        members=tuple(sorted(members, key=lambda one: _order(contents[one.claim].claim))),
    )


def _disagrees(answer: Relation | None, *, is_with: bool) -> bool:
    """Whether the net says that two claims are not of one thing, or is sure of the other sign."""
    if answer is None:
        return False
    is_turned = max(answer.same, answer.opposed) >= _SURE and (answer.same > answer.opposed) != is_with
    return answer.other > _LIKELY or is_turned


def _order(claim: LedgerClaim) -> tuple[str, int]:
    return claim.article, claim.number


def _joined(claim: str, signs: Mapping[str, Sign], scored: Mapping[Pair, _Scored]) -> list[_Scored]:
    """What joins a claim to the others of its group."""
    others = ((min(claim, other), max(claim, other)) for other in sorted(signs) if other != claim)
    return [scored[pair] for pair in others if pair in scored]


def _member(
    content: Content,
    sign: Sign,
    joined: Sequence[_Scored],
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
        score_frame=round(near.frame.score if near else 1.0 if is_alone else _ELLIPSIS, 4),
        score_net=None if answer is None else round(answer.together, 4),
        is_open=knot != 0 or (bool(joined) and _disagrees(answer, is_with=is_with)),
        knot=knot,
        reason=near.frame.reason if near else "" if is_alone else "the words before or the same words",
    )
