"""Camps: voices that take the same sides of what is contested."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from rashomon.survey.contested import Contest, Side, Voice

ENOUGH = 2
"""Contested propositions on which a voice must have met others: of one alone nothing is said."""
LOUDEST = 50
"""As many voices of a side are compared: those that take most sides; the rest only join."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """On which sides each voice stands; only flat claims count."""

    voices: Mapping[str, Voice]
    """By key."""
    sides: Mapping[str, frozenset[Side]]
    """By key of the voice."""


def find_positions(contest: Contest) -> Positions:
    """Who stands where; a voice that says both of something stands on both sides."""
    voices: dict[str, Voice] = {}
    sides: dict[str, set[Side]] = defaultdict(set)
    for side, tellings in contest.told.items():
        for telling in tellings:
            if telling.voice is not None and telling.counts >= 1.0:
                known = voices.setdefault(telling.voice.key, telling.voice)
                voices[known.key] = min(known, telling.voice, key=lambda one: one.name)
                sides[known.key].add(side)
    return Positions(
        voices={key: voices[key] for key in sorted(voices)},
        sides={key: frozenset(sides[key]) for key in sorted(sides)},
    )


def find_camps(contest: Contest, positions: Positions) -> tuple[tuple[str, ...], ...]:
    """The keys of voices that take the same sides, two at least to a camp, the largest camp first.

    Two voices agree once for each side that both take and disagree once for each two that exclude each other;
    one that has met others on fewer than `ENOUGH` propositions is in no camp. The two groups that agree most
    are joined until none agree more than they disagree (greedy additive edge contraction, Keuper and others
    2015).

    >>> find_camps(Contest(excludes={}, told={}), Positions(voices={}, sides={}))
    ()
    """
    agreement, met = _agreement(contest, positions)
    enough = {key for key, propositions in met.items() if len(propositions) >= ENOUGH}
    kept = {pair: score for pair, score in agreement.items() if pair[0] in enough and pair[1] in enough}
    groups = [tuple(sorted(group)) for group in join_while_agreeing(sorted(enough), kept) if len(group) > 1]
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def _agreement(
    contest: Contest, positions: Positions
) -> tuple[Counter[tuple[str, str]], dict[str, set[str]]]:
    """How much more two voices agree than disagree, and on which propositions a voice has met another."""
    agreement: Counter[tuple[str, str]] = Counter()
    met: dict[str, set[str]] = defaultdict(set)
    for one, other, score, side, other_side in _meetings(contest, positions):
        agreement[min(one, other), max(one, other)] += score
        met[one].add(side[0])
        met[other].add(other_side[0])
    return agreement, met


def _meetings(contest: Contest, positions: Positions) -> Iterator[tuple[str, str, int, Side, Side]]:
    """Two voices, whether they agree (1, else -1), and on which sides they are."""
    behind: dict[Side, list[str]] = defaultdict(list)
    for key, sides in positions.sides.items():
        for side in sides:
            behind[side].append(key)
    for keys in behind.values():
        keys.sort(key=lambda key: (-len(positions.sides[key]), key))
        del keys[LOUDEST:]
    for side in sorted(behind):
        for one, other in combinations(behind[side], 2):
            yield one, other, 1, side, side
        for opposite in sorted(contest.excludes[side]):
            if opposite > side:
                for one, other in product(behind[side], behind.get(opposite, ())):
                    if one != other:
                        yield one, other, -1, side, opposite


def join_while_agreeing(
    keys: Sequence[str], agreement: Mapping[tuple[str, str], int]
) -> list[frozenset[str]]:
    """Groups of ``keys``; ties go to the lowest keys.

    >>> groups = join_while_agreeing("abcd", {("a", "b"): 2, ("b", "c"): -1, ("c", "d"): 1})
    >>> sorted(map(sorted, groups))
    [['a', 'b'], ['c', 'd']]
    """
    members = {key: {key} for key in keys}
    beside: dict[str, dict[str, int]] = {key: {} for key in keys}
    for (a, b), score in agreement.items():
        beside[a][b] = beside[b][a] = score
    heap = [(-score, a, b) for (a, b), score in agreement.items() if score > 0]
    heapq.heapify(heap)
    while heap:
        score, a, b = heapq.heappop(heap)
        if a not in members or b not in members or beside[a].get(b) != -score:
            continue
        a, b = min(a, b), max(a, b)
        members[a] |= members.pop(b)
        del beside[a][b]
        gone = beside.pop(b)
        del gone[a]
        for other, more in gone.items():
            del beside[other][b]
            beside[a][other] = beside[other][a] = total = beside[a].get(other, 0) + more
            if total > 0:
                heapq.heappush(heap, (-total, min(a, other), max(a, other)))
    return [frozenset(group) for group in members.values()]
