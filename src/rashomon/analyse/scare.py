"""Marks around a word or two that show distance, a nickname or a title rather than speech."""

from __future__ import annotations

import re

from rashomon.analyse.english import REPORTING
from rashomon.records import Quote

_WORD = re.compile(r"[^\W_](?:[\w’'&.-]*[^\W_])?")
# Verbs and nouns near a quotation that make even two words a piece of somebody's speech.
_REPORTS = re.compile(
    rf"(?<![\w-])(?:{REPORTING}|according to|call(?:s|ed|ing)?|describ(?:es|ed|ing)"
    r"|dubb(?:ed|ing)|term(?:s|ed|ing)"
    r"|label(?:l?ed|l?ing|s)|accus(?:es|ed|ing)|denounc(?:es|ed|ing)|condemn(?:s|ed|ing)|prais(?:es|ed|ing)"
    r"|brand(?:s|ed|ing)|refer(?:s|red|ring)|statements?|remarks?|words?|speech|interview|refus(?:es|ed)"
    r"|vow(?:s|ed|ing)|pledg(?:es|ed|ing)|promis(?:es|ed|ing)|demand(?:s|ed|ing)|urg(?:es|ed|ing)"
    r"|threaten(?:s|ed|ing)|hail(?:s|ed|ing)|slam(?:s|med)|dismiss(?:es|ed|ing)|reject(?:s|ed|ing)"
    r"|den(?:y|ies|ied|ying)|appeal(?:s|ed)?|sees?|saw|regards?|quot(?:es|ed|ing)"
    r"|spoke(?:sman|swoman|sperson)?"
    r"|speaks?|speaking|suggest(?:s|ed|ing)?|report(?:s|ed|ing)?|express(?:es|ed|ing)?|voic(?:es|ed|ing))\b",
    re.I,
)
_BOUND = re.compile(r"[.!?]\s")
_SMALL = re.compile(r"(?:a|an|the|of|and|in|on|for|to|from|with|at|by|or)$")
# A long word in lower case: the sentence is no headline with all its words capitalised.
_PLAIN = re.compile(r"(?<![\w-])[a-z]{4,}")
_LONGEST_TITLE = 8


def is_scare(text: str, quote: Quote) -> bool:
    """Whether the quotation is a word or two set apart inside a clause, not speech.

    One to three words with no stop of their own and no word of saying in the sentence around them, or a
    title: up to eight words all capitalised.
    """
    inside = quote.span.of(text)
    if len(inside) > 100 or not quote.closed or inside.rstrip()[-1:] in tuple(".,!?;:…"):
        return False
    words = _WORD.findall(inside)
    if not words or len(words) > _LONGEST_TITLE:
        return False
    before, after = _around(text, quote)
    if not before.strip(" \t\"“”‘’'") and not after.strip(" \t\"“”‘’'."):
        return False
    if re.search(rf"(?:{REPORTING})\s*[,:]?\s*$|[:,]\s*$", before) and not after.lstrip()[:1].islower():
        return False
    title = len(words) > 1 and all(w[0].isupper() or w[0].isdigit() or _SMALL.match(w) for w in words)
    if len(words) > 3:
        return title and bool(_PLAIN.search(before) or _PLAIN.search(after))
    return not _REPORTS.search(before) and not _REPORTS.search(after)


def _around(text: str, quote: Quote) -> tuple[str, str]:
    """What stands before and after the quotation within its sentence, a hundred signs at most."""
    start, end = quote.outer.start, quote.outer.end
    before = text[max(0, start - 100) : start].rpartition("\n")[2]
    after = text[end : end + 100].partition("\n")[0]
    bounds = [m.end() for m in _BOUND.finditer(before)]
    bound = _BOUND.search(after)
    return before[bounds[-1] if bounds else 0 :], after[: bound.start()] if bound else after
