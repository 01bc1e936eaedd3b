"""What ties sources or parts them beside the claims that they share: parties and houses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from rashomon.ledger import Ledger, Sign
from rashomon.names.folding import fold

Pair = tuple[str, str]
"""Two keys of sources, the lower first."""

LARGEST = 50
"""As many sources of one body, or on one side of somebody, are compared."""
LEAST_SURE = 0.7
"""Stances less sure tie nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two sources that are on one side, or on two."""

    a: str
    b: str
    sign: Sign
    why: str


def find_ties(
    ledger: Ledger, names: Mapping[str, tuple[str, ...]], actors: Mapping[str, frozenset[str]]
) -> tuple[Tie, ...]:
    """Ties among the sources with these names and actors, by key.

    One whose name has another's whole name in it is a part of that ("the Treasury of the Republic of
    Vostra"); so are two parts of one body tied. Two that are for the same third, or against it, are tied; two
    of which one is for it and one against are parted, and so is one from whom it is against.

    >>> who = {"a": ("Treasury of the Vostran Republic",), "b": ("Vostran Republic",)}
    >>> find_ties(Ledger(articles=()), who, {"a": frozenset(), "b": frozenset()})[0].sign
    1
    """
    found = {(tie.a, tie.b, tie.why): tie for tie in (*_parts(ledger, names), *_by_stances(ledger, actors))}
    return tuple(found[key] for key in sorted(found))


def _tie(one: str, other: str, sign: Sign, why: str) -> Tie:
    return Tie(a=min(one, other), b=max(one, other), sign=sign, why=why)


def _parts(ledger: Ledger, names: Mapping[str, tuple[str, ...]]) -> Iterator[Tie]:
    """Between the parts of a body and the body; a body has a name of two words or more."""
    bodies = {_words(name) for who in names.values() for name in who}
    bodies |= {
        _words(actor.name) for actor in ledger.actors.values() if actor.kind in ("organisation", "group")
    }
    bodies = {body for body in bodies if len(body) >= 2}
    within: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for key, who in names.items():
        for name in who:
            words = _words(name)
            for start in range(len(words) - 1):
                for end in range(start + 2, len(words) + 1):
                    if words[start:end] in bodies:
                        within[words[start:end]].add(key)
    for body in sorted(within):
        for one, other in combinations(sorted(within[body])[:LARGEST], 2):
            yield _tie(one, other, 1, " ".join(body))


def _words(name: str) -> tuple[str, ...]:
    words = tuple(fold(name).split())
    return words[1:] if words[:1] == ("the",) else words


def _by_stances(ledger: Ledger, actors: Mapping[str, frozenset[str]]) -> Iterator[Tie]:
    """Between sources that are for or against the same, by all that is told of them without dispute."""
    keys: dict[str, list[str]] = defaultdict(list)
    for key in sorted(actors):
        for actor in actors[key]:
            keys[actor].append(key)
    sides: dict[str, dict[str, Sign]] = defaultdict(dict)
    for (holder, target), sign in _undisputed(ledger).items():
        for key in keys.get(holder, ()):
            sides[target][key] = sign
    for target in sorted(sides):
        of_target = sides[target]
        holders = sorted(of_target)[:LARGEST]
        for one, other in combinations(holders, 2):
            yield _tie(one, other, 1 if of_target[one] == of_target[other] else -1, f"stance {target}")
        for one, other in product(holders, keys.get(target, ())):
            if one != other:
                yield _tie(one, other, of_target[one], f"stance {min(one, other)} {max(one, other)}")


def _undisputed(ledger: Ledger) -> dict[tuple[str, str], Sign]:
    """Who is only told to be for whom, or only against."""
    told: dict[tuple[str, str], set[Sign]] = defaultdict(set)
    for article in ledger.articles:
        for stance in article.stances:
            if stance.score >= LEAST_SURE and stance.holder != stance.target:
                told[stance.holder, stance.target].add(stance.sign)
    return {pair: signs.pop() for pair, signs in sorted(told.items()) if len(signs) == 1}
