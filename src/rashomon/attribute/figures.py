"""Whose figure is it: ``X counts 41 dead``, ``X stands by 63``, ``the list has 9 names``?"""

from __future__ import annotations

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import word_set
from rashomon.attribute.tails import CLAUSE_END, Tail, follows, is_number
from rashomon.records import Span

_FIGURE_UNITS = word_set("frames_figure_units")
_COUNTS, _COUNTED = word_set("figures_counts"), word_set("figures_counted")
_LISTS = word_set("figures_lists")
_DATES = word_set("phrases_days") | word_set("figures_months")
_REPEATS, _STANDS = word_set("figures_repeats"), word_set("figures_stands")
_FIGURE_NOUNS = word_set("figures_nouns")
_OWNERS = frozenset(("a", "the", "its", "his", "her", "their"))
_LONGEST_LIST = 12
POINTING = _COUNTS | {"put", "puts", "counts", "counted"}
"""Verbs of which "it" can be the subject: a body or a paper that the sentence before names."""


def figure_tail(layout: Layout, i: int, sentence: Span) -> Tail | None:
    """``X counts 41 dead``, ``X put the number at 28``, ``X gives it a week``, ``X says twelve``."""
    words, word = layout.words, layout.words[i].lower
    if word in {"counts", "counted", "count"} and is_number(follows(layout, i)):
        return Tail(words[i + 1].start, wide=False, sure=True)
    if word in _COUNTS and is_number(follows(layout, i)):
        behind = {follows(layout, i, n) for n in range(2, 6)}
        return None if behind.isdisjoint(_COUNTED) else Tail(words[i + 1].start, wide=False, sure=True)
    if word in {"has", "have", "lists", "holds", "contains"}:
        return _on_a_list(layout, i, sentence)
    if word in {"says", "say", "said"} and is_number(follows(layout, i)):
        stop = CLAUSE_END.search(layout.text, words[i].end, sentence.end)
        short = len(layout.word_range(Span(words[i].end, stop.start() if stop else sentence.end))) <= 3
        return Tail(words[i + 1].start, wide=False, sure=True) if short else None
    if word in {"gives", "gave", "give"} and follows(layout, i) in {"it", "them", "him", "her"}:
        return _span_of_time(layout, i)
    if word in {"put", "puts"}:
        return _put_at(layout, i, sentence)
    if word in _REPEATS:
        return _bare_figure(layout, i, 1, sentence)
    if word in _STANDS and follows(layout, i) in {"by", "to"}:
        return _bare_figure(layout, i, 2, sentence)
    return None


def _bare_figure(layout: Layout, i: int, at: int, sentence: Span) -> Tail | None:
    """``X repeats the number 63``, ``X stands by its figure of 63``: a number and little else."""
    start = i + at
    behind = [follows(layout, i, n) for n in range(at, at + 5)]
    skipped = 0
    if behind[0] in _OWNERS and behind[1] in _FIGURE_NOUNS:
        skipped = 3 if behind[2] == "of" else 2
    if start >= len(layout.words) or not is_number(behind[skipped]):
        return None
    stop = CLAUSE_END.search(layout.text, layout.words[i].end, sentence.end)
    told = layout.word_range(Span(layout.words[i].end, stop.start() if stop else sentence.end))
    is_all = len(told) <= at + skipped or follows(layout, i, at + skipped + 1) in _COUNTED
    return Tail(layout.words[start].start, wide=False, sure=True) if is_all else None


def _on_a_list(layout: Layout, i: int, sentence: Span) -> Tail | None:
    """``The register of the clinic has 17``, ``the list contains the names of nine``."""
    named = follows(layout, i) == "the" and follows(layout, i, 2) == "names"
    if not (named or is_number(follows(layout, i))):
        return None
    before = layout.lowers(Span(sentence.start, layout.words[i].start))[-_LONGEST_LIST:]
    known = layout.words[i].lower == "lists" or not _LISTS.isdisjoint(before)
    return Tail(layout.words[i + 1].start, wide=False, sure=True) if known else None


def _span_of_time(layout: Layout, i: int) -> Tail | None:
    amount, unit = follows(layout, i, 2), follows(layout, i, 3)
    timed = (amount in {"a", "an", "another"} or is_number(amount)) and unit in _FIGURE_UNITS
    if timed or amount in {"less", "longer"}:
        return Tail(layout.words[i + 1].start, wide=False, sure=True)
    return None


def _put_at(layout: Layout, i: int, sentence: Span) -> Tail | None:
    words = layout.words
    stop = CLAUSE_END.search(layout.text, words[i].end, sentence.end)
    lowers = layout.lowers(Span(words[i].end, stop.start() if stop else sentence.end))
    for n, word in enumerate(lowers[1:-1], start=1):
        near = word == "at" or (word == "to" and lowers[n - 1] in {"nearer", "closer", "close"})
        dated = (
            word == "on" and layout.words[i].lower == "puts" and not _DATES.isdisjoint(lowers[n + 1 : n + 7])
        )
        if dated:
            return Tail(words[i + 1].start, wide=False, sure=True)
        if near and any(is_number(w) for w in lowers[n + 1 : n + 5]):
            return Tail(words[i + 1].start, wide=False, sure=True)
    return None
