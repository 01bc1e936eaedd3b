"""Which sources copy one another, told from the values they share that are not believed.

After Dong, Berti-Equille and Srivastava (Integrating conflicting data, VLDB 2009): to share what is true
proves little, to share what is false much. Two changes keep a clique of copiers that are the majority from
being taken for the truth: belief begins as the share of votes, smoothed, and dependence is weighed before
anything is believed; an item counts only as far as the two are not believed to be both right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, log
from typing import NamedTuple


class Report(NamedTuple):
    """A source says that something has a value."""

    source: str
    item: str
    value: str


Beliefs = Mapping[str, Mapping[str, float]]
"""By item, how likely each value told of it is."""
Pairs = Mapping[tuple[str, str], float]
"""By two sources, the lower first, how likely one depends on the other."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is assumed of copying."""

    prior: float = 0.2
    """How likely two sources depend on each other before anything is seen."""
    rate: float = 0.8
    """Share of its values that a copier copies."""
    others: int = 100
    """So many false values are thought to be open to one who errs."""
    accuracy: float = 0.8
    """Share of right values, where nothing is known of a source."""
    floor: float = 0.01
    """Pairs less likely than this are left out of what is given back."""


DEFAULT = Settings()
MOST_SOURCES = 200
"""What more sources speak of tells little of any two of them, and costs the square."""


def by_item(reports: Sequence[Report]) -> dict[str, dict[str, tuple[str, ...]]]:
    """For each item the values told of it, each with its sources; a source that tells two tells both.

    >>> by_item([Report("a", "x", "1"), Report("b", "x", "1")])
    {'x': {'1': ('a', 'b')}}
    """
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for source, item, value in reports:
        found[item][value].add(source)
    return {
        item: {value: tuple(sorted(sources)) for value, sources in sorted(values.items())}
        for item, values in sorted(found.items())
    }


def shares(
    items: Mapping[str, Mapping[str, Sequence[str]]], smoothing: float = 1.0
) -> dict[str, dict[str, float]]:
    """Beliefs to begin with: each value's share of the votes, as if ``smoothing`` had voted for another.

    >>> shares({"x": {"1": ("a", "b"), "2": ("c",)}})
    {'x': {'1': 0.5, '2': 0.25}}
    """
    return {
        item: {
            value: len(sources) / (smoothing + sum(map(len, values.values())))
            for value, sources in values.items()
        }
        for item, values in items.items()
    }


def dependences(
    items: Mapping[str, Mapping[str, Sequence[str]]],
    beliefs: Beliefs,
    accuracy: Mapping[str, float] | None = None,
    settings: Settings = DEFAULT,
) -> dict[tuple[str, str], float]:
    """How likely each two sources that share an item depend on each other.

    Args:
        items: Values and their sources, by item.
        beliefs: How likely each value is.
        accuracy: Share of right values, by source; ``settings.accuracy`` where none is given.
        settings: What is assumed.

    Returns:
        By pair, the lower source first, 0 to 1; pairs below ``settings.floor`` are left out.
    """
    odds: dict[tuple[str, str], float] = defaultdict(float)
    for item, values in items.items():
        told = sorted((source, value) for value, sources in values.items() for source in sources)
        if len(told) > MOST_SOURCES:
            continue
        for (one, left), (other, right) in combinations(told, 2):
            if one != other:
                belief = beliefs[item].get(left, 0.0) if left == right else None
                rates = accuracy_of(accuracy, one, settings), accuracy_of(accuracy, other, settings)
                odds[one, other] += _evidence(belief, *rates, settings)
    start = log(settings.prior / (1 - settings.prior))
    found = {pair: _chance(start + weight) for pair, weight in sorted(odds.items())}
    return {pair: chance for pair, chance in found.items() if chance >= settings.floor}


def accuracy_of(accuracy: Mapping[str, float] | None, source: str, settings: Settings = DEFAULT) -> float:
    """A source's share of right values, kept off 0 and 1, where no evidence could move it."""
    known = settings.accuracy if accuracy is None else accuracy.get(source, settings.accuracy)
    return min(0.99, max(0.01, known))


def _evidence(belief: float | None, one: float, other: float, settings: Settings) -> float:
    """The logarithm of how much likelier a shared value (or, with None, a difference) is if one copies."""
    rate, both_right = settings.rate, one * other
    both_wrong = (1 - one) * (1 - other) / settings.others
    if belief is None:
        return log(1 - rate)
    # Whoever is right agrees with whoever is right: that counts as far as the value is not believed.
    wrong = log(rate * (1 - min(one, other)) / both_wrong + 1 - rate)
    right = log(rate * min(one, other) / both_right + 1 - rate)
    return (1 - belief) * wrong + belief * right


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0


def discounted(
    sources: Sequence[str], pairs: Pairs, totals: Mapping[str, float], rate: float = DEFAULT.rate
) -> dict[str, float]:
    """What the vote of each source of one value is worth: 1, less what it may have from those before it.

    The most dependent vote last (Dong et al., equation for I(S)).

    >>> round(discounted(["a", "b"], {("a", "b"): 1.0}, {"a": 1.0, "b": 1.0})["b"], 3)
    0.2
    """
    weights: dict[str, float] = {}
    for source in sorted(sources, key=lambda one: (totals.get(one, 0.0), one)):
        worth = 1.0
        for before in weights:
            worth *= 1 - rate * pairs.get((min(source, before), max(source, before)), 0.0)
        weights[source] = worth
    return weights


def totals(pairs: Pairs) -> dict[str, float]:
    """The sum of a source's dependences."""
    found: dict[str, float] = defaultdict(float)
    for (one, other), chance in pairs.items():
        found[one] += chance
        found[other] += chance
    return dict(found)
