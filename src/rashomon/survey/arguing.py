"""Arguments that attack one another, not always both ways: which of them can stand together.

Conflicts of the ledger go both ways, and `rashomon.survey.consistent_sets` does those. An attack goes one way
where it takes away a ground without claiming the opposite ("that film is four years old"). After Dung (1995).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from typing import TypeVar

Argument = TypeVar("Argument", bound=Hashable)


def preferred_extensions(
    arguments: Collection[Argument], attacks: Collection[tuple[Argument, Argument]]
) -> list[frozenset[Argument]]:
    """The largest sets without an attack inside that strike back at all that attacks them; at least one set.

    ``attacks`` are (who, whom). The order is that of ``arguments``. Takes exponential time: for tens of
    arguments, not thousands.

    >>> preferred_extensions(["a", "b"], [("a", "b"), ("b", "a")])
    [frozenset({'a'}), frozenset({'b'})]
    >>> old_film = [("old", "film"), ("film", "denial"), ("denial", "film")]
    >>> [sorted(held) for held in preferred_extensions(["film", "old", "denial"], old_film)]
    [['denial', 'old']]
    """
    names = list(dict.fromkeys(arguments))
    number = {name: at for at, name in enumerate(names)}
    strikes, struck = [0] * len(names), [0] * len(names)
    for who, whom in attacks:
        strikes[number[who]] |= 1 << number[whom]
        struck[number[whom]] |= 1 << number[who]
    largest: list[int] = []
    # A set comes after those it is part of, as that which takes the next argument in is tried first.
    for held in _admissible(strikes, struck):
        if not any(held & ~other == 0 for other in largest):
            largest.append(held)
    return [frozenset(name for at, name in enumerate(names) if held >> at & 1) for held in largest]


def _admissible(strikes: list[int], struck: list[int]) -> Iterator[int]:
    """Every set that defends itself, as bits; one that takes more of the early arguments comes first."""
    everything = (1 << len(strikes)) - 1
    stack = [(0, 0, 0)]
    while stack:
        at, held, left = stack.pop()
        attackers = _union(struck, held)
        # Whoever attacks must be struck by what is held or may still be.
        if _union(strikes, everything & ~left) & attackers != attackers:
            continue
        if at == len(strikes):
            yield held
            continue
        one = 1 << at
        stack.append((at + 1, held, left | one))
        if not (strikes[at] | struck[at]) & (held | one):
            stack.append((at + 1, held | one, left))


def _union(masks: list[int], chosen: int) -> int:
    united = 0
    while chosen:
        low = chosen & -chosen
        united |= masks[low.bit_length() - 1]
        chosen ^= low
    return united
