"""Claims of the ledger as lines of a brief or a page: through whom, how they stand, the words, the place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rashomon.names.folding import fold
from rashomon.store.rows import ClaimRow, MentionRow, Stretch
from rashomon.tell.brief import Line, Piece
from rashomon.tell.wording import cut, is_plain_cue, standing_words, that_length, voice_words

# Longer contents are cut; the whole of them is in the article.
LINE_LENGTH = 420
# "In a voice that nobody in the hall had expected, threatened": longer ones are cut.
CUE_LENGTH = 80
_JOINED = re.compile(r"[’']s?\s+")


@dataclass(frozen=True)
class Opened:
    """What is needed of an article while its claims pass."""

    name: str
    label: str
    text: str
    paragraphs: Sequence[Stretch]
    mentions: Sequence[MentionRow]


def line_of(claim: ClaimRow, article: Opened) -> Line:
    """The claim as one line: through whom, how it stands, its words, its place."""
    number = bisect_right(article.paragraphs, claim.span.start, key=lambda paragraph: paragraph.start)
    chain = [
        voice_words(voice, article.label) if voice.name or depth else "the article itself"
        for depth, voice in enumerate(claim.voices)
    ]
    inside = claim.condition and any(
        part.start <= claim.condition.start and claim.condition.stop <= part.stop for part in claim.spans
    )
    return Line(
        claim=claim.id,
        article=claim.article,
        label=article.label,
        paragraph=number or None,
        speaker=chain[-1],
        via=tuple(voice for voice in chain[1:-1] if voice != chain[-1]),
        standing=standing_words(claim),
        pieces=tuple(_pieces(claim, article)),
        condition=None if inside or not claim.condition else piece(claim.condition, article, LINE_LENGTH),
        is_quoted=claim.quotation == "direct",
        cue=_cue(claim, article),
    )


def _cue(claim: ClaimRow, article: Opened) -> Piece | None:
    """By which words it is said, unless these only say that it is, or stand within what is shown."""
    cue = claim.speaker.cue
    if cue is None or any(part.start < cue.stop and cue.start < part.stop for part in claim.spans):
        return None
    # "Moscow's desire to": what joins source and cue belongs to neither.
    joined = _JOINED.match(cue.of(article.text))
    found = piece(Stretch(cue.start + (joined.end() if joined else 0), cue.stop), article, CUE_LENGTH)
    return None if is_plain_cue(found.text, standing_words(claim)) else found


def _pieces(claim: ClaimRow, article: Opened) -> Iterator[Piece]:
    room = LINE_LENGTH
    for place, part in enumerate(claim.spans or (claim.span,)):
        if room <= 0:
            return
        skipped = 0 if place else that_length(part.of(article.text))
        found = piece(Stretch(part.start + skipped, part.stop), article, room)
        room -= len(found.text)
        yield found


def piece(span: Stretch, article: Opened, room: int = LINE_LENGTH) -> Piece:
    """A stretch of an article, cut where it is longer than ``room``."""
    text = span.of(article.text)
    kept = cut(text, room)
    is_cut = kept != text
    kept = kept[:-1] if is_cut else kept
    shown = Stretch(span.start, span.start + len(kept))
    return Piece(article=article.name, span=shown, text=kept, is_cut=is_cut)


def sameness(line: Line) -> str:
    """What two lines share that say the same in the same words, through whomever."""
    words = fold(" ".join(piece.text for piece in line.pieces))
    return f"{fold(line.speaker)}|{line.standing}|{words}"


def merge_lines(lines: Iterable[Line]) -> list[Line]:
    """The lines, those that say the same in the same words as one, with where else they stand."""
    merged: dict[str, Line] = {}
    for line in lines:
        first = merged.setdefault(sameness(line), line)
        if first is not line:
            merged[sameness(line)] = replace(first, also=(*first.also, line.place))
    return list(merged.values())
