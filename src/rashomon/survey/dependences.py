"""Which origins may be one, how likely, and why: each a weight set by hand, with its reason in words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rashomon.findings import Dependence, Origin, joint
from rashomon.ledger import Ledger
from rashomon.survey.affiliations import by_actor, find_affiliations, find_spokesmen
from rashomon.survey.citing import ALIKE, telling_words
from rashomon.survey.houses import house_words
from rashomon.survey.namesakes import find_namesakes, pairs_of
from rashomon.survey.numerals import exact_numbers
from rashomon.survey.sources import Traced, description_key
from rashomon.survey.wording import head_of

TIED = 0.9
"""A metonym and whom it stands for."""
RETOLD = 0.8
"""An outlet says what a voice in the same article says: it has it from there."""
ALIKE_WORDS, ALIKE_ANYBODY = 0.4, 0.15
"""The same description in two articles: of somebody in particular, or one that fits anybody."""
SAME_NUMBER = 0.3
"""Two origins give the same odd number: one may have it from the other."""
ALIKE_NUMBER = 0.95
"""Unnamed, of one word ("the hospital", "the register of the hospital"), with one odd number."""
_AROUND = 200
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# Reading numbers is dear, and most claims give none above ten.
_LARGE = re.compile(
    r"\d\d|eleven|twelve|teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand", re.I
)


def find_dependences(
    told: Sequence[Traced], origins: Mapping[str, Origin], ledger: Ledger
) -> tuple[Dependence, ...]:
    """Pairs of origins that may be one, the likeliest reason of each."""
    best: dict[tuple[str, str], Dependence] = {}
    finders: Iterable[Iterator[Dependence]] = (
        find_spokesmen(told, origins, ledger),
        _ties(origins, ledger),
        find_affiliations(told, origins, ledger),
        find_namesakes(origins, ledger),
        _retold(told, origins),
        _numbers(told, origins),
        _descriptions(origins),
    )
    for found in (dependence for finder in finders for dependence in finder):
        key = (found.a, found.b)
        if key not in best or found.probability > best[key].probability:
            best[key] = found
    return tuple(best[key] for key in sorted(best))


def _ties(origins: Mapping[str, Origin], ledger: Ledger) -> Iterator[Dependence]:
    ids = by_actor(origins)
    for actor in ledger.actors.values():
        for relation, other in actor.ties:
            if actor.id in ids and other in ids and ids[actor.id] != ids[other]:
                reason = f"{actor.name} is {relation} {ledger.actors[other].name}"
                yield joint(ids[actor.id], ids[other], TIED, reason)


def _retold(told: Sequence[Traced], origins: Mapping[str, Origin]) -> Iterator[Dependence]:
    """What an outlet says itself and a voice in the same article says too, is from the voice."""
    by_article: dict[str, list[Traced]] = defaultdict(list)
    for one in told:
        by_article[one.article.name].append(one)
    for rows in by_article.values():
        said = [row for row in rows if len(row.claim.voices) > 1 and origins[row.origin].kind != "unknown"]
        for own in rows:
            if len(own.claim.voices) > 1:
                continue
            for other in said:
                if other.origin != own.origin and _says_the_same(own.claim.text, other.claim.text):
                    name = origins[other.origin].name or "a voice"
                    yield joint(own.origin, other.origin, RETOLD, f"the outlet may have it from {name}")


def _says_the_same(one: str, other: str) -> bool:
    mine, theirs = telling_words(one), telling_words(other)
    shared = len(mine & theirs)
    return shared >= 3 and shared >= ALIKE * min(len(mine), len(theirs))


def _numbers(told: Sequence[Traced], origins: Mapping[str, Origin]) -> Iterator[Dependence]:
    """Origins that give the same odd number of the same thing."""
    blocks: dict[tuple[str, str], dict[str, Traced]] = defaultdict(dict)
    for one in told:
        if origins[one.origin].kind == "unknown":
            continue
        figures = odd_numbers(one.claim.text)
        around = _context(one) if figures else frozenset()
        for figure in figures:
            for word in around:
                blocks[figure, word].setdefault(one.origin, one)
    shared: dict[tuple[str, str, str], int] = defaultdict(int)
    for (figure, _), members in blocks.items():
        for a, b in pairs_of(sorted(members)):
            shared[figure, a, b] += 1
    for (figure, a, b), count in sorted(shared.items()):
        if count >= 2:
            if _are_described_alike(origins[a], origins[b]):
                reason = f"{origins[a].name} and {origins[b].name} both give {figure}"
                yield joint(a, b, ALIKE_NUMBER, reason)
            else:
                reason = f"{_call(origins[a])} and {_call(origins[b])} both give {figure}"
                yield joint(a, b, SAME_NUMBER, f"{reason}: one may have it from the other")


def _are_described_alike(one: Origin, other: Origin) -> bool:
    """Whether what the one is called by is in the description of the other, and does not fit anybody."""
    if one.kind != "unnamed" or other.kind != "unnamed":
        return False
    names = (one.name or "", other.name or "")
    words = [set(description_key(name).split()) for name in names]
    return any(
        head_of(name) in words[1 - side] and head_of(name) not in _anybody()
        for side, name in enumerate(names)
    )


def _call(origin: Origin) -> str:
    return origin.name or "an outlet that is not known"


def odd_numbers(text: str) -> frozenset[str]:
    """Numbers that two people would hardly give by chance: above ten, not round, no years, no days.

    >>> sorted(odd_numbers("Twelve of 300 died on 5 May 2019; 41 in the market"))
    ['12', '41']
    """
    if not _LARGE.search(text):
        return frozenset()
    return frozenset(
        f"{value:g}" for value in exact_numbers(text) if value > 10 and (value % 10 or value > 1000)
    )


def _context(one: Traced) -> frozenset[str]:
    """What the claim and the words around it are about, without figures."""
    span = one.claim.span
    around = one.article.text[max(0, span.start - _AROUND) : span.end + _AROUND]
    return frozenset(word for word in telling_words(around) if not _FIGURE.fullmatch(word))


def _descriptions(origins: Mapping[str, Origin]) -> Iterator[Dependence]:
    """Unnamed sources of several articles that are described alike."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for origin in origins.values():
        if origin.kind == "unnamed" and origin.name:
            blocks[description_key(origin.name)].append(origin.id)
    for key, members in blocks.items():
        words = set(key.split())
        is_anybody = words <= _anybody()
        for a, b in pairs_of(sorted(members)):
            probability = ALIKE_ANYBODY if is_anybody else ALIKE_WORDS
            yield joint(a, b, probability, f"both are called {(origins[a].name or '').strip()}")


def _anybody() -> frozenset[str]:
    return frozenset(description_key(word) for word in house_words()["anybody"])
