"""What the survey found, as sections: versions, lone origins, drift, predictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rashomon.findings import (
    Drift,
    DriftStep,
    OriginCount,
    Placed,
    Prediction,
    Proposition,
    Survey,
    Version,
)
from rashomon.tell.brief import Group, Line, Section
from rashomon.tell.lines import merge_lines
from rashomon.tell.shelf import Shelf
from rashomon.tell.wording import cut, plain

# A brief stays short: the rest is counted, and told where it can be had.
PER_SIDE = 5
VERSIONS, EACH = 12, 2
BACKERS = 8
SINGLE = 15
PREDICTIONS = 40
DRIFTS = 12
WHOLE = "all"
"""What the issue of a version is called that goes over all issues (`survey.versions`)."""
_TITLE = 120
_STANDS = ("holds", "falls", "open")
"""In the order in which a version tells of them."""
STATES: Mapping[str, str] = {
    "yes": "came true",
    "no": "did not come true",
    "void": "void: its condition did not come about",
    "expired": "expired: its time is over and nothing tells what came of it",
    "ambiguous": "told both ways",
    "open": "open",
}


def title_of(proposition: Proposition) -> str:
    """The words of its plainest claim, cut to a heading."""
    return cut_title(proposition.text)


def cut_title(words: str) -> str:
    """The words cut to a heading, without the marks round them.

    >>> cut_title("“the dam broke”")
    'the dam broke'
    """
    return cut(plain(words).strip("“”\"' "), _TITLE)


def _sides(proposition: Proposition, shelf: Shelf) -> tuple[list[Line], int]:
    """The lines of its sides, and how many are not shown; nothing of what is perhaps of it."""
    lines: list[Line] = []
    shelf.fetch(member.claim for member in proposition.members)
    sides = sides_of(proposition)
    hidden = len(sides.pop("perhaps"))
    for side, ids in sides.items():
        shown, more = side_lines(ids, side, shelf)
        lines += shown
        hidden += more
    return lines, hidden


def side_lines(claims: Sequence[str], mark: str, shelf: Shelf) -> tuple[list[Line], int]:
    """The first lines of a side, each with ``mark``, and how many of its claims are not shown."""
    told = merge_lines([shelf.line(claim, mark) for claim in claims])
    return told[:PER_SIDE], sum(1 + len(line.also) for line in told[PER_SIDE:])


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
    told = [f"for {len(sides['for'])}{origin_words(proposition.support)}"]
    if sides["against"]:
        told.append(f"against {len(sides['against'])}{origin_words(proposition.dissent)}")
    if sides["hedged"]:
        told.append(f"hedged {len(sides['hedged'])}")
    if sides["perhaps"]:
        told.append(f"perhaps {len(sides['perhaps'])} more")
    return ", ".join(told)


def origin_words(count: OriginCount | None) -> str:
    """From how many origins, as it goes on behind "for"; empty where there are none."""
    if not count or not count.high:
        return ""
    if count.low == count.high:
        return f", from {count.best} origin{'s' * (count.best != 1)}"
    return f", from {count.low} to {count.high} origins"


def version_section(
    survey: Survey,
    shelf: Shelf,
    *,
    shown: Sequence[str] | None = None,
    in_conflict: bool = False,
    more: int = 0,
) -> Section:
    """The coherent versions: what holds together, what falls and by what, who backs it.

    Args:
        survey: The versions, and the propositions that they place.
        shelf: The claims.
        shown: Ids of the versions to show, if not all: the others count for their names.
        in_conflict: Only what a contradiction was found in: that some claims of a proposition lean the other
            way makes versions too, but none that is worth telling first.
        more: How many there are beside those of ``survey``.
    """
    known = {one.id: one for one in survey.propositions if one.conflict or not in_conflict}
    names = version_names(survey.versions)
    listed = [
        one
        for one in survey.versions
        if (shown is None or one.id in shown)
        and any(placed.proposition in known and placed.state != "open" for placed in one.propositions)
    ]
    placed = [one for version in listed for one in version.propositions if one.proposition in known]
    topics = {version.issue: topic for version in listed if (topic := _topic(version, known))}
    shelf.fetch(known[one.proposition].claim for one in placed)
    return Section(
        key="versions",
        title="The versions that hold together",
        note="Each takes in as much as can be so at once. Weight counts origins, no voice above its cap; "
        "it says who is backed by how many, not what is true.",
        groups=tuple(_version_group(version, names, topics, known, shelf) for version in listed),
        more=more + (0 if shown is None else len(shown) - len(listed)),
        counted="version",
        command="rashomon versions",
    )


def version_names(versions: Sequence[Version]) -> dict[str, str]:
    """A name for each version: the issue's number and a letter."""
    every = dict.fromkeys(v.issue for v in versions if v.issue != WHOLE)
    issues = {issue: number for number, issue in enumerate(every, start=1)}
    met: dict[str, int] = defaultdict(int)
    names = {}
    for version in versions:
        met[version.issue] += 1
        told = f"version {met[version.issue]}"
        is_whole = version.issue == WHOLE
        names[version.id] = told.capitalize() if is_whole else f"Issue {issues[version.issue]}, {told}"
    return names


def _topic(version: Version, known: Mapping[str, Proposition]) -> str:
    """What its issue is about: the best supported proposition in it that a contradiction was found in."""
    found = [known[one.proposition] for one in version.propositions if one.proposition in known]
    if version.issue == WHOLE or not found:
        return ""
    def rank(one: Proposition) -> tuple[object, ...]:
        return one.conflict is None, -one.support.best, -one.support.high, one.id

    return title_of(min(found, key=rank))


def _version_group(
    version: Version,
    names: Mapping[str, str],
    topics: Mapping[str, str],
    known: Mapping[str, Proposition],
    shelf: Shelf,
) -> Group:
    backers = [shelf.name(backer.name) for backer in version.backers]
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
        line
        for placed in ranked
        if placed.proposition in known and placed.state != "open"
        for line in _placed_lines(placed, version, known, shelf)
    ]
    rows = (version.id, *(placed.proposition for placed in version.propositions))
    topic = topics.get(version.issue)
    return Group(
        title=f"{names[version.id]}: {topic}" if topic else names[version.id],
        note="; ".join(told),
        lines=tuple(lines),
        counted="proposition",
        rows=rows,
    )


def _placed_lines(
    placed: Placed, version: Version, known: Mapping[str, Proposition], shelf: Shelf
) -> Iterator[Line]:
    """The words of a proposition; where its contrary holds, also the surest words of that."""
    proposition = known[placed.proposition]
    yield shelf.line(proposition.claim, placed_words(placed, known))
    if placed.proposition in placed.because:
        backing = {claim for backer in version.backers for claim in backer.claims}
        against = [member for member in proposition.members if member.sign < 0]
        told = min(
            (one for one in against if one.claim in backing),
            key=lambda one: (not proposition.holds(one), -one.likely, one.claim),
            default=None,
        )
        if told is not None and told.claim != proposition.claim:
            yield shelf.line(told.claim, "holds instead")


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
    lines, hidden = _sides(proposition, shelf)
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
    whose = f" in the mouth of {shelf.name(drift.voice)}" if drift.voice else " from outlet to outlet"
    return Group(
        title=title_of(proposition),
        note=f"{drift.direction}{whose}",
        lines=tuple(_step_line(step, shelf) for step in drift.steps),
        rows=(proposition.id,),
    )


def _step_line(step: DriftStep, shelf: Shelf) -> Line:
    """The words of a step with its day and standing, which is told once."""
    line = shelf.line(step.claim)
    own = [part for part in line.standing.split(", ") if part and part.removeprefix("as ") != step.standing]
    return replace(line, standing=", ".join([_dated(step.standing, shelf.day(step.claim)), *own]))


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
                    command="rashomon predictions",
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
    yield shelf.part(prediction.claim, prediction.text, ", ".join(told))
    for one in prediction.settled_by:
        yield shelf.line(one, "what came of it")
