"""Verdicts of people: given, undone, listed, and what they say of the case as it is now.

They stand apart from all that was inferred; nothing but these functions writes their table, and no row of it
is ever taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Literal, NamedTuple, cast

from rashomon.errors import CaseError, UsageError
from rashomon.ledger import Judgement
from rashomon.resolve.verdicts import ActorVerdict, Anchor
from rashomon.store.anchors import (
    Anything,
    ClaimAnchor,
    Presence,
    decode,
    encode,
    in_words,
)
from rashomon.store.clashes import Given, clashes
from rashomon.store.database import Database
from rashomon.store.pointing import (
    claims_starting,
    point_at_actors,
    point_at_article,
    point_at_claim,
    point_at_prediction,
    told_again,
)
from rashomon.store.rows import JudgementRow
from rashomon.store.write import mark_stale, mark_survey_stale
from rashomon.survey.forecasts import prediction_id
from rashomon.text import digest

Kind = Literal["actor", "claim", "article", "prediction"]

_KINDS: dict[str, tuple[Kind, ...]] = {
    "same": ("actor", "claim"),
    "different": ("actor",),
    "opposed": ("claim",),
    "unrelated": ("claim",),
    "copy": ("article",),
    "independent": ("article",),
    "yes": ("prediction",),
    "no": ("prediction",),
    "void": ("prediction",),
}
VERDICTS = tuple(_KINDS)
"""All that a person can say."""
_VERBS = {
    "same": "is the same as",
    "different": "is not",
    "opposed": "says the opposite of",
    "unrelated": "says another thing than",
    "copy": "shares its text with",
    "independent": "is independent of",
}
_COLUMNS = "id, kind, subject, object, verdict, because, person, given, undone"
_ID = 8


class Spoken(NamedTuple):
    """What a person says, in the person's own words."""

    verdict: str
    about: tuple[str, ...]
    """Two actors, claims or articles; one prediction."""
    because: str | None
    person: str | None
    given: str
    """EDTF."""


class _Kept(NamedTuple):
    """A row of the table."""

    id: str
    kind: Kind
    subject: Anything
    object: Anything | None
    verdict: str
    because: str | None
    person: str | None
    given: str
    undone: str | None


def put_judgement(database: Database, spoken: Spoken) -> str:
    """Put in what a person judged; the verdict's id, that of the same person's same verdict if there is one.

    Must run inside a transaction.

    Raises:
        CaseError: What it is about is not in the case, or it contradicts verdicts in force.
        UsageError: There is no such verdict, or it is about another number of things.
    """
    kind, subject, object_ = _point(database, spoken)
    given = [one for one in _kept(database) if one.kind == kind]
    in_force = [one for one in given if one.undone is None]
    new = _Kept("", kind, subject, object_, spoken.verdict, spoken.because, spoken.person, spoken.given, None)
    known = next((one for one in in_force if _is_same(one, new) and one.person == new.person), None)
    if known:
        return known.id
    _refuse_clash(database, new, in_force)
    ends = (encode(subject), encode(object_) if object_ else None)
    again = str(sum(1 for one in given if _is_same(one, new) and one.person == new.person))
    one = digest(
        "judgement", kind, spoken.verdict, ends[0], ends[1] or "", spoken.person or "", again, length=16
    )
    row = (one, kind, *ends, spoken.verdict, spoken.because, spoken.person, spoken.given, None)
    database.insert("judgement", _COLUMNS, [row])
    _mark(database, kind)
    return one


def undo_judgement(database: Database, prefix: str, undone: str) -> str:
    """Take back the verdict whose id begins so; its id. The row stays, with the date.

    Must run inside a transaction.

    Raises:
        CaseError: There is none, or more than one, or it was undone before.
    """
    found = [one for one in _kept(database) if prefix and one.id.startswith(prefix.casefold())]
    if not found:
        raise CaseError(f"no verdict starts with {prefix!r}", hint="List them with: rashomon judge list")
    if len(found) > 1:
        told = "; ".join(_told(one) for one in found)
        raise CaseError(f"{prefix!r} is the start of several verdicts: {told}", hint="Give more of the id.")
    if found[0].undone:
        raise CaseError(f"{_told(found[0])} was undone before, on {found[0].undone}")
    database.execute("UPDATE judgement SET undone = ? WHERE id = ?", (undone, found[0].id))
    _mark(database, found[0].kind)
    return found[0].id


def judgement_rows(database: Database) -> tuple[JudgementRow, ...]:
    """All verdicts, undone ones too, in the order in which they were given."""
    presence = Presence(database)
    rows = []
    for one in _kept(database):
        ends = [one.subject] if one.object is None else [one.subject, one.object]
        now = [_now(presence, one.kind, end) for end in ends]
        rows.append(
            JudgementRow(
                id=one.id,
                kind=one.kind,
                subject=now[0] or _plain(one.kind, one.subject),
                object=None if one.object is None else now[1] or _plain(one.kind, one.object),
                verdict=one.verdict,
                because=one.because,
                person=one.person,
                given=one.given,
                undone=one.undone,
                about=tuple(in_words(end) for end in ends),
                says=_about(one),
                applies=one.undone is None and None not in now,
            )
        )
    return tuple(rows)


def judgements_in_force(database: Database) -> tuple[Judgement, ...]:
    """The verdicts not undone about what is in the case now, by ids and names as they are now."""
    presence = Presence(database)
    found = []
    for one in _kept(database):
        if one.undone is not None:
            continue
        subject = _now(presence, one.kind, one.subject)
        other = None if one.object is None else _now(presence, one.kind, one.object)
        if subject is not None and (one.object is None or other is not None):
            found.append(
                Judgement(
                    id=one.id,
                    kind=one.kind,
                    subject=subject,
                    object=other,
                    verdict=one.verdict,
                    because=one.because,
                    person=one.person,
                    given=one.given,
                )
            )
    return tuple(found)


def actor_verdicts(database: Database) -> tuple[ActorVerdict, ...]:
    """The verdicts on actors that were not undone, for making actors anew."""
    return tuple(
        ActorVerdict(
            id=one.id,
            left=cast(Anchor, one.subject),
            right=cast(Anchor, one.object),
            is_same=one.verdict == "same",
            detail=_reason(one),
        )
        for one in _kept(database)
        if one.kind == "actor" and one.undone is None
    )


def _point(database: Database, spoken: Spoken) -> tuple[Kind, Anything, Anything | None]:
    """The kind of the verdict and what it is about."""
    kinds = _KINDS.get(spoken.verdict)
    if kinds is None:
        raise UsageError(f"{spoken.verdict!r} is no verdict", hint=f"There are {', '.join(VERDICTS)}.")
    count = 1 if kinds == ("prediction",) else 2
    if len(spoken.about) != count or not all(words.strip() for words in spoken.about):
        what = {"actor": "two actors or two claims" if len(kinds) > 1 else "two actors"}
        hint = what.get(kinds[0], f"two {kinds[0]}s" if count == 2 else f"one {kinds[0]}")
        raise UsageError(f"{spoken.verdict!r} is about {hint}", hint="Names of several words need quotes.")
    if kinds == ("prediction",):
        return "prediction", point_at_prediction(database, spoken.about[0]), None
    kind = _which(database, spoken.about) if len(kinds) > 1 else kinds[0]
    one, two = _pair(database, kind, spoken.about[0], spoken.about[1])
    if one == two:
        raise CaseError(f"{spoken.about[0]!r} and {spoken.about[1]!r} are one {kind}", hint="Name two.")
    return kind, one, two


def _pair(database: Database, kind: Kind, left: str, right: str) -> tuple[Anything, Anything]:
    if kind == "actor":
        return point_at_actors(database, left, right)
    point: Callable[[Database, str], Anything] = point_at_claim if kind == "claim" else point_at_article
    return point(database, left), point(database, right)


def _which(database: Database, about: Sequence[str]) -> Kind:
    """Whether the words mean claims or actors; a word that may be both is what the other is."""
    from rashomon.store.match import actors_called

    claims = [bool(claims_starting(database, words)) for words in about]
    actors = [bool(actors_called(database, words)) for words in about]
    for one, other in ((0, 1), (1, 0)):
        if claims[one] and not actors[one] and not claims[other]:
            raise CaseError(
                f"{about[one]!r} is a claim, {about[other]!r} is none", hint="Name two of a kind."
            )
    if not all(claims):
        return "actor"
    if all(actors):
        raise CaseError(
            f"{about[0]!r} and {about[1]!r} may be claims or actors",
            hint="Give more of the claims' ids, or the actors' whole names.",
        )
    return "claim"


def _kept(database: Database) -> list[_Kept]:
    rows = database.rows(f"SELECT {_COLUMNS} FROM judgement ORDER BY given, id")
    return [
        _Kept(one, kind, decode(subject), decode(other) if other else None, *rest)
        for one, kind, subject, other, *rest in rows
    ]


def _is_same(one: _Kept, other: _Kept) -> bool:
    pairs = ((other.subject, other.object), (other.object, other.subject))
    return one.verdict == other.verdict and (one.subject, one.object) in pairs


def _refuse_clash(database: Database, new: _Kept, in_force: Sequence[_Kept]) -> None:
    presence = Presence(database)
    listed = told_again(database) if new.kind == "prediction" else {}

    def end(anchor: Anything | None) -> Hashable:
        if not isinstance(anchor, ClaimAnchor):
            return anchor
        claim = presence.of(anchor) or anchor.id
        return listed[claim][0] if claim in listed else _id(new.kind, claim, anchor)

    found = clashes(
        Given("", new.verdict, end(new.subject), end(new.object)),
        [Given(one.id, one.verdict, end(one.subject), end(one.object)) for one in in_force],
        _touch if new.kind == "actor" else None,
    )
    if found:
        told = "; ".join(_told(one) for one in in_force if one.id in found)
        first = next(one.id for one in in_force if one.id in found)
        raise CaseError(
            f"that contradicts what was judged before: {told}",
            hint=f"If that was wrong, take it back first: rashomon judge undo {first[:_ID]}",
        )


def _touch(left: Hashable, right: Hashable) -> bool:
    return isinstance(left, Anchor) and isinstance(right, Anchor) and left.touches(right)


def _mark(database: Database, kind: Kind) -> None:
    if kind == "actor":
        mark_stale(database)
    else:
        mark_survey_stale(database)


def _now(presence: Presence, kind: Kind, anchor: Anything) -> str | None:
    found = presence.of(anchor)
    return _id(kind, found, anchor) if found else None


def _id(kind: Kind, found: str, anchor: Anything) -> str:
    if kind == "prediction" and isinstance(anchor, ClaimAnchor):
        return prediction_id(found, anchor.place)
    return found


def _plain(kind: Kind, anchor: Anything) -> str:
    """What the anchor was, where it is in the case no longer."""
    if isinstance(anchor, ClaimAnchor):
        return _id(kind, anchor.id, anchor)
    return anchor.names[0] if isinstance(anchor, Anchor) else anchor.article


def _told(one: _Kept) -> str:
    by = f", by {one.person}" if one.person else ""
    return f"{one.id[:_ID]} ({_about(one)}{by} on {one.given[:10]})"


def _about(one: _Kept) -> str:
    if one.object is None:
        return f"{in_words(one.subject)}: {one.verdict}"
    verb = _VERBS[one.verdict]
    if one.kind == "claim" and one.verdict == "same":
        verb = "says the same as"
    return f"{in_words(one.subject)} {verb} {in_words(one.object)}"


def _reason(one: _Kept) -> str:
    person = f"{one.person}, " if one.person else ""
    because = f", because {one.because}" if one.because else ""
    return f"a person said so ({person}{one.given[:10]}): {_about(one)}{because}"
