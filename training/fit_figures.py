"""Fit what `rashomon.survey.figure_ties` weighs: ``python -m training.fit_figures [--cross]``.

The told stories are read with the shipped nets; every pair of claims that give different figures of one sort
is a row, right where both are labelled and exclude one another in number. What is weighed at last is fitted
on odds that come from the other stories, else it would trust them too much. Written is ``figure_ties.toml``
of the package; ``--cross`` says how well the stories left out are told, and writes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import rashomon.survey
from rashomon.survey.contents import contents_of
from rashomon.survey.copies import find_copies
from rashomon.survey.facts import facts_of
from rashomon.survey.figure_pairs import FigurePair, figure_pairs
from rashomon.survey.figure_ties import Known, among, clues
from rashomon.survey.pairs import look
from rashomon.survey.scenes import Scenes
from rashomon.survey.weighing import weigh
from training.families import Family, Stated
from training.fit_weighing import FOLDS, Story, area, fit, nets, read
from training.told_stories import told_stories

Floats = NDArray[np.float64]
PATH = Path(rashomon.survey.__file__).parent / "figure_ties.toml"


@dataclass(frozen=True)
class Told:
    """The pairs of one story."""

    pairs: Sequence[FigurePair]
    clues: Sequence[Mapping[str, float]]
    found: Floats
    """The same, [pairs, clues]."""
    right: Floats
    """1 where the two exclude one another in number, else 0; not a number where one is not labelled."""

    @property
    def labelled(self) -> NDArray[np.bool_]:
        """Which pairs have a label."""
        return ~np.isnan(self.right)


def pairs_of(family: Family, path: Path) -> Told | None:
    """The pairs of a story as the program reads it; None where it has none."""
    story: Story = read(family, path)[0]
    ledger, contents = story.ledger, contents_of(story.ledger)
    seen = look(ledger, contents, find_copies(ledger.articles, ()), nets()[1])
    facts = facts_of(ledger, contents)
    weighed = {pair: weigh(one) for pair, one in seen.clues.items()}
    known = Known(Scenes(ledger, facts), seen.near, seen.relations, weighed)
    pairs = list(figure_pairs(facts))
    if not pairs:
        return None
    found = [clues(pair, known) for pair in pairs]
    return Told(
        pairs,
        found,
        np.array([list(one.values()) for one in found]),
        np.array([_right(pair, story.known) for pair in pairs]),
    )


def _right(pair: FigurePair, stated: Mapping[str, Stated]) -> float:
    if pair.a.id not in stated or pair.b.id not in stated:
        return float("nan")
    one, other = stated[pair.a.id], stated[pair.b.id]
    return float(one.relation(other) == "opposed" and "number" in (one.kind, other.kind))


def _fitted(rows: Sequence[tuple[Floats, Told]]) -> Floats:
    """Weights over rows of stories, of those that are labelled."""
    found = np.concatenate([x[told.labelled] for x, told in rows])
    return fit(found, np.concatenate([told.right[told.labelled] for _, told in rows]))


def _odds(found: Floats, weights: Floats) -> Floats:
    return found @ weights[1:] + weights[0]


def _second(stories: Sequence[Told]) -> tuple[list[Floats], tuple[str, ...]]:
    """What is weighed at last, each story's with odds from weights of the other parts."""
    rows: list[Floats] = []
    names: tuple[str, ...] = ()
    parts = [
        _fitted([(told.found, told) for i, told in enumerate(stories) if i % FOLDS != fold])
        for fold in range(FOLDS)
    ]
    for place, told in enumerate(stories):
        found = among(told.pairs, told.clues, list(_odds(told.found, parts[place % FOLDS])))
        rows.append(np.array([list(one.values()) for one in found]))
        names = tuple(found[0])
    return rows, names


def cross(stories: Sequence[Told]) -> None:
    """Print how well each fifth of the stories is told by the others."""
    rows, _ = _second(stories)
    odds, right = [], []
    for fold in range(FOLDS):
        weights = _fitted([(rows[i], told) for i, told in enumerate(stories) if i % FOLDS != fold])
        for place in range(fold, len(stories), FOLDS):
            labelled = stories[place].labelled
            odds.append(_odds(rows[place], weights)[labelled])
            right.append(stories[place].right[labelled])
    scores, labels = np.concatenate(odds), np.concatenate(right)
    print(f"{len(labels)} pairs, {labels.mean():.3f} right; area under the curve {area(scores, labels):.3f}")
    for least in (0.3, 0.45, 0.6, 0.75):
        some = scores >= np.log(least / (1 - least))
        print(
            f"from {least}: {some.sum()} pairs, precision {labels[some].mean():.3f}, "
            f"recall {labels[some].sum() / labels.sum():.3f}"
        )


def written(stories: Sequence[Told]) -> str:
    """The weights as ``figure_ties.toml`` has them."""
    rows, names = _second(stories)
    tables = {
        "alone": (tuple(stories[0].clues[0]), _fitted([(told.found, told) for told in stories])),
        "among": (names, _fitted(list(zip(rows, stories, strict=True)))),
    }
    lines = ["# Written by training.fit_figures; what the names mean says rashomon.survey.figure_ties.", ""]
    for what, (called, weights) in tables.items():
        named = zip(("always", *called), weights, strict=True)
        lines += [f"[{what}]", *(f'"{name}" = {weight:.4f}' for name, weight in named), ""]
    return "\n".join(lines)


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cross", action="store_true", help="say how well it does; write nothing")
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    with ProcessPoolExecutor(arguments.processes) as pool:
        found = pool.map(pairs_of, *zip(*told_stories(), strict=True))
        stories = [told for told in found if told is not None]
    if arguments.cross:
        cross(stories)
    else:
        PATH.write_text(written(stories), encoding="utf-8")


if __name__ == "__main__":
    main()
