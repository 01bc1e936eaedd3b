"""Which claims of different articles tell one thing so plainly that a change of standing between them counts.

Groups of claims are too wide for that: what is near to what is near need not be the same story. Here two
claims must share words of their own, among them one that is no name and is rare in the case.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from rashomon.findings import Proposition
from rashomon.ledger import LedgerClaim
from rashomon.survey.amounts import Amount
from rashomon.survey.bars import find_bar
from rashomon.survey.contents import Content
from rashomon.survey.wording import bare_word, content_words, stem

Pair = tuple[str, str]

NEAR = 0.4
"""So likely to be of one thing two claims must be by their words and surroundings, unless frames are sure."""
LEAST_SHARED = 2
"""Content words that both must have."""
_SHARE = 0.3
"""Of the weight of the words of the shorter, rare words weighing more."""
_RARE = 0.04
"""A word in no more than this share of the claims is rare, and one in `_FEW` always."""
_FEW = 4
_MEMBERS = 60
"""Claims of a proposition that are compared with each other, the first by article and number."""
_VOICED = 30
"""Claims of one voice with the same number that are compared."""
_TELLING = 10
"""From here on a number by itself says what is meant, in the mouth of one voice."""
_NAME = re.compile(r"(?<!^)(?<![.!?] )(?<![\"“„‘'])\b[A-Z][^\W_]+(?:['’]s)?")


class Retellings:
    """Which claims tell the same, looked up by claim."""

    def __init__(
        self, contents: Mapping[str, Content], propositions: Iterable[Proposition], near: Mapping[Pair, float]
    ) -> None:
        self._contents = contents
        self._near = near
        self._words = {name: content_words(one.claim.text) for name, one in contents.items()}
        self._often = Counter(word for words in self._words.values() for word in words)
        self._of: dict[str, set[str]] = defaultdict(set)
        propositions = tuple(propositions)
        sure = set(_sure_pairs(propositions))
        likely = {pair for pair, probability in near.items() if probability >= NEAR}
        pairs = {pair for pair in sure | likely if self._are_compared(pair) and self.share_words(*pair)}
        for a, b in pairs | set(self._counted_alike()) | set(self._said_again(propositions)):
            self._of[a].add(b)
            self._of[b].add(a)

    def of(self, claim: str) -> list[str]:
        """The claims of other articles that tell what this one tells, or deny it; by id."""
        return sorted(self._of.get(claim, ()))

    def is_rare(self, word: str) -> bool:
        """Whether few claims of the case have this stem."""
        return self._often[word] <= max(_FEW, _RARE * len(self._contents))

    def words(self, claim: str) -> frozenset[str]:
        """The stems of the words of a claim that say something."""
        return self._words[claim]

    def share_words(self, one: str, other: str, *, share: float = _SHARE) -> bool:
        """Whether they have enough words in common, ``share`` by weight, one of them rare and no name."""
        common = self._words[one] & self._words[other]
        if len(common) < LEAST_SHARED or not self._share_rare_word(one, other):
            return False
        least = min(self._weight(self._words[one]), self._weight(self._words[other]))
        return self._weight(common) >= share * least

    def _weight(self, words: Iterable[str]) -> float:
        total = len(self._contents)
        return math.fsum(math.log(1 + total / self._often[word]) for word in sorted(words))

    def _are_compared(self, pair: Pair) -> bool:
        one, other = (self._contents.get(name) for name in pair)
        if one is None or other is None or one.claim.article == other.claim.article:
            return False
        return not _count_otherwise(one.amounts, other.amounts) and not find_bar(
            one, other, one.main, other.main
        )

    def _said_again(self, propositions: Iterable[Proposition]) -> Iterator[Pair]:
        """Claims of one proposition in the mouth of one voice, that share a rare word which is no name."""
        for proposition in propositions:
            voiced: dict[str, list[str]] = defaultdict(list)
            for member in proposition.members:
                one = self._contents.get(member.claim)
                if one is not None and one.claim.speaker.actor is not None:
                    voiced[one.claim.speaker.actor].append(member.claim)
            for names in voiced.values():
                for pair in combinations(sorted(names)[:_VOICED], 2):
                    if self._are_compared(pair) and self._share_rare_word(*pair):
                        yield pair

    def _share_rare_word(self, one: str, other: str) -> bool:
        names = _names(self._contents[one].claim) & _names(self._contents[other].claim)
        return any(self.is_rare(word) for word in (self._words[one] & self._words[other]) - names)

    def _counted_alike(self) -> Iterator[Pair]:
        """Claims of one voice with the same telling number, near to each other however little."""
        alike: dict[tuple[str, float], list[str]] = defaultdict(list)
        for name, one in self._contents.items():
            speaker = one.claim.speaker.actor
            told = {amount.low for amount in one.amounts if amount.low == amount.high >= _TELLING}
            if speaker is not None and len(told) == 1:
                alike[speaker, told.pop()].append(name)
        for names in alike.values():
            for pair in combinations(sorted(names)[:_VOICED], 2):
                first, second = (self._contents[name].claim.article for name in pair)
                if first != second and pair in self._near:
                    yield pair


def _sure_pairs(propositions: Iterable[Proposition]) -> Iterator[Pair]:
    for proposition in propositions:
        sure: dict[int, list[str]] = defaultdict(list)
        for member in proposition.members:
            sure[member.knot].append(member.claim)
        for claims in sure.values():
            for one, other in combinations(claims[:_MEMBERS], 2):
                yield min(one, other), max(one, other)


def _count_otherwise(one: Sequence[Amount], other: Sequence[Amount]) -> bool:
    """Whether both count, and nothing that one counts is as many in the other."""
    if not one or not other:
        return False
    return not any(a.low <= b.high and b.low <= a.high for a in one for b in other)


def _names(claim: LedgerClaim) -> frozenset[str]:
    """The stems of words written with a capital: in names of actors, or not because a sentence begins."""
    found = {match.group() for match in _NAME.finditer(claim.text)}
    start = claim.span.start
    for span, _ in claim.actors:
        words = claim.text[max(0, span.start - start) : max(0, span.end - start)].split()
        found |= {word for word in words if word[:1].isupper()}
    return frozenset(stem(bare_word(word)) for word in found)
