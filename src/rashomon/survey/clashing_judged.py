"""Contradictions that the pair net finds, whatever they are about.

The rules of the other modules know why two claims clash; the net knows only that claims so worded do, as
the families of claims that it learnt from show (`training.families`). It is heard where it is sure and both
claims are told as what is or was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from rashomon.findings import ConflictKind
from rashomon.ledger import Relation
from rashomon.survey.clashes import Clash, can_clash, is_said_elsewhere, ordered_clash, short
from rashomon.survey.facts import Fact
from rashomon.survey.pairs import SURELY_NEAR

_SURE = 0.8
"""From this probability on what the net takes for opposed is listed."""
_NEAR = 0.3
"""Claims less likely to be about one thing are not held against each other; nor are those of nearly the same
words (`SURELY_NEAR`), of which the net makes too much of what little differs: rules are better there."""
_KINDS: Mapping[str, ConflictKind] = {kind: kind for kind in get_args(ConflictKind)}


def clashing_judged(
    facts: Sequence[Fact],
    relations: Mapping[tuple[str, str], Relation],
    near: Mapping[tuple[str, str], float],
) -> Iterator[Clash]:
    """The pairs of claims that the net is sure cannot both be so; of one voice and text none.

    Args:
        facts: The claims of the case.
        relations: What the net says of pairs of them, the lower id first.
        near: How surely pairs are of one thing.
    """
    by_id = {fact.id: fact for fact in facts}
    for (a, b), relation in sorted(relations.items()):
        one, other = by_id.get(a), by_id.get(b)
        if one is None or other is None or relation.opposed < _SURE:
            continue
        if not _NEAR <= near.get((a, b), 0.0) < SURELY_NEAR:
            continue
        if can_clash(one, other) and not is_said_elsewhere(one, other):
            words = one.frames[0].span, other.frames[0].span
            texts = short(one.claim.text), short(other.claim.text)
            yield ordered_clash(_KINDS[relation.on], one, other, relation.opposed, words, texts)
