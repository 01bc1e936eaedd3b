"""Who speaks a quotation that the net gave to nobody?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.attribute.layout import Layout, Speech
from rashomon.attribute.lexicon import lexicon
from rashomon.attribute.neighbours import Neighbours
from rashomon.attribute.phrases import (
    PRONOUNS,
    is_speaker,
    names_somebody,
    subject_before,
    subject_behind,
    verb_group,
)
from rashomon.attribute.speech import belongs
from rashomon.attribute.stretches import inside, touch, trim
from rashomon.records import Attribution, Reason, Span, Spans

_BEHIND = re.compile(r"[\s,]*(?P<dash>[—–―-]{0,2})\s*$")
_BEFORE = re.compile(r"^\s*(?P<sign>[,:]?)\s*(?:[—–―-]\s*)?$")
_SIGNED = re.compile(
    r"\s*(?P<dash>[—–―]|--?)\s*(?P<name>[^\W\d_][\w.'’-]*(?:,? [^\W\d_][\w.'’-]*){0,6}?)[.\s]*$"
)
_GOES_ON = frozenset(",?!…—–")
_FEWEST_WORDS = 3
_FEW_PARAGRAPHS = 2
_ENDS = frozenset(".!?")
_REACH = 12
_SHORTEST_PARAGRAPH = 5
_NOUN_PREPOSITIONS = frozenset({"by", "from", "in", "of"})


def claim_quotations(layout: Layout, candidates: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Attributions for quotations without one: by the reporting clause beside them, or the speaker before.

    A quotation that is a whole paragraph after an attributed quotation goes on with that speaker: it gets
    neither source nor cue.
    """
    found: list[Attribution] = []
    near = Neighbours(candidates)
    spoken: dict[int, bool] = {}
    for speech in layout.speeches:
        last = layout.paragraph_number(speech.end - 1)
        if any(belongs(candidates[n], speech) for n in near.near(Span(speech.start, speech.end))):
            spoken[last] = True
            continue
        if (
            layout.count(speech.spans) < _FEWEST_WORDS
            or _in_question(layout, speech)
            or _is_title(layout, speech)
        ):
            continue
        claim = _clause_behind(layout, speech) or _clause_before(layout, speech)
        if claim is None and _goes_on_with(layout, speech, spoken, candidates, near):
            claim = _made((), (), speech, "A quotation on its own goes on with the speaker before.")
        if claim is not None:
            found.append(claim)
            spoken[last] = True
    return tuple(found)


def sign_quotations(layout: Layout, candidates: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The candidates, and an attribution for each quotation with a dash and nothing but a name behind it.

    The name signs its own quotation only: what the net joined over several of them without a cue is dropped.
    """
    signed = [claim for speech in layout.speeches if (claim := _signature(layout, speech))]
    if not signed:
        return tuple(candidates)
    spans = [span for claim in signed for span in claim.content]
    return (*(c for c in candidates if c.cue or not touch(c.content, spans)), *signed)


def _signature(layout: Layout, speech: Speech) -> Attribution | None:
    line = layout.text[speech.end : speech.end + 80].partition("\n")[0]
    match = _SIGNED.match(line)
    if not match or any(word in lexicon().finite for word in match["name"].lower().strip(".").split()):
        return None
    dash, name = (
        Span(speech.end + match.start(part), speech.end + match.end(part)) for part in ("dash", "name")
    )
    return _made((name,), (dash,), speech, "A name signs the quotation.")


def _in_question(layout: Layout, speech: Speech) -> bool:
    return any(turn.span.overlaps(speech.spans[0]) for turn in layout.turns_in(speech.spans[0]))


def _is_title(layout: Layout, speech: Speech) -> bool:
    """Whether all words but the smallest begin with a capital: a song, a book, a headline."""
    words = [layout.words[i] for span in speech.spans for i in layout.word_range(span)]
    large = [word for word in words if word.end - word.start > 3]
    return 1 < len(words) <= 8 and all(
        layout.text[word.start].isupper() for word in (words[0], words[-1], *large)
    )


def _goes_on_with(
    layout: Layout,
    speech: Speech,
    spoken: dict[int, bool],
    candidates: Sequence[Attribution],
    near: Neighbours,
) -> bool:
    """Whether a quotation without a clause is more of what the one who spoke last says."""
    number = layout.paragraph_number(speech.start)
    if _fills_paragraph(layout, speech):
        return any(spoken.get(number - n) for n in range(1, _FEW_PARAGRAPHS + 1))
    before = layout.sentence(max(0, layout.paragraphs[number].start, speech.start - 2))
    alone = layout.text[: speech.start].rstrip()[-1:] in _ENDS and speech.closed
    closes = not layout.count(
        [Span(speech.end, layout.paragraphs[layout.paragraph_number(speech.end - 1)].end)]
    )
    sayings = [candidates[n] for n in near.near(before)]
    said = any(a.cue and a.source and inside(a.cue, [before]) for a in sayings)
    return alone and closes and said and layout.paragraphs[number].contains(before)


def _fills_paragraph(layout: Layout, speech: Speech) -> bool:
    """Whether nothing but quotations stands in the quotation's paragraphs."""
    paragraphs = {layout.paragraph_number(span.start) for span in speech.spans}
    words = sum(layout.count([layout.paragraphs[number]]) for number in paragraphs)
    quoted = sum(
        layout.count([span])
        for number in paragraphs
        for other in layout.speeches_in(layout.paragraphs[number])
        for span in other.spans
        if layout.paragraph_number(span.start) == number
    )
    return words > _SHORTEST_PARAGRAPH and quoted >= words


def _made(source: Spans, cue: Spans, speech: Speech, why: str) -> Attribution:
    return Attribution(
        id=0,
        source=source,
        cue=cue,
        content=speech.spans,
        route="quotation",
        quotation="direct",
        reason=Reason(maker="quotation", score=0.8, detail=why),
    )


def _clause_behind(layout: Layout, speech: Speech) -> Attribution | None:
    """The reporting clause after a quotation: ``"...", said the mayor`` or ``"..." - the mayor believes``."""
    following = layout.word_range(Span(speech.end, min(speech.end + 200, len(layout.text))))
    if not following:
        return None
    first = layout.words[following[0]]
    between = layout.text[speech.end : first.start]
    match = _BEHIND.match(between)
    if not match or "\n" in between:
        return None
    last_sign = trim(layout.text, Span(speech.start, speech.end), " \"“”«»'‘’„").of(layout.text)[-1:]
    starts_sentence = layout.text[first.start].isupper() and first.lower != "i"
    if starts_sentence and not (match["dash"] or "," in between or last_sign in _GOES_ON):
        return None
    ceiling = min(layout.sentence(first.start).end, _next_speech(layout, speech))
    verb = _first_verb(layout, following[0], ceiling)
    if verb is None:
        return None
    return _with_clause(layout, speech, following[0], verb, ceiling)


def _with_clause(layout: Layout, speech: Speech, first: int, verb: int, ceiling: int) -> Attribution | None:
    words = layout.words
    cue = Span(words[verb].start, words[verb].end)
    if verb == first:
        source = subject_behind(layout, verb, ceiling)
        return (
            _made((source,), (cue,), speech, "A reporting clause follows the quotation.") if source else None
        )
    group = verb_group(layout, verb, words[first].start)
    source = trim(layout.text, Span(words[first].start, words[group - 1].end), " ,")
    source = Span(source.start, source.end + (layout.text[source.end : source.end + 1] == ")"))
    if group <= first or not is_speaker(layout, source):
        return None
    cue = Span(words[group].start, cue.end)
    return _made((source,), (cue,), speech, "A reporting clause follows the quotation.")


def _first_verb(layout: Layout, first: int, ceiling: int) -> int | None:
    known = lexicon()
    for i in range(first, min(first + _REACH, len(layout.words))):
        word = layout.words[i]
        if word.end > ceiling:
            return None
        if word.lower in known.finite and (i > first or word.lower in known.speech):
            return i
    return None


def _next_speech(layout: Layout, speech: Speech) -> int:
    later = layout.speeches_in(Span(speech.end, min(speech.end + 400, len(layout.text))))
    return later[0].start if later else len(layout.text)


def _clause_before(layout: Layout, speech: Speech) -> Attribution | None:
    """The reporting clause before a quotation: ``The mayor said: "..."``, ``MAYOR: "..."``."""
    before = layout.word_range(Span(max(0, speech.start - 300), speech.start))
    if not before:
        return None
    last = layout.words[before[-1]]
    match = _BEFORE.match(layout.text[last.end : speech.start])
    if not match or not match["sign"]:
        return None
    colon = Span(last.end + layout.text[last.end : speech.start].index(match["sign"]), speech.start)
    floor = layout.sentence(last.start).start
    if match["sign"] == ":":
        return _by_verb(layout, speech, before[-1], floor) or _by_noun(
            layout, speech, before[-1], floor, colon
        )
    return _by_verb(layout, speech, before[-1], floor, reach=3)


def _by_verb(
    layout: Layout, speech: Speech, last: int, floor: int, *, reach: int = _REACH
) -> Attribution | None:
    known, words = lexicon(), layout.words
    for i in range(last, max(-1, last - reach), -1):
        if words[i].start < floor:
            return None
        if words[i].lower in known.finite and (subject := subject_before(layout, i, floor)):
            cue = Span(words[subject[1]].start, words[i].end)
            return _made((subject[0],), (cue,), speech, "A reporting clause stands before the quotation.")
    return None


def _by_noun(layout: Layout, speech: Speech, last: int, floor: int, colon: Span) -> Attribution | None:
    """``threats in London and Washington: "..."`` and ``NAME: "..."``."""
    known, words = lexicon(), layout.words
    for i in range(last, max(-1, last - _REACH), -1):
        if words[i].start < floor:
            break
        if words[i].lower in known.nouns:
            return _by_noun_at(layout, speech, i, last)
    clause = trim(layout.text, Span(floor, words[last].end), " •*-–—\n\t")
    count = len(layout.word_range(clause))
    if 0 < count <= 5 and names_somebody(layout, clause) and layout.lowers(clause)[0] not in PRONOUNS:
        sign = Span(colon.start, colon.start + 1)
        return _made((clause,), (sign,), speech, "A name and a colon stand before the quotation.")
    return None


def _by_noun_at(layout: Layout, speech: Speech, noun: int, last: int) -> Attribution | None:
    words = layout.words
    cue = Span(words[noun].start, words[noun].end)
    if noun + 2 <= last and words[noun + 1].lower in _NOUN_PREPOSITIONS:
        source = Span(words[noun + 2].start, words[last].end)
        if names_somebody(layout, source):
            return _made(
                (source,), (cue,), speech, "A noun of saying and a colon stand before the quotation."
            )
    return None
