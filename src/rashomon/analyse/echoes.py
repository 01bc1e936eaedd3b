"""Names that the article has already given, where the net passed over their later occurrences.

"The League of Harbour Towns" is found; "the League" three lines on is the same kind of thing, though a net
that sees a window of text may take it for a common noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.records import Mention, Span

_BODIES = frozenset(["organisation", "place"])
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]{3,}")
_OPENING = re.compile(r"(?:^|[.!?:;\n“\"«—–]\s*)$")


def complete_names(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions and the names' later occurrences that are in none of them, sorted by span.

    A whole name counts wherever it stands again; of an organisation's or place's long name a capitalised
    word counts after "the", within a sentence.

    >>> seen = Mention(span=Span(4, 27), kind="organisation", form="name", label="Organization")
    >>> text = "The League of Harbour Towns met. Then the League wrote."
    >>> [m.span.of(text) for m in complete_names(text, [seen])]
    ['League of Harbour Towns', 'League']
    """
    names = [m for m in mentions if m.form == "name" and m.kind not in ("date", "money")]
    covered = bytearray(len(text))
    for mention in mentions:
        if mention.form == "name":
            _cover(covered, mention.span)
    added = []
    for mention in {m.span.of(text): m for m in reversed(names)}.values():
        for span in _echoes(text, mention):
            if not any(covered[span.start : span.end]):
                _cover(covered, span)
                added.append(replace(mention, span=span))
    echoed = bytearray(len(text))
    for mention in added:
        _cover(echoed, mention.span)
    kept = [m for m in mentions if m.form == "name" or not any(echoed[m.span.start : m.span.end])]
    return tuple(sorted([*kept, *added], key=lambda m: (m.span, m.form)))


def _cover(places: bytearray, span: Span) -> None:
    places[span.start : span.end] = b"\1" * len(span)


def _echoes(text: str, mention: Mention) -> Iterator[Span]:
    name = mention.span.of(text)
    later = mention.span.end + 1
    if len(name) > 3 and text.find(name, later) >= 0:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if match.start() > mention.span.end:
                yield Span(*match.span())
    words = _CAPITAL.findall(name)
    if mention.kind not in _BODIES or len(words) < 2 or (" of " not in name and len(words) > 3):
        return
    for word in (words[0], words[-1]):
        if text.find(f"he {word}") < 0:
            continue
        for match in re.finditer(rf"\b[Tt]he ({re.escape(word)})\b(?! (?:of|[A-Z]))", text):
            if match.start() > mention.span.end and not _OPENING.search(text[: match.start()][-3:]):
                yield Span(*match.span(1))
