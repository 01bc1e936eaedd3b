"""What levels the directions of claims (`rashomon.survey.levelling`), from how claims of one thing lie.

The told stories are read with the shipped nets. Of the claims of one proposition, each is so and so far from
their middle; the directions in which they are far as a rule count less afterwards (within-class covariance
normalisation: Hatch, Kajarekar and Stolcke 2006). `training.fit_weighing` does it on its way, since what is
weighed rests on it.
"""

from __future__ import annotations

import hashlib
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rashomon.ledger import Ledger
from rashomon.nets.likeness import Likeness
from rashomon.survey.contents import contents_of
from rashomon.survey.levelling import FOLDER, NAME, SUM, directions
from rashomon.survey.nearness import says_something
from rashomon.survey.surroundings import read_surroundings
from training.families import Stated

EVEN = 4.0
"""How much of the mean is added to all directions, so that none is stretched without end."""
Rows = NDArray[np.float32]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Scatter:
    """How the claims of one story lie around the middles of their propositions."""

    total: Floats
    """[width, width], summed over claims."""
    claims: int


def scatter_of(ledger: Ledger, known: Mapping[str, Stated], net: Likeness) -> Scatter:
    """The scatter of a story whose claims ``known`` are labelled."""
    contents = contents_of(ledger)
    claims = [content.claim for content in contents.values() if says_something(content)]
    rows = directions(read_surroundings(claims, ledger.articles, ledger.actors, net).context)
    groups: dict[object, list[int]] = defaultdict(list)
    for row, claim in enumerate(claims):
        if claim.id in known and known[claim.id].group:
            groups[_proposition(known[claim.id])].append(row)
    told = [rows[some] for some in groups.values() if len(some) > 1]
    apart = [part - part.mean(axis=0) for part in told]
    total = sum((part.T @ part for part in apart), np.zeros((rows.shape[1],) * 2))
    return Scatter(np.asarray(total, np.float64), sum(map(len, told)))


def _proposition(one: Stated) -> tuple[str, ...]:
    """Two numbers told of one thing are two propositions."""
    return (one.group, str(one.position)) if one.kind == "number" else (one.group,)


def level_from(scatters: Sequence[Scatter]) -> Rows:
    """The matrix that levels, [width, width]; its columns are of length 1 in the mean."""
    within = sum((one.total for one in scatters), np.zeros_like(scatters[0].total))
    within = within / sum(one.claims for one in scatters)
    width = len(within)
    even = EVEN * np.trace(within) / width * np.eye(width)
    level = np.linalg.cholesky(np.linalg.inv(within + even))
    made: Rows = (level / np.sqrt((level**2).sum(axis=0).mean())).astype(np.float16).astype(np.float32)
    return made


def write_level(level: Rows, folder: Path = FOLDER) -> None:
    """Write the matrix and its sum to where the survey looks for them."""
    packed = io.BytesIO()
    np.savez_compressed(packed, level=level.astype(np.float16))
    (folder / NAME).write_bytes(packed.getvalue())
    (folder / SUM).write_text(hashlib.sha256(packed.getvalue()).hexdigest() + "\n", encoding="utf-8")
