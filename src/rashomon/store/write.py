"""Documents and actors into rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rashomon.errors import ArticleError
from rashomon.names.folding import fold
from rashomon.records import Actor, Attribution, Claim, Document, Reason, Standing
from rashomon.store.database import Database
from rashomon.store.keys import article_key, article_taken, claim_id, search_row
from rashomon.store.write_events import pair, put_circumstances, put_events
from rashomon.store.write_pages import put_pages
from rashomon.text import digest

Row = Sequence[object]


def put_document(
    database: Database, document: Document, *, file: str, version: str, weights: str, cards: bytes
) -> None:
    """Put all that was read in one article in place of what the case held under its name.

    ``cards`` is what its entities are joined to others by, packed. Must run inside a transaction.

    Raises:
        ArticleError: Its text or name holds half a character, which no file can store.
    """
    article = document.article
    _refuse_half_characters(article.name, article.text)
    drop_article(database, article.name)
    key, run = article_key(article.name, article.text), digest(version, weights)
    database.execute(
        "INSERT OR IGNORE INTO run (id, version, weights) VALUES (?, ?, ?)", (run, version, weights)
    )
    database.insert(
        "article",
        "key, name, file, text, title, outlet, published, url, language, sha256, words, opinion, taken, run",
        [
            (
                *(key, article.name, file, article.text, article.title, article.outlet, article.published),
                *(article.url, article.language, article.sha256, len(article.text.split())),
                *(int(article.opinion), article_taken(article), run),
            )
        ],
    )
    database.insert(
        "article_search",
        "rowid, key, title, text",
        [(search_row(key), key, article.title or "", article.text)],
    )
    _put_layout(database, key, document)
    _put_entities(database, key, document)
    _put_attributions(database, key, document)
    put_events(database, key, document)
    _put_claims(database, key, document)
    database.insert("card", "article, cards", [(key, cards)])
    mark_stale(database)


def drop_article(database: Database, name: str) -> bool:
    """Take an article and all that rests on it out; False where there is none of that name.

    Must run inside a transaction.
    """
    found = database.row("SELECT key, run FROM article WHERE name = ?", (name,))
    if not found:
        return False
    key, run = found
    claims = database.rows("SELECT id FROM claim WHERE article = ?", (key,))
    for (claim,) in claims:
        database.execute("DELETE FROM claim_search WHERE rowid = ?", (search_row(claim),))
    database.execute("DELETE FROM article_search WHERE rowid = ?", (search_row(key),))
    database.execute("DELETE FROM article WHERE key = ?", (key,))
    database.execute(
        "DELETE FROM run WHERE id = ? AND NOT EXISTS (SELECT 1 FROM article WHERE run = run.id)", (run,)
    )
    mark_stale(database)
    return True


def mark_stale(database: Database) -> None:
    """Note that actors and survey no longer fit the articles."""
    database.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('actors', 'stale')")
    mark_survey_stale(database)


def mark_survey_stale(database: Database) -> None:
    """Note that the survey no longer fits the articles or what people judged."""
    database.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('survey', 'stale')")


def put_actors(database: Database, actors: Iterable[Actor]) -> None:
    """Put ``actors`` in place of those the case held, and note that they fit its articles.

    Must run inside a transaction.
    """
    keys = dict(database.rows("SELECT name, key FROM article"))
    database.execute("DELETE FROM actor")
    database.execute("DELETE FROM actor_search")
    for actor in actors:
        _put_actor(database, actor, keys)
    put_pages(database)
    database.execute("DELETE FROM meta WHERE name = 'actors'")


def _put_actor(database: Database, actor: Actor, keys: dict[str, str]) -> None:
    one = actor.id
    database.insert("actor", "id, name, kind, articles", [(one, actor.name, actor.kind, actor.articles)])
    database.insert(
        "actor_name",
        "actor, text, count, rank, folded",
        [(one, text, count, rank, fold(text)) for rank, (text, count) in enumerate(actor.names)],
    )
    database.insert(
        "actor_member",
        "actor, article, entity",
        # Stages below the store know an article by its name.
        [(one, keys.get(article, article), entity) for article, entity in actor.members],
    )
    database.insert(
        "actor_reason",
        "actor, number, maker, score, detail",
        [(one, number, *_reason(reason)) for number, reason in enumerate(actor.reasons)],
    )
    database.insert(
        "actor_tie", "actor, relation, other", [(one, relation, other) for relation, other in actor.ties]
    )
    names = "\n".join(text for text, _ in actor.names)
    database.insert("actor_search", "rowid, id, names", [(search_row(one), one, names or actor.name)])


def _put_layout(database: Database, key: str, document: Document) -> None:
    article = document.article
    for table, spans in (("sentence", document.sentences), ("paragraph", document.paragraphs)):
        database.insert(
            table,
            "article, number, start, stop",
            [(key, number, span.start, span.end) for number, span in enumerate(spans)],
        )
    database.insert(
        "passage",
        "article, number, start, stop, kind, why",
        [(key, n, p.span.start, p.span.end, p.kind, p.why) for n, p in enumerate(article.passages)],
    )
    database.insert(
        "segment",
        "article, number, start, stop, place, place_start, place_stop",
        [(key, n, s.span.start, s.span.end, s.where, s.start, s.end) for n, s in enumerate(article.origin)],
    )
    database.insert(
        "quote",
        "article, number, start, stop, outer_start, outer_stop, is_scare, is_closed",
        [
            (key, n, *pair(q.span), *pair(q.outer), int(q.is_scare), int(q.closed))
            for n, q in enumerate(document.quotes)
        ],
    )
    database.insert(
        "turn",
        "article, number, start, stop, role, label_start, label_stop",
        [(key, n, *pair(t.span), t.role, *pair(t.label)) for n, t in enumerate(document.turns)],
    )


def _put_entities(database: Database, key: str, document: Document) -> None:
    database.insert(
        "entity", "article, number, name, kind", [(key, e.number, e.name, e.kind) for e in document.entities]
    )
    database.insert(
        "entity_reason",
        "article, entity, number, maker, score, detail",
        [
            (key, entity.number, number, *_reason(reason))
            for entity in document.entities
            for number, reason in enumerate(entity.reasons)
        ],
    )
    of_mention = {index: entity.number for entity in document.entities for index in entity.mentions}
    database.insert(
        "mention",
        "article, number, start, stop, kind, form, label, score, entity",
        [
            (key, number, *pair(m.span), m.kind, m.form, m.label, m.score, of_mention.get(number))
            for number, m in enumerate(document.mentions)
        ],
    )


def _put_attributions(database: Database, key: str, document: Document) -> None:
    if document.standings and len(document.standings) != len(document.attributions):
        raise ArticleError(document.article.name, "its attributions and standings do not fit each other")
    standings = document.standings or tuple(Standing() for _ in document.attributions)
    database.insert(
        "attribution",
        "article, number, parent, route, quotation, speaker, speaker_kind, entity, polarity, certainty, mode,"
        " condition_start, condition_stop, maker, score, detail",
        [
            (
                *(key, a.id, a.parent, a.route, a.quotation, a.speaker, a.speaker_kind, a.entity),
                *_standing(standing),
                *_reason(a.reason),
            )
            for a, standing in zip(document.attributions, standings, strict=True)
        ],
    )
    database.insert(
        "attribution_span",
        "article, attribution, role, number, start, stop",
        [
            (key, attribution.id, *part)
            for attribution, standing in zip(document.attributions, standings, strict=True)
            for part in _attribution_parts(attribution, standing)
        ],
    )


def _attribution_parts(attribution: Attribution, standing: Standing) -> Iterator[Row]:
    roles = {
        "source": attribution.source,
        "cue": attribution.cue,
        "content": attribution.content,
        "because": standing.because,
    }
    for role, spans in roles.items():
        for number, span in enumerate(spans):
            yield role, number, span.start, span.end


def _put_claims(database: Database, key: str, document: Document) -> None:
    named: dict[str, tuple[int, Claim]] = {}
    for number, claim in enumerate(document.claims):
        named.setdefault(claim_id(document.article.name, claim.id), (number, claim))
    database.insert(
        "claim",
        "id, article, number, made_as, start, stop, quotation, polarity, certainty, mode,"
        " condition_start, condition_stop, attribution, maker, score",
        [
            (
                *(one, key, number, claim.id, *pair(claim.span), claim.quotation),
                *(*_standing(claim.standing), claim.attribution, claim.maker, claim.score),
            )
            for one, (number, claim) in named.items()
        ],
    )
    claims = [(one, claim) for one, (_, claim) in named.items()]
    database.insert(
        "claim_span",
        "claim, role, number, start, stop",
        [
            (one, role, number, span.start, span.end)
            for one, claim in claims
            for role, spans in (("content", claim.spans), ("because", claim.standing.because))
            for number, span in enumerate(spans)
        ],
    )
    database.insert(
        "voice",
        "claim, depth, name, kind, entity, start, stop, cue_start, cue_stop",
        [
            (one, depth, v.name, v.kind, v.entity, *pair(v.span), *pair(v.cue))
            for one, claim in claims
            for depth, v in enumerate(claim.voices)
        ],
    )
    put_circumstances(database, key, dict(claims))
    database.insert(
        "claim_search",
        "rowid, id, text, voices",
        [(search_row(one), one, *_claim_words(document.text, claim)) for one, claim in claims],
    )


def _claim_words(text: str, claim: Claim) -> tuple[str, str]:
    parts = "\n".join(span.of(text) for span in claim.spans)
    return parts, "\n".join(voice.name for voice in claim.voices if voice.name)


def _reason(reason: Reason) -> tuple[str, float, str]:
    return reason.maker, reason.score, reason.detail


def _standing(standing: Standing) -> tuple[Any, ...]:
    return standing.polarity, standing.certainty, standing.mode, *pair(standing.condition)


def _refuse_half_characters(name: str, text: str) -> None:
    for what, words in (("name", name), ("text", text)):
        try:
            words.encode()
        except UnicodeEncodeError as error:
            shown = name.encode("utf-8", "backslashreplace").decode()
            raise ArticleError(
                shown,
                f"its {what} holds half a character at {error.start}",
                hint="Mend it and read it again.",
            ) from error
