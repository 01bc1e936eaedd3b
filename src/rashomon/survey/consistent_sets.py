"""Maximal sets without contradiction: all of them where they are few, else the weightiest.

Assumptions are numbers 0..n-1 and exclude one another in pairs (`Excludes`); a consistent set that nothing
can join is a maximal independent set of that graph, which for conflicts that go both ways is also a preferred
extension (Dung 1995), or a largest context of an assumption-based system (de Kleer 1986).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from rashomon.survey.integer_programs import IntegerProgram, solve

Excludes = Sequence[frozenset[int]]
"""Of each number those that it cannot stand with; whoever is excluded excludes in turn."""
Backing = Sequence[Mapping[int, float]]
"""Of each voice how much it puts behind which number, all above 0."""

MOST = 1000
"""As many sets are told one by one."""
MOST_STEPS = 500_000
"""Looks at a number while enumerating: a second or two."""
ALL_BY_SOLVER = 150
"""HiGHS finds all the weightiest sets of graphs with at most so many numbers."""
ONE_BY_SOLVER = (2.1, 15_000)
"""And the weightiest of larger ones with at most so many conflicts a number and in all: seconds on random
graphs, where denser ones take hours."""


def excluding(size: int, pairs: Collection[tuple[int, int]]) -> list[frozenset[int]]:
    """The graph of ``size`` numbers with these conflicts.

    >>> excluding(3, [(0, 1)])
    [frozenset({1}), frozenset({0}), frozenset()]
    """
    found: list[set[int]] = [set() for _ in range(size)]
    for a, b in pairs:
        if a != b:
            found[a].add(b)
            found[b].add(a)
    return [frozenset(one) for one in found]


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def maximal_sets(excludes: Excludes, *, most: int | None = MOST) -> list[frozenset[int]] | None:
    """All maximal consistent sets, sorted; None where they are more than ``most``, or not found in due time.

    Bron and Kerbosch (1973) with the pivot that leaves fewest branches (Tomita et al. 2006), on the conflicts
    themselves: a number without conflict then never branches.

    >>> maximal_sets(excluding(3, [(0, 1), (1, 2)]))
    [frozenset({0, 2}), frozenset({1})]
    >>> maximal_sets(excluding(4, [(0, 1), (2, 3)]), most=3) is None
    True
    """
    against = [sum(1 << other for other in one) for one in excludes]
    found: list[int] = []
    steps = 0
    stack = [(0, (1 << len(against)) - 1, 0)]
    while stack:
        chosen, open_, done = stack.pop()
        if not open_:
            if not done:
                found.append(chosen)
                if most is not None and len(found) > most:
                    return None
            continue
        branches, looks = _fewest_branches(against, open_, done)
        steps += looks
        if most is not None and steps > MOST_STEPS:
            return None
        for number in _bits(branches):
            one = 1 << number
            stack.append((chosen | one, open_ & ~(against[number] | one), done & ~against[number]))
            open_ ^= one
            done |= one
    return sorted((frozenset(_bits(mask)) for mask in found), key=sorted)


def _fewest_branches(against: Sequence[int], open_: int, done: int) -> tuple[int, int]:
    """The numbers one of which each maximal set contains, as few as can be, and how many were looked at."""
    best, fewest, looks = open_, open_.bit_count(), 0
    for number in _bits(open_ | done):
        looks += 1
        branches = open_ & (against[number] | (1 << number))
        if branches.bit_count() < fewest:
            best, fewest = branches, branches.bit_count()
            if fewest <= 1:
                break
    return best, looks


def weight_of(held: Collection[int], backing: Backing, cap: float) -> float:
    """What stands behind a set: each voice's part up to ``cap``, so that no prolific one decides alone.

    >>> weight_of({0, 1}, [{0: 1, 1: 1}, {1: 1}], cap=1)
    2.0
    """
    return float(sum(min(cap, sum(part for at, part in one.items() if at in held)) for one in backing))


def weightiest_sets(
    excludes: Excludes, backing: Backing, *, cap: float, most: int, apart: int
) -> list[frozenset[int]]:
    """Up to ``most`` maximal sets, the weightiest first; of each at least ``apart`` do not hold in any other.

    Exact by HiGHS up to `ALL_BY_SOLVER` numbers, in sparse graphs the weightiest exact and the rest greedy,
    else all greedy.

    >>> weightiest_sets(excluding(2, [(0, 1)]), [{0: 1.0}, {1: 1.0}, {1: 1.0}], cap=1, most=5, apart=1)
    [frozenset({1}), frozenset({0})]
    """
    edges = sum(map(len, excludes)) // 2
    ratio, largest = ONE_BY_SOLVER
    is_small = len(excludes) <= ALL_BY_SOLVER
    by_solver = most if is_small else int(edges <= min(largest, ratio * len(excludes)))
    found: list[frozenset[int]] = []
    while len(found) < by_solver:
        program = _program(excludes, backing, cap, apart=apart, found=found)
        solved = solve(program)
        if solved is None:
            break
        found.append(_completed({at for at in range(len(excludes)) if solved.values[at] > 0.5}, excludes))
    while len(found) < most and not (is_small and found):
        further = _greedy_set(excludes, backing, cap, found)
        if any(len(earlier - further) < min(apart, len(earlier)) for earlier in found):
            break
        found.append(further)
    return sorted(found, key=lambda held: -weight_of(held, backing, cap))


def _program(
    excludes: Excludes, backing: Backing, cap: float, *, apart: int, found: Sequence[frozenset[int]]
) -> IntegerProgram:
    """A column for each number, one for each voice that could pass the cap, a row for each conflict.

    The weightiest set is maximal without more ado; those that must keep away from ``found`` are not, so that
    of them it is asked that whatever does not hold is excluded by something that does.
    """
    program = IntegerProgram()
    capped = [one for one in backing if sum(one.values()) > cap]
    for cost in _plain_sums(len(excludes), [one for one in backing if sum(one.values()) <= cap], cap):
        program.add_column(-cost)
    for one in capped:
        column = program.add_column(-1.0, upper=cap, whole=False)
        program.add_row({column: 1.0, **{at: -part for at, part in one.items()}}, high=0)
    for at, others in enumerate(excludes):
        for other in sorted(other for other in others if other > at):
            program.add_row({at: 1.0, other: 1.0}, high=1)
        if found:
            program.add_row(dict.fromkeys(sorted({at, *others}), 1.0), low=1)
    for earlier in found:
        program.add_row(dict.fromkeys(sorted(earlier), 1.0), high=len(earlier) - min(apart, len(earlier)))
    return program


def _completed(held: set[int], excludes: Excludes) -> frozenset[int]:
    """With all that can still join, lowest number first."""
    for at, others in enumerate(excludes):
        if at not in held and not others & held:
            held.add(at)
    return frozenset(held)


def _greedy_set(
    excludes: Excludes, backing: Backing, cap: float, found: Sequence[frozenset[int]] = ()
) -> frozenset[int]:
    """A maximal set: first what has most behind it for each that it excludes, half if found before."""
    plain = _plain_sums(len(excludes), backing, cap)
    for earlier in found:
        for at in earlier:
            plain[at] /= 2
    held: set[int] = set()
    barred: set[int] = set()
    for at in sorted(range(len(excludes)), key=lambda at: (-plain[at] / (1 + len(excludes[at])), at)):
        if at not in barred:
            held.add(at)
            barred |= excludes[at]
    return frozenset(held)


def _plain_sums(size: int, backing: Backing, cap: float) -> list[float]:
    """What stands behind each number alone; the parts of a voice beyond ``cap`` shrink alike."""
    sums = [0.0] * size
    for one in backing:
        share = min(1.0, cap / sum(one.values())) if one else 0.0
        for at, part in one.items():
            sums[at] += part * share
    return sums
