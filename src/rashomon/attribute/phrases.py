"""Which words beside a cue name the one who speaks?"""

from __future__ import annotations

import re

from rashomon.attribute.layout import Layout, Word
from rashomon.attribute.lexicon import lexicon, word_set
from rashomon.attribute.stretches import trim
from rashomon.records import Span

PRONOUNS = word_set("phrases_pronouns")
_HELPERS = word_set("phrases_helpers")
_NO_PART = word_set("phrases_no_part")
_NOT = ("n't", "n’t")
_VERBS = word_set("phrases_verbs")
_ENDS_BEHIND = word_set("phrases_ends_behind")
_PREPOSITIONS = word_set("phrases_prepositions")
_BREAK = re.compile(r"[,;:!?()\[\]\"“”«»„—–…\n]|\.(?=\s*$)|--|''|``|\s['‘]")
_TITLE_DOT = re.compile(r"^\.?\s*$")
_MOST_WORDS = 14
_DAYS = word_set("phrases_days")
_BEFORE_DAY = word_set("phrases_before_day")
_UNITS = "|".join(sorted(word_set("phrases_time_units")))
_TIME_FIRST = re.compile(
    rf"(?:(?:an?|one|two|three|four|five|six|several|a\s+few|some|\d+)\s+(?:{_UNITS})s?\s+(?:later|earlier|before|after|ago|on),?"
    rf"|(?:(?:late|early)\s+)?(?:on|last|this|that|next|the\s+same|the\s+next|the\s+following|the\s+previous)\s+"
    rf"(?:{'|'.join(sorted(_DAYS))}|{_UNITS}),?|yesterday,?|today,?)\s+",
    re.I,
)


def gap(layout: Layout, left: Word, right: Word) -> str:
    """What stands between two words."""
    return layout.text[left.end : right.start]


def _broken(layout: Layout, left: Word, right: Word) -> bool:
    between = gap(layout, left, right)
    if _TITLE_DOT.match(between):
        return "." in between and left.end - left.start > 4
    return bool(_BREAK.search(between)) or "." in between


def names_somebody(layout: Layout, span: Span) -> bool:
    """Whether a phrase can be a speaker: a mention, a pronoun, a capital letter or an article in it."""
    words = layout.lowers(span)
    if not words or len(words) > _MOST_WORDS + 8:
        return False
    if any(layout.mentions_in(span)) or words[0] in PRONOUNS:
        return True
    return any(char.isupper() for char in span.of(layout.text)) or words[0] in {
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "one",
    }


def is_speaker(layout: Layout, span: Span, *, may_be_two: bool = False) -> bool:
    """Whether a whole phrase is a speaker: it names somebody, and no verb or conjunction breaks it.

    "and" breaks it unless ``may_be_two``.
    """
    words = layout.lowers(span)
    allowed = {"with", "by", "who", "and"} if may_be_two else {"with", "by", "who"}
    broken = any(word in _NO_PART - allowed for word in words[1:]) or words[:1] in (["and"], ["but"], ["let"])
    return names_somebody(layout, span) and not broken and "\n" not in span.of(layout.text)


def subject_before(layout: Layout, verb: int, floor: int) -> tuple[Span, int] | None:
    """The noun phrase that ends just before the word ``verb``, and the first word of the verb group.

    Looks no further back than character ``floor``; steps over an apposition between commas and takes it in;
    None where no speaker stands there.
    """
    first = verb_group(layout, verb, floor)
    if first == 0 or layout.words[first - 1].start < floor:
        return None
    words = layout.words
    between = gap(layout, words[first - 1], words[first]).strip()
    if between == ",":
        comma = _comma_before(layout, first - 1, floor)
        span = phrase_to(layout, comma, floor) if comma is not None else None
        whole = Span(span.start, words[first - 1].end) if span else None
        return (whole, first) if whole and is_speaker(layout, whole) else None
    if between == ")":
        opened = layout.text.rfind("(", floor, words[first - 1].end)
        inner = layout.word_range(Span(max(floor, opened), words[first - 1].end))
        span = phrase_to(layout, inner.start - 1, floor) if opened >= floor and len(inner) < 6 else None
        return (Span(span.start, layout.text.index(")", words[first - 1].end) + 1), first) if span else None
    if _broken(layout, words[first - 1], words[first]):
        return None
    last = words[first - 1].lower
    if last in lexicon().speech and not last.endswith("s"):
        return None
    span = phrase_to(layout, first - 1, floor)
    return (span, first) if span else None


def phrase_to(layout: Layout, last: int, floor: int) -> Span | None:
    """The noun phrase that ends with word ``last``, if it can be a speaker; begins at ``floor`` or later."""
    words, i, start = layout.words, last, None
    if words[last].lower in PRONOUNS and words[last].start >= floor:
        return Span(words[last].start, words[last].end)
    while i >= 0 and words[i].start >= floor and last - i < _MOST_WORDS:
        if words[i].lower in _NO_PART | _VERBS or (i < last and _broken(layout, words[i], words[i + 1])):
            break
        start = i
        i -= 1
    if start is None:
        return None
    whole = Span(words[start].start, words[last].end)
    timeless = without_time(layout, whole)
    if timeless != whole:
        return timeless
    while start <= last and words[start].lower in _PREPOSITIONS:
        start += 1
    span = Span(words[start].start, words[last].end) if start <= last else Span(0, 0)
    return span if names_somebody(layout, span) else None


def _comma_before(layout: Layout, last: int, floor: int) -> int | None:
    """The word before the comma that opens the apposition which ends with word ``last``."""
    for n in range(last, max(0, last - _MOST_WORDS), -1):
        if layout.words[n - 1].start < floor:
            return None
        between = gap(layout, layout.words[n - 1], layout.words[n])
        if between.strip() == ",":
            return n - 1
        if _broken(layout, layout.words[n - 1], layout.words[n]):
            return None
    return None


def verb_group(layout: Layout, verb: int, floor: int) -> int:
    """The first word of the verb group that ends with ``verb``: "has also said" begins at "has"."""
    words, first = layout.words, verb
    while (
        first > 0 and words[first - 1].start >= floor and not _broken(layout, words[first - 1], words[first])
    ):
        before = words[first - 1].lower
        day = _day_before(layout, first, floor)
        if day is not None:
            first = day
        elif before in _HELPERS or before.endswith(_NOT) or (before.endswith("ly") and len(before) > 4):
            first -= 1
        else:
            break
    return first


def _day_before(layout: Layout, first: int, floor: int) -> int | None:
    """The first word of "on Friday", "late last week" just before word ``first``, if one stands there."""
    words = layout.words
    if words[first - 1].lower not in _DAYS or first < 2:
        return None
    day = first - 1
    while day > 1 and words[day - 1].start >= floor and words[day - 1].lower in _BEFORE_DAY:
        if _broken(layout, words[day - 1], words[day]):
            break
        day -= 1
    return day if day < first - 1 or words[day].lower in {"yesterday", "today"} else None


def without_time(layout: Layout, span: Span) -> Span:
    """A phrase without a time that stands before it: ``An hour later Bishop Odd`` is Bishop Odd.

    The phrase as it is where nothing that can speak would be left.
    """
    match = _TIME_FIRST.match(layout.text, span.start, span.end)
    if not match:
        return span
    rest = Span(match.end(), span.end)
    return rest if names_somebody(layout, rest) else span


def subject_behind(layout: Layout, verb: int, ceiling: int) -> Span | None:
    """The noun phrase that follows the word ``verb``, as in ``said the spokesman``.

    Ends before character ``ceiling``; takes an apposition in where nothing else follows.
    """
    words, last = layout.words, None
    i = verb + 1
    while i < len(words) and words[i].end <= ceiling and i - verb <= _MOST_WORDS + 8:
        if i == verb + 1:
            if _BREAK.search(gap(layout, words[verb], words[i]).strip()):
                return None
        elif _stops(layout, i, ceiling):
            break
        last = i
        i += 1
    if last is None:
        return None
    span = trim(layout.text, Span(words[verb + 1].start, words[last].end), " ,")
    return span if names_somebody(layout, span) else None


def _stops(layout: Layout, i: int, ceiling: int) -> bool:
    """Whether the phrase behind an inverted verb ends before word ``i``."""
    words = layout.words
    between = gap(layout, words[i - 1], words[i])
    if "," in between:
        return not _is_apposition(layout, i, ceiling)
    if _broken(layout, words[i - 1], words[i]):
        return True
    following = words[i].lower
    if following in _PREPOSITIONS and _name_ends(layout, i, ceiling):
        return False
    if following in {"in", "at", "on"}:
        return not (i + 1 < len(words) and layout.text[words[i + 1].start].isupper() and following != "on")
    return following in _ENDS_BEHIND or following in lexicon().speech


def _name_ends(layout: Layout, i: int, ceiling: int) -> bool:
    """Whether the clause from word ``i`` on ends with a comma and a name: ``..., Ann Marsh.``"""
    rest = trim(layout.text, Span(layout.words[i].start, ceiling), " .\n\u00a0").of(layout.text)
    before, comma, name = rest.rpartition(", ")
    words = name.split()
    return (
        bool(comma) and 0 < len(words) <= 4 and all(word[0].isupper() for word in words) and len(before) < 80
    )


def _is_apposition(layout: Layout, i: int, ceiling: int) -> bool:
    """Whether what follows a comma to the end of the clause describes the name before it."""
    words = layout.words
    first = words[i].lower
    if first in _ENDS_BEHIND or first in PRONOUNS or first.endswith("ing") or first in lexicon().speech:
        return False
    rest = layout.lowers(Span(words[i].start, ceiling))
    return len(rest) <= _MOST_WORDS and not any(word in lexicon().speech for word in rest)
