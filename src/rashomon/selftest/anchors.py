"""Where the strings of an answer key stand in an article.

A key quotes its article; a PDF or a web page breaks lines where it likes. So both are compared with every run
of white space taken as one blank. A string that begins or ends with a letter or digit must do so at the edge
of a word, unless it stands nowhere so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from rashomon.records import Span, Spans

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s|\n\s*\n")
# Crossing the end of a sentence costs as much as this many characters.
_SENTENCE_COST = 100
# Of a word that stands a thousand times in an article only the nearest are weighed.
_NEAREST = 30


@dataclass(frozen=True, slots=True)
class Quoted:
    """A string of the key; ``nth`` (from 1) says which occurrence in the article, if not the nearest."""

    text: str
    nth: int | None = None


class Collapsed:
    r"""A text with each run of white space as one blank, and the way back to the original.

    >>> Collapsed("The  dam\nbroke.").find("dam broke")
    [Span(start=5, end=14)]
    """

    def __init__(self, text: str) -> None:
        kept: list[str] = []
        starts: list[int] = []
        for match in re.finditer(r"\s+|\S", text):
            kept.append(" " if match[0].isspace() else match[0])
            starts.append(match.start())
        self.original = text
        self._text = "".join(kept)
        self._starts = starts

    def find(self, text: str) -> list[Span]:
        """Every occurrence of ``text``, as spans of the original text, in order."""
        wanted = re.escape(" ".join(text.split()))
        if not wanted:
            return []
        edged = _edge(wanted[0], before=True) + wanted + _edge(text.rstrip()[-1], before=False)
        matches = list(re.finditer(edged, self._text)) or list(re.finditer(wanted, self._text))
        return [Span(self._starts[m.start()], self._starts[m.end() - 1] + 1) for m in matches]

    def select(self, quoted: Quoted) -> list[Span]:
        """The occurrences that ``quoted`` may mean: all, or the nth alone; none where it is not there."""
        found = self.find(quoted.text)
        return found if quoted.nth is None else found[quoted.nth - 1 : quoted.nth]


def _edge(sign: str, *, before: bool) -> str:
    if not re.match(r"\w", sign):
        return ""
    return r"(?<!\w)" if before else r"(?!\w)"


def place_parts(
    text: Collapsed, *, source: Sequence[Quoted], cue: Sequence[Quoted], content: Spans
) -> tuple[Spans, Spans]:
    """Where source and cue of an attribution stand whose content is known.

    A short string ("he", "said") stands in many places of an article. Meant is the occurrence outside the
    content that lies nearest to it, source and cue nearest to one another, without a sentence's end between.
    Every string must stand somewhere in the text.

    >>> text = Collapsed("It fell, Orm said. It stands, Arl said.")
    >>> place_parts(text, source=[Quoted("Arl")], cue=[Quoted("said")], content=(Span(19, 28),))
    ((Span(start=30, end=33),), (Span(start=34, end=38),))
    """
    options = [[_nearest(text, quoted, content) for quoted in part] for part in (source, cue)]
    heads = [part[0] for part in options if part]
    if not heads:
        return (), ()
    anchor = min(product(*heads), key=lambda pick: (_cost(text.original, pick, content), pick))
    chosen: list[Spans] = []
    picked = iter(anchor)
    for part in options:
        spans = [next(picked)] if part else []
        for candidates in part[1:]:
            free = [span for span in candidates if span not in spans] or candidates
            spans.append(min(free, key=lambda span: (_cost(text.original, (*anchor, span), content), span)))
        chosen.append(tuple(sorted(spans)))
    return chosen[0], chosen[1]


def _nearest(text: Collapsed, quoted: Quoted, content: Spans) -> list[Span]:
    found = text.select(quoted)
    outside = [span for span in found if not any(span.overlaps(part) for part in content)] or found
    return sorted(outside, key=lambda span: (_to_content(text.original, span, content), span))[:_NEAREST]


def _cost(text: str, spans: Sequence[Span], content: Spans) -> int:
    to_content = sum(_to_content(text, span, content) for span in spans)
    return to_content + sum(_distance(text, left, right) for left, right in pairwise(spans))


def _to_content(text: str, span: Span, content: Spans) -> int:
    return min(_distance(text, span, part) for part in content)


def _distance(text: str, left: Span, right: Span) -> int:
    start, end = min(left.end, right.end), max(left.start, right.start)
    if start >= end:
        return 0
    return end - start + _SENTENCE_COST * len(_SENTENCE_END.findall(text, start, end))
