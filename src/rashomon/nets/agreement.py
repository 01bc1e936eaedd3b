"""The names of one article agree: what the net tags word by word is settled over the whole text.

The net sees a window and decides each place for itself; one name cannot be a person here and a body there,
and sums of money follow their sign. General habits of news, learnt from errors on held-out newswire.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from rashomon.records import Span

Tagged = tuple[Span, str]

_SUM = re.compile(
    r"(?:(?:US|A|C|HK|NZ|NT|S|R)?\$|[€£¥₡₦₹₵₱₪₽₴₺])\s?\d+(?:[.,]\d+)*(?:\s?(?:million|billion|trillion|bn|m|k)\b)?"
)
_LAND = re.compile(
    r"\b(?:National|Nature|Marine|State|Provincial) (?:Park|Reserve)$"
    r"|\b(?:Wildlife|Biological) (?:Refuge|Reserve)$"
)
_REACH = re.compile(r" (?:to|until|till) ")
_LOOSE = " -–—,;:"
_VOTING = frozenset(("Person", "Location", "Organization", "NORP"))
_WHOLE_WEIGHT = 2
"""Votes of a person's whole name for the class of its last word."""
_WHOLE_PERSON = 2
"""Words of a name that is surely whole: a part of it that stands alone elsewhere means the same person."""


def agree(text: str, found: Iterable[Tagged]) -> list[Tagged]:
    """The tagged names with sums of money added, spans of dates joined, and one class for one spelling.

    >>> text = "Ada Orm spoke. Orm wants $10 from May to June."
    >>> tags = [(Span(0, 7), "Person"), (Span(15, 18), "Organization")]
    >>> tags += [(Span(34, 37), "Date"), (Span(41, 45), "Date")]
    >>> [(span.of(text), label) for span, label in agree(text, tags)]
    [('Ada Orm', 'Person'), ('Orm', 'Person'), ('$10', 'Money'), ('May to June', 'Date')]
    """
    names = [(_tight(text, span), label) for span, label in found]
    names = [(span, _land(text, span, label)) for span, label in names if len(span)]
    names = _with_sums(text, _joined(text, sorted(names)))
    classes = _votes([(span.of(text), label) for span, label in names])
    return [(span, classes.get(span.of(text), label) if label in _VOTING else label) for span, label in names]


def _tight(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(_LOOSE))
    return Span(start, max(start, span.start + len(words.rstrip(_LOOSE))))


def _land(text: str, span: Span, label: str) -> str:
    return "Location" if label == "Facility" and _LAND.search(span.of(text)) else label


def _joined(text: str, names: Sequence[Tagged]) -> list[Tagged]:
    """The names with "May to June" as one stretch of time."""
    found: list[Tagged] = []
    for span, label in names:
        if (
            found
            and label == found[-1][1] == "Date"
            and _REACH.fullmatch(text[found[-1][0].end : span.start])
        ):
            found[-1] = (Span(found[-1][0].start, span.end), label)
        else:
            found.append((span, label))
    return found


def _with_sums(text: str, names: Sequence[Tagged]) -> list[Tagged]:
    if not any(sign in text for sign in "$€£¥₡₦₹₵₱₪₽₴₺"):
        return list(names)
    taken = bytearray(len(text))
    for span, _ in names:
        taken[span.start : span.end] = b"\1" * len(span)
    sums = [Span(*match.span()) for match in _SUM.finditer(text)]
    free = [(span, "Money") for span in sums if not any(taken[span.start : span.end])]
    return sorted([*names, *free])


def _votes(names: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The class of each spelling that is tagged more than one way, or is a part of a person's whole name."""
    counts: dict[str, Counter[str]] = {}
    for words, label in names:
        if label in _VOTING:
            counts.setdefault(words, Counter())[label] += 1
    surnames = Counter(
        words.split()[-1]
        for words, label in names
        if label == "Person" and len(words.split()) >= _WHOLE_PERSON
    )
    found = {}
    for words, tally in counts.items():
        tally = tally + Counter({"Person": _WHOLE_WEIGHT * surnames[words]})
        label, most = tally.most_common(1)[0]
        if len(tally) > 1 and most * 2 > tally.total():
            found[words] = label
    return found
