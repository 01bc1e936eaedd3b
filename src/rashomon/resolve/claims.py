"""Attributions and the outlet's own sentences made into claims, each with its chain of voices."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence

from rashomon.names.folding import fold
from rashomon.records import Attribution, Claim, Document, Span, Spans, Standing, Voice, hull
from rashomon.resolve.circumstances import add_circumstances
from rashomon.resolve.own_clauses import own_clauses
from rashomon.text import words_in

MOSTLY = 0.5
"""Share of a sentence's words in attributions from which it is no claim of the outlet itself."""
_SILENT = frozenset(["heading", "furniture", "credit", "disclaimer", "dateline"])
_FEWEST_WORDS = 3
_SCRAP = 6
"""A line of so many words at most, without a verb, says nothing: "Northern Press, 17 October"; titles may."""


def compose_claims(document: Document, *, stand: Callable[[Span], Standing]) -> tuple[Claim, ...]:
    """One claim for each attribution, and for each sentence or clause that the outlet says in its own voice.

    Sorted by where the content stands. ``stand`` tells the standing of a span that the outlet says
    itself; the attributions' standings come from the document. Questions, furniture, headings and an
    interviewer's turns are no claims; the title is one. Events, times and places of the document become
    those of the claims that tell them.
    """
    claims = [_attributed(document, place) for place in range(len(document.attributions))]
    claims += [_own(document, spans, stand(_longest(spans))) for spans in _own_words(document)]
    unique = {claim.id: claim for claim in claims}
    ordered = sorted(unique.values(), key=lambda claim: (claim.spans, claim.id))
    return tuple(add_circumstances(document, claim) for claim in ordered)


def _attributed(document: Document, place: int) -> Claim:
    attribution = document.attributions[place]
    standing = document.standings[place] if place < len(document.standings) else Standing()
    links = chain(document, attribution)
    heard = [link for link in links if not _is_itself(document, link, links[-1])]
    voices = (_outlet(document), *(_voice(link) for link in heard))
    return Claim(
        id=claim_id(document, attribution.content, voices),
        spans=attribution.content,
        voices=voices,
        quotation=attribution.quotation,
        standing=standing,
        attribution=attribution.id,
        score=attribution.reason.score,
        maker=attribution.reason.maker,
    )


def _own_words(document: Document) -> Iterator[Spans]:
    """The sentences of the outlet's own, and in the others the clauses of its own."""
    for sentence, is_own in _sentences(document):
        if is_own:
            yield (sentence,)
        else:
            yield from own_clauses(document, sentence)


def _longest(spans: Spans) -> Span:
    return max(spans, key=lambda span: (len(span), -span.start))


def _own(document: Document, spans: Spans, standing: Standing) -> Claim:
    voices = (_outlet(document),)
    return Claim(
        id=claim_id(document, spans, voices),
        spans=spans,
        voices=voices,
        quotation="indirect",
        standing=standing,
        attribution=None,
        maker="outlet",
    )


def chain(document: Document, attribution: Attribution) -> tuple[Attribution, ...]:
    """The attributions from the outermost to this one, along the parents."""
    by_id = {other.id: other for other in document.attributions}
    links, seen = [attribution], {attribution.id}
    while (parent := links[-1].parent) is not None and parent in by_id and parent not in seen:
        seen.add(parent)
        links.append(by_id[parent])
    return tuple(reversed(links))


def _is_itself(document: Document, link: Attribution, last: Attribution) -> bool:
    """Whether a link above the speaker is the outlet that prints it: "told the Herald", in the Herald."""
    house, name = document.article.outlet, link.speaker
    is_outlet = link.speaker_kind == "outlet" or link.reason.maker == "recipient"
    if link is last or not is_outlet or not house or not name:
        return False
    return set(fold(name).split()) - {"the"} <= set(fold(house).split())


def _outlet(document: Document) -> Voice:
    return Voice(name=document.article.outlet, kind="outlet")


def _voice(link: Attribution) -> Voice:
    return Voice(
        name=link.speaker,
        kind=link.speaker_kind,
        entity=link.entity,
        span=hull(link.source) if link.source else None,
        cue=hull(link.cue) if link.cue else None,
    )


def claim_id(document: Document, spans: Spans, voices: Sequence[Voice]) -> str:
    """A hash of the article's text, the content and the places of its voices: 24 hex digits.

    Names are left out: the same reading keeps its id when a person of the case is renamed.
    """
    text = document.article.sha256 or hashlib.sha256(document.text.encode()).hexdigest()
    parts = [text, *(f"{span.start}-{span.end}" for span in spans)]
    parts += [f"{voice.kind}:{_place(voice.span)}:{_place(voice.cue)}" for voice in voices]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:24]


def _place(span: Span | None) -> str:
    return f"{span.start}-{span.end}" if span is not None else ""


def own_sentences(document: Document) -> Iterator[Span]:
    """The sentences that nobody but the outlet says, the title among them.

    A sentence most of whose words are in attributions (their sources and cues too) is left out.
    """
    return (sentence for sentence, is_own in _sentences(document) if is_own)


def _sentences(document: Document) -> Iterator[tuple[Span, bool]]:
    """The sentences in which the outlet can say something, and whether it says the most of them."""
    taken = _covered_words(document)
    silent = [passage.span for passage in document.article.passages if passage.kind in _SILENT]
    silent += [turn.span for turn in document.turns]
    for sentence in document.sentences:
        if any(sentence.overlaps(span) for span in silent):
            continue
        places = [
            i for i in words_in(document.words, sentence) if document.words[i].of(document.text).isalnum()
        ]
        text = sentence.of(document.text).rstrip(' "”’»)\n')
        is_short = len(places) < _FEWEST_WORDS or (len(places) <= _SCRAP and _is_scrap(document, sentence))
        if is_short or text.endswith("?"):
            continue
        yield sentence, sum(place in taken for place in places) < MOSTLY * len(places)


def _is_scrap(document: Document, sentence: Span) -> bool:
    titles = [passage.span for passage in document.article.passages if passage.kind == "title"]
    kinds = {token.upos for token in document.tokens if sentence.contains(token.span)}
    is_title = any(sentence.overlaps(title) for title in titles)
    return bool(kinds) and not kinds & {"VERB", "AUX"} and not is_title


def _covered_words(document: Document) -> set[int]:
    taken: set[int] = set()
    for attribution in document.attributions:
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            taken.update(words_in(document.words, span))
    return taken
