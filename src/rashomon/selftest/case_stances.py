"""Who is for and against whom over the whole case, by whose word, against the key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rashomon.findings import OUTLET_HOLDER, Edge, Survey
from rashomon.ledger import Ledger, LedgerArticle, LedgerStance
from rashomon.selftest.actors import fold_name
from rashomon.selftest.case_claims import Cast
from rashomon.selftest.case_key import CaseKey, KeyStance
from rashomon.selftest.figures import Rate, Score


class _Telling(NamedTuple):
    """One who tells of an edge of the network."""

    holder: str
    target: str
    sign: int
    actor: str | None
    name: str | None
    article: str | None = None
    """In which the outlet tells it itself; None where another does."""


def score_stances(key: CaseKey, cast: Cast, ledger: Ledger, survey: Survey) -> list[Rate]:
    """The lines on stances over the case; none where the key has none.

    Only what the key speaks of is judged: the same holder and target, told by the same. A stance of the other
    sign is wrong, and the right one missed; where the key has neither for nor against, either is wrong. Of
    somebody who speaks for himself the outlet may tell it ("the ministry accuses"). What an outlet thinks, as
    its whole article shows, has a line of its own.
    """
    if not key.stances:
        return []
    tellings = list(_tellings(ledger, survey))
    parts = {
        "over the case: holder, target, teller, sign": [one for one in key.stances if one.claim],
        "over the case: an outlet's own": [one for one in key.stances if not one.claim],
    }
    return [
        Rate(step="stances", what=what, score=_score(wanted, tellings, cast))
        for what, wanted in parts.items()
        if wanted
    ]


def _score(wanted: Iterable[KeyStance], tellings: Iterable[_Telling], cast: Cast) -> Score:
    score, listed = Score(), list(tellings)
    for stance in wanted:
        signs = {telling.sign for telling in listed if _is_same(stance, telling, cast)}
        is_right = stance.sign != 0 and signs == {stance.sign}
        is_wrong = bool(signs - {stance.sign, 0})
        score += Score(is_right, is_wrong, stance.sign != 0 and not is_right)
    return score


def _is_same(key: KeyStance, found: _Telling, cast: Cast) -> bool:
    if found.target not in cast.ids(key.target) or not _is_holder(key, found, cast):
        return False
    if cast.is_same(key.according_to, found.actor, found.name):
        return True
    speaks_himself = bool(cast.ids(key.according_to) & cast.ids(key.holder))
    return speaks_himself and key.claim is not None and found.article == key.claim.article


def _is_holder(key: KeyStance, found: _Telling, cast: Cast) -> bool:
    """An outlet that nobody mentions is no actor; it holds its stances under its name."""
    if found.holder.startswith(OUTLET_HOLDER):
        return fold_name(found.holder.removeprefix(OUTLET_HOLDER)) == fold_name(key.holder)
    return found.holder in cast.ids(key.holder)


def _tellings(ledger: Ledger, survey: Survey) -> Iterator[_Telling]:
    """Who tells of each edge, with the sign that they give it; an edge may be disputed."""
    articles = {article.name: article for article in ledger.articles}
    for edge in survey.network.edges:
        told = [
            _telling(edge, stance, articles[name])
            for name, span in edge.stances
            if name in articles
            for stance in articles[name].stances
            if (stance.span, stance.holder, stance.target) == (span, edge.holder, edge.target)
        ]
        yield from told or (
            _Telling(edge.holder, edge.target, edge.sign, None, name) for name in edge.according_to
        )


def _telling(edge: Edge, stance: LedgerStance, article: LedgerArticle) -> _Telling:
    voice = stance.according_to[-1] if stance.according_to else None
    if voice is None or voice.kind == "outlet":
        return _Telling(edge.holder, edge.target, stance.sign, None, article.outlet, article.name)
    return _Telling(edge.holder, edge.target, stance.sign, voice.actor, voice.name)
