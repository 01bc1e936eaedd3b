"""A saying put into the middle of what is said: "The bridge, said the mayor, would never open".

The net sees such asides well where the rest is a clause of its own. What stands before the aside it leaves
out as often as not, or takes it for the speaker, above all where that is a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import word_set
from rashomon.attribute.stretches import EDGE, inside, parts, touch, trim
from rashomon.attribute.voices import is_voice
from rashomon.records import Attribution, Span, hull

_SAYS = word_set("asides_says")
_BEHIND = re.compile(r"\s+(?P<who>[^,;:.!?“”\"()\n]{2,80}),\s")
_COMMA = re.compile(r",\s*$")
_LONGEST = 14
_ADVERBS = frozenset(("ADV", "PART"))


def read_asides(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, those put into the midst of what is said with the whole of it, and who says it."""
    return tuple(_with_subject(layout, _turned_round(layout, a), found) for a in found)


def _turned_round(layout: Layout, a: Attribution) -> Attribution:
    """``[The bridge], said [the mayor], would ...``: the speaker stands behind the cue, not before it."""
    if a.route != "net" or len(a.cue) != 1 or not _says(layout, a.cue[0]):
        return a
    cue, sentence = a.cue[0], layout.sentence(a.cue[0].start)
    before = Span(sentence.start, cue.start)
    match = _BEHIND.match(layout.text, cue.end, sentence.end)
    if match is None or not _COMMA.search(before.of(layout.text)) or layout.speeches_in(sentence):
        return a
    who = trim(layout.text, Span(*match.span("who")))
    told = trim(layout.text, before, EDGE)
    rest = tuple(part for part in a.content if part.start > who.end)
    is_free = not a.source or inside(a.source, [before]) or inside(a.source, [who])
    if not is_free or not rest or not is_voice(layout, who) or not 0 < layout.count([told]) <= _LONGEST:
        return a
    return replace(a, source=(who,), content=(told, *rest))


def _says(layout: Layout, cue: Span) -> bool:
    """Whether it is one word of saying that takes nobody spoken to."""
    words = layout.lowers(cue)
    return len(words) == 1 and words[0] in _SAYS


def _with_subject(layout: Layout, a: Attribution, found: Sequence[Attribution]) -> Attribution:
    """``[Sorn], his lawyer insists, never signed``: what is said begins before the aside."""
    if a.route != "net" or not a.cue or not a.source or not a.content:
        return a
    aside, sentence = hull((*a.source, *a.cue)), layout.sentence(a.cue[0].start)
    first = a.content[0]
    between = layout.text[aside.end : first.start]
    before = Span(sentence.start, max(sentence.start, aside.start))
    if first.start < aside.end or between.strip() != "," or not _COMMA.search(before.of(layout.text)):
        return a
    told = trim(layout.text, before, EDGE)
    is_short = 0 < layout.count([told]) <= _LONGEST and not layout.speeches_in(sentence)
    is_free = not any(touch(parts(other), [told]) for other in found if other is not a)
    if not is_short or not is_free or not _begins_with_verb(layout, first) or layout.has_verb(told):
        return a
    return replace(a, content=(told, *a.content))


def _begins_with_verb(layout: Layout, span: Span) -> bool:
    """Whether its first word but for adverbs is a verb: then it lacks who does it."""
    tokens = [layout.document.tokens[t] for t in layout.tokens_in(span)]
    leading = next((token for token in tokens if token.upos not in _ADVERBS), None)
    return leading is not None and leading.upos in {"VERB", "AUX"}
