"""Versions of events found against those that the key intends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.findings import Survey, Version
from rashomon.selftest.case_claims import Cast
from rashomon.selftest.case_key import CaseKey, KeyVersion
from rashomon.selftest.case_propositions import Counterpart
from rashomon.selftest.figures import Portion, Share

INTENDED = 0.7
"""Share of what holds and falls in a version of the key from which on it counts as found."""
_OTHER = {"holds": "falls", "falls": "holds", "open": "open"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Likest:
    """The version, or versions of several issues, that a version of the key is most like."""

    right: int
    whole: int
    backers: int

    @property
    def is_found(self) -> bool:
        """Whether it is the one intended."""
        return self.whole > 0 and self.right >= INTENDED * self.whole


def score_versions(
    key: CaseKey, cast: Cast, survey: Survey, counterparts: Mapping[str, Counterpart]
) -> list[Portion]:
    """The lines on versions; none where the key has none.

    A version of the key speaks of the whole case, one that was found of one issue. So each of the key is
    compared twice: with the one version most like it, and with one of each issue, the likest, taken together.
    """
    if not key.versions:
        return []
    lines: list[Portion] = []
    ways: Mapping[str, list[list[Version]]] = {
        "in one version": [list(survey.versions)],
        "issue by issue": _by_issue(survey.versions),
    }
    for way, groups in ways.items():
        best = [_likest(version, groups, cast, counterparts) for version in key.versions]
        found = Share(sum(one.is_found for one in best), len(best))
        placed = Share(sum(one.right for one in best), sum(one.whole for one in best))
        named = Share(sum(one.backers for one in best), sum(len(one.backers) for one in key.versions))
        note = f"{INTENDED:.0%} of what holds and falls"
        lines += [
            Portion(step="versions", what=f"intended, {way}", share=found, note=note),
            Portion(step="versions", what=f"holds and falls, {way}", share=placed),
            Portion(step="versions", what=f"backers, {way}", share=named),
        ]
    return lines


def _by_issue(versions: Iterable[Version]) -> list[list[Version]]:
    issues: dict[str, list[Version]] = defaultdict(list)
    for version in versions:
        issues[version.issue].append(version)
    return list(issues.values())


def _likest(
    key: KeyVersion, groups: Sequence[Sequence[Version]], cast: Cast, counterparts: Mapping[str, Counterpart]
) -> _Likest:
    """Of each group the version with most of the key's propositions placed right; then most backers."""
    right: set[str] = set()
    backers: set[str] = set()
    for group in groups:
        compared = [
            (_placed_right(key, version, counterparts), _named(key, version, cast), version.id)
            for version in group
        ]
        if compared:
            best = max(compared, key=lambda one: (len(one[0]), len(one[1]), one[2]))
            # An issue of which the version of the key says nothing adds no backers.
            right |= best[0]
            backers |= best[1] if best[0] else set()
    return _Likest(right=len(right), whole=len(key.holds) + len(key.falls), backers=len(backers))


def _placed_right(key: KeyVersion, version: Version, counterparts: Mapping[str, Counterpart]) -> set[str]:
    states = {placed.proposition: placed.state for placed in version.propositions}
    wanted = dict.fromkeys(key.holds, "holds") | dict.fromkeys(key.falls, "falls")
    right = set()
    for name, state in wanted.items():
        counterpart = counterparts.get(name)
        ours = states.get(counterpart.found.id) if counterpart else None
        if ours is not None and counterpart is not None:
            right |= {name} if state == (_OTHER[ours] if counterpart.is_turned else ours) else set()
    return right


def _named(key: KeyVersion, version: Version, cast: Cast) -> set[str]:
    return {
        name
        for name in key.backers
        if any(cast.is_same(name, backer.actor, backer.name) for backer in version.backers)
    }
