"""Which phrases of an article are one: chains, each phrase led back to the likeliest one before it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from rashomon.records import Span, Token
from rashomon.resolve.links import candidates, index_words, own_signs, signs
from rashomon.resolve.noun_phrases import NounPhrase
from rashomon.resolve.phrase_facts import Facts, state_facts

Scores = NDArray[np.float32]
Scorer = Callable[[Sequence[Span], Sequence[int]], Scores]
"""Head words of n phrases and a number for each word, to scores [n, 1 + n]: none before, then each."""

_NET = 0.5
"""What the net's log odds weigh beside the signs. Chosen on half of OntoGUM's dev documents, confirmed on
the other half: of the documents that it learnt from the net is surer than of new ones."""


def find_chains(
    text: str, tokens: Sequence[Token], phrases: Sequence[NounPhrase], score: Scorer | None = None
) -> tuple[tuple[int, ...], ...]:
    """The chains of two phrases and more that are one somebody or something.

    Args:
        text: the article.
        tokens: its tokens with their trees.
        phrases: what may refer, in order, as `find_phrases` gives them.
        score: a net's opinion of heads of phrases; without it the weighed signs alone decide.

    Returns:
        Indexes into ``phrases``, sorted, each in one chain at most; chains by their first phrase.
    """
    facts = state_facts(text, tokens, phrases)
    table = weights()
    chains = _Chains(facts)
    opinion = None if score is None else opinions(tokens, facts, score)
    for after, before in pointing(facts):
        own = table.get(facts[after].sort, {})
        least = _weigh(own_signs(facts[after], chains.has_seen(after)), own) if before else 0.0
        ranked = []
        for index in before:
            points = _weigh(signs(facts[index], facts[after], after - index), own)
            if opinion is not None:
                points += _NET * opinion[after, index]
            if points > least:
                ranked.append((points, index))
        chains.place(after, [index for _, index in sorted(ranked, reverse=True)])
    return chains.found()


def _weigh(found: Sequence[str], own: Mapping[str, float]) -> float:
    return sum([own[sign] for sign in found if sign in own])  # a list: this is the hot spot


def opinions(tokens: Sequence[Token], facts: Sequence[Facts], score: Scorer) -> Scores:
    """[n, n] log odds of the net that a phrase (row) is one with an earlier one (column) rather than new."""
    numbers: dict[str, int] = {}
    keys = [numbers.setdefault(fact.head, len(numbers)) for fact in facts]
    scores = score([tokens[fact.phrase.head].span for fact in facts], keys)
    odds: Scores = np.clip(scores[:, 1:] - scores[:, :1], -8.0, 8.0)
    return odds


def pointing(facts: Sequence[Facts]) -> Iterator[tuple[int, list[int]]]:
    """Each phrase with the earlier ones that it may point back to."""
    heads: dict[str, list[int]] = {}
    for place, fact in enumerate(facts):
        yield place, candidates(facts, place, heads)
        for word in index_words(fact):
            heads.setdefault(word, []).append(place)


@dataclass(slots=True)
class _Chains:
    """The chains so far."""

    facts: Sequence[Facts]
    home: dict[int, int] = field(default_factory=dict)
    members: list[list[int]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def has_seen(self, index: int) -> bool:
        """Whether a phrase before has the head word of this one."""
        return self.facts[index].head in self.seen

    def place(self, index: int, ranked: Sequence[int]) -> None:
        """Puts a phrase into the chain of the first of ``ranked`` it does not clash with, else a new one."""
        self.seen |= index_words(self.facts[index])
        for before in ranked:
            chain = self.members[self.home[before]]
            if not any(_clash(self.facts[other], self.facts[index]) for other in chain):
                self.home[index] = self.home[before]
                chain.append(index)
                return
        self.home[index] = len(self.members)
        self.members.append([index])

    def found(self) -> tuple[tuple[int, ...], ...]:
        """The chains of two and more."""
        return tuple(tuple(chain) for chain in self.members if len(chain) > 1)


def _clash(one: Facts, other: Facts) -> bool:
    """Whether two phrases cannot be in one chain: different sexes, or one within the other."""
    if one.sex and other.sex and one.sex != other.sex:
        return True
    a, b = one.phrase, other.phrase
    return a.first <= b.last and b.first <= a.last


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """What each sign weighs, by sort of phrase: links.toml, learnt by training/coreference.py."""
    found: Mapping[str, Mapping[str, Mapping[str, float]]] = tomllib.loads(
        files("rashomon.resolve").joinpath("links.toml").read_text(encoding="utf-8")
    )
    return found["signs"]
