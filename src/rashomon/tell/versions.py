"""The versions that hold together, as a section: what holds in each, what falls and by what, who backs it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rashomon.findings import WHOLE_CASE, Conflict, Placed, Proposition, Survey, Version
from rashomon.tell.brief import Group, Line, Section
from rashomon.tell.disputes import cut_title, title_of
from rashomon.tell.shelf import Shelf

VERSIONS, EACH = 12, 2
"""So many versions, and of one issue, are told in a brief: the rest is counted."""
LOOKED_AT = 8
"""Among so many of each issue those are sought that are in dispute with one another."""
BACKERS = 8
_HOLDS, _INSTEAD = "holds", "holds instead"


def version_section(
    survey: Survey,
    shelf: Shelf,
    *,
    shown: Sequence[str] | None = None,
    each: int | None = None,
    limit: int | None = None,
    more: int = 0,
) -> Section:
    """The coherent versions: what holds together, what falls and by what, who backs it.

    Args:
        survey: The versions, the propositions that they place, and the contradictions between these.
        shelf: The claims.
        shown: Ids of the versions to show, if not all: the others count for their names.
        each: So many of an issue at most, and only what a contradiction was found in, each in dispute with
            those before it: that some claims of a proposition lean the other way makes versions too, but none
            that is worth telling first, and no contrary that can be shown.
        limit: So many at most.
        more: How many there are beside those of ``survey``.
    """
    known = {one.id: one for one in survey.propositions if one.conflict or each is None}
    names = version_names(survey.versions)
    clashes = _Clashes.of(survey.conflicts, known)
    every = [
        Told(version, tuple(_stands(version, known, clashes, is_all=each is None)))
        for version in survey.versions
        if shown is None or version.id in shown
    ]
    listed = (every if each is None else _in_dispute(every, each))[:limit]
    shelf.fetch(claim for told in listed for claim, _ in told.stands)
    topics = {
        told.version.issue: topic for told in reversed(listed) if (topic := _topic(told, known, clashes))
    }
    return Section(
        key="versions",
        title="The versions that hold together",
        note="Each takes in as much as can be so at once. Weight counts origins, no voice above its cap; "
        "it says who is backed by how many, not what is true.",
        groups=tuple(_Telling(told, names, topics, known, clashes, shelf).group() for told in listed),
        more=more + len(every) - len(listed),
        counted="version",
        command="rashomon versions",
    )


class Told(NamedTuple):
    """A version and the claims that tell it, with how each stands in it."""

    version: Version
    stands: tuple[tuple[str, str], ...]


class _Side(NamedTuple):
    """A claim on a side of a proposition."""

    proposition: str
    sign: int
    claim: str


_Pair = tuple[_Side, _Side]


class _Clashes(NamedTuple):
    """The contradictions between claims of propositions, and what is asked of them."""

    pairs: tuple[_Pair, ...]
    """The surest first."""
    excluded: Mapping[str, frozenset[str]]
    """Of each claim those that it excludes."""
    spoken: Mapping[str, str]
    """Of a proposition the claim for it that is in the surest contradiction."""

    @staticmethod
    def of(conflicts: Iterable[Conflict], known: Mapping[str, Proposition]) -> _Clashes:
        """Those between claims of ``known`` propositions."""
        signs = {(one.id, member.claim): member.sign for one in known.values() for member in one.members}
        pairs: list[_Pair] = []
        for conflict in sorted(conflicts, key=lambda one: (-one.score, one.a, one.b)):
            one, other = zip(conflict.propositions, (conflict.a, conflict.b), strict=True)
            if one in signs and other in signs:
                pairs.append((_Side(one[0], signs[one], one[1]), _Side(other[0], signs[other], other[1])))
        excluded: dict[str, frozenset[str]] = defaultdict(frozenset)
        spoken: dict[str, str] = {}
        for pair in pairs:
            for side, against in (pair, pair[::-1]):
                excluded[side.claim] |= {against.claim}
                if side.sign > 0:
                    spoken.setdefault(side.proposition, side.claim)
        return _Clashes(tuple(pairs), excluded, spoken)


def _stands(
    version: Version, known: Mapping[str, Proposition], clashes: _Clashes, *, is_all: bool
) -> Iterator[tuple[str, str]]:
    """The claims that tell a version: what holds, then what falls and what holds instead; none twice."""
    placed = {one.proposition: one for one in version.propositions if one.proposition in known}
    pairs = _fallen(placed, clashes)
    seen = {held.claim for _, held in pairs}
    for one in placed.values():
        claim = clashes.spoken.get(one.proposition, known[one.proposition].claim)
        if one.state == _HOLDS and claim not in seen and not seen & clashes.excluded.get(claim, frozenset()):
            seen.add(claim)
            yield claim, _HOLDS
    seen -= {held.claim for _, held in pairs}
    for fallen, held in pairs:
        for claim, words in ((fallen.claim, "falls"), (held.claim, _INSTEAD)):
            if claim not in seen:
                seen.add(claim)
                yield claim, words
    told = {side.proposition for pair in pairs for side in pair}
    for one in placed.values():
        claim = known[one.proposition].claim
        is_own = one.proposition in one.because
        if (
            one.state == "falls"
            and one.proposition not in told
            and claim not in seen
            and (is_all or not is_own)
        ):
            seen.add(claim)
            yield claim, placed_words(one, known)


def _fallen(placed: Mapping[str, Placed], clashes: _Clashes) -> list[_Pair]:
    """Of each side that does not hold what it says, and what holds and excludes it."""

    def is_held(side: _Side) -> bool:
        one = placed.get(side.proposition)
        if one is None:
            return False
        return (
            one.state == _HOLDS if side.sign > 0 else one.state == "falls" and one.proposition in one.because
        )

    options: dict[tuple[str, int], list[_Pair]] = defaultdict(list)
    for pair in clashes.pairs:
        for fallen, held in (pair, pair[::-1]):
            if is_held(held) and not is_held(fallen) and fallen.proposition in placed:
                options[fallen[:2]].append((fallen, held))
    found: list[_Pair] = []
    told: dict[tuple[str, int], str] = {}
    for pairs in options.values():
        # Claims on one side of a proposition may clash: a version must not be told by two of them.
        taken = {side.claim for _, side in found}
        same = (one for one in pairs if told.get(one[1][:2], one[1].claim) == one[1].claim)
        free = (one for one in same if not taken & clashes.excluded.get(one[1].claim, frozenset()))
        fallen, held = next(free, pairs[0])
        if held.claim in taken or not taken & clashes.excluded.get(held.claim, frozenset()):
            told.setdefault(held[:2], held.claim)
            found.append((fallen, held._replace(claim=told[held[:2]])))
    return found


def _in_dispute(versions: Iterable[Told], each: int) -> list[Told]:
    """Of each issue the first, and those that say of something else than every one of it before them."""
    found: dict[str, list[Told]] = defaultdict(list)
    for told in versions:
        before = found[told.version.issue]
        if told.stands and len(before) < each and all(_differ(told, other) for other in before):
            before.append(told)
    return [told for listed in found.values() for told in listed]


def _differ(one: Told, other: Told) -> bool:
    """Whether something holds in one that falls in the other."""
    mine, theirs = dict(one.stands), dict(other.stands)
    return any(
        (mine[c] in (_HOLDS, _INSTEAD)) != (theirs[c] in (_HOLDS, _INSTEAD)) for c in mine.keys() & theirs
    )


def version_names(versions: Sequence[Version]) -> dict[str, str]:
    """A name for each version: the issue's number and its own."""
    every = dict.fromkeys(v.issue for v in versions if v.issue != WHOLE_CASE)
    issues = {issue: number for number, issue in enumerate(every, start=1)}
    met: dict[str, int] = defaultdict(int)
    names = {}
    for version in versions:
        met[version.issue] += 1
        told = f"version {met[version.issue]}"
        is_whole = version.issue == WHOLE_CASE
        names[version.id] = told.capitalize() if is_whole else f"Issue {issues[version.issue]}, {told}"
    return names


def _topic(told: Told, known: Mapping[str, Proposition], clashes: _Clashes) -> Proposition | None:
    """What its issue is about: the best supported proposition in it that a contradiction was found in."""
    found = [known[one.proposition] for one in told.version.propositions if one.proposition in known]
    if told.version.issue == WHOLE_CASE or not found:
        return None
    clashing = {side.proposition for pair in clashes.pairs for side in pair}

    def rank(one: Proposition) -> tuple[object, ...]:
        return one.id not in clashing, -one.support.best, -one.support.high, one.id

    return min(found, key=rank)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What it takes to tell of one version."""

    told: Told
    names: Mapping[str, str]
    topics: Mapping[str, Proposition]
    known: Mapping[str, Proposition]
    clashes: _Clashes
    shelf: Shelf

    def group(self) -> Group:
        """The version with its heading, notes and lines."""
        version = self.told.version
        lines = tuple(self.shelf.line(claim, standing) for claim, standing in self.told.stands)
        called = self._called(lines)
        topic = self.topics.get(version.issue)
        name = self.names[version.id]
        return Group(
            title=f"{name}: {called(topic)}" if topic else name,
            note="; ".join(self._notes(called)),
            lines=lines,
            counted="proposition",
            rows=(version.id, *(placed.proposition for placed in version.propositions)),
        )

    def _called(self, lines: Sequence[Line]) -> Callable[[Proposition], str]:
        shown = {line.claim: " … ".join(piece.text for piece in line.pieces) for line in lines}

        def called(one: Proposition) -> str:
            """By the words of it that the version shows, if it does."""
            claim = self.clashes.spoken.get(one.id, one.claim)
            return cut_title(shown[claim]) if claim in shown else title_of(one)

        return called

    def _notes(self, called: Callable[[Proposition], str]) -> Iterator[str]:
        """How much is behind it, who, and what would tell it from another."""
        version, known = self.told.version, self.known
        backers = [self.shelf.name(backer.name) for backer in version.backers]
        yield f"weight {version.weight:.3g}"
        if backers:
            more = " and others" if len(backers) > BACKERS else ""
            yield f"backed by {', '.join(backers[:BACKERS])}{more}"
        if version.weakest and version.weakest in known:
            yield f"weakest link: {called(known[version.weakest])}"
        if version.test and version.apart_from in self.names and version.test in known:
            other = self.names[str(version.apart_from)]
            yield f"what would tell it from {other}: {called(known[version.test])}"
        if not version.is_whole:
            yield "there are more versions of this issue than were counted"
        if count := sum(placed.state == "open" for placed in version.propositions):
            yield f"it says nothing of {count} more contested propositions"


def placed_words(placed: Placed, known: Mapping[str, Proposition]) -> str:
    """Whether a proposition holds in a version, and why not if it falls."""
    if placed.proposition in placed.because:
        # Both sides are of one proposition: it would be said to exclude itself.
        return f"{placed.state}, as its contrary holds"
    reasons = [f"“{title_of(known[one])}”" for one in placed.because if one in known]
    return f"{placed.state}, as it excludes {' and '.join(reasons)}" if reasons else placed.state
