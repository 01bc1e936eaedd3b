"""Weigh the signs of `rashomon.resolve.links` on OntoGUM's documents to learn from.

python -m training.coreference GUM_FOLDER OUT.toml
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rashomon.records import Token
from rashomon.resolve.coreference import pointing
from rashomon.resolve.links import index_words, own_signs, signs
from rashomon.resolve.noun_phrases import find_phrases
from rashomon.resolve.phrase_facts import state_facts
from training.corpora import NON_COMMERCIAL_GUM
from training.layers import gum_dev_names
from training.samples import Tree
from training.treebanks import as_tokens, read_phrases, read_trees

EPOCHS = 20
BATCH = 128
RATE = 0.3
SPARE = 0.01
"""How hard weights are pulled to nothing."""
COSTS = {"missed": 3.0, "false": 0.3, "wrong": 1.0}
"""What is added to a wrong choice's score while learning (Durrett and Klein 2013)."""
LEAST = 0.02
"""Weights below are left out of the table."""


@dataclass(frozen=True)
class Choice:
    """One phrase's options: the first is being new; ``right`` are those of its chain."""

    signs: list[np.ndarray]
    right: np.ndarray
    cost: np.ndarray


class Signs:
    """Numbers for (sort, sign)."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], int] = {}

    def of(self, sort: str, found: Sequence[str]) -> np.ndarray:
        """The numbers of a phrase's or pair's signs."""
        return np.array([self.numbers.setdefault((sort, sign), len(self.numbers)) for sign in found])


def choices(tree: Tree, tokens: Sequence[Token], known: Signs) -> Iterator[Choice]:
    """Every phrase of a document with what it may be led back to and what is right."""
    chain_of = {phrase.span: phrase.chain for phrase in read_phrases(tree) if phrase.chain}
    phrases = find_phrases(tokens)
    facts = state_facts(tree.text, tokens, phrases)
    chains = [chain_of.get((tokens[p.first].span.start, tokens[p.last].span.end)) for p in phrases]
    seen: set[str] = set()
    for after, before in pointing(facts):
        sort = facts[after].sort
        rows = [known.of(sort, own_signs(facts[after], facts[after].head in seen))]
        rows += [known.of(sort, signs(facts[i], facts[after], after - i)) for i in before]
        right = np.array([False, *(chains[i] is not None and chains[i] == chains[after] for i in before)])
        right[0] = not right.any()
        cost = np.full(len(rows), COSTS["false"] if right[0] else COSTS["wrong"])
        cost[0] = COSTS["missed"]
        cost[right] = 0.0
        seen |= index_words(facts[after])
        if before:
            yield Choice(rows, right, cost)


def learn(rows: Sequence[Choice], size: int, seed: int = 1) -> np.ndarray:
    """Weights that make the right options likely (AdaGrad on the marginal likelihood with costs)."""
    weight, squares, mean = np.zeros(size), np.full(size, 1e-3), np.zeros(size)
    order = np.random.default_rng(seed)
    batches = (len(rows) + BATCH - 1) // BATCH
    for epoch in range(EPOCHS):
        loss = 0.0
        for places in np.array_split(order.permutation(len(rows)), batches):
            change, missed = _slope([rows[i] for i in places], weight)
            loss += missed
            change += SPARE * weight
            squares += change**2
            weight -= RATE * change / np.sqrt(squares)
        if epoch >= EPOCHS // 2:
            mean += weight
        print(f"epoch {epoch + 1}: loss {loss / len(rows):.4f}", flush=True)
    return mean / (EPOCHS - EPOCHS // 2)


def _slope(rows: Sequence[Choice], weight: np.ndarray) -> tuple[np.ndarray, float]:
    """The gradient of the loss of some choices, and the loss."""
    flat = np.concatenate([part for row in rows for part in row.signs])
    owner = np.repeat(
        np.arange(sum(len(row.signs) for row in rows)), [len(p) for row in rows for p in row.signs]
    )
    choice = np.repeat(np.arange(len(rows)), [len(row.signs) for row in rows])
    first = np.searchsorted(choice, np.arange(len(rows)))
    score = np.bincount(owner, weight[flat], len(choice))
    score += np.concatenate([row.cost for row in rows])
    full = np.exp(score - np.maximum.reduceat(score, first)[choice])
    full /= np.add.reduceat(full, first)[choice]
    part = np.where(np.concatenate([row.right for row in rows]), full, 0.0)
    total = np.maximum(np.add.reduceat(part, first), 1e-12)
    slope = full - part / total[choice]
    change = np.bincount(flat, slope[owner], len(weight))
    return change, float(-np.log(total).sum())


def write(path: Path, tables: dict[str, dict[str, dict[str, float]]]) -> None:
    """The tables as TOML."""
    lines = ["# What each sign weighs for each sort of phrase, learnt by training/coreference.py."]
    for table, sorts in tables.items():
        for sort, row in sorted(sorts.items()):
            lines += ["", f'["{table}".{sort}]']
            lines += [f'"{sign}" = {value:.2f}' for sign, value in sorted(row.items()) if abs(value) >= LEAST]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def documents(gum: Path) -> list[str]:
    """The names of the documents to learn from: no dev, no texts closed to commercial use."""
    dev = gum_dev_names(gum.parent)
    names = sorted(path.stem for path in (gum / "coref" / "ontogum" / "conllu").glob("*.conllu"))
    return [n for n in names if n not in dev and n.split("_")[1] not in NON_COMMERCIAL_GUM]


def weigh(gum: Path, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """The weights that documents teach, by sort and sign."""
    known = Signs()
    rows = []
    for name in names:
        (tree,) = read_trees(gum / "coref" / "ontogum" / "conllu" / f"{name}.conllu")
        rows += list(choices(tree, as_tokens(tree), known))
    print(f"{len(rows)} choices, {len(known.numbers)} signs", flush=True)
    weight = learn(rows, len(known.numbers))
    table: dict[str, dict[str, float]] = {}
    for (sort, sign), number in known.numbers.items():
        table.setdefault(sort, {})[sign] = float(weight[number])
    return table


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gum", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    write(options.out, {"signs": weigh(options.gum, documents(options.gum))})


if __name__ == "__main__":
    main()
