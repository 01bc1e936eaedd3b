"""Is a source all of the phrase that names the one who speaks, and nothing besides?

The net likes to stop at the first noun: "A baker [in the village below the wall] told", "Its commander[,
Marshal Orm,] ordered", "The [Ormish newspaper The Lamp] wrote". What stands between such a source and its
verb belongs to it; a time before it ("An hour later Bishop Odd") does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import lexicon, word_set
from rashomon.attribute.phrases import PRONOUNS, verb_group, without_time
from rashomon.attribute.stretches import touch, trim
from rashomon.records import Attribution, Span, Spans

_LONGEST_REST = 12
_SIGNS = re.compile(r"[;:.!?()\n–—“”\"«»]|--")
_DESCRIBES = word_set("sources_describes")
_PLACES = frozenset({"in", "at", "on", "with", "from", "against", "between", "for"})
_OCCASIONS = word_set("sources_occasions")
_BREAKS = word_set("sources_breaks")
_OPENS_APPOSITION = word_set("sources_opens_apposition")


def complete_sources(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, their sources taken up to their verb and freed of a time that stands before them."""
    completed = [_completed(layout, a) for a in found]
    grown: dict[Spans, Spans] = {
        a.source: b.source for a, b in zip(found, completed, strict=True) if a.source != b.source
    }
    return tuple(replace(a, source=grown.get(a.source, a.source)) for a in completed)


def _completed(layout: Layout, a: Attribution) -> Attribution:
    if len(a.source) != 1:
        return a
    source = without_time(layout, a.source[0])
    if a.cue and a.route == "net":
        source = _to_the_verb(layout, source, a)
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


def _mid_phrase(source: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether a source breaks off before its noun: ``The [newspaper The Lamp]``."""
    known = lexicon()
    noun = rest[0] in known.outlet_heads | known.informants
    return len(source) <= 3 and (source[-1] in {"the", "a", "an"} or noun) and not known.finite & set(rest)


def _is_name(layout: Layout, source: Span) -> bool:
    """Whether a source ends in a name or is a pronoun: "in an interview" then tells where it was said."""
    last = layout.words[layout.word_range(source)[-1]]
    return layout.text[last.start].isupper() or layout.lowers(source)[-1] in PRONOUNS


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
