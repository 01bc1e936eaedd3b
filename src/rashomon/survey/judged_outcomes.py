"""What came of a forecast, as the pair net reads later claims that are near it.

Rules know acts by their words (`settling`); the net has learnt from families of forecasts and of what was
told later (`training.families`). It is heard where it is sure, and what is told must come when it can settle
something. That a thing is "still" as before counts only once the forecast's time is over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rashomon.ledger import LedgerClaim, Outcome
from rashomon.survey.comparing import Compare
from rashomon.survey.evidence import LEAST_WORDS, Evidence, Open, in_time, is_later, is_of_others
from rashomon.survey.neighbours import find_neighbours
from rashomon.survey.plainness import plain_text
from rashomon.survey.relations import denies_its_words
from rashomon.survey.told import Case, Told, told_whole

_SURE = 0.65
"""From this probability on the net is heard."""
_LEAST = 0.35
"""The cosine of a forecast and a claim that is asked about."""
_STILL = re.compile(
    r"\b(?:still|remain\w*|stays?|stayed|not|no|never|none|nobody|yet|without|unchanged|as before|has yet)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)


def judged_outcomes(opened: Sequence[Open], case: Case, net: Compare) -> Mapping[str, list[Evidence]]:
    """By the id of the forecast told first, what later claims of others say came of it, as the net reads."""
    facts = [claim for claim in case.claims.values() if _is_told_as_fact(claim)]
    if not opened or not facts:
        return {}
    told = {claim.id: told_whole(claim, 1, case) for claim in facts}
    asked = [
        (one, claim)
        for one, claim in _near_pairs(opened, facts, net)
        if is_later(told[claim.id], one.made) and is_of_others(one, told[claim.id], _behind(one, case))
    ]
    answers = net.settle([(one.lead.text, plain_text(claim)) for one, claim in asked])
    found: dict[str, list[Evidence]] = defaultdict(list)
    for (one, claim), answer in zip(asked, answers, strict=True):
        evidence = _evidence(one, claim, told[claim.id], answer)
        if evidence is not None:
            found[one.lead.id].append(evidence)
    return found


def _is_told_as_fact(claim: LedgerClaim) -> bool:
    return claim.mode == "actual" and not claim.is_hedged and len(claim.text.split()) >= LEAST_WORDS


def _near_pairs(
    opened: Sequence[Open], facts: Sequence[LedgerClaim], net: Compare
) -> Iterator[tuple[Open, LedgerClaim]]:
    """Forecasts and claims whose words are near, in the order of the forecasts."""
    foretold = {f"forecast {one.lead.id}": one for one in opened}
    claims = {f"claim {claim.id}": claim for claim in facts}
    texts = [*(one.lead.text for one in opened), *(plain_text(claim) for claim in facts)]
    for pair in sorted(find_neighbours([*foretold, *claims], net.vectors(texts), _LEAST)):
        claim, one = claims.get(pair[0]), foretold.get(pair[1])
        if claim is not None and one is not None:
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
