"""How likely a thing is said to be, where words or a number say so.

The numbers behind the words are those of a poll; see ``probability.toml``. What "may" or "can" be is
possible, which is no probability: it gets none, and neither does what simply "will" be.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_NUMBER = re.compile(
    r"\b(?P<first>\d{1,3}(?:\.\d+)?)(?:\s*(?:-|–|to)\s*(?P<last>\d{1,3}(?:\.\d+)?))?\s*(?:%|per\s?cent)"
    r"\s+(?:chance|probability|likelihood|likely|probable|certain|sure)\b"
    r"|\b(?:chances?|probability|likelihood|odds)\s+(?:of|at|is|are|as|to be|about|around|put at|\s)*"
    r"(?P<after>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Probability:
    """How likely, 0 to 1: the middle half of what the words mean to people, and their median."""

    low: float
    mid: float
    high: float
    basis: str
    """The words and what was made of them, for a user to read."""


class _Phrase(NamedTuple):
    asked: str
    pattern: re.Pattern[str]
    values: tuple[float, float, float]
    negated: str | None


class _Tables(NamedTuple):
    phrases: dict[str, _Phrase]
    before: frozenset[str]
    negations: frozenset[str]
    verbs: dict[str, str]
    raters: int


def stated_probability(content: Sequence[str], cue: str = "") -> Probability | None:
    """How likely the parts of a content, or the ``cue`` that brings it, say that it is; None where none does.

    It is the chance of the thing without its "not": "will probably not hold" makes holding improbable.
    Two words that say different things leave it unknown.

    >>> found = stated_probability(["the wall will probably hold"])
    >>> found.low, found.mid, found.high
    (0.65, 0.75, 0.8)
    >>> stated_probability(["the wall may hold"]) is None
    True
    >>> stated_probability(["it rains"], cue="doubts").mid
    0.25
    """
    found = [one for text in (*content, cue) for one in (*_by_words(text), *_by_number(text))]
    found += _by_verb(cue)
    values = {(one.low, one.mid, one.high) for one in found}
    return found[0] if len(values) == 1 else None


def _by_words(text: str) -> Iterator[Probability]:
    tables = _tables()
    taken: list[tuple[int, int]] = []
    # The longer wording is what is meant: "highly unlikely" is no "unlikely".
    hits = [(m, phrase) for phrase in tables.phrases.values() for m in phrase.pattern.finditer(text)]
    for match, phrase in sorted(hits, key=lambda hit: (hit[0].start() - hit[0].end(), hit[0].start())):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        taken.append(match.span())
        one = _turned(phrase, _words_before(text, match.start()))
        if one is not None:
            yield _probability(match.group(), one)


def _words_before(text: str, place: int) -> list[str]:
    """The two words before ``place``, the nearest first."""
    return re.findall(r"n['’]t\b|\w+?(?=n['’]t\b)|\w+", text[max(0, place - 40) : place].casefold())[-2:][
        ::-1
    ]


def _turned(phrase: _Phrase, before: Sequence[str]) -> _Phrase | None:
    """What the phrase comes to after these words; None where it is no measure, or nobody was asked."""
    tables = _tables()
    if before and before[0] in tables.before:
        return None
    if any(word in tables.negations for word in before):
        return tables.phrases[phrase.negated] if phrase.negated else None
    return phrase


def _by_verb(cue: str) -> Iterator[Probability]:
    tables = _tables()
    words = re.findall(r"\w+", cue.casefold())
    for word in words:
        if word in tables.verbs and not tables.negations & set(words):
            yield _probability(word, tables.phrases[tables.verbs[word]])


def _by_number(text: str) -> Iterator[Probability]:
    for match in _NUMBER.finditer(text):
        first = float(match["first"] or match["after"])
        last = float(match["last"] or first)
        if 0 <= first <= last <= 100:
            mid = round((first + last) / 200, 4)
            yield Probability(first / 100, mid, last / 100, f"the number in “{match.group()}”")


def _probability(words: str, phrase: _Phrase) -> Probability:
    low, mid, high = phrase.values
    told = "" if words.casefold() == phrase.asked else f", taken as “{phrase.asked}”"
    return Probability(
        low, mid, high, f"“{words}”{told}: what half of {_tables().raters} people asked mean by it"
    )


@cache
def _tables() -> _Tables:
    data = tomllib.loads(files("rashomon.qualify").joinpath("probability.toml").read_text(encoding="utf-8"))
    phrases = {
        row["asked"]: _Phrase(
            row["asked"],
            re.compile(rf"(?<!\w)(?:{'|'.join(row['patterns'])})(?!\w)", re.IGNORECASE),
            (row["low"], row["mid"], row["high"]),
            row.get("negated"),
        )
        for row in data["phrase"]
    }
    return _Tables(
        phrases,
        frozenset(data["unclear"]["before"]),
        frozenset(data["unclear"]["negations"]),
        {verb: asked for asked, verbs in data["verbs"].items() for verb in verbs},
        data["raters"],
    )
