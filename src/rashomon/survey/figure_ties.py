"""How likely two claims that give different figures give them of one thing.

"34 sailors were killed" and "two men died" may be of one night or of two. Units, numbers, days, places,
nearness and the pair net each say a little; a logistic regression puts it together. Its weights
(``figure_ties.toml``) were fitted on stories written for this project (`training.fit_figures`).
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files

from rashomon.ledger import Relation
from rashomon.survey.clashes import is_one_voice
from rashomon.survey.edtf import time_between
from rashomon.survey.facts import Fact
from rashomon.survey.figure_pairs import FigurePair
from rashomon.survey.scenes import Scenes, days_relation
from rashomon.survey.weighing import Weighed

_HURT = frozenset(("dead", "wounded", "missing", "detainee", "displaced"))
_MOST_TIMES, _MOST_DAYS, _MOST_FIGURES, _FEW = 4.0, 40, 12, 3
_SHORT, _LONG = 10, 30
"""Words of a short claim and of a long one, so that their lengths are about 1."""
_MOST_OTHERS = 8
_NONE = -6.0
"""Odds where nobody else gives the two figures."""
_RISE = timedelta(days=7)
"""A toll that rises within days is news."""
_AGAIN = ("near", "together", "one unit", "lent", "small", "one article", "rises", "times", "rivals", "hurt")
"""What is weighed once more beside the others."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of pairs of claims, by their ids, the lower first."""

    scenes: Scenes
    near: Mapping[tuple[str, str], float]
    relations: Mapping[tuple[str, str], Relation]
    weighed: Mapping[tuple[str, str], Weighed]


def likely(pairs: Sequence[FigurePair], known: Known) -> list[float]:
    """The probability of each pair that both figures are given of one thing, 0 to 1.

    First each pair is weighed alone, then with what others say of the same two figures.
    """
    first = [clues(pair, known) for pair in pairs]
    alone = [weighed_sum(found, "alone") for found in first]
    return [
        1 / (1 + math.exp(-max(-30.0, min(30.0, weighed_sum(found, "among")))))
        for found in among(pairs, first, alone)
    ]


def weighed_sum(found: Mapping[str, float], what: str) -> float:
    """The logarithm of the odds."""
    weights = _weights()[what]
    return weights["always"] + sum(weights[name] * value for name, value in found.items())


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    text = (files("rashomon.survey") / "figure_ties.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def among(
    pairs: Sequence[FigurePair], first: Sequence[Mapping[str, float]], alone: Sequence[float]
) -> list[dict[str, float]]:
    """What is weighed at last: of each pair its odds alone, and those of the others with its two figures.

    ``first`` are the `clues` of each pair, ``alone`` the odds that these make.
    """
    told: dict[tuple[str, float, float], list[int]] = defaultdict(list)
    for place, pair in enumerate(pairs):
        told[pair.figures].append(place)
    found = []
    for place, pair in enumerate(pairs):
        others = sorted((alone[other] for other in told[pair.figures] if other != place), reverse=True)[:3]
        found.append(
            {
                "alone": alone[place],
                "best other": others[0] if others else _NONE,
                "other": sum(others) / len(others) if others else _NONE,
                "no other": float(not others),
                "others": float(min(len(told[pair.figures]), _MOST_OTHERS)),
                **{name: first[place][name] for name in _AGAIN},
            }
        )
    return found


def clues(pair: FigurePair, known: Known) -> dict[str, float]:
    """Everything that is weighed of a pair alone, by name; the same whichever claim comes first."""
    a, b = pair.a, pair.b
    lengths = sorted(len(fact.own.split()) for fact in (a, b))
    early, late = sorted(
        ((a, pair.mine), (b, pair.theirs)), key=lambda one: (one[0].published or "", one[0].order)
    )
    gap = time_between(a.published, b.published)
    return {
        **_of_figures(pair),
        **_of_nets(pair, known),
        **_of_scenes(a, b, known.scenes),
        "rises": float(late[1].low > early[1].low and timedelta(0) < gap <= _RISE),
        "one article": float(a.claim.article == b.claim.article),
        "one voice": float(is_one_voice(a, b)),
        "one outlet": float(a.outlet is not None and a.outlet == b.outlet),
        "shorter": lengths[0] / _SHORT,
        "longer": lengths[1] / _LONG,
        "hedged": float((not a.is_flat) + (not b.is_flat)),
        "possible": float("possible" in (a.claim.certainty, b.claim.certainty)),
        "denied": float(sum(fact.claim.polarity == "negative" for fact in (a, b))),
    }


def _of_figures(pair: FigurePair) -> dict[str, float]:
    low, high = sorted(max(one.low, 1.0) for one in (pair.mine, pair.theirs))
    times = min(math.log(high / low), _MOST_TIMES)
    is_hurt = pair.sort in _HURT
    return {
        "rejected": float(pair.is_rejected),
        "one unit": float(not pair.is_lent and pair.mine.unit == pair.theirs.unit),
        "lent": float(pair.is_lent),
        "hurt": float(is_hurt),
        "people": float(pair.sort == "person"),
        "times": times,
        "times of hurt": times * is_hurt,
        "small": float(low <= _FEW),
        "rivals": min(pair.rivals, _MOST_FIGURES) / 4,
    }


def _of_nets(pair: FigurePair, known: Known) -> dict[str, float]:
    said, weighed = known.relations.get(pair.key), known.weighed.get(pair.key)
    return {
        "near": known.near.get(pair.key, 0.0),
        "asked": float(weighed is not None),
        "same": said.same if said else 0.0,
        "opposed": said.opposed if said else 0.0,
        "about": said.about if said else 0.0,
        "on number": float(said is not None and said.on == "number"),
        "together": weighed.together if weighed else 0.0,
        "opposite": weighed.opposed if weighed else 0.0,
    }


def _of_scenes(a: Fact, b: Fact, scenes: Scenes) -> dict[str, float]:
    here, there = scenes.places(a), scenes.places(b)
    days = days_relation(a, b)
    return {
        "words": len(a.words & b.words) / max(1, min(len(a.words), len(b.words))),
        "scene": float(bool(a.scene & b.scene)),
        "other scene": float(bool(a.scene and b.scene and not a.scene & b.scene)),
        "place": float(bool(here & there)),
        "other place": float(bool(here and there and not here & there)),
        "day": float(days == "same"),
        "other day": float(days == "different"),
        "gap": min(time_between(a.published, b.published).days, _MOST_DAYS) / 10,
        "actors": float(bool(a.actors & b.actors)),
    }
