"""What the survey found, as sections: lone origins, drift, predictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rashomon.findings import (
    Drift,
    DriftStep,
    OriginCount,
    Prediction,
    Proposition,
    Survey,
)
from rashomon.tell.brief import Group, Line, Section
from rashomon.tell.lines import merge_lines
from rashomon.tell.shelf import Shelf
from rashomon.tell.wording import cut, plain

# A brief stays short: the rest is counted, and told where it can be had.
PER_SIDE = 5
SINGLE = 15
PREDICTIONS = 40
DRIFTS = 12
_TITLE = 120
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
