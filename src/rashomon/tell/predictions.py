"""Claims about what will be, with what they say of their chance, their condition and their day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from rashomon.qualify.probability import stated_probability
from rashomon.store.keys import digest
from rashomon.store.rows import ClaimRow, Stretch
from rashomon.store.store import Store
from rashomon.survey.forecasts import is_prediction as says_what_will_be

_PLAIN_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_LAST_MONTH = "12"


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictionRow:
    """A claim about what will be."""

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
    state: str = "open"
    """Until something later settles it."""
    settled_by: str | None = None
    article: str
    span: Stretch
    by_kind: str
    by_actor: str | None
    mode: str
    polarity: str
    certainty: str
    score: float


def prediction_rows(store: Store) -> Iterator[PredictionRow]:
    """The predictions of the case, by article and place; copies of one are as many."""
    names = {actor.id: actor.name for actor in store.actors()}
    dates = {row.article: row.published for row in store.articles()}
    for name, claims in groupby(store.claims(), key=lambda claim: claim.article):
        foretold = [claim for claim in claims if is_prediction(claim)]
        text = store.text(name) if foretold else ""
        for claim in foretold:
            yield predict(claim, text, names, dates.get(name))


def is_prediction(claim: ClaimRow) -> bool:
    """Whether the claim says what will be: predicted, or conditional with something yet to come.

    What would have been is past; what is asked, wished or demanded is another thing.
    """
    return says_what_will_be(claim.text, claim.mode)


def predict(
    claim: ClaimRow, text: str, names: Mapping[str, str], published: str | None = None
) -> PredictionRow:
    """What the claim predicts; ``text`` is the article's, ``names`` those of the actors by id."""
    speaker = claim.speaker
    probability = stated_probability(
        [part.of(text) for part in claim.spans or (claim.span,)], speaker.cue.of(text) if speaker.cue else ""
    )
    return PredictionRow(
        id=digest("prediction", claim.id, length=16),
        claim=claim.id,
        by=names.get(speaker.actor or "", speaker.name) if speaker.kind == "named" else speaker.name,
        text=claim.text,
        condition=claim.condition.of(text) if claim.condition else None,
        probability=asdict(probability) if probability else None,
        due=due_date(claim.time, published),
        article=claim.article,
        span=claim.span,
        by_kind=speaker.kind,
        by_actor=speaker.actor,
        mode=claim.mode,
        polarity=claim.polarity,
        certainty=claim.certainty,
        score=claim.score,
    )


def due_date(time: str | None, published: str | None) -> str | None:
    """The time that a prediction names, unless it was over when the article appeared.

    >>> due_date("2031-05", "2031-04-02"), due_date("2030-23?", "2031-04-02"), due_date("2031", "2031-04-02")
    ('2031-05', None, '2031')
    """
    if time is None or published is None:
        return time
    first, slash, last = (part.rstrip("~?%") for part in time.rpartition("/"))
    begun = _PLAIN_DATE.match(published)
    if not _PLAIN_DATE.fullmatch(last) or not begun:
        return time
    order = _compare(last, begun.group())
    # A stretch that began before and ends on that day is what has been, not what will be.
    is_over = order < 0 or (order == 0 and bool(slash) and _compare(first, begun.group()) < 0)
    return None if is_over else time


def _compare(left: str, right: str) -> int:
    """Less than 0 where ``left`` lies before ``right``, 0 where one may lie within the other."""
    # Months above the twelfth are seasons, which no month compares with.
    length = 4 if left[5:7] > _LAST_MONTH else min(len(left), len(right))
    return (left[:length] > right[:length]) - (left[:length] < right[:length])
