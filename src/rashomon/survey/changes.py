"""Two surveys in, one of them without the later articles; what these changed out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rashomon.errors import UsageError
from rashomon.findings import Conflict, Drift, Prediction, Proposition, Survey
from rashomon.ledger import Ledger, LedgerArticle
from rashomon.survey.edtf import read_days

ChangeKind = Literal["contradicted", "settled", "hardened", "softened", "turned", "backed", "new", "foretold"]
"""``"turned"``: a voice says the opposite of what it said; ``"backed"``: told by further origins;
``"new"``: told for the first time; ``"foretold"``: a prediction made for the first time."""

_ORDER: tuple[ChangeKind, ...] = (
    *("contradicted", "settled", "turned", "hardened", "softened", "backed", "new", "foretold"),
)
_DRIFTS: Mapping[str, ChangeKind] = {"hardens": "hardened", "softens": "softened", "turns": "turned"}
_OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that later articles changed."""

    kind: ChangeKind
    text: str
    """The words of the proposition or prediction."""
    claims: tuple[str, ...]
    """Ids of the later claims that changed it, in the order of articles; what settled a prediction."""
    proposition: str | None = None
    """Its id with the later articles; None for a prediction."""
    prediction: str | None = None
    before: str = ""
    """How it stood without them, in words; empty for what was not there."""
    after: str = ""
    against: tuple[str, ...] = ()
    """Of a contradiction: ids of the claims that the later ones speak against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that later articles changed."""

    articles: tuple[str, ...]
    """The later articles, by name."""
    undated: tuple[str, ...]
    """Those whose dates do not tell whether they are later; they are taken for earlier ones."""
    changes: tuple[Change, ...]
    """What is contradicted or settled first, what is but new last."""


def later_articles(dates: Mapping[str, str | None], since: str) -> frozenset[str]:
    """The names of the articles from ``since`` on: an EDTF day, month or year, or an article's name.

    ``dates`` has the day of each article of the case by its name. From an article on are it and those surely
    published after it. What has no date, or one too vague to tell, is no later article.

    Raises:
        UsageError: ``since`` is neither a date nor the name of an article of the case.
    """
    if since in dates:
        days = read_days(dates[since])
        last = days.last.isoformat() if days else None
        return frozenset({since} | {name for name, day in dates.items() if last and _begins(day) > last})
    days = read_days(since)
    if days is None:
        raise UsageError(
            f"{since!r} is no date and no article of the case",
            hint="A date is written 2031-05-12, 2031-05 or 2031; articles are listed by: rashomon articles",
        )
    return frozenset(name for name, day in dates.items() if _begins(day) >= days.first.isoformat())


def _begins(published: str | None) -> str:
    """The first day on which it may have been published; empty where none is known."""
    days = read_days(published)
    return days.first.isoformat() if days else ""


def without(ledger: Ledger, since: str) -> Ledger:
    """The ledger without the articles from ``since`` on, and without verdicts on what they say.

    Actors keep the ids and names that they have with them, so that the two can be compared.

    Raises:
        UsageError: ``since`` is neither a date nor the name of an article of the case.
    """
    later = later_articles({article.name: article.published for article in ledger.articles}, since)
    left = replace(ledger, articles=tuple(a for a in ledger.articles if a.name not in later))
    gone = {claim.id for article in ledger.articles if article.name in later for claim in article.claims}
    kept = tuple(one for one in ledger.judgements if not {one.subject, one.object} & (gone | later))
    return replace(left, judgements=kept)


def changes(before: Survey, after: Survey, ledger_before: Ledger, ledger_after: Ledger) -> Changes:
    """What is in ``after`` and was not in ``before``, the survey of the same case without some articles.

    Propositions are compared by their claims, since their ids change with them. A contradiction that was
    there before is not told again when a further article joins it.
    """
    names = {article.name for article in ledger_before.articles}
    known = ledger_before.claims
    order = tuple(ledger_after.claims)
    found = changes_by(before, after, order, frozenset(one for one in order if one not in known))
    later = tuple(article.name for article in ledger_after.articles if article.name not in names)
    first = min(
        (day for a in ledger_after.articles if a.name in later and (day := _begins(a.published))), default=""
    )
    undated = [a.name for a in ledger_before.articles if _may_be_later(a, first)]
    return Changes(articles=later, undated=tuple(undated), changes=found)


def changes_by(
    before: Survey, after: Survey, claims: Sequence[str], later: Collection[str]
) -> tuple[Change, ...]:
    """What the claims with the ids ``later`` changed; ``claims`` are all, in the order of articles."""
    fresh = _Fresh(claims, later, before, after)
    found = [
        *_contradicted(fresh, before, after),
        *_settled(fresh, before, after),
        *_drifted(fresh, before, after),
        *_told(fresh, after),
    ]
    found.sort(key=lambda one: (_ORDER.index(one.kind), -len(one.claims), one.text, one.claims))
    return tuple(found)


def _may_be_later(article: LedgerArticle, first: str) -> bool:
    days = read_days(article.published)
    return days is None or days.last.isoformat() > first > ""


class _Fresh:
    """Which claims are later ones, and which propositions of the two surveys are the same."""

    def __init__(self, claims: Sequence[str], later: Collection[str], before: Survey, after: Survey) -> None:
        self._place = {claim: place for place, claim in enumerate(claims)}
        self._later = later
        self.before = _by_claim(before.propositions)
        self.after = {one.id: one for one in after.propositions}

    def later(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Those of the claims that are later ones, in the order of articles."""
        return self._ordered(claim for claim in claims if claim in self._later)

    def earlier(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Those that are not."""
        return self._ordered(claim for claim in claims if claim not in self._later)

    def _ordered(self, claims: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(claims), key=lambda claim: (self._place.get(claim, -1), claim)))

    def was(self, proposition: Proposition) -> list[Proposition]:
        """The propositions that it was before, the largest share of it first."""
        shares: dict[str, int] = defaultdict(int)
        found = {}
        for member in proposition.members:
            for one in self.before.get(member.claim, ()):
                shares[one.id] += 1
                found[one.id] = one
        return sorted(found.values(), key=lambda one: (-shares[one.id], one.id))


def _by_claim(propositions: Iterable[Proposition]) -> dict[str, list[Proposition]]:
    found: dict[str, list[Proposition]] = defaultdict(list)
    for proposition in propositions:
        for member in proposition.members:
            found[member.claim].append(proposition)
    return found


def _contradicted(fresh: _Fresh, before: Survey, after: Survey) -> Iterator[Change]:
    known = {(one.kind, *sorted(one.propositions)) for one in before.conflicts}
    rows: dict[tuple[str, str], list[Conflict]] = defaultdict(list)
    for conflict in after.conflicts:
        one, other = (fresh.after.get(end) for end in conflict.propositions)
        if one is None or other is None or not fresh.later((conflict.a, conflict.b)):
            continue
        if not _was_contested(fresh, conflict.kind, one, other, known):
            # What was said first is what is contradicted.
            subject = one if fresh.earlier(member.claim for member in one.members) else other
            rows[subject.id, conflict.kind].append(conflict)
    for (subject_id, kind), conflicts in rows.items():
        claims = [claim for conflict in conflicts for claim in (conflict.a, conflict.b)]
        yield Change(
            kind="contradicted",
            text=fresh.after[subject_id].text,
            claims=fresh.later(claims),
            proposition=subject_id,
            before=_standing(fresh.was(fresh.after[subject_id])),
            after=f"{kind}: {conflicts[0].reason}",
            against=fresh.earlier(claims),
        )


def _was_contested(
    fresh: _Fresh, kind: str, one: Proposition, other: Proposition, known: set[tuple[str, ...]]
) -> bool:
    return any(
        (kind, *sorted((mine.id, theirs.id))) in known
        for mine in fresh.was(one)
        for theirs in fresh.was(other)
    )


def _settled(fresh: _Fresh, before: Survey, after: Survey) -> Iterator[Change]:
    was: dict[str, list[Prediction]] = defaultdict(list)
    for one in before.predictions:
        for claim in _tellers(one):
            was[claim].append(one)
    for prediction in after.predictions:
        old = _same_prediction(prediction, [one for claim in _tellers(prediction) for one in was[claim]])
        by_later = fresh.later(prediction.settled_by)
        if old is None and prediction.state == _OPEN:
            yield Change(
                kind="foretold",
                text=prediction.text,
                claims=fresh.later(_tellers(prediction)),
                prediction=prediction.id,
                after=_due(prediction),
            )
        elif prediction.state != _OPEN and (old is None or old.state != prediction.state):
            yield Change(
                kind="settled",
                text=prediction.text,
                claims=by_later or fresh.earlier(prediction.settled_by),
                prediction=prediction.id,
                before=old.state if old else "",
                after=prediction.state,
            )


def _same_prediction(prediction: Prediction, candidates: list[Prediction]) -> Prediction | None:
    """Of those told by the same claims the one that says the same; a claim may foretell several things."""
    unique = {one.id: one for one in candidates}
    same = [one for one in unique.values() if one.text == prediction.text]
    return unique.get(prediction.id) or next(iter(same or unique.values()), None)


def _tellers(prediction: Prediction) -> tuple[str, ...]:
    return (prediction.claim, *prediction.copies)


def _due(prediction: Prediction) -> str:
    return f"due {prediction.due}" if prediction.due else "no day given"


def _drifted(fresh: _Fresh, before: Survey, after: Survey) -> Iterator[Change]:
    known = {(one.direction, one.voice, step.claim) for one in before.drifts for step in one.steps}
    for drift in after.drifts:
        later = fresh.later(step.claim for step in drift.steps)
        told = any((drift.direction, drift.voice, step.claim) in known for step in drift.steps)
        if drift.proposition in fresh.after and later and not told:
            yield _drift(fresh.after[drift.proposition], drift, later)
    drifted = {drift.proposition for drift in after.drifts}
    for proposition in after.propositions:
        old = fresh.was(proposition)
        flat = fresh.later(m.claim for m in proposition.members if m.sign > 0 and not m.is_hedged)
        if old and flat and proposition.id not in drifted and all(_is_hedged(one) for one in old):
            yield Change(
                kind="hardened",
                text=proposition.text,
                claims=flat,
                proposition=proposition.id,
                before="only hedged",
                after="said flatly",
            )


def _drift(proposition: Proposition, drift: Drift, later: tuple[str, ...]) -> Change:
    return Change(
        kind=_DRIFTS[drift.direction],
        text=proposition.text,
        claims=later,
        proposition=proposition.id,
        before=drift.steps[0].standing,
        after=drift.steps[-1].standing + (f", {drift.voice}" if drift.voice else ""),
    )


def _told(fresh: _Fresh, after: Survey) -> Iterator[Change]:
    for proposition in after.propositions:
        claims = [member.claim for member in proposition.members]
        later, old = fresh.later(claims), fresh.was(proposition)
        if not later:
            continue
        if not old and not fresh.earlier(claims):
            yield _change("new", proposition, later, "")
        elif old and proposition.support.best > max(one.support.best for one in old):
            # What more is told against it is a contradiction.
            backing = fresh.later(m.claim for m in proposition.members if m.sign > 0)
            if backing:
                yield _change("backed", proposition, backing, _standing(old))


def _change(kind: ChangeKind, proposition: Proposition, claims: tuple[str, ...], before: str) -> Change:
    return Change(
        kind=kind,
        text=proposition.text,
        claims=claims,
        proposition=proposition.id,
        before=before,
        after=_standing([proposition]),
    )


def _is_hedged(proposition: Proposition) -> bool:
    return all(member.is_hedged for member in proposition.members if member.sign > 0)


def _standing(propositions: list[Proposition]) -> str:
    """From how many origins, and whether anybody says it flatly; empty for nothing."""
    if not propositions:
        return ""
    best = max(one.support.best for one in propositions)
    hedged = ", only hedged" if all(_is_hedged(one) for one in propositions) else ""
    return f"{best} origin{'s' * (best != 1)}{hedged}"
