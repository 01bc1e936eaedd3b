"""Contradictions in act: people were driven out, and people left of their own free will.

The two share a verb, one of the times denied ("nobody drove them out"), or they are near by their words.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence

from rashomon.records import Span
from rashomon.survey.clashes import Clash, can_clash, is_one_voice, ordered_clash, pairs_in_blocks
from rashomon.survey.facts import Fact
from rashomon.survey.scenes import Scenes, days_relation

_VERBS = {
    "drive": r"driven|drove",
    "force": r"forced",
    "expel": r"expelled",
    "chase": r"chased|hounded",
    "deport": r"deported",
}
_VERB = "|".join(_VERBS.values())
_FORCED = re.compile(
    rf"\b(?:was|were|been|being|got)\s+(?:[^\W\d_]+ly\s+)?(?P<verb>{_VERB})\b|\bat\s+(?:gunpoint|gun-?point)\b|"
    r"\bunder\s+(?:duress|threat|coercion)\b",
    re.I,
)
_FREE = re.compile(
    rf"\b(?:nobody|no\s+one|none)(?:\s+(?:has|had|ever))*\s+(?P<verb>{_VERB})\b|"
    rf"\b(?:was|were|been)\s+(?:not|never)\s+(?:being\s+)?(?P<denied>{_VERB})\b|"
    r"\bof\s+(?:his|her|its|their|our|my|your)\s+own\s+(?:free\s+)?(?:will|accord)\b|\bvoluntarily\b",
    re.I,
)
_NEAR = 0.15
_LONGEST = 45
"""Words."""
_SCORE = 0.7


def clashing_force(
    facts: Sequence[Fact], scenes: Scenes, near: Mapping[tuple[str, str], float]
) -> Iterator[Clash]:
    """The contradictions among ``facts`` in whether somebody was forced."""
    told = {fact.id: found for fact in facts if (found := _read(fact))}

    def keys(fact: Fact) -> Iterator[Hashable]:
        yield from sorted(told[fact.id][2])

    by_id = {fact.id: fact for fact in facts}
    pairs = {
        (min(one.id, other.id), max(one.id, other.id))
        for one, other in pairs_in_blocks((by_id[name] for name in told), keys)
    }
    pairs |= {(a, b) for (a, b), nearness in near.items() if nearness >= _NEAR and a in told and b in told}
    for a, b in sorted(pairs):
        one, other = by_id[a], by_id[b]
        if told[a][0] == told[b][0] or not can_clash(one, other) or is_one_voice(one, other):
            continue
        here, there = scenes.places(one), scenes.places(other)
        is_elsewhere = bool(here and there and not here & there)
        if not is_elsewhere and days_relation(one, other) != "different":
            spans = told[a][1], told[b][1]
            words = (_words(one, spans[0]), _words(other, spans[1]))
            yield ordered_clash("act", one, other, _SCORE, spans, words)


def _read(fact: Fact) -> tuple[bool, Span, frozenset[str]] | None:
    """Whether it says that somebody was forced, or that he was not; where; and the verbs of it."""
    if fact.claim.mode != "actual" or len(fact.own.split()) > _LONGEST:
        return None
    free, forced = _FREE.search(fact.own), _FORCED.search(fact.own)
    match = free or forced
    if match is None or (forced and fact.claim.polarity == "negative" and not free):
        return None
    found = (_FREE if free else _FORCED).finditer(fact.own)
    verbs = {_lemma(word) for one in found for word in one.groupdict().values() if word}
    start = fact.claim.span.start
    return forced is match, Span(start + match.start(), start + match.end()), frozenset(verbs)


def _lemma(word: str) -> str:
    return next(name for name, forms in _VERBS.items() if re.fullmatch(forms, word, re.I))


def _words(fact: Fact, span: Span) -> str:
    start = fact.claim.span.start
    return fact.own[span.start - start : span.end - start]
