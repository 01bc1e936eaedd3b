"""What the survey found, as sections: contested issues, versions, lone origins, drift, predictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from rashomon.findings import (
    Conflict,
    Drift,
    OriginCount,
    Placed,
    Prediction,
    Proposition,
    Survey,
    Version,
)
from rashomon.survey.issues import issues_of
from rashomon.tell.brief import Group, Line, Section
from rashomon.tell.lines import merge_lines
from rashomon.tell.shelf import Shelf
from rashomon.tell.wording import cut, plain

# A brief stays short: the rest is counted, and told where it can be had.
ISSUES = 15
PER_SIDE = 5
VERSIONS = 12
BACKERS = 8
SINGLE = 15
PREDICTIONS = 40
DRIFTS = 12
_TITLE = 120
_TELLING = 4
"""Fewer words than this tell a stranger little."""
_STANDS = ("holds", "falls", "open")
"""In the order in which a version tells of them."""
KINDS = {
    "polarity": "so or not so",
    "number": "how many",
    "time": "when",
    "place": "where",
    "actor": "who",
    "act": "what was done",
    "speech": "whether it was said",
}
STATES: Mapping[str, str] = {
    "yes": "came true",
    "no": "did not come true",
    "void": "void: its condition did not come about",
    "expired": "expired: its time is over and nothing tells what came of it",
    "ambiguous": "told both ways",
    "open": "open",
}


def contested_section(survey: Survey, shelf: Shelf, *, limit: int | None = ISSUES, more: int = 0) -> Section:
    """What is contested, and who stands where: an issue a group, the most weighed on both sides first.

    Here and below ``more`` says how many there are beside those that ``survey`` holds.
    """
    issues = issues_of(survey.propositions, survey.conflicts)
    shown = issues[:limit]
    shelf.fetch(member.claim for issue, _ in shown for one in issue for member in one.members)
    return Section(
        key="contested",
        title="What is contested, and who stands where",
        note="An origin is where a claim comes from, as far as the articles tell; copies add none.",
        groups=tuple(_issue_group(issue, conflicts, shelf) for issue, conflicts in shown),
        more=len(issues) - len(shown) + more,
        counted="issue",
        command="rashomon contested",
    )


def _issue_group(issue: Sequence[Proposition], conflicts: Sequence[Conflict], shelf: Shelf) -> Group:
    kinds = dict.fromkeys(KINDS[conflict.kind] for conflict in conflicts)
    disputed = {claim for conflict in conflicts for claim in (conflict.a, conflict.b)}
    ranked = sorted(issue, key=lambda one: (one.claim not in disputed, _telling(one)))
    lines: list[Line] = []
    hidden = 0
    for number, proposition in enumerate(ranked, start=1):
        shown, more = _sides(proposition, shelf, f"{number}: " if len(ranked) > 1 else "", disputed)
        lines += shown
        hidden += more
    told = (
        count_words(ranked[0]) if len(ranked) == 1 else f"{len(ranked)} statements that exclude one another"
    )
    return Group(
        title=title_of(ranked[0]),
        note=f"contested: {', '.join(kinds)}; {told}",
        lines=tuple(lines),
        more=hidden,
        command=f"rashomon propositions {ranked[0].id[:8]}",
        rows=tuple(proposition.id for proposition in ranked),
    )


def _telling(proposition: Proposition) -> tuple[bool, int, int, int, str]:
    """Those first that tell an issue best: in some words, but few, and from most origins."""
    words = len(proposition.text.split())
    weight = proposition.support.best + proposition.dissent.best
    return words < _TELLING, -weight, -len(proposition.members), len(proposition.text), proposition.id


def title_of(proposition: Proposition) -> str:
    """The words of its plainest claim, cut to a heading."""
    return cut_title(proposition.text)


def cut_title(words: str) -> str:
    """The words cut to a heading, without the marks round them.

    >>> cut_title("“the dam broke”")
    'the dam broke'
    """
    return cut(plain(words).strip("“”\"' "), _TITLE)


def _sides(proposition: Proposition, shelf: Shelf, mark: str, disputed: Set[str]) -> tuple[list[Line], int]:
    """The lines of its sides, and how many are not shown; of what is perhaps of it the ``disputed`` alone."""
    lines: list[Line] = []
    hidden = 0
    shelf.fetch(member.claim for member in proposition.members)
    # The claim that gives it its words may be as doubtful a member as those that are perhaps of it.
    doubtful = {member.claim for member in proposition.members if member.is_open} if disputed else set()
    # Where only what is perhaps of it is disputed, the rest of it has no part in the dispute.
    if disputed and not any(m.claim in disputed and proposition.holds(m) for m in proposition.members):
        doubtful |= {member.claim for member in proposition.members}
    for side, all_ids in sides_of(proposition).items():
        is_shown = [(side != "perhaps" and one not in doubtful) or one in disputed for one in all_ids]
        ids = [one for one, shown in zip(all_ids, is_shown, strict=True) if shown]
        hidden += len(all_ids) - len(ids)
        origins = _origin_words({"for": proposition.support, "against": proposition.dissent}.get(side))
        told = merge_lines([shelf.line(one, f"{mark}{side}{origins if mark else ''}") for one in ids])
        lines += told[:PER_SIDE]
        hidden += sum(1 + len(line.also) for line in told[PER_SIDE:])
    return lines, hidden


def sides_of(proposition: Proposition) -> dict[str, list[str]]:
    """The ids of the claims for it, against it, of those that hedge, and of those that are perhaps about it.

    Perhaps: no row of sure pairs ties them to the claim that gives the proposition its words, or the pair net
    disagrees. That claim is sure to be of it.
    """
    sides: dict[str, list[str]] = {"for": [], "against": [], "hedged": [], "perhaps": []}
    for member in proposition.members:
        if not proposition.holds(member):
            sides["perhaps"].append(member.claim)
        elif member.sign < 0:
            sides["against"].append(member.claim)
        else:
            sides["hedged" if member.is_hedged else "for"].append(member.claim)
    return sides


def count_words(proposition: Proposition) -> str:
    """How many claims from how many origins stand on each side.

    >>> count_words(Proposition(id="p", text="t", claim="c", members=(),
    ...     support=OriginCount(low=1, best=2, high=2)))
    'for 0, from 1 to 2 origins'
    """
    sides = sides_of(proposition)
    told = [f"for {len(sides['for'])}{_origin_words(proposition.support)}"]
    if sides["against"]:
        told.append(f"against {len(sides['against'])}{_origin_words(proposition.dissent)}")
    if sides["hedged"]:
        told.append(f"hedged {len(sides['hedged'])}")
    if sides["perhaps"]:
        told.append(f"perhaps {len(sides['perhaps'])} more")
    return ", ".join(told)


def _origin_words(count: OriginCount | None) -> str:
    if not count or not count.high:
        return ""
    if count.low == count.high:
        return f", from {count.best} origin{'s' * (count.best != 1)}"
    return f", from {count.low} to {count.high} origins"


def version_section(
    survey: Survey, shelf: Shelf, *, start: int = 0, limit: int | None = VERSIONS, more: int = 0
) -> Section:
    """The coherent versions: what holds together, what falls and by what, who backs it.

    Those before ``start`` are not shown, but count for the names of the others.
    """
    known = {proposition.id: proposition for proposition in survey.propositions}
    names = version_names(survey.versions)
    shown = survey.versions[start:][:limit]
    shelf.fetch(
        known[placed.proposition].claim
        for version in shown
        for placed in version.propositions
        if placed.proposition in known
    )
    return Section(
        key="versions",
        title="The versions that hold together",
        note="Each takes in as much as can be so at once. Weight counts origins, no voice above its cap; "
        "it says who is backed by how many, not what is true.",
        groups=tuple(_version_group(version, names, known, shelf) for version in shown),
        more=len(survey.versions) - start - len(shown) + more,
        counted="version",
        command="rashomon versions",
    )


def version_names(versions: Sequence[Version]) -> dict[str, str]:
    """A name for each version: the issue's number and a letter."""
    issues = {issue: n for n, issue in enumerate(dict.fromkeys(v.issue for v in versions), start=1)}
    met: dict[str, int] = defaultdict(int)
    names = {}
    for version in versions:
        met[version.issue] += 1
        whole = version.issue == "all"
        number = met[version.issue]
        told = f"version {number}"
        names[version.id] = told.capitalize() if whole else f"Issue {issues[version.issue]}, {told}"
    return names


def _version_group(
    version: Version, names: Mapping[str, str], known: Mapping[str, Proposition], shelf: Shelf
) -> Group:
    backers = [plain(backer.name) for backer in version.backers]
    told = [f"weight {version.weight:.3g}"]
    if backers:
        more = " and others" if len(backers) > BACKERS else ""
        told.append(f"backed by {', '.join(backers[:BACKERS])}{more}")
    if version.weakest and version.weakest in known:
        told.append(f"weakest link: {title_of(known[version.weakest])}")
    if version.test and version.apart_from in names and version.test in known:
        told.append(
            f"what would tell it from {names[str(version.apart_from)]}: {title_of(known[version.test])}"
        )
    if not version.is_whole:
        told.append("there are more versions of this issue than were counted")
    told += (
        [f"it says nothing of {count} more contested propositions"] if (count := _left_open(version)) else []
    )
    ranked = sorted(version.propositions, key=lambda placed: _STANDS.index(placed.state))
    lines = [
        shelf.line(known[placed.proposition].claim, placed_words(placed, known))
        for placed in ranked
        if placed.proposition in known and placed.state != "open"
    ]
    rows = (version.id, *(placed.proposition for placed in version.propositions))
    return Group(
        title=names[version.id], note="; ".join(told), lines=tuple(lines), counted="proposition", rows=rows
    )


def _left_open(version: Version) -> int:
    return sum(placed.state == "open" for placed in version.propositions)


def placed_words(placed: Placed, known: Mapping[str, Proposition]) -> str:
    """Whether a proposition holds in a version, and why not if it falls."""
    if placed.proposition in placed.because:
        # Both sides are of one proposition: it would be said to exclude itself.
        return f"{placed.state}, as its contrary holds"
    reasons = [f"“{title_of(known[one])}”" for one in placed.because if one in known]
    return f"{placed.state}, as it excludes {' and '.join(reasons)}" if reasons else placed.state


def single_section(survey: Survey, shelf: Shelf, *, limit: int | None = SINGLE, more: int = 0) -> Section:
    """What several articles tell, and one origin alone is behind."""
    alone = [proposition for proposition in survey.propositions if proposition.support.best == 1]
    shelf.fetch(member.claim for proposition in alone for member in proposition.members)
    found = [one for one in alone if _count_articles(one, shelf) > 1]
    found.sort(key=lambda one: (-_count_articles(one, shelf), one.id))
    shown = found[:limit]
    return Section(
        key="single",
        title="Told by several, resting on one origin",
        groups=tuple(_single_group(proposition, shelf) for proposition in shown),
        more=len(found) - len(shown) + more,
        counted="proposition",
        command="rashomon propositions",
    )


def _count_articles(proposition: Proposition, shelf: Shelf) -> int:
    sure = (m.claim for m in proposition.members if proposition.holds(m))
    return len({shelf.claim(claim).article for claim in sure})


def _single_group(proposition: Proposition, shelf: Shelf) -> Group:
    articles = _count_articles(proposition, shelf)
    lines, hidden = _sides(proposition, shelf, "", frozenset())
    why = f": {proposition.support.why}" if proposition.support.why else ""
    return Group(
        title=title_of(proposition),
        note=f"{articles} articles, {proposition.support.best} origin{why}",
        lines=tuple(lines),
        more=hidden,
        command=f"rashomon propositions {proposition.id[:8]}",
        rows=(proposition.id,),
    )


def drift_section(survey: Survey, shelf: Shelf, *, limit: int | None = DRIFTS, more: int = 0) -> Section:
    """What hardened or softened on its way, each step with its words."""
    known = {proposition.id: proposition for proposition in survey.propositions}
    drifts = [drift for drift in survey.drifts if drift.proposition in known]
    shown = drifts[:limit]
    shelf.fetch(step.claim for drift in shown for step in drift.steps)
    return Section(
        key="drift",
        title="What hardened or softened on its way",
        groups=tuple(_drift_group(drift, known[drift.proposition], shelf) for drift in shown),
        more=len(drifts) - len(shown) + more,
        counted="change",
        command="rashomon propositions",
    )


def _drift_group(drift: Drift, proposition: Proposition, shelf: Shelf) -> Group:
    whose = f" in the mouth of {plain(drift.voice)}" if drift.voice else " from outlet to outlet"
    return Group(
        title=title_of(proposition),
        note=f"{drift.direction}{whose}",
        lines=tuple(shelf.line(s.claim, _dated(s.standing, shelf.day(s.claim))) for s in drift.steps),
        rows=(proposition.id,),
    )


def _dated(standing: str, day: str | None) -> str:
    return f"{plain(day)}: {standing}" if day else standing


def prediction_section(
    survey: Survey,
    shelf: Shelf,
    *,
    limit: int = PREDICTIONS,
    left: Mapping[str, int] | None = None,
) -> Section:
    """What was predicted, and what came of it: settled first.

    ``left`` says how many there are of each state beside those that ``survey`` holds.
    """
    by_state: dict[str, list[Prediction]] = defaultdict(list)
    for prediction in survey.predictions:
        by_state[prediction.state].append(prediction)
    groups = []
    room = limit
    for state in STATES:
        found = by_state[state][:room]
        room -= len(found)
        hidden = len(by_state[state]) - len(found) + (left or {}).get(state, 0)
        shelf.fetch(claim for one in found for claim in (one.claim, *one.settled_by))
        lines = tuple(line for prediction in found for line in _prediction_lines(prediction, shelf))
        rows = tuple(prediction.id for prediction in found)
        if lines:
            groups.append(
                Group(
                    title=STATES[state].capitalize(),
                    lines=lines,
                    more=hidden,
                    counted="prediction",
                    rows=rows,
                )
            )
    return Section(
        key="predicted",
        title="What was predicted, and what came of it",
        note="A chance is given where words or a number state it; what may or can be has none. "
        "Settled only by later claims of others than the one who predicted.",
        groups=tuple(groups),
        counted="prediction",
        command="rashomon predictions",
    )


def _prediction_lines(prediction: Prediction, shelf: Shelf) -> Iterator[Line]:
    told = [f"due {plain(prediction.due)}" if prediction.due else "no day given"]
    if prediction.probability:
        low, _, high = (f"{100 * chance:.0f}" for chance in prediction.probability)
        told.append(f"chance {low} to {high} %" if low != high else f"chance {low} %")
    if prediction.copies:
        told.append(f"told {len(prediction.copies) + 1} times")
    yield shelf.line(prediction.claim, ", ".join(told))
    for one in prediction.settled_by:
        yield shelf.line(one, "what came of it")
