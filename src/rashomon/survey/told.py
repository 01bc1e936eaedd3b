"""Acts that claims tell as facts, found by what is done to what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from rashomon.findings import Origins, Proposition
from rashomon.ledger import Ledger, LedgerArticle, LedgerClaim, Sign
from rashomon.survey.acts import Act, act_names, acts_of, tables
from rashomon.survey.edtf import Days, read_days
from rashomon.survey.forecasts import holder_of

_AWAY = re.compile(r"\b(?:miles?|kilomet(?:er|re)s?|km)\b")
_TELLING = ("hands", "effect", "force", "still", "remain", "stay", " on to ", " on in ")
"""Words without which no act is told but by an event."""
_MOST = 400
"""Of one act done to one thing, so many tellings are looked at, the earliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The whole case, looked up by name and id."""

    ledger: Ledger
    origins: Origins
    claims: Mapping[str, LedgerClaim]
    articles: Mapping[str, LedgerArticle]
    propositions: Mapping[str, Sequence[Proposition]]
    """By claim."""

    @staticmethod
    def of(ledger: Ledger, origins: Origins, propositions: Sequence[Proposition]) -> Case:
        """The look-ups, made once."""
        by_claim: dict[str, list[Proposition]] = defaultdict(list)
        for proposition in propositions:
            for member in proposition.members:
                by_claim[member.claim].append(proposition)
        return Case(
            ledger=ledger,
            origins=origins,
            claims=ledger.claims,
            articles={article.name: article for article in ledger.articles},
            propositions=by_claim,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An act that a claim tells as a fact."""

    claim: str
    article: str
    holder: str
    origin: str | None
    act: Act
    text: str
    published: Days | None
    is_never: bool = False

    @property
    def day(self) -> Days | None:
        """When what it tells was so: the time told, else when it was told."""
        return read_days(self.act.time) or self.published


def told_whole(claim: LedgerClaim, sign: Sign, case: Case) -> Told:
    """What a claim tells as a whole, whatever acts are in it; ``sign`` -1: that it is not so."""
    article = case.articles[claim.article]
    return Told(
        claim=claim.id,
        article=article.name,
        holder=holder_of(claim, article),
        origin=case.origins.of_claim.get(claim.id),
        act=Act(names=frozenset(), things=frozenset(), sign=sign, time=claim.time),
        text=claim.text,
        published=read_days(article.published),
    )


Index = Mapping[tuple[str, str], Sequence[Told]]


def index_told(ledger: Ledger, wanted: frozenset[tuple[str, str]], origins: Origins) -> Index:
    """Acts told as facts, by name and thing; only those that are ``wanted``.

    Args:
        ledger: The whole case.
        wanted: (name of an act, thing) of all forecasts and conditions.
        origins: Whose word each claim is in the end.
    """
    names = {name for name, _ in wanted}
    index: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for article in ledger.articles:
        published = read_days(article.published)
        for claim in article.claims:
            if claim.is_hedged or not _may_tell(claim, names, article):
                continue
            for told in _told(claim, article, ledger, origins.of_claim.get(claim.id), published):
                for name in told.act.names:
                    for thing in told.act.things:
                        if (name, thing) in wanted:
                            index[name, thing].append(told)
    return {key: sorted(told, key=_when)[:_MOST] for key, told in index.items()}


def _when(told: Told) -> tuple[date, str, str]:
    return (told.day.first if told.day else date.max, told.article, told.claim)


def _may_tell(claim: LedgerClaim, names: set[str], article: LedgerArticle) -> bool:
    """A quick look at whether any act of the claim is wanted."""
    if any(
        _event_names(event.lemma or event.text.split()[0]) & names for event in claim.events if event.text
    ):
        return True
    cue = claim.speaker.cue
    return (
        any(word in claim.text for word in _TELLING)
        or bool(_AWAY.search(claim.text))
        or (cue is not None and len(claim.text) < 60 and bool(_event_names(cue.of(article.text)) & names))
    )


@cache
def _event_names(word: str) -> frozenset[str]:
    # What a particle makes of a word is looked at later.
    return act_names(word.split()[-1] if word.split() else "") | {"take"}


def _told(
    claim: LedgerClaim, article: LedgerArticle, ledger: Ledger, origin: str | None, published: Days | None
) -> Iterator[Told]:
    events = [event for event in claim.events if event.mode == "actual" and event.certainty != "possible"]
    cue = claim.speaker.cue.of(article.text) if claim.speaker.cue else ""
    never = bool(re.search(tables()["told"]["never"], claim.text, re.IGNORECASE))
    for act in acts_of(claim, events, ledger.actors, claim.text, cue, is_told=True):
        yield Told(
            claim=claim.id,
            article=article.name,
            holder=holder_of(claim, article),
            origin=origin,
            act=act,
            text=claim.text,
            published=published,
            is_never=never,
        )
