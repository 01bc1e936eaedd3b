"""Who is said to be for or against whom, in what, and according to whom.

Two judges: the words ("Torvia armed the militia"), and a net that weighs pairs of actors in a sentence. An
event that is denied, only foretold, wished, demanded or conditional gives no stance, and takes away the net's
of that sign for the pair; where the words tell of a pair the net can only bear them out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.records import Document, Reason, Span, Stance
from rashomon.specify.leanings import find_leanings
from rashomon.specify.parties import Pair, Parties
from rashomon.specify.scene import owners, read_scene
from rashomon.specify.sides import told_by_phrases
from rashomon.specify.telling import (
    Told,
    told_by_adjectives,
    told_by_demands,
    told_by_events,
    told_by_names,
    told_by_speakers,
)
from rashomon.specify.trees import Trees
from rashomon.specify.vows import told_by_vows
from rashomon.specify.weighing import NET_THRESHOLD, NEVER_ALONE, Pairs, weigh_pairs


def find_stances(
    document: Document, pairs: Pairs | None = None, *, threshold: float = NET_THRESHOLD
) -> tuple[Stance, ...]:
    """The stances of a document in the order of the text, each pair and sign once an attribution.

    Reads ``tokens``, ``events``, ``mentions``, ``attributions`` and ``entities``: a pronoun counts only where
    it is known who it is.

    >>> from rashomon.records import Article
    >>> find_stances(Document(article=Article(name="a", text="Nothing.")))
    ()
    """
    if not document.tokens:
        return ()
    trees = Trees(document.text, document.tokens)
    parties = Parties(document, trees, read_scene(document, trees))
    owner = owners(document)
    told, withheld = told_by_events(document, trees, parties)
    told += told_by_adjectives(trees, parties)
    told += told_by_names(trees, parties)
    told += told_by_speakers(document, trees, parties, owner)
    told += told_by_demands(document, trees, parties)
    told += told_by_phrases(document, trees, parties)
    told += told_by_vows(trees, parties)
    found = [both for item in told for both in _stances_of(document, parties, owner, item)]
    if pairs is not None:
        seen = weigh_pairs(document, trees, parties, owner, pairs, threshold=threshold, withheld=withheld)
        found += _beside(parties, found, seen)
    shown = find_leanings(document, trees, parties, owner)
    return _once([*(stance for _, stance in found), *shown])


def _stances_of(
    document: Document, parties: Parties, owner: list[int], told: Told
) -> Iterator[tuple[Pair, Stance]]:
    """The stance, and the one the other way where it is mutual."""
    number = owner[told.at]
    attribution = document.attributions[number].id if number >= 0 else None
    word = document.tokens[told.at].span.of(document.text)
    ways = [(told.holder, told.target)]
    if told.kind.is_mutual:
        ways.append((told.target, told.holder))
    for holder, target in ways:
        yield (
            (holder, target),
            Stance(
                holder=parties.mentions[holder].span,
                target=parties.mentions[target].span,
                sign=told.kind.sign,
                kind=told.kind.name,
                attribution=attribution,
                score=round(told.score, 4),
                reason=Reason(
                    maker="event", score=round(told.score, 4), detail=f'the words say so: "{word}"'
                ),
            ),
        )


def _beside(
    parties: Parties, told: Sequence[tuple[Pair, Stance]], seen: Sequence[tuple[Pair, Stance]]
) -> list[tuple[Pair, Stance]]:
    """The net's stances that bear the words out, or of whose pair they tell nothing in the sentence."""
    known = {parties.key(*pair): stance for pair, stance in told}
    kept = []
    for pair, stance in seen:
        words = known.get(parties.key(*pair))
        if words is None:
            if stance.sign != NEVER_ALONE:
                kept.append((pair, stance))
        elif (words.holder, words.target, words.sign) == (stance.holder, stance.target, stance.sign):
            kept.append((pair, replace(stance, attribution=words.attribution)))
    return kept


def _once(found: Sequence[Stance]) -> tuple[Stance, ...]:
    """Each holder, target and sign once an attribution; what both judges say is surer than either.

    The words' kind is kept before the net's.
    """
    best: dict[tuple[Span, Span, int, int | None], Stance] = {}
    for stance in found:
        key = (stance.holder, stance.target, stance.sign, stance.attribution)
        known = best.get(key)
        if known is None:
            best[key] = stance
        elif known.reason.maker != stance.reason.maker:
            joined = 1 - (1 - known.score) * (1 - stance.score)
            best[key] = replace(known, score=round(joined, 4))
        elif stance.score > known.score:
            best[key] = stance
    return tuple(
        sorted(best.values(), key=lambda s: (s.holder, s.target, s.sign, s.attribution or -1, s.kind))
    )
