"""What settles a forecast in passing: a promise told to be broken, a deadline run out, a thing now there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from rashomon.ledger import LedgerArticle, LedgerClaim
from rashomon.survey.acts import tables
from rashomon.survey.due import DEADLINE_TOLD
from rashomon.survey.edtf import read_days
from rashomon.survey.evidence import Evidence, Open, Verdict
from rashomon.survey.facts import days_of
from rashomon.survey.forecasts import holder_of
from rashomon.survey.told import Case
from rashomon.survey.wording import content_words, head_of, stem, stop_words

_LEAST_ORIGINS = 2
"""So many have to speak of a thing as of one that is there."""
_DEFINITE = re.compile(
    r"\b(?:the|these|those|its|their|his|her)\s+(?P<noun>[^\W\d_]+)(?:\s+(?P<next>[^\W\d_]+))?", re.IGNORECASE
)
_NEW = re.compile(
    r"^(?:(?:no|any|new|some|more|further|a|an)\s+)*(?P<noun>(?:[^\W\d_]{3,}\s+)?[^\W\d_]{4,})$",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"\bthere\s+(?:will|would|shall)\s+(?:not\s+)?be\s+(?:(?:no|any|new|some|more|further|a|an)\s+)+"
    r"(?P<noun>(?:[^\W\d_]{3,}\s+)?[^\W\d_]{4,})(?=[^\w\s]|\s*$|\s+(?:in|on|at|by|this|next|before|until|here)\b)",
    re.IGNORECASE,
)
_LET_PASS = re.compile(r"\blet\b[^.;]{1,40}\bpass\b|\bwill (?:pass|run out|expire|lapse)\b", re.IGNORECASE)


def find_remarks(opened: Sequence[Open], case: Case) -> Mapping[str, list[Evidence]]:
    """By the id of the forecast told first, what later claims of others say of it in passing.

    A promise told to be broken ("whatever Orm promised") of the same thing; a deadline that ran out, by
    which somebody was to give way; the day that it was due passed without it; a thing that was to come,
    or not to come, and of which nobody had spoken before as of one that is there, but several origins do
    later.
    """
    found: dict[str, list[Evidence]] = defaultdict(list)
    broken, kept, lapsed = _all(case, "broken"), _all(case, "kept"), _all(case, "lapsed")
    passed = [(claim, day) for claim in _all(case, "passed") for day in _days_told(claim)]
    ends = Counter(one.due.last for one in opened)
    things = _things_told({noun for one in opened for noun in _to_come(one)}, case)
    shared = _shared_words(opened)
    for one in opened:
        for claim in broken:
            if _is_his(one, claim, "broken", shared) and (told := _told(one, claim, case, "no")):
                found[one.lead.id].append(told)
        for claim in kept:
            if _is_his(one, claim, "kept", shared) and (told := _told(one, claim, case, "yes")):
                found[one.lead.id].append(told)
        if DEADLINE_TOLD in one.due.basis and (verdict := _by_lapse(one)):
            found[one.lead.id] += [told for claim in lapsed if (told := _told(one, claim, case, verdict))]
        for claim, day in passed:
            is_his = day == one.due.last and (ends[day] == 1 or _words(one) & content_words(claim.text))
            missed: Verdict = "no" if one.lead.sign > 0 else "yes"
            if is_his and (told := _told(one, claim, case, missed)):
                found[one.lead.id].append(told)
        for noun in sorted(_to_come(one)):
            found[one.lead.id] += _is_there(one, things.get(noun, ()), case)
    return found


def _all(case: Case, what: str) -> list[LedgerClaim]:
    """The claims told as facts in whose words a pattern of settling.toml is found."""
    return [
        claim
        for article in case.ledger.articles
        for claim in article.claims
        if claim.mode == "actual" and not claim.is_hedged and _pattern(what).search(claim.text)
    ]


@cache
def _pattern(what: str) -> re.Pattern[str]:
    return re.compile(tables()["remarks"][what], re.IGNORECASE)


def _told(
    one: Open, claim: LedgerClaim, case: Case, verdict: Verdict, *, is_final: bool = False
) -> Evidence | None:
    """The evidence, if another tells it after the forecast, in time."""
    article, made = case.articles[claim.article], read_days(one.made)
    days = read_days(article.published)
    if days is None or made is None or days.first <= made.last:
        return None
    is_early = one.due.last is not None and days.first <= one.due.last
    if verdict == "no" and is_early and not is_final:
        # What is not so yet may still come.
        return None
    origin = case.origins.of_claim.get(claim.id)
    behind = {case.origins.of_claim.get(member.claim.id) for member in one.members} - {None}
    if holder_of(claim, article) in {member.holder for member in one.members} or origin in behind:
        return None
    words = " ".join(claim.text.split())
    return Evidence(
        verdict=verdict,
        claim=claim.id,
        origin=origin or holder_of(claim, article),
        day=days.first,
        why=f"“{words if len(words) <= 120 else words[:117] + '...'}” ({article.name})",
    )


def _shared_words(opened: Sequence[Open]) -> Mapping[str, int]:
    """In how many predictions a word stands."""
    count: dict[str, int] = defaultdict(int)
    for one in opened:
        for word in _words(one):
            count[word] += 1
    return count


def _words(one: Open) -> frozenset[str]:
    return frozenset(word for member in one.members for word in content_words(member.content))


def _days_told(claim: LedgerClaim) -> frozenset[date]:
    """The single days that a claim names."""
    days = map(read_days, days_of(claim))
    return frozenset(found.first for found in days if found and found.first == found.last)


def _is_his(one: Open, claim: LedgerClaim, what: str, shared: Mapping[str, int]) -> bool:
    """Whether a promise told to be broken, or kept, is this one: his, or somebody's, of the same thing."""
    match = _pattern(what).search(claim.text)
    if match is None:
        return False
    start = claim.spans[0].start
    who = match.span("who") if match["who"] else match.span("whose")
    place = range(start + who[0], start + who[1])
    named = {actor for span, actor in claim.actors if span.start in place}
    is_named = bool(named & {member.holder for member in one.members})
    rest = claim.text[: match.start()] + claim.text[match.end() :]
    common = _words(one) & content_words(rest)
    if is_named:
        return len(common) >= 2 or any(shared[word] == 1 for word in common)
    is_described = claim.text[slice(*who)].lower().startswith(("the ", "a "))
    # Nobody else's prediction has that word.
    return is_described and any(shared[word] == 1 for word in common)


def _by_lapse(one: Open) -> Verdict | None:
    """What it means for a forecast that a deadline ran out."""
    text = one.lead.content
    if _LET_PASS.search(text):
        return "yes" if one.lead.sign > 0 else "no"
    if _pattern("yields").search(text):
        return "no" if one.lead.sign > 0 else "yes"
    return None


def _to_come(one: Open) -> frozenset[str]:
    """The stems of the nouns that are foretold to come about, or not to: "no levies will follow"."""
    nouns = set()
    for member in one.members:
        for event in member.events if member.condition is None else ():
            if stem(event.lemma or event.text.split()[0]) not in _comes():
                continue
            for part in event.arguments:
                match = (
                    _NEW.match(part.text) if part.role in ("agent", "patient") and not part.actor else None
                )
                if match and head_of(part.text) not in stop_words():
                    nouns.add(_stems(match["noun"]))
        if member.condition is None and (there := _THERE.search(member.text)):
            nouns.add(_stems(there["noun"]))
    return frozenset(nouns)


def _stems(words: str) -> str:
    return " ".join(stem(word) for word in words.split())


@cache
def _comes() -> frozenset[str]:
    return frozenset(stem(word) for word in tables()["remarks"]["comes"].split())


def _things_told(nouns: set[str], case: Case) -> Mapping[str, list[LedgerClaim]]:
    """By its stem, the claims that speak of a thing as of one that is known: "the levies"."""
    found: dict[str, list[LedgerClaim]] = defaultdict(list)
    for article in case.ledger.articles if nouns else ():
        for claim in article.claims:
            told = {
                _stems(words)
                for match in _DEFINITE.finditer(claim.text)
                for words in (*match.groups(), match["noun"] + " " + (match["next"] or ""))
                if words
            }
            for noun in sorted(told & nouns):
                found[noun].append(claim)
    return found


def _is_there(one: Open, told: Sequence[LedgerClaim], case: Case) -> Iterator[Evidence]:
    made, last = read_days(one.made), one.due.last
    if made is None or any(_day(case.articles[claim.article]) <= made.last for claim in told):
        return
    verdict: Verdict = "yes" if one.lead.sign > 0 else "no"
    by = [
        evidence
        for claim in told
        if claim.mode == "actual"
        and not claim.is_hedged
        and (evidence := _told(one, claim, case, verdict, is_final=True))
    ]
    in_time = [evidence for evidence in by if last is None or evidence.day <= last]
    if len({evidence.origin for evidence in in_time}) >= _LEAST_ORIGINS:
        yield from in_time


def _day(article: LedgerArticle) -> date:
    days = read_days(article.published)
    return days.first if days else date.min
