"""What is known of pairs of claims that may be of one thing: by frames, nearness, and all together."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.findings import Copy
from rashomon.ledger import Ledger, LedgerArticle, Relation
from rashomon.survey.bars import find_bar
from rashomon.survey.blocking import find_pairs
from rashomon.survey.comparing import Compare
from rashomon.survey.contents import Content
from rashomon.survey.likeness import Likeness, Scale, score_frames
from rashomon.survey.nearness import Nearness, Rows
from rashomon.survey.relations import Pair, is_turned, relate_claims
from rashomon.survey.same_figures import same_figures
from rashomon.survey.weighing import FRAMED, Clues, Weighed, weigh

SURELY_NEAR = 0.9
"""From this probability on, nearly the same words, nearness alone is enough; what is less near is marked
open: one long name can bring two claims near that say different things."""
_STEEP, _LEAST = 4.17, 0.05
"""How fast the frames' score becomes a probability: 1 is .9, `FRAMED` is the least that counts."""
_FIGURE = 0.5
"""How sure it is that claims which give one telling figure are of one thing."""
_AGAINST: Mapping[str, float] = {"number": 0.3, "time": 0.1, "place": 0.1, "actor": 0.1}
"""How much what tells two claims apart speaks against their being together. The mode alone does not: who
foretells a thing and who reports it speak of one thing, and stand apart as hedged."""
_UNSURE = 0.02
"""Added to probabilities of signs, so that none is surer than fifty to one."""
_NEAR = 0.05
"""The net is asked about pairs as likely of one thing as this, by nearness: a pair takes milliseconds."""
_FITTING = 0.3
"""And about those whose frames fit so well."""


@dataclass(frozen=True, slots=True)
class Framed:
    """What frames and figures say of two claims."""

    frame: Likeness
    bar: str | None
    """What tells them apart."""
    has_figure: bool
    """They give one telling figure."""
    common: tuple[float, float]
    """The weight of what both say, and its share (`rashomon.survey.likeness.Scale.common`)."""


@dataclass(frozen=True, slots=True)
class Scored:
    """All that is known of a pair of claims."""

    framed: Framed
    near: float | None = None
    """By words and surroundings the probability that they are of one thing; None: not near."""
    relation: Relation | None = None
    """What the net says of them, if it was asked."""
    weighed: Weighed | None = None
    """All of it together; None where it was not weighed."""

    @property
    def score(self) -> float:
        """How likely they are of one thing."""
        if self.weighed:
            return self.weighed.together
        framed = _LEAST * math.pow(self.framed.frame.score / FRAMED, _STEEP)
        near = (self.near or 0.0) * math.sqrt(self.relation.together if self.relation else 1.0)
        return max(near, min(1.0, framed), _FIGURE if self.framed.has_figure else 0.0)

    @property
    def weight(self) -> float:
        """How much it speaks for their being together; below 0: against it.

        Squared, so that many pairs that are not likely of one thing do not make one of two groups.
        """
        against = _AGAINST.get(self.framed.bar or "")
        if against is not None:
            return -against
        return self.weighed.together**2 if self.weighed else self.score

    @property
    def is_open(self) -> bool:
        """Whether neither frames nor nearness are sure."""
        return self.framed.frame.score < FRAMED and (self.near or 0.0) < SURELY_NEAR

    @property
    def lean(self) -> float:
        """Above 0 where they say the same, below where the opposite; about -1 to 1.

        By what was weighed; else by frames that fit, or by the net's word. Of nearly the same words the net
        makes too much of what little differs, their order for one: there the frames say it.
        """
        near, frame = self.near or 0.0, self.framed.frame
        if self.weighed:
            return self.weighed.together * _odds(1 - self.weighed.opposed, self.weighed.opposed)
        if frame.score >= FRAMED:
            return frame.sign * frame.score
        if self.framed.bar == "number":
            return -near
        if self.relation is None or near >= SURELY_NEAR:
            return frame.sign * self.score
        return near * _odds(self.relation.same, self.relation.opposed)


def _odds(for_it: float, against: float) -> float:
    return math.log((for_it + _UNSURE) / (against + _UNSURE)) / math.log(1 / _UNSURE)


def frame_pairs(
    contents: Mapping[str, Content], copies: Sequence[Copy], near: Collection[Pair]
) -> dict[Pair, Framed]:
    """What frames and figures say of the pairs that either puts together, and of those that are near."""
    scale, figures = Scale(contents), set(same_figures(contents))
    found = {}
    for pair in sorted({*find_pairs(contents, scale, copies), *near, *figures}):
        a, b = (contents[one] for one in pair)
        frame = score_frames(a, b, scale)
        is_near = pair in near or pair in figures
        bar = frame.bar or (find_bar(a, b, a.main, b.main) if is_near and not frame.score else None)
        if bar or frame.score > 0 or is_near:
            found[pair] = Framed(frame, bar, pair in figures, scale.common(a, b))
    return found


@dataclass(frozen=True, slots=True)
class Compared:
    """What is known of the pairs of a case's claims, the lower id first."""

    near: Mapping[Pair, float] = field(default_factory=dict)
    """How surely they are of one thing by what the net makes of their words and surroundings."""
    relations: Mapping[Pair, Relation] = field(default_factory=dict)
    """What the net says of them."""
    framed: Mapping[Pair, Framed] | None = None
    """What frames and figures say of them (`frame_pairs`); None: nobody looked."""
    weighed: Mapping[Pair, Weighed] = field(default_factory=dict)
    """All of it together, for those that the net was asked about."""

    def scored(self, contents: Mapping[str, Content], copies: Sequence[Copy]) -> dict[Pair, Scored]:
        """All that is known of each pair."""
        framed = frame_pairs(contents, copies, self.near) if self.framed is None else self.framed
        return {
            pair: Scored(one, self.near.get(pair), self.relations.get(pair), self.weighed.get(pair))
            for pair, one in framed.items()
        }


def compare_claims(
    ledger: Ledger, contents: Mapping[str, Content], copies: Sequence[Copy], compare: Compare | None
) -> Compared:
    """Everything that can be known of pairs; without a net what frames say."""
    if compare is None:
        return Compared(framed=frame_pairs(contents, copies, ()))
    seen = look(ledger, contents, copies, compare)
    weighed = {pair: weigh(one) for pair, one in seen.clues.items()}
    return Compared(seen.near, seen.relations, seen.framed, weighed)


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that there is to weigh of the pairs of a case's claims."""

    near: Mapping[Pair, float]
    framed: Mapping[Pair, Framed]
    relations: Mapping[Pair, Relation]
    clues: Mapping[Pair, Clues]
    """For those that the net was asked about."""


def look(
    ledger: Ledger,
    contents: Mapping[str, Content],
    copies: Sequence[Copy],
    compare: Compare,
    among: Collection[str] | None = None,
    level: Rows | None = None,
) -> Seen:
    """What there is to weigh.

    Args:
        ledger: The case.
        contents: What its claims say.
        copies: Which text went into which article.
        compare: The pair net.
        among: The claims of which the net is asked; all if not given.
        level: See `Nearness`.
    """
    nearness = Nearness(contents, ledger, compare, level)
    near = nearness.pairs()
    framed = frame_pairs(contents, copies, near)
    some = contents.keys() if among is None else among
    asked = [(a, b) for a, b in asked_pairs(framed, near) if a in some and b in some]
    relations = relate_claims(asked, contents, compare)
    return Seen(near, framed, relations, _clues_of(framed, contents, ledger.articles, nearness, relations))


def asked_pairs(framed: Mapping[Pair, Framed], near: Mapping[Pair, float]) -> list[Pair]:
    """The pairs that the net is asked about: those near, or whose frames or figures fit."""
    return [
        pair
        for pair, one in framed.items()
        if near.get(pair, 0.0) >= _NEAR or one.frame.score >= _FITTING or one.has_figure
    ]


def _clues_of(
    framed: Mapping[Pair, Framed],
    contents: Mapping[str, Content],
    articles: Sequence[LedgerArticle],
    nearness: Nearness,
    relations: Mapping[Pair, Relation],
) -> dict[Pair, Clues]:
    """What there is to weigh of the pairs that the net was asked about."""
    outlets = {article.name: article.outlet or article.name for article in articles}
    found = {}
    for pair, one in framed.items():
        cosines, relation = nearness.cosines(*pair), relations.get(pair)
        if cosines is None or relation is None:
            continue
        a, b = (contents[claim] for claim in pair)
        found[pair] = Clues(
            a=a,
            b=b,
            frame=one.frame,
            bar=one.bar,
            common=one.common,
            has_figure=one.has_figure,
            cosines=cosines,
            relation=relation,
            is_turned=is_turned(contents, pair),
            is_one_outlet=outlets[a.claim.article] == outlets[b.claim.article],
        )
    return found
