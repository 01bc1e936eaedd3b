"""Through which outlet did the words reach us: "told AFP", "in an interview with", "X, citing Y, says"?

The outlet that was told is a voice above the one who spoke. It becomes an attribution of its own whose
content is the whole of the inner one: its source, its cue and its content.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import lexicon, word_set
from rashomon.attribute.phrases import PRONOUNS, phrase_to, subject_before
from rashomon.attribute.stretches import cut, inside, join, parts, touch, trim
from rashomon.records import Attribution, Reason, Span, Spans, hull

_TOLD = re.compile(
    r"\b(?P<cue>told\s+by|told|telling|tells|(?:in|during)\s+(?:an?|his|her|their)\s+(?:[\w-]+\s+)?(?:interview|statement|comments?|remarks|"
    r"conversation|briefing)\s+(?:with|to|for|on)|(?:in|during)\s+(?:comments|remarks|interviews)\s+(?:with|to|for)|"
    r"(?:speaking|talking|spoke|speaks)\s+(?:to|with|on)|interviewed\s+by|"
    r"(?:as\s+)?(?:quoted|cited)\s+(?:by|in))\s+",
    re.I,
)
_STOPS = re.compile(
    r"[,.;:!?()\n–—“”\"]|\s(?:that|on|in|at|after|before|during|who|which|when|as|last|late|early|while|from|of|and)\s|$",
    re.I,
)
_TRIGGERS = word_set("recipients_triggers")
_CITING = frozenset(["citing", "quoting"])
_ADDED = re.compile(r",?\s*\b(?:in addition to|along with|together with|as well as)\s+")
_WORD = re.compile(r"[\w.&/’'-]+")
_BODIES = word_set("recipients_bodies")


def name_outlets(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, and one more for each outlet that was told and each voice that is cited."""
    above: list[Attribution] = []
    rest = list(found)
    for number, a in enumerate(rest):
        if a.route in {"interview", "rumour"} or a.reason.maker == "citing" or not (a.cue or a.source):
            continue
        chain = _cited(layout, a, rest)
        if chain is not None:
            rest[number], inner = chain
            above.append(inner)
            continue
        outlet = _outlet(layout, a)
        if outlet is not None and not any(_speaks(layout, b, outlet[0]) for b in rest if b is not a):
            rest[number], outer = _under(layout, a, *outlet)
            above.append(outer)
    return (*rest, *above, *_unseen(layout, rest + above))


def _speaks(layout: Layout, a: Attribution, outlet: Span) -> bool:
    """Whether the outlet is the source of an attribution with its cue in the outlet's own sentence."""
    return bool(a.cue) and touch(a.source, [outlet]) and layout.sentence(outlet.start).contains(a.cue[0])


def _unseen(layout: Layout, found: Sequence[Attribution]) -> list[Attribution]:
    """Chains that the net has nothing of: ``X, citing Y, said that Z``."""
    chains: list[Attribution] = []
    for i in layout.occurrences(_CITING):
        word = Span(layout.words[i].start, layout.words[i].end)
        sentence = layout.sentence(word.start)
        if any(touch((*a.cue, *a.source), [sentence]) for a in found):
            continue
        subject = subject_before(layout, i, sentence.start) or _before_commas(layout, i, sentence)
        if subject is None:
            continue
        blank = Attribution(id=0, source=(subject[0],), cue=(word,), content=(Span(word.end, sentence.end),))
        chains += _from_below(layout, blank, i, sentence) or ()
    return chains


def _before_commas(layout: Layout, i: int, sentence: Span) -> tuple[Span, int] | None:
    """The phrase before a comma before "citing", without what it is "in addition to"."""
    before = layout.text[sentence.start : layout.words[i].start].rstrip(" ,")
    head = _ADDED.split(before)[0].rstrip(" ,")
    words = layout.word_range(Span(sentence.start, sentence.start + len(head)))
    span = phrase_to(layout, words.stop - 1, sentence.start) if words else None
    return (span, words.stop) if span else None


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
        if outlet is not None and not touch(a.content, [outlet]):
            return outlet, cue
    return None


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
            if heads[-1] <= 1 and heads[-1] < len(words) - 1 and words[0] in {"the", *known.outlet_heads}
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


def _cited(
    layout: Layout, a: Attribution, found: Sequence[Attribution]
) -> tuple[Attribution, Attribution] | None:
    """``X, citing Y, says Z``: X's attribution, and Y's inside of it."""
    if not a.cue or not a.source:
        return None
    clause = hull((*a.cue, *a.source))
    sentence = layout.sentence(clause.start)
    for i in layout.word_range(sentence):
        word = layout.words[i]
        if word.lower not in _CITING or touch(a.content, [Span(word.start, word.end)]):
            continue
        if touch(a.cue, [Span(word.start, word.end)]):
            return _from_below(layout, a, i, sentence)
        cited = _cited_phrase(layout, i, sentence)
        if cited is None or any(touch(b.source, [cited]) for b in found if b is not a):
            return None
        if not _cites(layout, a, Span(word.start, word.end)):
            continue
        return _chain(layout, a, Span(word.start, word.end), cited)
    return None


def _cites(layout: Layout, a: Attribution, citing: Span) -> bool:
    """Whether nothing but further sources stands between a part of the attribution and "citing"."""
    ends = [span.end for span in parts(a) if span.end <= citing.start]
    if not ends:
        return False
    between = Span(max(ends), citing.start)
    return not layout.word_range(between) or bool(_ADDED.match(layout.text, between.start, between.end))


def _cited_phrase(layout: Layout, i: int, sentence: Span) -> Span | None:
    start = layout.words[i].end
    end = re.compile(r"[,.;:!?()\n–—“”\"]").search(layout.text, start, sentence.end)
    span = trim(layout.text, Span(start, end.start() if end else sentence.end))
    words = layout.lowers(span)
    if not words or len(words) > 10:
        return None
    known = lexicon()
    named = any(m.kind in {"person", "organisation"} and m.form == "name" for m in layout.mentions_in(span))
    return (
        span
        if named or any(w in known.informants or w in known.outlet_heads or w in known.outlets for w in words)
        else None
    )


def _chain(layout: Layout, a: Attribution, citing: Span, cited: Span) -> tuple[Attribution, Attribution]:
    reason = Reason(maker="citing", score=0.8, detail="One voice cites another.")
    content = cut(a.content, [Span(citing.start, cited.end)])
    inner = Attribution(id=0, source=(cited,), cue=(citing,), content=content, route="report", reason=reason)
    source = tuple(s for s in cut(a.source, [Span(citing.start, cited.end)]) if layout.count([s]))
    source = tuple(trim(layout.text, s, " ,") for s in source)
    outer = replace(
        a,
        source=_with_partners(layout, source, citing),
        content=join((*content, Span(citing.start, cited.end))),
    )
    return outer, inner


def _with_partners(layout: Layout, source: Spans, citing: Span) -> Spans:
    """The source and those named "in addition to" it before the citing, as spans of their own."""
    if not source:
        return source
    whole = trim(layout.text, Span(source[0].start, max(source[-1].end, citing.start)), " ,")
    match = _ADDED.search(layout.text, whole.start, whole.end)
    if not match:
        return source
    named = (Span(whole.start, match.start()), Span(match.end(), whole.end))
    return named if all(layout.count([span]) for span in named) else source


def _from_below(
    layout: Layout, a: Attribution, i: int, sentence: Span
) -> tuple[Attribution, Attribution] | None:
    """The chain where "citing" was taken for the cue: the voice above stands before it, its verb after."""
    cited = _cited_phrase(layout, i, sentence)
    citing = Span(layout.words[i].start, layout.words[i].end)
    if cited is None:
        return None
    verb = next(
        (
            n
            for n in layout.word_range(Span(cited.end, sentence.end))[:4]
            if layout.words[n].lower in lexicon().finite
        ),
        None,
    )
    above = [s for s in a.source if s.end <= citing.start]
    if not above and (found := subject_before(layout, i, sentence.start)):
        above = [found[0]]
    if verb is None or not above:
        return None
    cue = Span(layout.words[verb].start, layout.words[verb].end)
    content = cut(a.content, [Span(sentence.start, cue.end)])
    whole = replace(a, source=tuple(above), cue=(cue,), content=tuple(trim(layout.text, s) for s in content))
    return (
        _chain(layout, whole, citing, cited) if whole.content and not inside(whole.content, [cue]) else None
    )
