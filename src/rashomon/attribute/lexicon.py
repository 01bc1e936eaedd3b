"""The words that report, read from ``cues.toml`` and inflected."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

CueKind = Literal["speech", "preposition", "noun", "attitude", "passive", "bare", "other"]


@cache
def _read() -> dict[str, Any]:
    raw: dict[str, Any] = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))
    return raw


@cache
def word_set(key: str) -> frozenset[str]:
    """The small words listed in ``cues.toml`` under ``[words]`` for one use.

    >>> "he" in word_set("phrases_pronouns")
    True
    """
    return frozenset(_read()["words"][key].split())


BE = word_set("lexicon_be")
"""Forms that make a passive of a participle that follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Reporting words by class; all lower case."""

    speech: frozenset[str]
    attitude: frozenset[str]
    finite: frozenset[str]
    """Forms of both that can hardly be nouns: "said", "denies", not "state" or "claim"."""
    nouns: frozenset[str]
    prepositions: frozenset[str]
    hearsay_adverbs: frozenset[str]
    hearsay_adjectives: frozenset[str]
    hearsay_participles: frozenset[str]
    hearsay_nouns: frozenset[str]
    outlets: frozenset[str]
    outlet_heads: frozenset[str]
    informants: frozenset[str]
    thresholds: MappingProxyType[str, float]


def inflect(verb: str, *, doubling: bool = False) -> tuple[str, ...]:
    """The forms of a regular verb: base, third person, past, participle in -ing.

    >>> inflect("deny")
    ('deny', 'denies', 'denied', 'denying')
    >>> inflect("admit", doubling=True)
    ('admit', 'admits', 'admitted', 'admitting')
    >>> inflect("stress")[1], inflect("argue")[3], inflect("convey")[2]
    ('stresses', 'arguing', 'conveyed')
    """
    if doubling:
        return verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("ee"):
        return verb, verb + "s", verb + "d", verb + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return verb, third, verb + "ed", verb + "ing"


def _forms(regular: str, doubling: str, irregular: dict[str, list[str]]) -> frozenset[str]:
    found: set[str] = set()
    for verb in regular.split():
        found.update(inflect(verb))
    for verb in doubling.split():
        found.update(inflect(verb, doubling=True))
    for forms in irregular.values():
        found.update(forms)
    return frozenset(found)


@cache
def lexicon() -> Lexicon:
    """The reporting words that come with the package.

    >>> "denies" in lexicon().speech, "thought" in lexicon().attitude
    (True, True)
    """
    raw = _read()
    verbs, rumours = raw["verbs"], raw["rumours"]
    nouns = raw["nouns"]["speech"].split()
    speech = _forms(verbs["speech"], verbs["speech_doubling"], verbs["irregular_speech"])
    attitude = _forms(verbs["attitude"], verbs["attitude_doubling"], verbs["irregular_attitude"])
    nounlike = {form for noun in nouns for form in inflect(noun)[:2]} - {"words"}
    bare = {*verbs["speech"].split(), *verbs["attitude"].split()} - set(verbs["plain"].split())
    return Lexicon(
        speech=speech,
        attitude=attitude,
        finite=(speech | attitude) - bare - nounlike | set(verbs["plain"].split()),
        nouns=frozenset(nouns) | {inflect(noun)[1] for noun in nouns if noun != "words"},
        prepositions=frozenset(raw["prepositions"]["according"]),
        hearsay_adverbs=frozenset(rumours["adverbs"]),
        hearsay_adjectives=frozenset(rumours["adjectives"]),
        hearsay_participles=frozenset(rumours["participles"]),
        hearsay_nouns=frozenset(rumours["nouns"]),
        outlets=frozenset(raw["outlets"]["names"]),
        outlet_heads=frozenset(raw["outlets"]["heads"]),
        informants=frozenset(raw["informants"]["nouns"].split()),
        thresholds=MappingProxyType({key: float(value) for key, value in raw["thresholds"].items()}),
    )


def cue_kind(words: Iterable[str]) -> CueKind:
    """The class of a cue, from its words in lower case.

    >>> cue_kind(["said"]), cue_kind(["is", "considered"]), cue_kind([]), cue_kind(["according", "to"])
    ('speech', 'passive', 'bare', 'preposition')
    """
    known = lexicon()
    listed = list(words)
    if not listed:
        return "bare"
    if "according" in listed:
        return "preposition"
    if any(word in known.speech for word in listed):
        return "speech"
    if any(word in known.attitude for word in listed):
        return "passive" if any(word in BE for word in listed) else "attitude"
    return "noun" if any(word in known.nouns for word in listed) else "other"
