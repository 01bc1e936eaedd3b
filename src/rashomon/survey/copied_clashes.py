"""Whoever repeats a claim word for word repeats what it excludes.

Rules look at days, articles and what stands around two claims, and so may find a contradiction between two
articles and none between their copies; a reader would be told of two disputes where there is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from rashomon.records import Span
from rashomon.survey.clashes import Clash, can_clash
from rashomon.survey.facts import Fact

_MOST = 12
"""Of the copies of one claim so many at most, in order."""

_Key = tuple[str, str, str]


def with_copies(clashes: Sequence[Clash], facts: Iterable[Fact]) -> list[Clash]:
    """The clashes, and those between copies of their claims; each pair once for each kind.

    Copies have the same words of the same speaker, told in the same way.
    """
    copies: dict[_Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        copies[_key(fact)].append(fact)
    known = {(clash.kind, clash.a.id, clash.b.id) for clash in clashes}
    found = list(clashes)
    for clash in clashes:
        for one in _between(clash, copies[_key(clash.a)][:_MOST], copies[_key(clash.b)][:_MOST]):
            if (one.kind, one.a.id, one.b.id) not in known:
                known.add((one.kind, one.a.id, one.b.id))
                found.append(one)
    return found


def _key(fact: Fact) -> _Key:
    speaker = fact.claim.speaker
    words = " ".join(fact.claim.text.split()).casefold()
    return words, speaker.actor or speaker.name or "", fact.claim.polarity


def _between(clash: Clash, ones: Sequence[Fact], others: Sequence[Fact]) -> Iterator[Clash]:
    for one, other in product(ones, others):
        if one.id != other.id and can_clash(one, other):
            words = _moved(clash.words[0], clash.a, one), _moved(clash.words[1], clash.b, other)
            told = clash.reason.split("; ")
            if other.order < one.order:
                one, other, words, told = other, one, words[::-1], told[::-1]
            yield Clash(
                kind=clash.kind, a=one, b=other, score=clash.score, reason="; ".join(told), words=words
            )


def _moved(words: Span, of: Fact, to: Fact) -> Span:
    """Where the words of a claim stand in its copy; all of the copy where they stand outside the claim."""
    by = to.claim.span.start - of.claim.span.start
    moved = Span(words.start + by, words.end + by)
    return moved if to.claim.span.contains(moved) else to.claim.span
