"""Does a report at the end (or the head) of a sentence cover the whole of it?

``The leaders called on him to step in, reported Radio Sever.``: what Radio Sever reported is all that stands
before, although the net tends to take the nearest clause. So with ``According to X,`` and ``, X said``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import BE, cue_kind, lexicon, word_set
from rashomon.attribute.neighbours import Neighbours
from rashomon.attribute.phrases import is_speaker, subject_before, subject_behind
from rashomon.attribute.stretches import EDGE, cut, inside, join, touch, trim
from rashomon.records import Attribution, Reason, Span, Spans, hull

_TAIL = re.compile(r",\s*$")
_GOES_ON = re.compile(r",\s+(?:on|to|for|with|by|against|into|that|and)\s")
_INCIDENTAL = word_set("statements_incidental")
_JOINED = re.compile(r",?\s+but\s+(?:also\s+)?(?P<verb>\w+)\s+(?P<that>that)\b")
_NO_VOICE = frozenset({"it", "who", "which", "that", "this", "there", "what", "as"})
_OPENERS = frozenset(["and", "but", "or"])


def widen_statements(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, those that close a sentence with their content widened to all that stands before.

    Behind a semicolon another statement begins, where a report of its own stands before it.
    """
    near = Neighbours(found)
    return tuple(
        _after_semicolon(layout, _widened(layout, a), [found[n] for n in near.near(a.span)]) for a in found
    )


def part_joined(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, those that run over ", but maintained that" parted in two of one source."""
    return tuple(part for a in found for part in _parted(layout, a))


def _parted(layout: Layout, a: Attribution) -> tuple[Attribution, ...]:
    if not a.source or not a.cue or not a.content or a.cue[0].end > a.content[0].start:
        return (a,)
    span = a.content[-1]
    match = _JOINED.search(layout.text, span.start, span.end)
    if not match or match["verb"].lower() not in lexicon().finite & lexicon().speech:
        return (a,)
    if layout.speeches_in(Span(match.start(), match.end())) and any(
        s.start < match.start() < s.end for speech in layout.speeches_in(span) for s in speech.spans
    ):
        return (a,)
    first = replace(a, content=(*a.content[:-1], Span(span.start, match.start())))
    cue = Span(*match.span("verb"))
    second = replace(a, cue=(cue,), content=(trim(layout.text, Span(match.start("that"), span.end), EDGE),))
    return (first, second) if layout.count(first.content) and layout.count(second.content) > 1 else (a,)


def _after_semicolon(layout: Layout, a: Attribution, others: Sequence[Attribution]) -> Attribution:
    """An attribution that closes its sentence, its content cut at the semicolon before which others speak."""
    if not a.cue or not a.source or layout.speeches_in(a.span):
        return a
    if a.content and a.content[-1].start >= a.cue[-1].end:
        return _before_semicolon(layout, a)
    clause = hull((*a.cue, *a.source))
    sentence = layout.sentence(clause.start)
    at = layout.text.rfind(";", sentence.start, clause.start)
    first = Span(sentence.start, max(at, sentence.start))
    if at < 0 or not any(b is not a and inside(b.cue, [first]) and b.cue for b in others):
        return a
    content = tuple(trim(layout.text, s, EDGE) for s in cut(a.content, [Span(sentence.start, at + 1)]))
    return replace(a, content=content) if layout.count(content) > 1 else a


def _before_semicolon(layout: Layout, a: Attribution) -> Attribution:
    """``the army says 12; we regard both as unsafe``: behind the semicolon "we" or "I" speaks, the writer."""
    last = a.content[-1]
    at = layout.text.find(";", last.start, last.end)
    behind = layout.lowers(Span(at, last.end))[:1] if at > 0 else []
    if behind not in (["we"], ["i"], ["our"], ["my"]) or not layout.count([Span(last.start, at)]):
        return a
    return replace(a, content=(*a.content[:-1], Span(last.start, at)))


def claim_statements(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Attributions that the net missed: ``according to X``, ``..., reported X.``, ``..., X says.``"""
    near = Neighbours(found)
    claimed = []
    starts = {span.start for a in found for span in a.cue + a.source}
    for i in layout.occurrences({"according", *_INVERTED, *_CLOSING, *lexicon().finite}):
        word = layout.words[i]
        if word.start in starts or (layout.text[word.start].isupper() and word.lower != "according"):
            continue
        made = (
            _according(layout, i)
            if word.lower == "according"
            else _inverted(layout, i) or _closing(layout, i)
        )
        if made is None:
            continue
        others = [found[n] for n in near.near(made.span)]
        if not any(touch(made.cue + made.source, a.cue + a.source) or _is_same(made, a) for a in others):
            claimed.append(made)
    return tuple(claimed)


_INVERTED = word_set("statements_inverted")
_CLOSING = word_set("frames_sure")
_CLOSES = frozenset({"believes", "believe", "thinks", "think", "fears", "fear", "hopes", "hope"})
_MODALS = frozenset({"will", "would", "can", "could", "may", "might", "must", "should", "not", "never"})
_DESCRIBES = frozenset({"in", "of", "at", "from", "for"})


def _is_same(made: Attribution, a: Attribution) -> bool:
    """Whether somebody else has just this content already, at a cue without a source."""
    return a.content == made.content and bool(a.cue) and not a.source


def _widened(layout: Layout, a: Attribution) -> Attribution:
    """``a`` with the whole statement as its content, where its clause closes (or opens) the sentence."""
    if not a.cue or not a.source or a.route != "net":
        return a
    if cue_kind(word for span in a.cue for word in layout.lowers(span)) not in {"speech", "preposition"}:
        return a
    a = _own_phrase(layout, a)
    clause, content = hull((*a.cue, *a.source)), hull(a.content)
    sentence = layout.sentence(clause.start)
    if not sentence.contains(clause) or layout.speeches_in(sentence):
        return a
    rest = trim(layout.text, Span(clause.end, sentence.end), EDGE)
    head = trim(layout.text, Span(sentence.start, clause.start), EDGE)
    between = layout.text[sentence.start : clause.start]
    if (
        content.end <= clause.start
        and not layout.count([rest])
        and _TAIL.search(between)
        and head.contains(content)
    ):
        return replace(a, content=join([*a.content, _without_opener(layout, head, content)]))
    return a


def _own_phrase(layout: Layout, a: Attribution) -> Attribution:
    """``..., according to experts, on the marshal``: what follows the comma goes on with the statement."""
    if (
        len(a.source) != 1
        or layout.lowers(a.cue[-1])[-2:] != ["according", "to"]
        or a.source[0].start < a.cue[0].start
    ):
        return a
    match = _GOES_ON.search(layout.text, a.source[0].start, a.source[0].end)
    if not match:
        return a
    sentence = layout.sentence(a.cue[0].start)
    tail = trim(layout.text, Span(match.start(), sentence.end), EDGE)
    if touch(a.content, [tail]):
        return a
    source = Span(a.source[0].start, match.start())
    return replace(a, source=(source,), content=join((*a.content, tail)))


def _without_opener(layout: Layout, head: Span, content: Span) -> Span:
    """The statement without an "and" or "but" that the content found leaves out."""
    words = layout.word_range(head)
    if words and layout.words[words[0]].lower in _OPENERS and len(words) > 1:
        return Span(min(content.start, layout.words[words[1]].start), head.end)
    return head


def _according(layout: Layout, i: int) -> Attribution | None:
    """``according to NAME``, before or after the statement."""
    words = layout.words
    if i + 2 >= len(words) or words[i + 1].lower != "to":
        return None
    sentence = layout.sentence(words[i].start)
    cue = Span(words[i].start, words[i + 1].end)
    opens = words[i].start == layout.words[layout.word_range(sentence)[0]].start
    end = _phrase_end(layout, i + 2, sentence.end, opens=opens)
    source = trim(layout.text, Span(words[i + 2].start, end), " ,")
    if not layout.count([source]):
        return None
    if opens:
        content = trim(layout.text, Span(source.end, sentence.end), EDGE)
    else:
        content = trim(layout.text, Span(_with_speech(layout, sentence), cue.start), EDGE)
    rest = trim(layout.text, Span(source.end, sentence.end), EDGE)
    tail = layout.lowers(rest)[:1]
    goes_on = not opens and bool(tail) and layout.text[source.end] == "," and tail[0] not in _INCIDENTAL
    parts = cut([content, rest] if goes_on else [content], [cue, source])
    return _made(source, cue, parts) if layout.count(parts) > 1 else None


def _with_speech(layout: Layout, sentence: Span) -> int:
    """Where a sentence begins, or the quotation that it ends."""
    spans = [s for speech in layout.speeches_in(sentence) for s in speech.spans]
    return min([sentence.start, *(s.start for s in spans if s.start < sentence.start < s.end < sentence.end)])


def _phrase_end(layout: Layout, first: int, ceiling: int, *, opens: bool) -> int:
    """Where the name behind "according to" ends: at the first comma or other sign."""
    end = layout.words[first].end
    for n in range(first + 1, len(layout.words)):
        word = layout.words[n]
        between = layout.text[layout.words[n - 1].end : word.start]
        if word.start >= ceiling or re.search(r"[,;:()\n—–“”\"]", between):
            break
        if word.lower in {"who", "which", "that", "when", "after", "as"} or (opens and n > first + 14):
            break
        end = word.end
    return min(end, ceiling)


def _inverted(layout: Layout, i: int) -> Attribution | None:
    """``..., reported NAME.`` at the end of a sentence without quotations."""
    word = layout.words[i]
    if word.lower not in _INVERTED:
        return None
    sentence = layout.sentence(word.start)
    before = layout.text[sentence.start : word.start]
    if not _TAIL.search(before) or layout.speeches_in(sentence):
        return None
    source = subject_behind(layout, i, sentence.end)
    if source is None:
        return None
    rest = layout.lowers(Span(source.end, sentence.end))
    if rest and rest[0] in _DESCRIBES and len(rest) <= 6 and not set(rest) & lexicon().nouns:
        source, rest = trim(layout.text, Span(source.start, sentence.end), EDGE + "!?"), []
    if rest or "," in source.of(layout.text)[:3]:
        return None
    if not source.of(layout.text)[:1].isupper() and layout.lowers(source)[0] not in {"the", "a", "an"}:
        return None
    content = trim(layout.text, Span(sentence.start, word.start), EDGE)
    return _made(source, word.span, (content,)) if layout.count([content]) > 2 else None


def _closing(layout: Layout, i: int) -> Attribution | None:
    """``..., NAME concedes.`` and ``..., NAME is sure.``"""
    word = layout.words[i]
    sentence = layout.sentence(word.start)
    if layout.count([Span(word.end, sentence.end)]) or layout.speeches_in(sentence):
        return None
    if word.lower not in _CLOSING | lexicon().speech | _CLOSES:
        return None
    verb = i - 1 if word.lower in _CLOSING else i
    if verb != i and layout.words[verb].lower not in BE:
        return None
    subject = subject_before(layout, verb, sentence.start)
    if subject is None or layout.text[: subject[0].start].rstrip(" \u00a0")[-1:] != ",":
        return None
    source, group = subject[0], layout.lowers(Span(layout.words[subject[1]].start, word.start))
    if not _MODALS.isdisjoint(group):
        return None
    if layout.lowers(source)[0] in _NO_VOICE or not is_speaker(layout, source, may_be_two=True):
        return None
    content = trim(layout.text, Span(sentence.start, source.start), EDGE)
    cue = Span(layout.words[subject[1]].start, word.end)
    return _made(source, cue, (content,)) if layout.count([content]) > 2 else None


def _made(source: Span, cue: Span, content: Spans) -> Attribution:
    reason = Reason(maker="report", score=0.8, detail="A reporting clause stands over the whole sentence.")
    return Attribution(id=0, source=(source,), cue=(cue,), content=content, route="report", reason=reason)
