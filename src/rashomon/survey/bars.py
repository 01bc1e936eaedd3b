"""What tells two claims apart however alike they sound: another day, place, number, doer, or a mere wish."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rashomon.names.countries import country_of
from rashomon.names.folding import skeleton
from rashomon.survey.amounts import Amount, can_both_hold
from rashomon.survey.contents import Content
from rashomon.survey.edtf import compare_times, read_days
from rashomon.survey.frames import Filler, Frame

_ROLES = ("agent", "patient", "recipient")
_REALMS = {"wished": "wish", "demanded": "wish", "predicted": "forecast", "conditional": "forecast"}
"""What is wished or foretold is no word about what is so."""


def find_bar(a: Content, b: Content, one: Frame, two: Frame) -> str | None:
    """What shows that two things said are not one; None where nothing does.

    Args:
        a: A claim.
        b: Another.
        one: What of ``a`` is compared.
        two: With what of ``b``.
    """
    if _REALMS.get(one.mode) != _REALMS.get(two.mode):
        return "mode"
    if compare_times(one.time, two.time) == "different":
        return "time"
    if are_apart(one, two) or _are_elsewhere(a, b):
        return "place"
    if any(differ(mine, other) for mine in a.amounts for other in b.amounts):
        return "number"
    if (a.borrowed or b.borrowed) and not _share_value(a, b):
        return "number"
    return "actor" if _has_other_party(one, two) else None


def _share_value(a: Content, b: Content) -> bool:
    """Whether two claims, one of which is a bare number or day, give the same one."""
    if any(one.unit == two.unit and one.low == two.low for one in a.amounts for two in b.amounts):
        return True
    return not a.amounts and not b.amounts and compare_times(a.main.time, b.main.time) == "same"


def days_apart(a: str | None, b: str | None) -> int | None:
    """How many days lie between two EDTF times; None where one is not known.

    >>> days_apart("2023-04-05", "2023-04-12T10:00:00Z"), days_apart(None, "2023-04-12")
    (6, None)
    """
    one, two = read_days(a), read_days(b)
    if one is None or two is None:
        return None
    return max(0, (two.first - one.last).days, (one.first - two.last).days)


def differ(a: Amount, b: Amount) -> bool:
    """Whether two counts of the same cannot both be right."""
    return a.unit is not None and a.unit == b.unit and a.is_part == b.is_part and not can_both_hold(a, b)


def are_apart(one: Frame, two: Frame) -> bool:
    """Whether the places are surely different; a country may hold any other place."""
    if one.place is None or two.place is None or one.place == two.place or one.places & two.places:
        return False
    return not is_one_place(one.place, two.place)


def _are_elsewhere(a: Content, b: Content) -> bool:
    """Whether each names towns and villages and none that the other names."""
    if not a.spots or not b.spots:
        return False
    return not any(is_one_place(mine, theirs) for mine in a.spots for theirs in b.spots)


@lru_cache(maxsize=200_000)
def is_one_place(a: str, b: str) -> bool:
    """Whether two folded names can mean one place: a word in common, or a country.

    >>> is_one_place("ulmar dam", "ulmarr"), is_one_place("ulmar", "bortan")
    (True, False)
    """
    if country_of(a) or country_of(b):
        return True
    left, right = ({skeleton(word) for word in name.split()} for name in (a, b))
    return bool(left & right)


def _has_other_party(one: Frame, two: Frame) -> bool:
    """Whether the same act is done by, or to, somebody else."""
    shared = one.classes & two.classes
    if not shared and one.lemma != two.lemma:
        return False
    roles = ("patient", "recipient") if (one.turned ^ two.turned) & shared else _ROLES
    return any(_are_others(one.of(role), two.of(role)) for role in roles)


def _are_others(ones: Iterable[Filler], twos: Iterable[Filler]) -> bool:
    pairs = [(a, b) for a in ones for b in twos]
    return bool(pairs) and all(_is_other(a, b) for a, b in pairs)


def _is_other(a: Filler, b: Filler) -> bool:
    if a.actor is None or b.actor is None or a.actor == b.actor:
        return False
    return a.actor not in b.kin and b.actor not in a.kin and not a.kin & b.kin
