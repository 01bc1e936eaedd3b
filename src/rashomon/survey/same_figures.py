"""Claims that give one telling figure of one sort of thing: "63 dead", "the toll stands at sixty-three".

Such claims share no word that carries meaning, yet chance seldom gives one figure twice within one story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rashomon.survey.amounts import Amount
from rashomon.survey.contents import Content, is_nested
from rashomon.survey.edtf import days_apart

_TELLING = 5
"""Smaller figures are told of many happenings."""
_MONTH = 31
"""Days."""
_RARE = 15
"""Claims that give a figure, up to which it can be that of one happening."""
_WINDOW = 20
"""How many claims after it, in time, a claim meets of those with its figure."""
_BARE = (None, "name", "paragraph")
"""Units that do not say what is counted: "the list has 63 names"."""
_MEASURES = frozenset(
    ("kilometre", "mile", "metre", "percent", "money", "duration", "degree", "time", "ton", "vote")
)
_ANY_PEOPLE = frozenset(("person", "casualty"))
_PEOPLE = frozenset(("dead", "wounded", "missing", "child", "fighter", "detainee", "displaced", "staff"))


def same_figures(contents: Mapping[str, Content]) -> Iterator[tuple[str, str]]:
    """Pairs of claims that give one telling figure of one thing, the lower id first.

    In articles more than a month apart it is another happening's figure. Where it is told often or for
    longer, the claims must have a word, a party or a place in common.
    """
    told: dict[tuple[float, float], list[Content]] = defaultdict(list)
    for content in contents.values():
        for figure in sorted({(one.low, one.high) for one in content.amounts if one.low >= _TELLING}):
            told[figure].append(content)
    for sharing in told.values():
        sharing.sort(key=lambda one: (one.published or "", one.claim.id))
        is_rare = len(sharing) <= _RARE and _are_of_one_time(sharing)
        for place, a in enumerate(sharing):
            for b in sharing[place + 1 : place + 1 + _WINDOW]:
                is_tied = is_rare or (_are_of_one_time((a, b)) and _are_tied(a, b))
                if is_tied and share_figure(a, b) and not is_nested(a, b):
                    yield min(a.claim.id, b.claim.id), max(a.claim.id, b.claim.id)


def _are_of_one_time(contents: Sequence[Content]) -> bool:
    days = sorted({content.published for content in contents if content.published})
    gap = days_apart(days[0], days[-1]) if days else None
    return gap is None or gap <= _MONTH


def _are_tied(a: Content, b: Content) -> bool:
    words = (a.main.words | a.borrowed) & (b.main.words | b.borrowed)
    return bool(words or a.parties & b.parties or a.spots & b.spots)


def share_figure(a: Content, b: Content) -> bool:
    """Whether both give one telling figure of what may be one sort of thing."""
    return any(is_one_figure(mine, other) for mine in a.amounts for other in b.amounts)


def is_one_figure(a: Amount, b: Amount) -> bool:
    """Whether two amounts are the same telling figure and may count one sort of thing.

    >>> from rashomon.survey.amounts import find_amounts
    >>> told, bare, other = (find_amounts(text)[0] for text in ("63 dead", "sixty-three", "63 km away"))
    >>> is_one_figure(told, bare), is_one_figure(told, other), is_one_figure(bare, other)
    (True, False, False)
    """
    is_same = a.low == b.low and a.high == b.high and a.low >= _TELLING
    return (
        is_same
        and not (a.is_vague or b.is_vague)
        and a.is_part == b.is_part
        and can_count_one(a.unit, b.unit)
    )


def can_count_one(a: str | None, b: str | None) -> bool:
    """Whether two classes of what is counted may be one: "dead fighter" and "dead", "victim" and "dead".

    A number that does not say what it counts may count anything but a measure.
    """
    one, other = unit_head(a), unit_head(b)
    if is_measure(one) or is_measure(other):
        return False
    if one is None or other is None:
        return True
    both = {one, other}
    return one == other or (bool(both & _ANY_PEOPLE) and both <= _ANY_PEOPLE | _PEOPLE)


def unit_head(unit: str | None) -> str | None:
    """What tells most of a class of what is counted; None where it says nothing.

    >>> unit_head("dead fighter"), unit_head("name")
    ('dead', None)
    """
    return None if unit in _BARE else (unit or "").split()[0]


def is_measure(unit: str | None) -> bool:
    """Whether it is a class of measures rather than of people or things."""
    return unit in _MEASURES
