"""Pairs of claims of the told stories, as the program comes to ask of them, and what they are to each other.

The stories are read with the shipped nets (`training.told_stories`); of the pairs that the survey looks at
those count whose claims are both labelled. One story in `HELD` teaches the pair net nothing: what is fitted
on what the net says (`training.fit_weighing`) is fitted on these.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from rashomon.nets.likeness import Likeness, open_likeness
from rashomon.nets.reader import Reader, open_reader
from rashomon.survey.contents import contents_of
from rashomon.survey.copies import find_copies
from rashomon.survey.pairs import look
from rashomon.survey.plain_words import in_full, plain_text
from training.families import Family, Stated
from training.pair_sets import chosen
from training.told_stories import read_story, stated_of, told_stories, words

HELD = 6


@dataclass(frozen=True)
class LabelledPair:
    """Two claims as the net is given them: with names for their pronouns, where it is known whose."""

    a: str
    b: str
    relation: str
    """``"same"``, ``"opposed"``, ``"about"`` or ``"other"``."""
    kind: str
    """On what they are opposed."""


@dataclass(frozen=True)
class ToldPairs:
    """Of one story."""

    name: str
    pairs: tuple[LabelledPair, ...]


def is_held_out(name: str) -> bool:
    """Whether the pair net learns nothing from the story of this file."""
    return chosen(name, HELD)


def told_pairs(kept: Path, *, held_out: bool) -> list[ToldPairs]:
    """The pairs of the stories to learn from, or of the others; in a file, since reading takes minutes."""
    if not kept.exists():
        reader, net = open_reader(), open_likeness()
        found = [_pairs_of(family, path, reader, net) for family, path in told_stories()]
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps([asdict(one) for one in found]), encoding="utf-8")
    rows = json.loads(kept.read_text(encoding="utf-8"))
    read = [ToldPairs(row["name"], tuple(LabelledPair(**pair) for pair in row["pairs"])) for row in rows]
    return [one for one in read if is_held_out(one.name) == held_out]


def _pairs_of(family: Family, path: Path, reader: Reader, net: Likeness) -> ToldPairs:
    ledger, stated = read_story(path, reader), stated_of(family)
    texts = {article.name: article.text for article in ledger.articles}
    said = {one: words(plain_text(claim)) for one, claim in ledger.claims.items()}
    known = {one: stated[text] for one, text in said.items() if text in stated}
    told = {
        one: plain_text(in_full(ledger.claims[one], texts[ledger.claims[one].article], ledger.actors))
        for one in known
    }
    looked = look(ledger, contents_of(ledger), find_copies(ledger.articles, ()), net, known.keys())
    return ToldPairs(path.stem, tuple(_labelled(pair, told, known) for pair in looked.clues))


def _labelled(pair: tuple[str, str], told: Mapping[str, str], known: Mapping[str, Stated]) -> LabelledPair:
    (a, b), (one, other) = pair, (known[claim] for claim in pair)
    kind = max(one, other, key=lambda stated: stated.position).kind
    return LabelledPair(told[a], told[b], one.relation(other), kind)
