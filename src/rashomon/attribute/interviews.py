"""Whose words are the answers of an interview?"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.attribute.layout import Layout
from rashomon.attribute.screening import whole_turn, within
from rashomon.records import Attribution, Reason, Span, Turn

_WHOLE = 0.8
_GENERIC = frozenset({"a", "answer"})


def answers(layout: Layout, candidates: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The candidates, and one attribution an answer with all of the answer as its content.

    What the net found inside an answer stays (it will hang under the answer) if it has a cue of its own.
    A candidate that is the answer itself, its label the source, becomes the answer.
    """
    turns = [turn for turn in layout.document.turns if turn.role == "answer" and layout.count([turn.span])]
    kept = [
        c
        for c in candidates
        if not any(turn.role == "answer" and _repeats(layout, c, turn) for turn in layout.turns_in(c.span))
    ]
    return (*kept, *(_answer(layout, turn) for turn in turns))


def _repeats(layout: Layout, candidate: Attribution, turn: Turn) -> bool:
    """Whether a candidate in an answer says no more than that this is the answer."""
    if not within(candidate, whole_turn(turn)):
        return False
    if not candidate.cue:
        return True
    if turn.label and not layout.count(candidate.cue) and candidate.cue[0].start <= turn.span.start:
        return True
    return layout.count(candidate.content) >= _WHOLE * layout.count([turn.span])


def _names(layout: Layout, label: Span) -> bool:
    """Whether a label is more than "A:" or "Answer:"."""
    return not _GENERIC.issuperset(layout.lowers(label))


def _answer(layout: Layout, turn: Turn) -> Attribution:
    return Attribution(
        id=0,
        source=(turn.label,) if turn.label and _names(layout, turn.label) else (),
        cue=(),
        content=(turn.span,),
        route="interview",
        quotation="direct",
        reason=Reason(maker="interview", detail="An answer belongs to the person interviewed."),
    )
