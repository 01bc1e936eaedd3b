"""Which quotation belongs to which candidate, and is it whole?

Quotation marks and the net vote together, a quotation at a time: a content that cuts through a quotation
takes all of it, the two halves of an interrupted quotation become one, and a candidate that lies inside
somebody's speech stays inside it. Marks belong to the content (PolNeAR's guidelines, on punctuation).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.attribute.layout import Layout, Speech
from rashomon.attribute.lexicon import word_set
from rashomon.attribute.neighbours import Neighbours
from rashomon.attribute.stretches import clip, cut, inside, join, touch
from rashomon.records import Attribution, Quotation, Span, hull

_DIRECT = 0.85
_BEFORE_SPEECH = frozenset(".,:;!?…—–-")
_LONGEST_CLAUSE = 30
_FARTHEST = 300
# In the clause between two quotations these begin a second attribution.
_SAYS_MORE = word_set("speech_says_more")


def join_speech(layout: Layout, candidates: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The candidates with their quotations made whole, halves joined; order as given."""
    joined = _one_a_cue(layout, [_kept_inside(layout, candidate) for candidate in candidates])
    near = Neighbours(joined)
    for speech in layout.speeches:
        _give(layout, speech, joined, near.near(Span(speech.start, speech.end)))
    joined = [_without_strays(layout, candidate) for candidate in join_halves(layout, joined)]
    return tuple(candidate for candidate in joined if candidate.content)


def quotation_of(layout: Layout, attribution: Attribution) -> Quotation:
    """Direct if (nearly) every word of the content stands in marks, mixed if some do, else indirect.

    Marks that go round the whole attribution are somebody else's and do not count.
    """
    if attribution.route == "interview":
        return "direct"
    whole = attribution.span
    named = attribution.source + attribution.cue
    marked = [
        quote.outer
        for quote in layout.quotes_in(whole)
        if quote.outer.overlaps(whole)
        and not (named and quote.span.contains(whole))
        and not touch(named, [quote.span])
    ]
    words = layout.count(attribution.content)
    quoted = sum(layout.count(clip(attribution.content, span)) for span in join(marked))
    if not words or not quoted:
        return "indirect"
    return "direct" if quoted >= _DIRECT * words else "mixed"


def is_inside(speech: Speech, attribution: Attribution) -> bool:
    """Whether somebody in the quotation is speaking of the attribution: its cue or source stands in it."""
    return touch(attribution.cue or attribution.source, speech.spans)


def _kept_inside(layout: Layout, candidate: Attribution) -> Attribution:
    """A candidate whose cue stands in a quotation, with its content cut to that quotation."""
    if not candidate.cue:
        return candidate
    for speech in layout.speeches_in(candidate.cue[0]):
        if inside(candidate.cue, speech.spans) and speech.closed:
            held = tuple(part for span in speech.spans for part in clip(candidate.content, span))
            return replace(candidate, content=join(held)) if held else candidate
    return candidate


def _one_a_cue(layout: Layout, candidates: list[Attribution]) -> list[Attribution]:
    """Candidates that share a cue joined into one, the more probable one's source kept."""
    kept: list[Attribution] = []
    by_cue: dict[Span, int] = {}
    for candidate in candidates:
        twin = next((by_cue[span] for span in candidate.cue if span in by_cue), None)
        if twin is None:
            by_cue.update((span, len(kept)) for span in candidate.cue)
            kept.append(candidate)
            continue
        first = kept[twin]
        if _apart(layout, first, candidate):
            kept.append(candidate)
            continue
        better = max(first, candidate, key=lambda c: (bool(c.source), c.reason.score))
        kept[twin] = replace(better, content=join(first.content + candidate.content))
    return kept


def _apart(layout: Layout, one: Attribution, other: Attribution) -> bool:
    """Whether two candidates with one cue have two speakers ("Ann said A and Bo B")."""
    return bool(one.source and other.source and not touch(one.source, other.source))


def _give(layout: Layout, speech: Speech, candidates: list[Attribution], near: Sequence[int]) -> None:
    """A quotation that somebody only has a part of is given whole to its owner, in the list itself."""
    holders = {
        number: _held(layout, speech, candidates[number])
        for number in near
        if belongs(candidates[number], speech)
    }
    if not holders or max(holders.values()) >= layout.count(speech.spans) or not speech.closed:
        return
    owner = max(
        holders, key=lambda n: (-_distance(candidates[n], speech), holders[n], candidates[n].reason.score, -n)
    )
    for number in holders:
        if number == owner:
            content = join(candidates[number].content + speech.spans)
            content = cut(content, candidates[number].cue + candidates[number].source)
        else:
            content = cut(candidates[number].content, speech.spans)
        candidates[number] = replace(candidates[number], content=content)


def _without_strays(layout: Layout, candidate: Attribution) -> Attribution:
    """A candidate with a quotation, without unmarked words of other sentences than that of its cue."""
    if not candidate.cue or len(candidate.content) < 2:
        return candidate
    sentence = layout.sentence(candidate.cue[0].start)
    held = [
        span
        for span in candidate.content
        if sentence.overlaps(span) or any(touch([span], speech.spans) for speech in layout.speeches_in(span))
    ]
    spoken = any(layout.speeches_in(span) for span in held)
    return replace(candidate, content=tuple(held)) if spoken and held else candidate


def _held(layout: Layout, speech: Speech, candidate: Attribution) -> int:
    return sum(layout.count(clip(candidate.content, span)) for span in speech.spans)


def _distance(candidate: Attribution, speech: Speech) -> int:
    """Characters between a quotation and the cue that claims it; large where there is no cue."""
    if not candidate.cue:
        return 10_000
    cue = hull(candidate.cue)
    return min(max(cue.start - span.end, span.start - cue.end, 0) for span in speech.spans)


def join_halves(layout: Layout, candidates: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The candidates with interrupted quotations made whole: "A," she said, "B." is one content."""
    found = [candidate for candidate in candidates if candidate.content]
    near = Neighbours(found)
    for first, second in zip(layout.speeches, layout.speeches[1:], strict=False):
        between = Span(first.end, second.start)
        if between.end - between.start > _FARTHEST or not _in_one_paragraph(layout, between):
            continue
        numbers = near.near(Span(first.start, second.end))
        owner = next((n for n in numbers if _reports_between(layout, found[n], first, between)), None)
        rivals = [n for n in numbers if n != owner and belongs(found[n], second)]
        if owner is None or any(found[n].cue for n in rivals):
            continue
        content = join((*found[owner].content, *second.spans, *(s for n in rivals for s in found[n].content)))
        found[owner] = replace(found[owner], content=cut(content, found[owner].cue + found[owner].source))
        near.add(owner, second.spans)
        for n in rivals:
            found[n] = replace(found[n], content=())
    return tuple(candidate for candidate in found if candidate.content)


def _in_one_paragraph(layout: Layout, between: Span) -> bool:
    return layout.paragraph_number(between.start - 1) == layout.paragraph_number(between.end)


def _reports_between(layout: Layout, candidate: Attribution, first: Speech, between: Span) -> bool:
    """Whether a candidate holds the first quotation and its reporting clause is all that stands between."""
    if not touch(candidate.content, first.spans) or is_inside(first, candidate):
        return False
    own = candidate.cue + candidate.source
    words = layout.word_range(between)
    if words and between.of(layout.text).rstrip()[-1:] not in _BEFORE_SPEECH:
        return False
    if not words:
        return True
    if not candidate.cue or not between.contains(hull(candidate.cue)):
        return False
    others = [layout.words[i] for i in words if not touch([layout.words[i].span], own)]
    sentences = layout.sentences_in(Span(layout.words[words[0]].start, layout.words[words[-1]].end))
    return (
        len(sentences) <= 1
        and len(others) <= _LONGEST_CLAUSE
        and not any(word.lower in _SAYS_MORE for word in others)
    )


def belongs(attribution: Attribution, speech: Speech) -> bool:
    """Whether an attribution from outside the quotation has it (or a part) as its content."""
    return touch(attribution.content, speech.spans) and not is_inside(speech, attribution)
