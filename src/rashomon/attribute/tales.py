"""Whose tale does somebody reject, whose wish does somebody speak of: "the rebels' story of"?

A noun for what others tell or want, inside of what somebody says or rejects, is a link of its own: nobody's
word where no owner is named ("dismissed reports of"), the owner's where one is ("the miners' wish to").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import word_set
from rashomon.attribute.phrases import phrase_to
from rashomon.attribute.stretches import EDGE, clip, join, touch, trim
from rashomon.records import Attribution, Reason, Route, Span, Spans

_TALES = word_set("tales_nouns")
_WILLS = word_set("tales_wills")
_INTO = frozenset({"of", "about", "that"})
_REJECTS = word_set("tales_rejects")
_OWNERS = frozenset({"his", "her", "its", "their", "my", "our"})
_POSSESSIVE = re.compile(r"[’']s?\s+$")
_END = re.compile(
    r"[;:()\n–—]|,\s|\.\s|\.$|\s(?:but|and|while|although|is|are|was|were|do|does|did|has|have|had|will|would)\s"
)
_NO_VERB = word_set("frames_determiners")
_EDGE = EDGE + '”»"’!?'
_LONGEST_OWNER = 6
_REASON = Reason(maker="tale", score=0.7, detail="A noun for what others tell or want.")


def split_tales(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, a cue such as "rejected talk of" cut to its verb, the rest given to the content."""
    return tuple(_split(layout, a) for a in found)


def _split(layout: Layout, a: Attribution) -> Attribution:
    if len(a.cue) != 1 or not a.source or not a.content or a.content[0].start < a.cue[0].end:
        return a
    words = layout.word_range(a.cue[0])
    lowers = [layout.words[i].lower for i in words]
    nouns = [n for n, word in enumerate(lowers) if word in _TALES and n > 0]
    if not nouns or _REJECTS.isdisjoint(lowers[: nouns[-1]]) or lowers[-1] not in _INTO | {lowers[nouns[-1]]}:
        return a
    first = nouns[-1]
    while lowers[first - 1] in {"the", "a", "any", "all", "such", "these", "those", "recent"} and first > 1:
        first -= 1
    start = layout.words[words[first]].start
    content = join((Span(start, a.content[0].end), *a.content[1:]))
    cue = Span(a.cue[0].start, layout.words[words[first - 1]].end)
    return replace(a, cue=(cue,), content=content)


def claim_tales(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Attributions for the tales and wishes in the contents of ``found`` that no attribution has yet."""
    contents = sorted({span for a in found for span in a.content}, key=lambda s: (s.end - s.start, s))
    rejected = [
        a.content[0] for a in found if not _REJECTS.isdisjoint(w for s in a.cue for w in layout.lowers(s))
    ]
    claimed: list[Attribution] = []
    for i in layout.occurrences(_TALES | _WILLS):
        word = layout.words[i].span
        holder = next((s for s in contents if s.contains(word)), None)
        if holder is None or any(touch([word], (*a.cue, *a.source)) for a in found):
            continue
        made = _tale(layout, i, holder, rejected)
        if made is not None and not any(touch(made.source, a.cue) for a in found):
            claimed.append(made)
    return tuple(claimed)


def _tale(layout: Layout, i: int, holder: Span, rejected: Sequence[Span]) -> Attribution | None:
    words, word = layout.words, layout.words[i]
    following = words[i + 1].lower if i + 1 < len(words) else ""
    will = word.lower in _WILLS and following == "to" and _is_verb(layout, i + 2)
    if not will and not (word.lower in _TALES and following in _INTO):
        return None
    source = _owner(layout, i, holder.start)
    if source is None and (will or not any(span.start <= word.start < span.end for span in rejected)):
        return None
    if source is None and (word.start - _opening(layout, word.start, rejected)) > 30:
        return None
    keeps = will or following == "that"
    cue = Span(word.start, word.end if keeps else words[i + 1].end)
    stop = _END.search(layout.text, words[i + 1].end, holder.end)
    start = words[i + 1].start if keeps else words[i + 1].end
    whole = trim(
        layout.text, Span(start, stop.start() if stop and following != "that" else holder.end), _EDGE
    )
    content = clip([whole], holder)
    if not layout.count(content):
        return None
    sources: Spans = (source,) if source else ()
    route: Route = "report" if source else "rumour"
    return Attribution(id=0, source=sources, cue=(cue,), content=content, route=route, reason=_REASON)


def _is_verb(layout: Layout, i: int) -> bool:
    """Whether word ``i`` can be a verb behind "to": "to return", not "to Orm" and not "to the town"."""
    if i >= len(layout.words) or layout.words[i].lower in _NO_VERB:
        return False
    return layout.text[layout.words[i].start].islower()


def _opening(layout: Layout, position: int, spans: Sequence[Span]) -> int:
    """Where the span begins that holds a position."""
    return max(span.start for span in spans if span.start <= position < span.end)


def _owner(layout: Layout, i: int, floor: int) -> Span | None:
    """Whose the noun ``i`` is: ``the miners'``, ``her``; None where nobody owns it."""
    before = layout.words[i - 1]
    if i == 0 or before.start < floor:
        return None
    if before.lower in _OWNERS:
        return Span(before.start, before.end)
    if not _POSSESSIVE.search(layout.text[before.start : layout.words[i].start]):
        return None
    span = phrase_to(layout, i - 1, floor)
    if span is None or len(layout.lowers(span)) > _LONGEST_OWNER or "to" in layout.lowers(span):
        return None
    owner = trim(layout.text, span, " ’'")
    return Span(owner.start, owner.end - 2) if owner.of(layout.text).endswith(("'s", "’s")) else owner
