"""Who cites whom: "X, citing Y, writes that Z" and "Z, reported X on Sunday, citing Y"?

Both say Z: X on the word of Y. Each becomes an attribution with Z as its content, and Y hangs under X by
a tie, because no words of X's content hold the words that name Y.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import lexicon, word_set
from rashomon.attribute.phrases import phrase_to, subject_behind
from rashomon.attribute.stretches import cut, touch, trim
from rashomon.records import Attribution, Reason, Span, Spans

Ties = Mapping[Spans, Spans]
"""The cue of an attribution to the cue of the one it hangs under."""

_LINK = re.compile(
    r",?\s+(?P<cue>citing|quoting|(?<=,\s)(?:with reference to|referring to|which relies on|relying on))\s+"
    r"(?P<cited>[^,.;:!?()\n–—“”\"]+)"
)
_ADDED = re.compile(r",?\s*\b(?:in addition to|along with|together with|as well as)\s+")
_SWALLOWED = re.compile(r",\s+(?:quoting|citing|accusing|adding)\b")
_EDGE = " \t\r\n\u00a0,;:"
_PAPERS = word_set("citing_papers")
_ADJECTIVES = word_set("citing_adjectives")
_REPORTS = word_set("citing_reports")
_LONGEST_CITED = 10
_FARTHEST_VERB = 3
_REASON = Reason(maker="citing", score=0.8, detail="One voice cites another.")


@dataclass(frozen=True, slots=True)
class _Link:
    cue: Span
    cited: Span

    @property
    def span(self) -> Span:
        return Span(self.cue.start, self.cited.end)


def cut_sources(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, each source without the participle phrase that it ran into."""
    return tuple(replace(a, source=tuple(_short(layout, s) for s in a.source)) for a in found)


def _short(layout: Layout, span: Span) -> Span:
    match = _SWALLOWED.search(layout.text, span.start + 1, span.end)
    return Span(span.start, match.start()) if match else span


def read_citing(layout: Layout, found: Sequence[Attribution]) -> tuple[tuple[Attribution, ...], Ties]:
    """The attributions, those in which one voice cites another read anew, and who hangs under whom."""
    rest = list(found)
    ties: dict[Spans, Spans] = {}
    done = -1
    for match in _LINK.finditer(layout.text):
        if match.start() < done:
            continue
        sentence = layout.sentence(match.start("cue"))
        links = _links(layout, match.start(), sentence)
        outer = (
            (_before(layout, links, sentence, rest) or _behind(layout, links, sentence, rest))
            if links
            else None
        )
        if outer is None:
            continue
        done = links[-1].cited.end
        away = [*outer.cue, *(link.span for link in links)]
        chain = _chain(outer, links)
        rest = [a for a in rest if not touch(a.cue, away) and not _is_rival(layout, a, outer, sentence)]
        rest += chain
        ties |= {below.cue: above.cue for above, below in pairwise(chain)}
    return tuple(rest), ties


def _is_rival(layout: Layout, a: Attribution, outer: Attribution, sentence: Span) -> bool:
    """Whether an attribution without a source says of the same sentence no more than the chain does."""
    return not a.source and not a.cue and touch(a.content, outer.content) and sentence.contains(a.span)


def _links(layout: Layout, start: int, sentence: Span) -> list[_Link]:
    """The links that follow one another from ``start``, each with a voice that can be cited."""
    links: list[_Link] = []
    while match := _LINK.match(layout.text, start, sentence.end):
        cited = trim(layout.text, Span(*match.span("cited")))
        if not _is_voice(layout, cited):
            break
        links.append(_Link(Span(*match.span("cue")), cited))
        start = match.end()
    return links


def _is_voice(layout: Layout, span: Span) -> bool:
    words = layout.lowers(span)
    known = lexicon()
    named = any(m.kind in {"person", "organisation"} and m.form == "name" for m in layout.mentions_in(span))
    told = any(w in known.informants or w in known.outlet_heads or w in known.outlets for w in words)
    return 0 < len(words) <= _LONGEST_CITED and (
        named or told or not (_PAPERS | _ADJECTIVES).isdisjoint(words)
    )


def _before(
    layout: Layout, links: list[_Link], sentence: Span, found: Sequence[Attribution]
) -> Attribution | None:
    """``X, citing Y, VERB Z``."""
    end = links[-1].cited.end
    if not layout.text.startswith(",", end):
        return None
    near = layout.word_range(Span(end, sentence.end))[:_FARTHEST_VERB]
    verb = next((i for i in near if layout.words[i].lower in lexicon().finite | _REPORTS), None)
    if verb is None:
        return None
    cue = Span(layout.words[near[0]].start, layout.words[verb].end)
    source = _subjects(layout, Span(sentence.start, links[0].cue.start))
    net = next((a for a in found if touch(a.cue, [cue])), None)
    away = [Span(sentence.start, cue.end)]
    content = cut(net.content, away) if net else ()
    content = content or (trim(layout.text, Span(cue.end, sentence.end), _EDGE + "."),)
    return _outer(layout, net, source, cue, content)


def _subjects(layout: Layout, span: Span) -> Spans:
    """The phrase at the end of ``span``, and before it the one that it is "in addition to"."""
    whole = trim(layout.text, span, " ,")
    match = _ADDED.search(layout.text, whole.start, whole.end)
    words = layout.word_range(Span(whole.start, match.start() if match else whole.end))
    first = phrase_to(layout, words[-1], whole.start) if words else None
    if first is None:
        return ()
    return (first, Span(match.end(), whole.end)) if match else (_with_name(layout, first, whole.start),)


def _with_name(layout: Layout, described: Span, floor: int) -> Span:
    """An apposition with the name before its comma: ``The Lamp, a newspaper of Orm``."""
    if layout.lowers(described)[:1] not in (["a"], ["an"], ["the"]) or not layout.text[
        : described.start
    ].endswith(", "):
        return described
    before = layout.word_range(Span(floor, described.start))
    name = phrase_to(layout, before[-1], floor) if before else None
    return Span(name.start, described.end) if name else described


def _behind(
    layout: Layout, links: list[_Link], sentence: Span, found: Sequence[Attribution]
) -> Attribution | None:
    """``Z, VERB X on Sunday, citing Y``."""
    start = links[0].cue.start
    for i in reversed(layout.word_range(Span(sentence.start, start))):
        word = layout.words[i]
        clause = trim(layout.text, Span(sentence.start, word.start))
        if word.lower not in lexicon().finite or not layout.text[: clause.end].endswith(","):
            continue
        cue = word.span
        net = next((a for a in found if touch(a.cue, [cue])), None)
        subject = subject_behind(layout, i, start)
        if net and net.source and all(span.start >= cue.end for span in net.source):
            return _outer(
                layout, net, net.source, cue, cut(net.content, [Span(cue.start, links[-1].cited.end)])
            )
        if subject is None or (net and net.source):
            return None
        return _outer(layout, net, (subject,), cue, (trim(layout.text, clause, " ,"),))
    return None


def _outer(
    layout: Layout, net: Attribution | None, source: Spans, cue: Span, content: Spans
) -> Attribution | None:
    if not source or not layout.count(content) or touch(source, content):
        return None
    blank = net or Attribution(id=0, source=(), cue=(), content=(), route="report", reason=_REASON)
    return replace(blank, source=source, cue=(cue,), content=content)


def _chain(outer: Attribution, links: list[_Link]) -> list[Attribution]:
    """The outer voice and those cited, the outermost first; all say the same."""
    cited = [
        replace(outer, source=(link.cited,), cue=(link.cue,), route="report", reason=_REASON)
        for link in links
    ]
    return [replace(outer, content=cut(outer.content, [link.span for link in links])), *cited]
