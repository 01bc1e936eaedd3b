"""Claims that say the same or the opposite, in groups: the propositions of a case."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rashomon.cues.negations import any_negates
from rashomon.findings import Copy, Member, Proposition
from rashomon.ledger import Judgement, Ledger, LedgerClaim, Sign
from rashomon.survey.blocking import copied_pairs, find_pairs
from rashomon.survey.clustering import Link, Pair, cluster
from rashomon.survey.contents import Content, contents_of
from rashomon.survey.likeness import Likeness, Scale, score_frames
from rashomon.survey.neighbours import find_neighbours
from rashomon.survey.plainness import plain_text, plainness

SAME = 0.5
"""From this mean score on claims say the same."""
_WORTH_ASKING = 0.25
"""Pairs less alike by frames are not put before the net."""
_SURE = 0.8
"""From here on the net's word on the sign counts."""
_ELLIPSIS = 0.75
"""How sure it is that "denied it" means the claim before."""


class Compare(Protocol):
    """A net that has learnt which statements say the same."""

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row for each text, ``[n, d]``, of length 1."""
        ...

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[float, float, float]]:
        """For each pair the probabilities that they say the same, the opposite, something unrelated."""
        ...


@dataclass(frozen=True, slots=True)
class _Scored:
    """What is known of a pair of claims."""

    frame: Likeness
    net: tuple[float, float, float] | None = None

    @property
    def together(self) -> float | None:
        """The net's word that they are of one thing; None where it was not asked."""
        return None if self.net is None else self.net[0] + self.net[1]

    @property
    def score(self) -> float:
        """By frames: what the net says beside it is kept and shown, and moves no claim (decision 12)."""
        return self.frame.score

    @property
    def sign(self) -> Sign:
        """Whether they say the same or the opposite, by frames."""
        return self.frame.sign

    @property
    def is_open(self) -> bool:
        """Whether frames and net disagree."""
        if self.net is None or self.together is None:
            return False
        same, opposed, _ = self.net
        is_turned = max(same, opposed) >= _SURE and (same > opposed) != (self.frame.sign > 0)
        return (self.frame.score >= SAME) != (self.together >= 0.5) or is_turned


def group_claims(
    ledger: Ledger,
    copies: Sequence[Copy] = (),
    compare: Compare | None = None,
    judgements: Sequence[Judgement] | None = None,
    contents: Mapping[str, Content] | None = None,
) -> tuple[Proposition, ...]:
    """The propositions of at least two claims, by id; a claim is in one at most.

    Args:
        ledger: The case.
        copies: Which text went into which article: what stands in both is one claim told twice.
        compare: The pair net; without it frames alone decide.
        judgements: Verdicts on claims; those of the ledger if not given.
        contents: What the claims say, if that is known already (`contents_of`).

    Returns:
        Each with its members by article and number, the sign of each against ``text``. The same whatever
        the order of the articles.
    """
    known = contents_of(ledger) if contents is None else contents
    scale = Scale(known)
    given = ledger.judgements if judgements is None else judgements
    scored = _score_pairs(find_pairs(known, scale, copies), known, scale, compare)
    links = {pair: _link(one) for pair, one in scored.items()}
    links |= dict(_told_again(known, copies))
    links |= dict(_judged(known, given))
    groups = [dict(signs) for signs in cluster(links, SAME)]
    _attach(groups, known, {pair for pair, link in links.items() if link.is_bar})
    made = (_proposition(signs, known, scored) for signs in groups)
    return tuple(sorted(made, key=lambda one: one.id))


def single(content: Content) -> Proposition:
    """A proposition of one claim, for those that stand in a contradiction though nobody says the same."""
    return _proposition({content.claim.id: 1}, {content.claim.id: content}, {})


def _score_pairs(
    pairs: Iterable[Pair], contents: Mapping[str, Content], scale: Scale, compare: Compare | None
) -> dict[Pair, _Scored]:
    near = set() if compare is None else _near(contents, compare)
    frames = {(a, b): score_frames(contents[a], contents[b], scale) for a, b in sorted({*pairs, *near})}
    if compare is None:
        return {pair: _Scored(one) for pair, one in frames.items() if one.score > 0 or one.bar}
    asked = [
        pair for pair, one in frames.items() if one.score >= _WORTH_ASKING or (pair in near and one.score > 0)
    ]
    texts = [(plain_text(contents[a].claim), plain_text(contents[b].claim)) for a, b in asked]
    answers = dict(zip(asked, compare.judge(texts), strict=True)) if asked else {}
    return {pair: _Scored(one, answers.get(pair)) for pair, one in frames.items() if one.score > 0 or one.bar}


def _near(contents: Mapping[str, Content], compare: Compare) -> set[Pair]:
    """What the net puts next to each other among the claims that say something by themselves."""
    told = [one for one, content in contents.items() if not content.is_thin]
    if not told:
        return set()
    return find_neighbours(told, compare.vectors([plain_text(contents[one].claim) for one in told]))


def _link(one: _Scored) -> Link:
    return Link(one.score, one.sign, is_bar=one.frame.bar is not None)


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
    signs: Mapping[str, Sign], contents: Mapping[str, Content], scored: Mapping[Pair, _Scored]
) -> Proposition:
    best = max(signs, key=lambda claim: (plainness(contents[claim]), claim))
    # Of a statement that is only denied, the text is what is denied.
    turn: Sign = signs[best] if not _denies_its_words(contents[best].claim) else -signs[best]
    members = (_member(claim, signs, contents[claim], scored, turn=turn) for claim in signs)
    return Proposition(
        id=hashlib.sha256(f"proposition\0{best}".encode()).hexdigest()[:16],
        text=plain_text(contents[best].claim),
        claim=best,
        members=tuple(sorted(members, key=lambda one: _order(contents[one.claim].claim))),
    )


def _denies_its_words(claim: LedgerClaim) -> bool:
    """Whether a voice speaks against the words, rather than the words being a "not" themselves."""
    if claim.polarity != "negative":
        return False
    start = claim.span.start
    inside = (b for b in claim.because if any(span.contains(b) for span in claim.spans))
    return not any_negates(claim.text[b.start - start : b.end - start] for b in inside)


def _order(claim: LedgerClaim) -> tuple[str, int]:
    return claim.article, claim.number


def _member(
    claim: str,
    signs: Mapping[str, Sign],
    content: Content,
    scored: Mapping[Pair, _Scored],
    *,
    turn: Sign,
) -> Member:
    others = ((min(claim, other), max(claim, other)) for other in sorted(signs) if other != claim)
    found = [scored[pair] for pair in others if pair in scored]
    near = max(found, key=lambda one: one.score, default=None)
    nets = [one.together for one in found if one.together is not None]
    return Member(
        claim=claim,
        sign=1 if signs[claim] == turn else -1,
        is_hedged=content.claim.is_hedged,
        score_frame=round(near.frame.score if near else 1.0 if len(signs) == 1 else _ELLIPSIS, 4),
        score_net=round(max(nets), 4) if nets else None,
        is_open=near is not None and near.is_open,
        reason=near.frame.reason if near else "" if len(signs) == 1 else "the words before or the same words",
    )
