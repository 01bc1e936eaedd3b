"""Questions to the ledger, answered in rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from rashomon.errors import CaseError
from rashomon.names.folding import fold
from rashomon.store.browse_articles import article_page
from rashomon.store.database import Database
from rashomon.store.match import actors_called, articles_called, is_part_of
from rashomon.store.read_events import Told, told_by_claims
from rashomon.store.rows import (
    ActorRow,
    ArticleRow,
    ClaimRow,
    MentionRow,
    NameRow,
    PassageRow,
    ReasonRow,
    Stretch,
    TieRow,
    VoiceRow,
)

_CLAIM = (
    "SELECT c.id, c.start, c.stop, c.quotation, c.polarity, c.certainty, c.mode,"
    " c.condition_start, c.condition_stop, c.attribution, t.route, c.maker, c.score"
    " FROM claim c LEFT JOIN attribution t ON t.article = c.article AND t.number = c.attribution"
    " WHERE c.article = ? ORDER BY c.start, c.stop, c.id"
)
_VOICES = (
    "SELECT v.claim, v.name, v.kind, m.actor, v.start, v.stop, v.cue_start, v.cue_stop"
    " FROM claim c JOIN voice v ON v.claim = c.id"
    " LEFT JOIN actor_member m ON m.article = c.article AND m.entity = v.entity"
    " WHERE c.article = ? ORDER BY v.claim, v.depth"
)
_PARTS = (
    "SELECT s.claim, s.role, s.start, s.stop FROM claim c JOIN claim_span s ON s.claim = c.id"
    " WHERE c.article = ? ORDER BY s.claim, s.role, s.number"
)
# Those that joined articles, then those that joined mentions within each.
_REASONS = (
    "SELECT actor, maker, score, detail FROM ("
    " SELECT actor, 0 AS level, '' AS name, 0 AS entity, number, maker, score, detail FROM actor_reason"
    " UNION ALL"
    " SELECT k.actor, 1, a.name, r.entity, r.number, r.maker, r.score, r.detail FROM entity_reason r"
    " JOIN actor_member k ON k.article = r.article AND k.entity = r.entity"
    " JOIN article a ON a.key = r.article"
    ") ORDER BY actor, level, name, entity, number"
)
_ABOUT = (
    "SELECT DISTINCT c.id FROM claim c"
    " JOIN claim_span s ON s.claim = c.id AND s.role = 'content'"
    " JOIN mention m ON m.article = c.article AND m.start >= s.start AND m.stop <= s.stop"
    " JOIN actor_member k ON k.article = m.article AND k.entity = m.entity"
    " WHERE c.article = ? AND k.actor IN (SELECT value FROM json_each(?))"
)


def article_rows(database: Database) -> tuple[ArticleRow, ...]:
    """All articles, by name."""
    return article_page(database, start=0, limit=-1)[0]


def article_text(database: Database, name: str) -> str:
    """The text of the article called ``name``, as it was taken in."""
    row = database.row("SELECT text FROM article WHERE name = ?", (name,))
    if not row:
        raise CaseError(f"{database.path} holds no article {name}", hint="List them with: rashomon articles")
    return str(row[0])


def article_keys(database: Database) -> dict[str, str]:
    """The key of every article, by name; it changes with the text."""
    return dict(database.rows("SELECT name, key FROM article ORDER BY name"))


def article_of_key(database: Database, key: str) -> str:
    """The name of the article with this key.

    Raises:
        CaseError: The case holds none.
    """
    row = database.row("SELECT name FROM article WHERE key = ?", (key,))
    if not row:
        raise CaseError(
            f"{database.path} holds no such article any more", hint="List them with: rashomon articles"
        )
    return str(row[0])


def paragraph_rows(database: Database, name: str) -> tuple[Stretch, ...]:
    """The paragraphs of the article called ``name``, in order."""
    return tuple(
        Stretch(start, stop)
        for start, stop in database.rows(
            "SELECT p.start, p.stop FROM paragraph p JOIN article a ON a.key = p.article"
            " WHERE a.name = ? ORDER BY p.number",
            (name,),
        )
    )


def sentence_rows(database: Database, name: str) -> tuple[Stretch, ...]:
    """The sentences of the article called ``name``, in order."""
    return tuple(
        Stretch(start, stop)
        for start, stop in database.rows(
            "SELECT s.start, s.stop FROM sentence s JOIN article a ON a.key = s.article"
            " WHERE a.name = ? ORDER BY s.number",
            (name,),
        )
    )


def passage_rows(database: Database) -> tuple[PassageRow, ...]:
    """What was marked as no running prose, by article and place."""
    return tuple(
        PassageRow(article=name, span=Stretch(start, stop), kind=kind, why=why)
        for name, start, stop, kind, why in database.rows(
            "SELECT a.name, p.start, p.stop, p.kind, p.why FROM passage p JOIN article a ON a.key = p.article"
            " ORDER BY a.name, p.start"
        )
    )


def claim_rows(
    database: Database, *, about: str | None = None, by: str | None = None, in_article: str | None = None
) -> Iterator[ClaimRow]:
    """The claims, by article and place; read article by article, so that a long case needs no memory.

    Raises:
        CaseError: No article is called ``in_article``.
    """
    names = [name for (name,) in database.rows("SELECT name FROM article ORDER BY name")]
    if in_article is not None:
        names = articles_called(database, in_article)
    subjects = None if about is None else actors_called(database, about)
    speakers = frozenset() if by is None else actors_called(database, by)
    for name in names:
        row = database.row("SELECT key, text FROM article WHERE name = ?", (name,))
        if not row:
            continue
        key, text = row
        wanted = None if subjects is None else _about(database, key, subjects)
        for claim in _claims_of(database, key, name, text):
            if (wanted is None or claim.id in wanted) and (by is None or _is_by(claim, by, speakers)):
                yield claim


def claim_homes(database: Database) -> dict[str, tuple[str, str | None]]:
    """The article and the outlet of every claim, by the claim's id."""
    return {
        one: (name, outlet)
        for one, name, outlet in database.rows(
            "SELECT c.id, a.name, a.outlet FROM claim c JOIN article a ON a.key = c.article"
        )
    }


def claim_home(database: Database, claim: str) -> tuple[str, str | None] | None:
    """The article and the outlet of the claim with this id; None where the case holds none."""
    row = database.row(
        "SELECT a.name, a.outlet FROM claim c JOIN article a ON a.key = c.article WHERE c.id = ?", (claim,)
    )
    return None if row is None else (row[0], row[1])


def claim_called(database: Database, prefix: str) -> ClaimRow:
    """The one claim whose id starts with ``prefix``.

    Raises:
        CaseError: There is none, or more than one.
    """
    found = database.rows(
        "SELECT c.id, a.key, a.name, a.text FROM claim c JOIN article a ON a.key = c.article"
        " WHERE substr(c.id, 1, ?) = ? ORDER BY c.id LIMIT 6",
        (len(prefix), prefix.casefold()),
    )
    if not found or not prefix:
        raise CaseError(f"no claim starts with {prefix!r}", hint="List them with: rashomon claims")
    if len(found) > 1:
        ids = ", ".join(one for one, *_ in found[:5]) + (" ..." if len(found) > 5 else "")
        raise CaseError(f"{prefix!r} is the start of several claims: {ids}", hint="Give more of the id.")
    one, key, name, text = found[0]
    return next(claim for claim in _claims_of(database, key, name, text) if claim.id == one)


def actor_rows(database: Database) -> tuple[ActorRow, ...]:
    """All actors: those in most articles first, then those mentioned most, then by name."""
    names: dict[str, list[NameRow]] = defaultdict(list)
    for actor, text, count in database.rows("SELECT actor, text, count FROM actor_name ORDER BY actor, rank"):
        names[actor].append(NameRow(text=text, count=count))
    ties: dict[str, list[TieRow]] = defaultdict(list)
    for actor, relation, other in database.rows(
        "SELECT actor, relation, other FROM actor_tie ORDER BY actor, relation, other"
    ):
        ties[actor].append(TieRow(relation=relation, actor=other))
    reasons: dict[str, list[ReasonRow]] = defaultdict(list)
    for actor, *reason in database.rows(_REASONS):
        reasons[actor].append(ReasonRow(maker=reason[0], score=reason[1], detail=reason[2]))
    rows = database.rows(
        "SELECT x.id, x.name, x.kind, count(DISTINCT k.article), count(m.number),"
        " count(CASE m.form WHEN 'name' THEN 1 END) FROM actor x"
        " LEFT JOIN actor_member k ON k.actor = x.id"
        " LEFT JOIN mention m ON m.article = k.article AND m.entity = k.entity"
        " GROUP BY x.id ORDER BY 4 DESC, 5 DESC, x.name, x.id"
    )
    return tuple(
        ActorRow(
            id=one,
            name=name,
            kind=kind,
            names=tuple(names[one]),
            articles=articles,
            mentions=mentions,
            named=named,
            ties=tuple(ties[one]),
            reasons=tuple(reasons[one]),
        )
        for one, name, kind, articles, mentions, named in rows
    )


def mention_rows(database: Database, *, in_article: str | None = None) -> Iterator[MentionRow]:
    """The mentions, by article and place, each with the actor it means, if any."""
    if in_article is None:
        names = [name for (name,) in database.rows("SELECT name FROM article ORDER BY name")]
    else:
        names = articles_called(database, in_article)
    for name in names:
        text = None
        for start, stop, kind, form, score, entity, actor, whole in database.rows(
            "SELECT m.start, m.stop, m.kind, m.form, m.score, m.entity, k.actor,"
            " CASE m.number WHEN 0 THEN a.text END"
            " FROM article a JOIN mention m ON m.article = a.key"
            " LEFT JOIN actor_member k ON k.article = m.article AND k.entity = m.entity"
            " WHERE a.name = ? ORDER BY m.number",
            (name,),
        ):
            text = whole if text is None else text
            span = Stretch(start, stop)
            yield MentionRow(
                article=name,
                span=span,
                text=span.of(text or ""),
                actor=actor,
                kind=kind,
                form=form,
                entity=entity,
                score=score,
            )


def _about(database: Database, key: str, actors: frozenset[str]) -> frozenset[str]:
    ids = '["' + '","'.join(sorted(actors)) + '"]' if actors else "[]"
    return frozenset(one for (one,) in database.rows(_ABOUT, (key, ids)))


def _is_by(claim: ClaimRow, words: str, actors: frozenset[str]) -> bool:
    folded = fold(words)
    return any(voice.actor in actors or is_part_of(folded, fold(voice.name or "")) for voice in claim.voices)


def _claims_of(database: Database, key: str, name: str, text: str) -> Iterator[ClaimRow]:
    voices: dict[str, list[VoiceRow]] = defaultdict(list)
    for claim, called, kind, actor, *spans in database.rows(_VOICES, (key,)):
        voices[claim].append(
            VoiceRow(name=called, kind=kind, actor=actor, span=_stretch(*spans[:2]), cue=_stretch(*spans[2:]))
        )
    parts: dict[tuple[str, str], list[Stretch]] = defaultdict(list)
    for claim, role, start, stop in database.rows(_PARTS, (key,)):
        parts[claim, role].append(Stretch(start, stop))
    told = told_by_claims(database, key, text)
    nothing = Told()
    for row in database.rows(_CLAIM, (key,)):
        one = row[0]
        yield _claim(row, (name, text), voices[one], parts, told.get(one, nothing))


def _claim(
    row: Sequence[Any],
    article: tuple[str, str],
    voices: list[VoiceRow],
    parts: dict[tuple[str, str], list[Stretch]],
    told: Told,
) -> ClaimRow:
    name, text = article
    one, start, stop, quotation, polarity, certainty, mode, *rest = row
    condition_start, condition_stop, attribution, route, maker, score = rest
    span = Stretch(start, stop)
    return ClaimRow(
        id=one,
        article=name,
        span=span,
        text=span.of(text),
        voices=tuple(voices),
        quotation=quotation,
        polarity=polarity,
        certainty=certainty,
        mode=mode,
        condition=_stretch(condition_start, condition_stop),
        events=told.events,
        time=told.time,
        place=told.place,
        spans=tuple(parts[one, "content"]),
        because=tuple(parts[one, "because"]),
        attribution=attribution,
        route=route,
        maker=maker,
        score=score,
    )


def _stretch(start: int | None, stop: int | None) -> Stretch | None:
    return None if start is None or stop is None else Stretch(start, stop)
