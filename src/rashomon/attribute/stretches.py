"""Arithmetic with stretches of text: joining, cutting out, and what lies inside what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.records import Attribution, Span, Spans

EDGE = " \t\r\n\u00a0,;:.–—-"
"""What stands at the ends of words said without belonging to them: see `trim`."""


def join(spans: Iterable[Span]) -> Spans:
    """The spans in order, those that overlap or touch joined into one.

    >>> join([Span(5, 9), Span(0, 3), Span(3, 5)])
    (Span(start=0, end=9),)
    """
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        elif span.end > span.start:
            joined.append(span)
    return tuple(joined)


def cut(spans: Iterable[Span], away: Iterable[Span]) -> Spans:
    """What is left of ``spans`` without ``away``.

    >>> cut([Span(0, 10)], [Span(3, 5)])
    (Span(start=0, end=3), Span(start=5, end=10))
    """
    left = list(join(spans))
    for hole in away:
        rest: list[Span] = []
        for span in left:
            if not span.overlaps(hole):
                rest.append(span)
                continue
            rest += [Span(span.start, hole.start)] if span.start < hole.start else []
            rest += [Span(hole.end, span.end)] if hole.end < span.end else []
        left = rest
    return tuple(left)


def clip(spans: Iterable[Span], to: Span) -> Spans:
    """What of ``spans`` lies in ``to``.

    >>> clip([Span(0, 10)], Span(4, 20))
    (Span(start=4, end=10),)
    """
    return tuple(Span(max(s.start, to.start), min(s.end, to.end)) for s in spans if s.overlaps(to))


def inside(spans: Sequence[Span], holders: Sequence[Span]) -> bool:
    """Whether each of ``spans`` lies wholly in one of ``holders``."""
    return all(any(h.start <= s.start and s.end <= h.end for h in holders) for s in spans)


def touch(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether the two share a character."""
    return any(s.start < o.end and o.start < s.end for s in spans for o in others)


def parts(attribution: Attribution) -> Spans:
    """Source, cue and content of an attribution, one after the other."""
    return attribution.source + attribution.cue + attribution.content


def size(spans: Iterable[Span]) -> int:
    """How many characters the spans hold, taken together."""
    return sum(s.end - s.start for s in spans)


def trim(text: str, span: Span, away: str = " \t\r\n\u00a0") -> Span:
    """The span without the characters ``away`` at its two ends; never shorter than nothing.

    >>> trim(" a b, ", Span(0, 6), " ,")
    Span(start=1, end=4)
    """
    start, end = span.start, span.end
    while start < end and text[start] in away:
        start += 1
    while end > start and text[end - 1] in away:
        end -= 1
    return Span(start, end)
