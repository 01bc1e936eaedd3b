"""Reports whose order is turned: "..., predicts the minister.", "The firm communicates, divers have found".

A reporting clause stands behind what it reports or in the midst of it, with the verb before the speaker or
behind, and no "that". Texts that a machine has translated are full of it, for their language allows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import lexicon, word_set
from rashomon.attribute.neighbours import Neighbours
from rashomon.attribute.phrases import is_speaker, subject_before
from rashomon.attribute.stretches import EDGE, cut, inside, touch, trim
from rashomon.attribute.voices import is_voice
from rashomon.records import Attribution, Reason, Span, Spans

_EDGE = EDGE + "!?"
_STOP = re.compile(r"[,;:.!?()\n–—“”\"«»…]")
_BUT = re.compile(r",\s+(?:but|and|for|so)\s+")
_CITES = re.compile(r"\s(?:with reference to|referring to|citing|quoting)\s")
_INVERTED = word_set("turned_inverted") | word_set("statements_inverted")
_CLOSING = word_set("turned_closing")
_NOT_CLOSING = word_set("turned_not_closing")
_HEARERS = word_set("turned_hearers")
_CLAUSE_BEFORE = word_set("turned_clause_before")
_OWN_WORDS = word_set("turned_own_words")
_OPENS_NO_CLAUSE = word_set("turned_opens_no_clause")
_AUXILIARIES = word_set("turned_auxiliaries")
_SHOWS, _EXHIBITS = word_set("turned_shows"), word_set("turned_exhibits")
_NOBODY = word_set("turned_nobody")
_DAYS = word_set("phrases_days") | word_set("phrases_before_day")
_NO_SPEAKER = frozenset({"i", "you", "who", "which", "that", "there", "by", "with"})
_TAILS = frozenset({"after", "on", "in", "at", "during"})
_MANY = frozenset({"the", "a", "an", "our", "his", "her", "their", "its"})
_FEWEST = 3
_LONGEST_TAIL = 10


def read_turned(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, and those for the turned reports whose verb and speaker none has.

    Where the net took the speaker behind the verb for what is said, its find gives way.
    """
    near = Neighbours(found)
    claimed: list[Attribution] = []
    wrong: set[int] = set()
    for i in layout.occurrences(_verbs()):
        word = layout.words[i]
        if layout.text[word.start].isupper():
            continue
        sentence = layout.sentence(word.start)
        made = next((m for find in _FINDERS if (m := find(layout, i, sentence)) is not None), None)
        if made is None or layout.speeches_in(made.span):
            continue
        others = near.near(made.span)
        misread = {n for n in others if _is_misread(found[n], made)}
        rivals = [found[n] for n in others if n not in misread] + claimed[-2:]
        if not any(touch(made.cue + made.source, a.cue) or _is_same(made, a) for a in rivals):
            claimed.append(made)
            wrong |= misread
    return (*(a for n, a in enumerate(found) if n not in wrong), *claimed)


def widen_turned(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, those behind ``X said,`` without "that" taken to the end of their sentence."""
    return tuple(_widened(layout, a) for a in found)


def _widened(layout: Layout, a: Attribution) -> Attribution:
    if a.route != "net" or len(a.content) != 1 or not a.cue or not a.source:
        return a
    words = layout.word_range(a.cue[-1])
    sentence = layout.sentence(a.cue[0].start)
    if not words or a.content[0].start < a.cue[-1].end or layout.speeches_in(a.span):
        return a
    made = _comma(layout, words[-1], sentence)
    same = made is not None and abs(made.content[0].start - a.content[0].start) <= 2
    return replace(a, content=made.content) if made and same else a


def _verbs() -> frozenset[str]:
    known = lexicon()
    said = (known.finite & known.speech) - _NOT_CLOSING
    return frozenset(said | _INVERTED | _CLOSING | _SHOWS | {"explain", "write", "report", "note"})


def _is_misread(a: Attribution, made: Attribution) -> bool:
    """Whether ``a`` has the speaker behind the verb as its content."""
    return inside(a.content, made.source) and inside(a.source, made.content)


def _is_same(made: Attribution, a: Attribution) -> bool:
    """Whether an attribution says this of somebody already, or holds just these words in itself."""
    return a.content == made.content or inside(a.content, made.source + made.cue)


def _inverted(layout: Layout, i: int, sentence: Span) -> Attribution | None:
    """``..., declared in Orm the ministry.`` and ``..., repeated the spokesman: ...``."""
    word = layout.words[i]
    before = layout.text[sentence.start : word.start]
    if word.lower not in _INVERTED or not before.endswith(", "):
        return None
    first = _behind_hearer(layout, i, sentence.end)
    if first is None or (word.lower in {"told", "tells"} and first == i + 1):
        return None
    end = _phrase_end(layout, first, sentence.end)
    source = Span(layout.words[first].start, end)
    if not is_voice(layout, source):
        return None
    sign = layout.text[end : end + 1] if end < sentence.end else ""
    rest = trim(layout.text, Span(end, sentence.end), _EDGE)
    start = layout.text.rfind(";", sentence.start, word.start) + 1 or sentence.start
    head = trim(layout.text, Span(start, word.start), _EDGE)
    if sign == ",":
        head = _behind_but(layout, head)
        if _has_verb(layout, head):
            return None
    parts = (head, rest) if sign in {":", ","} and layout.count([rest]) else (head,)
    return _made(layout, source, word.span, parts)


def _behind_but(layout: Layout, head: Span) -> Span:
    """What stands behind the last ", but" or ", and" of a stretch."""
    ends = [match.end() for match in _BUT.finditer(layout.text, head.start, head.end)]
    return Span(ends[-1], head.end) if ends else head


def _behind_hearer(layout: Layout, i: int, ceiling: int) -> int | None:
    """The first word of the speaker behind a verb, past who was told, where and on which day."""
    words, n = layout.words, i + 1
    while n < len(words) and words[n].end <= ceiling:
        if _STOP.search(layout.text[words[n - 1].end : words[n].start]):
            return None
        if words[n].lower == "to":
            n = _past_hearer(layout, n + 1, ceiling)
        elif words[n].lower in {"on", *_DAYS}:
            n += 1
        elif words[n].lower == "in" and _is_capital(layout, n + 1):
            if n + 2 >= len(words) or (words[n + 2].lower not in _MANY and not _is_capital(layout, n + 2)):
                return n
            n += 2
        else:
            return n
    return None


def _past_hearer(layout: Layout, n: int, ceiling: int) -> int:
    """The word behind ``to [our newspaper]``, ``to [the agency]``, ``to [us]``."""
    words = layout.words
    while n < len(words) and words[n].lower in _MANY:
        n += 1
    while n < len(words) and (words[n].lower in lexicon().outlet_heads | _HEARERS or _is_outlet(layout, n)):
        n += 1
    return n


def _is_outlet(layout: Layout, n: int) -> bool:
    """Whether a word begins with a capital and stands behind one that names an outlet."""
    return _is_capital(layout, n) and layout.words[n - 1].lower in lexicon().outlet_heads


def _is_capital(layout: Layout, n: int) -> bool:
    return n < len(layout.words) and layout.text[layout.words[n].start].isupper()


def _phrase_end(layout: Layout, first: int, ceiling: int) -> int:
    """Where the phrase that begins with word ``first`` ends: at a sign."""
    match = _STOP.search(layout.text, layout.words[first].end, ceiling)
    end = match.start() if match else ceiling
    cites = _CITES.search(layout.text, layout.words[first].end, end)
    end = cites.start() if cites else end
    return trim(layout.text, Span(layout.words[first].start, end)).end


def _has_verb(layout: Layout, span: Span) -> bool:
    if layout.document.tokens:
        return layout.has_verb(span)
    return any(w in _AUXILIARIES | lexicon().finite or w.endswith("ed") for w in layout.lowers(span))


def _closing(layout: Layout, i: int, sentence: Span) -> Attribution | None:
    """``..., the commission found, but ...`` and ``It has, the same paper claims, offered ...``."""
    word = layout.words[i]
    if word.lower in _NOT_CLOSING or word.lower not in _CLOSING | (lexicon().finite & lexicon().speech):
        return None
    subject = subject_before(layout, i, sentence.start)
    if subject is None or not layout.text[: subject[0].start].rstrip(" \u00a0").endswith(","):
        return None
    source = subject[0]
    words = layout.lowers(source)
    if words[0] in {"i", "you", "who", "which", "that", "there", "by", "with"} or "," in source.of(
        layout.text
    ):
        return None
    if not is_speaker(layout, source, may_be_two=True) or any(w in lexicon().finite for w in words):
        return None
    rest = _rest(layout, word.end, sentence)
    if rest is None:
        return None
    head = trim(layout.text, Span(sentence.start, source.start), _EDGE)
    parts = (head, rest) if layout.count([rest]) else (head,)
    cue = Span(layout.words[subject[1]].start, word.end)
    return _made(layout, source, cue, parts)


def _rest(layout: Layout, end: int, sentence: Span) -> Span | None:
    """What stands behind a closing clause and is reported too; empty for nothing; None: no such clause."""
    rest, nothing = trim(layout.text, Span(end, sentence.end), _EDGE), Span(end, end)
    words = layout.lowers(rest)
    if not words:
        return nothing
    sign = layout.text[end : end + 1]
    if sign in {",", ";", ":"}:
        return nothing if sign == "," and words[0] in _OWN_WORDS else rest
    short = len(words) <= _LONGEST_TAIL and "," not in rest.of(layout.text)
    deed = words[0] == "after" and len(words) > 1 and words[1].endswith("ing")
    return nothing if short and words[0] in _TAILS and (deed or not _has_verb(layout, rest)) else None


def _comma(layout: Layout, i: int, sentence: Span) -> Attribution | None:
    """``The firm however communicates, divers have found the wreck.``"""
    word = layout.words[i]
    if word.lower not in _INVERTED:
        return None
    end = word.end
    if layout.lowers(Span(end, end + 4))[:1] == ["to"]:
        comma = layout.text.find(",", end, sentence.end)
        end = comma if comma > 0 and layout.count([Span(end, comma)]) <= 5 else end
    if layout.text[end : end + 2] != ", ":
        return None
    subject = subject_before(layout, i, sentence.start)
    before = layout.lowers(Span(sentence.start, subject[0].start)) if subject else []
    if subject is None or not {"but", "and", "however"}.issuperset(before):
        return None
    content = trim(layout.text, Span(end, sentence.end), _EDGE)
    words = layout.lowers(content)
    if len(words) < _FEWEST or words[0] in _OPENS_NO_CLAUSE or words[0].endswith(("ing", "ed", "ly")):
        return None
    if not is_speaker(layout, subject[0], may_be_two=True) or not _is_clause(layout, content):
        return None
    cue = Span(layout.words[subject[1]].start, word.end)
    return _made(layout, subject[0], cue, (content,))


def _is_clause(layout: Layout, span: Span) -> bool:
    """Whether a stretch begins with a subject and its verb: no comma before the first verb."""
    stop = layout.text.find(",", span.start, span.end)
    return _has_verb(layout, Span(span.start, stop if stop > 0 else span.end))


def _as(layout: Layout, i: int, sentence: Span) -> Attribution | None:
    """``..., as the film shows.`` and ``..., as write the exiles, ...``."""
    word = layout.words[i]
    start = layout.text.rfind(", as ", sentence.start, word.start)
    if start < 0:
        return None
    known = lexicon()
    first = layout.word_range(Span(start + 5, word.end))
    if first[0] == i:
        if i + 1 >= len(layout.words) or layout.words[i + 1].start >= sentence.end:
            return None
        end = _phrase_end(layout, i + 1, sentence.end)
        source, cue = Span(layout.words[i + 1].start, end), word.span
        words = layout.lowers(source)
        if word.lower in _SHOWS or not 0 < len(words) <= 6 or words[0] in {"by", "in", "that", "to", "on"}:
            return None
        if any(w in known.finite | _AUXILIARIES for w in words):
            return None
    else:
        subject = subject_before(layout, i, start + 5)
        if subject is None or subject[0].start != start + 5:
            return None
        source, cue, end = subject[0], Span(layout.words[subject[1]].start, word.end), word.end
        words = layout.lowers(source)
        shown = word.lower in _SHOWS and not _EXHIBITS.isdisjoint(words)
        if words[0] in _NOBODY or not (shown or word.lower in known.finite & known.speech - _NOT_CLOSING):
            return None
        if not is_speaker(layout, source, may_be_two=True):
            return None
    if end < sentence.end and layout.text[end] not in ",.;!?":
        return None
    return _around(layout, sentence, Span(start, end), source, cue)


def _around(layout: Layout, sentence: Span, clause: Span, source: Span, cue: Span) -> Attribution | None:
    """What stands on both sides of an inserted clause, from the clause that it is inserted in."""
    floor = sentence.start
    for i in layout.word_range(Span(sentence.start, clause.start)):
        if layout.words[i].lower in _CLAUSE_BEFORE and i + 1 < len(layout.words):
            floor = layout.words[i].end
    head = trim(layout.text, Span(floor, clause.start), _EDGE)
    rest = trim(layout.text, Span(clause.end, sentence.end), _EDGE)
    if layout.count([rest]) and layout.lowers(rest)[0] in _OWN_WORDS:
        rest = Span(clause.end, clause.end)
    return _made(layout, source, cue, tuple(s for s in (head, rest) if layout.count([s])))


_FINDERS: tuple[Callable[[Layout, int, Span], Attribution | None], ...] = (_as, _inverted, _closing, _comma)


def _made(layout: Layout, source: Span, cue: Span, content: Spans) -> Attribution | None:
    content = cut(content, [source, cue])
    if layout.count(content) < _FEWEST or not layout.count([source]):
        return None
    reason = Reason(maker="report", score=0.8, detail="A reporting clause behind or in what it reports.")
    return Attribution(id=0, source=(source,), cue=(cue,), content=content, route="report", reason=reason)
