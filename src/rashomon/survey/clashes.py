"""What two claims disagree on, before propositions are known; and pairs to look at without looking at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass

from rashomon.findings import ConflictKind
from rashomon.records import Span
from rashomon.survey.facts import Fact

_SHOWN = 60
_REACH = 25
"""In a block each claim is held against so many that follow it in time: cost stays linear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two claims cannot both be so."""

    kind: ConflictKind
    a: Fact
    b: Fact
    score: float
    reason: str
    words: tuple[Span, Span]


def ordered_clash(
    kind: ConflictKind, one: Fact, other: Fact, score: float, words: tuple[Span, Span], texts: tuple[str, str]
) -> Clash:
    """The clash with the claim first that is lower by article and number; ``texts`` make the reason."""
    if other.order < one.order:
        one, other, words, texts = other, one, words[::-1], texts[::-1]
    return Clash(kind=kind, a=one, b=other, score=score, reason="; ".join(texts), words=words)


def pairs_in_blocks(
    facts: Iterable[Fact], keys: Callable[[Fact], Iterable[Hashable]]
) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of facts that share a key, each once, the earlier published first; not all of a large block."""
    blocks: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        for key in dict.fromkeys(keys(fact)):
            blocks[key].append(fact)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        block.sort(key=lambda fact: (fact.published or "", fact.order))
        for place, one in enumerate(block):
            for other in block[place + 1 : place + 1 + _REACH]:
                if one.id != other.id and (one.id, other.id) not in seen:
                    seen.add((one.id, other.id))
                    yield one, other


def is_nested(one: Fact, other: Fact) -> bool:
    """Whether the words of one claim hold those of the other."""
    if one.claim.article != other.claim.article:
        return False
    return one.claim.span.overlaps(other.claim.span)


def is_one_voice(one: Fact, other: Fact) -> bool:
    """Whether both are the words of one and the same."""
    a, b = one.claim.speaker, other.claim.speaker
    if a.kind != b.kind or (a.kind == "outlet" and one.outlet != other.outlet):
        return False
    if a.actor or b.actor:
        return a.actor == b.actor
    return a.kind == "outlet" or (a.name == b.name and one.claim.article == other.claim.article)


def can_clash(one: Fact, other: Fact) -> bool:
    """Whether what the two say is told as what is or was, by one of them flatly."""
    return (
        one.claim.mode == other.claim.mode == "actual"
        and (one.is_flat or other.is_flat)
        and not is_nested(one, other)
    )


def is_said_elsewhere(*facts: Fact) -> bool:
    """Whether words such as "another" say that what is told is not what was told of before."""
    return any(fact.is_other for fact in facts)


def short(text: str) -> str:
    """The beginning of ``text`` on one line.

    >>> short("The  dam broke.")
    'The dam broke.'
    """
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _SHOWN else one_line[:_SHOWN].rsplit(" ", 1)[0] + " …"
