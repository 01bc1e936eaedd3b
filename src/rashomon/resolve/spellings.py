"""Odd spellings of one name within an article, judged by what stands around them.

A threshold for all texts would either miss a badly garbled name or join two people. Here a spelling
that is too far off to be trusted alone is believed when the article gives it no bearer of its own
and rank, given name, role or neighbours are those of somebody whom it resembles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile

from rashomon.names.countries import country_of
from rashomon.names.folding import skeleton, sound_units
from rashomon.names.likeness import SAME_SPELLING, likeness, shared_consonants, unit_distance
from rashomon.names.parsing import surname_key, title_words
from rashomon.names.wordlist import word_set
from rashomon.records import Reason
from rashomon.resolve.groups import Group
from rashomon.resolve.kinds import PEOPLE_ENDINGS, acts, is_land, is_placed
from rashomon.resolve.people import SURE_SPELLING, same_given
from rashomon.resolve.scene import PREPOSITIONS, REPORTING_VERBS, Scene

ENOUGH = 3.0
"""Points of evidence that carry a merge."""
_FEWEST_CONSONANTS = 0.55
_ONE_LETTER = 1.25
"""Sound units apart: one consonant put for another, and a vowel or a swappable one."""
_TWO_LETTERS = 2.25
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Points for two groups being one person, and the grounds in words."""

    points: float
    grounds: tuple[str, ...]

    def sentence(self, left: str, right: str) -> str:
        """The grounds as a sentence for the reader."""
        return f"{right} is read as a spelling of {left}: {'; '.join(self.grounds)}"


Weighed = tuple[Group, Group, Evidence]
"""The better introduced, the odd one, and why they are one."""


def join_spellings(groups: list[Group], scene: Scene) -> list[Group]:
    """Joins groups of people whose names are spellings of one; the others stay as they are.

    The pair with the strongest evidence is joined first, then all that touches it is weighed anew.
    A group that two others attract alike goes to neither.
    """
    people = sorted(groups, key=lambda group: group.start)
    givens = frozenset(surname_key(word) for group in people for row in group.givens for word in row)
    bench = _Bench(scene, {id(group): neighbours(group, scene) for group in people}, givens)
    weighed = {
        (id(left), id(right)): found
        for left, right in combinations(people, 2)
        if (found := bench.weigh_pair(left, right)) is not None
    }
    while (best := _strongest(weighed)) is not None:
        anchor, odd, evidence = weighed[best]
        detail = evidence.sentence(anchor.best_name(), odd.best_name())
        score = round(min(0.99, 0.4 + evidence.points / 10), 2)
        anchor.absorb(odd, Reason(maker="spelling", score=score, detail=detail))
        bench.slots[id(anchor)] |= bench.slots[id(odd)]
        people = [group for group in people if group is not odd]
        weighed = {pair: row for pair, row in weighed.items() if anchor not in row and odd not in row}
        for other in people:
            if other is not anchor and (found := bench.weigh_pair(anchor, other)) is not None:
                weighed[id(anchor), id(other)] = found
    return people


def _strongest(weighed: dict[tuple[int, int], Weighed]) -> tuple[int, int] | None:
    """The best pair whose odd member has no second, equally good home."""
    ranked = sorted(
        weighed, key=lambda pair: (-weighed[pair][2].points, weighed[pair][0].start, weighed[pair][1].start)
    )
    for pair in ranked:
        anchor, odd, evidence = weighed[pair]
        rivals = [
            row[0]
            for row in weighed.values()
            if row[1] is odd and row[0] is not anchor and row[2].points >= evidence.points
        ]
        if not any(_forbidden(anchor, rival) for rival in rivals):
            return pair
    return None


@dataclass(slots=True)
class _Bench:
    """Where pairs of groups are weighed."""

    scene: Scene
    slots: dict[int, set[str]]
    givens: frozenset[str]
    """All given names of the article: a word that is one is no garbled surname."""

    def weigh_pair(self, left: Group, right: Group) -> Weighed | None:
        """The pair as (better introduced, odd one, evidence) where that is enough."""
        anchor, odd = (left, right) if _standing(left) >= _standing(right) else (right, left)
        if anchor.kind != "person" or not _resemble(anchor, odd):
            return None
        if not odd.givens and self.givens & set(odd.keys):
            return None
        evidence = weigh(anchor, odd, self.slots[id(anchor)] & self.slots[id(odd)], self.scene)
        return (anchor, odd, evidence) if evidence is not None and evidence.points >= ENOUGH else None


def _standing(group: Group) -> tuple[bool, bool, int, int]:
    """How well the article introduces somebody: person, full name, number of mentions, earliest."""
    return group.kind == "person", bool(group.givens), group.count, -group.start


def _resemble(left: Group, right: Group) -> bool:
    return any(
        mine == theirs
        or shared_consonants(mine, theirs) >= 0.75
        or (mine[:1] and sound_units(mine)[:1] == sound_units(theirs)[:1])
        or likeness(mine, theirs) >= SAME_SPELLING
        for mine in left.keys
        for theirs in right.keys
    )


def weigh(anchor: Group, odd: Group, shared: set[str], scene: Scene) -> Evidence | None:
    """The evidence that ``odd`` is ``anchor`` spelled otherwise; None where something forbids it."""
    if _forbidden(anchor, odd):
        return None
    alike, mine, theirs = max((likeness(a, b), a, b) for a in anchor.keys for b in odd.keys)
    consonants = shared_consonants(mine, theirs)
    if mine == theirs or _too_far(mine, theirs, alike, consonants) or _is_title(mine) or _is_title(theirs):
        return None
    tied = any(row in odd.givens and len(row[0]) > 1 for row in anchor.givens) or bool(
        _offices(anchor) & _offices(odd)
    )
    if not tied and min(len(skeleton(mine)), len(skeleton(theirs))) < 3 and alike < SURE_SPELLING:
        return None
    if anchor.givens and odd.givens and alike < SAME_SPELLING and not _offices(anchor) & _offices(odd):
        return None
    # "President Tarland" is introduced; "Ada Torin", who has no office, is somebody else.
    if alike < SAME_SPELLING and _offices(odd) and not _offices(anchor):
        return None
    if alike < SAME_SPELLING and not tied:
        # Whoever is called by a surname before the other is introduced was known already.
        is_known = odd.start < anchor.start and not _start_alike(mine, theirs)
        if is_known or not _prominent(anchor, odd, mine, theirs, scene):
            return None
    parts = [
        *_of_spelling(mine, theirs, alike, consonants),
        *_of_names(anchor, odd),
        *_of_roles(anchor, odd),
        *_of_place(anchor, odd, shared, scene),
    ]
    grounds = tuple(ground for points, ground in parts if points > 0 and ground)
    return Evidence(sum(points for points, _ in parts), grounds)


def _is_title(key: str) -> bool:
    """Whether a net took a rank or office for a name: it is no spelling of any."""
    return key in title_words().classes or key in title_words().honorifics


def _too_far(mine: str, theirs: str, alike: float, consonants: float) -> bool:
    """Whether the spellings alone speak against one name, whatever stands around them."""
    if mine.startswith(theirs) or theirs.startswith(mine):
        short, long = sorted((mine, theirs), key=len)
        if long[len(short) :] in PEOPLE_ENDINGS:
            return True  # the family, or a land and its people
    if {mine[-1:], theirs[-1:]} & {"i", "n"} and is_land(mine, {theirs}) | is_land(theirs, {mine}):
        return True
    if alike >= SAME_SPELLING or consonants >= 0.75:
        return False
    return consonants < _FEWEST_CONSONANTS or sound_units(mine)[:2] != sound_units(theirs)[:2]


def _prominent(anchor: Group, odd: Group, mine: str, theirs: str, scene: Scene) -> bool:
    """Whether a badly odd form may be the article's main figure, or both are quoted.

    Towns and men are named beside one another in every article, and a net takes either for the other; so
    where nothing but the spelling ties two names, it must not be too far off, or the odd one must be a
    bare surname that begins alike and comes after the full one.
    """
    apart = unit_distance(sound_units(mine), sound_units(theirs))
    begin_alike = sound_units(mine)[:2] == sound_units(theirs)[:2]
    is_later = bool(anchor.givens) and anchor.start < odd.start
    follows = begin_alike and is_later and apart <= _TWO_LETTERS
    if (apart <= _ONE_LETTER or follows) and speaks(anchor, scene) and speaks(odd, scene):
        return True
    return anchor.count >= 3 and begin_alike and apart <= _TWO_LETTERS


def _offices(group: Group) -> frozenset[str]:
    return group.roles & frozenset(title_words().classes)


def _forbidden(anchor: Group, odd: Group) -> bool:
    if anchor.ambiguous or odd.ambiguous or anchor.suffixes != odd.suffixes:
        return True
    if not all(same_given(mine, theirs) for mine in anchor.givens for theirs in odd.givens):
        return True
    if anchor.tiers and odd.tiers and not anchor.tiers & odd.tiers:
        return True
    return bool(anchor.sex and odd.sex and anchor.sex != odd.sex)


def _of_spelling(mine: str, theirs: str, alike: float, consonants: float) -> list[tuple[float, str]]:
    parts = []
    if skeleton(mine) == skeleton(theirs):
        parts.append((0.5, f"same surname skeleton {'-'.join(skeleton(mine))}"))
    elif consonants >= 0.75:
        parts.append((1.0, f"the surnames share the consonants of {'-'.join(skeleton(mine))}"))
    if alike >= SURE_SPELLING:
        parts.append((2.0, "" if parts else "the surnames sound alike"))
    elif alike >= SAME_SPELLING:
        parts.append((1.5, "" if parts else "the surnames sound alike"))
    if sound_units(mine)[:2] == sound_units(theirs)[:2]:
        parts.append((0.5, "both begin alike"))
    elif not _start_alike(mine, theirs):
        parts.append((-1.5, ""))
    return parts


def _start_alike(left: str, right: str) -> bool:
    """Whether two words begin with one sound, or with two that transliterators swap."""
    one, two = sound_units(left)[:1], sound_units(right)[:1]
    return one == two or ("h" not in (one, two) and one not in _VOWELS and shared_consonants(one, two) == 1)


def _of_names(anchor: Group, odd: Group) -> list[tuple[float, str]]:
    same = [row for row in anchor.givens if row in odd.givens and len(row[0]) > 1]
    if same:
        return [(2.0, f"same given name {same[0][0].capitalize()}")]
    if anchor.givens and odd.givens:
        return [(1.0, "given names that agree")]
    introduced = bool(anchor.givens or _offices(anchor)) or anchor.count >= 3
    if introduced and not odd.givens and not _offices(odd):
        return [(1.0, "the odd form is a bare surname that nothing introduces")]
    return []


def _of_roles(anchor: Group, odd: Group) -> list[tuple[float, str]]:
    classes = title_words().classes
    mine, theirs = _offices(anchor), _offices(odd)
    if shared := mine & theirs:
        return [(2.0, f"both are called {sorted(shared)[0]}")]
    kinds = [frozenset().union(*(classes[word] for word in words)) for words in (mine, theirs)]
    if kinds[0] & kinds[1]:
        return [(1.0, f"both are of one calling ({sorted(kinds[0] & kinds[1])[0]})")]
    return [(-1.5, "")] if mine and theirs else []


def _of_place(anchor: Group, odd: Group, shared: set[str], scene: Scene) -> list[tuple[float, str]]:
    parts = []
    both_speak = speaks(anchor, scene) and speaks(odd, scene)
    if both_speak and anchor.givens and not odd.givens and not anchor_again(anchor):
        parts.append(
            (1.5, f"{anchor.best_name()} is introduced in full and never again called by the surname")
        )
    elif odd.count <= 2 and anchor.count >= odd.count:
        parts.append((0.5, "the odd form is rare"))
    if anchor.count >= 3 and anchor.count >= 2 * odd.count:
        parts.append((1.0, f"{anchor.best_name()} is named {anchor.count} times"))
    if shared:
        parts.append((1.0, f"both stand beside \u201c{sorted(shared)[0]}\u201d"))
    if both_speak:
        parts.append((1.0, "both are quoted as speakers"))
    theirs = {scene.sentence(reading.start) for reading in odd.readings}
    if theirs & {scene.sentence(reading.start) for reading in anchor.readings}:
        parts.append((-1.5, ""))
    return parts


def anchor_again(group: Group) -> bool:
    """Whether the bare surname is used of somebody besides the full name."""
    return any(not reading.name.given for reading in group.readings)


def neighbours(group: Group, scene: Scene) -> set[str]:
    """The content words right before and after the mentions of a group (a slot two spellings may share)."""
    found: Counter[str] = Counter()
    for reading in group.readings:
        before, after = scene.before(reading.start, 3), scene.after(reading.mention.span.end, 4)
        around = [*_up_to_stop(before[::-1]), *_up_to_stop(after)]
        found.update({word for word in around if len(word) > 3 and word not in _COMMON})
    tables = title_words()
    plain = {word for word in found if word not in tables.classes and word not in tables.modifiers}
    return {word for word in plain if word not in REPORTING_VERBS and word not in PREPOSITIONS}


def _up_to_stop(words: Sequence[str]) -> Iterator[str]:
    return takewhile(lambda word: word not in (".", "!", "?", "\u201d"), words)


_COMMON = word_set(
    """
    that with have been this will would could should from their were which also they when than then
    very said what there while where after before about into only some more most other over such even
    does still being
    """
)


def speaks(group: Group, scene: Scene) -> bool:
    """Whether one of its mentions is a source or has a verb of saying beside it."""
    for reading in group.readings:
        if scene.in_source(reading.start):
            return True
        around = (*scene.before(reading.start, 1), *scene.after(reading.mention.span.end, 2))
        if any(word in REPORTING_VERBS for word in around):
            return True
    return False


def stray_names(others: list[Group], people: list[Group], scene: Scene) -> list[Group]:
    """Rare single words of another kind that sound like a person of the article: a net's slips.

    They are offered to ``join_spellings`` beside the people where they act like one (a possessive, a
    verb of saying) or at least never stand where a place would; a country word never is.
    """
    keys = [key for group in people if group.count > 2 or _offices(group) for key in group.keys]
    found = []
    for group in others:
        word = group.readings[0].text
        if (
            group.kind == "group"
            or group.count > _SLIPS
            or " " in word
            or country_of(word) is not None
            or word.isupper()
        ):
            continue
        mentions = [reading.mention for reading in group.readings]
        before = {word for mention in mentions for word in scene.before(mention.span.start, 1)}
        if any(is_placed(mention, scene) for mention in mentions):
            continue
        named_with_article = before & _ARTICLES or any(
            mention.span.of(scene.text).startswith("The ") for mention in mentions
        )
        doubtful = named_with_article or group.kind == "organisation"
        if doubtful and not any(acts(mention, scene) for mention in mentions):
            continue
        if any(_sounds_like(word, key) for key in keys):
            found.append(group)
    return found


_SLIPS = 3
_ARTICLES = word_set("the a an")


def _sounds_like(word: str, key: str) -> bool:
    if likeness(word, key) >= SAME_SPELLING:
        return True
    return _start_alike(word, key) and len(skeleton(key)) > 2 and shared_consonants(word, key) >= 0.75
