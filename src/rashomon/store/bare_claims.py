"""Claims by their ids, without what they say to happen: what a line of a page or a brief needs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.store.database import Database
from rashomon.store.rows import ClaimRow, Stretch, VoiceRow

_AMONG = "FROM json_each(?) j JOIN claim c ON c.id = j.value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Housed:
    """A claim with what is known of the article it stands in."""

    claim: ClaimRow
    outlet: str | None
    published: str | None


def bare_claims(database: Database, ids: Sequence[str]) -> list[Housed]:
    """The claims with these ids, in no order, those missing that the case does not hold.

    Their events, times and places are left out.
    """
    asked = (json.dumps(list(ids)),)
    voices: dict[str, list[VoiceRow]] = defaultdict(list)
    for claim, name, kind, actor, *spans in database.rows(
        f"SELECT c.id, v.name, v.kind, m.actor, v.start, v.stop, v.cue_start, v.cue_stop {_AMONG}"
        " JOIN voice v ON v.claim = c.id"
        " LEFT JOIN actor_member m ON m.article = c.article AND m.entity = v.entity ORDER BY c.id, v.depth",
        asked,
    ):
        voices[claim].append(
            VoiceRow(name=name, kind=kind, actor=actor, span=_stretch(*spans[:2]), cue=_stretch(*spans[2:]))
        )
    parts: dict[tuple[str, str], list[Stretch]] = defaultdict(list)
    for claim, role, start, stop in database.rows(
        f"SELECT c.id, s.role, s.start, s.stop {_AMONG} JOIN claim_span s ON s.claim = c.id"
        " ORDER BY c.id, s.role, s.number",
        asked,
    ):
        parts[claim, role].append(Stretch(start, stop))
    rows = database.rows(
        "SELECT c.id, a.name, a.outlet, a.published, substr(a.text, c.start + 1, c.stop - c.start), c.start,"
        " c.stop, c.condition_start, c.condition_stop, t.route, c.quotation, c.polarity, c.certainty, c.mode,"
        f" c.attribution, c.maker, c.score {_AMONG} JOIN article a ON a.key = c.article"
        " LEFT JOIN attribution t ON t.article = c.article AND t.number = c.attribution",
        asked,
    )
    names = ("quotation", "polarity", "certainty", "mode", "attribution", "maker", "score")
    return [
        Housed(
            claim=ClaimRow(
                id=one,
                article=article,
                span=Stretch(start, stop),
                text=text,
                voices=tuple(voices[one]),
                condition=_stretch(condition, end),
                spans=tuple(parts[one, "content"]),
                because=tuple(parts[one, "because"]),
                route=route,
                **dict(zip(names, values, strict=True)),
            ),
            outlet=outlet,
            published=published,
        )
        for one, article, outlet, published, text, start, stop, condition, end, route, *values in rows
    ]


def _stretch(start: int | None, stop: int | None) -> Stretch | None:
    return None if start is None or stop is None else Stretch(start, stop)
