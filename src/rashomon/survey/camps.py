"""Camps: voices that take the same sides of what is contested."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from rashomon.survey.contested import Contest, Side
from rashomon.survey.ties import Pair, Tie

ENOUGH = 2
"""Issues on which a voice must have met others, and ties that it must have, together: less says nothing."""
LOUDEST = 30
"""As many voices of a side are compared: those that take most sides; the rest only join."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where one source stands: an outlet, or an origin with all who speak for it."""

    names: tuple[str, ...]
    """Sorted."""
    actors: frozenset[str]
    sides: frozenset[Side]
    """Only flat claims count; who says both of something stands on both sides."""


Positions = Mapping[str, Position]
"""By a key, in its order."""


def find_positions(contest: Contest) -> Positions:
    """Who stands where."""
    names: dict[str, set[str]] = defaultdict(set)
    actors: dict[str, set[str]] = defaultdict(set)
    sides: dict[str, set[Side]] = defaultdict(set)
    for side, tellings in contest.told.items():
        for telling in tellings:
            voice = telling.voice
            if voice is None or telling.counts < 1.0:
                continue
            key = voice.key if voice.is_outlet else f"origin {telling.origin}"
            names[key].add(voice.name)
            sides[key].add(side)
            if voice.actor is not None:
                actors[key].add(voice.actor)
    return {
        key: Position(
            names=tuple(sorted(names[key])), actors=frozenset(actors[key]), sides=frozenset(sides[key])
        )
        for key in sorted(sides)
    }


def find_camps(
    contest: Contest, positions: Positions, issue_of: Mapping[Side, str], ties: Iterable[Tie] = ()
) -> tuple[tuple[str, ...], ...]:
    """The keys of sources that take the same sides, two at least to a camp, the largest camp first.

    Two agree once for each issue in which both take a side, disagree once for each in which they take sides
    that exclude each other, and ``ties`` add to that; who has met others fewer than `ENOUGH` times is in no
    camp. The two groups that agree most are joined until none agree more than they disagree (greedy additive
    edge contraction, Keuper and others 2015).

    >>> find_camps(Contest(excludes={}, told={}), {}, {})
    ()
    """
    agreement: Counter[Pair] = Counter()
    met: dict[str, set[str]] = defaultdict(set)
    for (one, other, issue), score in _meetings(contest, positions, issue_of).items():
        agreement[one, other] += (score > 0) - (score < 0)
        met[one].add(issue)
        met[other].add(issue)
    for tie in ties:
        agreement[tie.a, tie.b] += tie.sign
        met[tie.a].add(f"tie {tie.why}")
        met[tie.b].add(f"tie {tie.why}")
    enough = {key for key, places in met.items() if len(places) >= ENOUGH}
    kept = {pair: score for pair, score in agreement.items() if pair[0] in enough and pair[1] in enough}
    groups = [tuple(sorted(group)) for group in join_while_agreeing(sorted(enough), kept) if len(group) > 1]
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def _meetings(
    contest: Contest, positions: Positions, issue_of: Mapping[Side, str]
) -> Counter[tuple[str, str, str]]:
    """Of two sources in one issue how many sides they share, less those that exclude each other."""
    behind: dict[Side, list[str]] = defaultdict(list)
    for key, position in positions.items():
        for side in position.sides:
            behind[side].append(key)
    for keys in behind.values():
        keys.sort(key=lambda key: (-len(positions[key].sides), key))
        del keys[LOUDEST:]
    found: Counter[tuple[str, str, str]] = Counter()
    for side in sorted(behind):
        for one, other in combinations(behind[side], 2):
            found[min(one, other), max(one, other), issue_of[side]] += 1
        for opposite in contest.excludes[side]:
            if opposite > side:
                for one, other in product(behind[side], behind.get(opposite, ())):
                    if one != other:
                        found[min(one, other), max(one, other), issue_of[side]] -= 1
    return found


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
