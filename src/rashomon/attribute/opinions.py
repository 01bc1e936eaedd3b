"""In whose opinion: "the tower, in the opinion of two architects, leans", "in her view"?

The one behind "of" is the source and what stands round the phrase the content; the net tends to take it the
other way about, because no verb of saying is there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.attribute.layout import Layout
from rashomon.attribute.phrases import is_speaker
from rashomon.attribute.stretches import EDGE, touch, trim
from rashomon.records import Attribution, Reason, Span, Spans

_NOUN = r"(?:opinion|view|words|judge?ment|estimation|assessment|estimate|account|telling|interpretation)"
_OF = re.compile(rf"\bin\s+the\s+{_NOUN}\s+of\s+", re.I)
_HIS = re.compile(
    rf"\b[Ii]n\s+(?P<whose>my|his|her|their|our|[A-Z][\w-]+(?:\s[A-Z][\w-]+)?[’']s)\s+(?P<cue>{_NOUN})(?=[,.])"
)
_END = re.compile(r"[,;:()\n–—“”\"]")
_LONGEST_APPOSITION = 10
_REASON = Reason(maker="opinion", score=0.8, detail="It is so in somebody's opinion.")


def read_opinions(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, those of sentences with "in the opinion of X" or "in her view" read anew."""
    rest = list(found)
    for match in _OF.finditer(layout.text):
        cue = Span(match.start(), match.start() + len(match[0].rstrip()))
        rest = _with(layout, rest, _named_behind(layout, match.end()), cue, whole=Span(cue.start, cue.end))
    for match in _HIS.finditer(layout.text):
        whose, cue = Span(*match.span("whose")), Span(*match.span("cue"))
        source = Span(whose.start, whose.end - 2) if layout.text[whose.end - 2] in "’'" else whose
        rest = _with(layout, rest, source, cue, whole=Span(match.start(), match.end()))
    return tuple(rest)


def _with(
    layout: Layout, found: list[Attribution], source: Span | None, cue: Span, *, whole: Span
) -> list[Attribution]:
    """``found`` with the opinion that ``source`` has at ``cue``, in the place of what was found there."""
    sentence = layout.sentence(cue.start)
    if source is None or source.end > sentence.end or layout.speeches_in(sentence):
        return found
    content = _round(layout, sentence, Span(min(whole.start, source.start), max(whole.end, source.end)))
    if layout.count(content) < 2:
        return found
    made = Attribution(id=0, source=(source,), cue=(cue,), content=content, route="report", reason=_REASON)
    return [*(a for a in found if not touch(a.cue, [whole]) and not _misses(a, source)), made]


def _misses(a: Attribution, source: Span) -> bool:
    """Whether an attribution without source or cue takes the one who has the opinion for what is said."""
    return touch(a.content, [source]) and not (a.cue and a.source)


def _named_behind(layout: Layout, start: int) -> Span | None:
    """The phrase behind "in the opinion of": to the first sign, with a closing apposition."""
    sentence = layout.sentence(start)
    match = _END.search(layout.text, start, sentence.end)
    source = trim(layout.text, Span(start, match.start() if match else sentence.end), EDGE)
    rest = trim(layout.text, Span(source.end, sentence.end), EDGE)
    words = layout.lowers(rest)
    closes = layout.text[source.end : source.end + 2] == ", " and not _END.search(
        layout.text, rest.start, rest.end
    )
    opened = layout.word_range(Span(sentence.start, start))
    if (
        closes
        and len(opened) > 5
        and 0 < len(words) <= _LONGEST_APPOSITION
        and _describes(layout, rest, words)
    ):
        source = Span(source.start, rest.end)
    return source if is_speaker(layout, source, may_be_two=True) else None


def _describes(layout: Layout, rest: Span, words: Sequence[str]) -> bool:
    return words[0] in {"a", "an", "the", "his", "her", "its", "their"} or layout.text[rest.start].isupper()


def _round(layout: Layout, sentence: Span, whole: Span) -> Spans:
    """What stands before and behind the phrase in its clause."""
    start, end = sentence.start, sentence.end
    for sign in (";", ":"):
        start = max(start, layout.text.rfind(sign, sentence.start, whole.start) + 1)
        found = layout.text.find(sign, whole.end, sentence.end)
        end = min(end, found if found >= 0 else end)
    pieces = (Span(start, whole.start), Span(whole.end, end))
    return tuple(piece for piece in (trim(layout.text, p, EDGE) for p in pieces) if layout.count([piece]))
