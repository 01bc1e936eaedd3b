"""What was predicted in a case, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rashomon.findings import Copy, Origins, Prediction, PredictionState, Proposition
from rashomon.ledger import Judgement, Ledger, LedgerClaim
from rashomon.survey.comparing import Compare
from rashomon.survey.echoed import find_echoes
from rashomon.survey.edtf import read_days
from rashomon.survey.evidence import Evidence, Open
from rashomon.survey.forecasts import Forecast, read_forecasts
from rashomon.survey.judged_outcomes import judged_outcomes
from rashomon.survey.relations import Pair
from rashomon.survey.remarks import find_remarks
from rashomon.survey.same_forecast import group_forecasts
from rashomon.survey.settling import acts_foretold, find_evidence, wanted_names
from rashomon.survey.told import Case, index_told

_MOST_NAMED = 8
"""So many claims are named as what settled a prediction, the earliest."""
_CLEAR = 3
"""So many origins against one outweigh what speaks otherwise, if they are three times as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    state: PredictionState
    by: tuple[str, ...]
    rule: str
    reason: str


def settle_predictions(
    ledger: Ledger,
    propositions: Sequence[Proposition],
    origins: Origins,
    copies: Sequence[Copy],
    net: Compare | None = None,
    together: Mapping[Pair, float] | None = None,
) -> tuple[Prediction, ...]:
    """All predictions of a case, each counted once, with what came of them.

    A prediction is settled only by what is surely told after it, as a fact, by others than the forecaster:
    a member of the same proposition, or a claim of the same act done to the same thing. A person's verdict
    wins over all of that. A conditional is called off where its condition is told not to have come about (de
    Finetti); what is said to be possible only is never wrong, and not scored.

    Args:
        ledger: The whole case.
        propositions: The propositions found in it.
        origins: Whose word each claim is in the end.
        copies: Which text went from which article into which.
        net: The pair net, asked where rules find nothing that settles a prediction.
        together: How likely pairs of claims are of one thing, the lower id first; the net is asked of such.

    Returns:
        The predictions by the article and place where each was told first.
    """
    case = Case.of(ledger, origins, propositions)
    groups = group_forecasts(read_forecasts(ledger), propositions, copies)
    echoes = find_echoes(groups, ledger)
    opened = [_open(group, ledger, echoes.get(group[0].id, ())) for group in groups]
    wanted = frozenset(
        (name, thing)
        for one in opened
        for act in (*one.acts, *one.conditions)
        for name in wanted_names(act)
        for thing in act.things
    )
    index = index_told(ledger, wanted, origins)
    latest = _latest(ledger)
    verdicts = {judged.subject: judged for judged in ledger.judgements if judged.kind == "prediction"}
    remarks = find_remarks(opened, case)
    told = [[*find_evidence(one, index, case), *remarks.get(one.lead.id, ())] for one in opened]
    unsettled = [one for one, evidence in zip(opened, told, strict=True) if not _settles(evidence)]
    judged = judged_outcomes(unsettled, case, net, together or {}) if net else {}
    settled = [
        _prediction(one, _outcome(one, evidence + judged.get(one.lead.id, []), verdicts, latest))
        for one, evidence in zip(opened, told, strict=True)
    ]
    place = {article.name: number for number, article in enumerate(ledger.articles)}
    ordered = sorted(
        zip(opened, settled, strict=True),
        key=lambda pair: (place[pair[0].lead.claim.article], pair[0].lead.span, pair[1].id),
    )
    return tuple(prediction for _, prediction in ordered)


def _settles(evidence: Iterable[Evidence]) -> bool:
    return any(item.verdict != "late" for item in evidence)


def _open(members: tuple[Forecast, ...], ledger: Ledger, echoes: tuple[LedgerClaim, ...]) -> Open:
    told = sorted({one.told for one in members if one.told})
    dated = [one.published for one in members if read_days(one.published)]
    made = told[0] if told else min(dated, default=None, key=_first)
    dues = [one.due(made) for one in members]
    acts, conditions = acts_foretold(members, ledger)
    due = next((due for due in dues if due.value), next((due for due in dues if "“" in due.basis), dues[0]))
    return Open(members=members, made=made, due=due, acts=acts, conditions=conditions, echoes=echoes)


def _first(value: str | None) -> date:
    days = read_days(value)
    return days.first if days else date.max


def _latest(ledger: Ledger) -> date:
    """The day of the latest article that is surely so late."""
    days = [read_days(article.published) for article in ledger.articles]
    return max((one.first for one in days if one), default=date.min)


def _outcome(
    one: Open, evidence: Sequence[Evidence], verdicts: Mapping[str, Judgement], latest: date
) -> _Outcome:
    judged = next((verdicts[member.id] for member in one.members if member.id in verdicts), None)
    if judged is not None and judged.verdict in ("yes", "no", "void"):
        because = f": {judged.because}" if judged.because else ""
        state: PredictionState = (
            "yes" if judged.verdict == "yes" else "no" if judged.verdict == "no" else "void"
        )
        return _Outcome(state=state, by=(), rule="person", reason=f"a person says {state}{because}")
    by = {
        verdict: [item for item in evidence if item.verdict == verdict] for verdict in ("yes", "no", "void")
    }
    if one.lead.is_possible or (one.lead.condition is not None and not _is_beside(by["no"])):
        # What may be is not refuted by not being, nor is "B if A" by no B, while nobody tells of A.
        by["no"] = []
    if by["void"] and not by["yes"]:
        return _settled("void", "its condition is told not to have come about", by["void"])
    if by["yes"] or by["no"]:
        return _weighed(by["yes"], by["no"])
    return _unsettled(one, [item for item in evidence if item.verdict == "late"], latest)


def _is_beside(evidence: Iterable[Evidence]) -> bool:
    return any("told again" in item.why for item in evidence)


def _weighed(yes: Sequence[Evidence], no: Sequence[Evidence]) -> _Outcome:
    """By the side that stands alone, or that many more origins tell."""
    for state, told, against in (("yes", yes, no), ("no", no, yes)):
        origins, others = ({item.origin for item in side} for side in (told, against))
        if told and (not against or (len(origins) >= _CLEAR and len(origins) >= 3 * len(others))):
            word = "it is told to have come about" if state == "yes" else "it is told not to have come about"
            return _settled("yes" if state == "yes" else "no", word, told)
    first = sorted([*yes[:2], *no[:2]], key=lambda item: (item.day, item.claim))
    return _settled("ambiguous", "later claims disagree", first)


def _settled(state: PredictionState, why: str, evidence: Sequence[Evidence]) -> _Outcome:
    claims = tuple(dict.fromkeys(item.claim for item in evidence))[:_MOST_NAMED]
    return _Outcome(
        state=state,
        by=claims,
        rule="told later",
        reason=f"{why}: {'; '.join(item.why for item in evidence[:2])}",
    )


def _unsettled(one: Open, late: Sequence[Evidence], latest: date) -> _Outcome:
    last = one.due.last
    if last is None or latest < last:
        why = "nothing told later settles it" if one.made else "when it was made is not known"
        return _Outcome(state="open", by=(), rule="", reason=why)
    # The article of the day itself is taken to have seen it: the case goes no further.
    after = f"; told later, with no day: {late[0].why}" if late else ""
    why = (
        f"its time was over on {last.isoformat()}, and nothing told by {latest.isoformat()} settles it{after}"
    )
    return _Outcome(state="expired", by=(), rule="due day", reason=why)


def _prediction(one: Open, outcome: _Outcome) -> Prediction:
    lead = one.lead
    probability = next((found.probability for found in one.members if found.probability), None)
    chance = None if lead.is_possible else probability
    # Told only as one made before: the article's day is none of its own.
    is_dated = any(not found.elsewhere.is_over for found in one.members)
    notes = ["said to be possible only: not scored"] if lead.is_possible else []
    again = [*(found.claim.id for found in one.members[1:]), *(claim.id for claim in one.echoes)]
    return Prediction(
        id=lead.id,
        claim=lead.claim.id,
        by=lead.by,
        actor=lead.claim.speaker.actor or (lead.holder if _is_id(lead) else None),
        text=lead.text,
        condition=lead.condition_text,
        probability=(chance.low, chance.mid, chance.high) if chance else None,
        basis=chance.basis if chance else None,
        made=one.made.partition("T")[0] if one.made and is_dated else None,
        due=one.due.value,
        due_basis=one.due.basis,
        state=outcome.state,
        settled_by=outcome.by,
        decided_by=outcome.rule,
        copies=tuple(claim for claim in dict.fromkeys(again) if claim != lead.claim.id),
        reason="; ".join([outcome.reason, *notes]),
        sign=lead.sign,
        is_scored=not lead.is_possible,
    )


def _is_id(lead: Forecast) -> bool:
    return bool(lead.holder) and ":" not in lead.holder
