"""Which plain reports did the net pass over: ``X says that Z``, ``X denies Z``?

Only where the grammar leaves no doubt: a subject that can speak, a verb that can hardly be anything but one
of saying, and behind it "that" or, after a denial, the thing denied.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import lexicon, word_set
from rashomon.attribute.neighbours import Neighbours
from rashomon.attribute.phrases import subject_before
from rashomon.attribute.stretches import touch, trim
from rashomon.records import Attribution, Reason, Span

_DENIALS = word_set("plain_denials")
_POINTERS = word_set("plain_pointers")
_CLAUSE_END = re.compile(r"[,;:()\n–—“”\"]|\.\s|\s(?:but|and|while|although|though)\s")
_EDGE = " \t\r\n\u00a0,;:.–—-"


def claim_plain_reports(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Attributions for the plain reports whose verb is in no attribution yet."""
    near = Neighbours(found)
    claimed = []
    for i in layout.occurrences(_DENIALS | lexicon().finite):
        made = _report(layout, i)
        if made is None:
            continue
        if any(turn.role == "question" for turn in layout.turns_in(made.span)):
            continue
        others = [found[n] for n in near.near(made.span)]
        if not any(touch(made.cue, (*a.cue, *a.source, *a.content)) for a in others):
            claimed.append(made)
    return tuple(claimed)


def _report(layout: Layout, i: int) -> Attribution | None:
    """The report whose verb is word ``i``, if it is plain enough."""
    word = layout.words[i]
    sentence = layout.sentence(word.start)
    behind = layout.word_range(Span(word.end, sentence.end))
    if not behind:
        return None
    following = layout.words[behind[0]]
    gap = layout.text[word.end : following.start]
    if following.lower == "that" and gap.isspace():
        content = Span(following.start, sentence.end)
    elif word.lower in _DENIALS and gap.isspace():
        end = _CLAUSE_END.search(layout.text, following.start, sentence.end)
        content = Span(following.start, end.start() if end else sentence.end)
    else:
        return None
    subject = subject_before(layout, i, sentence.start)
    content = trim(layout.text, content, _EDGE)
    if subject is None or not layout.count([content]) or set(layout.lowers(subject[0])) <= _POINTERS:
        return None
    cue = Span(layout.words[subject[1]].start, word.end)
    reason = Reason(maker="plain report", score=0.8, detail="A subject, a verb of saying, and what is said.")
    return Attribution(
        id=0, source=(subject[0],), cue=(cue,), content=(content,), route="report", reason=reason
    )
