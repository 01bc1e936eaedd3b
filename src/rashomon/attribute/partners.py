"""Who is the source where the net found a cue and a content but nobody who speaks?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import BE, lexicon, word_set
from rashomon.attribute.phrases import PRONOUNS, is_speaker, phrase_to, subject_before, subject_behind
from rashomon.attribute.stretches import inside, touch, trim
from rashomon.records import Attribution, Span, Spans, hull

_FRONTED = word_set("partners_fronted")
_BESIDE = re.compile(r",\s+(?:also |while |when )?(?!includ|exclud|follow|accord)[a-z]+ing\s")
_KNOWS = word_set("frames_knows") | {"asked", "ask", "asks", "named"}
_BEFORE_WHOM = word_set("partners_before_whom")
_WHOM = word_set("partners_whom")
_BEHELD = word_set("partners_beheld")
_AS = frozenset({"as", "to"})
_ONE_WHO_SPEAKS = frozenset({"person", "organisation", "place", "group"})


def find_sources(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, those with an active verb as cue and no source given the subject of that verb.

    A passive ("it is said") stays without a source: nobody is named.
    """
    seen = [_seen_by_nobody(layout, a) for a in found]
    given = [_from_content(layout, a) if a.cue and not a.source else a for a in seen]
    return tuple(_sourced(layout, a, given) if a.cue and not a.source else a for a in given)


def _seen_by_nobody(layout: Layout, a: Attribution) -> Attribution:
    """``[He] will be perceived as [a rival]``: whoever is held for something does not hold it."""
    if not (a.cue and a.source and a.content and a.route == "net") or a.source[-1].end > a.cue[0].start:
        return a
    words = layout.word_range(hull(a.cue))
    lowers = [layout.words[i].lower for i in words]
    last = next((n for n, word in enumerate(lowers) if word in _BEHELD), None)
    is_passive = last is not None and not {"be", "been", "being", *BE}.isdisjoint(lowers[:last])
    if not is_passive or a.content[0].start < a.cue[-1].end:
        return a
    behind = [*lowers[last:], *layout.lowers(a.content[0])[:2]]
    if "by" in behind or _AS.isdisjoint(behind):
        return a
    return replace(a, source=(), content=(*a.source, *a.content))


def _from_content(layout: Layout, a: Attribution) -> Attribution:
    """``[The two nurses] have asked [not to be named]``: the subject taken for content is the source."""
    cue, first = a.cue[0], a.content[0]
    words = layout.word_range(cue)
    if not words or first.end > cue.start or layout.word_range(Span(first.end, cue.start)):
        return a
    known = lexicon().speech | lexicon().attitude | _KNOWS
    if known.isdisjoint(layout.lowers(cue)):
        return a
    if (
        "," in layout.text[first.end : cue.start]
        or not is_speaker(layout, first)
        or _is_passive(layout, words)
    ):
        return a
    rest = a.content[1:]
    if rest:
        return replace(a, source=(first,), content=rest) if rest[0].start >= cue.end else a
    return _by_whom(layout, a, words)


def _is_passive(layout: Layout, words: range) -> bool:
    lowers = [layout.words[i].lower for i in words]
    return any(word in BE | {"be", "been"} for word in lowers) and not lowers[-1].endswith("ing")


def _by_whom(layout: Layout, a: Attribution, words: range) -> Attribution:
    """``The surveyor did not say by whom``: the question is the content."""
    last = words[-1]
    if len(words) < 2 or layout.words[last].lower not in _BEFORE_WHOM or last + 1 >= len(layout.words):
        return a
    if layout.words[last + 1].lower not in _WHOM:
        return a
    sentence = layout.sentence(a.cue[0].start)
    question = trim(layout.text, Span(layout.words[last].start, sentence.end), " \n.,;:!?")
    cue = Span(a.cue[0].start, layout.words[last - 1].end)
    return replace(a, source=(a.content[0],), cue=(cue,), content=(question,))


def tidy_sources(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, their sources without spans of other sentences and without ", speaking to ..."."""
    return tuple(_tidied(layout, a) if a.source else a for a in found)


def _tidied(layout: Layout, a: Attribution) -> Attribution:
    source = a.source
    if a.cue:
        sentence = layout.sentence(a.cue[0].start)
        near = tuple(s for s in source if sentence.contains(s))
        passive = any(word in BE for word in layout.lowers(a.cue[0]))
        source = near if near or passive else source
    shorter = []
    for span in source:
        match = _BESIDE.search(layout.text, span.start, span.end)
        shorter.append(Span(span.start, match.start()) if match else span)
    return replace(a, source=tuple(shorter))


def _sourced(layout: Layout, a: Attribution, found: Sequence[Attribution]) -> Attribution:
    known = lexicon()
    indexes = [i for span in a.cue for i in layout.word_range(span)]
    verb = next((i for i in indexes if layout.words[i].lower in known.speech | known.attitude), None)
    if verb is None:
        return a
    words = {layout.words[i].lower for i in range(max(0, verb - 3), verb) if i in indexes or i == verb - 1}
    if "as" in layout.lowers(Span(layout.words[verb].end, layout.words[verb].end + 4)):
        return a
    if words & BE and not layout.words[verb].lower.endswith("ing"):
        return a
    source = _source_at(layout, a, verb, found)
    if source is None or touch(source, a.content) or touch(source, a.cue):
        return a
    return replace(a, source=source)


def _source_at(layout: Layout, a: Attribution, verb: int, found: Sequence[Attribution]) -> Spans | None:
    """The speaker behind an inverted verb, before the verb, or of the verb that this one is joined to."""
    word = layout.words[verb]
    sentence = layout.sentence(word.start)
    before = layout.text[sentence.start : word.start].rstrip()
    content = hull(a.content)
    if content.end <= word.start and before[-1:] in {",", "”", '"', "’", "'", "»", "?", "!", "—", "–"}:
        behind = subject_behind(layout, verb, sentence.end)
        if behind is not None and not layout.words[verb].lower.endswith("ing"):
            return (behind,)
    subject = subject_before(layout, verb, sentence.start)
    if subject is not None and layout.lowers(subject[0])[-1:] not in (["it"], ["there"]):
        return (subject[0],)
    joined = layout.words[verb - 1].lower in {"and", "but", "then"} or before[-1:] == ","
    return _of_verb_before(layout, a, sentence, word.start, found) if joined else None


def _of_verb_before(
    layout: Layout, a: Attribution, sentence: Span, end: int, found: Sequence[Attribution]
) -> Spans | None:
    """The subject that "... and said" shares with the verb before it."""
    for other in found:
        if other is not a and other.source and other.cue and inside(other.cue, [Span(sentence.start, end)]):
            return other.source
    return _first_subject(layout, sentence, end)


def _first_subject(layout: Layout, sentence: Span, end: int) -> Spans | None:
    """The first name or pronoun of the sentence that is not in an adverbial before the first comma."""
    words = layout.word_range(sentence)
    start = sentence.start
    if words and layout.words[words[0]].lower in _FRONTED:
        comma = layout.text.find(", ", sentence.start, end)
        if comma < 0:
            return None
        start = comma + 2
    for mention in layout.mentions_in(Span(start, end)):
        if mention.kind in _ONE_WHO_SPEAKS:
            return (mention.span,)
    rest = layout.word_range(Span(start, end))
    if not rest:
        return None
    first = layout.words[rest[0]]
    if first.lower in PRONOUNS:
        return (Span(first.start, first.end),)
    last = rest[0]
    while (
        last + 1 < rest.stop
        and layout.text[layout.words[last + 1].start].isupper()
        and layout.text[layout.words[last].end] == " "
    ):
        last += 1
    if not layout.text[first.start].isupper():
        return None
    span = phrase_to(layout, last, start)
    return (span,) if span else None
