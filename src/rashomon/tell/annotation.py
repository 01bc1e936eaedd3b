"""What one article says, as the object that ``rashomon annotate`` prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rashomon.records import (
    Attribution,
    Claim,
    Document,
    Event,
    Mention,
    Place,
    Span,
    Stance,
    Standing,
    Time,
    Token,
)


@dataclass(frozen=True, slots=True)
class Annotation:
    """An article with everything that was read in it."""

    document: Document

    @property
    def text(self) -> str:
        """The article's text, unchanged; all spans point into it."""
        return self.document.text

    def to_dict(self) -> dict[str, Any]:
        """The annotation in plain lists and dicts; spans are ``[start, end)`` in code points."""
        document, article = self.document, self.document.article
        standings = document.standings or tuple(Standing() for _ in document.attributions)
        return {
            "article": article.name,
            "text": article.text,
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published,
            "language": article.language,
            "url": article.url,
            "sha256": article.sha256,
            "opinion": article.opinion,
            "passages": [
                {"span": _span(passage.span), "kind": passage.kind, "why": passage.why}
                for passage in article.passages
            ],
            "sentences": _spans(document.sentences),
            "paragraphs": _spans(document.paragraphs),
            "turns": [
                {"span": _span(turn.span), "role": turn.role, "label": _span(turn.label)}
                for turn in document.turns
            ],
            "tokens": [_token(token) for token in document.tokens],
            "mentions": [_mention(mention, number) for mention, number in _numbered(document)],
            "entities": [
                {"entity": number, "name": name, "kind": kind} for number, name, kind in _named(document)
            ],
            "attributions": [
                _attribution(attribution, standing)
                for attribution, standing in zip(document.attributions, standings, strict=True)
            ],
            "events": [_event(event) for event in document.events],
            "stances": [_stance(stance) for stance in document.stances],
            "times": [_time(time) for time in document.times],
            "places": [_place(place) for place in document.places],
            "claims": [_claim(claim, document) for claim in document.claims],
        }


def _numbered(document: Document) -> Iterator[tuple[Mention, int | None]]:
    """The mentions with their entities' numbers, then the phrases that only a chain has."""
    numbers = {index: entity.number for entity in document.entities for index in entity.mentions}
    of_chain = dict(document.chained)
    for index, mention in enumerate(document.mentions):
        yield mention, numbers.get(index, of_chain.get(mention))
    known = set(document.mentions)
    yield from ((mention, number) for mention, number in document.chained if mention not in known)


def _named(document: Document) -> Iterator[tuple[int, str, str]]:
    """The number, name and kind of each entity, then of each chain that is none: its first name, or words."""
    for entity in document.entities:
        yield entity.number, entity.name, entity.kind
    known = {entity.number for entity in document.entities}
    chains: dict[int, list[Mention]] = defaultdict(list)
    for mention, number in document.chained:
        if number not in known:
            chains[number].append(mention)
    for number, mentions in sorted(chains.items()):
        best = min(mentions, key=lambda mention: _FORMS.index(mention.form))
        yield number, best.span.of(document.text), best.kind


_FORMS = ("name", "nominal", "pronoun")
"""The forms, the one that tells most first."""


def _token(token: Token) -> list[Any]:
    return [token.span.start, token.span.end, token.upos, token.lemma, token.head, token.deprel]


def _mention(mention: Mention, entity: int | None) -> dict[str, Any]:
    return {
        "span": _span(mention.span),
        "kind": mention.kind,
        "form": mention.form,
        "entity": entity,
        "label": mention.label,
        "score": round(mention.score, 4),
    }


def _attribution(attribution: Attribution, standing: Standing) -> dict[str, Any]:
    return {
        "id": attribution.id,
        "source": _spans(attribution.source),
        "cue": _spans(attribution.cue),
        "content": _spans(attribution.content),
        "parent": attribution.parent,
        "speaker": attribution.speaker,
        "speaker_kind": attribution.speaker_kind,
        "quotation": attribution.quotation,
        "entity": attribution.entity,
        "route": attribution.route,
        "maker": attribution.reason.maker,
        "score": round(attribution.reason.score, 4),
        "detail": attribution.reason.detail,
        **_standing(standing),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "span": _span(event.span),
        "token": event.token,
        "factuality": round(event.factuality, 2),
        "polarity": event.polarity,
        "certainty": event.certainty,
        "mode": event.mode,
        "code": event.code,
        "code_score": round(event.code_score, 4),
        "attribution": event.attribution,
        "condition": _span(event.condition),
        "arguments": [
            {"role": argument.role, "span": _span(argument.span), "head": argument.head}
            for argument in event.arguments
        ],
    }


def _stance(stance: Stance) -> dict[str, Any]:
    return {
        "holder": _span(stance.holder),
        "target": _span(stance.target),
        "sign": stance.sign,
        "kind": stance.kind,
        "attribution": stance.attribution,
        "score": round(stance.score, 4),
        "maker": stance.reason.maker,
        "detail": stance.reason.detail,
    }


def _time(time: Time) -> dict[str, Any]:
    return {"span": _span(time.span), "value": time.value, "kind": time.kind, "reason": time.reason}


def _place(place: Place) -> dict[str, Any]:
    return {
        "span": _span(place.span),
        "name": place.name,
        "geonames": place.geonames,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "country": place.country,
        "score": round(place.score, 4),
        "reason": place.reason,
    }


def _claim(claim: Claim, document: Document) -> dict[str, Any]:
    return {
        "span": _span(claim.span),
        "spans": _spans(claim.spans),
        "voices": [
            {"name": v.name, "kind": v.kind, "entity": v.entity, "span": _span(v.span), "cue": _span(v.cue)}
            for v in claim.voices
        ],
        "quotation": claim.quotation,
        "attribution": claim.attribution,
        "events": list(claim.events),
        "time": None if claim.time is None else document.times[claim.time].value,
        "place": None if claim.place is None else document.places[claim.place].name,
        **_standing(claim.standing),
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "polarity": standing.polarity,
        "certainty": standing.certainty,
        "mode": standing.mode,
        "condition": _span(standing.condition),
        "because": _spans(standing.because),
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
