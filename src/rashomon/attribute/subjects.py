"""Who is the subject of a verb where no phrase stands right before it?

By the tree: a subject with a clause of its own between commas ("A list that we saw, which ..., has"). By
place: in translated texts those who speak can be no more than where they are ("In Orm deny that ...").
"""

from __future__ import annotations

import re

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import BE, lexicon, word_set
from rashomon.attribute.phrases import verb_group
from rashomon.attribute.stretches import trim
from rashomon.records import Span

_SIGN = re.compile(r"[,;:.!?()\n–—“”\"«»]")
_OPENERS = frozenset({"however", "but", "and", "also", "meanwhile"})
_BODIES = word_set("subjects_bodies")
_VOICES = word_set("frames_actors") | word_set("turned_exhibits") | word_set("figures_lists")
_DATES = word_set("phrases_days") | word_set("figures_months")
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "our"})
_KINDS = frozenset({"person", "organisation", "place", "group"})
_HELD = frozenset({"been", "be", "not", "has", "have", "had", "yet"})
_NO_PART = frozenset({"cc", "discourse", "parataxis"})
_OPENS_CLAUSE = frozenset({"while", "but", "and", "whereas", "although", "though", "that", "as"})
_LONGEST = 25
_LONGEST_PLACE = 8
_LONGEST_MENTION = 60


def before_able(layout: Layout, i: int) -> int:
    """The verb "be" of ``has not been able to [verify]``, ``was unable to [confirm]``; else ``i`` itself."""
    words = layout.words
    if i < 3 or words[i - 1].lower != "to" or words[i - 2].lower not in {"able", "unable"}:
        return i
    n = i - 3
    if words[n].lower == "not":
        n -= 1
    return n if words[n].lower in BE | _HELD else i


def place_subject(layout: Layout, i: int, sentence: Span) -> tuple[Span, int] | None:
    """``In Orm [deny] that``: the place, and the first word of the verb group, where nobody else stands."""
    word = layout.words[i].lower
    if word not in lexicon().speech or word.endswith(("s", "ed", "ing")):
        return None
    first = verb_group(layout, i, sentence.start)
    before = [n for n in layout.word_range(Span(sentence.start, layout.words[first].start))]
    while before and layout.words[before[0]].lower in _OPENERS:
        before.pop(0)
    if not 2 <= len(before) <= _LONGEST_PLACE or layout.words[before[0]].lower != "in":
        return None
    span = Span(layout.words[before[0]].start, layout.words[before[-1]].end)
    noun = next(n for n in [*before[1:], before[-1]] if layout.words[n].lower not in _DETERMINERS)
    if _SIGN.search(span.of(layout.text)) or not _is_place(layout, noun):
        return None
    return span, first


def _is_place(layout: Layout, n: int) -> bool:
    word = layout.words[n]
    capital = layout.text[word.start].isupper() and word.lower not in _DATES
    return word.lower in _BODIES or capital


def tree_subject(layout: Layout, i: int, sentence: Span) -> tuple[Span, int] | None:
    """The subject that the tree gives to word ``i``, with all under it, and where the verb group begins."""
    tokens = layout.document.tokens
    indexes = layout.tokens_in(sentence)
    word = layout.words[i]
    verb = layout.token_at(word.start)
    if verb is None:
        return None
    if tokens[verb].deprel in {"aux", "cop"} and tokens[verb].head in indexes:
        verb = tokens[verb].head
    head = next((t for t in indexes if tokens[t].head == verb and tokens[t].deprel == "nsubj"), None)
    first = verb_group(layout, i, sentence.start)
    if head is None or head >= verb or not _has_voice(layout, tokens[head].span):
        return None
    under = {head}
    for t in [*indexes, *indexes]:
        if tokens[t].head in under and tokens[t].deprel not in _NO_PART:
            under.add(t)
    stop = layout.words[first].start
    ends = [tokens[t].span.end for t in under if tokens[t].span.end <= stop]
    span = trim(layout.text, Span(tokens[min(under)].span.start, max(ends, default=0)), " ,")
    between = layout.lowers(Span(span.end, stop)) if span.end <= stop else ["?"]
    if (
        between
        or layout.count([span]) > _LONGEST
        or _SIGN.sub("", span.of(layout.text).replace(",", "")) == ""
    ):
        return None
    return (span, first) if not layout.speeches_in(span) else None


def _has_voice(layout: Layout, span: Span) -> bool:
    """Whether a noun stands for somebody, or for a paper that tells something."""
    known = lexicon()
    near = layout.mentions_in(Span(max(0, span.start - _LONGEST_MENTION), span.end))
    noun = span.of(layout.text).lower()
    listed = noun in known.informants | _VOICES | known.outlet_heads
    return listed or any(m.kind in _KINDS and m.form != "pronoun" and m.span.overlaps(span) for m in near)
