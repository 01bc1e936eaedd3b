"""The figures a selftest yields: counts first, rates worked out from them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found and are right, were found and are wrong, and were not found.

    >>> score = Score(right=6, wrong=2, missed=4)
    >>> score.precision, score.recall, round(score.f1, 3)
    (0.75, 0.6, 0.667)
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0
    implied: int = 0
    """Found and right, though the key does not list it but only what it follows from: has a say in precision
    alone."""

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
            self.implied + other.implied,
        )

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to find and nothing was found."""
        return not (self.right or self.wrong or self.missed or self.implied)

    @property
    def precision(self) -> float:
        """What part of the found is right, 0 to 1 (1 where there was nothing to find or be found)."""
        right = self.right + self.implied
        return 1.0 if self.is_empty else _ratio(right, right + self.wrong)

    @property
    def recall(self) -> float:
        """What part of the key was found, 0 to 1 (1 where there was nothing to find or be found)."""
        return 1.0 if self.is_empty else _ratio(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        return harmonic(self.precision, self.recall)


@dataclass(frozen=True, slots=True, kw_only=True)
class BCubed:
    """Means over items, 0 to 1: there are no counts of right and wrong ones, an item may be right in part."""

    precision: float
    recall: float
    items: int
    """How many names, or claims, the key has."""
    found: int
    """How many of them the program found."""

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        return harmonic(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """0 to 1; 0 of 0 is 0."""
        return _ratio(self.part, self.whole)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def harmonic(precision: float, recall: float) -> float:
    """The F1 of a precision and a recall; 0 where both are.

    >>> harmonic(1.0, 0.5)
    0.6666666666666666
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def count_sets(key: set[int], found: set[int]) -> Score:
    """The score of a found set against the key's.

    >>> count_sets({1, 2, 3}, {3, 4})
    Score(right=1, wrong=1, missed=2, implied=0)
    """
    return Score(len(key & found), len(found - key), len(key - found))


def count_values(pairs: Iterable[tuple[Hashable | None, Hashable | None]]) -> Score:
    """The score of (key, found) values, None meaning "not stated".

    A wrong value counts twice, once as wrong and once as missed, as is usual.

    >>> count_values([("Daily Tide", "Daily Tide"), ("Gull", "Heron"), ("Gull", None), (None, "Heron")])
    Score(right=1, wrong=2, missed=2, implied=0)
    """
    right = wrong = missed = 0
    for key, found in pairs:
        right += key is not None and key == found
        wrong += found is not None and key != found
        missed += key is not None and key != found
    return Score(right, wrong, missed)


def macro_f1(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """The mean F1 over all classes that the key or the program uses in (key, found) pairs.

    >>> round(macro_f1([("certain", "certain"), ("certain", "certain"), ("possible", "certain")]), 3)
    0.4
    """
    classes = sorted({repr(value) for pair in pairs for value in pair})
    if not classes:
        return 1.0
    total = 0.0
    for name in classes:
        marks = [(repr(key) == name, repr(found) == name) for key, found in pairs]
        total += Score(
            sum(k and f for k, f in marks),
            sum(f and not k for k, f in marks),
            sum(k and not f for k, f in marks),
        ).f1
    return total / len(classes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One line of precision, recall and F1."""

    step: str
    what: str
    score: Score | BCubed


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """One line of a share; ``macro_f1`` where it is the accuracy of a choice among classes."""

    step: str
    what: str
    share: Share
    macro_f1: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """What became of the key's attributions of one kind; the four counts add up to all of them."""

    kind: str
    right: int
    """Content and source are right (the who-what rule)."""
    other_source: int
    """The content is right, the source is not."""
    other_ends: int
    """Something was found there, but its ends are far off."""
    missed: int

    @property
    def total(self) -> int:
        """How many of this kind the key has."""
        return self.right + self.other_source + self.other_ends + self.missed


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of one attribution of the key."""

    article: str
    id: str
    kind: str
    fate: str
    """``"right"``, ``"other source"``, ``"other ends"`` or ``"missed"``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two different actors of the key that the program took for one."""

    first: str
    second: str
    persons: bool
    """Both are persons: the gravest error the program can make."""
    why: str
    """The program's own reasons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All error rates of one selftest."""

    version: str
    articles: int
    attributions: int
    actors: int
    rates: tuple[Rate, ...]
    portions: tuple[Portion, ...]
    kinds: tuple[KindRow, ...]
    false_finds: tuple[tuple[str, int], ...]
    """(route, count): finds that match nothing in the key, by what found them."""
    merges: tuple[Merge, ...]
    splits: tuple[tuple[str, int], ...]
    """(actor of the key, in how many actors it ended up), where more than one."""
    skipped: tuple[str, ...]
    """Articles of the key that could not be read, each with why."""
    fates: tuple[Fate, ...]

    def rate(self, step: str, what: str) -> Score | BCubed:
        """The score of one line.

        Raises:
            KeyError: there is no such line.
        """
        for line in self.rates:
            if (line.step, line.what) == (step, what):
                return line.score
        raise KeyError(f"{step}, {what}")

    def portion(self, step: str, what: str) -> Portion:
        """One line of shares.

        Raises:
            KeyError: there is no such line.
        """
        for line in self.portions:
            if (line.step, line.what) == (step, what):
                return line
        raise KeyError(f"{step}, {what}")

    @property
    def wrong_merges(self) -> tuple[Merge, ...]:
        """Two different people taken for one; must be empty."""
        return tuple(merge for merge in self.merges if merge.persons)
