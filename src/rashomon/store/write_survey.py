"""What was found across the articles of a case into rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from rashomon.findings import (
    Copy,
    Edge,
    Network,
    OriginCount,
    Origins,
    Prediction,
    Proposition,
    Survey,
    Version,
)
from rashomon.records import Span
from rashomon.store.answers import put_answers
from rashomon.store.database import Database
from rashomon.store.write_events import pair
from rashomon.survey.issues import issues_of

# In an order in which nothing points to what is gone already.
_TABLES = (
    *("copy_passage", "copy", "dependence", "claim_origin", "origin", "drift_step", "drift", "conflict"),
    *("version_proposition", "backer", "version", "member", "proposition", "camp", "source_record"),
    *("prediction", "edge_stance", "edge", "balance"),
)


def put_survey(database: Database, survey: Survey) -> None:
    """Put ``survey`` in place of the one that the case held.

    Must run inside a transaction.
    """
    for table in _TABLES:
        database.execute(f"DELETE FROM {table}")
    keys = dict(database.rows("SELECT name, key FROM article"))
    _put_copies(database, survey.copies, keys)
    _put_origins(database, survey.origins)
    _put_propositions(database, survey.propositions)
    _put_conflicts(database, survey)
    _put_places(database, survey)
    _put_versions(database, survey.versions)
    rows = [(camp.number, member) for camp in survey.camps for member in camp.members]
    database.insert("camp", "number, member", rows)
    _put_records(database, survey)
    _put_predictions(database, survey.predictions)
    _put_network(database, survey.network, keys)
    put_answers(database, survey.answers)
    database.execute("DELETE FROM meta WHERE name = 'survey'")


def _put_copies(database: Database, copies: Sequence[Copy], keys: Mapping[str, str]) -> None:
    database.insert(
        "copy",
        "child, parent, kind, score, direction, containment, reason",
        [
            (keys[c.child], keys[c.parent], c.kind, c.score, c.direction, c.containment, c.reason)
            for c in copies
        ],
    )
    database.insert(
        "copy_passage",
        "child, parent, number, child_start, child_stop, parent_start, parent_stop",
        [
            (keys[copy.child], keys[copy.parent], number, *pair(own), *pair(other))
            for copy in copies
            for number, (own, other) in enumerate(copy.passages)
        ],
    )


def _put_origins(database: Database, found: Origins) -> None:
    database.insert(
        "origin",
        "id, kind, name, circular, actor, reason",
        [(o.id, o.kind, o.name, int(o.circular), o.actor, o.reason) for o in found.origins],
    )
    database.insert("claim_origin", "claim, origin", sorted(found.of_claim.items()))
    database.insert(
        "dependence",
        "a, b, probability, reason",
        [(d.a, d.b, d.probability, d.reason) for d in found.dependences],
    )


def _put_propositions(database: Database, propositions: Sequence[Proposition]) -> None:
    database.insert(
        "proposition",
        "id, rank, text, claim, conflict, low, best, high, why, dissent_low, dissent_best, dissent_high,"
        " dissent_why",
        [
            (p.id, rank, p.text, p.claim, p.conflict, *_count(p.support), *_count(p.dissent))
            for rank, p in enumerate(propositions)
        ],
    )
    database.insert(
        "member",
        "proposition, number, claim, sign, is_hedged, score_frame, score_net, is_open, likely, knot, reason",
        [
            (
                *(p.id, number, m.claim, m.sign, int(m.is_hedged), m.score_frame, m.score_net),
                *(int(m.is_open), m.likely, m.knot, m.reason),
            )
            for p in propositions
            for number, m in enumerate(p.members)
        ],
    )


def _count(count: OriginCount) -> tuple[int, int, int, str]:
    return count.low, count.best, count.high, count.why


def _put_conflicts(database: Database, survey: Survey) -> None:
    database.insert(
        "conflict",
        "number, kind, a, b, proposition_a, proposition_b, score, reason, a_start, a_stop, b_start, b_stop",
        [
            (n, c.kind, c.a, c.b, *c.propositions, c.score, c.reason, *pair(c.words[0]), *pair(c.words[1]))
            for n, c in enumerate(survey.conflicts)
        ],
    )
    database.insert(
        "drift",
        "number, proposition, direction, voice",
        [(n, d.proposition, d.direction, d.voice) for n, d in enumerate(survey.drifts)],
    )
    database.insert(
        "drift_step",
        "drift, number, claim, standing",
        [
            (n, number, step.claim, step.standing)
            for n, drift in enumerate(survey.drifts)
            for number, step in enumerate(drift.steps)
        ],
    )


def _put_places(database: Database, survey: Survey) -> None:
    """What lists of propositions are sorted by, and the issues of contradictions."""
    issues = issues_of(survey.propositions, survey.conflicts)
    number = {conflict: at for at, conflict in enumerate(survey.conflicts)}
    of_conflict = [(place, number[one]) for place, issue in enumerate(issues) for one in issue.conflicts]
    database.execute(
        "UPDATE proposition SET (articles, claims, first) = (SELECT count(DISTINCT a.key), count(*),"
        " min(a.published) FROM member m JOIN claim c ON c.id = m.claim JOIN article a ON a.key = c.article"
        " WHERE m.proposition = proposition.id)"
    )
    database.execute(
        "UPDATE conflict SET issue = j.place FROM (SELECT value ->> 0 AS place, value ->> 1 AS number"
        " FROM json_each(?)) j WHERE j.number = conflict.number",
        (json.dumps(of_conflict),),
    )


def _put_versions(database: Database, versions: Sequence[Version]) -> None:
    database.insert(
        "version",
        "id, rank, issue, weight, weakest, apart_from, test, is_whole, camp",
        [
            (v.id, rank, v.issue, v.weight, v.weakest, v.apart_from, v.test, int(v.is_whole), v.camp)
            for rank, v in enumerate(versions)
        ],
    )
    database.insert(
        "version_proposition",
        "version, number, proposition, state, because",
        [
            (version.id, number, placed.proposition, placed.state, _list(placed.because))
            for version in versions
            for number, placed in enumerate(version.propositions)
        ],
    )
    database.insert(
        "backer",
        "version, number, name, actor, claims, against",
        [
            (version.id, number, backer.name, backer.actor, _list(backer.claims), backer.against)
            for version in versions
            for number, backer in enumerate(version.backers)
        ],
    )


def _put_records(database: Database, survey: Survey) -> None:
    database.insert(
        "source_record",
        "rank, name, kind, actor, claims, shared, confirmed, contradicted, alone, later_right,"
        " low, middle, high, basis",
        [
            (
                *(rank, r.name, r.kind, r.actor, r.claims, r.shared, r.confirmed, r.contradicted, r.alone),
                *(r.later_right, *(r.reliability or (None, None, None)), r.basis),
            )
            for rank, r in enumerate(survey.records)
        ],
    )


def _put_predictions(database: Database, predictions: Sequence[Prediction]) -> None:
    database.insert(
        "prediction",
        "id, rank, claim, holder, actor, text, condition, low, middle, high, basis, made, due, due_basis,"
        " state, settled_by, decided_by, copies, reason, sign, is_scored",
        [
            (
                *(p.id, rank, p.claim, p.by, p.actor, p.text, p.condition),
                *(*(p.probability or (None, None, None)), p.basis, p.made, p.due, p.due_basis, p.state),
                *(_list(p.settled_by), p.decided_by, _list(p.copies), p.reason, p.sign, int(p.is_scored)),
            )
            for rank, p in enumerate(predictions)
        ],
    )


def _put_network(database: Database, network: Network, keys: Mapping[str, str]) -> None:
    database.insert(
        "edge",
        "number, holder, target, sign, kinds, according_to, origins, frustrated",
        [
            (
                *(n, e.holder, e.target, e.sign, _list(e.kinds), _list(e.according_to)),
                *(e.origins, int(e.frustrated)),
            )
            for n, e in enumerate(network.edges)
        ],
    )
    database.insert(
        "edge_stance",
        "edge, number, article, start, stop, sign, time",
        [
            (n, number, keys[article], *pair(span), sign, time)
            for n, edge in enumerate(network.edges)
            for number, ((article, span), sign, time) in enumerate(_told(edge))
        ],
    )
    if balance := network.balance:
        row = (balance.nodes, balance.edges, balance.frustration, int(balance.is_proved), balance.triangles)
        shuffled = balance.shuffled or (None, None)
        database.insert(
            "balance",
            "nodes, edges, frustration, is_proved, triangles, walk, shuffled_mean, shuffled_deviation, sides",
            [(*row, balance.walk, *shuffled, json.dumps(balance.sides))],
        )


def _told(edge: Edge) -> Iterable[tuple[tuple[str, Span], int | None, str | None]]:
    """Where the stances of an edge stand, with what is known of each."""
    return zip_longest(edge.stances, edge.signs, edge.times)


def _list(items: Sequence[str]) -> str:
    return json.dumps(list(items), ensure_ascii=False)
