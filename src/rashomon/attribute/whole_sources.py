"""Is a source all of the phrase that names the one who speaks, and nothing besides?

The net likes to stop at the first noun: "A baker [in the village below the wall] told", "Its commander[,
Marshal Orm,] ordered", "The [Ormish newspaper The Lamp] wrote". What stands between such a source and its
verb belongs to it; a time before it ("An hour later Bishop Odd") does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import lexicon, word_set
from rashomon.attribute.phrases import PRONOUNS, phrase_to, verb_group, without_time
from rashomon.attribute.stretches import touch, trim
from rashomon.records import Attribution, Span, Spans

_LONGEST_REST = 12
_LONGEST_RELATIVE = 24
_RELATIVE = re.compile(
    r"(?:\s+(?:of|in|at|for|from|near)\s[^,.;:!?()\n–—“”\"«»]{1,40})?"
    r",\s+(?:who|which|whose|for whom|to whom)\s[^.;:!?()\n–—“”\"«»]*,\s*$"
)
_SIGNS = re.compile(r"[;:.!?()\n–—“”\"«»]|--")
_DESCRIBES = word_set("sources_describes")
_PLACES = frozenset({"in", "at", "on", "with", "from", "against", "between", "for"})
_OCCASIONS = word_set("sources_occasions")
_BREAKS = word_set("sources_breaks")
_JOINS = frozenset({"of", "in", "at", "from", "for", "the"})
_OFFICE = word_set("sources_office")
_OPENS_APPOSITION = word_set("sources_opens_apposition")


def complete_sources(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, their sources taken up to their verb and freed of a time that stands before them."""
    completed = [_completed(layout, _closed(layout, a)) for a in found]
    grown: dict[Spans, Spans] = {
        a.source: b.source for a, b in zip(found, completed, strict=True) if a.source != b.source
    }
    return tuple(replace(a, source=grown.get(a.source, a.source)) for a in completed)


def _closed(layout: Layout, a: Attribution) -> Attribution:
    """``[The papers] in [Orm]``: two halves of one phrase with no more than a preposition between them."""
    if len(a.source) != 2:
        return a
    first, second = a.source
    between = layout.lowers(Span(first.end, second.start))
    plain = layout.text[first.end : second.start].replace(" ", "").isalpha()
    if not plain or not between or len(between) > 2 or not set(between) <= _JOINS:
        return a
    return replace(a, source=(Span(first.start, second.end),))


def _completed(layout: Layout, a: Attribution) -> Attribution:
    if len(a.source) != 1:
        return a
    source = without_time(layout, a.source[0])
    if a.cue and a.route == "net":
        source = _with_relative(layout, _to_the_verb(layout, source, a), a)
        source = _with_office(layout, source, a)
    return a if source == a.source[0] else replace(a, source=(source,))


def _to_the_verb(layout: Layout, source: Span, a: Attribution) -> Span:
    """The source with the rest of its phrase, where only that stands before the verb."""
    sentence = layout.sentence(source.start)
    cue = layout.word_range(a.cue[0])
    if not cue or not sentence.contains(a.cue[0]) or source.end >= a.cue[0].start:
        return source
    first = verb_group(layout, cue[0], source.end)
    rest = trim(layout.text, Span(source.end, layout.words[first].start), " \u00a0")
    words = layout.lowers(rest)
    if (
        not words
        or len(words) > _LONGEST_REST
        or touch(a.content, [rest])
        or _SIGNS.search(rest.of(layout.text))
    ):
        return source
    if words[0] in _PLACES and (_is_name(layout, source) or _is_occasion(words)):
        return source
    opened = "," in source.of(layout.text)
    if not _goes_on(rest.of(layout.text), words, opened=opened) and not _mid_phrase(
        layout.lowers(source), words
    ):
        return source
    return Span(source.start, trim(layout.text, rest, " ,").end)


def _with_relative(layout: Layout, source: Span, a: Attribution) -> Span:
    """``[An officer], who asked not to be named, said``: the clause describes the source."""
    if not layout.sentence(source.start).contains(a.cue[0]) or source.end >= a.cue[0].start:
        return source
    cue = layout.word_range(a.cue[0])
    if not cue:
        return source
    rest = Span(source.end, layout.words[verb_group(layout, cue.start, source.end)].start)
    described = layout.count([rest]) <= _LONGEST_RELATIVE and _RELATIVE.match(rest.of(layout.text))
    if (
        not described
        or _reports(layout.lowers(rest))
        or touch(a.content, [rest])
        or layout.lowers(source)[-1:] in ([p] for p in PRONOUNS)
    ):
        return source
    return Span(source.start, trim(layout.text, rest, " ,").end)


def _reports(words: Sequence[str]) -> bool:
    """Whether a clause is a report of its own: "who believed that"."""
    known = lexicon().finite
    return any(word in known and after == "that" for word, after in pairwise(words))


def _with_office(layout: Layout, source: Span, a: Attribution) -> Span:
    """``The head of the mission, [Ann Orm], said``: the office before a name belongs to it."""
    text = layout.text
    before = layout.word_range(Span(layout.sentence(source.start).start, source.start))
    closed = text[source.end : a.cue[0].start].lstrip().startswith(",") or text[source.end - 1] == ","
    if (
        not before
        or not closed
        or not text[: source.start].endswith(", ")
        or not text[source.start].isupper()
    ):
        return source
    office = phrase_to(layout, before[-1], layout.words[before[0]].start)
    if office is None or layout.lowers(office)[0] not in _OFFICE or office.end != source.start - 2:
        return source
    stands_free = office.start == layout.words[before[0]].start or text[: office.start].endswith(", ")
    twice = any(m.kind == "person" and m.form == "name" for m in layout.mentions_in(office))
    if not stands_free or twice or touch(a.content, [office]):
        return source
    return Span(office.start, source.end)


def _mid_phrase(source: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether a source breaks off before its noun: ``The [newspaper The Lamp]``."""
    known = lexicon()
    noun = rest[0] in known.outlet_heads | known.informants
    return len(source) <= 3 and (source[-1] in {"the", "a", "an"} or noun) and not known.finite & set(rest)


def _is_name(layout: Layout, source: Span) -> bool:
    """Whether a source ends in a name or is a pronoun: "in an interview" then tells where it was said."""
    words = layout.word_range(source)
    if not words:
        return False
    last = layout.words[words[-1]]
    return layout.text[last.start].isupper() or last.lower in PRONOUNS


def _is_occasion(words: Sequence[str]) -> bool:
    """Whether a phrase tells when or on what occasion something was said."""
    return any(word in lexicon().nouns | _OCCASIONS or word[:1].isdigit() for word in words)


def _goes_on(rest: str, words: Sequence[str], *, opened: bool) -> bool:
    """Whether what stands between a source and its verb describes the source.

    ``opened``: the source has an apposition that the rest may close with a comma.
    """
    if any(word in _BREAKS for word in words):
        return False
    if rest.startswith(","):
        closed = rest.endswith(",") and rest.count(",") <= 3
        return closed and (words[0] in _OPENS_APPOSITION or rest[1:].lstrip()[:1].isupper())
    if "," in (rest.rstrip(",") if opened else rest):
        return False
    said = lexicon().finite
    return words[0] in _DESCRIBES and not any(word in said for word in words[1:])
