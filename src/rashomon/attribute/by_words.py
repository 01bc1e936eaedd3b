"""Whose words or data are they: ``By her words, Z``, ``By data of the fleet, Z``, ``Z, by X's count``?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import word_set
from rashomon.attribute.neighbours import Neighbours
from rashomon.attribute.stretches import EDGE, cut, touch, trim
from rashomon.attribute.voices import is_voice
from rashomon.records import Attribution, Reason, Span, hull

_PAIRS = frozenset(tuple(pair.split("_")) for pair in word_set("by_words_pairs"))
_NOUNS = "|".join(sorted({noun for _, noun in _PAIRS}))
_BY = "|".join(sorted({by for by, _ in _PAIRS}))
_OWNED = re.compile(
    rf"\b(?P<by>{_BY})\s+(?:(?P<whose>his|her|its|their)|(?P<name>[^,.;:()\n“”\"]{{1,60}}?)['’]s?)\s+(?:own\s+)?"
    rf"(?P<noun>{_NOUNS})\b(?!\s+(?:of|on|and|that|to|about|for|in|by)\b)",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"\b(?P<by>{_BY})\s+(?P<the>the\s+)?(?P<noun>{_NOUNS})\s+of\s+(?P<name>[^,.;:()\n“”\"]+)", re.IGNORECASE
)
_GIVEN = re.compile(
    r"\b(?P<figure>(?:(?:the|its|an?|some|about|at least)\s+)*\d[\d,.]*(?:\s+[a-z]+){0,3}?)\s+"
    r"(?P<cue>(?:reported|counted|given|named|registered|listed|estimated|announced|claimed)\s+by)\s+"
    r"(?P<name>[^,.;:()\n“”\"]{1,80})",
    re.IGNORECASE,
)
_ENDS = word_set("phrases_ends_behind") | word_set("turned_auxiliaries")
_OPENERS = frozenset({"and", "but", "however", "so", "yet"})
_STANDS = ("stand", "stands", "stood", "abide", "abides", "abided", "swears", "swore")
_MANY = frozenset({"many", "most", "some"})
_FEWEST = 3
_LONGEST_NAME = 10


def claim_words(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Attributions for what is told by somebody's words, whose phrase no attribution has."""
    near = Neighbours(found)
    claimed: list[Attribution] = []
    for pattern in (_OWNED, _OF):
        for match in pattern.finditer(layout.text):
            made = _made(layout, match) if (match["by"].lower(), match["noun"].lower()) in _PAIRS else None
            if made is None:
                continue
            clause = Span(*match.span())
            others = [found[n] for n in near.near(made.span)]
            if _is_spoken(layout, made, others):
                continue
            if not any(touch(a.cue, [clause]) or a.content == made.content for a in others):
                claimed.append(made)
    return tuple(claimed)


def _is_spoken(layout: Layout, made: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether a quotation in the sentence is somebody's, or holds the phrase: a few quoted words are not."""
    phrase = hull((*made.source, *made.cue))
    return any(
        (speech.start < phrase.end and phrase.start < speech.end)
        or any(touch(a.content, speech.spans) for a in others)
        for speech in layout.speeches_in(made.span)
    )


def claim_figures(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Attributions for figures with their giver behind: ``the 63 dead reported by the council``."""
    near = Neighbours(found)
    claimed: list[Attribution] = []
    for match in _GIVEN.finditer(layout.text):
        figure, cue = (Span(*match.span(part)) for part in ("figure", "cue"))
        source = trim(layout.text, _voice_behind(layout, Span(*match.span("name"))))
        whole = Span(figure.start, max(figure.end, source.end))
        if not layout.count([source]) or not is_voice(layout, source) or layout.speeches_in(whole):
            continue
        if not any(touch(found[n].cue, [cue]) for n in near.near(whole)):
            reason = Reason(maker="report", score=0.8, detail="A figure with the one who gives it.")
            made = Attribution(
                id=0, source=(source,), cue=(cue,), content=(figure,), route="report", reason=reason
            )
            claimed.append(made)
    return tuple(claimed)


def _voice_behind(layout: Layout, span: Span) -> Span:
    """The phrase up to the first word that no name holds."""
    for i in layout.word_range(span):
        if layout.words[i].lower in _ENDS:
            return Span(span.start, layout.words[i].start)
    return span


def _made(layout: Layout, match: re.Match[str]) -> Attribution | None:
    sentence = layout.sentence(match.start())
    source = _source(layout, match, sentence)
    if source is None or not sentence.contains(source):
        return None
    start, end = match.start(), max(source.end, match.end("noun"))
    clause = _clause(layout, sentence, start, end)
    opens = set(layout.lowers(Span(clause.start, start))) <= _OPENERS
    if not opens and not _stands_apart(layout, match, clause, end):
        return None
    parts = cut([clause], [Span(start, end)])
    content = tuple(s for s in (trim(layout.text, part, EDGE) for part in parts) if layout.count([s]))
    if opens:
        content = content[-1:]
    cue = tuple(Span(*match.span(part)) for part in ("by", "noun"))
    if layout.count(content) < _FEWEST or touch(content, [source, *cue]):
        return None
    reason = Reason(maker="report", score=0.8, detail="Somebody's words, data or opinion are named.")
    return Attribution(id=0, source=(source,), cue=cue, content=content, route="report", reason=reason)


def _clause(layout: Layout, sentence: Span, start: int, end: int) -> Span:
    """The sentence, or what of it stands between semicolons."""
    first = layout.text.rfind(";", sentence.start, start) + 1
    last = layout.text.find(";", end, sentence.end)
    return Span(first or sentence.start, last if last > 0 else sentence.end)


def _stands_apart(layout: Layout, match: re.Match[str], clause: Span, end: int) -> bool:
    """Whether the phrase stands between commas, or closes its clause: ``41 died, by her words``."""
    closes = not layout.count([Span(end, clause.end)])
    before = layout.text[clause.start : match.start()].rstrip(" \u00a0")
    if before.endswith(","):
        return closes or layout.text[end : end + 1] == ","
    named = match.re is _OWNED and match["name"] and match["by"].lower() == "by"
    return bool(named) and closes and not before.endswith(_STANDS)


def _source(layout: Layout, match: re.Match[str], sentence: Span) -> Span | None:
    """The one whose words they are: a pronoun, or a phrase that can speak."""
    if match.re is _OWNED and match["whose"]:
        return Span(*match.span("whose"))
    span = trim(layout.text, Span(*match.span("name")))
    if match.re is _OF:
        if match["by"].lower() == "in" and not match["the"]:
            return None
        span = _phrase(layout, match, span, sentence)
    words = layout.lowers(span)
    if not 0 < len(words) <= _LONGEST_NAME:
        return None
    return span if words[0] in _MANY or is_voice(layout, span) else None


def _phrase(layout: Layout, match: re.Match[str], span: Span, sentence: Span) -> Span:
    """The phrase behind "of": to the comma, or as far as the tree takes it where no comma ends it."""
    tokens, indexes = layout.document.tokens, layout.tokens_in(sentence)
    if not tokens or layout.text[span.end : span.end + 1] == ",":
        return span
    noun = layout.token_at(match.start("noun"))
    under = {t for t in indexes if tokens[t].head == noun and tokens[t].span.start >= span.start}
    for t in [*indexes, *indexes]:
        if tokens[t].head in under and tokens[t].deprel not in {"acl", "parataxis"}:
            under.add(t)
    ends = [tokens[t].span.end for t in under if tokens[t].span.end <= span.end]
    return Span(span.start, max(ends)) if ends else Span(span.start, span.start)
