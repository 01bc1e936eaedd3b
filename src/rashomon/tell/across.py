"""What was found across the articles, in the shapes of the exports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rashomon.findings import Copy, OriginCount, Proposition
from rashomon.store.rows import Stretch
from rashomon.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PropositionRow:
    """Something that claims assert, deny or hedge."""

    id: str
    text: str
    supporting: tuple[str, ...]
    """Ids of the claims that say so flatly; "for" in the export."""
    against: tuple[str, ...]
    hedged: tuple[str, ...]
    """Those that say so as rumour, likely, possible, wished, to come."""
    articles: int
    """How many articles tell of it, on either side."""
    outlets: int
    origins: dict[str, int]
    """low, best, high: how many independent origins stand behind those who say so."""
    conflict: str | None
    dissent: dict[str, int]
    """The same for those who say the opposite."""
    why: str
    """What the count of origins rests on."""
    open: bool
    """A member is unsure, so that a person should look."""
    unsure: tuple[str, ...]
    """Those claims of all three lists of which it is open whether they are about this at all."""

    def sure(self, side: str) -> tuple[str, ...]:
        """The claims of a side ("supporting", "against", "hedged") without those that are unsure."""
        claims: tuple[str, ...] = getattr(self, side)
        return tuple(claim for claim in claims if claim not in self.unsure)


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """Where claims come from in the end, as far as the articles tell."""

    id: str
    kind: str
    name: str | None
    claims: tuple[str, ...]
    circular: bool
    reason: str
    may_be: tuple[dict[str, Any], ...]
    """Other origins that may be the same: with (its id), probability, reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A set of propositions without contradiction."""

    id: str
    issue: str
    propositions: tuple[dict[str, Any], ...]
    """id, state (holds, falls, open) and, for one that falls, because (ids of those that exclude it)."""
    backers: tuple[dict[str, Any], ...]
    """name, actor, claims and against (how many claims of that voice it cannot take in)."""
    weight: float
    apart_from: str | None
    weakest: str | None
    test: str | None
    whole: bool
    """All versions of the issue were found; else the weightiest."""


def proposition_rows(store: Store) -> Iterator[PropositionRow]:
    """The propositions of the case, the most contested first."""
    homes = store.claim_homes()
    for proposition in store.survey().propositions:
        yield proposition_row(proposition, homes)


def proposition_row(proposition: Proposition, homes: dict[str, tuple[str, str | None]]) -> PropositionRow:
    """One proposition; ``homes`` gives article and outlet of each claim."""
    members = proposition.members
    places = [homes[member.claim] for member in members]
    return PropositionRow(
        id=proposition.id,
        text=proposition.text,
        supporting=tuple(m.claim for m in members if m.sign > 0 and not m.is_hedged),
        against=tuple(m.claim for m in members if m.sign < 0),
        hedged=tuple(m.claim for m in members if m.sign > 0 and m.is_hedged),
        articles=len({article for article, _ in places}),
        # An article whose outlet is not known counts as one of its own.
        outlets=len({outlet or f"in {article}" for article, outlet in places}),
        origins=_count(proposition.support),
        conflict=proposition.conflict,
        dissent=_count(proposition.dissent),
        why=proposition.support.why,
        open=proposition.is_open,
        unsure=tuple(m.claim for m in members if not proposition.holds(m)),
    )


def _count(count: OriginCount) -> dict[str, int]:
    return {"low": count.low, "best": count.best, "high": count.high}


def origin_rows(store: Store) -> Iterator[OriginRow]:
    """The origins of the case, those of most claims first."""
    found = store.survey().origins
    near: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for dependence in found.dependences:
        told = {"probability": dependence.probability, "reason": dependence.reason}
        near[dependence.a].append({"with": dependence.b} | told)
        near[dependence.b].append({"with": dependence.a} | told)
    for origin in sorted(found.origins, key=lambda one: (-len(one.claims), one.id)):
        yield OriginRow(
            id=origin.id,
            kind=origin.kind,
            name=origin.name,
            claims=origin.claims,
            circular=origin.circular,
            reason=origin.reason,
            may_be=tuple(near[origin.id]),
        )


def version_rows(store: Store) -> Iterator[VersionRow]:
    """The versions of the case, issue by issue, the weightiest first."""
    for version in store.survey().versions:
        yield VersionRow(
            id=version.id,
            issue=version.issue,
            propositions=tuple(
                {"id": one.proposition, "state": one.state, "because": list(one.because)}
                for one in version.propositions
            ),
            backers=tuple(
                {"name": b.name, "actor": b.actor, "claims": list(b.claims), "against": b.against}
                for b in version.backers
            ),
            weight=version.weight,
            apart_from=version.apart_from,
            weakest=version.weakest,
            test=version.test,
            whole=version.is_whole,
        )


def shared_passages(copies: tuple[Copy, ...]) -> dict[str, tuple[str | None, tuple[dict[str, Any], ...]]]:
    """For each article that shares text: which one it is a copy of, if any, and the passages shared."""
    parents: dict[str, tuple[float, str]] = {}
    shared: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for copy in copies:
        if copy.kind != "cites" and copy.direction >= 0.5:
            parents[copy.child] = max(parents.get(copy.child, (0.0, "")), (copy.containment, copy.parent))
        for own, other in copy.passages:
            mine, yours = Stretch(own.start, own.end), Stretch(other.start, other.end)
            shared[copy.child].append({"with": copy.parent, "span": mine, "other_span": yours})
            shared[copy.parent].append({"with": copy.child, "span": yours, "other_span": mine})
    return {
        name: (
            parents[name][1] if name in parents else None,
            tuple(sorted(shared[name], key=lambda one: (one["span"], one["with"]))),
        )
        for name in sorted({*parents, *shared})
    }
