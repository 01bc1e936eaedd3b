"""Which articles tell one story: the rare words, names and numbers that they share.

News of one happening is told apart from news of another of its kind by its names and numbers far better than
by what the verbs say; clusters of articles first, events within them after, is what the best simple systems
for events across documents do (Barhom et al. 2019 and the cluster-and-lemma baseline there).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.ledger import LedgerArticle
from rashomon.names.folding import fold
from rashomon.survey.wording import bare_word, stem, stop_words

ALIKE = 0.12
"""From this cosine on two groups of articles tell one story."""
NEAREST = 12
"""So many of the most similar articles of each are looked at."""
_PRIOR = 50
"""Articles of other matters thought to stand beside the case's, so that words weigh in small ones too."""
_WIDEST = 40
"""A word in more articles brings none together; it counts once others have."""
_RAREST = 40
_WORD = re.compile(r"\d[\d.,:]*\d|\d|[^\W_]+(?:['’][^\W_]+)?")

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories of a case."""

    numbers: Mapping[str, int]
    """For each article's name the number of its story."""
    near: Mapping[str, Mapping[str, float]]
    """The articles of its story that are most like it, with their cosines; about `NEAREST` at most."""
    rarities: Mapping[str, float]
    """What each word of the case weighs, the rare ones more."""


def find_stories(articles: Sequence[LedgerArticle]) -> Stories:
    """The stories that the articles tell; the same for any order of articles."""
    ordered = sorted(articles, key=lambda one: one.name)
    counts = [_counts(article) for article in ordered]
    rarity = _rarities(counts)
    vectors = _weigh_words(counts, rarity)
    groups = _Groups(vectors)
    pairs = sorted((-cosine, a, b) for (a, b), cosine in _near(vectors).items())
    for _, one, other in pairs:
        groups.join(one, other)
    numbers: dict[int, int] = {}
    near: dict[str, dict[str, float]] = {article.name: {} for article in ordered}
    for low, one, other in pairs:
        if groups.home[one] == groups.home[other]:
            a, b = ordered[one].name, ordered[other].name
            near[a][b] = near[b][a] = -low
    return Stories(
        {
            article.name: numbers.setdefault(groups.home[place], len(numbers))
            for place, article in enumerate(ordered)
        },
        near,
        rarity,
    )


def _weigh_words(counts: Sequence[Mapping[str, int]], rarity: Mapping[str, float]) -> list[Vector]:
    """What each article is about: its words with weights, the rare ones more, of length 1."""
    vectors: list[Vector] = []
    for found in counts:
        raw = {word: (1 + math.log(count)) * rarity[word] for word, count in sorted(found.items())}
        size = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        vectors.append({word: value / size for word, value in raw.items()})
    return vectors


def _rarities(articles: Sequence[Collection[str]]) -> dict[str, float]:
    """What each word weighs, the fewer of the articles (their words given) have it the more."""
    spread = Counter(word for words in articles for word in words)
    total = len(articles) + _PRIOR
    return {word: math.log(total / (count + 1)) for word, count in spread.items()}


def _counts(article: LedgerArticle) -> Counter[str]:
    places = (
        match
        for match in _WORD.finditer(article.text)
        if not any(span.start <= match.start() < span.end for span in article.furniture)
    )
    words = (bare_word(match.group()) or fold(match.group()) for match in places)
    return Counter(
        word if word[0].isdigit() else stem(word) for word in words if word and word not in stop_words()
    )


def _near(vectors: Sequence[Vector]) -> dict[tuple[int, int], float]:
    """Pairs of articles that share rare words, with the cosine of the two, the nearest of each."""
    spread = Counter(word for vector in vectors for word in vector)
    holders: dict[str, list[int]] = defaultdict(list)
    for place, vector in enumerate(vectors):
        telling = sorted((-weight, word) for word, weight in vector.items() if 1 < spread[word] <= _WIDEST)
        for _, word in telling[:_RAREST]:
            holders[word].append(place)
    met: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        met.update(combinations(places, 2))
    best: dict[int, list[tuple[float, tuple[int, int]]]] = defaultdict(list)
    for pair, shared in met.items():
        if shared > 1:
            cosine = _product(vectors[pair[0]], vectors[pair[1]])
            best[pair[0]].append((-cosine, pair))
            best[pair[1]].append((-cosine, pair))
    return {
        pair: -low for found in best.values() for low, pair in sorted(found)[:NEAREST] if -low >= ALIKE / 2
    }


def _product(one: Vector, other: Vector) -> float:
    """The sum of the products of two articles' weights: their cosine where both have length 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


class _Groups:
    """Groups of articles while they grow, each with the sum of its vectors."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        self.home = list(range(len(vectors)))
        self._members = {place: [place] for place in self.home}
        self._sums = {place: dict(vector) for place, vector in enumerate(vectors)}

    def join(self, one: int, other: int) -> None:
        """Join the groups of two articles where the groups as a whole are alike enough."""
        a, b = sorted((self.home[one], self.home[other]), key=lambda home: (len(self._sums[home]), home))
        if a == b or self._cosine(a, b) < ALIKE:
            return
        for word, weight in self._sums.pop(a).items():
            self._sums[b][word] = self._sums[b].get(word, 0.0) + weight
        for place in self._members.pop(a):
            self.home[place] = b
            self._members[b].append(place)

    def _cosine(self, a: int, b: int) -> float:
        """The mean cosine between articles of the two groups."""
        count = len(self._members[a]) * len(self._members[b])
        return _product(self._sums[a], self._sums[b]) / count
