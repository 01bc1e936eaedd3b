"""What do others say inside of what somebody says?

The net was trained on a corpus that marks no nesting, so it sees one layer at a time. It is run again on a
content alone, but only where a reporting word stands that no attribution has used: that keeps the cost small.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import lexicon, word_set
from rashomon.attribute.screening import cleaned, is_probable
from rashomon.attribute.settling import DEEPEST
from rashomon.attribute.speech import join_speech
from rashomon.attribute.stretches import inside, parts, size
from rashomon.records import Attribution, Span

_FEWEST_WORDS = 7
_WHOLE = 0.9

Reread = Callable[[Span], tuple[Attribution, ...]]


def read_inside(layout: Layout, found: Sequence[Attribution], reread: Reread) -> tuple[Attribution, ...]:
    """What a second reading finds inside the contents of ``found``, and a third inside that, and so on."""
    cues = _Cues(layout.occurrences(_reporting()), layout.occurrences(lexicon().finite | _reporting()))
    if not cues.of_answers:
        return ()
    added: list[Attribution] = []
    outer: Sequence[Attribution] = found
    used = {i for a in found for span in a.cue for i in layout.word_range(span)}
    for _ in range(DEEPEST - 1):
        fresh: list[Attribution] = []
        for span in _worth_reading(layout, outer, cues, used):
            accepted = _accepted(layout, span, reread(span), used)
            fresh += accepted
            used |= {i for a in accepted for cue in a.cue for i in layout.word_range(cue)}
        if not fresh:
            break
        added += fresh
        outer = fresh
    return tuple(added)


class _Cues(NamedTuple):
    """The numbers of the words for which a content is read anew; of an answer, in which the first reading
    looks for the one who answers, those of attitude too.
    """

    of_words: Sequence[int]
    of_answers: Sequence[int]


def _reporting() -> frozenset[str]:
    known = lexicon()
    return (known.finite & known.speech) | word_set("nesting_attitudes") | {"according"}


def _worth_reading(layout: Layout, outer: Sequence[Attribution], cues: _Cues, used: set[int]) -> list[Span]:
    """The content spans with a reporting word of their own; for each word the smallest span that holds it."""
    spans = sorted(
        {
            (span, a.route == "interview")
            for a in outer
            for span in a.content
            if layout.count([span]) >= _FEWEST_WORDS
        },
        key=lambda one: (one[0].end - one[0].start, one),
    )
    chosen: list[Span] = []
    settled: set[int] = set()
    for span, is_answer in spans:
        words, mine = layout.word_range(span), cues.of_answers if is_answer else cues.of_words
        inner = mine[bisect_left(mine, words.start) : bisect_left(mine, words.stop)]
        if any(i not in used and i not in settled for i in inner):
            chosen.append(span)
        settled.update(inner)
    return sorted(set(chosen))


def _accepted(layout: Layout, span: Span, read: Sequence[Attribution], used: set[int]) -> list[Attribution]:
    """What of a second reading is new, lies in the span, and has a cue and a source of its own."""
    least = lexicon().thresholds["reread"]
    good = [
        replace(a, route="reread")
        for a in (cleaned(a, len(layout.text)) for a in read)
        if a.cue and a.source and a.content
        if inside(parts(a), [span])
        if is_probable(layout, a, at_least=least)
        if size(a.content) < _WHOLE * len(span)
        if used.isdisjoint(i for cue in a.cue for i in layout.word_range(cue))
    ]
    joined = join_speech(layout, good)
    return [a for a in joined if inside(parts(a), [span])]
