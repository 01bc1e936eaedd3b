"""How good forecasts were: Brier and log score of chances, measures of the 2x2 table of plain calls.

Every score comes with how many it rests on and with the base rate, against which it has to be read. The
measures of the table are those of forecast verification (Murphy 1996 on Finley's tornado forecasts of 1884).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from math import log

from rashomon.findings import Prediction

CLIPPED = 0.01
"""A chance below this, or as near to 1, is taken as this much by the log score, which else is without end."""


@dataclass(frozen=True, slots=True)
class Table:
    """Calls against what came: yes called and came, called and did not, not called and came, neither."""

    hits: int
    false_alarms: int
    misses: int
    correct_negatives: int

    @property
    def n(self) -> int:
        """How many calls."""
        return self.hits + self.false_alarms + self.misses + self.correct_negatives


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFigures:
    """The measures of a table; None where one divides by nothing."""

    n: int
    base_rate: float | None
    """Share of the things called about that came."""
    percent_correct: float | None
    never: float | None
    """What calling "no" every time would have had right."""
    pod: float | None
    """Probability of detection: share of what came that was called."""
    far: float | None
    """False alarm ratio: share of the calls that did not come."""
    threat: float | None
    """Threat score: hits among all that was called or came."""
    gilbert: float | None
    """The same, without the hits that chance would have."""
    heidke: float | None
    peirce: float | None
    bias: float | None
    """Calls by what came: above 1 calls too often."""
    odds_ratio_skill: float | None
    """Yule's Q."""

    def rows(self) -> tuple[tuple[str, float | None], ...]:
        """Name and value of each."""
        return tuple((one.name, getattr(self, one.name)) for one in fields(self))


def table_figures(table: Table) -> TableFigures:
    """The measures of a 2x2 table.

    >>> finley = table_figures(Table(28, 72, 23, 2680))
    >>> round(finley.percent_correct, 3), round(finley.heidke, 3), round(finley.odds_ratio_skill, 3)
    (0.966, 0.355, 0.957)
    """
    a, b, c, d = table.hits, table.false_alarms, table.misses, table.correct_negatives
    n = table.n
    by_chance = _share((a + b) * (a + c), n)
    chance = by_chance or 0.0
    right_by_chance = chance + (_share((b + d) * (c + d), n) or 0.0)
    pod, false_rate = _share(a, a + c), _share(b, b + d)
    return TableFigures(
        n=n,
        base_rate=_share(a + c, n),
        percent_correct=_share(a + d, n),
        never=_share(b + d, n),
        pod=pod,
        far=_share(b, a + b),
        threat=_share(a, a + b + c),
        gilbert=_share(a - chance, a + b + c - chance),
        heidke=_share(a + d - right_by_chance, n - right_by_chance),
        peirce=None if pod is None or false_rate is None else pod - false_rate,
        bias=_share(a + b, a + c),
        odds_ratio_skill=_share(a * d - b * c, a * d + b * c),
    )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def brier_score(chances: Sequence[float], came: Sequence[bool]) -> float | None:
    """Mean squared distance of chance and outcome (Brier 1950), 0 best; None of none.

    >>> brier_score([0.7, 0.2], [True, False])
    0.065
    """
    pairs = zip(chances, came, strict=True)
    return round(sum((p - y) ** 2 for p, y in pairs) / len(chances), 10) if chances else None


def log_score(chances: Sequence[float], came: Sequence[bool]) -> float | None:
    """Mean of minus the logarithm of the chance given to what came (nats); 0 best; None of none.

    >>> round(log_score([0.5, 0.0], [True, True]), 3)
    2.649
    """
    clipped = [min(1 - CLIPPED, max(CLIPPED, p)) for p in chances]
    pairs = zip(clipped, came, strict=True)
    return sum(-log(p if y else 1 - p) for p, y in pairs) / len(chances) if chances else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecasterScore:
    """How the predictions of one holder came out."""

    name: str
    actor: str | None
    n: int
    """All that he predicted."""
    states: Mapping[str, int]
    """How many are open, yes, no, void, expired, ambiguous: what is never settled must be seen too."""
    not_scored: int
    """Settled, but said to be possible only, or hanging on a condition of which nothing is known."""
    base_rate: float | None
    """Of all things predicted in the case and settled, the share that came."""
    with_chance: int
    brier: float | None
    brier_of_base_rate: float | None
    """What always giving the base rate would have had on the same."""
    log: float | None
    calls: Table
    """Of those without a chance."""
    figures: TableFigures


def score_forecasters(predictions: Sequence[Prediction]) -> tuple[ForecasterScore, ...]:
    """The scores of all who predicted something, by name; those of nobody are left out.

    A prediction that it will not be is a call of no: right where the thing did not come. A chance is that of
    the thing without its "not". What hangs on a condition is a called-off bet while nobody tells of it, and
    is not scored.
    """
    came = [_came(one) for one in predictions if _is_settled(one)]
    base = _share(sum(came), len(came))
    by_holder: dict[tuple[str, str], list[Prediction]] = defaultdict(list)
    for one in predictions:
        if one.by:
            by_holder[one.actor or "", "" if one.actor else one.by].append(one)
    scores = [_score(own, base) for _, own in sorted(by_holder.items())]
    return tuple(sorted(scores, key=lambda score: (score.name, score.actor or "")))


def _score(own: Sequence[Prediction], base: float | None) -> ForecasterScore:
    scored = [one for one in own if _is_settled(one) and one.is_scored and not one.condition]
    chanced = [(one.probability[1], _came(one)) for one in scored if one.probability]
    chances, came = [p for p, _ in chanced], [y for _, y in chanced]
    table = _table([(one.sign > 0, _came(one)) for one in scored if not one.probability])
    states: dict[str, int] = defaultdict(int)
    for one in own:
        states[one.state] += 1
    return ForecasterScore(
        name=own[0].by or "",
        actor=own[0].actor,
        n=len(own),
        states=dict(sorted(states.items())),
        not_scored=sum(_is_settled(one) for one in own) - len(scored),
        base_rate=base,
        with_chance=len(chances),
        brier=brier_score(chances, came),
        brier_of_base_rate=None if base is None else brier_score([base] * len(came), came),
        log=log_score(chances, came),
        calls=table,
        figures=table_figures(table),
    )


def _is_settled(one: Prediction) -> bool:
    return one.state in ("yes", "no")


def _came(one: Prediction) -> bool:
    """Whether the thing came: a prediction that it will not is right where it did not."""
    return (one.state == "yes") == (one.sign > 0)


def _table(calls: Sequence[tuple[bool, bool]]) -> Table:
    counts: dict[tuple[bool, bool], int] = defaultdict(int)
    for call in calls:
        counts[call] += 1
    return Table(counts[True, True], counts[True, False], counts[False, True], counts[False, False])
