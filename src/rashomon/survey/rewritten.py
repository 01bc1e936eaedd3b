"""Signs that one article is another one told anew: rewritten, or run through machine translation.

No sign alone is enough: two reporters at one place name the same people and quote the same speech. It needs
the same sentences in the same order, or an error that nobody else makes, and other signs beside it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rashomon.ledger import LedgerArticle
from rashomon.names.folding import fold, skeleton
from rashomon.records import Span
from rashomon.survey.own_words import OwnWords
from rashomon.survey.shingles import find_alike
from rashomon.survey.wording import content_words

# Weights by hand; together they must outweigh `_DOUBT`.
_PER_SENTENCE, _SENTENCES = 8.0, 6.0
"""For the share of sentences that both have, and at most."""
_PER_ITEM, _ITEMS = 0.3, 1.5
"""For each name or number in the same order, and at most."""
_PER_QUOTE, _QUOTES = 0.6, 1.8
_PER_ERROR, _ERRORS = 2.0, 4.0
_DOUBT = 5.2
LEAST_SENTENCES = 4
LEAST_WORDS = 8
"""Rare words that two articles must share to be compared."""
STOCK = 3
"""A sentence in more families of articles than this shows nothing."""
_LEAST_SHARE = 0.35
_IN_ORDER = 0.7
_SENTENCE = re.compile(r"\S.*?(?:[.!?…][\"”»’)]*(?=\s|$)|(?=\n)|$)", re.DOTALL)
_QUOTED = re.compile(r"“([^“”]{20,600})”|«([^«»]{20,600})»|\"([^\"]{20,600})\"")
_NAME = re.compile(r"(?<=[^\W\d_]\s)[A-Z][^\W\d_]{3,}(?:['’-][^\W\d_]+)*")
_PLAIN = re.compile(r"\b[a-z]{5,}\b")
_POSSESSIVE = re.compile(r"['’]s?$")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Retelling:
    """What an article is compared by."""

    article: LedgerArticle
    sentences: tuple[tuple[Span, frozenset[str]], ...]
    names: tuple[str, ...]
    """Consonants of names in the order in which they first stand."""
    spellings: frozenset[str]
    """Names as they are written, folded."""
    plain: frozenset[str]
    """Words in small letters, which are no names."""
    numbers: tuple[str, ...]
    quotes: tuple[frozenset[str], ...]


class Retold(NamedTuple):
    """How sure it is that one is the other told anew, why, and which sentences are one."""

    score: float
    reason: str
    passages: tuple[tuple[Span, Span], ...]


def read_retelling(article: LedgerArticle) -> Retelling:
    """What there is to compare in the article's own text."""
    text = article.text
    outside = [
        Span(*match.span())
        for match in _SENTENCE.finditer(text)
        if not any(span.start <= match.start() < span.end for span in article.furniture)
    ]
    sentences = [(span, content_words(span.of(text))) for span in outside]
    own = " ".join(span.of(text) for span in outside)
    names = _NAME.findall(own)
    return Retelling(
        article,
        tuple((span, words) for span, words in sentences if len(words) >= 4),
        tuple(dict.fromkeys(skeleton(name) for name in names)),
        frozenset(fold(_POSSESSIVE.sub("", name)) for name in names),
        frozenset(_PLAIN.findall(own)),
        tuple(number for number in dict.fromkeys(_NUMBER.findall(own)) if len(number) > 1),
        tuple(content_words("".join(groups)) for groups in _QUOTED.findall(own)),
    )


def find_rewritten(owns: Sequence[OwnWords], families: Sequence[int]) -> list[tuple[int, int, Retold]]:
    """Pairs of articles, by place in ``owns``, that have signs of being one text told anew.

    Articles of one of the ``families`` are nearly the same text: what they have in common counts once.
    """
    import numpy as np

    candidates = find_alike([np.unique(own.hashes) for own in owns], LEAST_WORDS)
    wanted = sorted({place for one, other, _ in candidates for place in (one, other)})
    read = {place: read_retelling(owns[place].article) for place in wanted}
    errors = find_errors(list(read.values()))
    told = Counter(
        words
        for _, words in sorted(
            {(families[place], words) for place in wanted for _, words in read[place].sentences}, key=_family
        )
    )
    read = {place: _without_stock(retelling, told) for place, retelling in read.items()}
    compared = (
        (one, other, compare_retellings(read[one], read[other], errors)) for one, other, _ in candidates
    )
    return [(one, other, signs) for one, other, signs in compared if signs.score > 0]


def _family(pair: tuple[int, frozenset[str]]) -> int:
    return pair[0]


def _without_stock(retelling: Retelling, told: Mapping[frozenset[str], int]) -> Retelling:
    """Without the sentences that many tell: printed under everything, or the standing background."""
    kept = tuple((span, words) for span, words in retelling.sentences if told[words] <= STOCK)
    return replace(retelling, sentences=kept)


def compare_retellings(one: Retelling, other: Retelling, errors: Mapping[str, str]) -> Retold:
    """The signs that ``one`` and ``other`` are one text told anew.

    ``errors`` are spellings that few have, with the usual one (`find_errors`).
    """
    pairs = _same_sentences(one, other)
    share = len(pairs) / max(1, min(len(one.sentences), len(other.sentences)))
    garbled = sorted(one.spellings & other.spellings & errors.keys())
    if len(pairs) < (2 if garbled else LEAST_SENTENCES) or (share < _LEAST_SHARE and not garbled):
        return Retold(0.0, "", ())
    names, numbers = _in_order(one.names, other.names), _in_order(one.numbers, other.numbers)
    quotes = sum(1 for quote in one.quotes if any(_is_same_quote(quote, theirs) for theirs in other.quotes))
    found = [
        (min(_SENTENCES, _PER_SENTENCE * share), f"{len(pairs)} sentences tell the same in the same order"),
        (min(_ITEMS, _PER_ITEM * names), f"{names} names stand in the same order"),
        (min(_ITEMS, _PER_ITEM * numbers), f"{numbers} numbers stand in the same order"),
        (min(_QUOTES, _PER_QUOTE * quotes), f"{quotes} quotations are the same"),
        (min(_ERRORS, _PER_ERROR * len(garbled)), _tell_errors(garbled, errors)),
    ]
    present = [(weight, text) for weight, text in found if weight > 0]
    if len(present) < 2:
        return Retold(0.0, "", ())
    score = 1 / (1 + math.exp(_DOUBT - sum(weight for weight, _ in present)))
    return Retold(round(score, 4), "; ".join(text for _, text in present), tuple(pairs))


def _tell_errors(garbled: Sequence[str], errors: Mapping[str, str]) -> str:
    return "both write " + ", ".join(f"{word} where others write {errors[word]}" for word in garbled[:3])


def find_errors(retellings: Sequence[Retelling]) -> dict[str, str]:
    """Spellings of names that few articles have where many write it otherwise, with the usual spelling."""
    counts = Counter(word for retelling in retellings for word in retelling.spellings)
    found: dict[str, str] = {}
    plain = frozenset(word for retelling in retellings for word in retelling.plain)
    by_skeleton: dict[str, list[str]] = defaultdict(list)
    for word in sorted(counts.keys() - plain):
        by_skeleton[skeleton(word)].append(word)
    for words in by_skeleton.values():
        usual = max(words, key=lambda word: (counts[word], word))
        for word in words:
            is_rare = counts[word] <= 3 and counts[usual] >= 4 * counts[word]
            if is_rare and len(skeleton(word)) > 2 and len(word) > 4 and word[0] == usual[0]:
                found[word] = usual
    return found


def _same_sentences(one: Retelling, other: Retelling) -> list[tuple[Span, Span]]:
    """Sentences of the two that tell the same, as far as they stand in the same order."""
    matched: list[tuple[int, int]] = []
    for place, (_, words) in enumerate(one.sentences):
        best = max(
            range(len(other.sentences)),
            key=lambda number: (_likeness(words, other.sentences[number][1]), -number),
            default=None,
        )
        if best is not None and _is_same(words, other.sentences[best][1]):
            matched.append((place, best))
    kept = _rising([number for _, number in matched])
    if len(kept) < _IN_ORDER * len(matched):
        return []
    return [(one.sentences[matched[i][0]][0], other.sentences[matched[i][1]][0]) for i in kept]


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return (
        shared >= 5
        and shared >= 0.6 * min(len(one), len(other))
        and shared >= 0.4 * max(len(one), len(other))
    )


def _is_same_quote(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= max(3, 0.7 * min(len(one), len(other)))


def _in_order(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """How many items stand in both in the same order; 0 where most do not."""
    places = {item: place for place, item in enumerate(other)}
    shared = [places[item] for item in one if item in places]
    kept = len(_rising(shared))
    return kept if kept >= 3 and kept >= _IN_ORDER * len(shared) else 0


def _rising(row: Sequence[int]) -> list[int]:
    """The places of a longest strictly rising part of ``row``."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for place, value in enumerate(row):
        at = bisect_left(ends, value)
        before.append(tails[at - 1] if at else -1)
        if at == len(ends):
            ends.append(value)
            tails.append(place)
        else:
            ends[at], tails[at] = value, place
    kept: list[int] = []
    place = tails[-1] if tails else -1
    while place >= 0:
        kept.append(place)
        place = before[place]
    return kept[::-1]
