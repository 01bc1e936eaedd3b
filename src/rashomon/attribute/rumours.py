"""What is reported on nobody's word: "it is said", "allegedly", "rumours spread that"?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import BE, lexicon, word_set
from rashomon.attribute.phrases import PRONOUNS, subject_before
from rashomon.attribute.stretches import clip, cut, inside, join, size, touch, trim
from rashomon.records import Attribution, Reason, Span, Spans

_LONGEST = 80
"""Words: no clause is longer."""
_EDGE = " \t\r\n ,;:.–—-…•*"
_LEFT_BREAK = re.compile(r"[,;:()\[\]–—“”\"«»\n…]|--|\s-\s|[.!?]\s")
_RIGHT_BREAK = re.compile(r"[;:()\[\]–—\n…]|--|\s-\s|,")
_CLAUSE_OPENERS = word_set("rumours_clause_openers")
_AUXILIARIES = word_set("rumours_auxiliaries")
_MANNER = word_set("rumours_manner")
_NO_CONTENT = word_set("rumours_no_content")
_VERBAL = word_set("rumours_verbal")
_INTO = frozenset(["that", "about", "of"])
_VAGUE = word_set("rumours_vague")
_VAGUE_NOUNS = word_set("rumours_vague_nouns")
_APPEARS = word_set("rumours_appears")
_HAS_IT = word_set("rumours_has_it")
_GOES_ROUND = word_set("rumours_goes_round")


def find_rumours(layout: Layout, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with unsourced reports added, and those the net had found marked as such.

    A rumour's cue are the words that say that it is one; its source is empty; ``route`` is ``"rumour"``.
    """
    kept: list[Attribution] = [a for a in found if not _is_of_nothing(layout, a)]
    doubles: set[int] = set()
    starts = sorted((span.start, n) for n, a in enumerate(kept) for span in a.cue)
    cues = {position: n for position, n in starts}
    for cue, content in _heard(layout):
        same = [n for n in dict.fromkeys(_cued(layout, cues, cue)) if touch(kept[n].cue, [cue])]
        said = [n for n in same if _is_sourced(layout, kept[n], cue)]
        for n in said:
            kept[n] = replace(kept[n], cue=cut(kept[n].cue, [cue]) or kept[n].cue)
        unsaid = [n for n in same if n not in said]
        for n in unsaid[:1]:
            kept[n] = _marked(kept[n], cue, content)
        doubles.update(unsaid[1:])
        if not unsaid and not any(touch(kept[n].cue, [cue]) for n in said):
            kept.append(_rumour((cue,), content))
    return tuple(a for n, a in enumerate(kept) if n not in doubles)


def _is_of_nothing(layout: Layout, a: Attribution) -> bool:
    """``Nothing was said about it``, ``No receipt was shown``: nobody says anything."""
    if a.source or not a.cue or not a.content or a.content[0].start > a.cue[0].start:
        return False
    passive = any(word in BE | {"been", "be"} for word in layout.lowers(a.cue[0]))
    return passive and layout.lowers(a.content[0])[:1] in (["nothing"], ["no"], ["none"], ["little"])


def _cued(layout: Layout, cues: dict[int, int], cue: Span) -> Iterator[int]:
    """The numbers of the attributions with a cue that begins near ``cue``."""
    words = layout.word_range(cue)
    for i in range(max(0, words.start - 8), min(len(layout.words), words.stop)):
        if layout.words[i].start in cues:
            yield cues[layout.words[i].start]


def _rumour(cue: Spans, content: Spans) -> Attribution:
    reason = Reason(maker="rumour", score=0.8, detail="It is reported without a source.")
    return Attribution(id=0, source=(), cue=cue, content=content, route="rumour", reason=reason)


def _is_sourced(layout: Layout, a: Attribution, cue: Span) -> bool:
    """Whether somebody stands behind what the net found at the same cue."""
    if not a.source or touch(a.source, [cue]):
        return False
    words = [word for span in a.source for word in layout.lowers(span)]
    return bool(words) and words[0] not in {"it", "there"} and a.source[0].end <= cue.end + 200


def _marked(a: Attribution, cue: Span, content: Spans) -> Attribution:
    """What the net found, as a rumour; its content stays unless it is a small part of the whole."""
    mine = cut(a.content, [cue])
    if not mine or (inside(mine, content) and 2 * size(mine) < size(content)):
        mine = content
    reason = replace(a.reason, detail="It is reported without a source.")
    return replace(a, source=(), cue=join((*a.cue, cue)), content=mine, route="rumour", reason=reason)


def _heard(layout: Layout) -> Iterator[tuple[Span, Spans]]:
    """Cue and content of every unsourced report, in order."""
    known = lexicon()
    finders: list[tuple[frozenset[str], Callable[[Layout, int], tuple[Span, Spans] | None]]] = [
        (known.hearsay_adverbs, _by_adverb),
        (known.hearsay_adjectives, _by_adjective),
        (known.hearsay_participles, _by_participle),
        (known.hearsay_nouns, _by_noun),
        (_VAGUE_NOUNS, _by_vague_noun),
        (frozenset({"information"}), _by_information),
        (frozenset({"word", "story", "legend", "gossip", "whisper"}), _by_set_phrase),
    ]
    finder_of: dict[str, list[Callable[[Layout, int], tuple[Span, Spans] | None]]] = {}
    for words, finder in finders:
        for word in words:
            finder_of.setdefault(word, []).append(finder)
    for i in layout.occurrences(finder_of):
        for finder in finder_of[layout.words[i].lower]:
            heard = finder(layout, i)
            if heard and layout.count(heard[1]):
                yield heard
                break


def _region(layout: Layout, i: int) -> Span:
    """The sentence of a word, cut to the quotation that the word stands in or to what is outside of it."""
    word = layout.words[i]
    sentence = layout.sentence(word.start)
    start, end = sentence.start, sentence.end
    for speech in layout.speeches_in(word.span):
        for span in speech.spans:
            if span.start <= word.start and word.end <= span.end:
                return Span(max(start, span.start + 1), min(end, max(word.end, span.end - 1)))
    return Span(start, max(end, word.end))


def _word(layout: Layout, i: int) -> str:
    return layout.words[i].lower if 0 <= i < len(layout.words) else ""


def _piece(layout: Layout, start: int, end: int) -> Spans:
    piece = trim(layout.text, Span(start, max(start, end)), _EDGE)
    return (piece,) if layout.count([piece]) else ()


def _clause_end(layout: Layout, i: int, region: Span) -> int:
    """Where the clause after word ``i`` ends: at a sign, or at a word that opens another clause."""
    end = layout.words[i].end
    for n in range(i + 1, min(i + _LONGEST, len(layout.words))):
        word = layout.words[n]
        if word.start >= region.end:
            break
        between = layout.text[layout.words[n - 1].end : word.start]
        if n > i + 2 and _RIGHT_BREAK.search(between):
            return end
        if n > i + 2 and word.lower in _CLAUSE_OPENERS - {"that"}:
            return end
        end = word.end
    return min(max(end, layout.words[i].end), region.end)


def _clause_start(layout: Layout, i: int, region: Span) -> int:
    """Where the clause begins that word ``i`` stands in."""
    known, start = lexicon(), layout.words[i].start
    for n in range(i - 1, max(-1, i - _LONGEST), -1):
        word = layout.words[n]
        if word.start < region.start or _LEFT_BREAK.search(layout.text[word.end : layout.words[n + 1].start]):
            return start
        if word.lower in _CLAUSE_OPENERS or (n == i - 1 and word.lower in {"and", "or"}):
            return start
        if word.lower == "about" and _word(layout, n - 1) in known.speech | known.nouns:
            return start
        start = word.start
    return start


def _by_adverb(layout: Layout, i: int) -> tuple[Span, Spans]:
    """``US planes allegedly bombing the town``: the clause around the adverb."""
    region, word = _region(layout, i), layout.words[i]
    left = _piece(layout, _clause_start(layout, i, region), word.start)
    right = _piece(layout, word.end, _clause_end(layout, i, region))
    if not right:
        left = _piece(layout, region.start, word.start)
    return word.span, left + right


def _by_adjective(layout: Layout, i: int) -> tuple[Span, Spans] | None:
    """``the alleged attack``: the noun phrase behind the adjective."""
    if _word(layout, i + 1) in {"to", "that", "by", ""} or _word(layout, i - 1) in BE | {
        "been",
        "have",
        "has",
        "had",
        "he",
        "they",
    }:
        return None
    region, word = _region(layout, i), layout.words[i]
    end = layout.words[i].end
    for n in range(i + 1, min(i + 12, len(layout.words))):
        following = layout.words[n]
        between = layout.text[layout.words[n - 1].end : following.start]
        stops = "," in between or (_RIGHT_BREAK.search(between) and n > i + 2)
        if (
            following.start >= region.end
            or stops
            or following.lower in _CLAUSE_OPENERS | _AUXILIARIES | PRONOUNS
        ):
            break
        if n > i + 1 and following.lower in lexicon().finite:
            break
        end = following.end
    content = _piece(layout, word.end, min(end, region.end))
    return (word.span, content) if layout.count(content) > 1 else None


def _by_participle(layout: Layout, i: int) -> tuple[Span, Spans] | None:
    """``it is reported that``, ``as was predicted,`` and ``he is said to have fled``."""
    first = i - 1
    while _word(layout, first) in _AUXILIARIES | _MANNER or _word(layout, first).endswith("ly"):
        first -= 1
    head = _word(layout, first)
    group = [_word(layout, n) for n in range(first + 1, i)]
    if head not in {"it's", "it’s"} and not any(word in BE or word == "been" for word in group):
        return (_as_reported(layout, first, i)) if head == "as" else None
    region = _region(layout, i)
    if layout.words[max(first, 0)].start < region.start:
        return None
    if head in {"it", "it's", "it’s"}:
        return _impersonal(layout, first, i, region)
    if head == "as":
        return _as_reported(layout, first, i)
    return _raised(layout, first + 1, i, region) if _word(layout, i + 1) == "to" else None


def _impersonal(layout: Layout, first: int, i: int, region: Span) -> tuple[Span, Spans] | None:
    following = _word(layout, i + 1)
    cue = Span(layout.words[first].start, layout.words[i].end)
    rest = layout.text[layout.words[i].end : layout.words[i].end + 1]
    if rest in {",", "."} or layout.words[i].end >= region.end - 1:
        if rest == "," and layout.text[: cue.start].rstrip()[-1:] not in {",", "–", "—"}:
            return cue, _piece(layout, cue.end, region.end)
        return cue, _piece(layout, region.start, cue.start) + _piece(layout, cue.end, region.end)
    if following in _NO_CONTENT or not following:
        return None
    if following == "about":
        cue = Span(cue.start, layout.words[i + 1].end)
    return cue, _piece(layout, cue.end, region.end)


def _as_reported(layout: Layout, first: int, i: int) -> tuple[Span, Spans] | None:
    """``As was predicted, the army ...``; not ``as reported by the agency``."""
    region = _region(layout, i)
    cue = Span(layout.words[first].start, layout.words[i].end)
    if layout.text[cue.end : cue.end + 1] not in {",", "."} or cue.start < region.start:
        return None
    return cue, _piece(layout, region.start, cue.start) + _piece(layout, cue.end, region.end)


def _raised(layout: Layout, group: int, i: int, region: Span) -> tuple[Span, Spans] | None:
    """``The general is said to have fled``: subject and infinitive are the content."""
    if _word(layout, i) == "supposed" or _word(layout, i + 2) in {"the", "a", "an", ""}:
        return None
    subject = subject_before(layout, i, region.start)
    cue = Span(layout.words[group].start, layout.words[i].end)
    before = subject_before(layout, group, region.start) or subject
    left: Spans = (before[0],) if before else ()
    end = region.end if _word(layout, i + 3) == "that" else _clause_end(layout, i, region)
    return cue, cut(left, [cue]) + _piece(layout, cue.end, end)


def _by_noun(layout: Layout, i: int) -> tuple[Span, Spans] | None:
    """``rumours spread that``, ``there was a rumour about``, ``a lot of rumour on the fact that``."""
    region, words = _region(layout, i), layout.words
    if (phrase := _by_set_phrase(layout, i) or _aside(layout, i, region)) is not None:
        return phrase
    for n in range(i + 1, min(i + 9, len(words))):
        if words[n].start >= region.end or _RIGHT_BREAK.search(
            layout.text[words[n - 1].end : words[n].start]
        ):
            return None
        if words[n].lower in _INTO and (n == i + 1 or words[n].lower == "that" or words[n].lower == "about"):
            last = n - 1 if words[n].lower == "that" else n
            return Span(words[i].start, words[last].end), _piece(
                layout, words[last].end, _noun_end(layout, n, region)
            )
    return None


def _aside(layout: Layout, i: int, region: Span) -> tuple[Span, Spans] | None:
    """``The director, by rumours, has offered four millions``; ``On rumours, he has left``."""
    word, text = layout.words[i], layout.text
    if _word(layout, i - 1) not in {"by", "on"} or text[word.end : word.end + 1] != ",":
        return None
    cue = Span(layout.words[i - 1].start, word.end)
    before = text[region.start : cue.start].rstrip()
    if before and not before.endswith(","):
        return None
    return cue, (*_piece(layout, region.start, cue.start), *_piece(layout, cue.end, region.end))


def _by_set_phrase(layout: Layout, i: int) -> tuple[Span, Spans] | None:
    """``rumour has it that``, ``word went round that``, ``the story goes that``."""
    region, words = _region(layout, i), layout.words
    pair = f"{words[i].lower}_{_word(layout, i + 1)}"
    if pair in _HAS_IT and _word(layout, i + 2) == "it":
        that = i + 3
    elif pair in _GOES_ROUND:
        that = i + 3 if _word(layout, i + 2) in {"round", "around", "out"} else i + 2
    else:
        return None
    if _word(layout, that) != "that" or words[that].start >= region.end:
        return None
    return Span(words[i].start, words[that - 1].end), _piece(
        layout, words[that].start, _noun_end(layout, that, region)
    )


def _noun_end(layout: Layout, n: int, region: Span) -> int:
    """The end of the sentence (or a semicolon) after "that", of the clause after "about" and "of"."""
    if layout.words[n].lower != "that":
        return _clause_end(layout, n, region)
    stop = layout.text.find(";", layout.words[n].end, region.end)
    return region.end if stop < 0 else stop


def _by_vague_noun(layout: Layout, i: int) -> tuple[Span, Spans] | None:
    """``there are reports that``, ``according to unconfirmed reports``, ``there is talk of``."""
    region, words = _region(layout, i), layout.words
    first = i
    while _word(layout, first - 1) in _VAGUE or (
        first == i and _word(layout, first - 1) in {"social", "news"}
    ):
        first -= 1
    vague = first < i
    if (
        _word(layout, first - 1) == "to"
        and _word(layout, first - 2) == "according"
        and layout.words[i].lower == "reports"
    ):
        cue = Span(words[first - 2].start, words[i].end)
        return cue, _piece(layout, region.start, cue.start) + _piece(layout, cue.end, region.end)
    before = [_word(layout, n) for n in range(max(0, first - 4), first)]
    if "there" in before and (that := _that_behind(layout, i, region)):
        return Span(words[first].start, words[that - 1].end), _piece(
            layout, words[that].start, _noun_end(layout, that, region)
        )
    if _word(layout, i + 1) not in _INTO or not (vague or "there" in before):
        return None
    last = i if _word(layout, i + 1) == "that" else i + 1
    cue = Span(words[first].start, words[last].end)
    return cue, _piece(layout, cue.end, _noun_end(layout, i + 1, region))


def _that_behind(layout: Layout, i: int, region: Span) -> int | None:
    """The "that" to which "there is talk" leads over a place: ``in the cafés of the port that``."""
    for n in range(i + 2, min(i + 12, len(layout.words))):
        between = layout.text[layout.words[n - 1].end : layout.words[n].start]
        if layout.words[n].start >= region.end or _RIGHT_BREAK.search(between):
            return None
        if layout.words[n].lower == "that":
            return n if _word(layout, i + 1) in {"in", "on", "at", "among", "around"} else None
    return None


def _by_information(layout: Layout, i: int) -> tuple[Span, Spans] | None:
    """``Information about the dead comes``, ``information appeared that``."""
    region, words = _region(layout, i), layout.words
    if _word(layout, i + 1) in _APPEARS and _word(layout, i + 2) == "that":
        return Span(words[i].start, words[i + 1].end), _piece(layout, words[i + 1].end, region.end)
    if _word(layout, i + 1) not in {"about", "that"}:
        return None
    for n in range(i + 2, min(i + 20, len(words))):
        if words[n].start >= region.end:
            return None
        if words[n].lower in _APPEARS:
            last = i if _word(layout, i + 1) == "that" else i + 1
            content = clip([Span(words[last].end, words[n].start)], region)
            return Span(words[i].start, words[last].end), tuple(trim(layout.text, s, _EDGE) for s in content)
    return None
