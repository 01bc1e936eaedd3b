"""Claims that say the same or the opposite, in groups: the propositions of a case."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from rashomon.findings import Copy, Member, Proposition
from rashomon.ledger import Judgement, Ledger, LedgerClaim, Relation, Sign
from rashomon.survey.bars import find_bar
from rashomon.survey.blocking import copied_pairs, find_pairs
from rashomon.survey.clustering import Link, Pair, cluster
from rashomon.survey.comparing import Compare
from rashomon.survey.contents import Content, contents_of
from rashomon.survey.likeness import Likeness, Scale, score_frames
from rashomon.survey.plainness import plain_text, plainness
from rashomon.survey.relations import denies_its_words, relate_claims

SAME = 0.5
"""From this score on frames say that two claims say the same."""
TOGETHER = 0.05
"""Claims are put together while the mean probability that they are of one thing is this or more.

It is the mean over all pairs of two groups, most of which share no words: see decision 15.
"""
SURELY_NEAR = 0.9
"""From this probability on, nearly the same words, nearness alone is enough; what is less near is marked
open: one long name can bring two claims near that say different things."""
OPPOSED = 0.7
"""From this probability on the net's word turns a claim against another, where frames do not fit."""
_STEEP = 4.17
"""How fast the frames' score becomes a probability: .5 is `TOGETHER`, 1 is .9."""
_ELLIPSIS = 0.75
"""How sure it is that "denied it" means the claim before."""


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

    @property
    def score(self) -> float:
        """The probability that they are of one thing, by frames or by nearness."""
        framed = TOGETHER * math.pow(self.frame.score / SAME, _STEEP)
        return max(self.near or 0.0, min(1.0, framed))

    @property
    def is_open(self) -> bool:
        """Whether neither frames nor nearness are sure."""
        return self.frame.score < SAME and (self.near or 0.0) < SURELY_NEAR

    @property
    def sign(self) -> Sign:
        """-1 where one says the opposite of the other: by frames that fit, else where the net takes it so."""
        # Of nearly the same words the net makes too much of what little differs, their order for one.
        if self.frame.score >= SAME or self.relation is None or (self.near or 0.0) >= SURELY_NEAR:
            return self.frame.sign
        return -1 if self.relation.opposed >= OPPOSED else 1


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
    scale = Scale(known)
    given = ledger.judgements if judgements is None else judgements
    scored = _score_pairs(find_pairs(known, scale, copies), near, relations, known, scale)
    links = {pair: _link(one) for pair, one in scored.items()}
    links |= dict(_told_again(known, copies))
    links |= dict(_judged(known, given))
    groups = [dict(signs) for signs in cluster(links, TOGETHER)]
    _attach(groups, known, {pair for pair, link in links.items() if link.is_bar})
    answers = {} if compare is None else _asked(groups, known, compare)
    made = (_proposition(signs, known, scored, answers) for signs in groups)
    return tuple(sorted(made, key=lambda one: one.id))


def _asked(
    groups: Iterable[Mapping[str, Sign]], contents: Mapping[str, Content], compare: Compare
) -> Mapping[Pair, Relation]:
    """What the net says of each member and the plainest one of its group."""
    pairs = [(claim, best) for signs in groups for best in [_plainest(signs, contents)] for claim in signs]
    asked = {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}
    return relate_claims(asked, contents, compare)


def _plainest(signs: Mapping[str, Sign], contents: Mapping[str, Content]) -> str:
    return max(signs, key=lambda claim: (plainness(contents[claim]), claim))


def single(content: Content) -> Proposition:
    """A proposition of one claim, for those that stand in a contradiction though nobody says the same."""
    return _proposition({content.claim.id: 1}, {content.claim.id: content}, {}, {})


def _score_pairs(
    pairs: Iterable[Pair],
    near: Mapping[Pair, float],
    relations: Mapping[Pair, Relation],
    contents: Mapping[str, Content],
    scale: Scale,
) -> dict[Pair, _Scored]:
    scored = {}
    for pair in sorted({*pairs, *near}):
        a, b = (contents[one] for one in pair)
        frame = score_frames(a, b, scale)
        bar = frame.bar or (find_bar(a, b, a.main, b.main) if pair in near and not frame.score else None)
        if bar or frame.score > 0 or pair in near:
            scored[pair] = _Scored(frame, near.get(pair), bar, relations.get(pair))
    return scored


def _link(one: _Scored) -> Link:
    return Link(one.score, one.sign, is_bar=one.bar is not None)


def _told_again(contents: Mapping[str, Content], copies: Sequence[Copy]) -> Iterator[tuple[Pair, Link]]:
    """Claims that are the same words: in copied text, or told by two voices of one chain."""
    places: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for content in contents.values():
        places[content.claim.article, content.claim.spans].append(content.claim.id)
    chains = ((a, b) for same in places.values() for a, b in pairwise(same))
    for one, two in (*chains, *copied_pairs(contents, copies)):
        pair = (one, two) if one < two else (two, one)
        sign: Sign = 1 if contents[one].main.sign == contents[two].main.sign else -1
        yield pair, Link(1.0, sign, is_must=True)


def _judged(contents: Mapping[str, Content], judgements: Iterable[Judgement]) -> Iterator[tuple[Pair, Link]]:
    """What a person says of two claims."""
    for one in judgements:
        if one.kind != "claim" or one.object is None:
            continue
        if one.subject not in contents or one.object not in contents or one.subject == one.object:
            continue
        pair = (min(one.subject, one.object), max(one.subject, one.object))
        if one.verdict in ("same", "opposed"):
            yield pair, Link(1.0, 1 if one.verdict == "same" else -1, is_must=True)
        elif one.verdict == "unrelated":
            yield pair, Link(0.0, is_bar=True)


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


def _proposition(
    signs: Mapping[str, Sign],
    contents: Mapping[str, Content],
    scored: Mapping[Pair, _Scored],
    answers: Mapping[Pair, Relation],
) -> Proposition:
    best = _plainest(signs, contents)
    # Of a statement that is only denied, the text is what is denied.
    turn: Sign = signs[best] if not denies_its_words(contents[best].claim) else -signs[best]
    members = (
        _member(
            *(claim, signs, contents[claim], scored),
            answer=answers.get((min(claim, best), max(claim, best))),
            is_with=signs[claim] == signs[best],
            turn=turn,
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


def _member(
    claim: str,
    signs: Mapping[str, Sign],
    content: Content,
    scored: Mapping[Pair, _Scored],
    *,
    answer: Relation | None,
    is_with: bool,
    turn: Sign,
) -> Member:
    """``is_with``: it says what the plainest of its group says; ``answer``: the net's word on the two."""
    others = ((min(claim, other), max(claim, other)) for other in sorted(signs) if other != claim)
    found = [scored[pair] for pair in others if pair in scored]
    near = max(found, key=lambda one: one.score, default=None)
    return Member(
        claim=claim,
        sign=1 if signs[claim] == turn else -1,
        is_hedged=content.claim.is_hedged,
        score_frame=round(near.frame.score if near else 1.0 if len(signs) == 1 else _ELLIPSIS, 4),
        score_net=None if answer is None else round(answer.together, 4),
        is_open=bool(found) and (all(one.is_open for one in found) or _disagrees(answer, is_with=is_with)),
        reason=near.frame.reason if near else "" if len(signs) == 1 else "the words before or the same words",
    )
