"""What is learnt of single units: trees, lemmas, events, how sure an event is, and coreference chains."""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rashomon.nets.units import split_units, unit_words
from rashomon.records import Span, Spans
from training.samples import NounPhrase, Sample, Tree
from training.treebanks import script_of

IGNORED = -1
UPOS = [
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
]
RARE = 3
"""A lemma script seen less often is not a class of its own."""
NAN = math.nan


@dataclass(frozen=True)
class Inventory:
    """The classes of the heads that read one unit, in the order of their labels."""

    xpos: list[str]
    lemma: list[str]
    deprel: list[str]

    def classes(self) -> dict[str, list[str]]:
        """Every such head's classes by the head's name."""
        return {
            "upos": UPOS,
            "xpos": self.xpos,
            "lemma": self.lemma,
            "join": ["new", "joined"],
            "event": ["none", "event"],
        }


def take_inventory(trees: Iterable[Tree]) -> Inventory:
    """The classes that the training trees show; lemma scripts only where seen `RARE` times or more."""
    xpos: Counter[str] = Counter()
    scripts: Counter[str] = Counter()
    deprels: Counter[str] = Counter()
    for tree in trees:
        for token in tree.tokens:
            xpos[token.xpos] += 1
            deprels[token.deprel] += 1
            scripts[script_of(tree.text[token.span[0] : token.span[1]], token.lemma)] += 1
    return Inventory(sorted(xpos), sorted(s for s, n in scripts.items() if n >= RARE), sorted(deprels))


def save_inventory(inventory: Inventory, path: Path) -> None:
    """Keep the classes beside the weights that know them."""
    path.write_text(json.dumps(inventory.__dict__), encoding="utf-8")


def load_inventory(path: Path) -> Inventory:
    """What `save_inventory` kept."""
    return Inventory(**json.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Units:
    """A sample's units with their labels; `IGNORED` (or nan) where nothing is known."""

    words: list[int]
    """The word that stands for each unit."""
    labels: dict[str, list[int]]
    sentences: list[int]
    heads: list[int]
    """A unit's head; its own index for a root."""
    rels: list[int]
    judged: list[float]
    mentions: list[tuple[int, int, int]]
    """(head unit, chain or -1 for none, key of the written form), in the order of the text."""


def label_units(sample: Sample, words: Spans, inventory: Inventory) -> Units | None:
    """The sample's units, or None where nothing is marked on units."""
    if sample.tree is None and sample.judged is None:
        return None
    units = split_units(sample.text)
    starts = [unit.start for unit in units]
    count = len(units)
    labels = {name: [IGNORED] * count for name in inventory.classes()}
    blank = Units(
        unit_words(units, words),
        labels,
        [IGNORED] * count,
        [IGNORED] * count,
        [IGNORED] * count,
        [NAN] * count,
        [],
    )
    if sample.tree is not None:
        _label_tree(sample, units, starts, inventory, blank)
    for mark in sample.judged or ():
        index = bisect_left(starts, mark.span[0])
        if index < count and starts[index] == mark.span[0]:
            blank.judged[index] = mark.value
    return blank


def _label_tree(
    sample: Sample, units: Sequence[Span], starts: list[int], inventory: Inventory, into: Units
) -> None:
    tree = sample.tree
    assert tree is not None
    known = {name: {c: i for i, c in enumerate(classes)} for name, classes in inventory.classes().items()}
    rels = {c: i for i, c in enumerate(inventory.deprel)}
    at: dict[int, int] = {}
    for number, token in enumerate(tree.tokens):
        index = bisect_left(starts, token.span[0])
        if index < len(units) and starts[index] == token.span[0]:
            at[number] = index
    for number, index in at.items():
        token = tree.tokens[number]
        form = tree.text[token.span[0] : token.span[1]]
        into.labels["upos"][index] = known["upos"].get(token.upos, IGNORED)
        into.labels["xpos"][index] = known["xpos"].get(token.xpos, IGNORED)
        into.labels["lemma"][index] = known["lemma"].get(script_of(form, token.lemma), IGNORED)
        into.sentences[index] = token.sentence
        into.heads[index] = at.get(token.head, IGNORED)
        into.rels[index] = rels.get(token.deprel, IGNORED)
        into.labels["join"][index] = 0
        for inside in range(index + 1, bisect_left(starts, token.span[1])):
            into.labels["join"][inside] = 1
    if sample.phrases is not None:
        _label_phrases(tree, sample.phrases, at, into)


def _label_phrases(tree: Tree, phrases: Sequence[NounPhrase], at: dict[int, int], into: Units) -> None:
    numbers: dict[str, int] = {}
    keys: dict[str, int] = {}
    for number, index in at.items():
        if tree.tokens[number].upos in ("NOUN", "PROPN"):
            into.labels["event"][index] = 0
    for phrase in phrases:
        index = at.get(phrase.head, IGNORED)
        if index == IGNORED:
            continue
        if phrase.kind == "event" and into.labels["event"][index] == 0:
            into.labels["event"][index] = 1
        form = tree.tokens[phrase.head].lemma.lower()
        key = keys.setdefault(form, len(keys))
        chain = numbers.setdefault(phrase.chain, len(numbers)) if phrase.chain else IGNORED
        into.mentions.append((index, chain, key))
    into.mentions.sort()


def cut_units(units: Units, start: int, end: int) -> Units:
    """The units that words ``start`` to ``end`` stand for; a head outside is not learnt."""
    low, high = bisect_left(units.words, start), bisect_left(units.words, end)

    def inside(index: int) -> int:
        return index - low if low <= index < high else IGNORED

    return Units(
        [word - start for word in units.words[low:high]],
        {name: labels[low:high] for name, labels in units.labels.items()},
        units.sentences[low:high],
        [inside(head) for head in units.heads[low:high]],
        units.rels[low:high],
        units.judged[low:high],
        [(index - low, chain, key) for index, chain, key in units.mentions if low <= index < high],
    )
