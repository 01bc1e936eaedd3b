"""Does a content end where a clause ends, or did the net stop a word or two too early?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import word_set
from rashomon.attribute.stretches import cut, join, parts, touch, trim
from rashomon.records import Attribution, Span

_STOP = re.compile(r"[,;:.!?()\n–—“”\"…]|--|''")
_CANNOT_END = word_set("edges_cannot_end")
_PREPOSITIONS, _COMPLETES = word_set("edges_prepositions"), word_set("edges_completes")
_NUMBERS = word_set("frames_numbers")
_CLAUSE = word_set("edges_clause")
_OFTEN = "|".join(["many", "several", "countless", *sorted(_NUMBERS)])
_HOW_OFTEN = re.compile(rf"\s+(?:(?:\d+|{_OFTEN}) times|twice|(?:yet|once) (?:again|more))$", re.IGNORECASE)
_LIKELY = re.compile(
    rf"it\s+(?:\w+ly\s+)?(?:{'|'.join(sorted(word_set('edges_likely')))})\s+(?=that\b)", re.I
)
_CONDITION = re.compile(r"that,?\s+(?:if|unless|once|when|should|provided)\b[^,;.“”\"]*", re.I)
_ON_CONDITION = re.compile(r"\bon (?:the )?condition\s*$")
_AS_HE = re.compile(r"(?:on (?:the )?condition|as (?:he|she|they))\b")
_TIMES = word_set("edges_times")
_FEWEST = 4
_CLOSING = " \t\r\n\u00a0.!?"
_MOST_MORE = 8
_LONGEST_NAME = 80
_BACK = frozenset({"so", "thus", "at", "least", "or", "anyway"})


def round_off(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, those whose content breaks off just before the end of its clause taken to that end.

    A content does not end with "of his" or "the"; how often a thing was denied is no part of the thing, nor
    is how likely it is held.
    """
    found = tuple(_said_before(layout, a, found) for a in found)
    whole = (_held_likely(layout, pointing_back(layout, _with_whole_names(layout, a))) for a in found)
    return tuple(_without_count(layout, _rounded(layout, _with_consequence(layout, a))) for a in whole)


def _said_before(layout: Layout, a: Attribution, found: Sequence[Attribution]) -> Attribution:
    """``The port is ours, Vey recalled as she pinned medals``: how it was said is not what was said."""
    if a.route != "net" or not a.cue or not a.source or not a.content:
        return a
    kept = tuple(part for part in a.content if not _is_circumstance(layout, a.cue[-1], part))
    if kept:
        return replace(a, content=kept)
    sentence = layout.sentence(a.cue[0].start)
    before = Span(sentence.start, min(a.source[0].start, a.cue[0].start))
    clause = trim(layout.text, before, _CLOSING + ",")
    is_free = not any(touch(parts(other), [clause]) for other in found if other is not a)
    opens = clause.of(layout.text).startswith("To ")
    is_clause = opens or before.of(layout.text).rstrip().endswith(",")
    is_clause &= layout.count([clause]) >= _FEWEST
    return replace(a, content=(clause,)) if is_free and is_clause else a


def _is_circumstance(layout: Layout, cue: Span, part: Span) -> bool:
    """Whether a stretch behind the cue says on what condition, or when, it was said."""
    if part.start < cue.end:
        return False
    if _TIMES.issuperset(part.of(layout.text).lower().strip(" .,;").split()):
        return True
    between = layout.text[cue.start : part.start]
    return bool(_ON_CONDITION.search(between) or _AS_HE.match(part.of(layout.text)))


def _with_whole_names(layout: Layout, a: Attribution) -> Attribution:
    """The attribution with the names that its source and its content cut through made whole."""
    if a.route != "net" or not layout.mentions:
        return a
    source = tuple(_begun(layout, _grown(layout, span)) for span in a.source)
    content = join((*a.content[:-1], _grown(layout, a.content[-1])))
    if touch(source, a.cue + content) or touch(content, a.cue + source):
        return a
    return replace(a, source=join(source), content=content)


def _grown(layout: Layout, span: Span) -> Span:
    """The span to the end of the name that it ends in."""
    near = layout.mentions_in(Span(max(0, span.end - _LONGEST_NAME), span.end))
    ends = [m.span.end for m in near if m.form == "name" and m.span.start < span.end]
    return Span(span.start, max([span.end, *ends]))


def _begun(layout: Layout, span: Span) -> Span:
    """The span from the start of the name that it begins in."""
    near = layout.mentions_in(Span(max(0, span.start - _LONGEST_NAME), span.start))
    starts = [m.span.start for m in near if m.form == "name" and m.span.end > span.start]
    return Span(min([span.start, *starts]), span.end)


def pointing_back(layout: Layout, a: Attribution) -> Attribution:
    """``So, at least, simple people think.``: the content is the sentence before."""
    if not a.cue or not a.source:
        return a
    sentence = layout.sentence(a.cue[0].start)
    rest = [word for part in cut([sentence], (*a.source, *a.cue)) for word in layout.lowers(part)]
    before = layout.sentence(sentence.start - 1) if sentence.start else sentence
    opens = rest[:1] in (["so"], ["thus"]) and all(word in _BACK for word in rest)
    same = layout.paragraph_number(before.start) == layout.paragraph_number(sentence.start)
    return replace(a, content=(before,)) if opens and same and before != sentence else a


def _held_likely(layout: Layout, a: Attribution) -> Attribution:
    """``judges it likely that ...``: how likely is said by the cue, what is so by the content."""
    if not a.cue or not a.content or layout.text[a.cue[-1].end : a.content[0].start].strip():
        return a
    match = _LIKELY.match(layout.text, a.content[0].start, a.content[0].end)
    if match is None:
        return a
    cue = Span(a.cue[-1].start, a.content[0].start + len(match[0].rstrip()))
    content = Span(match.end(), a.content[0].end)
    return replace(a, cue=(*a.cue[:-1], cue), content=(content, *a.content[1:]))


def _with_consequence(layout: Layout, a: Attribution) -> Attribution:
    """``that, if the road opens[, the convoy will leave]``: a condition alone is not what is said."""
    if not a.content or a.route != "net" or not _CONDITION.fullmatch(a.content[-1].of(layout.text)):
        return a
    last = a.content[-1]
    more = trim(layout.text, Span(last.end, layout.sentence(last.start).end), _CLOSING)
    if not more.of(layout.text).startswith(",") or touch([more], parts(a)):
        return a
    return replace(a, content=(*a.content[:-1], Span(last.start, more.end)))


def _rounded(layout: Layout, a: Attribution) -> Attribution:
    if not a.content or a.route != "net":
        return a
    last = a.content[-1]
    words = layout.word_range(last)
    if not words:
        return a
    end = _clause_end(layout, words[-1])
    more = layout.word_range(Span(last.end, end)) if end > last.end else range(0)
    if not _is_broken(layout, words[-1]) or not more or len(more) > _MOST_MORE:
        return a
    added = Span(last.start, end)
    if touch([Span(last.end, end)], parts(a)):
        return a
    return replace(a, content=join((*a.content, added)))


def _is_broken(layout: Layout, i: int) -> bool:
    """Whether a content that ends with word ``i`` lacks the word that the last one asks for."""
    last = layout.words[i].lower
    following = layout.words[i + 1].lower if i + 1 < len(layout.words) else ""
    figure = following[:1].isdigit() or following in _COMPLETES | _NUMBERS
    return last in _CANNOT_END or (last in _PREPOSITIONS and figure)


def _without_count(layout: Layout, a: Attribution) -> Attribution:
    """``has denied the story three times``: the thing, where the content is no clause and not quoted."""
    if len(a.content) != 1 or not a.cue or a.content[0].start < a.cue[-1].end or a.route != "net":
        return a
    span = a.content[0]
    match = _HOW_OFTEN.search(span.of(layout.text))
    if not match or not _CLAUSE.isdisjoint(layout.lowers(span)) or layout.speeches_in(span):
        return a
    content = Span(span.start, span.start + match.start())
    return replace(a, content=(content,)) if layout.count([content]) > 1 else a


def _clause_end(layout: Layout, i: int) -> int:
    """The end of the last word before the next sign that separates."""
    words = layout.words
    while i + 1 < len(words) and not _STOP.search(layout.text[words[i].end : words[i + 1].start]):
        i += 1
    return words[i].end
