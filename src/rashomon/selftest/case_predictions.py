"""Predictions found against those of the key: which, due when, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rashomon.findings import Prediction, Survey
from rashomon.selftest.attributions import word_spans
from rashomon.selftest.case_key import CaseKey, KeyClaim, KeyPrediction
from rashomon.selftest.figures import Portion, Share, macro_f1

_SETTLED = ("yes", "no", "void")
_CALLED = (*_SETTLED, "ambiguous")


class _Pair(NamedTuple):
    key: KeyPrediction
    found: Prediction


def score_predictions(key: CaseKey, claims: Mapping[KeyClaim, str], survey: Survey) -> list[Portion]:
    """The lines on predictions; none where the key has none.

    One of the key is found where a prediction rests on its claim, or on one that tells it again, each found
    one used once. All but "found", "settled right" and what is of those called settled are of those found.
    """
    if not key.predictions:
        return []
    pairs = _match(key, claims, survey)
    states = [(pair.key.state, pair.found.state) for pair in pairs]
    settled = [one for one in key.predictions if one.state in _SETTLED]
    right = [pair for pair in pairs if pair.key.state in _SETTLED and pair.key.state == pair.found.state]
    lines = {
        "found": Share(len(pairs), len(key.predictions)),
        "due": _share([is_same_due(pair.key.due, pair.found.due) for pair in pairs]),
        "state": _share([theirs == ours for theirs, ours in states]),
        "settled right": Share(len(right), len(settled)),
        "settled so in the key, of those called settled (the key has not all)": Share(
            len(right), sum(one.state in _CALLED for one in survey.predictions)
        ),
        "settled by a claim of the key": _share(
            [_is_settled_alike(pair, claims) for pair in pairs if pair.key.settled_by]
        ),
        "told again, joined": _share([_is_joined(pair, claims) for pair in pairs if pair.key.also]),
    }
    return [
        Portion(
            step="predictions",
            what=what,
            share=share,
            macro_f1=macro_f1(states) if what == "state" and states else None,
        )
        for what, share in lines.items()
    ]


def _share(marks: list[bool]) -> Share:
    return Share(sum(marks), len(marks))


def _match(key: CaseKey, claims: Mapping[KeyClaim, str], survey: Survey) -> list[_Pair]:
    scored = sorted(
        (
            (-_likeness(one, found, claims), i, found.id, j)
            for i, one in enumerate(key.predictions)
            for j, found in enumerate(survey.predictions)
        ),
    )
    pairs: dict[int, int] = {}
    for score, i, _, j in scored:
        if score < 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [_Pair(key.predictions[i], survey.predictions[j]) for i, j in sorted(pairs.items())]


def _likeness(key: KeyPrediction, found: Prediction, claims: Mapping[KeyClaim, str]) -> float:
    """0: another prediction. More where it is the same claim, and where it shares the words of the part."""
    told = {found.claim, *found.copies}
    if not told & {claims[claim] for claim in (key.claim, *key.also) if claim in claims}:
        return 0.0
    is_same = claims.get(key.claim) == found.claim
    if key.part is None:
        return 1.0 + is_same
    part, text = _words(key.part), _words(found.text)
    return 1.0 + is_same + len(part & text) / len(part | text)


def _words(text: str) -> set[str]:
    return {span.of(text).casefold() for span in word_spans(text)}


def is_same_due(key: str | None, found: str | None) -> bool:
    """Whether two days that something is due are one: the last of a stretch, no vaguer than the key has it.

    >>> is_same_due("2031-05", "2031-05-31"), is_same_due("2031-05-06", "2031-05-01/2031-05-06")
    (True, True)
    >>> is_same_due("2031-05-06", "2031-05"), is_same_due(None, "2031-05")
    (False, False)
    """
    if key is None or found is None:
        return key is found
    return found.rpartition("/")[2].rstrip("~?%").startswith(key)


def _is_settled_alike(pair: _Pair, claims: Mapping[KeyClaim, str]) -> bool:
    return bool({claims[one] for one in pair.key.settled_by if one in claims} & set(pair.found.settled_by))


def _is_joined(pair: _Pair, claims: Mapping[KeyClaim, str]) -> bool:
    told = {claims[one] for one in (pair.key.claim, *pair.key.also) if one in claims}
    return told <= {pair.found.claim, *pair.found.copies}
