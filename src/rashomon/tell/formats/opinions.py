"""STIX 2.1: who says what as notes with opinions on them, who is for whom as relationships, in one report."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from typing import Any, BinaryIO

from rashomon.findings import OUTLET_HOLDER, Edge
from rashomon.store.store import Store
from rashomon.tell.across import PropositionRow, proposition_rows
from rashomon.tell.formats.addresses import urn
from rashomon.tell.formats.days import plain_parts
from rashomon.tell.formats.signs import as_bytes
from rashomon.tell.formats.tellings import Telling, tellings
from rashomon.tell.wording import plain

Thing = dict[str, Any]
_CLASSES = {"person": "individual", "organisation": "organization", "group": "group"}
# The scale runs from strongly-disagree to strongly-agree; how strongly somebody says a thing is not read.
_OPINIONS = {"supporting": "agree", "against": "disagree", "hedged": "neutral"}
_TIES = {1: "supports", -1: "opposes", 0: "disputed-with"}
_NO_DAY = "1970-01-01T00:00:00.000Z"


def write_stix(store: Store, kind: str, file: BinaryIO) -> None:
    """A bundle for ``kind``: of the propositions with opinions, or of the network with relationships."""
    case = _Case(store)
    if kind == "propositions":
        case.tell_propositions(list(proposition_rows(store)))
    else:
        case.tell_network(store.network().edges)
    bundle = {"type": "bundle", "id": _id("bundle", kind, store.path.name), "objects": case.objects(kind)}
    file.write(as_bytes(json.dumps(bundle, ensure_ascii=False, indent=1)) + b"\n")


class _Case:
    """The objects of a bundle; each is made once, in the order in which it is first needed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._name = store.path.name
        self._made: dict[str, Thing] = {}
        self._actors = {actor.id: actor for actor in store.actors()}
        # An object has to bear a date; the day of the last article is the same in every export.
        days = (_moment(row.published) for row in store.articles())
        self._day = max((day for day in days if day), default=_NO_DAY)

    def tell_propositions(self, rows: Iterable[PropositionRow]) -> None:
        told = {one.claim.id: one for one in tellings(self._store)}
        for row in rows:
            sides = [(side, told[one]) for side in _OPINIONS for one in row.sure(side)]
            speakers = list(dict.fromkeys(self._speaker(one) for _, one in sides))
            note = self._add("note", row.id, content=row.text, abstract=plain(row.text), object_refs=speakers)
            for side, one in sides:
                self._opinion(side, one, note, self._speaker(one))

    def tell_network(self, edges: Iterable[Edge]) -> None:
        for edge in edges:
            tellers = ", ".join(plain(name) for name in edge.according_to)
            self._add(
                "relationship",
                f"{edge.holder} {edge.target}",
                relationship_type=_TIES[edge.sign],
                description=f"{', '.join(edge.kinds)}; according to {tellers}",
                source_ref=self._actor(edge.holder),
                target_ref=self._actor(edge.target),
            )

    def objects(self, kind: str) -> list[Thing]:
        """All of them, the report that holds them last."""
        if self._made:
            made = list(self._made)
            about = "Compiled by Rashomon: it says who claims what, and gives no verdict."
            fields: Thing = {"name": f"{self._name}: {kind}", "description": about, "published": self._day}
            self._add("report", f"{kind} {self._name}", **fields, object_refs=made)
        return list(self._made.values())

    def _opinion(self, side: str, one: Telling, note: str, speaker: str) -> None:
        link = [{"source_name": plain(one.article.outlet or one.article.article), "url": one.link}]
        self._add(
            "opinion",
            f"{one.claim.id} {note}",
            opinion=_OPINIONS[side],
            explanation=f"“{one.claim.text}” ({' → '.join(one.chain)}: {one.standing})",
            authors=[one.speaker],
            object_refs=[note],
            created_by_ref=speaker,
            created=_moment(one.article.published) or self._day,
            # How sure the program is that the claim is there and is this voice's.
            confidence=max(0, min(100, round(one.claim.score * 100))),
            **({"external_references": link} if one.link else {}),
        )

    def _speaker(self, one: Telling) -> str:
        voice = one.claim.speaker
        if voice.actor in self._actors:
            return self._actor(voice.actor or "")
        kind = {"outlet": "organization", "named": "unknown"}.get(voice.kind, "unknown")
        return self._add("identity", f"{voice.kind} {one.speaker}", name=one.speaker, identity_class=kind)

    def _actor(self, one: str) -> str:
        actor = self._actors.get(one)
        name, kind = (actor.name, actor.kind) if actor else (one.removeprefix(OUTLET_HOLDER), "other")
        return self._add(
            "identity", urn("actor", one), name=plain(name), identity_class=_CLASSES.get(kind, "unknown")
        )

    def _add(self, kind: str, key: str, **fields: Any) -> str:  # noqa: ANN401 (whatever the kind has)
        one = _id(kind, key)
        if one not in self._made:
            created = fields.pop("created", self._day)
            head = {"type": kind, "spec_version": "2.1", "id": one, "created": created, "modified": created}
            self._made[one] = head | fields
        return one


def _id(kind: str, *parts: str) -> str:
    name = urn(kind, *parts)
    return f"{kind}--{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def _moment(value: str | None) -> str | None:
    parts = plain_parts(value)
    if not parts:
        return None
    year, month, day = (*parts, 1, 1)[:3]
    return f"{year:04d}-{month:02d}-{day:02d}T00:00:00.000Z"
