"""What to believe when sources disagree, and how often each is right: votes, and models where overlap allows.

The default is the vote by origin, shown as counts. The models are one coin for each source (ACCU) and the
same with copiers discounted (DEPEN with the accuracy fixed, ACCU-COPY without), after Dong et al. (VLDB 2009)
with the changes told in `rashomon.survey.dependence`. Methods of this kind know nothing on a handful of
articles: ask `enough_overlap` first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import NamedTuple

from rashomon.survey.dependence import (
    DEFAULT,
    Beliefs,
    Pairs,
    Report,
    Settings,
    accuracy_of,
    by_item,
    dependences,
    discounted,
    shares,
    totals,
)

LEAST_REPORTS = 5.0
"""Reports a claim that it takes: with 2, estimated and true accuracy correlate by .26, with 5 by .75."""
LEAST_SHARED = 25
"""Claims that a source must share with others."""
_RIGHT, _WRONG = 7.0, 3.0
_FROZEN = 3
_ROUNDS = 10

Items = Mapping[str, Mapping[str, Sequence[str]]]


class Overlap(NamedTuple):
    """How much the sources speak of the same things."""

    reports: float
    """Reports a claim, over the claims of more than one source."""
    shared: Mapping[str, int]
    """Claims that a source shares with others."""

    def is_enough(self, source: str) -> bool:
        """Whether anything can be said of how often the source is right."""
        return self.reports >= LEAST_REPORTS and self.shared.get(source, 0) >= LEAST_SHARED


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a model makes of the reports."""

    believed: Beliefs
    """By item, how likely each value is."""
    accuracy: Mapping[str, float]
    """Middle of what a source's share of right values may be."""
    interval: Mapping[str, tuple[float, float]]
    """Where it lies with 90 in 100."""
    pairs: Pairs
    """Sources that depend on each other."""

    def chosen(self, item: str) -> str | None:
        """The likeliest value of an item; None where two are."""
        return _best(self.believed.get(item, {}))


def enough_overlap(reports: Sequence[Report]) -> Overlap:
    """How far the reports overlap; `Overlap.is_enough` says whether a model is any good.

    >>> enough_overlap([Report("a", "x", "1"), Report("b", "x", "2"), Report("a", "y", "1")])
    Overlap(reports=2.0, shared={'a': 1, 'b': 1})
    """
    shared: dict[str, int] = defaultdict(int)
    told, claims = 0, 0
    for values in by_item(reports).values():
        sources = {source for group in values.values() for source in group}
        if len(sources) > 1:
            told, claims = told + len(sources), claims + 1
            for source in sources:
                shared[source] += 1
    return Overlap(told / claims if claims else 0.0, dict(sorted(shared.items())))


def vote(reports: Sequence[Report], weights: Mapping[str, float] | None = None) -> dict[str, str | None]:
    """The value with the most votes of each item; None where two have as many.

    Args:
        reports: What the sources say.
        weights: What a source's vote is worth; 1 where none is given.

    >>> vote([Report("a", "x", "1"), Report("b", "x", "1"), Report("c", "x", "2"), Report("a", "y", "1"),
    ...       Report("b", "y", "2")])
    {'x': '1', 'y': None}
    """
    worth = weights or {}
    return {
        item: _best({value: sum(worth.get(one, 1.0) for one in told) for value, told in values.items()})
        for item, values in by_item(reports).items()
    }


def vote_by_origin(reports: Sequence[Report], origin: Mapping[str, str]) -> dict[str, str | None]:
    """The vote with one voice for each origin and value, however many sources pass it on.

    >>> told = [Report("a", "x", "1"), Report("b", "x", "1"), Report("c", "x", "2"), Report("d", "x", "2")]
    >>> vote_by_origin(told, {"a": "wire", "b": "wire"})
    {'x': '2'}
    """
    return vote([Report(origin.get(source, source), item, value) for source, item, value in reports])


def depen(reports: Sequence[Report], rounds: int = 2, settings: Settings = DEFAULT) -> Estimate:
    """Votes less what sources have from each other, with one accuracy for all (DEPEN).

    Begins with the plain vote. More rounds than two change little but back and forth; it stops where the
    choice no longer changes.
    """
    items = by_item(reports)
    chosen = {
        item: _first({value: len(told) for value, told in values.items()}) for item, values in items.items()
    }
    pairs: dict[tuple[str, str], float] = {}
    believed: dict[str, dict[str, float]] = {}
    for _ in range(rounds):
        certain = {item: {chosen[item]: 1.0} for item in items}
        pairs = dependences(items, certain, settings=settings)
        believed = _weighed(items, pairs, {}, settings)
        found = {item: _first(values) for item, values in believed.items()}
        if found == chosen:
            break
        chosen = found
    return _estimate(items, believed, pairs)


def accu(reports: Sequence[Report], rounds: int = _ROUNDS, settings: Settings = DEFAULT) -> Estimate:
    """One coin for each source, nobody copying; the prior of a source's accuracy is Beta(7, 3)."""
    items = by_item(reports)
    believed: Beliefs = shares(items)
    for _ in range(rounds):
        accuracy, _ = _accuracies(items, believed)
        believed = _weighed(items, {}, accuracy, settings)
    return _estimate(items, believed, {})


def accu_copy(reports: Sequence[Report], rounds: int = _ROUNDS, settings: Settings = DEFAULT) -> Estimate:
    """The same, with copiers discounted.

    Belief begins as the share of votes, dependence is weighed before anything is believed, and accuracies
    stay what they were for the first rounds: so a clique in the majority is not taken for the truth.
    """
    items = by_item(reports)
    believed: Beliefs = shares(items)
    accuracy: Mapping[str, float] = {}
    pairs: dict[tuple[str, str], float] = {}
    for number in range(rounds):
        pairs = dependences(items, believed, accuracy, settings)
        believed = _weighed(items, pairs, accuracy, settings)
        if number + 1 >= _FROZEN:
            accuracy, _ = _accuracies(items, believed)
    return _estimate(items, believed, pairs)


def _weighed(
    items: Items, pairs: Pairs, accuracy: Mapping[str, float], settings: Settings
) -> dict[str, dict[str, float]]:
    """How likely each value is, given what each source's word is worth."""
    worth = {}
    for source in {one for values in items.values() for told in values.values() for one in told}:
        rate = accuracy_of(accuracy, source, settings)
        worth[source] = log(settings.others * rate / (1 - rate))
    dependent = totals(pairs)
    believed = {}
    for item, values in items.items():
        scores = {
            value: sum(
                worth[one] * share for one, share in discounted(told, pairs, dependent, settings.rate).items()
            )
            for value, told in values.items()
        }
        most = max(scores.values())
        odds = {value: exp(score - most) for value, score in scores.items()}
        whole = sum(odds.values()) + max(0, settings.others + 1 - len(odds)) * exp(-most)
        believed[item] = {value: part / whole for value, part in odds.items()}
    return believed


def _accuracies(items: Items, believed: Beliefs) -> tuple[dict[str, float], dict[str, tuple[float, float]]]:
    """Mean of the posterior of each source, and its two counts."""
    right: dict[str, float] = defaultdict(float)
    told: dict[str, int] = defaultdict(int)
    for item, values in items.items():
        for value, sources in values.items():
            for source in sources:
                right[source] += believed[item][value]
                told[source] += 1
    counts = {
        source: (_RIGHT + right[source], _WRONG + told[source] - right[source]) for source in sorted(told)
    }
    return {source: a / (a + b) for source, (a, b) in counts.items()}, counts


def _estimate(items: Items, believed: Beliefs, pairs: Pairs) -> Estimate:
    accuracy, counts = _accuracies(items, believed)
    return Estimate(
        believed=believed,
        accuracy=accuracy,
        interval={source: beta_interval(*pair) for source, pair in counts.items()},
        pairs=pairs,
    )


def beta_interval(a: float, b: float) -> tuple[float, float]:
    """Where a share lies with 90 in 100 if its posterior is Beta(a, b), on a grid of thousandths.

    >>> beta_interval(7.0, 3.0)
    (0.45, 0.902)
    """
    import numpy as np

    grid = (np.arange(4000) + 0.5) / 4000
    logs = (a - 1) * np.log(grid) + (b - 1) * np.log1p(-grid)
    mass = np.cumsum(np.exp(logs - logs.max()))
    low, high = np.searchsorted(mass / mass[-1], [0.05, 0.95])
    return round(float(grid[low]), 3), round(float(grid[high]), 3)


def _best(scores: Mapping[str, float]) -> str | None:
    most = max(scores.values(), default=0.0)
    best = [value for value, score in scores.items() if abs(score - most) < 1e-9]
    return best[0] if len(best) == 1 else None


def _first(scores: Mapping[str, float]) -> str:
    """The best value, the first by name of those as good."""
    return min(scores, key=lambda value: (-round(scores[value], 9), value))
