"""Which claims are compared at all: those that share an act and an actor, rare words, or copied words.

The cost stays near linear: a block is all claims of one key, in the order of time, and within one a claim
meets only so many after it. Of all it meets, it is compared with those that share the most keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from rashomon.findings import Copy
from rashomon.survey.contents import Content
from rashomon.survey.likeness import Scale

WINDOW = 12
"""How many claims after it, in time, a claim meets in one block."""
PARTNERS = 10
"""With how many others a claim is compared; more only where it is theirs among so many."""
_RAREST = 5
"""So many of a claim's rarest words make keys, two by two."""
_ALONE = 12
"""A word in fewer claims is a key by itself."""
_ACTS, _PARTIES, _HEADS = 3, 3, 2

Pair = tuple[str, str]


def find_pairs(
    contents: Mapping[str, Content], scale: Scale, copies: Sequence[Copy] = ()
) -> tuple[Pair, ...]:
    """The pairs of claims worth comparing, each once, the lower id first; sorted."""
    ordered = sorted(contents.values(), key=lambda one: (one.main.time or one.published or "", one.claim.id))
    keys: list[int] = []
    rows: list[int] = []
    for row, content in enumerate(ordered):
        own = [_number(key) for key in sorted(keys_of(content, scale))]
        keys += own
        rows += [row] * len(own)
    met = _pairs_met(np.array(keys, dtype=np.uint64), np.array(rows, dtype=np.int64), len(ordered))
    names = [content.claim.id for content in ordered]
    found = {(min(names[a], names[b]), max(names[a], names[b])) for a, b in met.tolist()}
    return tuple(sorted(found | set(copied_pairs(contents, copies))))


def keys_of(content: Content, scale: Scale) -> frozenset[str]:
    """The blocks that a claim is in."""
    features = scale.features(content)
    acts = sorted((one for one in features if one[0] == "c"), key=lambda one: (scale.count(one), one))[:_ACTS]
    rarest = sorted((one for one in features if one[0] in "apwn"), key=lambda one: (scale.count(one), one))
    parties = [one for one in rarest if one[0] in "ap"][:_PARTIES]
    heads = sorted({f"w:{filler.head}" for filler in content.main.fillers if filler.head})[:_HEADS]
    keys = {f"{act}|{party}" for act in acts for party in [*parties, *heads]}
    keys |= {"|".join(sorted(two)) for two in combinations(rarest[:_RAREST], 2)}
    keys |= {"|".join(two) for two in combinations(sorted(parties), 2)}
    return frozenset(keys | {one for one in rarest if one[0] == "n" or scale.count(one) < _ALONE})


@lru_cache(maxsize=200_000)
def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")


def _pairs_met(keys: NDArray[np.uint64], rows: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Pairs of rows, ``[n, 2]``, that share keys: for each row those that share the most."""
    order = np.argsort(keys, kind="stable")
    keys, rows = keys[order], rows[order]
    codes = []
    for step in range(1, WINDOW + 1):
        same = keys[:-step] == keys[step:]
        codes.append(rows[:-step][same] * count + rows[step:][same])
    pairs, votes = np.unique(np.concatenate([*codes, np.empty(0, dtype=np.int64)]), return_counts=True)
    first, second = np.divmod(pairs, max(count, 1))
    kept = _is_among_most(first, votes) | _is_among_most(second, votes)
    return np.stack([first[kept], second[kept]], axis=1)


def _is_among_most(rows: NDArray[np.int64], votes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which entries are among those of their row with the most votes."""
    kept = np.zeros(len(rows), dtype=np.bool_)
    if not len(rows):
        return kept
    order = np.lexsort((np.arange(len(rows)), -votes, rows))
    ordered = rows[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    rank = np.arange(len(rows)) - np.repeat(starts, np.diff(np.r_[starts, len(rows)]))
    kept[order[rank < PARTNERS]] = True
    return kept


def copied_pairs(contents: Mapping[str, Content], copies: Sequence[Copy]) -> Iterator[Pair]:
    """Claims of the same words in the same copied stretch of two articles."""
    by_article: dict[str, list[Content]] = defaultdict(list)
    for content in contents.values():
        by_article[content.claim.article].append(content)
    for copy in copies:
        for here, there in copy.passages:
            theirs = [one for one in by_article[copy.parent] if there.contains(one.claim.span)]
            told = {_words(one): one.claim.id for one in theirs}
            for one in by_article[copy.child]:
                other = told.get(_words(one)) if here.contains(one.claim.span) else None
                if other is not None:
                    yield (one.claim.id, other) if one.claim.id < other else (other, one.claim.id)


def _words(content: Content) -> tuple[str, ...]:
    """The claim's words and how many voices tell it: what a copy leaves as it is."""
    return (str(len(content.claim.voices)), *content.claim.text.casefold().split())
