"""Contradictions in polarity of what none is said to have come: "not one soldier entered".

Against such words stands whoever tells of one: of the same noun, or of its class where both say whose they
are ("no foreign soldier", "two hundred Ulmarian fighters"), in a place that both name or in claims that are
near.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rashomon.records import Span
from rashomon.survey.amounts import class_of
from rashomon.survey.clashes import Clash, can_clash, is_one_voice, ordered_clash, pairs_in_blocks
from rashomon.survey.facts import Fact
from rashomon.survey.scenes import days_relation
from rashomon.survey.wording import stem

# Who has no shells left says nothing of shells that came.
_NONE = re.compile(
    r"(?<!\bhas )(?<!\bhad )(?<!\bhave )\b(?:no|not\s+(?:one|a\s+single)(?:\s+of\s+(?:its|their|our|the))?)"
    r"\s+(?P<words>(?:[^\W\d_]+\s+){0,2}[^\W\d_]+)",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MOVED = re.compile(
    r"\b(?:set\s+foot|enter(?:ed|s)?|reach(?:ed|es)?|cross(?:ed)?|pass(?:ed)?|got|gets?|came|come|arrived?|left|"
    r"sent|flew|flown|delivered|shipped|supplied|landed|marched|rolled|is|are|was|were|been|stood|stand|guard(?:ed)?)"
    r"\b",
    re.I,
)
_TURNED = re.compile(
    r"\b(?:not|never|nobody|none|no|neither|reject\w*|den(?:y|ies|ied)|refut\w*|without)\b", re.I
)
_COUNTED = ("fighter", "aircraft", "vehicle", "ship", "shell", "armour")
"""Classes of what may be sent somewhere."""
_FOREIGN = ("foreign", "outside", "alien")
_RARE = 6
"""A noun in so few claims of a case tells by itself what is spoken of."""
_HINT = 0.1
_LONGEST = 45
"""Words. In longer claims the noun stands for too much else."""
_BEFORE = 12
_SCORE = 0.7


class _Noun(NamedTuple):
    """A noun of a class, and whose it is."""

    stem: str
    name: str
    """Of its class."""
    owner: str | None
    """Stem of the capitalised word, or "foreign", before it."""
    span: Span


def clashing_nobody(facts: Sequence[Fact], near: Mapping[tuple[str, str], float]) -> Iterator[Clash]:
    """The contradictions among ``facts`` between "not one" and one."""
    denied = {fact.id: found for fact in facts if (found := _denied(fact))}
    told = {fact.id: found for fact in facts if fact.id not in denied and (found := _told(fact))}
    able = [fact for fact in facts if fact.id in denied or fact.id in told]
    seen = Counter(
        noun.stem for listed in told.values() for noun in {one.stem: one for one in listed}.values()
    )

    def keys(fact: Fact) -> Iterator[Hashable]:
        yield from sorted({noun.name for noun in (*denied.get(fact.id, ()), *told.get(fact.id, ()))})

    for one, other in pairs_in_blocks(able, keys):
        if (one.id in denied) == (other.id in denied):
            continue
        none, some = (one, other) if one.id in denied else (other, one)
        if not can_clash(none, some) or not none.is_flat or is_one_voice(none, some):
            continue
        if days_relation(none, some) == "different":
            continue
        is_joined = _is_joined(none, some, near)
        matches = (
            (a.span, b.span)
            for a in denied[none.id]
            for b in told[some.id]
            if _is_of(a, b) and (is_joined or (a.stem == b.stem and seen[a.stem] <= _RARE))
        )
        words = next(matches, None)
        if words:
            yield ordered_clash("polarity", none, some, _SCORE, words, (_short(none), _short(some)))


def _denied(fact: Fact) -> list[_Noun]:
    """Nouns of which the claim says that none of them came or was there."""
    if fact.claim.mode != "actual":
        return []
    return [
        noun
        for match in _NONE.finditer(fact.own)
        if _MOVED.search(_around(fact.own, match.start(), match.start("words")))
        for noun in _nouns(match["words"], fact.claim.span.start + match.start("words"))
    ]


def _around(text: str, start: int, end: int) -> str:
    """The words up to the end of the sentence, and the "there is" before."""
    return text[max(0, start - _BEFORE) : start] + re.split(r"[.;:!?]", text[end:], maxsplit=1)[0]


def _told(fact: Fact) -> list[_Noun]:
    """Nouns of which the claim says that they came or were there."""
    is_plain = fact.claim.mode == "actual" and fact.claim.polarity == "positive"
    is_told = _MOVED.search(fact.own) and not _TURNED.search(fact.own)
    if not is_plain or not is_told or len(fact.own.split()) > _LONGEST:
        return []
    return _nouns(fact.own, fact.claim.span.start)


def _nouns(text: str, start: int) -> list[_Noun]:
    found = []
    before = ""
    for match in _WORD.finditer(text):
        word = match[0].lower()
        name = class_of(word) or class_of(word.removesuffix("s"))
        if name in _COUNTED:
            is_owner = before[:1].isupper() or before.lower() in _FOREIGN
            owner = ("foreign" if before.lower() in _FOREIGN else stem(before.lower())) if is_owner else None
            span = Span(start + match.start(), start + match.end())
            found.append(_Noun(stem(word.removesuffix("s")), name, owner, span))
        before = match[0]
    return found


def _is_of(denied: _Noun, told: _Noun) -> bool:
    """Whether what is told is one of those denied."""
    if denied.name != told.name:
        return False
    if denied.owner == "foreign":
        return told.owner is not None
    if denied.owner:
        return told.owner == denied.owner
    return denied.stem == told.stem


def _is_joined(one: Fact, other: Fact, near: Mapping[tuple[str, str], float]) -> bool:
    """Whether the two are near, or name one place."""
    pair = (min(one.id, other.id), max(one.id, other.id))
    return near.get(pair, 0.0) >= _HINT or bool(one.places & other.places)


def _short(fact: Fact) -> str:
    one_line = " ".join(fact.claim.text.split())
    return one_line if len(one_line) <= 60 else one_line[:60].rsplit(" ", 1)[0] + " …"
