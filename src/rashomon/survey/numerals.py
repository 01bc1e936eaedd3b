"""Numbers in figures and words, ranges of them, and vague ones such as "dozens"."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from rashomon.text import word_set

_TOKEN = re.compile(
    r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:[.'’][^\W\d_]+)*|\S"
)
_FIGURE = re.compile(r"\d[\d,.\u00a0\u202f]*")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_RANGE = frozenset(["-", "–", "—", "to", "or"])
_TOO_LARGE = 1e13
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|\b{_MONTH}\s+\d{{1,2}}\b")
_LISTS = ("unit", "living", "fate", "stop", "part", "no_count", "whole", "active")


class Token(NamedTuple):
    """A word, number or sign of a text."""

    low: str
    """In lower case."""
    start: int
    end: int
    is_capital: bool = False


class Number(NamedTuple):
    """A number as the words give it: tokens ``first`` to ``last`` (half-open)."""

    low: float
    high: float
    first: int
    last: int
    is_vague: bool = False
    """By a word that names no number: "dozens"."""


@cache
def tables() -> dict[str, Any]:
    """amounts.toml, with lists of words as sets."""
    raw = tomllib.loads(files("rashomon.survey").joinpath("amounts.toml").read_text(encoding="utf-8"))
    return {name: _words(table) if name in _LISTS else table for name, table in raw.items()}


def _words(table: dict[str, str]) -> dict[str, frozenset[str]]:
    return {key: word_set(value) for key, value in table.items()}


@cache
def _vague() -> dict[str, list[tuple[tuple[str, ...], tuple[float, float]]]]:
    """The vague numbers by their first word, the longest first."""
    listed = [(tuple(words.split()), (low, high)) for words, (low, high) in tables()["vague"].items()]
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[float, float]]]] = defaultdict(list)
    for words, bounds in sorted(listed, key=lambda entry: (-len(entry[0]), entry[0])):
        by_first[words[0]].append((words, bounds))
    return dict(by_first)


def tokens_of(text: str) -> list[Token]:
    """The words, numbers and signs of a text.

    >>> [token.low for token in tokens_of("Forty-one of 1,200 men.")]
    ['forty', '-', 'one', 'of', '1,200', 'men', '.']
    """
    return [
        Token(match.group().lower(), *match.span(), match.group()[0].isupper())
        for match in _TOKEN.finditer(text)
    ]


def read_numbers(text: str, tokens: Sequence[Token]) -> list[Number]:
    """The numbers of a text in order, ranges as one; not those that are part of a name ("T-72").

    >>> text = "sixty or seventy men, dozens of trucks, 300 thousand tons"
    >>> [(number.low, number.high) for number in read_numbers(text, tokens_of(text))]
    [(60, 70), (20, 199), (300000.0, 300000.0)]
    """
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        number = _vague_at(tokens, at) or _number_at(text, tokens, at)
        if number is None:
            at += 1
            continue
        whole = _range_from(text, tokens, number)
        if not _is_glued(text, tokens, whole):
            found.append(whole)
        at = whole.last
    return found


def without_days(text: str) -> str:
    """The text without days of months, whose numbers count nothing.

    >>> without_days("Twelve died on 5 May 2019")
    'Twelve died on   2019'
    """
    return _DAY.sub(" ", text)


def is_year(text: str) -> bool:
    """Whether figures may be a year."""
    return bool(_YEAR.fullmatch(text))


def _vague_at(tokens: Sequence[Token], at: int) -> Number | None:
    for words, (low, high) in _vague().get(tokens[at].low, ()):
        if tuple(token.low for token in tokens[at : at + len(words)]) == words:
            return Number(low, high, at, at + len(words), is_vague=True)
    return None


def _number_at(text: str, tokens: Sequence[Token], at: int) -> Number | None:
    value: float = 0
    end = at
    if _FIGURE.fullmatch(tokens[at].low):
        value, end = float(re.sub(r"[,\u00a0\u202f]", "", tokens[at].low)), at + 1
    elif tokens[at].low in tables()["number"] or _is_one_of_many(tokens, at):
        value, end = _words_from(tokens, at)
    if end == at:
        return None
    while end < len(tokens) and (times := _magnitude(tokens[end].low)):
        value, end = value * times, end + 1
    return Number(value, value, at, end) if value < _TOO_LARGE else None


def _magnitude(word: str) -> float:
    """What a number before the word is multiplied by, 0 where it is none; some say "four millions"."""
    known: dict[str, float] = tables()["magnitude"]
    return known.get(word) or known.get(word.removesuffix("s"), 0)


def _is_one_of_many(tokens: Sequence[Token], at: int) -> bool:
    """Whether "a" is a number here, as in "a hundred"."""
    return tokens[at].low == "a" and at + 1 < len(tokens) and tokens[at + 1].low in tables()["magnitude"]


def _words_from(tokens: Sequence[Token], at: int) -> tuple[float, int]:
    """The value of number words from ``at`` on, and the token after them."""
    numbers = tables()["number"]
    total: float = 0
    part: float = 0
    seen: float | None = None
    while at < len(tokens):
        word = tokens[at].low
        if word in numbers and (seen is None or seen >= 100 or (seen >= 20 and numbers[word] < 10)):
            part, seen = part + numbers[word], numbers[word]
        elif word == "a" and seen is None and _is_one_of_many(tokens, at):
            part, seen = 1, 1
        elif word in ("hundred", "hundreds") and part:
            part, seen = part * 100, 100
        elif part and (times := _magnitude(word)):
            total, part, seen = total + part * times, 0, 1000
        elif not (word in ("-", "and") and _goes_on(tokens, at, seen)):
            break
        at += 1
    return total + part, at


def _goes_on(tokens: Sequence[Token], at: int, seen: float | None) -> bool:
    """Whether "-" or "and" joins what follows: "forty-one", "two hundred and twelve"."""
    after = tables()["number"].get(tokens[at + 1].low) if at + 1 < len(tokens) else None
    if after is None or seen is None:
        return False
    return bool(after) and (seen >= 100 or (tokens[at].low == "-" and seen >= 20 and after < 10))


def _range_from(text: str, tokens: Sequence[Token], number: Number) -> Number:
    """The number with the higher one after "or", "to", a dash, or "and" of "between"."""
    at, is_between = number.last, number.first > 0 and tokens[number.first - 1].low == "between"
    if _lows(tokens, at, 2) == ("of", "them") and _lows(tokens, at + 2, 2) == (",", "or"):
        at += 3
    if at + 1 >= len(tokens) or not (tokens[at].low in _RANGE or (is_between and tokens[at].low == "and")):
        return number
    other = _number_at(text, tokens, at + 1)
    if other is None or other.high <= number.low or other.high > 20 * number.low:
        return number
    return Number(number.low, other.high, number.first, other.last)


def _lows(tokens: Sequence[Token], at: int, count: int) -> tuple[str, ...]:
    return tuple(token.low for token in tokens[at : at + count])


def _is_glued(text: str, tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number is part of a word, a model, a ratio, an ordinal: "T-72", "3/4", "5th"."""
    start, end = tokens[number.first].start, tokens[number.last - 1].end
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:].isalnum() or before[-1:] in ("#", "№", "/", "_", ":", "'", "’", "."):
        return before[-1:] not in ("'", "’") or before[:1].isalnum()
    if before[-1:] in ("-", "–") and before[:1].isalnum():
        return True
    return after[:1].isalnum() or (after[:1] in ("-", "–", "/", ":") and after[1:2].isalnum())


def exact_numbers(text: str) -> frozenset[float]:
    """The numbers that a text gives as they are; no ranges, no days and no years.

    >>> sorted(f"{one:g}" for one in exact_numbers("Twelve of 300 died on 5 May 2019; 60 or 70 fled"))
    ['12', '300']
    """
    bare = without_days(text)
    tokens = tokens_of(bare)
    return frozenset(
        one.low
        for one in read_numbers(bare, tokens)
        if one.low == one.high and not is_year(bare[tokens[one.first].start : tokens[one.last - 1].end])
    )


def ends_with(tokens: Sequence[Token], end: int, words: Sequence[str]) -> bool:
    """Whether these words stand before the token ``end``."""
    return starts_with(tokens, end - len(words), words)


def starts_with(tokens: Sequence[Token], at: int, words: Sequence[str]) -> bool:
    """Whether these words stand from the token ``at`` on."""
    if at < 0 or at + len(words) > len(tokens):
        return False
    return all(tokens[at + place].low == word for place, word in enumerate(words))


def has_word(tokens: Sequence[Token], at: int, listed: frozenset[str], *, is_end: bool = False) -> bool:
    """Whether a word or phrase of a list begins at ``at``, or ends before it."""
    for size in (1, 2, 3):
        first = at - size if is_end else at
        if first >= 0 and first + size <= len(tokens):
            phrase = "_".join(token.low for token in tokens[first : first + size])
            if phrase in listed:
                return True
    return False
