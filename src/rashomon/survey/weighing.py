"""How likely two claims are of one thing, and that one says the opposite of the other, by all that is known.

Frames, words, places of the text, voices and the pair net each say a little. Two logistic regressions put it
together; their weights (``weighing.toml``) were fitted on stories written for this project, whose claims are
labelled as the program cuts them (`training.fit_weighing`, decision 21).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rashomon.ledger import Relation
from rashomon.survey.contents import Content
from rashomon.survey.edtf import days_apart
from rashomon.survey.likeness import Likeness
from rashomon.survey.nearness import Cosines, time_factor
from rashomon.survey.plainness import plain_text

FRAMED = 0.5
"""From this score on frames say that two claims say the same."""
_BARS = ("number", "time", "place", "actor", "mode")
_FAINT = 0.01
"""Added to the net's probabilities before their logarithms are taken."""
_MONTH = 30
_MOST_SHARED, _MOST_NAMES, _MOST_MONTHS = 4.0, 3, 2.0


@dataclass(frozen=True, slots=True)
class Clues:
    """What there is to weigh of a pair of claims."""

    a: Content
    b: Content
    frame: Likeness
    bar: str | None
    """What tells them apart."""
    common: tuple[float, float]
    """See `rashomon.survey.likeness.Scale.common`."""
    has_figure: bool
    """They give one telling figure."""
    cosines: Cosines
    relation: Relation
    is_turned: bool
    """One of them is denied by its voice: ``relation`` is turned over."""
    is_one_outlet: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """What two claims are to each other."""

    together: float
    """The probability that they are of one thing."""
    opposed: float
    """The probability that one says the opposite of the other, if they are."""


def weigh(clues: Clues) -> Weighed:
    """The two probabilities; the same whichever claim comes first.

    The stories that the weights are from last a few weeks: of claims months apart they know nothing.
    """
    found = figures(clues)
    together = _likely(found, "together") * time_factor(clues.a, clues.b)
    return Weighed(round(together, 6), _likely(found, "opposed"))


def _likely(found: Mapping[str, float], what: str) -> float:
    weights = _weights()[what]
    total = weights["always"] + sum(weight * found[name] for name, weight in weights.items() if name in found)
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 6)


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    text = (files("rashomon.survey") / "weighing.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def figures(clues: Clues) -> dict[str, float]:
    """Everything that is weighed, by name; the same whichever claim comes first."""
    a, b = clues.a.claim, clues.b.claim
    shared, ratio = clues.common
    odd = float((a.polarity == "negative") != (b.polarity == "negative"))
    crossed = float(clues.a.main.sign != clues.b.main.sign)
    is_one_article = float(a.article == b.article)
    near = clues.cosines
    shorter, longer = sorted(math.log(1 + len(plain_text(one).split())) for one in (a, b))
    return {
        **_of_net(clues),
        **_of_frames(clues),
        **_of_voices(clues),
        "shared": min(shared, _MOST_SHARED),
        "ratio": ratio,
        "names": float(min(len(clues.a.parties & clues.b.parties), _MOST_NAMES)),
        "figure": float(clues.has_figure),
        "amounts": float(bool(clues.a.amounts) and bool(clues.b.amounts)),
        "shorter": shorter,
        "longer": longer,
        "months": min(abs(days_apart(clues.a.published, clues.b.published) or 0) / _MONTH, _MOST_MONTHS),
        "one article": is_one_article,
        "next": float(is_one_article and abs(a.number - b.number) == 1),
        "own in one article": near.own * is_one_article,
        "around in one article": near.around * is_one_article,
        "context in one article": near.context * is_one_article,
        "own and around": near.own * near.around,
        "own and shorter": near.own * shorter,
        "hedged": float(a.is_hedged + b.is_hedged),
        "mode": float(clues.a.main.mode != clues.b.main.mode),
        "one denied": odd,
        "both denied": float(a.polarity == b.polarity == "negative"),
        "one denied and own": odd * near.own,
        "crossed": crossed,
        "crossed and ratio": crossed * ratio,
        "crossed and own": crossed * near.own,
        "turned": float(clues.is_turned),
    }


def _of_net(clues: Clues) -> dict[str, float]:
    said = clues.relation
    return {
        "own": clues.cosines.own,
        "around": clues.cosines.around,
        "context": clues.cosines.context,
        "same": math.log(said.same + _FAINT),
        "opposed": math.log(said.opposed + _FAINT),
        "about": math.log(said.about + _FAINT),
        "other": math.log(said.other + _FAINT),
    }


def _of_frames(clues: Clues) -> dict[str, float]:
    frame = clues.frame
    return {
        "frame": frame.score,
        "framed": float(frame.score >= FRAMED),
        "frame for": frame.score * (frame.sign > 0),
        "frame against": frame.score * (frame.sign < 0),
        **{f"other {bar}": float(clues.bar == bar) for bar in _BARS},
        "other number and ratio": float(clues.bar == "number") * clues.common[1],
    }


def _of_voices(clues: Clues) -> dict[str, float]:
    a, b = clues.a.claim, clues.b.claim
    mine, theirs = ({voice.actor for voice in one.voices if voice.actor} for one in (a, b))
    return {
        "one voice": float(bool(mine & theirs)),
        "one speaker": float(a.speaker.actor is not None and a.speaker.actor == b.speaker.actor),
        "one outlet": float(clues.is_one_outlet),
    }
