"""The words of a claim as they are laid beside others': without what frames them, with names for pronouns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from rashomon.ledger import LedgerActor, LedgerClaim

_EDGE = " \t\n\r,;:.\"“”„«»‘’'"
_OPENING = re.compile(r"^(?:that|whether|how|to)\s+", re.I)
_PRONOUN = re.compile(r"(?:he|she|it|they|him|her|them|i|we|us|(his|their|its|our|my))", re.I)


def plain_text(claim: LedgerClaim) -> str:
    """The words of a claim without the "that" and the marks around them.

    >>> from rashomon.records import Span
    >>> plain_text(LedgerClaim(id="c", article="a", number=0, spans=(Span(0, 23),), voices=(),
    ...     text="that “the dam has gone”", quotation="mixed", polarity="positive", certainty="certain",
    ...     mode="actual"))
    'the dam has gone'
    """
    words = " ".join(claim.text.split())
    return _OPENING.sub("", words.strip(_EDGE)).strip(_EDGE) or words


def in_full(claim: LedgerClaim, text: str, actors: Mapping[str, LedgerActor]) -> LedgerClaim:
    """The claim with names in place of its pronouns, as far as it is known whom they mean.

    Args:
        claim: The claim.
        text: Of its article.
        actors: Those of the case.
    """
    told, at = "", claim.span.start
    for span, actor in sorted(claim.actors, key=lambda one: (one[0].start, one[0].end)):
        pronoun = _PRONOUN.fullmatch(span.of(text))
        if pronoun and actor in actors and at <= span.start and span.end <= claim.span.end:
            told += text[at : span.start] + actors[actor].name + ("'s" if pronoun[1] else "")
            at = span.end
    return replace(claim, text=told + text[at : claim.span.end])
