"""Fit what `rashomon.survey.weighing` weighs: ``python -m training.fit_weighing [--cross]``.

The stories are read with the shipped nets, which have not learnt from them; every pair of claims that the
survey would weigh is a row. Written are ``weighing.toml`` of the package and what levels its vectors
(`training.fit_levelling`). ``--cross`` fits on four fifths of the stories and says how well the other fifth
is told, five times over, and writes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import rashomon.survey
from rashomon.ledger import Ledger
from rashomon.nets.likeness import Likeness, open_likeness
from rashomon.nets.reader import Reader, open_reader
from rashomon.survey.contents import contents_of
from rashomon.survey.copies import find_copies
from rashomon.survey.pairs import look
from rashomon.survey.plainness import plain_text
from rashomon.survey.weighing import Clues, figures
from training.families import Family, Stated
from training.fit_levelling import Rows as Level
from training.fit_levelling import Scatter, level_from, scatter_of, write_level
from training.told_stories import read_story, stated_of, told_stories, words

Floats = NDArray[np.float64]
PATH = Path(rashomon.survey.__file__).parent / "weighing.toml"
RIDGE = 3.0
"""What a weight costs, squared: clues that say nearly the same share the weight."""
FOLDS = 5
NOT_OF_SIGNS = (
    "own in one article",
    "around in one article",
    "context in one article",
    "own and around",
    "own and shorter",
)
NOT_OF_TOGETHER = ("crossed and ratio", "crossed and own", "one denied and own", "other number and ratio")


@dataclass(frozen=True)
class Story:
    """A told story as the program reads it."""

    ledger: Ledger
    known: Mapping[str, Stated]
    """What is stated by its claims, those that are labelled."""


@dataclass(frozen=True)
class Rows:
    """Pairs of one story."""

    names: tuple[str, ...]
    found: Floats
    """[pairs, figures]."""
    together: Floats
    """1 where both claims are on one proposition."""
    sign: Floats
    """-1 opposed, 1 the same, 0 where neither."""


def rows_of(story: Story, net: Likeness, level: Level) -> Rows:
    """The pairs of a story whose claims are both labelled."""
    contents, known = contents_of(story.ledger), story.known
    copies = find_copies(story.ledger.articles, ())
    clues = look(story.ledger, contents, copies, net, known.keys(), level).clues
    found = [figures(one) for one in clues.values()]
    labels = [_label(known[a], known[b], one) for (a, b), one in clues.items()]
    return Rows(
        tuple(found[0]),
        np.array([list(one.values()) for one in found]),
        np.array([together for together, _ in labels], float),
        np.array([sign for _, sign in labels], float),
    )


def _label(one: Stated, other: Stated, clues: Clues) -> tuple[int, int]:
    sign = {"same": 1, "opposed": -1}.get(one.relation(other), 0)
    return int(_are_one(one, other)), -sign if clues.is_turned else sign


def _are_one(one: Stated, other: Stated) -> bool:
    """Whether both are on one proposition: "41 dead" and "12 dead" are two that exclude one another."""
    relation = one.relation(other)
    differ = relation == "opposed" and "number" in (one.kind, other.kind)
    return relation != "other" and not differ


def fit(found: Floats, right: Floats) -> Floats:
    """Weights of a logistic regression, the first that of always being there."""
    x = np.concatenate([np.ones((len(found), 1)), found], axis=1)
    cost = np.diag([0.0] + [RIDGE] * found.shape[1])
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (likely - right) + cost @ weights
        weights -= np.linalg.solve((x * (likely * (1 - likely))[:, None]).T @ x + cost, slope)
    return weights


def _columns(names: Sequence[str], left_out: Sequence[str]) -> list[int]:
    return [place for place, name in enumerate(names) if name not in left_out]


def _together(rows: Rows) -> tuple[Floats, Floats]:
    return rows.found[:, _columns(rows.names, NOT_OF_TOGETHER)], rows.together


def _opposed(rows: Rows) -> tuple[Floats, Floats]:
    some = rows.sign != 0
    return rows.found[some][:, _columns(rows.names, NOT_OF_SIGNS)], (rows.sign[some] < 0).astype(float)


TARGETS: dict[str, tuple[Callable[[Rows], tuple[Floats, Floats]], Sequence[str]]] = {
    "together": (_together, NOT_OF_TOGETHER),
    "opposed": (_opposed, NOT_OF_SIGNS),
}


def _fitted(stories: Sequence[Rows], what: str) -> Floats:
    parts = [TARGETS[what][0](rows) for rows in stories]
    return fit(np.concatenate([x for x, _ in parts]), np.concatenate([y for _, y in parts]))


def cross(stories: Sequence[Rows]) -> None:
    """Print, for each probability, the area under the curve over the stories that were left out."""
    for what, (parts, _) in TARGETS.items():
        areas = []
        for fold in range(FOLDS):
            weights = _fitted([rows for i, rows in enumerate(stories) if i % FOLDS != fold], what)
            for rows in stories[fold::FOLDS]:
                x, y = parts(rows)
                areas.append(area(x @ weights[1:], y))
        print(f"{what}: area under the curve {np.mean(areas):.3f} over {len(areas)} stories")


def area(scores: Floats, right: Floats) -> float:
    """The share of pairs of a right and a wrong one of which the right one has the higher score."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    count = right.sum()
    return float((ranks[right > 0].sum() - count * (count + 1) / 2) / (count * (len(right) - count)))


def written(stories: Sequence[Rows]) -> str:
    """The weights as ``weighing.toml`` has them."""
    lines = ["# Written by training.fit_weighing; what the names mean says rashomon.survey.weighing.", ""]
    for what, (_, left_out) in TARGETS.items():
        weights = _fitted(stories, what)
        names = ["always", *(name for name in stories[0].names if name not in left_out)]
        lines += [f"[{what}]", *(f'"{n}" = {w:.4f}' for n, w in zip(names, weights, strict=True)), ""]
    return "\n".join(lines)


@cache
def nets() -> tuple[Reader, Likeness]:
    """The shipped nets, opened once in each process."""
    return open_reader(), open_likeness()


def read(family: Family, path: Path) -> tuple[Story, Scatter]:
    """A told story as the program reads it, and how its claims lie around their propositions."""
    reader, net = nets()
    ledger, stated = read_story(path, reader), stated_of(family)
    of_claims = ((one, stated.get(words(plain_text(claim)))) for one, claim in ledger.claims.items())
    story = Story(ledger, {claim: one for claim, one in of_claims if one is not None})
    return story, scatter_of(ledger, story.known, net)


def _rows(story: Story, level: Level) -> Rows:
    return rows_of(story, nets()[1], level)


def all_rows(processes: int) -> tuple[list[Rows], Level]:
    """The rows of each story, levelled by the others, in `FOLDS` parts; and what levels by all of them.

    What levelled a story by its own claims too would make its near pairs look surer than others' are.
    """
    with ProcessPoolExecutor(processes) as pool:
        told, scatters = zip(*pool.map(read, *zip(*told_stories(), strict=True)), strict=True)
        levels = [
            level_from([one for i, one in enumerate(scatters) if i % FOLDS != fold]) for fold in range(FOLDS)
        ]
        rows = list(pool.map(_rows, told, (levels[i % FOLDS] for i in range(len(told)))))
    return rows, level_from(scatters)


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cross", action="store_true", help="say how well it does; write nothing")
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    rows, level = all_rows(arguments.processes)
    if arguments.cross:
        cross(rows)
    else:
        write_level(level)
        PATH.write_text(written(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
