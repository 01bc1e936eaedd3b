"""What a text itself states about its publisher and date, where no page, row or option does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.acquire.dates import parse_date
from rashomon.records import Passage

# News agencies of the world: text with their name in the dateline is printed by anybody.
AGENCIES = frozenset({
    "reuters", "thomson reuters", "afp", "agence france-presse", "agence france presse", "ap",
    "associated press", "the associated press", "upi", "united press international", "tass", "itar-tass",
    "ria", "ria novosti", "interfax", "xinhua", "anadolu", "anadolu agency", "aa", "dpa", "ansa", "efe",
    "epa", "apa", "pti", "press trust of india", "ians", "ani", "kyodo", "kyodo news", "yonhap", "bernama",
    "antara", "petra", "sana", "mena", "wam", "spa", "irna", "isna", "fars", "tasnim", "qna", "kuna", "nna",
    "aps", "map", "tap", "lana", "suna", "ena", "pan", "apo", "belta", "ukrinform", "unian", "armenpress",
    "azertac", "trend", "cna", "panapress", "pa", "press association", "bloomberg", "dow jones", "cnn",
    "bbc", "agencies", "news agencies", "wires", "staff", "staff reporter", "news desk", "web desk",
    "ap photo",
})  # fmt: skip
_NAMED_AGENCY = re.compile(r"\(([^()]{2,50})\)(?:, [^()]{3,25}?)?\s*(?:--?|[–—―:])\s*$")
_REST = r"(?:[\w&'’-]|\.(?=\w))*"
_NAME = rf"(?P<name>(?:The )?[A-ZÀ-ÖØ-Þ]{_REST}(?: (?:of|for|the|and|de|&|[A-ZÀ-ÖØ-Þ\d]{_REST})){{0,5}})"
# Where a footer says who publishes; matched within furniture, credits and disclaimers only.
_PUBLISHERS = (
    re.compile(rf"\bappeared first on {_NAME}"),
    re.compile(
        rf"\b(?:edited and |prepared and )?published by (?:the )?{_NAME}"
        r"(?= staff\b| team\b| newsroom\b|\.|,|$)"
    ),
    re.compile(
        r"(?:©|\([cC]\)|\b[Cc]opyright)\s*(?:©|\([cC]\))?\s*"
        rf"(?:\d{{4}}(?:\s*[-–]\s*\d{{4}})?)?,?\s*(?:by )?{_NAME}"
    ),
    re.compile(rf"\d{{4}}\s*©\s*{_NAME}"),
    re.compile(rf"^{_NAME}\s+is (?:a|an) (?:[\w'-]+ ){{0,4}}(?:news|newspaper|magazine)\b"),
)
_STATED_DATE = re.compile(
    r"^\W*(?:(?:first|originally) )?(?:published|posted|publication date|date published|date)\b"
    r"\W*(?:on|at)?\W*(?P<date>.+)",
    re.I,
)
_YEAR = re.compile(r"\b\d{4}\b")
_PART = re.compile(r"\s*[|·•–—]\s*")
_NOT_NAMES = frozenset(["all", "rights", "reserved", "the", "this", "our"])


def find_stated_outlet(text: str, passages: Sequence[Passage]) -> str | None:
    r"""The publisher that a dateline or a footer names, else None; never an agency that sells to all.

    >>> from rashomon.acquire.furniture import mark_passages
    >>> text = "The dam broke.\n\n© 2031 Vale Courier. All rights reserved."
    >>> find_stated_outlet(text, mark_passages(text))
    'Vale Courier'
    """
    for passage in passages:
        if passage.kind == "dateline" and (match := _NAMED_AGENCY.search(passage.span.of(text))):
            name = " ".join(match[1].split())
            if _is_outlet(name):
                return _as_written(name, text)
    for pattern in _PUBLISHERS:
        for passage in passages:
            if passage.kind in ("furniture", "credit", "disclaimer") and (
                found := pattern.search(passage.span.of(text))
            ):
                name = re.sub(r"[.,'’]+$", "", found["name"])
                if _is_outlet(name):
                    return name
    return None


def find_stated_date(text: str, passages: Sequence[Passage]) -> str | None:
    r"""The date of a line such as "Published: 12 May 2031", else None.

    >>> from rashomon.acquire.furniture import mark_passages
    >>> text = "Published: 12 May 2031\n\nThe dam broke."
    >>> find_stated_date(text, mark_passages(text))
    '2031-05-12'
    """
    for passage in passages:
        stated = passage.span.of(text)
        if passage.why == "published line" and (match := _STATED_DATE.match(stated)):
            return parse_date(match["date"])
        if passage.why == "date line" or (passage.kind == "dateline" and _YEAR.search(stated)):
            return next((date for part in _PART.split(stated) if (date := parse_date(part))), None)
    return None


def _is_outlet(name: str) -> bool:
    parts = re.split(r"\s*[/,&]\s*| and ", name.lower())
    known = any(part.strip(" .") in AGENCIES for part in parts)
    return not known and name.lower() not in _NOT_NAMES and not re.search(r"\d", name) and name[0].isupper()


def _as_written(name: str, text: str) -> str:
    """A name in capitals as the text writes it elsewhere, else as names are written.

    >>> _as_written("VTN TODAY NEWS", "")
    'VTN Today News'
    """
    if not name.isupper():
        return name
    forms = [
        match[0]
        for match in re.finditer(re.escape(name), text, re.I)
        if not match[0].isupper() and match[0][0].isupper()
    ]
    return forms[0] if forms else " ".join(map(_lower, name.split()))


def _lower(word: str) -> str:
    """A word in capitals as names are written, unless it looks like an acronym: short, or without vowels."""
    return word.capitalize() if len(word) > 3 and re.search("[AEIOUY]", word) else word
