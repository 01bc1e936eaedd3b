"""Which articles took text from which: copies, excerpts, texts embedded in others, rewritten ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rashomon.findings import Copy, CopyKind
from rashomon.ledger import Judgement, LedgerArticle
from rashomon.survey.alignment import Stretch, align
from rashomon.survey.direction import Signs, tell_direction
from rashomon.survey.garbling import WordCounts, find_garbler
from rashomon.survey.own_words import OwnWords, read_own_words
from rashomon.survey.rewritten import Retold, find_rewritten
from rashomon.survey.shingles import SHINGLE, find_candidates, find_frequent, shingle_hashes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WHOLE = 0.7
"""Share of an article's words that makes it a copy as a whole."""
LEAST_SURE = 0.5
"""Pairs less sure than this are not told."""
STOCK = 4
"""A run of words in more families of articles than this is a stock phrase, or printed under everything."""
# Fewer words than this outside quotations may be alike by chance.
_CHANCE = 12.0
_STEEP = 16.0
# Share of the shorter text at which it is as likely a copy as not: without stock phrases, and with them.
_HALF_RARE, _HALF_ANY = 0.35, 0.6
# Words outside quotations and stock phrases that prove that a passage was taken over, whatever the rest is.
_LONG = 80.0
# An article of so many words that stands wholly in another is from there, though all of it were quotation.
_ALL, _STATEMENT = 0.9, 30
_ALL_OF_IT, _CUT = 0.95, 0.8
"""Shares of the words: a text that stands in another as a whole was cut from it, if it lacks a fifth or more;
what has a line or two more may as well have added them."""


class Overlap(NamedTuple):
    """How far the texts of two articles are one."""

    stretches: tuple[Stretch, ...]
    cover: tuple[float, float]
    """Share of the words of each that stand in the other."""
    plain: float
    """Shared words outside quotations."""
    rare: float
    """Those that are in no stock phrase."""
    unquoted: int
    """Words outside quotations of the article that has fewer of them."""
    words: int
    """Words of the shorter article."""

    @property
    def score(self) -> float:
        """How sure it is that one text went into the other.

        Words that both quote prove nothing: two reporters may have heard them. Of the rest, it needs a share
        of the shorter text, or a passage so long that no chance explains it; or that the one is all quotation
        and stands in the other whole.
        """
        shares = ((self.rare, _HALF_RARE), (self.plain, _HALF_ANY))
        signs = [_STEEP * (min(1.0, words / max(1, self.unquoted)) - half) for words, half in shares]
        sure = max(_share(sign) for sign in [*signs, (self.rare - _LONG) / 10])
        sure *= 1 - math.exp(-self.plain / _CHANCE)
        if max(self.cover) >= _ALL and self.words >= _STATEMENT:
            sure = max(sure, max(self.cover) ** 4)
        return round(sure, 4)


def _share(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))


def find_copies(articles: Sequence[LedgerArticle], judgements: Sequence[Judgement] = ()) -> tuple[Copy, ...]:
    """Pairs of articles of which one took text from the other, or both from a third; by child and parent.

    Verdicts "copy" and "independent" on two articles win. Candidates share rare runs of words
    (`find_candidates`); what they share is then aligned. The order of ``articles`` does not matter.
    """
    ordered = sorted(articles, key=_age)
    owns = [read_own_words(article) for article in ordered]
    documents = [own.hashes for own in owns]
    pairs = [(owns[one], owns[other]) for one, other, _ in find_candidates(documents)]
    runs = [align(one.hashes, other.hashes) for one, other in pairs]
    families = _families(owns, pairs, runs)
    stock = find_frequent(documents, families, STOCK)
    counts = WordCounts.of(documents)
    found: dict[frozenset[str], Copy] = {}
    for (one, other), stretches in zip(pairs, runs, strict=True):
        overlap = measure_overlap(one, other, stretches, stock)
        if overlap.score >= LEAST_SURE:
            found[frozenset((one.article.name, other.article.name))] = _copy(one, other, overlap, counts)
    for first, second, signs in find_rewritten(owns, families):
        names = frozenset((ordered[first].name, ordered[second].name))
        if signs.score >= LEAST_SURE and names not in found:
            found[names] = _rewritten(ordered[first], ordered[second], signs)
    return tuple(
        sorted(_judged(found, _settled(judgements), ordered), key=lambda copy: (copy.child, copy.parent))
    )


def _families(
    owns: Sequence[OwnWords],
    pairs: Sequence[tuple[OwnWords, OwnWords]],
    runs: Sequence[tuple[Stretch, ...]],
) -> list[int]:
    """One number for all articles that are nearly the same text: it counts once where phrases are counted."""
    import networkx as nx

    number = {own.article.name: place for place, own in enumerate(owns)}
    graph = nx.empty_graph(len(owns))
    for (one, other), stretches in zip(pairs, runs, strict=True):
        if min(_cover(one, other, stretches)) >= _HALF_ANY:
            graph.add_edge(number[one.article.name], number[other.article.name])
    family = list(range(len(owns)))
    for members in nx.connected_components(graph):
        for member in members:
            family[member] = min(members)
    return family


def _cover(one: OwnWords, other: OwnWords, stretches: Sequence[Stretch]) -> tuple[float, float]:
    mine = sum(run.a_end - run.a for run in stretches)
    theirs = sum(run.b_end - run.b for run in stretches)
    return mine / max(1, len(one)), theirs / max(1, len(other))


def measure_overlap(
    one: OwnWords, other: OwnWords, stretches: tuple[Stretch, ...], stock: NDArray[np.uint64]
) -> Overlap:
    """What two articles share along ``stretches``; ``stock`` are the hashes of stock phrases, in order."""
    import numpy as np

    inside = np.zeros(len(one), dtype=bool)
    for run in stretches:
        inside[run.a : run.a_end] = True
    same = sum(run.same for run in stretches) / max(1, int(inside.sum()))
    plain = inside & ~one.quoted
    for run in stretches:
        # Marks that only one of the two has still show speech.
        if other.quoted[run.b : run.b_end].all():
            plain[run.a : run.a_end] = False
    unquoted = [int((~own.quoted).sum()) for own in (one, other)]
    return Overlap(
        stretches,
        _cover(one, other, stretches),
        float(plain.sum()) * same,
        float((plain & ~_in_stock(one, stock)).sum()) * same,
        min([count for count in unquoted if count >= _CHANCE], default=max(unquoted)),
        min(len(one), len(other)),
    )


def _in_stock(own: OwnWords, stock: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which words of an article are part of a stock phrase."""
    import numpy as np

    inside = np.zeros(len(own), dtype=bool)
    runs = shingle_hashes(own.hashes)
    if not len(stock) or not len(runs):
        return inside
    places = np.minimum(np.searchsorted(stock, runs), len(stock) - 1)
    for place in np.flatnonzero(stock[places] == runs):
        inside[place : place + SHINGLE] = True
    return inside


def _copy(one: OwnWords, other: OwnWords, overlap: Overlap, counts: WordCounts) -> Copy:
    direction = tell_direction(one.article, other.article, _signs(one, other, overlap, counts))
    if direction.probability < 0.5:
        one, other, overlap = other, one, _turned(overlap)
        direction = tell_direction(one.article, other.article, _signs(one, other, overlap, counts))
    mine, theirs = overlap.cover
    kind = _kind(mine, theirs)
    return Copy(
        child=one.article.name,
        parent=other.article.name,
        kind=kind,
        score=overlap.score,
        direction=round(direction.probability, 4),
        containment=round(min(1.0, mine), 4),
        passages=tuple(
            (one.span(run.a, run.a_end), other.span(run.b, run.b_end)) for run in overlap.stretches
        ),
        reason=f"{_WORDS[kind]}: {mine:.0%} of it stands in the other, {theirs:.0%} of the other in it;"
        f" {sum(run.same for run in overlap.stretches)} words in {len(overlap.stretches)} passages;"
        f" {direction.reason}",
    )


def _rewritten(one: LedgerArticle, other: LedgerArticle, signs: Retold) -> Copy:
    direction = tell_direction(one, other)
    passages = signs.passages
    if direction.probability < 0.5:
        direction = tell_direction(other, one)
        one, other, passages = other, one, tuple((theirs, mine) for mine, theirs in passages)
    own = len(one.text) - sum(len(span) for span in one.furniture)
    return Copy(
        child=one.name,
        parent=other.name,
        kind="rewritten",
        score=signs.score,
        direction=round(direction.probability, 4),
        containment=round(min(1.0, sum(len(mine) for mine, _ in passages) / max(1, own)), 4),
        passages=passages,
        reason=f"told anew: {signs.reason}; {direction.reason}",
    )


_WORDS: dict[CopyKind, str] = {
    "copy": "nearly the same text",
    "excerpt": "a part of the other's text",
    "embed": "the other's text with much else",
}


def _kind(mine: float, theirs: float) -> CopyKind:
    if mine >= WHOLE and theirs >= WHOLE:
        return "copy"
    return "excerpt" if mine >= theirs else "embed"


def _turned(overlap: Overlap) -> Overlap:
    stretches = tuple(Stretch(run.b, run.b_end, run.a, run.a_end, run.same) for run in overlap.stretches)
    return overlap._replace(stretches=stretches, cover=(overlap.cover[1], overlap.cover[0]))


def _signs(one: OwnWords, other: OwnWords, overlap: Overlap, counts: WordCounts) -> Signs:
    mine, theirs = overlap.cover
    part = 1 if mine >= _ALL_OF_IT and theirs < _CUT else -1 if theirs >= _ALL_OF_IT and mine < _CUT else 0
    return Signs(part=part, error=find_garbler(one, other, overlap.stretches, counts))


def _age(article: LedgerArticle) -> tuple[str, str]:
    """Earlier articles first, undated ones last."""
    return (article.published or "~", article.name)


def _settled(judgements: Sequence[Judgement]) -> dict[frozenset[str], Judgement]:
    """What people said of pairs of articles; the latest verdict on a pair counts."""
    ordered = sorted(judgements, key=lambda judgement: (judgement.given, judgement.id))
    return {
        frozenset((judgement.subject, judgement.object)): judgement
        for judgement in ordered
        if judgement.kind == "article" and judgement.object and judgement.object != judgement.subject
    }


def _judged(
    found: dict[frozenset[str], Copy],
    settled: dict[frozenset[str], Judgement],
    articles: Sequence[LedgerArticle],
) -> list[Copy]:
    by_name = {article.name: article for article in articles}
    kept = {pair: copy for pair, copy in found.items() if pair not in settled}
    for pair, judgement in settled.items():
        if judgement.verdict == "copy" and pair <= by_name.keys():
            one, other = (read_own_words(by_name[name]) for name in sorted(pair))
            copy = found.get(pair) or _copy(
                one, other, _overlap_alone(one, other), WordCounts.of([one.hashes, other.hashes])
            )
            kept[pair] = replace(
                copy, score=1.0, reason=f"{judgement.person or 'a person'} says so; {copy.reason}"
            )
    return list(kept.values())


def _overlap_alone(one: OwnWords, other: OwnWords) -> Overlap:
    """Of two articles without the rest of the case, which would tell stock phrases."""
    import numpy as np

    stretches = align(one.hashes, other.hashes)
    return measure_overlap(one, other, stretches, np.empty(0, dtype=np.uint64))
