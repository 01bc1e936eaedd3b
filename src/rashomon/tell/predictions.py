"""What was predicted and what came of it, in the shape of the export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rashomon.findings import Prediction
from rashomon.store.rows import ClaimRow, Stretch
from rashomon.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictionRow:
    """Something said about what will be, counted once however often it is told."""

    id: str
    claim: str
    by: str | None
    """Whose prediction it is: the name across the case; None where nobody is named."""
    text: str
    condition: str | None
    """The words of what it hangs on."""
    probability: dict[str, Any] | None
    """low, mid, high and basis, where words or a number state it; of the thing without its "not"."""
    due: str | None
    """EDTF: when it has to have come about, where the content says so."""
    state: str
    """open, yes, no, void, expired, ambiguous."""
    settled_by: tuple[str, ...] | None
    """Ids of the claims that settle it; None while nothing does."""
    article: str
    span: Stretch
    by_kind: str
    by_actor: str | None
    mode: str
    polarity: str
    certainty: str
    score: float
    made: str | None
    """EDTF: when it was made."""
    due_basis: str
    """What the day was read from."""
    decided_by: str
    """``"person"``, or the rule; empty while it is open."""
    copies: tuple[str, ...]
    """Ids of the claims that tell it again."""
    reason: str


def prediction_rows(store: Store) -> Iterator[PredictionRow]:
    """The predictions of the case, by the article and place where each was told first."""
    claims: dict[str, dict[str, ClaimRow]] = {}
    for prediction in store.survey().predictions:
        home = store.claim_home(prediction.claim)
        assert home is not None, "the survey names claims of the case"
        if home[0] not in claims:
            claims = {home[0]: {claim.id: claim for claim in store.claims(in_article=home[0])}}
        yield _row(prediction, claims[home[0]][prediction.claim])


def _row(prediction: Prediction, claim: ClaimRow) -> PredictionRow:
    # One claim can hold several predictions, each in words of its own.
    place = max(0, claim.text.find(prediction.text))
    start = claim.span.start + place
    length = len(prediction.text) if prediction.text in claim.text else len(claim.text)
    return PredictionRow(
        id=prediction.id,
        claim=prediction.claim,
        by=prediction.by,
        text=prediction.text,
        condition=prediction.condition,
        probability=chance_of(prediction),
        due=prediction.due,
        state=prediction.state,
        settled_by=prediction.settled_by or None,
        article=claim.article,
        span=Stretch(start, start + length),
        by_kind=claim.speaker.kind,
        by_actor=prediction.actor,
        mode=claim.mode,
        polarity=claim.polarity,
        certainty=claim.certainty,
        score=claim.score,
        made=prediction.made,
        due_basis=prediction.due_basis,
        decided_by=prediction.decided_by,
        copies=prediction.copies,
        reason=prediction.reason,
    )


def chance_of(prediction: Prediction) -> dict[str, Any] | None:
    """Low, mid and high of the chance that its words state, and the words; None where they state none."""
    if prediction.probability is None:
        return None
    low, mid, high = prediction.probability
    return {"low": low, "mid": mid, "high": high, "basis": prediction.basis}
