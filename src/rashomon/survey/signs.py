"""Which claims of one proposition say it and which say the opposite, by all that is known of their pairs.

One pair tells little: a net is right about the sign of two claims in two cases of three. All pairs of a group
together tell more. The sides are those that agree best with them (signed graphs: Cartwright and Harary 1956).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

from rashomon.ledger import Sign

Pair = tuple[str, str]


def take_sides(names: Iterable[str], leans: Mapping[Pair, float]) -> dict[str, Sign]:
    """A sign for each name, 1 for the first; pairs that lean below 0 should have different ones.

    Args:
        names: The members of one group.
        leans: For pairs of them, the lower first: above 0 where they say the same, below where the opposite,
            the further from 0 the surer.

    >>> take_sides("abc", {("a", "b"): 0.9, ("b", "c"): -0.8, ("a", "c"): 0.1})
    {'a': 1, 'b': 1, 'c': -1}
    """
    order = sorted(names)
    links: dict[str, dict[str, float]] = {name: {} for name in order}
    for a, b in sorted(leans):
        if a in links and b in links:
            links[a][b] = links[b][a] = leans[a, b]
    signs = _settled(links, _by_sureness(order, links))
    turn = signs[order[0]]
    return {name: 1 if signs[name] == turn else -1 for name in order}


def _by_sureness(order: list[str], links: Mapping[str, Mapping[str, float]]) -> dict[str, Sign]:
    """Sides made by joining, again and again, the two parts that all their pairs together say most of."""
    parts: dict[str, dict[str, Sign]] = {name: {name: 1} for name in order}
    between = {name: dict(near) for name, near in links.items()}
    queue = [(-abs(lean), a, b) for a, near in between.items() for b, lean in near.items() if a < b and lean]
    heapq.heapify(queue)
    while queue:
        sureness, a, b = heapq.heappop(queue)
        lean = between[a].get(b) if a in parts and b in parts else None
        if lean is None or abs(lean) != -sureness:
            continue
        if len(parts[a]) < len(parts[b]):
            a, b = b, a
        turn = 1 if lean > 0 else -1
        parts[a] |= {name: 1 if sign == turn else -1 for name, sign in parts.pop(b).items()}
        for other, more in between.pop(b).items():
            del between[other][b]
            if other != a:
                total = between[a].get(other, 0.0) + turn * more
                between[a][other] = between[other][a] = total
                heapq.heappush(queue, (-abs(total), min(a, other), max(a, other)))
    return {name: sign for part in parts.values() for name, sign in part.items()}


def _settled(links: Mapping[str, Mapping[str, float]], signs: dict[str, Sign]) -> dict[str, Sign]:
    """The signs after each name that its pairs would rather see on the other side went there."""
    for _ in range(len(links)):
        turned = False
        for name, near in links.items():
            if sum(lean * signs[other] for other, lean in near.items()) * signs[name] < -1e-9:
                signs[name] = 1 if signs[name] < 0 else -1
                turned = True
        if not turned:
            break
    return signs
