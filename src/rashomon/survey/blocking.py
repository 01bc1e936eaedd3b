"""Which claims are compared at all: those that share an act and an actor, rare words, or copied words.

The cost stays near linear: a block is a bucket of a key, and within one that is too large a claim meets only
those next to it in time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice

from rashomon.findings import Copy
from rashomon.survey.contents import Content
from rashomon.survey.likeness import Scale

LARGE = 24
"""In a block of more claims each meets this many after it in time."""
_RAREST = 5
"""So many of a claim's rarest words make keys, two by two."""
_ALONE = 12
"""A word in fewer claims is a key by itself."""
_PARTNERS = 40
"""No claim is compared with more than about this many."""

Pair = tuple[str, str]


def find_pairs(
    contents: Mapping[str, Content], scale: Scale, copies: Sequence[Copy] = ()
) -> tuple[Pair, ...]:
    """The pairs of claims worth comparing, each once, the lower id first; sorted."""
    votes: Counter[Pair] = Counter()
    blocks: dict[str, list[str]] = defaultdict(list)
    ordered = sorted(contents.values(), key=lambda one: (one.main.time or one.published or "", one.claim.id))
    for content in ordered:
        for key in keys_of(content, scale):
            blocks[key].append(content.claim.id)
    for block in blocks.values():
        votes.update(_pairs_within(block))
    copied = set(copied_pairs(contents, copies))
    return tuple(sorted(_capped(votes, contents) | copied))


def keys_of(content: Content, scale: Scale) -> frozenset[str]:
    """The blocks that a claim is in."""
    features = scale.features(content)
    acts = sorted(one for one in features if one[0] == "c")
    rarest = sorted((one for one in features if one[0] in "awn"), key=lambda one: (scale.count(one), one))
    parties = [one for one in rarest if one[0] == "a"][:4]
    heads = sorted({f"w:{filler.head}" for filler in content.main.fillers if filler.head})[:3]
    keys = {f"{act}|{party}" for act in acts for party in [*parties, *heads]}
    keys |= {"|".join(sorted(two)) for two in combinations(rarest[:_RAREST], 2)}
    keys |= {"|".join(two) for two in combinations(sorted(parties), 2)}
    return frozenset(keys | {one for one in rarest if one[0] == "n" or scale.count(one) < _ALONE})


def _pairs_within(block: Sequence[str]) -> Iterator[Pair]:
    for place, one in enumerate(block):
        after = block[place + 1 :] if len(block) <= LARGE else block[place + 1 : place + 1 + LARGE]
        for other in after:
            yield (one, other) if one < other else (other, one)


def _capped(votes: Mapping[Pair, int], contents: Mapping[str, Content]) -> set[Pair]:
    """Each claim's pairs with the most keys in common."""
    of: dict[str, list[tuple[int, Pair]]] = defaultdict(list)
    for pair, count in votes.items():
        for one in pair:
            of[one].append((-count, pair))
    return {pair for one in contents for _, pair in islice(sorted(of[one]), _PARTNERS)}


def copied_pairs(contents: Mapping[str, Content], copies: Sequence[Copy]) -> Iterator[Pair]:
    """Claims that stand in the same copied stretch of two articles, at about the same place of it."""
    by_article: dict[str, list[Content]] = defaultdict(list)
    for content in contents.values():
        by_article[content.claim.article].append(content)
    for copy in copies:
        for here, there in copy.passages:
            mine = [one for one in by_article[copy.child] if here.contains(one.claim.span)]
            theirs = [one for one in by_article[copy.parent] if there.contains(one.claim.span)]
            told = {_words(one): one.claim.id for one in theirs}
            for one in mine:
                other = told.get(_words(one))
                if other is not None:
                    yield (one.claim.id, other) if one.claim.id < other else (other, one.claim.id)


def _words(content: Content) -> tuple[str, ...]:
    """The claim's words and how many voices tell it: what a copy leaves as it is."""
    return (str(len(content.claim.voices)), *content.claim.text.casefold().split())
