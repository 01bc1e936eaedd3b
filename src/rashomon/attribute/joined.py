"""Two verbs, one speaker: ``She said the dam would hold and ruled out repairs.``

The net tends to run the first content over the second verb, or to stop at it and lose what follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.attribute.frames import frame_joined
from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import lexicon, word_set
from rashomon.attribute.neighbours import Neighbours
from rashomon.attribute.phrases import verb_group
from rashomon.attribute.stretches import EDGE, touch, trim
from rashomon.records import Attribution, Reason, Span

_AND = frozenset({"and", "but"})
_JOINED = word_set("joined_verbs")
_OBJECTS = word_set("joined_objects")
_NO_OBJECT = frozenset({"in", "on", "at", "to", "by", "from", "with", "for", "as", "and", "but", "it", "so"})


def read_joined(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, each cut before a second verb of its speaker, and one for that verb."""
    rows = list(found)
    near = Neighbours(rows)
    claimed: list[Attribution] = []
    for i in layout.occurrences(_JOINED):
        sentence = layout.sentence(layout.words[i].start)
        first = verb_group(layout, i, sentence.start)
        if first == 0 or layout.words[first - 1].lower not in _AND:
            continue
        both = layout.words[first - 1]
        cue = Span(layout.words[first].start, layout.words[i].end)
        if _is_quoted(layout, Span(both.start, cue.end)):
            continue
        others = near.near(sentence)
        if any(touch(rows[n].cue, [cue]) for n in others):
            continue
        n = _owner(layout, rows, others, Span(sentence.start, both.start))
        made = _made(layout, i, first, rows[n]) if n is not None else None
        if n is None or made is None:
            continue
        shorter = _cut(layout, rows[n], Span(both.start, made.content[-1].end))
        if shorter is not None and not touch(
            made.content, [s for m in others if m != n for s in rows[m].cue]
        ):
            rows[n] = shorter
            claimed.append(made)
    return (*rows, *claimed)


def _is_quoted(layout: Layout, span: Span) -> bool:
    return any(s.contains(span) for speech in layout.speeches_in(span) for s in speech.spans)


def _owner(layout: Layout, rows: Sequence[Attribution], others: Sequence[int], before: Span) -> int | None:
    """The last attribution whose source and verb of saying stand in front, what it says behind them."""
    known = lexicon().speech
    fitting = [
        n
        for n in others
        if rows[n].source
        and rows[n].cue
        and before.contains(rows[n].source[0])
        and before.contains(rows[n].cue[-1])
        and rows[n].source[0].start < rows[n].cue[0].start < rows[n].content[0].start < before.end
        and not known.isdisjoint(layout.lowers(rows[n].cue[-1]))
    ]
    return max(fitting, key=lambda n: (rows[n].cue[0].start, n), default=None)


def _made(layout: Layout, i: int, first: int, a: Attribution) -> Attribution | None:
    """The second report; its content by the frame of its verb, or the object behind it."""
    frame = frame_joined(layout, i, first, a.source[0])
    if frame is not None:
        cue, content = frame.cue, frame.content
    elif layout.words[i].lower in _OBJECTS and i + 1 < len(layout.words):
        sentence = layout.sentence(layout.words[i].start)
        if layout.words[i + 1].lower in _NO_OBJECT or layout.words[i + 1].start >= sentence.end:
            return None
        cue = Span(layout.words[first].start, layout.words[i].end)
        content = trim(layout.text, Span(cue.end, sentence.end), EDGE)
    else:
        return None
    if not layout.count([content]):
        return None
    reason = Reason(maker="report", score=0.8, detail="A second verb of the one who speaks.")
    return Attribution(id=0, source=a.source, cue=(cue,), content=(content,), route="report", reason=reason)


def _cut(layout: Layout, a: Attribution, away: Span) -> Attribution | None:
    """The first report without the second; None where it has more behind the second."""
    if a.content[-1].end > away.end + 2:
        return None
    kept = tuple(
        trim(layout.text, Span(s.start, min(s.end, away.start)), EDGE) if s.end > away.start else s
        for s in a.content
        if s.start < away.start
    )
    return replace(a, content=kept) if layout.count(kept) else None
