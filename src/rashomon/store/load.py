"""Rows back into the document they were made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from rashomon.errors import CaseError
from rashomon.records import (
    Article,
    Attribution,
    Claim,
    Document,
    Entity,
    Mention,
    Passage,
    Quote,
    Reason,
    Segment,
    Span,
    Standing,
    Turn,
    Voice,
)
from rashomon.store.database import Database
from rashomon.store.load_events import (
    Circumstances,
    load_circumstances,
    load_events,
    load_places,
    load_stances,
    load_times,
)
from rashomon.text import split_words


def load_document(database: Database, name: str) -> Document:
    """The document that was put in under the article's ``name``, but for its tokens, which are not kept.

    Raises:
        CaseError: The case holds no article of that name.
    """
    key, article = _load_article(database, name)
    attributions, standings = _load_attributions(database, key)
    return Document(
        article=article,
        sentences=_spans(database, "sentence", key),
        words=split_words(article.text),
        paragraphs=_spans(database, "paragraph", key),
        quotes=tuple(
            Quote(span=Span(a, b), outer=Span(c, d), is_scare=bool(is_scare), closed=bool(is_closed))
            for a, b, c, d, is_scare, is_closed in _of(
                database, "quote", key, "start, stop, outer_start, outer_stop, is_scare, is_closed"
            )
        ),
        turns=tuple(
            Turn(span=Span(a, b), role=role, label=_span(c, d))
            for a, b, role, c, d in _of(database, "turn", key, "start, stop, role, label_start, label_stop")
        ),
        mentions=tuple(
            Mention(span=Span(a, b), kind=kind, form=form, label=label, score=score)
            for a, b, kind, form, label, score in _of(
                database, "mention", key, "start, stop, kind, form, label, score"
            )
        ),
        entities=_load_entities(database, key),
        attributions=attributions,
        standings=standings,
        events=load_events(database, key),
        stances=load_stances(database, key),
        times=load_times(database, key),
        places=load_places(database, key),
        claims=_load_claims(database, key),
    )


def _load_article(database: Database, name: str) -> tuple[str, Article]:
    row = database.row(
        "SELECT key, text, title, outlet, published, url, language, sha256, opinion FROM article"
        " WHERE name = ?",
        (name,),
    )
    if not row:
        raise CaseError(f"{database.path} holds no article {name}", hint="List them with: rashomon articles")
    key, text, title, outlet, published, url, language, sha256, opinion = row
    return key, Article(
        name=name,
        text=text,
        title=title,
        outlet=outlet,
        published=published,
        url=url,
        language=language,
        sha256=sha256,
        opinion=bool(opinion),
        passages=tuple(
            Passage(span=Span(a, b), kind=kind, why=why)
            for a, b, kind, why in _of(database, "passage", key, "start, stop, kind, why")
        ),
        origin=tuple(
            Segment(span=Span(a, b), where=place, start=start, end=end)
            for a, b, place, start, end in _of(
                database, "segment", key, "start, stop, place, place_start, place_stop"
            )
        ),
    )


def _load_entities(database: Database, key: str) -> tuple[Entity, ...]:
    mentions: dict[int, list[int]] = defaultdict(list)
    for number, entity in _of(database, "mention", key, "number, entity"):
        if entity is not None:
            mentions[entity].append(number)
    reasons: dict[int, list[Reason]] = defaultdict(list)
    for entity, maker, score, detail in database.rows(
        "SELECT entity, maker, score, detail FROM entity_reason WHERE article = ? ORDER BY entity, number",
        (key,),
    ):
        reasons[entity].append(Reason(maker=maker, score=score, detail=detail))
    return tuple(
        Entity(
            number=number,
            name=name,
            kind=kind,
            mentions=tuple(mentions[number]),
            reasons=tuple(reasons[number]),
        )
        for number, name, kind in _of(database, "entity", key, "number, name, kind")
    )


def _load_attributions(database: Database, key: str) -> tuple[tuple[Attribution, ...], tuple[Standing, ...]]:
    parts = _parts(
        database.rows(
            "SELECT attribution, role, start, stop FROM attribution_span WHERE article = ?"
            " ORDER BY attribution, role, number",
            (key,),
        )
    )
    rows = _of(
        database,
        "attribution",
        key,
        "number, parent, route, quotation, speaker, speaker_kind, entity, maker, score, detail,"
        " polarity, certainty, mode, condition_start, condition_stop",
    )
    attributions = tuple(
        Attribution(
            id=row[0],
            source=parts[row[0], "source"],
            cue=parts[row[0], "cue"],
            content=parts[row[0], "content"],
            parent=row[1],
            route=row[2],
            quotation=row[3],
            speaker=row[4],
            speaker_kind=row[5],
            entity=row[6],
            reason=Reason(maker=row[7], score=row[8], detail=row[9]),
        )
        for row in rows
    )
    return attributions, tuple(_standing(row[10:], parts[row[0], "because"]) for row in rows)


def _load_claims(database: Database, key: str) -> tuple[Claim, ...]:
    parts = _parts(
        database.rows(
            "SELECT s.claim, s.role, s.start, s.stop FROM claim c JOIN claim_span s ON s.claim = c.id"
            " WHERE c.article = ? ORDER BY s.claim, s.role, s.number",
            (key,),
        )
    )
    voices: dict[str, list[Voice]] = defaultdict(list)
    for claim, name, kind, entity, a, b, c, d in database.rows(
        "SELECT v.claim, v.name, v.kind, v.entity, v.start, v.stop, v.cue_start, v.cue_stop"
        " FROM claim c JOIN voice v ON v.claim = c.id WHERE c.article = ? ORDER BY v.claim, v.depth",
        (key,),
    ):
        voices[claim].append(Voice(name=name, kind=kind, entity=entity, span=_span(a, b), cue=_span(c, d)))
    said = load_circumstances(database, key)
    nothing = Circumstances()
    return tuple(
        Claim(
            id=made_as,
            spans=parts[one, "content"],
            voices=tuple(voices[one]),
            quotation=quotation,
            standing=_standing(standing, parts[one, "because"]),
            attribution=attribution,
            events=said.get(one, nothing).events,
            time=said.get(one, nothing).time,
            place=said.get(one, nothing).place,
            score=score,
            maker=maker,
        )
        for one, made_as, quotation, attribution, score, maker, *standing in _of(
            database,
            "claim",
            key,
            "id, made_as, quotation, attribution, score, maker,"
            " polarity, certainty, mode, condition_start, condition_stop",
        )
    )


def _of(database: Database, table: str, key: str, columns: str) -> list[Any]:
    return database.rows(f"SELECT {columns} FROM {table} WHERE article = ? ORDER BY number", (key,))


def _spans(database: Database, table: str, key: str) -> tuple[Span, ...]:
    return tuple(Span(start, stop) for start, stop in _of(database, table, key, "start, stop"))


def _span(start: int | None, stop: int | None) -> Span | None:
    return None if start is None or stop is None else Span(start, stop)


def _standing(columns: Iterable[Any], because: tuple[Span, ...]) -> Standing:
    polarity, certainty, mode, start, stop = columns
    return Standing(
        polarity=polarity, certainty=certainty, mode=mode, condition=_span(start, stop), because=because
    )


def _parts(rows: Iterable[Any]) -> dict[tuple[Any, str], tuple[Span, ...]]:
    found: dict[tuple[Any, str], tuple[Span, ...]] = defaultdict(tuple)
    for owner, role, start, stop in rows:
        found[owner, role] += (Span(start, stop),)
    return found
