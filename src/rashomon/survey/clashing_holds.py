"""Contradictions over a place: one says that it was taken, another within days that it was not.

"The town is ours" and "the town has not fallen" share no word but the town's name, and often not even that:
"they still hold every street of it" stands after the sentence that names it, and so does the denial without
which nobody knows who holds what.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice

from rashomon.ledger import Ledger
from rashomon.names.countries import country_of
from rashomon.names.folding import fold
from rashomon.records import Span
from rashomon.survey.clashes import Clash, can_clash, is_one_voice, ordered_clash, pairs_in_blocks
from rashomon.survey.edtf import read_days
from rashomon.survey.facts import Fact

_TAKEN = re.compile(
    r"\b(?:(?:is|are)\s+(?:now\s+)?(?:ours|free|liberated|in\s+our\s+hands)|(?:has|have|had)\s+fallen|"
    r"(?:was|were|has\s+been|have\s+been|had\s+been)\s+(?:taken|captured|seized|liberated)|"
    r"(?:is|are|was|were)\s+under\s+(?:the\s+|full\s+|our\s+)*control)\b",
    re.I,
)
_KEPT = re.compile(
    r"\b(?:(?:has|have|had|did)\s+not\s+(?:fallen|fall)|(?:has|have|had)\s+never\s+fallen|never\s+fell|"
    r"(?:is|are|was|were|been)\s+not\s+(?:been\s+)?(?:taken|captured|seized)|(?:has|have|had)\s+not\s+been\s+"
    r"(?:taken|captured|seized)|(?:is|are|was|were)\s+not\s+under\s+[^.;:!?]{0,20}control|"
    r"no\s+(?:sign|trace)\s+of\s+[^.;:!?]{0,30}\b(?:control|rule))\b",
    re.I,
)
_HELD = re.compile(r"\bstill\s+(?:hold|holds|held|control|controls|controlled|defend|defends)\b", re.I)
_NAME = re.compile(r"\b[^\W\d_a-z][^\W\d_]+")
_WEEK = timedelta(days=5)
"""Later the place may have changed hands."""
_LONGEST = 30
"""Words."""
_SCORE = 0.75


def clashing_holds(ledger: Ledger, facts: Sequence[Fact]) -> Iterator[Clash]:
    """The contradictions among ``facts`` in whether a place was taken."""
    texts = {article.name: article.text for article in ledger.articles}
    taken = {fact.id: span for fact in facts if (span := _says_taken(fact))}
    kept = {fact.id: span for fact in facts if (span := _says_kept(fact, texts))}
    able = [fact for fact in facts if fact.id in taken or fact.id in kept]
    places = _places(facts, texts)

    def keys(fact: Fact) -> Iterator[Hashable]:
        yield from sorted(places[fact.id])

    for one, other in pairs_in_blocks(able, keys):
        lost, stands = (one, other) if one.id in taken else (other, one)
        if lost.id not in taken or stands.id not in kept or not can_clash(one, other):
            continue
        if not is_one_voice(one, other) and _are_of_one_week(one, other):
            words = (taken[lost.id], kept[stands.id])
            told = (words[0].of(texts[lost.claim.article]), words[1].of(texts[stands.claim.article]))
            yield ordered_clash("polarity", lost, stands, _SCORE, words, told)


def _places(facts: Sequence[Fact], texts: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """Of each claim the places that it names, else the first that its paragraph names; no countries.

    What the case takes for a party ("the town answered") may be a place all the same.
    """
    own = {fact.id: frozenset(filter(_is_spot, fact.places)) for fact in facts}
    known = frozenset(name for names in own.values() for name in names)
    return {
        fact.id: own[fact.id] or _first(fact.paragraph.of(texts[fact.claim.article]), known) for fact in facts
    }


def _is_spot(name: str) -> bool:
    found = country_of(name)
    return ":" not in name and (found is None or found.role not in ("country", "people"))


def _first(text: str, known: frozenset[str]) -> frozenset[str]:
    # The name of a dateline stands in capitals.
    names = (fold(match[0]) for match in _NAME.finditer(text) if not match[0].isupper())
    return frozenset(islice((name for name in names if name in known), 1))


def _says_taken(fact: Fact) -> Span | None:
    match = _TAKEN.search(fact.own)
    is_told = fact.claim.mode == "actual" and fact.claim.polarity == "positive" and fact.is_flat
    is_short = len(fact.own.split()) <= _LONGEST
    return _span(fact, match) if match and is_told and is_short and not _KEPT.search(fact.own) else None


def _says_kept(fact: Fact, texts: Mapping[str, str]) -> Span | None:
    """Where it says that the place was not taken; who still holds it is known only beside such words."""
    if fact.claim.mode != "actual" or not fact.is_flat or len(fact.own.split()) > _LONGEST:
        return None
    match = _KEPT.search(fact.own)
    if match is None and _KEPT.search(fact.paragraph.of(texts[fact.claim.article])):
        match = _HELD.search(fact.own)
    if match is None and fact.claim.polarity == "negative":
        match = _TAKEN.search(fact.own)
    return _span(fact, match) if match else None


def _span(fact: Fact, match: re.Match[str]) -> Span:
    start = fact.claim.span.start
    return Span(start + match.start(), start + match.end())


def _are_of_one_week(one: Fact, other: Fact) -> bool:
    a, b = read_days(one.published), read_days(other.published)
    return a is None or b is None or abs(a.first - b.first) <= _WEEK
