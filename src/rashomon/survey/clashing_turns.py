"""Contradictions that an article announces: "he swears it was the other way round", "wrote the opposite"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rashomon.findings import ConflictKind
from rashomon.ledger import Ledger
from rashomon.records import Span
from rashomon.survey.clashes import Clash, is_nested, is_one_voice, ordered_clash
from rashomon.survey.contrasts import directions_in, reversal_in, tables, unsaid_in
from rashomon.survey.facts import Fact

_SCORE = 0.8
_REACH = 400
"""How many characters before it may stand what is turned round."""
_SHOWN = 40


def clashing_turns(ledger: Ledger, facts: Sequence[Fact]) -> Iterator[Clash]:
    """The contradictions that articles themselves announce."""
    texts = {article.name: article.text for article in ledger.articles}
    for name, listed in groupby(facts, key=lambda fact: fact.claim.article):
        ordered = sorted(listed, key=lambda fact: (fact.claim.span.start, fact.claim.number))
        for place, fact in enumerate(ordered):
            yield from _turn(fact, ordered[:place], texts[name])


def _turn(fact: Fact, before: Sequence[Fact], text: str) -> Iterator[Clash]:
    turned, unsaid = reversal_in(fact.own), unsaid_in(fact.own)
    if turned is None and unsaid is None:
        return
    target = _target(fact, before)
    if target is None or (turned is None and not target.words & tables().spoken):
        return
    found = turned or unsaid
    assert found is not None
    words = Span(fact.claim.span.start + found.start, fact.claim.span.start + found.end)
    theirs, kind = _disputed(target, text, is_speech=turned is None)
    told = (_short(theirs.of(text)), _short(words.of(text)))
    yield ordered_clash(kind, target, fact, _SCORE, (theirs, words), told)


def _target(fact: Fact, before: Sequence[Fact]) -> Fact | None:
    """The last claim of another voice near before it; a denial first, since that is what is turned."""
    near = [
        other
        for other in before
        if fact.claim.span.start - other.claim.span.end <= _REACH
        and not (is_nested(fact, other) and not _wraps(other, fact))
        and not is_one_voice(fact, other)
        and other.claim.mode == "actual"
        and other.claim.attribution is not None
        and len(other.claim.text.split()) > 1
    ]
    return max(near, key=lambda other: _nearness(fact, other), default=None)


def _nearness(fact: Fact, other: Fact) -> tuple[bool, bool, int]:
    return _wraps(other, fact), other.claim.polarity == "negative", other.claim.span.end


def _wraps(outer: Fact, inner: Fact) -> bool:
    """Whether one voice reports the other within its own words, as a witness does his deputy's."""
    return outer.claim.span.contains(inner.claim.span) and len(outer.claim.voices) < len(inner.claim.voices)


def _disputed(target: Fact, text: str, *, is_speech: bool) -> tuple[Span, ConflictKind]:
    """The words that are turned round, and what they are about."""
    span = target.claim.span
    if is_speech:
        return span, "speech"
    ways = directions_in(span.of(text), span.start)
    return (ways[0].span, "actor") if ways else (span, "polarity")


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= _SHOWN else one_line[:_SHOWN].rsplit(" ", 1)[0] + " …"
