"""Which plain reports did the net pass over: ``X says that Z``, ``X denies Z``, ``X counts 41 dead``?

Only where the grammar leaves no doubt, or leaves little and the net has a weak find at the same words, or
where the words stand inside of what somebody says: there the net, which knows one layer, is nearly blind.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.attribute.figures import POINTING
from rashomon.attribute.frames import Frame, find_frames
from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import word_set
from rashomon.attribute.neighbours import Neighbours
from rashomon.attribute.screening import in_prose, is_put
from rashomon.attribute.stretches import clip, inside, touch
from rashomon.records import Attribution, Reason, Span

_TELLERS = word_set("citing_papers") | {"commission", "inquiry", "agency", "institute", "ministry"}
_FEWEST_WEAK = 2
"""Words of a content that only a weak find of the net supports."""


def claim_plain_reports(
    layout: Layout, found: Sequence[Attribution], candidates: Sequence[Attribution] = ()
) -> tuple[Attribution, ...]:
    """Attributions for the plain reports whose verb is in no attribution yet.

    ``candidates``: what the net found, however weak; it decides where the grammar does not.
    """
    near, weak = Neighbours(found), Neighbours(candidates)
    claimed = []
    for frame in find_frames(layout):
        made = _made(frame, "A subject, a verb of saying, and what is said.")
        if _is_asked(layout, made):
            continue
        others = [found[n] for n in near.near(made.span)]
        if any(touch(made.cue, (*a.cue, *a.source, *a.content)) for a in others):
            continue
        hints = [candidates[n] for n in weak.near(made.span)]
        if _points_nowhere(layout, frame, found):
            continue
        if frame.sure or _supported(layout, made, hints):
            claimed.append(made)
    return tuple(claimed)


def _points_nowhere(layout: Layout, frame: Frame, found: Sequence[Attribution]) -> bool:
    """Whether the subject is "it", and the sentence before has nobody for "it" to stand for."""
    if layout.lowers(frame.subject) != ["it"] or POINTING.isdisjoint(layout.lowers(frame.cue)):
        return False
    sentence = layout.sentence(frame.subject.start)
    before = layout.sentence(sentence.start - 1) if sentence.start else sentence
    same = layout.paragraph_number(before.start) == layout.paragraph_number(sentence.start)
    told = any(a.source and before.contains(a.span) for a in found)
    return not same or not (told or not _TELLERS.isdisjoint(layout.lowers(before)))


def claim_inner_reports(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Attributions for the frames inside of the contents of ``found`` whose words no attribution has used."""
    near = Neighbours(found)
    claimed: list[Attribution] = []
    for frame in find_frames(layout):
        others = [found[n] for n in near.near(Span(frame.subject.start, frame.content.end))]
        holder = _holder(frame, others)
        if holder is None or any(touch([frame.cue], (*a.cue, *a.source)) for a in others):
            continue
        content = clip([frame.content], holder)
        if not layout.count(content) or layout.count(content) >= 0.95 * layout.count([holder]):
            continue
        held = Frame(frame.subject, frame.cue, content[0], sure=False)
        claimed.append(_made(held, "Somebody's word or will inside of what another says."))
    return in_prose(layout, claimed)


def _holder(frame: Frame, others: Sequence[Attribution]) -> Span | None:
    """The smallest stretch of content that holds subject and verb of a frame."""
    spans = [s for a in others for s in a.content if inside([frame.subject, frame.cue], [s])]
    return min(spans, key=lambda s: (s.end - s.start, s), default=None)


def _supported(layout: Layout, made: Attribution, hints: Sequence[Attribution]) -> bool:
    """Whether the net has a weak find of its own at the cue."""
    return any(touch(made.cue, a.cue) for a in hints) and layout.count(made.content) >= _FEWEST_WEAK


def _is_asked(layout: Layout, made: Attribution) -> bool:
    return is_put(layout, made) and any(turn.role == "question" for turn in layout.turns_in(made.span))


def _made(frame: Frame, why: str) -> Attribution:
    return Attribution(
        id=0,
        source=(frame.subject,),
        cue=(frame.cue,),
        content=(frame.content,),
        route="report",
        reason=Reason(maker="plain report", score=0.8, detail=why),
    )
