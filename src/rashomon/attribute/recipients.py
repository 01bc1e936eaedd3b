"""Through which outlet did the words reach us: "told AFP", "in an interview with", "quoted by"?

The outlet that was told is a voice above the one who spoke. It becomes an attribution of its own whose
content is the whole of the inner one: its source, its cue and its content.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import lexicon, word_set
from rashomon.attribute.phrases import PRONOUNS
from rashomon.attribute.stretches import cut, touch, trim
from rashomon.records import Attribution, Reason, Span, hull

_TOLD = re.compile(
    r"\b(?P<cue>told\s+by|told\s+to|told|telling|tells|(?:in|during)\s+(?:an?|his|her|their)\s+(?:[\w-]+\s+)?(?:interview|statement|comments?|remarks|"
    r"conversation|briefing)\s+(?:with|to|for|on)|(?:in|during)\s+(?:comments|remarks|interviews)\s+(?:with|to|for)|"
    r"(?:speaking|talking|spoke|speaks)\s+(?:to|with|on)|interviewed\s+by|"
    r"(?:as\s+)?(?:quoted|cited)\s+(?:by|in))\s+",
    re.I,
)
_STOPS = re.compile(
    r"[,.;:!?()\n–—“”\"]|\s(?:that|on|in|at|after|before|during|by|who|which|when|as|last|late|early|while|from|of|and)\s|$",
    re.I,
)
_TRIGGERS = word_set("recipients_triggers")
_WORD = re.compile(r"[\w.&/’'-]+")
_BODIES = word_set("recipients_bodies")


def name_outlets(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, and one more for each outlet that was told, if it does not print the article."""
    above: list[Attribution] = []
    rest = list(found)
    for number, a in enumerate(rest):
        if a.route in {"interview", "rumour"} or a.reason.maker == "citing" or not (a.cue or a.source):
            continue
        outlet = _outlet(layout, a)
        if outlet is not None and not any(_speaks(layout, b, outlet[0]) for b in rest if b is not a):
            rest[number], outer = _under(layout, a, *outlet)
            above += [outer] if not _is_own(layout, outlet[0]) else []
    return (*rest, *above)


def _speaks(layout: Layout, a: Attribution, outlet: Span) -> bool:
    """Whether the outlet is the source of an attribution with its cue in the outlet's own sentence."""
    return bool(a.cue) and touch(a.source, [outlet]) and layout.sentence(outlet.start).contains(a.cue[0])


def _under(layout: Layout, a: Attribution, outlet: Span, cue: Span) -> tuple[Attribution, Attribution]:
    """The attribution without the outlet in its own parts, and the outlet's attribution above it."""
    source = tuple(trim(layout.text, s, " ,") for s in cut(a.source, [outlet]))
    kept = tuple(s for s in source if layout.count([s]))
    if touch(a.source, [outlet]):
        kept = tuple(s for s in (trim(layout.text, s, " ,") for s in cut(kept, [cue])) if layout.count([s]))
    inner = replace(
        a, source=kept, cue=cut(a.cue, [outlet]) or a.cue, content=cut(a.content, [outlet]) or a.content
    )
    content = cut([*inner.source, *inner.cue, *inner.content], [outlet])
    reason = Reason(maker="recipient", score=0.8, detail="The words were said to this outlet.")
    outer = Attribution(id=0, source=(outlet,), cue=(cue,), content=content, route="report", reason=reason)
    return inner, outer


def _outlet(layout: Layout, a: Attribution) -> tuple[Span, Span] | None:
    """The outlet that was told and the words that say so, in the cue's sentence, outside the content."""
    first = (a.cue or a.source)[0]
    sentence = layout.sentence(first.start)
    clause = hull([first, *(span for span in (*a.cue, *a.source) if span.overlaps(sentence))])
    if not any(word in _TRIGGERS for word in layout.lowers(sentence)):
        return None
    for match in _TOLD.finditer(layout.text, sentence.start, sentence.end):
        cue = Span(match.start("cue"), match.end("cue"))
        if touch(a.content, [cue]) or (cue.start > clause.end + 60) or cue.end < clause.start - 60:
            continue
        outlet = _named_outlet(layout, match.end(), sentence.end)
        if outlet is None or _is_a_thing(layout, cue, outlet):
            continue
        if not touch(a.content, [outlet]):
            return outlet, cue
    return None


def _is_own(layout: Layout, outlet: Span) -> bool:
    """Whether the outlet prints the article: "this newspaper", "the Herald" in the Herald, "to portal"."""
    words = layout.lowers(outlet)
    house = set(_WORD.findall((layout.document.article.outlet or "").lower()))
    return (
        words[0] in {"this", "our"}
        or set(words) <= lexicon().outlet_heads - lexicon().outlets
        or (bool(house) and set(words) - {"the"} <= house)
    )


def _is_a_thing(layout: Layout, cue: Span, outlet: Span) -> bool:
    """Whether one spoke "on the radio": an instrument that nobody names, no voice."""
    return layout.lowers(cue)[-1:] == ["on"] and not any(c.isupper() for c in outlet.of(layout.text))


def _named_outlet(layout: Layout, start: int, ceiling: int) -> Span | None:
    """The outlet that begins at ``start``, if it is one: a known agency, "the daily ...", an acronym."""
    stop = _STOPS.search(layout.text, start, ceiling)
    span = trim(layout.text, Span(start, stop.start() if stop else ceiling), " \u00a0'’")
    words = [
        word.strip(".'’").lower().removesuffix("'s").removesuffix("’s")
        for word in _WORD.findall(span.of(layout.text))
    ]
    if not words or len(words) > 7 or words[0] in PRONOUNS:
        return None
    known = lexicon()
    ends = [match.end() for match in _WORD.finditer(layout.text, span.start, span.end)]
    named = next((n for n in range(len(words), 0, -1) if _is_known(" ".join(words[:n]))), 0)
    if named and (named == len(words) or words[0] != "time"):
        return _owner(layout, Span(span.start, ends[named - 1]))
    heads = [n for n, word in enumerate(words) if word in known.outlet_heads]
    if heads:
        last = (
            len(words) - 1
            if heads[-1] <= 1
            and heads[-1] < len(words) - 1
            and words[0] in {"the", *known.outlet_heads}
            and layout.text[span.start : ends[heads[-1] + 1]].split()[-1][0].isupper()
            else heads[-1]
        )
        return (
            _owner(layout, Span(span.start, ends[last]))
            if any(c.isupper() for c in span.of(layout.text)) or last == heads[-1]
            else None
        )
    first = span.of(layout.text)
    is_acronym = first.isupper() and first.isalpha() and 2 <= len(first) <= 4
    return span if is_acronym and words[0] not in _BODIES else None


def _is_known(name: str) -> bool:
    known = lexicon().outlets
    return name in known or name.removeprefix("the ") in known


def _owner(layout: Layout, span: Span) -> Span:
    """The span without a possessive ending: the agency of "the agency's correspondent"."""
    return Span(span.start, span.end - 2) if span.of(layout.text).lower().endswith(("'s", "’s")) else span
