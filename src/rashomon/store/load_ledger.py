"""Rows of a whole case into the `Ledger` that the survey reads."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rashomon.findings import OUTLET_HOLDER, SLANT
from rashomon.ledger import (
    Judgement,
    Ledger,
    LedgerActor,
    LedgerArgument,
    LedgerArticle,
    LedgerClaim,
    LedgerEvent,
    LedgerStance,
    LedgerVoice,
)
from rashomon.names.folding import fold
from rashomon.records import Span, hull
from rashomon.store.answers import load_answers
from rashomon.store.database import Database
from rashomon.store.load_events import Circumstances, load_circumstances, load_stances
from rashomon.store.naming import Naming

# Passages that tell where the text comes from are furniture too, but speak of copying.
_PROSE = ("title", "heading")
_CREDITS = ("credit", "dateline")
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
_CLAIMS = (
    "SELECT id, number, start, stop, quotation, polarity, certainty, mode, condition_start, condition_stop,"
    " attribution, score FROM claim WHERE article = ? ORDER BY number"
)
_EVENTS = (
    "SELECT number, start, stop, lemma, factuality, polarity, certainty, mode, code, code_score"
    " FROM event WHERE article = ? ORDER BY number"
)
_ACTORS_IN = (
    "SELECT m.start, m.stop, k.actor FROM mention m"
    " JOIN actor_member k ON k.article = m.article AND k.entity = m.entity"
    " WHERE m.article = ? ORDER BY m.start, m.stop, k.actor"
)


def load_ledger(database: Database, judgements: Iterable[Judgement] = ()) -> Ledger:
    """All that the survey reads of the case; call it within a snapshot."""
    actors = _load_actors(database)
    rows = database.rows("SELECT key, name, text, outlet, title, published FROM article ORDER BY name")
    articles = tuple(_load_article(database, row) for row in rows)
    return Ledger(
        articles=articles, actors=actors, judgements=tuple(judgements), answers=load_answers(database)
    )


def _load_actors(database: Database) -> dict[str, LedgerActor]:
    names: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for actor, text in database.rows("SELECT actor, text FROM actor_name ORDER BY actor, rank"):
        names[actor] += (text,)
    ties: dict[str, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    for actor, relation, other in database.rows(
        "SELECT actor, relation, other FROM actor_tie ORDER BY actor, relation, other"
    ):
        ties[actor] += ((relation, other),)
    return {
        one: LedgerActor(id=one, name=name, kind=kind, names=names[one], ties=ties[one])
        for one, name, kind in database.rows("SELECT id, name, kind FROM actor ORDER BY id")
    }


@dataclass(frozen=True)
class _Page:
    """What the claims of one article are put together from."""

    name: str
    text: str
    voices: dict[str, tuple[LedgerVoice, ...]]
    parts: dict[tuple[str, str], tuple[Span, ...]]
    events: Sequence[LedgerEvent]
    times: Sequence[str | None]
    places: Sequence[str | None]
    mentions: Sequence[tuple[Span, str]]
    said: dict[str, Circumstances]


def _load_article(database: Database, row: Sequence[Any]) -> LedgerArticle:
    key, name, text, outlet, title, published = row
    passages = database.rows(
        "SELECT start, stop, kind FROM passage WHERE article = ? ORDER BY start, stop", (key,)
    )
    naming = Naming(database, key, outlet)
    page = _page(database, key, (name, text), naming)
    claims = [_claim(page, *columns) for columns in database.rows(_CLAIMS, (key,))]
    return LedgerArticle(
        name=name,
        text=text,
        outlet=outlet,
        title=title,
        published=published,
        furniture=tuple(Span(a, b) for a, b, kind in passages if kind not in _PROSE),
        credits=tuple(Span(a, b) for a, b, kind in passages if kind in _CREDITS),
        paragraphs=tuple(
            Span(a, b)
            for a, b in database.rows(
                "SELECT start, stop FROM paragraph WHERE article = ? ORDER BY number", (key,)
            )
        ),
        claims=tuple(claims),
        stances=_load_stances(database, (key, name, outlet), claims, naming),
    )


def _page(database: Database, key: str, article: tuple[str, str], naming: Naming) -> _Page:
    name, text = article
    voices: dict[str, tuple[LedgerVoice, ...]] = defaultdict(tuple)
    for claim, called, kind, actor, *spans in database.rows(_VOICES, (key,)):
        span, cue = _span(*spans[:2]), _span(*spans[2:])
        voices[claim] += (LedgerVoice(name=called, kind=kind, actor=actor, span=span, cue=cue),)
    parts: dict[tuple[str, str], tuple[Span, ...]] = defaultdict(tuple)
    for claim, role, start, stop in database.rows(_PARTS, (key,)):
        parts[claim, role] += (Span(start, stop),)
    times = database.rows("SELECT start, stop, value FROM time WHERE article = ? ORDER BY number", (key,))
    places = [
        (start, stop, f"geonames:{number}" if number is not None else fold(called))
        for start, stop, called, number in database.rows(
            "SELECT start, stop, name, geonames FROM place WHERE article = ? ORDER BY number", (key,)
        )
    ]
    return _Page(
        name=name,
        text=text,
        voices=voices,
        parts=parts,
        events=_load_events(database, key, text, naming, {"time": times, "place": places}),
        times=[value for *_, value in times],
        places=[value for *_, value in places],
        mentions=[(Span(start, stop), actor) for start, stop, actor in database.rows(_ACTORS_IN, (key,))],
        said=load_circumstances(database, key),
    )


def _load_events(
    database: Database, key: str, text: str, naming: Naming, meanings: dict[str, Sequence[Any]]
) -> list[LedgerEvent]:
    arguments: dict[int, tuple[LedgerArgument, ...]] = defaultdict(tuple)
    for event, role, start, stop in database.rows(
        "SELECT event, role, start, stop FROM argument WHERE article = ? ORDER BY event, number", (key,)
    ):
        meant = naming.meant(start, stop)
        values = {v for a, b, v in meanings.get(role, ()) if a < stop and start < b}
        arguments[event] += (
            LedgerArgument(
                role=role,
                text=text[start:stop],
                span=Span(start, stop),
                actor=meant.actor if meant else None,
                value=values.pop() if len(values) == 1 else None,
            ),
        )
    return [
        LedgerEvent(
            number=number,
            span=Span(start, stop),
            text=text[start:stop],
            lemma=lemma or fold(text[start:stop]),
            factuality=factuality,
            polarity=polarity,
            certainty=certainty,
            mode=mode,
            code=code,
            code_score=score,
            arguments=arguments[number],
        )
        for number, start, stop, lemma, factuality, polarity, certainty, mode, code, score in database.rows(
            _EVENTS, (key,)
        )
    ]


def _claim(page: _Page, one: str, number: int, start: int, stop: int, *columns: Any) -> LedgerClaim:  # noqa: ANN401
    quotation, polarity, certainty, mode, condition_start, condition_stop, attribution, score = columns
    spans = page.parts[one, "content"] or (Span(start, stop),)
    said = page.said.get(one, Circumstances())
    return LedgerClaim(
        id=one,
        article=page.name,
        number=number,
        spans=spans,
        text=page.text[start:stop],
        voices=page.voices[one],
        quotation=quotation,
        polarity=polarity,
        certainty=certainty,
        mode=mode,
        condition=_span(condition_start, condition_stop),
        because=page.parts[one, "because"],
        events=tuple(page.events[event] for event in said.events),
        time=None if said.time is None else page.times[said.time],
        place=None if said.place is None else page.places[said.place],
        actors=_mentioned(page.mentions, spans),
        attribution=attribution,
        score=score,
    )


def _mentioned(mentions: Sequence[tuple[Span, str]], spans: Sequence[Span]) -> tuple[tuple[Span, str], ...]:
    whole = hull(spans)
    first = bisect_left(mentions, whole.start, key=lambda mention: mention[0].start)
    last = bisect_left(mentions, whole.end, key=lambda mention: mention[0].start)
    return tuple(one for one in mentions[first:last] if any(span.contains(one[0]) for span in spans))


def _load_stances(
    database: Database, article: tuple[str, str, str | None], claims: Sequence[LedgerClaim], naming: Naming
) -> tuple[LedgerStance, ...]:
    """Those between two actors of the case; a body without a name ("the rebels") counts for its owner."""
    key, name, outlet = article
    itself = (LedgerVoice(name=outlet, kind="outlet"),)
    told = {claim.attribution: claim for claim in reversed(claims)}
    stances = []
    for stance in load_stances(database, key):
        target = naming.meant_or_owner(stance.target.start, stance.target.end)
        if stance.reason.maker == SLANT:
            # What an outlet's own words show is held by the outlet; the holder's span has the words.
            holder: str | None = f"{OUTLET_HOLDER}{outlet or name}"
        else:
            meant = naming.meant_or_owner(stance.holder.start, stance.holder.end)
            holder = meant.actor if meant else None
        if holder is None or target is None or holder == target.actor:
            continue
        span = hull((stance.holder, stance.target))
        said = None if stance.attribution is None else told.get(stance.attribution)
        claim = said or _around(claims, span)
        stances.append(
            LedgerStance(
                holder=holder,
                target=target.actor,
                sign=stance.sign,
                kind=stance.kind,
                according_to=claim.voices if claim and stance.reason.maker != SLANT else itself,
                article=name,
                span=span,
                claim=claim.id if claim else None,
                time=claim.time if claim else None,
                score=stance.score,
            )
        )
    return tuple(stances)


def _around(claims: Sequence[LedgerClaim], span: Span) -> LedgerClaim | None:
    """What the outlet itself says in these words."""
    return next((c for c in claims if c.attribution is None and c.span.overlaps(span)), None)


def _span(start: int | None, stop: int | None) -> Span | None:
    return None if start is None or stop is None else Span(start, stop)
