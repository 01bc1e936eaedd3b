"""What the net thinks of pairs of actors: who is for or against whom though no word of the lists says so.

The net learnt from pairs of one sentence. It is asked only where a stance can be: not between a speaker and
those of whom he speaks, not between a whole and its part, and no pair of which the words have told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Literal

from rashomon.records import Document, Reason, Span, Stance
from rashomon.specify.parties import Pair, Parties
from rashomon.specify.trees import Trees
from rashomon.text import word_set

Pairs = Callable[[Sequence[tuple[Span, Span]]], Sequence[Sequence[float]]]
"""Pairs of actors in, the first before the second in the text; out, for each pair, five probabilities: no
stance, the first is for the second, the second for the first, the first against, the second against."""

NET_THRESHOLD = 0.95
"""From this probability the net alone says that somebody is against somebody: on the valid part of
directed_sentiment (1067 pairs, no repeats, shuffled) .92 of the 26 found are right; from .9 it were .75."""
NEVER_ALONE = 1
"""A sign that the net alone is not believed: of those it is surest of, .64 of 11 are right."""
_MOST_PAIRS = 12
"""The most pairs of a sentence that the net is asked about: the nearest."""
_WITHIN = word_set("nmod appos compound amod flat conj nummod det case")
"""Relations by which one part of a phrase hangs on another."""
_SINGLE = word_set("he she him her his")


def weigh_pairs(
    document: Document,
    trees: Trees,
    parties: Parties,
    owner: list[int],
    pairs: Pairs,
    *,
    threshold: float,
    withheld: frozenset[tuple[Pair, int]] = frozenset(),
) -> list[tuple[Pair, Stance]]:
    """The stances of the net's own above the threshold, with the heads of holder and target.

    ``withheld`` has the pairs and signs that the words deny or leave open.
    """
    asked = list(_pairs_to_ask(document, trees, parties, owner))
    if not asked:
        return []
    held = {(parties.key(*pair), sign) for pair, sign in withheld}
    scores = pairs([(parties.mentions[a].span, parties.mentions[b].span) for a, b in asked])
    found = []
    for (first, second), row in zip(asked, scores, strict=True):
        best = max(range(1, len(row)), key=lambda n: row[n])
        holder, target = (first, second) if best % 2 else (second, first)
        sign: Literal[-1, 1] = 1 if best <= 2 else -1
        if row[best] < threshold or (parties.key(holder, target), sign) in held:
            continue
        number = owner[holder]
        stance = Stance(
            holder=parties.mentions[holder].span,
            target=parties.mentions[target].span,
            sign=sign,
            kind="supports" if sign > 0 else "opposes",
            attribution=document.attributions[number].id if number >= 0 else None,
            score=round(float(row[best]), 4),
            reason=Reason(maker="net", score=round(float(row[best]), 4)),
        )
        found.append(((holder, target), stance))
    return found


def _pairs_to_ask(document: Document, trees: Trees, parties: Parties, owner: list[int]) -> Iterator[Pair]:
    """The nearest pairs of actors within each sentence, the first before the second."""
    by_sentence: dict[int, list[int]] = {}
    for at in sorted(parties.mentions):
        if _is_asked_about(trees, parties, at):
            by_sentence.setdefault(document.tokens[at].sentence, []).append(at)
    for heads in by_sentence.values():
        couples = [
            (a, b)
            for a, b in combinations(heads, 2)
            if owner[a] == owner[b] and not parties.are_one(a, b) and not _are_of_one_phrase(trees, a, b)
        ]
        yield from sorted(sorted(couples, key=lambda c: (c[1] - c[0], c))[:_MOST_PAIRS])


def _is_asked_about(trees: Trees, parties: Parties, at: int) -> bool:
    """Whether it is an actor of its own: no adjective, no place on the map, no "they" and no "himself"."""
    if parties.mentions[at].form == "pronoun":
        return trees.lows[at] in _SINGLE
    return (
        trees.tokens[at].upos in ("NOUN", "PROPN")
        and trees.tokens[at].xpos != "JJ"
        and (at not in parties.no_target)
    )


def _are_of_one_phrase(trees: Trees, first: int, second: int) -> bool:
    """Whether one hangs on the other in a noun phrase: "Orm, the head of the army", "Orm and Vey"."""
    return first in _above(trees, second) or second in _above(trees, first)


def _above(trees: Trees, at: int) -> Iterator[int]:
    """The nouns that a noun hangs on within its phrase."""
    while trees.rels[at] in _WITHIN and trees.head(at) >= 0 and trees.is_nominal(trees.head(at)):
        at = trees.head(at)
        yield at
