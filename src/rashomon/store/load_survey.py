"""Rows back into what was found across the articles of a case."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from rashomon.findings import (
    Backer,
    Balance,
    Camp,
    Conflict,
    Copy,
    Dependence,
    Drift,
    DriftStep,
    Edge,
    Member,
    Network,
    Origin,
    OriginCount,
    Origins,
    Placed,
    Prediction,
    Proposition,
    SourceRecord,
    Survey,
    Version,
)
from rashomon.records import Span
from rashomon.store.database import Database


def load_survey(database: Database) -> Survey:
    """What `put_survey` was given; call it within a snapshot."""
    return Survey(
        copies=load_copies(database),
        origins=_origins(database),
        propositions=load_propositions(database),
        conflicts=load_conflicts(database),
        drifts=load_drifts(database),
        versions=load_versions(database),
        camps=_camps(database),
        records=load_records(database),
        predictions=load_predictions(database),
        network=load_network(database),
    )


def load_copies(database: Database, *, with_passages: bool = True) -> tuple[Copy, ...]:
    """Who took text from whom, by name of the child."""
    passages: dict[tuple[str, str], tuple[tuple[Span, Span], ...]] = defaultdict(tuple)
    stretches = (
        "SELECT child, parent, child_start, child_stop, parent_start, parent_stop FROM copy_passage"
        " ORDER BY child, parent, number"
    )
    for child, parent, a, b, c, d in database.rows(stretches) if with_passages else ():
        passages[child, parent] += ((Span(a, b), Span(c, d)),)
    names = ("child", "parent", "kind", "score", "direction", "containment", "reason")
    return tuple(
        Copy(**dict(zip(names, values, strict=True)), passages=passages[child, parent])
        for child, parent, *values in database.rows(
            "SELECT k.child, k.parent, c.name, p.name, k.kind, k.score, k.direction, k.containment, k.reason"
            " FROM copy k JOIN article c ON c.key = k.child JOIN article p ON p.key = k.parent"
            " ORDER BY c.name, p.name"
        )
    )


def _origins(database: Database) -> Origins:
    claims: dict[str, tuple[str, ...]] = defaultdict(tuple)
    of_claim = dict(database.rows("SELECT claim, origin FROM claim_origin ORDER BY claim"))
    for claim, origin in of_claim.items():
        claims[origin] += (claim,)
    return Origins(
        origins=tuple(
            Origin(
                id=one,
                kind=kind,
                name=name,
                claims=claims[one],
                circular=bool(circular),
                actor=actor,
                reason=reason,
            )
            for one, kind, name, circular, actor, reason in database.rows(
                "SELECT id, kind, name, circular, actor, reason FROM origin ORDER BY id"
            )
        ),
        of_claim=of_claim,
        dependences=tuple(
            Dependence(a=a, b=b, probability=probability, reason=reason)
            for a, b, probability, reason in database.rows(
                "SELECT a, b, probability, reason FROM dependence ORDER BY a, b"
            )
        ),
    )


def load_propositions(database: Database, wanted: Sequence[str] | None = None) -> tuple[Proposition, ...]:
    """All propositions, or those with the ids ``wanted``, by rank."""
    members: dict[str, tuple[Member, ...]] = defaultdict(tuple)
    for one, claim, sign, is_hedged, frame, net, is_open, likely, knot, reason in database.rows(
        "SELECT proposition, claim, sign, is_hedged, score_frame, score_net, is_open, likely, knot, reason"
        f" FROM member{_among('proposition', wanted)} ORDER BY proposition, number",
        _packed(wanted),
    ):
        members[one] += (
            Member(
                claim=claim,
                sign=sign,
                is_hedged=bool(is_hedged),
                score_frame=frame,
                score_net=net,
                is_open=bool(is_open),
                likely=likely,
                knot=knot,
                reason=reason,
            ),
        )
    return tuple(
        Proposition(
            id=one,
            text=text,
            claim=claim,
            members=members[one],
            conflict=conflict,
            support=_count(counts[:4]),
            dissent=_count(counts[4:]),
        )
        for one, text, claim, conflict, *counts in database.rows(
            "SELECT id, text, claim, conflict, low, best, high, why, dissent_low, dissent_best,"
            f" dissent_high, dissent_why FROM proposition{_among('id', wanted)} ORDER BY rank",
            _packed(wanted),
        )
    )


def _count(columns: list[Any]) -> OriginCount:
    low, best, high, why = columns
    return OriginCount(low=low, best=best, high=high, why=why)


def load_conflicts(
    database: Database, wanted: Sequence[str] | None = None, *, issues: range | None = None
) -> tuple[Conflict, ...]:
    """All contradictions, the first found first.

    Args:
        database: The case.
        wanted: Ids of propositions, if only contradictions of their claims are asked for.
        issues: Places of issues, if only theirs are.
    """
    asked: tuple[object, ...]
    where, asked = _among("proposition_a", wanted), _packed(wanted) * 2
    where += where.replace("WHERE proposition_a", "OR proposition_b")
    if issues is not None:
        where, asked = " WHERE issue >= ? AND issue < ?", (issues.start, issues.stop)
    return tuple(
        Conflict(
            kind=kind,
            a=a,
            b=b,
            propositions=(first, second),
            score=score,
            reason=reason,
            words=(Span(*spans[:2]), Span(*spans[2:])),
        )
        for kind, a, b, first, second, score, reason, *spans in database.rows(
            "SELECT kind, a, b, proposition_a, proposition_b, score, reason, a_start, a_stop, b_start, b_stop"
            f" FROM conflict{where} ORDER BY number",
            asked,
        )
    )


def load_drifts(database: Database, *, start: int = 0, limit: int = -1) -> tuple[Drift, ...]:
    """What hardened or softened; at most ``limit`` from ``start`` on."""
    return _drifts(database, "SELECT number FROM drift ORDER BY number LIMIT ? OFFSET ?", (limit, start))


def load_drifts_of(database: Database, wanted: Sequence[str]) -> tuple[Drift, ...]:
    """How the propositions with the ids ``wanted`` hardened or softened."""
    return _drifts(database, f"SELECT number FROM drift{_among('proposition', wanted)}", _packed(wanted))


def _drifts(database: Database, numbers: str, asked: tuple[object, ...]) -> tuple[Drift, ...]:
    steps: dict[int, tuple[DriftStep, ...]] = defaultdict(tuple)
    for drift, claim, standing in database.rows(
        f"SELECT drift, claim, standing FROM drift_step WHERE drift IN ({numbers}) ORDER BY drift, number",
        asked,
    ):
        steps[drift] += (DriftStep(claim=claim, standing=standing),)
    return tuple(
        Drift(proposition=one, direction=direction, voice=voice, steps=steps[number])
        for number, one, direction, voice in database.rows(
            "SELECT number, proposition, direction, voice FROM drift"
            f" WHERE number IN ({numbers}) ORDER BY number",
            asked,
        )
    )


def load_versions(database: Database, wanted: Sequence[str] | None = None) -> tuple[Version, ...]:
    """All versions, or those with the ids ``wanted``, by rank."""
    placed: dict[str, tuple[Placed, ...]] = defaultdict(tuple)
    for version, one, state, because in database.rows(
        f"SELECT version, proposition, state, because FROM version_proposition{_among('version', wanted)}"
        " ORDER BY version, number",
        _packed(wanted),
    ):
        placed[version] += (Placed(proposition=one, state=state, because=_list(because)),)
    backers: dict[str, tuple[Backer, ...]] = defaultdict(tuple)
    for version, name, actor, claims, against in database.rows(
        f"SELECT version, name, actor, claims, against FROM backer{_among('version', wanted)}"
        " ORDER BY version, number",
        _packed(wanted),
    ):
        backers[version] += (Backer(name=name, actor=actor, claims=_list(claims), against=against),)
    return tuple(
        Version(
            id=one,
            issue=issue,
            propositions=placed[one],
            backers=backers[one],
            weight=weight,
            weakest=weakest,
            apart_from=apart_from,
            test=test,
            is_whole=bool(is_whole),
            camp=camp,
        )
        for one, issue, weight, weakest, apart_from, test, is_whole, camp in database.rows(
            "SELECT id, issue, weight, weakest, apart_from, test, is_whole, camp FROM version"
            f"{_among('id', wanted)} ORDER BY rank",
            _packed(wanted),
        )
    )


def _camps(database: Database) -> tuple[Camp, ...]:
    members: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for number, member in database.rows("SELECT number, member FROM camp ORDER BY number, member"):
        members[number] += (member,)
    return tuple(Camp(number=number, members=names) for number, names in members.items())


def load_records(database: Database) -> tuple[SourceRecord, ...]:
    """What came of what each source said, the most telling first."""
    columns = "name, kind, actor, claims, shared, confirmed, contradicted, alone, later_right"
    names = columns.split(", ")
    return tuple(
        SourceRecord(
            **dict(zip(names, values, strict=True)),
            reliability=None if low is None else (low, middle, high),
            basis=basis,
        )
        for low, middle, high, basis, *values in database.rows(
            f"SELECT low, middle, high, basis, {columns} FROM source_record ORDER BY rank"
        )
    )


def load_predictions(database: Database, wanted: Sequence[str] | None = None) -> tuple[Prediction, ...]:
    """All predictions, or those with the ids ``wanted``, by rank."""
    columns = (
        "id, claim, actor, text, condition, basis, made, due, due_basis, state, decided_by, reason, sign"
    )
    names = columns.split(", ")
    return tuple(
        Prediction(
            **dict(zip(names, values, strict=True)),
            by=holder,
            probability=None if low is None else (low, middle, high),
            settled_by=_list(settled),
            copies=_list(copies),
            is_scored=bool(is_scored),
        )
        for holder, low, middle, high, settled, copies, is_scored, *values in database.rows(
            "SELECT holder, low, middle, high, settled_by, copies, is_scored,"
            f" {columns} FROM prediction{_among('id', wanted)} ORDER BY rank",
            _packed(wanted),
        )
    )


def load_network(database: Database) -> Network:
    """Who is for and against whom."""
    return Network(edges=load_edges(database), balance=_balance(database))


def load_edges(database: Database, actor: str | None = None) -> tuple[Edge, ...]:
    """The edges of the network; with ``actor`` those that the actor with this id is an end of."""
    where = "" if actor is None else "WHERE e.holder = ?1 OR e.target = ?1"
    asked = () if actor is None else (actor,)
    told: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for edge, *stance in database.rows(
        "SELECT s.edge, a.name, s.start, s.stop, s.sign, s.time FROM edge e"
        f" JOIN edge_stance s ON s.edge = e.number JOIN article a ON a.key = s.article {where}"
        " ORDER BY s.edge, s.number",
        asked,
    ):
        told[edge].append(tuple(stance))
    rows = database.rows(
        "SELECT e.number, e.holder, e.target, e.sign, e.kinds, e.according_to, e.origins, e.frustrated"
        f" FROM edge e {where} ORDER BY e.number",
        asked,
    )
    return tuple(_edge(row, told[number]) for number, *row in rows)


def _edge(row: list[Any], told: list[tuple[Any, ...]]) -> Edge:
    holder, target, sign, kinds, according_to, origins, frustrated = row
    return Edge(
        holder=holder,
        target=target,
        sign=sign,
        kinds=_list(kinds),
        according_to=_list(according_to),
        origins=origins,
        stances=tuple((article, Span(start, stop)) for article, start, stop, *_ in told),
        frustrated=bool(frustrated),
        # A case surveyed by an older version knows neither.
        signs=tuple(stance[3] for stance in told if stance[3] is not None),
        times=tuple(stance[4] for stance in told if stance[3] is not None),
    )


def _balance(database: Database) -> Balance | None:
    row = database.row(
        "SELECT nodes, edges, frustration, is_proved, triangles, walk, shuffled_mean, shuffled_deviation,"
        " sides FROM balance"
    )
    if row is None:
        return None
    nodes, edges, frustration, is_proved, triangles, walk, mean, deviation, sides = row
    left, right = json.loads(sides)
    return Balance(
        nodes=nodes,
        edges=edges,
        frustration=frustration,
        is_proved=bool(is_proved),
        triangles=triangles,
        walk=walk,
        shuffled=None if mean is None else (mean, deviation),
        sides=(tuple(left), tuple(right)),
    )


def _among(column: str, wanted: Sequence[str] | None) -> str:
    return "" if wanted is None else f" WHERE {column} IN (SELECT value FROM json_each(?))"


def _packed(wanted: Sequence[str] | None) -> tuple[str, ...]:
    return () if wanted is None else (json.dumps(list(wanted)),)


# Kinds of stance and those who tell of them are the same ones again and again.
@lru_cache(maxsize=4096)
def _list(packed: str) -> tuple[str, ...]:
    return tuple(json.loads(packed))
