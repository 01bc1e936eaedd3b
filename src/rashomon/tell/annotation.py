"""What one article says, as the object that ``rashomon annotate`` prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rashomon.records import Attribution, Claim, Document, Span, Standing


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
        of_mention = {index: entity.number for entity in document.entities for index in entity.mentions}
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
            "mentions": [
                {
                    "span": _span(mention.span),
                    "kind": mention.kind,
                    "form": mention.form,
                    "entity": of_mention.get(index),
                    "label": mention.label,
                    "score": round(mention.score, 4),
                }
                for index, mention in enumerate(document.mentions)
            ],
            "entities": [
                {"entity": entity.number, "name": entity.name, "kind": entity.kind}
                for entity in document.entities
            ],
            "attributions": [
                _attribution(attribution, standing)
                for attribution, standing in zip(document.attributions, standings, strict=True)
            ],
            "claims": [_claim(claim) for claim in document.claims],
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


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "span": _span(claim.span),
        "spans": _spans(claim.spans),
        "voices": [
            {"name": v.name, "kind": v.kind, "entity": v.entity, "span": _span(v.span), "cue": _span(v.cue)}
            for v in claim.voices
        ],
        "quotation": claim.quotation,
        "attribution": claim.attribution,
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
