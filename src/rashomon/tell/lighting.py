"""The articles that a brief's lines lead to, with every stretch that has to be lit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rashomon.records import Attribution
from rashomon.store.rows import ClaimRow, Stretch
from rashomon.store.store import Store
from rashomon.tell.brief import ALSO, Brief, Entry, Line, Mark, Place, Shown

# Whole texts up to this many characters together; beyond it only the paragraphs that matter.
WHOLE_TEXTS = 1_500_000


def light_articles(store: Store, brief: Brief, entries: Mapping[str, Entry]) -> Brief:
    """``brief`` with the texts that its lines lead to."""
    lines: dict[str, list[Line]] = defaultdict(list)
    places: dict[str, list[Place]] = defaultdict(list)
    for line in brief.lines():
        lines[line.article].append(line)
        for place in (line.place, *line.also[:ALSO]):
            places[place.article].append(place)
    room = WHOLE_TEXTS
    texts = []
    for name in sorted(places):
        shown = _shown(store, entries[name], lines[name], places[name], is_whole=room > 0)
        room -= sum(part.stop - part.start for part in shown.ranges)
        texts.append(shown)
    return replace(brief, texts=tuple(texts))


def light_article(store: Store, entry: Entry) -> Shown:
    """One article, whole, with all its evidence."""
    text = store.text(entry.article)
    wanted = {claim.id for claim in store.claims(in_article=entry.article)}
    marks = tuple(_marks(store, entry.article, wanted))
    return Shown(entry=entry, text=text, ranges=(Stretch(0, len(text)),), marks=marks)


def _shown(
    store: Store, entry: Entry, lines: Sequence[Line], places: Sequence[Place], *, is_whole: bool
) -> Shown:
    text = store.text(entry.article)
    paragraphs = store.paragraphs(entry.article)
    ranges = (Stretch(0, len(text)),) if is_whole else _touched(paragraphs, lines, places)
    marks = tuple(_marks(store, entry.article, {place.claim for place in places}))
    return Shown(entry=entry, text=text, ranges=ranges, marks=marks)


def _touched(
    paragraphs: Sequence[Stretch], lines: Sequence[Line], places: Sequence[Place]
) -> tuple[Stretch, ...]:
    """The paragraphs that hold a line's words; the words themselves where no paragraph does."""
    spans = [piece.span for line in lines for piece in line.pieces]
    touched = {p for p in paragraphs for span in spans if p.start < span.stop and span.start < p.stop}
    touched |= {span for span in spans if not any(p.start <= span.start < p.stop for p in paragraphs)}
    touched |= {paragraphs[place.paragraph - 1] for place in places if place.paragraph}
    return tuple(sorted(touched))


def _marks(store: Store, name: str, wanted: set[str]) -> Iterator[Mark]:
    document = store.document(name)
    for claim in store.claims(in_article=name):
        if claim.id in wanted or claim.attribution is not None:
            yield from _claim_marks(claim)
    for attribution in document.attributions:
        yield from _attribution_marks(attribution)
    for passage in document.article.passages:
        if passage.kind in ("furniture", "credit", "disclaimer"):
            yield Mark(span=Stretch(passage.span.start, passage.span.end), role="furniture")


def _claim_marks(claim: ClaimRow) -> Iterator[Mark]:
    role = "claim" if claim.attribution is None else "content"
    for number, part in enumerate(claim.spans):
        yield Mark(span=part, role=role, claim=claim.id if not number else None)


def _attribution_marks(attribution: Attribution) -> Iterator[Mark]:
    for role, spans in (("source", attribution.source), ("cue", attribution.cue)):
        for span in spans:
            yield Mark(span=Stretch(span.start, span.end), role=role)
