"""A second report hung on the first by a participle: ``The mill burned, the mayor said, blaming the army.``

The net tends to give what the participle reports to the verb before it, with or without what stands in front.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.attribute.frames import frame_joined
from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import lexicon, word_set
from rashomon.attribute.neighbours import Neighbours
from rashomon.attribute.stretches import EDGE, cut, inside, touch, trim
from rashomon.records import Attribution, Reason, Span

_PARTICIPLES = word_set("participles_reporting")
_BETWEEN = 9
"""Words that may stand between the first verb of saying and the comma: "said in a statement on Monday"."""
_CLAUSE = 3
"""Words that what stands in front of ", X said" has at least."""


def read_participles(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, each cut before a participle of its speaker that reports, and one for that."""
    rows = list(found)
    near = Neighbours(rows)
    claimed: list[Attribution] = []
    for i in layout.occurrences(_PARTICIPLES):
        if i == 0:
            continue
        word = layout.words[i]
        behind = Span(layout.words[i - 1].end, layout.sentence(word.start).end)
        if "," not in layout.text[behind.start : word.start] or layout.speeches_in(word.span):
            continue
        others = near.near(layout.sentence(word.start))
        n = _owner(layout, [(m, rows[m]) for m in others], behind.start, i)
        if n is None:
            continue
        first = _cut(layout, rows[n], behind, [rows[m] for m in others if m != n])
        if first is None:
            continue
        own = next((m for m in others if m != n and touch(rows[m].cue, [word.span])), None)
        if own is not None:
            rows[own] = _signed(rows[own], first)
        elif made := _made(layout, i, first, behind):
            claimed.append(made)
        else:
            continue
        rows[n] = first
    return (*rows, *claimed)


def _owner(layout: Layout, rows: Sequence[tuple[int, Attribution]], comma: int, i: int) -> int | None:
    """The last that speaks right before the comma, or to whose verb the participle belongs."""
    fitting = [
        (a.cue[-1].start, n)
        for n, a in rows
        if a.source
        and a.cue
        and max(a.source[-1].end, a.cue[-1].end) <= comma
        and not lexicon().speech.isdisjoint(layout.lowers(a.cue[-1]))
        and (_is_next(layout, a, comma) or _is_head(layout, a, i))
    ]
    return max(fitting)[1] if fitting else None


def _is_next(layout: Layout, a: Attribution, comma: int) -> bool:
    """Whether only a day, a place or one spoken to stands between the verb of saying and the comma."""
    between = Span(max(a.source[-1].end, a.cue[-1].end), comma)
    return (
        layout.count([between]) <= _BETWEEN
        and not layout.has_verb(between)
        and not touch(a.content, [between])
    )


def _is_head(layout: Layout, a: Attribution, i: int) -> bool:
    tokens, own = layout.document.tokens, layout.token_at(layout.words[i].start)
    return own is not None and tokens[own].deprel == "advcl" and touch(a.cue, [tokens[tokens[own].head].span])


def _cut(layout: Layout, a: Attribution, behind: Span, others: Sequence[Attribution]) -> Attribution | None:
    """The first report without what the participle says; None where it is left with nothing.

    What stands in front of ``, X said`` is its content then, where it has no other.
    """
    kept = cut(a.content, [behind])
    if layout.count(kept):
        return replace(a, content=kept)
    clause = min(a.source[0].start, a.cue[0].start)
    front = trim(layout.text, Span(layout.sentence(behind.start).start, clause), EDGE)
    is_free = not any(touch(b.cue + b.content, [front]) for b in others)
    closes = "," in layout.text[front.end : clause]
    return replace(a, content=(front,)) if is_free and closes and layout.count([front]) >= _CLAUSE else None


def _signed(own: Attribution, first: Attribution) -> Attribution:
    """The participle's report, with the source of the first where its own runs over that."""
    runs_over = touch(own.source, first.cue) or (own.source and inside(first.content, own.source))
    return replace(own, source=first.source) if runs_over else own


def _made(layout: Layout, i: int, first: Attribution, behind: Span) -> Attribution | None:
    word = layout.words[i]
    frame = frame_joined(layout, i, i, first.source[0])
    cue = frame.cue if frame else word.span
    content = frame.content if frame else trim(layout.text, Span(word.end, behind.end), EDGE)
    if not layout.count([content]):
        return None
    reason = Reason(maker="report", score=0.8, detail="A participle of the one who speaks.")
    return Attribution(
        id=0, source=first.source, cue=(cue,), content=(content,), route="report", reason=reason
    )
