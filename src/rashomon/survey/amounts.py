"""How many of what a claim says there were: "at least 12 people were killed" is 12 or more dead.

Whoever is counted as killed, dead, a body or a death is one class, so that counts by different words meet.
Ages, dates, clock times, ordinals and the numbers of models are no amounts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from rashomon.records import Span
from rashomon.survey.bounds import Bound, bound_after, bound_before, is_interim, is_so_far
from rashomon.survey.numerals import (
    Number,
    Token,
    ends_with,
    has_word,
    is_year,
    read_numbers,
    starts_with,
    tables,
    tokens_of,
)

_ROUGH = 0.25
"""How far "about 40" may be off."""
_ROUND = 0.1
"""How far a round number of three figures and more may be off without being wrong."""
_PEOPLE = r"(?:(?:people|persons|those|victims)\s+)?"
_TOLL = re.compile(
    r"\b(?:toll|(?:number|count|tally|total)\s+of\s+(?:the\s+)?"
    + _PEOPLE
    + r"(?:dead|killed|deaths|victims|fatalities|bodies)"
    r"|the\s+dead\b(?=[^.;:!?\d]*\b(?:are|were|number(?:ed)?)\s*$))"
    r"\b[^.;:!?\d]{0,80}$"
)
_HURT = re.compile(
    r"\b(?:number|count|total)\s+of\s+(?:the\s+)?"
    + _PEOPLE
    + r"(?:wounded|injured|injuries)\b[^.;:!?\d]{0,80}$"
)
_UPROOTED = re.compile(
    r"\b(?:number|count|total)\s+of\s+(?:the\s+)?"
    + _PEOPLE
    + r"(?:refugees|displaced|uprooted|evacuees)\b[^.;:!?\d]{0,80}$"
)
_COUNTED = {"dead": _TOLL, "wounded": _HURT, "displaced": _UPROOTED}
"""How the words before tell what a bare number counts: "the number of people killed there is put at 12"."""
_OTHERS = re.compile(
    r"\b(?:those|they|people|anyone|whoever)\s+(?:who\s+)?(?:speak|talk|prattle|chatter|shout|dream|whisper)s?"
    r"\s+(?:of|about)\b[^.,;:!?]{0,40}$",
    re.I,
)
"""Whoever says "those who speak of sixty" does not say sixty."""
_OWN = ("our", "my")
"""Of whom "nine of our men" is not some but all that are counted."""
_FALLEN = ("fell", "have fallen", "had fallen", "has fallen")
_ANYBODY = ("person", "casualty")
_MONEY = re.compile(r"[$€£¥]\s?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number and what it counts."""

    low: float
    high: float
    """The same as ``low`` but for "sixty or seventy" and "dozens"."""
    unit: str | None
    """Class of what is counted ("dead", "dead child", "fighter", "money"), else its noun; None: not said."""
    noun: str | None
    """The noun in the singular, as written."""
    span: Span
    """The words of number and bound."""
    bound: Bound = "exact"
    is_vague: bool = False
    """By a word that names no number: "dozens"."""
    is_part: bool = False
    """Of a whole that is counted elsewhere: "including nine children", "two of them", "all twelve"."""
    is_denied: bool = False
    """"not forty-one"."""


def find_amounts(text: str, start: int = 0) -> tuple[Amount, ...]:
    """The amounts of a text in order, with spans counted from ``start`` on.

    >>> [(one.low, one.bound, one.unit) for one in find_amounts("At least 12 people were killed, 40 hurt.")]
    [(12.0, 'at least', 'dead'), (40.0, 'exact', 'wounded')]
    >>> find_amounts("On 5 May the 19-year-old left in a T-72.")
    ()
    """
    return tuple(_moved(amount, start) for amount in _amounts_in(text))


# Several steps of the survey ask for those of one claim.
@lru_cache(maxsize=50_000)
def _amounts_in(text: str) -> tuple[Amount, ...]:
    tokens = tokens_of(text)
    made = (_amount(text, tokens, number, 0) for number in read_numbers(text, tokens))
    return tuple(amount for amount in made if amount)


def _moved(amount: Amount, by: int) -> Amount:
    return amount if not by else replace(amount, span=Span(amount.span.start + by, amount.span.end + by))


def can_both_hold(a: Amount, b: Amount) -> bool:
    """Whether two counts of the same may both be right.

    >>> many, least, other = (find_amounts(f"{words} dead")[0] for words in ("dozens", "at least 12", "28"))
    >>> [can_both_hold(find_amounts("41 dead")[0], amount) for amount in (many, least, other)]
    [True, True, False]
    """
    low, high = _range(a)
    other_low, other_high = _range(b)
    return low <= other_high and other_low <= high


def gives(amounts: Sequence[Amount], other: Amount) -> bool:
    """Whether one of several counts, or all of them together, may be what another count gives.

    >>> sides = find_amounts("45 rebels and 43 soldiers")
    >>> [gives(sides, find_amounts(f"{words} dead")[0]) for words in ("88", "43", "90")]
    [True, True, False]
    """
    all_of_them = sum(one.low for one in amounts)
    return any(can_both_hold(one, other) for one in amounts) or (
        len(amounts) > 1 and other.low <= all_of_them <= other.high
    )


def _range(amount: Amount) -> tuple[float, float]:
    """The least and the most that it may mean."""
    slack = _ROUGH if amount.bound == "about" else _ROUND if _is_round(amount) else 0
    low, high = amount.low * (1 - slack), amount.high * (1 + slack)
    if amount.bound == "at least":
        return amount.low, float("inf")
    return (0, high) if amount.bound == "at most" else (low, high)


def _is_round(amount: Amount) -> bool:
    return amount.low >= 100 and amount.low % 10 ** (len(str(int(amount.low))) - 1) == 0


def _amount(text: str, tokens: Sequence[Token], number: Number, start: int) -> Amount | None:
    bound, first, is_denied = bound_before(tokens, number.first)
    last, after = bound_after(tokens, number.last)
    unit, noun, end = _unit(text, tokens, number, first, last)
    if after == "exact" and (is_so_far(tokens, max(end, last)) or is_interim(tokens, first)):
        after = "at least"
    if _is_no_count(text, tokens, number, unit):
        return None
    return Amount(
        low=number.low,
        high=number.high,
        unit=unit,
        noun=noun,
        span=Span(start + tokens[first].start, start + tokens[number.last - 1].end),
        bound=bound if bound != "exact" else after,
        is_vague=number.is_vague,
        is_part=_is_part(tokens, first, number.last, end),
        is_denied=is_denied or bool(_OTHERS.search(text, 0, tokens[first].start)),
    )


# What is counted


def _unit(
    text: str, tokens: Sequence[Token], number: Number, first: int, last: int
) -> tuple[str | None, str | None, int]:
    """Class and noun of what is counted, and the token after it."""
    if _MONEY.search(text[: tokens[number.first].start]):
        return "money", None, last
    noun, end = _noun_after(tokens, last)
    known = class_of(noun) if noun else None
    if known is None or known in tables()["living"]["classes"]:
        fate = _fate_between(tokens, last, end) or _fate(text, tokens, first, end, has_noun=noun is not None)
        if known == "fighter" and _is_fallen(tokens, end):
            fate = fate or "dead"
        if fate:
            return (fate if known in _ANYBODY or _is_people(noun) else f"{fate} {known or noun}"), noun, end
    return known or noun, noun, end


def _is_fallen(tokens: Sequence[Token], end: int) -> bool:
    """Whether soldiers fell, and not fell back or fell ill."""
    sizes = (len(words.split()) for words in _FALLEN if starts_with(tokens, end, words.split()))
    return any(end + size >= len(tokens) or tokens[end + size].low in ".,;:!?" for size in sizes)


def _noun_after(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    """The noun that a number stands before, in the singular, and the token after it."""
    if at < len(tokens) and tokens[at].low == "of" and at + 1 < len(tokens):
        at += 2 if tokens[at + 1].low in _OWN else 1
    best, end = None, at
    for place in range(at, min(at + 5, len(tokens))):
        word = tokens[place].low
        if word == "%" or (word == "per" and starts_with(tokens, place + 1, ("cent",))):
            return "percent", place + 1
        if not word[:1].isalpha() or word in tables()["stop"]["words"]:
            break
        noun = _singular(word)
        if class_of(noun) or (best is None and noun != word):
            best, end = noun, place + 1
    return best, end


def _singular(word: str) -> str:
    """The noun of a plural; the word itself where it looks like none."""
    irregular: dict[str, str] = tables()["irregular"]
    if word in irregular:
        return irregular[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "’s", "'s")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("shes", "ches", "xes", "sses")) else word[:-1]


@cache
def _classes() -> dict[str, str]:
    return {word: name for name, words in tables()["unit"].items() for word in words}


def class_of(noun: str) -> str | None:
    """The class that amounts.toml gives a noun in the singular.

    >>> class_of("boat"), class_of("lake")
    ('ship', None)
    """
    return _classes().get(noun)


def _is_people(noun: str | None) -> bool:
    return noun in (None, "other", "member")


def _fate_between(tokens: Sequence[Token], last: int, end: int) -> str | None:
    """What became of them by a word before the noun: "300 displaced people"."""
    fates: dict[str, frozenset[str]] = tables()["fate"]
    words = {token.low for token in tokens[last : end - 1]}
    return next((name for name, listed in fates.items() if words & listed), None)


def _fate(text: str, tokens: Sequence[Token], first: int, end: int, *, has_noun: bool) -> str | None:
    """What became of those counted: "dead", "wounded"..."""
    fates: dict[str, frozenset[str]] = tables()["fate"]
    at_once = [name for name, words in fates.items() if not has_noun and has_word(tokens, end, words)]
    if at_once and _is_suffered(tokens, end):
        return at_once[0]
    for name, words in fates.items():
        if has_word(tokens, first, words, is_end=True) or (
            ends_with(tokens, first, ("lives", "of")) and name == "dead"
        ):
            return name
    before = text[: tokens[first].start].lower() if first < len(tokens) else ""
    counted = (name for name, pattern in _COUNTED.items() if pattern.search(before))
    return next(counted, None) or _fate_after(tokens, end, 9 if has_noun else 4)


def _fate_after(tokens: Sequence[Token], end: int, reach: int) -> str | None:
    fates: dict[str, frozenset[str]] = tables()["fate"]
    for place in range(end, min(end + reach, len(tokens))):
        if tokens[place].low in ".;:!?":
            return None
        for name, words in fates.items():
            if has_word(tokens, place, words) and _is_suffered(tokens, place):
                return name
    return None


def _is_suffered(tokens: Sequence[Token], place: int) -> bool:
    """Whether those before the word suffered what it says: "were killed in", not "killed three"."""
    active = tables()["active"]
    if has_word(tokens, place, active["always"]) or (place and tokens[place - 1].low in active["suffered"]):
        return True
    return place + 1 >= len(tokens) or tokens[place + 1].low in active["follows"]


def _is_part(tokens: Sequence[Token], first: int, last: int, end: int) -> bool:
    """Whether it counts some of those that are counted elsewhere."""
    part = tables()["part"]
    if has_word(tokens, first, part["before"], is_end=True):
        return True
    if ends_with(tokens, first, ("of",)) and first > 1 and tokens[first - 2].low in part["group"]:
        return True
    if has_word(tokens, end, part["after_noun"]):
        return True
    if not has_word(tokens, last, part["after_number"]):
        return False
    if _is_list_of_all(tokens, first, last):
        return False
    before = [token.low for token in tokens[max(0, first - 3) : first] if token.low[:1].isalpha()]
    return not (before and before[-1] in tables()["whole"]["words"])


def _is_list_of_all(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether "of them" ends what is said, after a comma: "we have their names, sixty of them"."""
    is_after_comma = ends_with(tokens, first, (",",)) and starts_with(tokens, last, ("of", "them"))
    return is_after_comma and (last + 2 >= len(tokens) or tokens[last + 2].low in '.;!?,”"’»)')


# What is no count


def _is_no_count(text: str, tokens: Sequence[Token], number: Number, unit: str | None) -> bool:
    first, last, words = number.first, number.last, tables()["no_count"]
    if has_word(tokens, first, words["before"], is_end=True) or has_word(tokens, last, words["after"]):
        return True
    if ends_with(tokens, first, ("of",)) and number.high < 120 and _is_age(tokens, first):
        return True
    if first and tokens[first - 1].low in words["months"]:
        return True
    if first > 1 and tokens[first - 2].low in words["months"] and is_year(f"{number.low:.0f}"):
        return True
    if number.low == number.high and number.low <= 1:
        return unit not in _classes().values() and not (unit or "").startswith(("dead", "wounded"))
    return _is_date_or_age(text, tokens, number, unit)


def _is_age(tokens: Sequence[Token], first: int) -> bool:
    """Whether an age is told, as in "a boy of nineteen"."""
    return first >= 2 and class_of(tokens[first - 2].low) in ("child", "person")


def _is_date_or_age(text: str, tokens: Sequence[Token], number: Number, unit: str | None) -> bool:
    last = number.last
    if has_word(tokens, last, tables()["no_count"]["age_after"]):
        return True
    figures = text[tokens[number.first].start : tokens[last - 1].end]
    return is_year(figures) and unit not in _classes().values()
