"""How well two claims agree on who did what to whom, where, when and how many: the score by frames.

What is rare in the case weighs more than what everybody mentions. Words only raise or lower what act and
parties say; what tells two happenings apart (another day, place, number, doer) bars the pair altogether.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from sys import intern

from rashomon.ledger import Sign
from rashomon.names.folding import skeleton
from rashomon.survey.bars import find_bar, have_other_spots, is_within, place_likeness
from rashomon.survey.contents import Content
from rashomon.survey.edtf import compare_times, days_apart, read_days
from rashomon.survey.frames import Filler, Frame
from rashomon.survey.predicates import are_mutual, are_near, are_opposite
from rashomon.survey.wording import stem

_PRIOR = 50
"""Claims that are thought to be in the case beside those that are, so that in small cases nothing is rare."""
_KIN = 0.7
_SIDE = 0.85
"""What is left where only one of two claims makes the thing its main point."""
_ENOUGH = 1.6
"""Weight that the common part must have; less fits too many happenings."""
_WITH_PARTIES = 1.0
"""The same where act and a party, or a number, are the same."""
_VALUE = 0.45
"""What the same number or day adds."""
_SMALL = 12
"""Numbers up to this one are the same by chance too often."""
_SAME_DAY = 1.12
_OTHER_SPOTS = 0.7
"""What is left where each names a place that the other does not, though they share one, such as the city."""
_NOTHING_SHARED = 0.3
"""Weight of the common part below which no closer look is worth it."""
_TOO_LITTLE = 0.4
"""What is left where the common part weighs less than it must."""
_FRAMES = 4
"""More things said in one claim are not looked at."""
_LASTING = frozenset(("support", "oppose"))
_BOND = 0.75
"""How surely two claims are one that say who is for or against whom, where both are known actors."""
_NEAR, _FAR = 10, 60
"""Days between two articles from which on what gives no day may be another happening, and likely is."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two claims go together."""

    score: float
    """0 to 1; 0 where something bars them."""
    sign: Sign = 1
    """-1: one says what the other denies."""
    bar: str | None = None
    """What tells them apart: "time", "place", "number", "actor", "mode"."""
    reason: str = ""


NOTHING = Likeness(0.0)


class Scale:
    """What the features of a case's claims weigh."""

    def __init__(self, contents: Mapping[str, Content]) -> None:
        self._features = {one: features(content) for one, content in contents.items()}
        self._counts = Counter(feature for found in self._features.values() for feature in found)
        self._all = math.log(len(contents) + _PRIOR)
        self._totals = {
            one: sum(self.weight(feature) for feature in sorted(found))
            for one, found in self._features.items()
        }

    def weight(self, feature: str) -> float:
        """0 to 1, the rarer the more."""
        return max(0.05, 1 - math.log(self._counts.get(feature, 0) + 1) / self._all)

    def count(self, feature: str) -> int:
        """How many claims have the feature."""
        return self._counts.get(feature, 0)

    def features(self, content: Content) -> frozenset[str]:
        """See `features`."""
        return self._features[content.claim.id]

    def common(self, a: Content, b: Content) -> tuple[float, float]:
        """The weight of what both say, and which share of what either says it is, 0 to 1."""
        mine, theirs = a.claim.id, b.claim.id
        shared = sum(self.weight(one) for one in sorted(self._features[mine] & self._features[theirs]))
        low, high = sorted((self._totals[mine], self._totals[theirs]))
        return shared, 0.6 * shared / high + 0.4 * shared / low if low else 0.0


def features(content: Content) -> frozenset[str]:
    """What a claim says as comparable parts: actors, acts, words, numbers, days.

    Their first letter is their kind: a(ctor), c(lass), w(ord), n(umber), t(ime), p(lace).
    """
    frame = content.main
    found = {f"a:{actor}" for actor in content.parties}
    found |= {f"p:{skeleton(word)}" for name in content.spots for word in name.split() if len(word) > 3}
    found |= {f"c:{name}" for one in content.frames for name in one.classes if name.islower()}
    found |= {f"w:{word}" for word in (frame.plain | content.borrowed) - _acts(content)}
    found |= {f"n:{one.unit}:{one.low:g}" for one in content.amounts if one.unit and not one.is_vague}
    if frame.time and read_days(frame.time):
        found.add(f"t:{frame.time[:10]}")
    return frozenset(map(intern, found))


def _acts(content: Content) -> frozenset[str]:
    """The words that name acts of a known class: they are not to count twice."""
    return frozenset(stem(frame.lemma) for frame in content.frames if frame.classes)


def score_frames(a: Content, b: Content, scale: Scale) -> Likeness:
    """How surely two claims say the same thing or its denial, by frames alone; symmetric.

    The score is 0 where something tells them apart: `Likeness.bar` says what.
    """
    if a.claim.article == b.claim.article and _is_part_of(a, b):
        return NOTHING
    if max(scale.common(a, b)) < _NOTHING_SHARED:
        return NOTHING
    pairs = [(a.main, other) for other in b.frames[:_FRAMES]]
    pairs += [(other, b.main) for other in a.frames[1:_FRAMES]]
    found = [_score(a, b, one, two, scale) for one, two in pairs]
    return max(found, key=lambda one: (one.score, one.bar is not None))


def _is_part_of(a: Content, b: Content) -> bool:
    """Whether one claim's words are some of the other's: then it is told in it, not told again."""
    mine, theirs = a.claim.span, b.claim.span
    return mine != theirs and mine.overlaps(theirs)


def _score(a: Content, b: Content, one: Frame, two: Frame, scale: Scale) -> Likeness:
    sign: Sign = -1 if (one.sign != two.sign) != are_opposite(one.classes, two.classes) else 1
    bar = find_bar(a, b, one, two)
    if bar is not None:
        return Likeness(0.0, sign, bar, f"another {bar}")
    weight, shared = scale.common(a, b)
    act, parties = act_likeness(one, two), party_likeness(one, two, scale)
    value = _value_weight(a, b, scale) if act >= 0.6 else 0.0
    score = shared * (0.5 + 0.3 * act + 0.5 * parties) + _VALUE * value
    score *= _time_factor(a, b, one, two)
    if weight < (_WITH_PARTIES if value or (act == 1 and parties > 0.3) else _ENOUGH):
        score *= _TOO_LITTLE
    if not (one.is_main and two.is_main):
        score *= _SIDE
    if place_likeness(a, b, one, two) == 0.5 or have_other_spots(a, b):
        score *= _OTHER_SPOTS
    if _is_one_bond(one, two):
        score = max(score, _BOND)
    return Likeness(min(1.0, score), sign, None, _reason(one, two, act, parties))


def _is_one_bond(one: Frame, two: Frame) -> bool:
    """Whether both say that the same one is for or against the same other: that lasts, and is said often."""
    if not (one.classes | two.classes) & _LASTING:
        return False
    if not one.classes & two.classes & _LASTING and not are_opposite(one.classes, two.classes):
        return False
    ends = [(one.of("agent"), two.of("agent")), (_reached(one), _reached(two))]
    return all(any(_is_known(a, b) for a in mine for b in theirs) for mine, theirs in ends)


def _reached(frame: Frame) -> tuple[Filler, ...]:
    return (*frame.of("patient"), *frame.of("recipient"))


def _is_known(a: Filler, b: Filler) -> bool:
    """Whether two phrases name actors that are one or stand for one another."""
    return bool(a.actor and b.actor) and match_fillers(a, b) >= _KIN


def _value_weight(a: Content, b: Content, scale: Scale) -> float:
    """How telling a number is that both give, or the day of a claim that is but a day; 0 where none is."""
    both = scale.features(a) & scale.features(b)
    is_day = bool(a.borrowed or b.borrowed)
    return max(
        (scale.weight(one) for one in both if (one[0] == "t" and is_day) or _is_telling(one)), default=0.0
    )


def _is_telling(feature: str) -> bool:
    value = float(feature.rsplit(":", 1)[1]) if feature[0] == "n" else 0.0
    return value > _SMALL and value % 100 != 0


def _time_factor(a: Content, b: Content, one: Frame, two: Frame) -> float:
    """More than 1 where both give the same day, 1 where the days agree or both were written at one time."""
    relation = compare_times(one.time, two.time)
    if relation == "same":
        return _SAME_DAY
    if relation in ("vaguer", "narrower"):
        return 1.0
    gap = days_apart(a.published, b.published)
    return 1.0 if gap is None or gap <= _NEAR else 0.85 if gap <= _FAR else 0.5


def act_likeness(one: Frame, two: Frame) -> float:
    """1 for acts of one class, .5 where an act is not known, 0 for different ones."""
    mine, theirs = ({name for name in frame.classes if name.islower()} for frame in (one, two))
    if mine & theirs or (one.lemma and one.lemma == two.lemma):
        return 1.0
    if are_opposite(one.classes, two.classes):
        return 0.9
    if not one.lemma or not two.lemma:
        return 0.4
    if are_near(one.classes, two.classes):
        return 0.6
    return 0.0 if mine and theirs else 0.6 if one.classes & two.classes else 0.2


def party_likeness(one: Frame, two: Frame, scale: Scale) -> float:
    """How well those who take part are the same, 0 to 1; 0 where nothing can be compared."""
    sides = [(one.of(role), two.of(role)) for role in ("agent", "patient", "recipient")]
    if are_mutual(one.classes & two.classes):
        sides = [(mine, two.fillers) for mine, _ in sides]
    found = [
        max(_weighed(mine, other, scale) for mine in ones for other in twos)
        for ones, twos in sides
        if ones and twos
    ]
    return sum(found) / max(2, len(found))


def _weighed(a: Filler, b: Filler, scale: Scale) -> float:
    names = [f"a:{a.actor}"] if a.actor and a.actor == b.actor else [f"w:{a.head}"]
    return match_fillers(a, b) * (0.5 + 0.5 * max(scale.weight(name) for name in names))


def match_fillers(a: Filler, b: Filler) -> float:
    """How surely two phrases mean the same one."""
    if a.actor and b.actor:
        if a.actor == b.actor:
            return 1.0
        is_kin = a.actor in b.kin or b.actor in a.kin or a.kin & b.kin
        return _KIN if is_kin or is_within(a.words, b.words) else 0.0
    if a.head and a.head == b.head:
        return 0.9 if a.within & b.within or not (a.within and b.within) else 0.3
    if (a.actor and a.actor in b.within) or (b.actor and b.actor in a.within) or a.within & b.within:
        return 0.5
    return 0.3 if a.words & b.words else 0.0


def _reason(one: Frame, two: Frame, act: float, parties: float) -> str:
    parts = []
    if act == 1:
        parts.append("the same act" if one.lemma != two.lemma else f"both {one.lemma}")
    if parties:
        parts.append("the same parties" if parties > 0.6 else "parties that may be the same")
    if one.time and two.time:
        parts.append("the times agree")
    return "; ".join(parts) or "the same words"
