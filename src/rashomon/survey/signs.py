"""Which claims of one proposition say it and which say the opposite, by all that is known of their pairs.

One pair tells little: a net is right about the sign of two claims in two cases of three. All pairs of a group
together tell more. The sides are those that agree best with them (signed graphs: Cartwright and Harary 1956).
"""

from __future__ import annotations

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
    while True:
        candidates = ((abs(x), a, b) for a, near in between.items() for b, x in near.items() if a < b)
        best = max(candidates, key=lambda one: (one[0], one[1], one[2]), default=(0.0, "", ""))
        if best[0] <= 0:
            break
        _, a, b = best
        turn = 1 if between[a][b] > 0 else -1
        parts[a] |= {name: 1 if sign == turn else -1 for name, sign in parts.pop(b).items()}
        for other, lean in between.pop(b).items():
            del between[other][b]
            if other != a:
                between[a][other] = between[other][a] = between[a].get(other, 0.0) + turn * lean
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
