"""The words of a text as signs: each sign stands for the classes of times.toml that the word is of."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])"
    r"|(?<![\w.])\d{1,4}(?P<mark>[./-])\d{1,2}(?P=mark)(?:\d{4}|\d\d)(?![\w-]|\.\d)"
    r"|(?<![\d.,])\d{1,2}(?:[:.]?\d\d)?\s?(?:[ap]\.\s?m\.|[ap]m\b)"
    r"|\d{1,2}:\d\d(?::\d\d)?\b|\d{1,2}\.\d\d(?=\s?(?:GMT|UTC)\b)"
    r"|['’]?\d0s\b|\d{3}0s\b"
    r"|\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*|[Oo]['’]clock|Q[1-4]\b"
    r"|[^\W\d_]+|['’](?:s|ll|re|ve|d)\b|\n\s*|[^\w\s]"
)
# Of the classes of numbers and lines; all others are the tables of times.toml.
_NUMERIC = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{2,4}")
_ORDINARY = re.compile(r"[\d.,]+")
_DECIMAL = re.compile(r"\d\d?\.\d\d")
_WRAPPED = 60
"""A line at least so long that does not end a sentence may go on in the next."""


@cache
def read_tables() -> dict[str, Any]:
    """times.toml, read once."""
    table: dict[str, Any] = tomllib.loads(
        files("rashomon.situate").joinpath("times.toml").read_text(encoding="utf-8")
    )
    return table


@cache
def look_up(table: str) -> dict[str, Any]:
    """One table of times.toml, from word to what it means."""
    found: dict[str, Any] = read_tables()[table]
    return found


@cache
def _word_classes() -> dict[str, frozenset[str]]:
    """The classes of each word, in lower case."""
    classes: dict[str, set[str]] = {}
    same = ("weekend", "quarter", "half", "number", "ordinal", "deictic", "turn", "told", "part", "holiday")
    for name in (*same, "vague", "daypart", "clock_word", "rate", "zone", "loose", "weekday", "season"):
        for word in look_up(name):
            classes.setdefault(word, set()).add(name)
    for name, words in look_up("plain").items():
        for word in words:
            classes.setdefault(word, set()).add(name)
    for word in look_up("unit"):
        _add_unit(classes, word)
    for word in look_up("weekday"):
        classes.setdefault(word + "s", set()).add("weekdays")
    for word, more in (("weekends", "weekend"), ("quarters", "quarter")):
        classes.setdefault(word, set()).add(more)
    return {word: frozenset(found) for word, found in classes.items()}


def _add_unit(classes: dict[str, set[str]], word: str) -> None:
    """A unit of time with its plural; "second" is an ordinal too often to be one of its own."""
    if word != "second" and not word.endswith("ies"):
        classes.setdefault(word, set()).update(("unit", "unit_one"))
        if word in ("week", "month", "year"):
            classes[word].add(f"{word}_word")
        if word in ("year", "century"):
            classes[word].add({"year": "year_only"}.get(word, word))
    plural = word if word.endswith("ies") else word + "s"
    if plural != "centurys":
        classes.setdefault(plural, set()).update(("unit", "units"))
    if plural == "months":
        classes[plural].add("months")


@cache
def _months() -> tuple[frozenset[str], frozenset[str]]:
    """Names of months in full, and those that are no other word."""
    full = frozenset(word for word in look_up("month") if len(word) > 4 or word in ("june", "july", "may"))
    return full, full - {"may", "march"}


def find_classes(word: str) -> frozenset[str]:
    """The classes of a word or sign as it stands in the text.

    >>> sorted(find_classes("12")), sorted(find_classes("may")), sorted(find_classes("April"))
    (['count', 'day', 'hour', 'two'], ['month_any'], ['month', 'month_any'])
    """
    if word[0].isdecimal() or (word[0] in "'’" and word[1:2].isdecimal()):
        return _number_classes(word)
    if word[0] == "\n":
        return frozenset(("break",))
    low = word.lower()
    found = set(_word_classes().get(low, ()))
    has_capital = word[0].isupper()
    full, sure = _months()
    if low in look_up("month") and (has_capital or low in full):
        found.add("month_any")
        if has_capital or low in sure:
            found.add("month")
    if has_capital and low in look_up("weekday_short"):
        found.add("weekday_short")
    if not has_capital:
        found.discard("holiday")
        if "season" in found:
            found.add("season_low")
    if word in ("Q1", "Q2", "Q3", "Q4"):
        found.add("q")
    return frozenset(found)


def _number_classes(word: str) -> frozenset[str]:
    if not word.isdecimal():
        return frozenset((_shape(word),))
    found, value = {"count"}, int(word)
    if len(word) <= 2:
        found |= {name for name, top in (("day", 31), ("hour", 24)) if 1 <= value <= top}
    if len(word) == 2:
        found.add("two")
    if len(word) == 4:
        found |= {"year"} if 1500 <= value <= 2100 else set()
        found |= {"hhmm"} if value < 2400 and value % 100 < 60 else set()
    return frozenset(found)


def _shape(word: str) -> str:
    """The class of a number with other signs in it."""
    if re.match(r"\d{4}-\d\d-\d\d", word):
        return "iso"
    if _NUMERIC.fullmatch(word):
        return "numeric"
    if word[-2:] == "0s":
        return "decade"
    if word[-2:] in ("st", "nd", "rd", "th"):
        return "ordinal_day" if 1 <= int(word[:-2]) <= 31 else "ordinal_number"
    return "count" if _ORDINARY.fullmatch(word) and not _DECIMAL.fullmatch(word) else _clock(word)


def _clock(word: str) -> str:
    """A clock time, or a decimal number."""
    return "clock" if re.search(r":|[ap]", word) or re.fullmatch(r"[012]?\d\.[0-5]\d", word) else "count"


@cache
def all_classes() -> tuple[frozenset[str], ...]:
    """Every set of classes that a word can have, in a fixed order."""
    words = {*_word_classes(), *look_up("month"), *look_up("weekday_short"), "Q1", "\n"}
    shapes = ["2019-04-05", "4.5.2019", "9pm", "9:30", "1990s", "1st", "1st", "99th", "1,000", "1.75"]
    # Of the longer numbers one of each sort: a clock's and a year's, one of them, neither.
    short = [f"{value:0{width}}" for width in (1, 2) for value in range(100)]
    numbers = [*short, "100", "0000", "1500", "1560", "2101", "2160"]
    cased = [form for word in sorted(words) for form in (word, word.capitalize())]
    return tuple(dict.fromkeys(find_classes(word) for word in (*cased, *shapes, *numbers)))


class Page:
    """A text as tokens: where each begins and ends, and its classes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.classes: list[frozenset[str]] = []
        known: dict[str, frozenset[str]] = {}
        line = 0
        for match in TOKEN.finditer(text):
            word, start = match[0], match.start()
            if word[0] == "\n":
                length, line = start - line, match.end()
                if _goes_on(text, start, match.end(), length):
                    continue
            found = known.get(word)
            if found is None:
                found = known[word] = find_classes(word)
            self.starts.append(start)
            self.ends.append(match.end())
            self.classes.append(found)

    @cached_property
    def low(self) -> list[str]:
        """The tokens in lower case."""
        return [self.text[s:e].lower() for s, e in zip(self.starts, self.ends, strict=True)]

    def word(self, number: int) -> str:
        """A token as it stands; empty beyond the text."""
        return self.text[self.starts[number] : self.ends[number]] if 0 <= number < len(self.starts) else ""

    def lower(self, number: int) -> str:
        """A token in lower case; empty beyond the text."""
        return self.low[number] if 0 <= number < len(self.starts) else ""

    def is_end(self, number: int) -> bool:
        """Whether a sentence or a line ends at this token."""
        if not 0 <= number < len(self.starts) or "break" in self.classes[number]:
            return True
        word = self.word(number)
        if word not in ".!?":
            return False
        after = self.word(number + 1)
        return not after or not after[0].islower()


def _goes_on(text: str, start: int, end: int, length: int) -> bool:
    """Whether a line break is only the margin of a wrapped text."""
    if text.count("\n", start, end) > 1 or not start or end >= len(text):
        return False
    if text[start - 1] in '.!?:”"':
        return False
    return not text[end].isupper() or length >= _WRAPPED
