"""What the answer key says across articles: copies, propositions, contradictions, versions and so on.

A claim of the key is written ``[article, id of an attribution]``, or ``{article, text}`` where the outlet
speaks itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

from rashomon.findings import ConflictKind, Drift, DriftStep, PredictionState

SIDES = ("for", "against", "hedged")
"""How a claim stands to a proposition."""


@dataclass(frozen=True, slots=True)
class KeyClaim:
    """A claim that the key points at: by the id of an attribution, or by words of the article."""

    article: str
    id: str | None = None
    text: str | None = None

    def __str__(self) -> str:
        return f"{self.article}, {self.id or repr(self.text)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCopy:
    """Text of the article ``of`` stands in the article ``into``."""

    of: str
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyOrigins:
    """How many independent origins a proposition has."""

    low: int
    best: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyProposition:
    """Something that claims assert, deny or hedge."""

    name: str
    sides: Mapping[KeyClaim, str]
    """Claim to ``"for"``, ``"against"`` or ``"hedged"``."""
    origins: KeyOrigins | None = None

    def on(self, side: str) -> tuple[KeyClaim, ...]:
        """The claims on one side."""
        return tuple(claim for claim, theirs in self.sides.items() if theirs == side)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyConflict:
    """Two claims that cannot both be so."""

    kind: str
    claims: tuple[KeyClaim, KeyClaim]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDrift:
    """A story whose standing changes on its way."""

    what: str
    direction: str
    steps: tuple[KeyClaim, ...]
    """In the order of time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPrediction:
    """Something foretold, and what came of it."""

    by: str
    claim: KeyClaim
    part: str | None
    """The words that are meant, where one claim foretells two things."""
    also: tuple[KeyClaim, ...]
    """Claims that tell it again."""
    due: str | None
    state: str
    settled_by: tuple[KeyClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStance:
    """Somebody is for (1) or against (-1) somebody, or neither (0), by the word of ``according_to``."""

    holder: str
    target: str
    sign: int
    according_to: str
    claim: KeyClaim | None
    """Where it is said; None for an outlet whose whole article takes sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyVersion:
    """A story that holds together, by names of propositions."""

    name: str
    holds: tuple[str, ...]
    falls: tuple[str, ...]
    backers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseKey:
    """All that the key says across articles."""

    copies: tuple[KeyCopy, ...] = ()
    propositions: tuple[KeyProposition, ...] = ()
    conflicts: tuple[KeyConflict, ...] = ()
    drifts: tuple[KeyDrift, ...] = ()
    predictions: tuple[KeyPrediction, ...] = ()
    stances: tuple[KeyStance, ...] = ()
    versions: tuple[KeyVersion, ...] = ()

    def pointed(self) -> Iterator[tuple[str, KeyClaim]]:
        """Every claim that the key points at, each with the entry that does."""
        for proposition in self.propositions:
            yield from ((f"proposition {proposition.name}", claim) for claim in proposition.sides)
        for number, conflict in enumerate(self.conflicts, start=1):
            yield from ((f"contradiction {number} ({conflict.kind})", claim) for claim in conflict.claims)
        for drift in self.drifts:
            yield from ((f"drift {drift.what!r}", claim) for claim in drift.steps)
        for one in self.predictions:
            where = f"prediction by {one.by}"
            yield from ((where, claim) for claim in (one.claim, *one.also, *one.settled_by))
        for stance in self.stances:
            if stance.claim is not None:
                yield f"stance of {stance.holder} to {stance.target}", stance.claim


class _Reader:
    """Reads the parts of a key and notes what is wrong with them, each with its entry."""

    def __init__(self, articles: Mapping[str, Collection[str]]) -> None:
        self._articles = articles
        self.complaints: list[str] = []

    def complain(self, where: str, what: str) -> None:
        self.complaints.append(f"{where}: {what}")

    def claim(self, raw: object, where: str) -> KeyClaim:
        if isinstance(raw, Mapping):
            found = KeyClaim(str(raw.get("article")), _text(raw.get("id")), _text(raw.get("text")))
            if found.id is not None:
                found = KeyClaim(found.article, found.id)
        elif isinstance(raw, Sequence) and not isinstance(raw, str) and len(raw) == 2:
            found = KeyClaim(str(raw[0]), str(raw[1]))
        else:
            self.complain(where, f"{raw!r} is no claim: neither [article, id] nor {{article, text}}")
            return KeyClaim("")
        if found.article not in self._articles:
            self.complain(where, f"{found.article!r} is not an article of the key")
        elif found.id is None and found.text is None:
            self.complain(where, f"{found.article}: neither id nor text")
        elif found.id is not None and found.id not in self._articles[found.article]:
            self.complain(where, f"{found.article} has no attribution {found.id!r}")
        return found

    def claims(self, raw: object, where: str) -> tuple[KeyClaim, ...]:
        return tuple(self.claim(item, where) for item in _items(raw))

    def choice(self, value: object, allowed: Sequence[str], where: str, what: str) -> str:
        if value not in allowed:
            self.complain(where, f"{what} is {value!r}, not one of {', '.join(allowed)}")
        return str(value)

    def copy(self, raw: Mapping[str, Any]) -> KeyCopy:
        of, into = str(raw.get("of")), str(raw.get("in"))
        for name in (of, into):
            if name not in self._articles:
                self.complain(f"copy of {of}", f"{name!r} is not an article of the key")
        if of == into:
            self.complain(f"copy of {of}", "it is a copy of itself")
        return KeyCopy(of=of, into=into)

    def proposition(self, raw: Mapping[str, Any]) -> KeyProposition:
        name = str(raw.get("name"))
        where = f"proposition {name}"
        sides: dict[KeyClaim, str] = {}
        for side in SIDES:
            for claim in self.claims(raw.get(side), where):
                if claim in sides:
                    self.complain(where, f"{claim} is in it twice")
                sides[claim] = side
        if not sides:
            self.complain(where, "it has no claims")
        return KeyProposition(name=name, sides=sides, origins=self._origins(raw.get("origins"), where))

    def _origins(self, raw: object, where: str) -> KeyOrigins | None:
        if raw is None:
            return None
        counts = [raw.get(name) if isinstance(raw, Mapping) else None for name in ("low", "best", "high")]
        numbers = [count for count in counts if isinstance(count, int)]
        if len(numbers) < 3 or numbers != sorted(numbers) or numbers[0] < 0:
            self.complain(where, f"origins are {counts!r}, not three numbers low <= best <= high")
            return None
        return KeyOrigins(low=numbers[0], best=numbers[1], high=numbers[2])

    def conflict(self, raw: Mapping[str, Any]) -> KeyConflict:
        where = f"contradiction {raw.get('why')!r}"
        claims = self.claims(raw.get("claims"), where)
        if len(set(claims)) != 2:
            self.complain(where, f"it needs two different claims, and has {len(set(claims))}")
            claims = (KeyClaim(""), KeyClaim(""))
        kind = self.choice(raw.get("kind"), get_args(ConflictKind), where, "kind")
        return KeyConflict(kind=kind, claims=(claims[0], claims[1]))

    def drift(self, raw: Mapping[str, Any]) -> KeyDrift:
        what = str(raw.get("what"))
        where = f"drift {what!r}"
        standings = get_args(get_type_hints(DriftStep)["standing"])
        for step in _items(raw.get("steps")):
            self.choice(step.get("standing"), standings, where, "standing")
        steps = self.claims(raw.get("steps"), where)
        if len(steps) < 2:
            self.complain(where, "it needs two steps or more")
        directions = get_args(get_type_hints(Drift)["direction"])
        direction = self.choice(raw.get("direction"), directions, where, "direction")
        return KeyDrift(what=what, direction=direction, steps=steps)

    def prediction(self, raw: Mapping[str, Any]) -> KeyPrediction:
        by = str(raw.get("by"))
        where = f"prediction by {by}"
        return KeyPrediction(
            by=by,
            claim=self.claim(raw, where),
            part=_text(raw.get("part")),
            also=self.claims(raw.get("also"), where),
            due=_text(raw.get("due")),
            state=self.choice(raw.get("state"), get_args(PredictionState), where, "state"),
            settled_by=self.claims(raw.get("settled_by"), where),
        )

    def stance(self, raw: Mapping[str, Any]) -> KeyStance:
        holder, target = str(raw.get("holder")), str(raw.get("target"))
        where = f"stance of {holder} to {target}"
        if raw.get("sign") not in (-1, 0, 1):
            self.complain(where, f"the sign is {raw.get('sign')!r}")
        if raw.get("article") not in self._articles:
            self.complain(where, f"{raw.get('article')!r} is not an article of the key")
        return KeyStance(
            holder=holder,
            target=target,
            sign=int(raw.get("sign") or 0),
            according_to=str(raw.get("according_to")),
            claim=self.claim(raw, where) if raw.get("id") is not None else None,
        )

    def version(self, raw: Mapping[str, Any], known: Collection[str]) -> KeyVersion:
        name = str(raw.get("name"))
        holds, falls = _texts(raw.get("holds")), _texts(raw.get("falls"))
        for one in (*holds, *falls):
            if one not in known:
                self.complain(f"version {name!r}", f"there is no proposition {one!r}")
        for one in sorted({one for one in (*holds, *falls) if (*holds, *falls).count(one) > 1}):
            self.complain(f"version {name!r}", f"{one!r} is in it twice")
        return KeyVersion(name=name, holds=holds, falls=falls, backers=_texts(raw.get("backers")))


def parse_case(raw: object, articles: Mapping[str, Collection[str]]) -> tuple[CaseKey, list[str]]:
    """What YAML made of a key as what it says across articles, and what is wrong with it.

    ``articles``: the articles of the key by name, each with the ids of its attributions.
    """
    reader = _Reader(articles)
    parts = raw if isinstance(raw, Mapping) else {}
    propositions = tuple(reader.proposition(item) for item in _items(parts.get("propositions")))
    names = [one.name for one in propositions]
    for name in sorted({name for name in names if names.count(name) > 1}):
        reader.complain("key", f"two propositions are called {name!r}")
    case = CaseKey(
        copies=tuple(reader.copy(item) for item in _items(parts.get("copies"))),
        propositions=propositions,
        conflicts=tuple(reader.conflict(item) for item in _items(parts.get("contradictions"))),
        drifts=tuple(reader.drift(item) for item in _items(parts.get("drift"))),
        predictions=tuple(reader.prediction(item) for item in _items(parts.get("predictions"))),
        stances=tuple(reader.stance(item) for item in _items(parts.get("stances"))),
        versions=tuple(reader.version(item, set(names)) for item in _items(parts.get("versions"))),
    )
    return case, reader.complaints


def _items(raw: object) -> list[Any]:
    return raw if isinstance(raw, list) else []


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _texts(raw: object) -> tuple[str, ...]:
    return tuple(str(item) for item in _items(raw))
