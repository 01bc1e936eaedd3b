"""Which name mentions of one article are one man or woman: full names, surnames, given names."""

from __future__ import annotations

from itertools import pairwise

from rashomon.names.folding import fold, sound_units
from rashomon.names.likeness import likeness
from rashomon.names.parsing import surname_key, title_words
from rashomon.names.wordlist import word_set
from rashomon.records import Reason
from rashomon.resolve.groups import Group, Reading
from rashomon.resolve.scene import Scene

SURE_SPELLING = 0.8
"""Likeness from which two words are one spelled twice, given that the rest of the name agrees."""

_HOUSE = word_set(
    "regime era family clan dynasty loyalists loyalist years brothers sons daughters rule reign supporters"
)


def join_people(
    readings: list[Reading], scene: Scene, described: frozenset[str] = frozenset()
) -> list[Group]:
    """The person readings of an article in groups, before odd spellings are looked at.

    Full names first, then surnames and given names standing alone: each goes to the only bearer,
    or to the bearer that its title or the nearest mention tells; else it stays apart. ``described``:
    tiers of ranks in descriptions ("the field marshal") that no name of the article bears.
    """
    groups: list[Group] = []
    for reading in readings:
        if reading.name.given:
            _place_full(reading, groups)
    alone: dict[str, Group] = {}
    for reading in readings:
        if not reading.name.given and not _place_alone(reading, groups, scene, described):
            _keep_alone(reading, alone, ambiguous=_is_shared(reading, groups))
    together = _join_beside(readings, groups + list(alone.values()), scene)
    return sorted(together, key=lambda group: group.start)


def _join_beside(readings: list[Reading], groups: list[Group], scene: Scene) -> list[Group]:
    """Joins two bare names set beside each other: "the younger Vey, Colonel Orlan"."""
    home = {reading.index: group for group in groups for reading in group.readings}
    for first, second in pairwise(readings):
        left, right = home[first.index], home[second.index]
        bare = not first.name.given and not second.name.given and bool(second.titles)
        between = scene.text[first.span.end : second.start].replace(",", " ").split()
        apart = scene.text[first.span.end : second.start].startswith(",")
        if left is right or not (bare and apart and tuple(between) in ((), second.titles)):
            continue
        if left.givens and right.givens:
            continue
        detail = f"{second.name.full} stands in apposition to {first.name.full}"
        left.absorb(right, Reason(maker="apposition", score=0.9, detail=detail))
        home |= {reading.index: left for reading in right.readings}
        groups = [group for group in groups if group is not right]
    return groups


def _place_full(reading: Reading, groups: list[Group]) -> None:
    for group in groups:
        if reading.name.key in group.keys and suffix_fits(group, reading) and given_fits(group, reading):
            detail = f"the name {reading.name.full} again"
            if not _same_full(group, reading):
                both = f"{reading.name.full} and {group.best_name()}"
                detail = f"{both} have one surname and their given names agree"
            _add(group, reading, Reason(maker="same-name", detail=detail))
            return
    groups.append(Group("person", [reading]))


def _same_full(group: Group, reading: Reading) -> bool:
    return any(fold(other.name.full) == fold(reading.name.full) for other in group.readings)


def _add(group: Group, reading: Reading, reason: Reason) -> bool:
    group.readings = sorted([*group.readings, reading], key=lambda one: one.start)
    if not any(reason.detail == other.detail for other in group.reasons):
        group.reasons.append(reason)
    return True


def suffix_fits(group: Group, reading: Reading) -> bool:
    """Whether neither is marked off ("Jr", "the younger") from the other.

    A full name without a suffix is not one with a suffix; a surname alone may be.
    """
    mine = frozenset([fold(reading.name.suffix)]) if reading.name.suffix else frozenset()
    if mine == group.suffixes:
        return True
    if mine and not reading.name.given and not group.suffixes:
        return bool(_GENERATION.get(next(iter(mine)), frozenset()) & group.roles)
    return not mine and not reading.name.given


_GENERATION = {
    "the younger": frozenset(["son", "daughter"]),
    "jr": frozenset(["son", "daughter"]),
    "the elder": frozenset(["father", "mother"]),
}


def given_fits(group: Group, reading: Reading) -> bool:
    """Whether the given names do not speak against one person."""
    mine = tuple(fold(word) for word in reading.name.given)
    return not mine or all(same_given(mine, theirs) for theirs in group.givens)


def same_given(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two rows of folded given names can be one person's.

    >>> same_given(("orlan",), ("o",)), same_given(("orlan", "m"), ("orlan",))
    (True, True)
    >>> same_given(("orlan",), ("pavel",)), same_given(("ivo",), ("iva",)), same_given(("jon",), ("yonn",))
    (False, False, True)
    """
    for mine, theirs in zip(left, right, strict=False):
        if given_sound(mine) == given_sound(theirs):
            continue
        if min(len(mine), len(theirs)) < 4:
            short = len(mine) == 1 or len(theirs) == 1
            if mine != theirs and not (short and mine[0] == theirs[0]):
                return False
        elif likeness(mine, theirs) < SURE_SPELLING:
            return False
    return True


def given_sound(given: str) -> str:
    """A given name's sound units, doubled letters, "j" and "y" before a vowel and "o" and "u" made one."""
    units = sound_units(given).replace("u", "o")
    return "j" + units[1:] if units[:1] in ("i", "j") and units[1:2] in ("a", "e", "o") else units


def _place_alone(reading: Reading, groups: list[Group], scene: Scene, described: frozenset[str]) -> bool:
    """Gives a surname or given name that stands alone to its bearer; False where none is clear."""
    key = reading.name.key
    if _is_disowned(reading, scene):
        return False
    bearers = [g for g in groups if key in g.keys and _may_bear(g, reading, described)]
    if len(bearers) == 1 and not _is_house(reading, bearers[0], scene):
        detail = (
            f"the surname {reading.name.surname} alone, and nobody but {bearers[0].best_name()} bears it here"
        )
        return _add(bearers[0], reading, Reason(maker="surname", detail=detail))
    if len(bearers) > 1:
        chosen = _choose(reading, bearers, scene)
        if chosen is None:
            return False
        detail = (
            f"the surname {reading.name.surname} alone; of its bearers {chosen[0].best_name()} is {chosen[1]}"
        )
        return _add(chosen[0], reading, Reason(maker="surname", score=0.8, detail=detail))
    named = [g for g in groups if _by_given(g, key) and _may_bear(g, reading, described)]
    if not bearers and len(named) == 1 and not _shared_surname(reading, groups):
        detail = f"{reading.name.surname} is a name of {named[0].best_name()} and of nobody else here"
        return _add(named[0], reading, Reason(maker="given-name", score=0.9, detail=detail))
    return False


def _is_disowned(reading: Reading, scene: Scene) -> bool:
    """Whether the text says that it is somebody else of the name: "General Orm is no relative of mine"."""
    after = " ".join(scene.after(reading.mention.span.end, _KINSHIP))
    return any(phrase in after for phrase in _NO_KIN)


_KINSHIP = 8
"""Words after a name within which it may be said that the two are not related."""
_NO_KIN = (
    "is no relative of",
    "is no relation",
    "is not related",
    "is no kin",
    "is not a relative",
    "is unrelated to",
    "has nothing to do with me",
    "( no relation",
    ", no relation",
)


def _is_shared(reading: Reading, groups: list[Group]) -> bool:
    """Whether somebody of the article bears the surname and no rank tells that another is meant."""
    return (
        reading.tier is None
        and not reading.name.suffix
        and any(reading.name.key in group.keys for group in groups)
    )


def _shared_surname(reading: Reading, groups: list[Group]) -> bool:
    """Whether two people of the article, or one whose rank speaks against it, bear the surname."""
    return sum(reading.name.key in group.keys for group in groups) > 1


def _keep_alone(reading: Reading, alone: dict[str, Group], *, ambiguous: bool) -> None:
    slot = f"{reading.name.key}/{fold(reading.name.suffix)}"
    if reading.tier:
        slot += "/" + reading.tier
    elif not reading.name.suffix:
        ranked = [other for other in alone if other.startswith(slot + "/")]
        slot = ranked[0] if len(ranked) == 1 and slot not in alone else slot
    if slot not in alone:
        alone[slot] = Group("person", [reading], ambiguous=ambiguous)
        return
    _add(alone[slot], reading, Reason(maker="same-name", detail=f"the name {reading.name.surname} again"))


def _may_bear(group: Group, reading: Reading, described: frozenset[str]) -> bool:
    """Whether suffix, sex and rank allow that the name alone means this bearer of it.

    Where the article calls somebody by a rank of another tier and gives nobody's name to it ("the
    field marshal"), a bearer without a rank may be that one, and "Colonel Vey" another.
    """
    ranks = group.tiers or described
    ranks_fit = reading.tier is None or not ranks or reading.tier in ranks
    return suffix_fits(group, reading) and _sex_fits(group, reading) and ranks_fit


def _by_given(group: Group, key: str) -> bool:
    return any(surname_key(word) == key for row in group.givens for word in row)


def _sex_fits(group: Group, reading: Reading) -> bool:
    told = {title_words().sexes.get(word) for word in reading.roles} - {None}
    sex = group.sex
    return not told or sex is None or sex in told


def _is_house(reading: Reading, bearer: Group, scene: Scene) -> bool:
    """A surname ahead of its only bearer's full name: before a word for a clan, or paragraphs away.

    Prose brings a person in by the full name; a surname long before it is another's, told of elsewhere.
    """
    after = scene.after(reading.mention.span.end, 2)
    if after[:2] == ("'", "s") or after[:2] == ("’", "s"):
        after = scene.after(reading.mention.span.end, 3)[2:]
    if reading.start >= bearer.start:
        return False
    far = scene.paragraph(bearer.start) - scene.paragraph(reading.start) > 2
    return (bool(after) and after[0] in _HOUSE) or (far and not scene.in_heading(reading.start))


def _choose(reading: Reading, bearers: list[Group], scene: Scene) -> tuple[Group, str] | None:
    titles = {fold(word) for word in reading.titles} & set(title_words().classes)
    titled = [group for group in bearers if titles & group.roles]
    if len(titled) == 1:
        return titled[0], f"called {' '.join(reading.titles)}"
    last = {id(group): _last_before(group, reading.start) for group in bearers}
    earlier = sorted((g for g in bearers if last[id(g)] is not None), key=lambda g: -(last[id(g)] or 0))
    if not earlier:
        return None
    if len(earlier) == 1 and not scene.in_heading(reading.start):
        return earlier[0], "the only one named so far"
    here = scene.paragraph(reading.start)
    near = [g for g in earlier if here - scene.paragraph(last[id(g)] or 0) <= 1]
    same_sentence = [g for g in near if scene.sentence(last[id(g)] or 0) == scene.sentence(reading.start)]
    if len(near) == 1 or (near and len(same_sentence) < 2 and _apart(near, last, scene)):
        return near[0], "the one named last before it"
    return None


def _apart(near: list[Group], last: dict[int, int | None], scene: Scene) -> bool:
    """Whether the last two bearers were named in different sentences, so that the later one is meant."""
    return scene.sentence(last[id(near[0])] or 0) != scene.sentence(last[id(near[1])] or 0)


def _last_before(group: Group, position: int) -> int | None:
    starts = [reading.start for reading in group.readings if reading.start < position]
    return max(starts) if starts else None
