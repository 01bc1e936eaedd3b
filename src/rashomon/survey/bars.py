"""What tells two claims apart however alike they sound: another day, place, number, doer, or a mere wish."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rashomon.names.countries import country_of
from rashomon.names.folding import fold, skeleton
from rashomon.situate.gazetteer import Entry, entries, kilometres
from rashomon.survey.amounts import Amount, can_both_hold
from rashomon.survey.contents import Content
from rashomon.survey.edtf import compare_times
from rashomon.survey.frames import Filler, Frame
from rashomon.survey.predicates import are_mutual
from rashomon.survey.same_figures import can_count_one
from rashomon.survey.wording import word_tables

_ROLES = ("agent", "patient", "recipient")
_AROUND = 100
"""Kilometres from a town within which the region of its name lies."""
_NEXT = 20
"""Kilometres within which two towns may be told of as one."""
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
    if one.time and two.time and compare_times(one.time, two.time) == "different":
        return "time"
    if place_likeness(a, b, one, two) == 0:
        return "place"
    if any(differ(mine, other) for mine in a.amounts for other in b.amounts):
        return "number"
    if (a.borrowed or b.borrowed) and not _share_value(a, b):
        return "number"
    return "actor" if _has_other_party(one, two) else None


def _share_value(a: Content, b: Content) -> bool:
    """Whether two claims, one of which is a bare number or day, give the same one."""
    if any(_is_one_value(one, two) for one in a.amounts for two in b.amounts):
        return True
    return not a.amounts and not b.amounts and compare_times(a.main.time, b.main.time) == "same"


def _is_one_value(a: Amount, b: Amount) -> bool:
    return a.low == b.low and (a.unit == b.unit or can_count_one(a.unit, b.unit))


def differ(a: Amount, b: Amount) -> bool:
    """Whether two counts of the same cannot both be right."""
    return a.unit is not None and a.unit == b.unit and a.is_part == b.is_part and not can_both_hold(a, b)


def place_likeness(a: Content, b: Content, one: Frame, two: Frame) -> float | None:
    """1 where they can be at one place, .5 where nobody can tell, 0 where surely not; None: not said.

    The places of what is compared count, else those that the claims name.
    """
    if one.place is not None and one.place == two.place:
        return None
    found = _likeness_of_sets(one.where or a.spots, two.where or b.spots)
    return found if found != 0.5 else _likeness_of_sets(a.spots | one.where, b.spots | two.where)


def _likeness_of_sets(mine: frozenset[str], theirs: frozenset[str]) -> float | None:
    """Of the likeliest pair; where both name places that the table knows, those decide."""
    if not mine or not theirs:
        return None
    known = tuple(frozenset(one for one in names if _readings(one)) or names for names in (mine, theirs))
    best = max(compare_places(left, right) for left in known[0] for right in known[1])
    return max(best, *(1.0 for left in mine for right in theirs if _share_word(left, right)), 0.0)


def have_other_spots(a: Content, b: Content) -> bool:
    """Whether each claim names a place that is none of the other's."""
    return _has_own(a.spots, b.spots) and _has_own(b.spots, a.spots)


def _has_own(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return any(all(compare_places(one, other) < 1 for other in theirs) for one in mine - theirs)


@lru_cache(maxsize=200_000)
def compare_places(a: str, b: str) -> float:
    """1 where two folded names can mean one place or one of them may hold the other; 0 where they are apart.

    Between, where the table of places does not know them.

    >>> compare_places("ulmar dam", "the ulmarr"), compare_places("ulmar", "bortan")
    (1.0, 0.5)
    >>> compare_places("paris", "rome"), compare_places("rome", "italy")
    (0.0, 1.0)
    """
    if _share_word(a, b) or _is_country(a) or _is_country(b):
        return 1.0
    known = _readings(a), _readings(b)
    if not all(known):
        return 1.0 if any(_is_area(place) for side in known for place in side) else 0.5
    return max(_entry_likeness(x, y) for x in known[0] for y in known[1])


def _share_word(a: str, b: str) -> bool:
    left, right = ({skeleton(word) for word in name.split() if len(word) > 3} for name in (a, b))
    return bool(left & right)


def _is_country(name: str) -> bool:
    word = country_of(name)
    return word is not None and word.role in ("country", "people")


@lru_cache(maxsize=50_000)
def _readings(name: str) -> tuple[Entry, ...]:
    """The largest place of a name, and the county or region around it that is called after it."""
    kinds = word_tables()["kinds_of_place"].split()
    found = entries(" ".join(word for word in name.removeprefix("the ").split() if word not in kinds))
    if not found:
        return ()
    largest = max(found, key=lambda one: (one.population, -one.row))
    return tuple(one for one in found if one == largest or (_is_area(one) and _is_next(one, largest)))


def _is_next(one: Entry, other: Entry) -> bool:
    return one.country == other.country and kilometres(one, other) < _AROUND


def _is_area(place: Entry) -> bool:
    """Whether other places can lie in it."""
    return place.feature != "city"


def _entry_likeness(x: Entry, y: Entry) -> float:
    if _is_area(x) or _is_area(y):
        return float(x.country == y.country and (0 in (x.region, y.region) or x.region == y.region))
    return float(kilometres(x, y) < _NEXT)


def is_within(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether one of two phrases has all words of the other: "Ulmar", "Ulmar airport"."""
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def _has_other_party(one: Frame, two: Frame) -> bool:
    """Whether the same act is done by, or to, somebody else."""
    shared = one.classes & two.classes
    if not shared and one.lemma != two.lemma:
        return False
    if are_mutual(shared):
        return _are_others(one.fillers, two.fillers)
    roles = ("patient", "recipient") if (one.turned ^ two.turned) & shared else _ROLES
    return any(_are_others(one.of(role), two.of(role)) for role in roles)


def _are_others(ones: Iterable[Filler], twos: Iterable[Filler]) -> bool:
    pairs = [(a, b) for a in ones for b in twos]
    return bool(pairs) and all(_is_other(a, b) for a, b in pairs)


def _is_other(a: Filler, b: Filler) -> bool:
    if a.actor is None or b.actor is None or a.actor == b.actor:
        return False
    if is_within(a.words, b.words):
        return False
    if a.is_place and b.is_place and not (_is_country(fold(a.text)) and _is_country(fold(b.text))):
        # A capital may speak for the country that the other names.
        return False
    return a.actor not in b.kin and b.actor not in a.kin and not a.kin & b.kin
