"""Versions of what happened that contradict themselves nowhere, issue by issue and camp by camp.

None is called true: of each it is said what holds and falls in it, who is behind it, what it cannot take in
and what would separate it from the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.findings import WHOLE_CASE, Camp, Conflict, Origins, Proposition, Version
from rashomon.ledger import Ledger
from rashomon.survey.camps import ENOUGH, Positions, find_camps, find_positions
from rashomon.survey.consistent_sets import MOST, maximal_sets, weightiest_sets
from rashomon.survey.contested import Side, find_contest
from rashomon.survey.issue_sides import CAP, Issue, find_backers, find_issues, place, weakest
from rashomon.survey.leanings import find_leanings, with_outlets
from rashomon.survey.ties import find_ties
from rashomon.text import digest

WEIGHTIEST = 5
"""Versions of an issue that has more than can be told one by one."""
IN_ALL = 20_000
"""Versions of a case that are told one by one: with many issues fewer of each, so that they stay linear."""
FEWEST = 8
"""So many of an issue are told whatever the number of issues."""
MOST_WHOLE = 5
"""Versions of the whole case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """The sides that hold in a version, before it is written out."""

    sides: frozenset[Side]
    weight: float
    camp: int | None = None

    def id(self, issue: str) -> str:
        return digest(
            *("version", issue, *(f"{proposition} {sign:+d}" for proposition, sign in sorted(self.sides))),
            length=16,
        )


def find_versions(
    ledger: Ledger, propositions: Sequence[Proposition], conflicts: Sequence[Conflict], origins: Origins
) -> tuple[tuple[Version, ...], tuple[Camp, ...]]:
    """The versions of the whole case first (issue `WHOLE_CASE`), then those of each issue; and the camps.

    Issues in which a contradiction was found come first, else by the weight behind them, the versions of each
    by theirs. Of an issue with more than `MOST`
    maximal consistent sets (fewer where there are very many issues) only the weightiest are given, each with
    something of every earlier one that does not hold in it. A version of the whole case is what one camp or
    source tells, freed of what it contradicts itself in; what it is silent on stays open. Sources:
    de Kleer 1986 and Dung 1995 for the sets, Heuer 1999 (diagnosticity) for what separates two.

    >>> find_versions(Ledger(articles=()), (), (), Origins(origins=(), of_claim={}))
    ((), ())
    """
    contest = find_contest(ledger, propositions, conflicts, origins)
    issues = find_issues(contest)
    issue_of = {side: issue.id for issue in issues for side in issue.sides}
    leanings = find_leanings(ledger, contest, issue_of)
    positions = with_outlets(find_positions(contest), leanings)
    ties = find_ties(
        ledger,
        {key: position.names for key, position in positions.items()},
        {key: position.actors for key, position in positions.items()},
    )
    groups = find_camps(contest, positions, issue_of, [*ties, *leanings])
    camps = tuple(
        Camp(number=number, members=tuple(sorted({name for key in group for name in positions[key].names})))
        for number, group in enumerate(groups, start=1)
    )
    most = max(FEWEST, min(MOST, IN_ALL // max(1, len(issues))))
    in_conflict = {one.id for one in propositions if one.conflict}
    told = sorted(
        (_versions_of_issue(issue, most) for issue in issues),
        key=lambda versions: (
            not any(placed.proposition in in_conflict for placed in versions[0].propositions),
            -sum(version.weight for version in versions[:2]),
            versions[0].issue,
        ),
    )
    whole = _versions_of_sources(issues, groups, positions, issue_of)
    return whole + tuple(version for versions in told for version in versions), camps


def _versions_of_issue(issue: Issue, most: int) -> tuple[Version, ...]:
    """Those of one issue, the weightiest first; at least two."""
    sets = maximal_sets(issue.excludes, most=most)
    is_whole = sets is not None
    if sets is None:
        apart = max(1, len(issue.propositions) // 10)
        sets = weightiest_sets(
            issue.excludes, issue.backing, cap=CAP, most=min(WEIGHTIEST, most), apart=apart
        )
    held = [_Held(sides=frozenset(issue.sides[at] for at in one), weight=issue.weight(one)) for one in sets]
    return _written([issue], held, issue.id, is_whole=is_whole)


def _versions_of_sources(
    issues: Sequence[Issue],
    groups: Sequence[tuple[str, ...]],
    positions: Positions,
    issue_of: Mapping[Side, str],
) -> tuple[Version, ...]:
    """What each camp tells over all issues, and each source outside camps that speaks in two issues or more.

    Nothing where only one tells anything: one story without another beside it would pass for the whole.
    """
    in_camps = {key for group in groups for key in group}
    tellers = [(number, group) for number, group in enumerate(groups, start=1)]
    lone = [(None, (key,)) for key in positions if key not in in_camps]

    def reach(group: tuple[str, ...]) -> int:
        return len({issue_of[side] for key in group for side in positions[key].sides})

    ranked = sorted(
        (one for one in [*tellers, *lone] if reach(one[1]) >= ENOUGH),
        key=lambda one: (-len(one[1]), -reach(one[1]), one[1]),
    )
    held: dict[frozenset[Side], _Held] = {}
    for camp, group in ranked[:MOST_WHOLE]:
        behind = Counter(side for key in group for side in positions[key].sides)
        chosen = [_sides_of(issue, behind) for issue in issues]
        sides = frozenset(issue.sides[at] for issue, one in zip(issues, chosen, strict=True) for at in one)
        weight = sum(issue.weight(one) for issue, one in zip(issues, chosen, strict=True))
        held.setdefault(sides, _Held(sides=sides, weight=weight, camp=camp))
    if len(held) < 2:
        return ()
    told = [issue for issue in issues if any(side in one for one in held for side in issue.sides)]
    return _written(told, list(held.values()), WHOLE_CASE, is_whole=False)


def _sides_of(issue: Issue, behind: Mapping[Side, int]) -> frozenset[int]:
    """The consistent sides of an issue that most of a camp's voices take; ties by the origins behind them."""
    numbers = [at for at, side in enumerate(issue.sides) if side in behind]
    new = {at: number for number, at in enumerate(numbers)}
    excludes = [frozenset(new[at] for at in issue.excludes[old] if at in new) for old in numbers]
    if not any(excludes):
        return frozenset(numbers)
    total = 1.0 + sum(issue.strength(issue.sides[at]) for at in numbers)
    parts = {new[at]: behind[issue.sides[at]] + issue.strength(issue.sides[at]) / total for at in numbers}
    sets = maximal_sets(excludes, most=FEWEST)  # Nearly always, and a hundred times faster than a solver.
    if sets is None:
        sets = weightiest_sets(excludes, [parts], cap=float("inf"), most=1, apart=1)
    best = max(sets, key=lambda held: sum(parts[at] for at in held))
    return frozenset(numbers[at] for at in best)


def _written(
    issues: Sequence[Issue], held: Sequence[_Held], name: str, *, is_whole: bool
) -> tuple[Version, ...]:
    """The records, the weightiest first; each is set apart from the next, the last from the one before."""
    ranked = sorted(held, key=lambda one: (-one.weight, sorted(one.sides)))
    contest = issues[0].contest
    sides = [side for issue in issues for side in issue.sides]
    diagnosis = _Diagnosis(issues, ranked)
    found = []
    for rank, one in enumerate(ranked):
        next_ = ranked[rank + 1] if rank + 1 < len(ranked) else ranked[rank - 1] if rank else None
        backers = find_backers(contest, sides, one.sides)
        if name == WHOLE_CASE:
            backers = tuple(backer for backer in backers if len(backer.claims) > backer.against)
        found.append(
            Version(
                id=one.id(name),
                issue=name,
                propositions=tuple(placed for issue in issues for placed in place(issue, one.sides)),
                backers=backers,
                weight=one.weight,
                weakest=weakest(issues, one.sides),
                apart_from=next_.id(name) if next_ else None,
                test=diagnosis.best(one, next_) if next_ else None,
                is_whole=is_whole,
                camp=one.camp,
            )
        )
    return tuple(found)


class _Diagnosis:
    """What would be worth knowing most: on what the weight is split, and most have not spoken."""

    def __init__(self, issues: Sequence[Issue], ranked: Sequence[_Held]) -> None:
        self._total = sum(one.weight for one in ranked) or 1.0
        self._behind: dict[Side, float] = {}
        for one in ranked:
            for side in one.sides:
                self._behind[side] = self._behind.get(side, 0.0) + one.weight
        spoken: dict[str, set[str]] = {}
        for issue in issues:
            for side, origins in issue.origins.items():
                spoken.setdefault(side[0], set()).update(origins)
        everybody = len(set().union(*spoken.values()))
        self._undecided = {proposition: everybody - len(who) for proposition, who in spoken.items()}

    def best(self, one: _Held, other: _Held) -> str | None:
        """The proposition on which the two part that splits the weight of all versions most evenly."""
        parting = one.sides ^ other.sides
        return min(parting, key=self._rank)[0] if parting else None

    def _rank(self, side: Side) -> tuple[float, int, Side]:
        share = self._behind.get(side, 0.0) / self._total
        return (round(abs(share - 0.5), 9), -self._undecided[side[0]], side)
