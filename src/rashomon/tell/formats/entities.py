"""FollowTheMoney entities: what OpenAleph opens. Claims are notes, with all the rest under ``claim``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, BinaryIO

from rashomon.store.rows import ActorRow, ArticleRow, MentionRow
from rashomon.store.store import Store
from rashomon.tell.formats.addresses import web_address
from rashomon.tell.formats.days import plain_day
from rashomon.tell.formats.signs import write_json_lines
from rashomon.tell.formats.tellings import Telling, tellings, title_of
from rashomon.tell.gathering import is_somebody
from rashomon.tell.wording import cut, plain

Entity = dict[str, Any]
_SCHEMATA = {"person": "Person", "organisation": "Organization"}
# Languages go by their three letters there (ISO 639-3).
_LANGUAGES = {
    "ar": "ara",
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fa": "fas",
    "fr": "fra",
    "he": "heb",
    "it": "ita",
    "nl": "nld",
    "pl": "pol",
    "pt": "por",
    "ru": "rus",
    "tr": "tur",
    "uk": "ukr",
    "zh": "zho",
}
_SIGNS = {-1: "against", 0: "disputed whether for or against", 1: "for"}
_CAPTION = 120


def write_entities(store: Store, kind: str, file: BinaryIO) -> None:
    """One entity a line: actors, articles, mentions, claims, and who is for or against whom."""
    write_json_lines(_entities(store), file)


def _entities(store: Store) -> Iterator[Entity]:
    actors = {actor.id: actor for actor in store.actors() if is_somebody(actor)}
    for one in sorted(actors):
        yield _actor(actors[one])
    keys = store.keys()
    for article in store.articles():
        yield _article(article, keys[article.article], store.text(article.article))
        yield from _mentions(store.mentions(in_article=article.article), keys[article.article], actors)
    for telling in tellings(store):
        yield _claim(telling, actors)
    yield from _links(store, actors)


def _actor(actor: ActorRow) -> Entity:
    names = list(dict.fromkeys(plain(name.text) for name in actor.names))
    best = plain(actor.name)
    return _entity(
        f"actor-{actor.id}",
        _SCHEMATA.get(actor.kind, "LegalEntity"),
        name=[best],
        alias=[name for name in names if name != best],
    )


def _article(article: ArticleRow, key: str, text: str) -> Entity:
    return _entity(
        f"article-{key}",
        "Article",
        title=[title_of(article)],
        fileName=[plain(PurePath(article.article).name)],
        publisher=[plain(article.outlet or "")],
        sourceUrl=[web_address(article.url)],
        publishedAt=[plain_day(article.published)],
        language=[_LANGUAGES.get(article.language or "")],
        bodyText=[text],
    )


def _mentions(mentions: Iterator[MentionRow], key: str, actors: dict[str, ActorRow]) -> Iterator[Entity]:
    names: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.actor in actors and mention.form == "name":
            names[mention.actor].add(plain(mention.text))
    for one in sorted(names):
        yield _entity(
            f"mention-{key}-{one}",
            "Mention",
            document=[f"article-{key}"],
            name=sorted(names[one]),
            resolved=[f"actor-{one}"],
            detectedSchema=[_SCHEMATA.get(actors[one].kind, "LegalEntity")],
        )


def _claim(telling: Telling, actors: dict[str, ActorRow]) -> Entity:
    claim = telling.claim
    speaker = [f"actor-{claim.speaker.actor}"] if claim.speaker.actor in actors else []
    note = _entity(
        f"claim-{claim.id}",
        "Note",
        name=[cut(plain(f"{telling.speaker}: {claim.text}"), _CAPTION)],
        description=[claim.text],
        summary=[f"{' → '.join(telling.chain)}: {telling.standing}"],
        entity=[*speaker, f"article-{telling.key}"],
        publisher=[plain(telling.article.outlet or "")],
        sourceUrl=[telling.link],
        proof=[f"article-{telling.key}"],
    )
    note["claim"] = {
        "id": claim.id,
        "article": f"article-{telling.key}",
        "span": claim.span,
        "spans": claim.spans,
        "voices": [
            {
                "name": telling.name_of(voice),
                "kind": voice.kind,
                "entity": f"actor-{voice.actor}" if voice.actor in actors else None,
                "span": voice.span,
                "cue": voice.cue,
            }
            for voice in claim.voices
        ],
        "quotation": claim.quotation,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "mode": claim.mode,
        "condition": telling.words(claim.condition),
        "time": claim.time,
        "place": claim.place,
        "score": claim.score,
        "maker": claim.maker,
    }
    return note


def _links(store: Store, actors: dict[str, ActorRow]) -> Iterator[Entity]:
    for edge in store.network().edges:
        if edge.holder in actors and edge.target in actors:
            told = f"{_SIGNS[edge.sign]} ({', '.join(edge.kinds)})"
            yield _entity(
                f"stance-{edge.holder}-{edge.target}",
                "UnknownLink",
                subject=[f"actor-{edge.holder}"],
                object=[f"actor-{edge.target}"],
                role=[told],
                summary=[f"according to {', '.join(plain(name) for name in edge.according_to)}"],
            )


def _entity(one: str, schema: str, **properties: list[Any]) -> Entity:
    told = {name: [value for value in values if value] for name, values in properties.items()}
    return {
        "id": one,
        "schema": schema,
        "properties": {name: values for name, values in told.items() if values},
    }
