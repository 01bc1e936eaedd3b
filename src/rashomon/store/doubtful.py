"""What the program is least sure of in a case, read alone: weak joins, members, copies, outcomes."""

from __future__ import annotations

import json
from dataclasses import dataclass

from rashomon.names.folding import fold
from rashomon.store.database import Database
from rashomon.store.judgements import actor_verdicts, judgements_in_force

MOST = 300
"""So many of each kind are looked at: the queue is made anew after each verdict."""
# Claims are put together from .5 on; a little above that one more word would have decided otherwise.
_WEAK_MEMBER = 0.6
_WEAK_COPY = 0.9
_WEAK_JOIN = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakMember:
    """A claim that may not belong to its proposition."""

    proposition: str
    claim: str
    other: str
    """The claim that says plainest what the proposition is."""
    sign: int
    score: float
    is_open: bool
    reason: str
    is_contested: bool
    origins: int
    """Behind the proposition, on both sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakCopy:
    """An article that may not have taken its text from another."""

    child: str
    parent: str
    score: float
    reason: str
    contested: int
    """How many contested propositions its claims stand in."""
    passages: tuple[tuple[int, int], tuple[int, int]] | None
    """The first stretch that both share: start and stop in the child, in the parent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakOutcome:
    """A prediction of which the program told what came, by what was told later."""

    prediction: str
    claim: str
    state: str
    settled_by: tuple[str, ...]
    reason: str
    is_contested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAs:
    """A name under which articles know an actor."""

    name: str
    articles: tuple[str, ...]
    """The first and the last of them, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakJoin:
    """Why two names were taken for one actor's."""

    actor: str
    actor_name: str
    maker: str
    score: float
    detail: str
    contested: int
    """In how many contested propositions the actor has a word."""
    names: tuple[NamedAs, ...]
    """All names of the actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """All of it, and what people judged of it."""

    members: tuple[WeakMember, ...] = ()
    copies: tuple[WeakCopy, ...] = ()
    outcomes: tuple[WeakOutcome, ...] = ()
    joins: tuple[WeakJoin, ...] = ()
    judged: frozenset[frozenset[str]] = frozenset()
    """What verdicts in force are about, but for actors: two claims, two articles, one prediction."""
    linked: tuple[tuple[str, str], ...] = ()
    """Claims that were judged to say the same or the opposite."""
    judged_names: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()
    """The names, folded, that verdicts in force on actors are about."""


def doubtful(database: Database) -> Doubtful:
    """What the program is least sure of, at most `MOST` of each kind."""
    given = judgements_in_force(database)
    claims = [one for one in given if one.kind == "claim" and one.object]
    return Doubtful(
        members=_members(database),
        copies=_copies(database),
        outcomes=_outcomes(database),
        joins=_joins(database),
        judged=frozenset(
            frozenset(end for end in (one.subject, one.object) if end) for one in given if one.kind != "actor"
        ),
        linked=tuple((one.subject, str(one.object)) for one in claims if one.verdict != "unrelated"),
        judged_names=tuple((one.left.folded, one.right.folded) for one in actor_verdicts(database)),
    )


def _members(database: Database) -> tuple[WeakMember, ...]:
    rows = database.rows(
        "SELECT m.proposition, m.claim, p.claim, m.sign, m.score_frame, m.is_open, m.reason,"
        " p.conflict IS NOT NULL AS hot, p.best + p.dissent_best AS origins"
        " FROM member m JOIN proposition p ON p.id = m.proposition"
        " WHERE (m.is_open OR m.score_frame < ? AND m.reason <> 'the same words') AND m.claim <> p.claim"
        " ORDER BY hot DESC, m.is_open DESC, origins DESC, m.score_frame, m.claim LIMIT ?",
        (_WEAK_MEMBER, MOST),
    )
    return tuple(
        WeakMember(
            proposition=proposition,
            claim=claim,
            other=other,
            sign=sign,
            score=score,
            is_open=bool(is_open),
            reason=reason,
            is_contested=bool(is_hot),
            origins=origins,
        )
        for proposition, claim, other, sign, score, is_open, reason, is_hot, origins in rows
    )


_CONTESTED_IN = (
    "(SELECT count(DISTINCT m.proposition) FROM claim c JOIN member m ON m.claim = c.id"
    " JOIN proposition q ON q.id = m.proposition AND q.conflict IS NOT NULL WHERE c.article = k.child)"
)


def _copies(database: Database) -> tuple[WeakCopy, ...]:
    rows = database.rows(
        f"SELECT c.name, p.name, k.score, k.reason, {_CONTESTED_IN},"
        " s.child_start, s.child_stop, s.parent_start, s.parent_stop FROM"
        " (SELECT * FROM copy WHERE score < ? AND kind <> 'cites' ORDER BY score, child, parent LIMIT ?) k"
        " JOIN article c ON c.key = k.child JOIN article p ON p.key = k.parent"
        " LEFT JOIN copy_passage s ON s.child = k.child AND s.parent = k.parent AND s.number = 0",
        (_WEAK_COPY, MOST),
    )
    return tuple(
        WeakCopy(
            child=child,
            parent=parent,
            score=score,
            reason=reason,
            contested=contested,
            passages=None if ends[0] is None else ((ends[0], ends[1]), (ends[2], ends[3])),
        )
        for child, parent, score, reason, contested, *ends in rows
    )


def _outcomes(database: Database) -> tuple[WeakOutcome, ...]:
    rows = database.rows(
        "SELECT f.id, f.claim, f.state, f.settled_by, f.reason,"
        " EXISTS (SELECT 1 FROM member m JOIN proposition p ON p.id = m.proposition"
        " WHERE m.claim = f.claim AND p.conflict IS NOT NULL) AS hot FROM prediction f"
        " WHERE f.state IN ('ambiguous', 'yes', 'no', 'void') AND f.decided_by <> 'person'"
        " ORDER BY f.state = 'ambiguous' DESC, hot DESC, f.rank LIMIT ?",
        (MOST,),
    )
    return tuple(
        WeakOutcome(
            prediction=one,
            claim=claim,
            state=state,
            settled_by=tuple(json.loads(by)),
            reason=reason,
            is_contested=bool(is_hot),
        )
        for one, claim, state, by, reason, is_hot in rows
    )


def _joins(database: Database) -> tuple[WeakJoin, ...]:
    rows = database.rows(
        "SELECT DISTINCT r.actor, x.name, r.maker, r.score, r.detail FROM actor_reason r"
        " JOIN actor x ON x.id = r.actor WHERE r.score < ? AND r.maker NOT IN ('person', 'ambiguous')"
        " ORDER BY r.score, x.articles DESC, r.actor, r.detail LIMIT ?",
        (_WEAK_JOIN, MOST),
    )
    wanted = json.dumps(sorted({row[0] for row in rows}))
    names: dict[str, list[NamedAs]] = {}
    for actor, name, first, last in database.rows(
        "SELECT k.actor, k.name, k.first, k.last FROM json_each(?) j JOIN actor_called k ON k.actor = j.value"
        " ORDER BY k.actor, k.name",
        (wanted,),
    ):
        names.setdefault(actor, []).append(NamedAs(name=name, articles=tuple(dict.fromkeys((first, last)))))
    contested = dict(
        database.rows(
            "SELECT k.actor, count(DISTINCT p.id) FROM json_each(?) j"
            " JOIN actor_claim k ON k.actor = j.value AND k.says JOIN member m ON m.claim = k.claim"
            " JOIN proposition p ON p.id = m.proposition WHERE p.conflict IS NOT NULL GROUP BY k.actor",
            (wanted,),
        )
    )
    return tuple(
        WeakJoin(
            actor=actor,
            actor_name=name,
            maker=maker,
            score=score,
            detail=detail,
            contested=contested.get(actor, 0),
            names=tuple(names.get(actor, ())),
        )
        for actor, name, maker, score, detail in rows
    )


def is_judged(join_names: tuple[str, str], judged: tuple[tuple[frozenset[str], frozenset[str]], ...]) -> bool:
    """Whether verdicts are about these two names.

    >>> is_judged(("Vey", "Orlan Wey"), ((frozenset({"orlan wey"}), frozenset({"vey"})),))
    True
    """
    left, right = (fold(name) for name in join_names)
    return any((left in a and right in b) or (left in b and right in a) for a, b in judged)
