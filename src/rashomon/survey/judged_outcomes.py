"""What came of a forecast, as the pair net reads later claims of the same thing.

Rules know acts by their words (`settling`); the net has learnt from families of forecasts and of what was
told later (`training.families`). It is asked only of claims that are likely of one thing with the forecast
by all that is known of both (`rashomon.survey.weighing`): among others it finds a "yes" somewhere for nearly
any forecast (decision 28). It is heard where it is sure, and what is told must come when it can settle
something. That a thing is "still" as before counts only once the forecast's time is over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rashomon.ledger import LedgerClaim, Outcome
from rashomon.survey.comparing import Compare
from rashomon.survey.evidence import LEAST_WORDS, Evidence, Open, in_time, is_later, is_of_others
from rashomon.survey.plainness import plain_text
from rashomon.survey.relations import Pair, denies_its_words
from rashomon.survey.told import Case, Told, told_whole

_SURE = 0.65
"""From this probability on the net is heard."""
_ONE_THING = 0.6
"""So likely of one thing with the forecast is a claim that is asked about."""
_STILL = re.compile(
    r"\b(?:still|remain\w*|stays?|stayed|not|no|never|none|nobody|yet|without|unchanged|as before|has yet)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)


def judged_outcomes(
    opened: Sequence[Open], case: Case, net: Compare, together: Mapping[Pair, float]
) -> Mapping[str, list[Evidence]]:
    """By the id of the forecast told first, what later claims of others say came of it, as the net reads.

    ``together``: how likely two claims are of one thing, the lower id first; others are not.
    """
    asked = [
        (one, claim, told)
        for one, claim in _of_one_thing(opened, case, together)
        for told in [told_whole(claim, 1, case)]
        if is_later(told, one.made) and is_of_others(one, told, _behind(one, case))
    ]
    answers = net.settle([(one.lead.text, plain_text(claim)) for one, claim, _ in asked])
    found: dict[str, list[Evidence]] = defaultdict(list)
    for (one, claim, told), answer in zip(asked, answers, strict=True):
        evidence = _evidence(one, claim, told, answer)
        if evidence is not None:
            found[one.lead.id].append(evidence)
    return found


def _is_told_as_fact(claim: LedgerClaim) -> bool:
    return claim.mode == "actual" and not claim.is_hedged and len(claim.text.split()) >= LEAST_WORDS


def _of_one_thing(
    opened: Sequence[Open], case: Case, together: Mapping[Pair, float]
) -> Iterator[tuple[Open, LedgerClaim]]:
    """Forecasts and claims told as facts that are likely of one thing, in the order of the forecasts."""
    beside: dict[str, list[str]] = defaultdict(list)
    for (a, b), likely in sorted(together.items()):
        if likely >= _ONE_THING:
            beside[a].append(b)
            beside[b].append(a)
    for one in opened:
        own = dict.fromkeys(member.claim.id for member in one.members)
        for other in sorted({other for claim in own for other in beside[claim]} - own.keys()):
            claim = case.claims.get(other)
            if claim is not None and _is_told_as_fact(claim):
                yield one, claim


def _behind(one: Open, case: Case) -> set[str | None]:
    """On whose word the forecast is."""
    return {case.origins.of_claim.get(member.claim.id) for member in one.members} - {None}


def _evidence(one: Open, claim: LedgerClaim, told: Told, answer: Outcome) -> Evidence | None:
    yes, no = (answer.no, answer.yes) if denies_its_words(claim) else (answer.yes, answer.no)
    if max(yes, no) < _SURE:
        return None
    is_still = bool(_STILL.search(claim.text))
    return in_time(one, told, agrees=yes > no, settles_now=not is_still)
