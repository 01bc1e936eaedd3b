"""Which candidates cannot be attributions, whatever the net says?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import cue_kind, lexicon, word_set
from rashomon.attribute.stretches import clip, cut, inside, join, parts, touch, trim
from rashomon.records import Attribution, Span, Turn, hull

# Behind these the object of a verb is over, or it was no object ("agreed that the deal was dead").
_PHRASE_ENDS = frozenset(
    {"that", "to", "on", "in", "with", "whether", "is", "was", "would", "will", "had", "has"}
)
_SUPPOSING = frozenset({"assume", "suppose", "imagine", "pretend", "say"})
_LET_US = re.compile(r"\b[Ll]et(?:[’']s|\s+us)\s+(?:\w+\s+)?\w+$")
_NO_PROSE = frozenset({"furniture", "credit", "disclaimer", "heading", "dateline"})


def screen(layout: Layout, candidates: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The candidates that stand in running prose and are probable enough for the kind of their cue.

    Furniture, headings and disclaimers say nothing; nor does an interviewer; nor is a scare quote speech, nor
    signing a treaty.
    """
    return tuple(
        _without_label(layout, candidate)
        for candidate in in_prose(layout, [cleaned(candidate, len(layout.text)) for candidate in candidates])
        if is_probable(layout, candidate)
        and not _is_scare(layout, candidate)
        and not _is_deed(layout, candidate)
        and not _is_supposed(layout, candidate)
        and not _asked(layout, candidate)
    )


def cleaned(a: Attribution, end: int) -> Attribution:
    """The attribution with its spans in order, joined where they touch, and none beyond the text."""
    whole = Span(0, end)
    source, cue, content = (join(clip(spans, whole)) for spans in (a.source, a.cue, a.content))
    return replace(a, source=source, cue=cue, content=content, parent=None)


def in_prose(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions outside furniture, headings and disclaimers, their contents cut to what is outside."""
    furniture = [p.span for p in layout.document.article.passages if p.kind in _NO_PROSE]
    kept = [
        replace(a, content=join(trim(layout.text, s) for s in cut(a.content, furniture)))
        for a in found
        if not touch(a.cue + a.source, furniture)
    ]
    return tuple(a for a in kept if layout.count(a.content))


def is_probable(layout: Layout, candidate: Attribution, *, at_least: float = 0.0) -> bool:
    """Whether a candidate's score reaches the threshold for the kind of its cue.

    Attitudes and passives ("is considered", "supports") are weak finds of the net and need more.
    """
    kind = cue_kind(word for span in candidate.cue for word in layout.lowers(span))
    return candidate.reason.score >= max(at_least, lexicon().thresholds[kind])


def _is_scare(layout: Layout, candidate: Attribution) -> bool:
    """Whether there is no cue and the content is no more than words in scare quotes."""
    if candidate.cue:
        return False
    scare = [quote.outer for quote in layout.quotes_in(candidate.span) if quote.is_scare]
    return inside(candidate.content, scare)


def _is_deed(layout: Layout, candidate: Attribution) -> bool:
    """``The two signed a truce in Orm``: a verb of doing with its object behind it, nothing of it quoted."""
    if not candidate.cue or not candidate.content or candidate.content[0].start < candidate.cue[-1].end:
        return False
    verb, said = layout.lowers(candidate.cue[-1])[-1:], layout.lowers(candidate.content[0])
    noun = next((n for n, word in enumerate(said) if word in _PHRASE_ENDS), len(said))
    return (
        not word_set("deeds_verbs").isdisjoint(verb)
        and not word_set("deeds_objects").isdisjoint(said[:noun])
        and not layout.speeches_in(hull(candidate.content))
    )


def _is_supposed(layout: Layout, candidate: Attribution) -> bool:
    """``Let us assume that the bridge stands``: nobody says so."""
    if not candidate.cue or _SUPPOSING.isdisjoint(layout.lowers(candidate.cue[-1])[-1:]):
        return False
    sentence = layout.sentence(candidate.cue[-1].start)
    return bool(_LET_US.search(layout.text, sentence.start, candidate.cue[-1].end))


def _asked(layout: Layout, candidate: Attribution) -> bool:
    """Whether a candidate is part of a question, or runs over the border of a turn."""
    for turn in layout.turns_in(candidate.span):
        whole = whole_turn(turn)
        if not whole.overlaps(candidate.span) or not touch(parts(candidate), [whole]):
            continue
        if turn.role == "question" and is_put(layout, candidate):
            return True
        if not inside(parts(candidate), [whole]):
            return True
    return False


def _without_label(layout: Layout, a: Attribution) -> Attribution:
    """The attribution with the label of the question that it stands in cut from its source."""
    labels = [turn.label for turn in layout.turns_in(a.span) if turn.label and turn.role == "question"]
    return replace(a, source=cut(a.source, labels)) if labels and touch(a.source, labels) else a


def is_put(layout: Layout, a: Attribution) -> bool:
    """Whether what an interviewer brings up is only asked; ``Radio Orm speaks of 12.`` is reported."""
    sentence = layout.sentence(a.span.start)
    stated = sentence.of(layout.text).rstrip().endswith(".") and sentence.contains(a.span)
    return not (stated and a.source and a.cue)


def whole_turn(turn: Turn) -> Span:
    """A turn with its label."""
    return Span(min(turn.span.start, turn.label.start), turn.span.end) if turn.label else turn.span


def within(candidate: Attribution, span: Span) -> bool:
    """Whether every part of a candidate lies in ``span``."""
    return inside(parts(candidate), [span])
