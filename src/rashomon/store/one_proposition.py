"""All that the case holds of one proposition, without reading the rest of the survey."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rashomon.findings import Copy, Drift, DriftStep, Member, Origin, OriginCount, Proposition
from rashomon.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposed:
    """One contradiction that a proposition is in."""

    kind: str
    reason: str
    score: float
    own: str
    """The id of the claim on its own side."""
    other: str
    """The id of the claim against it."""
    proposition: str
    """The id of the proposition of that claim; its own for a denial."""
    text: str
    """The words of that proposition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One proposition with what bears on it."""

    proposition: Proposition
    opposed: tuple[Opposed, ...]
    drifts: tuple[Drift, ...]
    origins: tuple[Origin, ...]
    """Of its claims; ``claims`` are those of the proposition only."""
    copies: tuple[Copy, ...]
    """Among the articles that tell it; without passages."""
    may_be_one: tuple[tuple[str, str, float, str], ...]
    """Two of the origins, how likely they are one, and why."""


def load_dossier(database: Database, one: str) -> Dossier | None:
    """What bears on the proposition with this id; None where the case holds none."""
    row = database.row(
        "SELECT text, claim, conflict, low, best, high, why, dissent_low, dissent_best, dissent_high,"
        " dissent_why FROM proposition WHERE id = ?",
        (one,),
    )
    if row is None:
        return None
    text, claim, conflict, *counts = row
    proposition = Proposition(
        id=one,
        text=text,
        claim=claim,
        members=_members(database, one),
        conflict=conflict,
        support=OriginCount(low=counts[0], best=counts[1], high=counts[2], why=counts[3]),
        dissent=OriginCount(low=counts[4], best=counts[5], high=counts[6], why=counts[7]),
    )
    origins = _origins(database, one)
    return Dossier(
        proposition=proposition,
        opposed=_opposed(database, one),
        drifts=_drifts(database, one),
        origins=origins,
        copies=_copies(database, one),
        may_be_one=_may_be_one(database, one),
    )


def _members(database: Database, one: str) -> tuple[Member, ...]:
    return tuple(
        Member(
            claim=claim,
            sign=sign,
            is_hedged=bool(is_hedged),
            score_frame=frame,
            score_net=net,
            is_open=bool(is_open),
            likely=likely,
            reason=reason,
        )
        for claim, sign, is_hedged, frame, net, is_open, likely, reason in database.rows(
            "SELECT claim, sign, is_hedged, score_frame, score_net, is_open, likely, reason FROM member"
            " WHERE proposition = ? ORDER BY number",
            (one,),
        )
    )


def _opposed(database: Database, one: str) -> tuple[Opposed, ...]:
    rows = database.rows(
        "SELECT f.kind, f.reason, f.score, f.a, f.b, f.proposition_b, p.text FROM conflict f"
        " JOIN proposition p ON p.id = f.proposition_b WHERE f.proposition_a = ?1"
        " UNION ALL"
        " SELECT f.kind, f.reason, f.score, f.b, f.a, f.proposition_a, p.text FROM conflict f"
        " JOIN proposition p ON p.id = f.proposition_a WHERE f.proposition_b = ?1 AND f.proposition_a <> ?1"
        " ORDER BY 3 DESC, 4, 5, 1",
        (one,),
    )
    names = ("kind", "reason", "score", "own", "other", "proposition", "text")
    return tuple(Opposed(**dict(zip(names, row, strict=True))) for row in rows)


def _drifts(database: Database, one: str) -> tuple[Drift, ...]:
    steps: dict[int, tuple[DriftStep, ...]] = defaultdict(tuple)
    for number, claim, standing in database.rows(
        "SELECT s.drift, s.claim, s.standing FROM drift d JOIN drift_step s ON s.drift = d.number"
        " WHERE d.proposition = ? ORDER BY s.drift, s.number",
        (one,),
    ):
        steps[number] += (DriftStep(claim=claim, standing=standing),)
    rows = database.rows(
        "SELECT number, direction, voice FROM drift WHERE proposition = ? ORDER BY number", (one,)
    )
    return tuple(
        Drift(proposition=one, direction=direction, voice=voice, steps=steps[number])
        for number, direction, voice in rows
    )


def _origins(database: Database, one: str) -> tuple[Origin, ...]:
    claims: dict[str, tuple[str, ...]] = defaultdict(tuple)
    rows = database.rows(
        "SELECT m.claim, o.id, o.kind, o.name, o.circular, o.actor, o.reason FROM member m"
        " JOIN claim_origin k ON k.claim = m.claim JOIN origin o ON o.id = k.origin"
        " WHERE m.proposition = ? ORDER BY o.id, m.number",
        (one,),
    )
    for claim, origin, *_ in rows:
        claims[origin] += (claim,)
    found = {
        origin: Origin(
            id=origin,
            kind=kind,
            name=name,
            claims=claims[origin],
            circular=bool(circular),
            actor=actor,
            reason=reason,
        )
        for _, origin, kind, name, circular, actor, reason in rows
    }
    return tuple(found.values())


_ARTICLES = "SELECT c.article FROM member m JOIN claim c ON c.id = m.claim WHERE m.proposition = ?1"


def _copies(database: Database, one: str) -> tuple[Copy, ...]:
    names = ("child", "parent", "kind", "score", "direction", "containment", "reason")
    return tuple(
        Copy(**dict(zip(names, row, strict=True)))
        for row in database.rows(
            "SELECT c.name, p.name, k.kind, k.score, k.direction, k.containment, k.reason FROM copy k"
            " JOIN article c ON c.key = k.child JOIN article p ON p.key = k.parent"
            f" WHERE k.child IN ({_ARTICLES}) AND k.parent IN ({_ARTICLES}) ORDER BY c.name, p.name",
            (one,),
        )
    )


def _may_be_one(database: Database, one: str) -> tuple[tuple[str, str, float, str], ...]:
    mine = "SELECT k.origin FROM member m JOIN claim_origin k ON k.claim = m.claim WHERE m.proposition = ?1"
    rows = database.rows(
        f"SELECT a, b, probability, reason FROM dependence WHERE a IN ({mine}) AND b IN ({mine})"
        " ORDER BY probability DESC, a, b",
        (one,),
    )
    return tuple((a, b, probability, reason) for a, b, probability, reason in rows)
