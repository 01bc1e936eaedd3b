"""Pairs of claims that give different figures of what may be one thing: which figures, of which sort.

"Thirty-four", "34 sailors died" and "34 heroes" are of one sort where the case tells 34 of the dead; the rest
of the words need not be alike. A claim that gives two figures of one sort argues about them and is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rashomon.survey.amounts import Amount, can_both_hold
from rashomon.survey.clashes import can_clash, is_said_elsewhere, pairs_in_blocks
from rashomon.survey.facts import Fact
from rashomon.survey.same_figures import unit_head

FEW = 2
"""Up to so many are told of many things."""
CROWDED = 12
"""Where more figures of a sort than that are told, they are of many happenings: each attack of a war has its
own. There a day and a place must tell which it is (`rashomon.survey.clashing_counts`)."""

_LOOSE = frozenset(("kilometre", "mile", "metre", "percent", "duration", "degree", "time"))
"""Classes of measures of which a story has many, each of something else."""


@dataclass(frozen=True, slots=True)
class FigurePair:
    """Two claims and the figure that each gives."""

    a: Fact
    b: Fact
    mine: Amount
    theirs: Amount
    sort: str
    """The class of what is counted."""
    is_lent: bool
    """One of them does not say what it counts; the case does."""
    rivals: int
    """So many figures are told of things of this sort in the case."""

    @property
    def key(self) -> tuple[str, str]:
        """The ids of the claims, the lower first."""
        return min(self.a.id, self.b.id), max(self.a.id, self.b.id)

    @property
    def figures(self) -> tuple[str, float, float]:
        """What is counted, and the two numbers."""
        low, high = sorted((self.mine.low, self.theirs.low))
        return self.sort, low, high

    @property
    def is_rejected(self) -> bool:
        """One says that it is not what the other says: "eleven men died, not 34"."""
        return self.mine.is_denied != self.theirs.is_denied


def figure_pairs(facts: Sequence[Fact]) -> Iterator[FigurePair]:
    """The pairs of claims that could clash and give different figures of one sort, each pair once."""
    told = {fact.id: amounts for fact in facts if (amounts := _amounts(fact))}
    sorts = _Sorts(told)

    def keys(fact: Fact) -> Iterator[Hashable]:
        for amount in told[fact.id]:
            yield from sorted(sorts.of(amount))

    counted = [fact for fact in facts if fact.id in told]
    for one, other in pairs_in_blocks(counted, keys):
        if can_clash(one, other) and not is_said_elsewhere(one, other):
            found = _differing(told[one.id], told[other.id], sorts)
            if found:
                mine, theirs, sort = found
                lent = not _sort(mine) == _sort(theirs) == sort
                yield FigurePair(one, other, mine, theirs, sort, lent, sorts.rivals(sort))


def argues(fact: Fact) -> bool:
    """Whether a claim gives two figures of one sort: it tells of who counts what, and holds none itself."""
    given = {(_sort(amount), amount.low) for amount in _plain_amounts(fact) if not amount.is_denied}
    return max(Counter(sort for sort, _ in given).values(), default=0) > 1


def _amounts(fact: Fact) -> tuple[Amount, ...]:
    """The figures of a claim that can be held against another's; none where it argues about them."""
    return () if argues(fact) else _plain_amounts(fact)


def _plain_amounts(fact: Fact) -> tuple[Amount, ...]:
    return tuple(
        amount
        for amount in fact.amounts
        if not (amount.is_vague or amount.is_part) and amount.low >= FEW and _sort(amount) not in _LOOSE
    )


def _sort(amount: Amount) -> str | None:
    """The class of what an amount counts, as far as its own words say."""
    unit = amount.unit
    return None if unit is None or unit.startswith("paragraph") else unit_head(unit)


class _Sorts:
    """Of which sorts of things the case tells which figures."""

    def __init__(self, told: Mapping[str, Sequence[Amount]]) -> None:
        self._of_figure: dict[float, set[str]] = defaultdict(set)
        self._figures: dict[str, set[float]] = defaultdict(set)
        for amounts in told.values():
            for amount in amounts:
                sort = _sort(amount)
                if sort is not None:
                    self._of_figure[amount.low].add(sort)
                    self._figures[sort].add(amount.low)

    def of(self, amount: Amount) -> set[str]:
        """What it may count: of a telling figure whatever else in the case has that figure, too."""
        own = _sort(amount)
        lent = self._of_figure[amount.low] if amount.low > FEW else set()
        return {sort for sort in lent | ({own} if own else set()) if self.rivals(sort) <= CROWDED}

    def rivals(self, sort: str) -> int:
        """How many figures are told of it."""
        return len(self._figures[sort])


def _differing(
    ours: Sequence[Amount], theirs: Sequence[Amount], sorts: _Sorts
) -> tuple[Amount, Amount, str] | None:
    """The figures of one sort that cannot both be right, the plainest; None where two agree."""
    best: tuple[tuple[bool, bool, int], Amount, Amount, str] | None = None
    for mine, other in product(ours, theirs):
        shared = sorts.of(mine) & sorts.of(other)
        if not shared:
            continue
        is_rejected = mine.is_denied != other.is_denied
        if mine.is_denied or other.is_denied:
            if not is_rejected or mine.low != other.low:
                continue
        elif can_both_hold(mine, other):
            return None
        own = [sort for sort in sorted(shared) if sort in (_sort(mine), _sort(other))]
        is_plain = _sort(mine) == _sort(other)
        rank = (is_rejected, is_plain, -(mine.span.start + other.span.start))
        if best is None or rank > best[0]:
            best = rank, mine, other, (own or sorted(shared))[0]
    return best[1:] if best else None
