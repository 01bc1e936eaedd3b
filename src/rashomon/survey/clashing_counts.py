"""Contradictions in number: two counts of one kind, of one happening, that cannot both be right."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence

from rashomon.ledger import Ledger
from rashomon.survey.amounts import Amount, can_both_hold
from rashomon.survey.clashes import (
    Clash,
    can_clash,
    is_one_voice,
    is_said_elsewhere,
    ordered_clash,
    pairs_in_blocks,
)
from rashomon.survey.clashing_tolls import Toll, disputed_tolls
from rashomon.survey.facts import Fact
from rashomon.survey.scenes import SURE, Scenes, days_relation
from rashomon.survey.wording import content_words

_HURT = ("dead", "wounded", "missing", "detainee", "displaced")
_IN_PARAGRAPH = 0.85
_TOLL = re.compile(r"\b(?:toll|number|count|counts|counted|figure|tally|register|total)\b", re.I)
_FEW = 8
"""So many content words at most has a claim that is only a count."""


def clashing_counts(
    ledger: Ledger, facts: Sequence[Fact], scenes: Scenes, near: Mapping[tuple[str, str], float]
) -> Iterator[Clash]:
    """The contradictions in number among ``facts``."""
    texts = {article.name: article.text for article in ledger.articles}
    counted = [fact for fact in facts if _counts(fact)]

    def keys(fact: Fact) -> Iterator[Hashable]:
        for amount in _counts(fact):
            if amount.unit == "name":
                continue
            yield amount.unit, fact.claim.article
            yield from ((amount.unit, day) for day in fact.days)
            for place in scenes.places(fact):
                yield amount.unit, place
            for noun in scenes.nouns(fact):
                yield amount.unit, noun

    for one, other in pairs_in_blocks(counted, keys):
        score = _likeness(one, other, scenes)
        if score >= SURE and can_clash(one, other) and not _is_update(one, other):
            yield from _clashes(one, other, score, texts)
    for disputed in disputed_tolls(list(_tolls(counted)), scenes, near, texts):
        a, b = disputed.one.fact, disputed.other.fact
        if not _is_update(a, b):
            yield _clash(a, b, (disputed.one.amounts[0], disputed.other.amounts[0]), disputed.score, texts)


def _tolls(counted: Sequence[Fact]) -> Iterator[Toll]:
    """The counts of people of each claim, unit by unit."""
    for fact in counted:
        for unit in dict.fromkeys(amount.unit for amount in _counts(fact)):
            amounts = tuple(amount for amount in _counts(fact) if amount.unit == unit)
            yield Toll(fact, amounts, _is_of_count(fact))


def _counts(fact: Fact) -> list[Amount]:
    """Amounts of whole sets that a claim asserts."""
    return [
        amount
        for amount in fact.amounts
        if amount.unit and amount.low > 1 and not (amount.is_part or amount.is_denied)
        if amount.unit.startswith((*_HURT, "paragraph", "name"))
    ]


def _likeness(one: Fact, other: Fact, scenes: Scenes) -> float:
    """How sure it is that they count the same."""
    if is_said_elsewhere(one, other):
        return 0.0
    if one.claim.article != other.claim.article:
        return scenes.likeness(one, other)
    is_near = one.paragraph.overlaps(other.paragraph) and not is_one_voice(one, other)
    is_count = is_near and all(_is_of_count(fact) for fact in (one, other))
    return _IN_PARAGRAPH if is_count and days_relation(one, other) != "different" else 0.0


def _is_of_count(fact: Fact) -> bool:
    """Whether the claim is about how many there were, rather than about a happening with its victims."""
    return bool(_TOLL.search(fact.own)) or len(content_words(fact.own)) <= _FEW


def _is_update(one: Fact, other: Fact) -> bool:
    """Whether the same voice or outlet tells another number later: a count that goes on, no contradiction."""
    if one.claim.article == other.claim.article:
        return False
    return is_one_voice(one, other) or (one.outlet is not None and one.outlet == other.outlet)


def _clashes(one: Fact, other: Fact, score: float, texts: dict[str, str]) -> Iterator[Clash]:
    """At most one of each unit; none where a claim gives several counts of it and one of them fits."""
    for unit in dict.fromkeys(amount.unit for amount in _counts(one)):
        ours = [amount for amount in _counts(one) if amount.unit == unit]
        theirs = [amount for amount in _counts(other) if amount.unit == unit]
        if not theirs or any(a.is_vague or b.is_vague or can_both_hold(a, b) for a in ours for b in theirs):
            continue
        yield _clash(one, other, (ours[0], theirs[0]), score, texts)


def _clash(
    one: Fact, other: Fact, amounts: tuple[Amount, Amount], score: float, texts: dict[str, str]
) -> Clash:
    a, b = amounts
    told = (_told(a, texts[one.claim.article]), _told(b, texts[other.claim.article]))
    return ordered_clash("number", one, other, score, (a.span, b.span), told)


def _told(amount: Amount, text: str) -> str:
    """The words of the number and what it counts: "41 dead"."""
    number = re.sub(r"\s+", " ", amount.span.of(text))
    unit = amount.unit or ""
    if number.endswith(unit) or unit.startswith("paragraph"):
        return number
    return f"{number} {unit}"
