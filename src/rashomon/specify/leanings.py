"""Whom an outlet or a speaker is for or against by the words that he chooses himself.

One loaded word may be chance, so what is said here needs a word that is enough alone or several toward the
same one, and none that points the other way. Every piece becomes a stance of its own that holds its words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rashomon.findings import SLANT
from rashomon.records import Document, Reason, Span, Stance
from rashomon.specify.parties import Parties
from rashomon.specify.slant import Piece, find_pieces
from rashomon.specify.trees import Trees

_ENOUGH = 1.0
"""What the pieces of one voice toward one actor must weigh together."""
_SURE = 0.7
"""How sure what weighs just enough is; more makes it surer."""
_SILENT = frozenset(["furniture", "credit", "disclaimer", "dateline"])


def find_leanings(document: Document, trees: Trees, parties: Parties, owner: Sequence[int]) -> list[Stance]:
    """The stances that choice of words shows, of the outlet itself and of those whom it lets speak.

    ``owner`` has for each token the attribution whose content it is in, -1 for the outlet. An author's
    opinion column says nothing of the outlet, nor does what stands in quotation marks or an interview.
    """
    by_voice: dict[tuple[int | tuple[str, int], tuple[str, int]], list[Piece]] = defaultdict(list)
    for piece in find_pieces(document, trees, parties):
        number = owner[piece.at]
        if number < 0:
            if _is_outlets(document, trees.tokens[piece.at].span, parties, piece):
                by_voice[-1, parties.who(piece.target)].append(piece)
            continue
        holder = _speaker(document, trees, parties, number)
        span = trees.tokens[piece.at].span
        if holder is not None and _is_speakers(document, span, parties, piece, (number, holder)):
            by_voice[parties.who(holder), parties.who(piece.target)].append(piece)
    found: list[Stance] = []
    for pieces in by_voice.values():
        if len({piece.sign for piece in pieces}) == 1:
            weight = _weight_of(trees, pieces)
            if weight >= _ENOUGH:
                found += _stances(document, trees, parties, owner, pieces, weight)
    return found


def _weight_of(trees: Trees, pieces: Sequence[Piece]) -> float:
    """What pieces weigh together; one word counts twice at most, however often it is used."""
    by_word: dict[str, dict[int, float]] = defaultdict(dict)
    for piece in pieces:
        by_word[trees.lemmas[piece.at]][piece.at] = piece.weight
    return sum(sum(sorted(weights.values())[-2:]) for weights in by_word.values())


def _is_outlets(document: Document, span: Span, parties: Parties, piece: Piece) -> bool:
    """Whether words outside all reported speech are the outlet's own."""
    if document.article.opinion or piece.kind == "accuses":
        return False
    if any(turn.span.overlaps(span) for turn in document.turns):
        return False
    if any(quote.span.overlaps(span) and not quote.is_scare for quote in document.quotes):
        return False
    if any(part.kind in _SILENT and part.span.overlaps(span) for part in document.article.passages):
        return False
    outlet = (document.article.outlet or "").casefold().removeprefix("the ")
    return not outlet or parties.mentions[piece.target].span.of(document.text).casefold() not in outlet


def _speaker(document: Document, trees: Trees, parties: Parties, number: int) -> int | None:
    """The head of the words that name whose words an attribution has; of several that of its speaker."""
    starts = [token.span.start for token in document.tokens]
    said = document.attributions[number]
    for span in said.source[:1]:
        inside = range(bisect_left(starts, span.start), bisect_left(starts, span.end))
        heads = [at for at in inside if at in parties.mentions]
        known = [at for at in heads if said.entity is not None and parties.who(at) == ("entity", said.entity)]
        return next(iter(known or [at for at in heads if trees.head(at) not in inside]), None)
    return None


def _is_speakers(
    document: Document, span: Span, parties: Parties, piece: Piece, who: tuple[int, int]
) -> bool:
    """Whether a speaker says it himself and of somebody else."""
    number, holder = who
    standing = document.standings[number] if number < len(document.standings) else None
    if standing is not None and (
        standing.polarity == "negative" or standing.mode in ("asked", "conditional")
    ):
        return False
    if piece.is_name and not any(
        quote.span.contains(span) for quote in document.quotes if not quote.is_scare
    ):
        return False
    return not parties.are_one(holder, piece.target)


def _stances(
    document: Document,
    trees: Trees,
    parties: Parties,
    owner: Sequence[int],
    pieces: Sequence[Piece],
    weight: float,
) -> Iterator[Stance]:
    score = round(min(0.95, 1 - (1 - _SURE) / weight), 4)
    for piece in pieces:
        number, word = owner[piece.at], document.tokens[piece.at].span
        holder, maker, whose = word, SLANT, "the outlet's own words"
        if number >= 0:
            speaker = _speaker(document, trees, parties, number)
            assert speaker is not None
            holder, maker, whose = parties.mentions[speaker].span, "event", "the words say so"
        yield Stance(
            holder=holder,
            target=parties.mentions[piece.target].span,
            sign=piece.sign,
            kind=piece.kind,
            attribution=document.attributions[number].id if number >= 0 else None,
            score=score,
            reason=Reason(maker=maker, score=score, detail=f'{whose}: "{word.of(document.text)}"'),
        )
