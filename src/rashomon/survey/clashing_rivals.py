"""Contradictions in number that no rule is sure of, and all clues together make likely.

The rules of `rashomon.survey.clashing_counts` and `rashomon.survey.clashing_figures` need a day, a place or
nearness; a case of ten articles seldom repeats them beside each figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rashomon.ledger import Relation
from rashomon.survey.clashes import Clash, ordered_clash, short
from rashomon.survey.facts import Fact
from rashomon.survey.figure_pairs import figure_pairs
from rashomon.survey.figure_ties import Known, likely
from rashomon.survey.scenes import Scenes
from rashomon.survey.weighing import Weighed

Pair = tuple[str, str]
_SURE = 0.45
"""From this probability on two figures are held to be given of one thing (decision 30)."""


def clashing_rivals(
    facts: Sequence[Fact],
    scenes: Scenes,
    near: Mapping[Pair, float],
    relations: Mapping[Pair, Relation],
    weighed: Mapping[Pair, Weighed],
) -> Iterator[Clash]:
    """The pairs of claims whose figures cannot both be right, by all clues.

    Args:
        facts: The claims of the case.
        scenes: What the case knows of places.
        near: How surely pairs are of one thing by nearness, the lower id first.
        relations: What the pair net says of them.
        weighed: What all that is known of them makes likely; nothing is found without it.
    """
    if not weighed:
        return
    pairs = list(figure_pairs(facts))
    known = Known(scenes=scenes, near=near, relations=relations, weighed=weighed)
    for pair, probability in zip(pairs, likely(pairs, known), strict=True):
        if probability >= _SURE:
            texts = short(pair.a.claim.text), short(pair.b.claim.text)
            words = pair.mine.span, pair.theirs.span
            yield ordered_clash("number", pair.a, pair.b, round(probability, 4), words, texts)
