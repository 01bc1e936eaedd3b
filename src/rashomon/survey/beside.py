"""What settles a forecast without an act of its own: words beside it told again, and its propositions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rashomon.ledger import LedgerArticle, LedgerClaim
from rashomon.records import Span
from rashomon.survey.acts import tables
from rashomon.survey.edtf import read_days
from rashomon.survey.evidence import LEAST_WORDS, Evidence, Open, in_time, is_later, is_of_others
from rashomon.survey.evidence import Verdict as State
from rashomon.survey.forecasts import Forecast, holder_of
from rashomon.survey.told import Case, told_whole
from rashomon.survey.told_again import Verdict, answer_to, said_after
from rashomon.survey.wording import stem


def told_beside(one: Open, case: Case) -> Iterator[Evidence]:
    """What an article that tells the forecast again says right after it: that it came true, or did not."""
    for member in one.members:
        article = case.articles[member.claim.article]
        found = answer_to(article, member.claim) if not member.holder.startswith("outlet:") else None
        if found is None and _is_told_again(one, member, article):
            found = said_after(article, member.span)
        if found and not (found.is_still and _is_to_stay(member)) and not _is_early(one, article, found):
            yield _beside(case, article, member, found.place, "yes" if found.is_true else "no")
    yield from _by_echoes(one, case)


def _is_early(one: Open, article: LedgerArticle, found: Verdict) -> bool:
    """Whether it is told not to be so yet, with time left."""
    days, last = read_days(article.published), one.due.last
    return not found.is_true and days is not None and last is not None and days.first < last


def _by_echoes(one: Open, case: Case) -> Iterator[Evidence]:
    """What is still so when its time is over: "The hall stands, three weeks after Orm gave it two"."""
    for claim in one.echoes:
        article = case.articles[claim.article]
        days = read_days(article.published)
        is_of_others = claim.speaker.kind == "outlet" and not claim.is_hedged
        is_after = days is not None and one.due.last is not None and days.first > one.due.last
        if not (is_of_others and is_after and days) or _is_to_stay(one.lead):
            continue
        if re.search(tables()["echo"]["no"], claim.text):
            yield Evidence(
                verdict="no",
                claim=claim.id,
                origin=case.origins.of_claim.get(claim.id) or holder_of(claim, article),
                day=days.first,
                why=f"“{' '.join(claim.text.split())[:117]}” ({article.name}, where it is told again)",
            )


def _is_to_stay(one: Forecast) -> bool:
    """Whether it is foretold that something lasts, or will not come: "still" says nothing against that."""
    lasting = {stem(word) for word in tables()["lasting"].split()}
    return one.sign < 0 or any(stem(word) in lasting for word in one.content.split())


def _beside(case: Case, article: LedgerArticle, member: Forecast, place: Span, verdict: State) -> Evidence:
    claim = _claim_at(article, place, member)
    days = read_days(article.published)
    words = " ".join(article.text[place.start : place.end + 40].split())
    return Evidence(
        verdict=verdict,
        claim=claim.id,
        origin=case.origins.of_claim.get(claim.id) or holder_of(claim, article),
        day=days.first if days else date.max,
        why=f"“{words[:117]}...” ({article.name}, beside the prediction told again)",
    )


def _is_told_again(one: Open, member: Forecast, article: LedgerArticle) -> bool:
    """Whether another than the forecaster, in a later article, tells that he has foretold it."""
    if member.holder.startswith("outlet:"):
        return False
    begun, days = read_days(one.made), read_days(article.published)
    is_later = bool(begun and days and days.first > begun.last)
    return member.elsewhere.is_over or ((member.told is not None or member.is_again) and is_later)


def _claim_at(article: LedgerArticle, span: Span, member: Forecast) -> LedgerClaim:
    """The claim that holds the words, the outlet's first; else the forecast as it is told again there."""
    holding = [claim for claim in article.claims if claim.span.overlaps(span) and claim.id != member.claim.id]
    return min(holding, key=lambda claim: (len(claim.voices), claim.number), default=member.claim)


def same_proposition(one: Open, case: Case) -> Iterator[Evidence]:
    """Members of a proposition that the forecast is a member of, told as a fact later by others."""
    own = {member.claim.id for member in one.members if _is_plain(member)}
    behind = {case.origins.of_claim.get(claim) for claim in own} - {None}
    propositions = {found.id: found for claim in own for found in case.propositions.get(claim, ())}
    for _, proposition in sorted(propositions.items()):
        signs = {member.sign for member in proposition.members if member.claim in own}
        knots = {member.knot for member in proposition.members if member.claim in own}
        if len(signs) != 1:
            continue
        for member in proposition.members:
            claim = case.claims.get(member.claim)
            if member.claim in own or member.knot not in knots or claim is None or claim.is_hedged:
                continue
            # "the contrary", "this"
            if len(claim.text.split()) < LEAST_WORDS:
                continue
            told = told_whole(claim, member.sign, case)
            if not is_of_others(one, told, behind) or not is_later(told, one.made):
                continue
            # What is denied may still come; what lasts is settled by its end.
            is_event = claim.polarity == "positive" and not any(act.is_lasting for act in one.acts)
            evidence = in_time(one, told, agrees=member.sign in signs, settles_now=is_event)
            if evidence is not None:
                yield evidence


def _is_plain(member: Forecast) -> bool:
    return member.condition is None and len(member.span) == len(member.claim.span)
