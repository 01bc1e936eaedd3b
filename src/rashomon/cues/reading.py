"""What a cue ("denies", "did not rule out", "would like") says about the standing of its content."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from rashomon.records import Certainty, Mode, Polarity, Span, Spans
from rashomon.text import word_set

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_LONGEST_PHRASE = 4
# Words that turn the cue after them into its "did not" reading.
_NOT = frozenset(
    [
        "not",
        "never",
        "no",
        "cannot",
        "nobody",
        "none",
        "neither",
        "nor",
        "without",
        "n't",
        "hardly",
        "few",
        "unable",
    ]
)
_TO_NOT = word_set(
    """refused refuses refuse refusing declined declines decline declining failed fails fail failing
    unwilling reluctant unable"""
)
# What may stand between the negation and the cue word.
_BETWEEN = word_set(
    """be been being have has had yet even ever to one also any official independent immediate further
    directly itself himself herself themselves really quite do does did so far anyone able"""
)
# "not only said": no negation of the saying.
_NOT_ONLY = frozenset(["only", "just", "merely", "simply"])
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_ASKED = frozenset(["asked", "pressed", "questioned"])
_WHEN_ASKED = frozenset(["when", "if", "once", "after", "being", "whenever"]) | _BE
_NO_MANS_WHEN_PASSIVE = frozenset(["assertion", "proof"])
# "We were told": the passive names the hearer, the saying is somebody's.
_HAS_HEARER = frozenset(["told", "informed", "assured", "briefed"])


@dataclass(frozen=True, slots=True)
class Effect:
    """What one class of cues makes of its content."""

    name: str
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    mode: Mode = "actual"
    negated: Effect | None = None


@dataclass(frozen=True, slots=True)
class CueReading:
    """The effects of one cue, in order, and the words that have them."""

    effects: tuple[Effect, ...]
    because: Spans


def read_cue(
    text: str, spans: Spans, *, before: int, is_negated: bool = False, is_sourceless: bool = False
) -> CueReading:
    """What the cue at ``spans`` does; a negation between ``before`` and the cue counts as its own.

    ``is_negated`` says that the source is a "nobody", ``is_sourceless`` that there is none: then "was
    reported" commits no one.

    >>> [e.name for e in read_cue("He did not deny it.", (Span(11, 15),), before=0).effects]
    ['not denial']
    """
    effects: dict[int, Effect] = {}
    because: list[Span] = []
    for span in spans:
        words = _words_with_lead(text, span, before)
        for first, last, found in _matches(words, span.start):
            negation = _negation(text, words, first)
            effect = found.negated if found.negated and (is_negated or negation is not None) else found
            if negation is not None:
                because.append(words[negation][1])
                # "refused to say": the refusal is no denial of its own.
                effects.pop(words[negation][1].start, None)
            tells = words[last][0] in _HAS_HEARER
            if (
                is_sourceless
                and found.name in _NO_MANS_WHEN_PASSIVE
                and not tells
                and _is_passive(words, first)
            ):
                effect = replace(effect, certainty="unspecified")
            effects[words[first][1].start] = effect
            because.append(Span(words[first][1].start, words[last][1].end))
        if not effects:
            negation = _negation(text, words, len(words) - 1)
            if negation is not None:
                effects[span.start] = Effect("not told", "negative")
                because.append(words[negation][1])
    return CueReading(tuple(effects.values()), tuple(because))


def effect_of(words: str) -> Effect | None:
    """What a word or phrase of the cue table (in lower case) makes of what follows it; None where unknown.

    >>> effect_of("denied").polarity, effect_of("wants").mode, effect_of("paint")
    ('negative', 'wished', None)
    """
    return _table().get(words)


def _words_with_lead(text: str, span: Span, before: int) -> list[tuple[str, Span]]:
    """The words of the cue, lowered, after those that stand up to 30 signs before it."""
    lead = max(before, span.start - 30)
    return [
        (m.group().lower().replace("’", "'"), Span(m.start(), m.end()))
        for m in _WORD.finditer(text, lead, span.end)
    ]


def _matches(words: list[tuple[str, Span]], start: int) -> Iterator[tuple[int, int, Effect]]:
    """The cue table's longest entries in the words from ``start`` on: first, last, effect."""
    table = _table()
    i = next((i for i, (_, span) in enumerate(words) if span.start >= start), len(words))
    while i < len(words):
        for size in range(min(_LONGEST_PHRASE, len(words) - i), 0, -1):
            effect = table.get(" ".join(word for word, _ in words[i : i + size]))
            if effect and not _is_asked(words, i):
                yield i, i + size - 1, effect
                i += size
                break
        else:
            i += 1


def _is_asked(words: list[tuple[str, Span]], at: int) -> bool:
    """Whether the speaker is the one who is asked: "said when asked about the wounds"."""
    return words[at][0] in _ASKED and at > 0 and words[at - 1][0] in _WHEN_ASKED


def _negation(text: str, words: list[tuple[str, Span]], first: int) -> int | None:
    """The place of the word that negates the cue word at ``first``, if one does."""
    for at in range(first - 1, max(-1, first - 5), -1):
        word, span = words[at]
        if word in _NOT or word.endswith("n't"):
            only = words[at + 1][0] in _NOT_ONLY
            return (
                None if only or not text[span.end : words[first][1].start].replace(" ", "a").isalpha() else at
            )
        if word in _TO_NOT and words[at + 1][0] == "to":
            return at
        if word == "yet" and words[at + 1][0] == "to":
            # "has yet to confirm it"
            return at
        if word not in _BETWEEN and not word.endswith("ly"):
            return None
    return None


def _is_passive(words: list[tuple[str, Span]], first: int) -> bool:
    return any(word in _BE for word, _ in words[max(0, first - 3) : first])


@cache
def _table() -> Mapping[str, Effect]:
    """Every form of every cue with its effect; later classes win over earlier ones only for phrases."""
    data = tomllib.loads(files("rashomon.cues").joinpath("cues.toml").read_text(encoding="utf-8"))
    table: dict[str, Effect] = {}
    for entry in data["class"]:
        effect = _effect(entry)
        for verb in entry.get("verbs", ()):
            for form in _forms(verb, data["irregular"]):
                table.setdefault(form, effect)
        for words in entry.get("words", ()):
            table.setdefault(words, effect)
    return table


def _effect(entry: Mapping[str, Any]) -> Effect:
    def read(name: str, part: Mapping[str, Any], negated: Effect | None) -> Effect:
        return Effect(
            name,
            part.get("polarity", "positive"),
            part.get("certainty", "certain"),
            part.get("mode", "actual"),
            negated,
        )

    turned = read(f"not {entry['name']}", entry["negated"], None) if "negated" in entry else None
    return read(entry["name"], entry, turned)


def _forms(verb: str, irregular: Mapping[str, list[str]]) -> list[str]:
    """The forms of a verb or of a phrase that begins with one."""
    head, _, rest = verb.partition(" ")
    stem = head[:-1] if head.endswith("e") else head
    vowel_y = head[-2:-1] in "aeou"
    third = head[:-1] + "ies" if head.endswith("y") and not vowel_y else head + "s"
    if head.endswith(("s", "sh", "ch", "x")):
        third = head + "es"
    past = head[:-1] + "ied" if head.endswith("y") and not vowel_y else stem + "ed"
    forms = [head, third, *irregular.get(head, [past])]
    if not any(form.endswith("ing") for form in forms):
        forms.append((head if head.endswith(("ee", "ye")) else stem) + "ing")
    return [f"{form} {rest}" if rest else form for form in forms]
