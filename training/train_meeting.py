"""Train the net that reads two texts together.

``python -m training.train_meeting DATA RUN --encoder FOLDER``

``RUN/net.pt`` of `training.train` and the exported net that makes vectors (`training.export_pairs`) must be
there: they are read and not changed. Written: ``RUN/meeting.pt``. Told stories as the program cuts them are
half of what it reads (`training.told_pairs`); families, forecasts and the public sets of pairs the rest. One
process; seeds are fixed.
"""

from __future__ import annotations

import argparse
import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn

from rashomon.nets.features import encode
from rashomon.nets.likeness import LONGEST, open_likeness
from rashomon.nets.signs import Face, compare, face
from rashomon.nets.weights import FOLDER
from rashomon.nets.wordpiece import WordPiece
from rashomon.text import split_words
from training.averaged import Averaged, Plan
from training.deep import embed
from training.meeting_net import Meeting, start_meeting
from training.narrow import Narrow
from training.net import WIDTH, Net
from training.pair_groups import (
    RELATIONS,
    Group,
    debate_group,
    families,
    family_group,
    forecast_group,
    forecasts,
    reported_group,
    told_groups,
    training_groups,
)
from training.pair_sets import read_debates, read_reported
from training.told_pairs import told_pairs
from training.train import HALF, sizes

Item = TypeVar("Item")
SEED = 20261122
SHARES = {
    **{"story": 1.0, "family": 0.6, "forecast": 0.5, "debate": 0.6, "made": 0.2, "headline": 1.0},
    **{"claimdiff": 1.2, "reported": 0.1},
}
"""How many groups of each set a step reads, on average."""
PAIRS = 10
"""Of one group at most so many pairs at a time, but of told stories and headlines all."""
STEPS = 1000
LAYER_RATE, HEAD_RATE, DECAY, AVERAGE = 1.5e-4, 1e-3, 0.01, 0.995
PARTS = 4
"""A step's pairs are read in so many parts of like length."""
WEIGHTS = {
    **{"claim": 1.0, "kind": 0.2, "outcome": 0.4, "perspective": 0.5, "stance": 0.2, "headline": 0.5},
    **{"strengthens": 0.1, "weakens": 0.15},
}
HEADLINE_CLASSES = torch.tensor([1.0, 2.0, 1.0, 0.7])
"""So that "disagree", the rarest, is heard."""
WEAKENS_CLASSES = torch.tensor([1.0, 4.0])
SMOOTHED = 0.05
"""How much of the certainty is taken off labels that nobody read twice."""


@dataclass
class Asked:
    """Pairs of texts, and what the net is to answer."""

    pairs: list[tuple[str, str]] = field(default_factory=list)
    answers: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """task -> (which pair, label); the labels of "claim" are bits."""
    stances: list[tuple[range, int]] = field(default_factory=list)
    """Pairs of a headline with sentences of an article, and their stance together."""

    def add(self, group: Group, chance: random.Random) -> None:
        """Ask about some pairs of a group, in any order where the order says nothing."""
        if group.stance >= 0:
            start = len(self.pairs)
            self.pairs += [(group.texts[0], text) for text in group.texts[1:]]
            self.stances.append((range(start, len(self.pairs)), group.stance))
        place: dict[tuple[int, int], int] = {}
        for task, rows in group.pairs.items():
            for a, b, label in rows:
                if (a, b) not in place:
                    place[a, b] = len(self.pairs)
                    texts = group.texts[a], group.texts[b]
                    is_turned = task in EITHER and chance.random() < 1 / 2
                    self.pairs.append(texts[::-1] if is_turned else texts)
                self.answers.setdefault(task, []).append((place[a, b], label))


EITHER = "claim", "perspective"
"""What is the same whichever text comes first."""


@dataclass(frozen=True)
class Text:
    """What is kept of a text."""

    embedded: Tensor
    """What the reader's input table gives for its pieces."""
    vector: Tensor
    """Of the text read alone, by the shipped net."""
    face: Face


class Texts:
    """Reads each text once, by what does not change."""

    def __init__(self, run: Path, encoder: Path, folder: Path) -> None:
        self._likeness = open_likeness(folder)
        self._wordpiece = WordPiece((encoder / "vocab.txt").read_text(encoding="utf-8").split("\n"))
        net = Net(sizes())
        net.load_state_dict(torch.load(run / "net.pt"))
        self._encoder = net.encoder.eval()
        self._kept: dict[str, Text] = {}

    def __getitem__(self, text: str) -> Text:
        if text not in self._kept:
            e = encode(text, split_words(text), self._wordpiece)
            room = LONGEST - 2
            rows = (
                [self._wordpiece.first, *e.pieces[:room], self._wordpiece.last],
                [0, *e.shapes[:room], 0],
                [0, *e.quotes[:room], 0],
            )
            pieces, shapes, quotes = (torch.tensor([row]) for row in rows)
            with torch.no_grad():
                embedded, _ = embed(self._encoder, pieces, shapes, quotes, torch.ones_like(pieces))
            vector = torch.from_numpy(self._likeness.vectors([text])[0])
            self._kept[text] = Text(embedded[0].half(), vector, face(text, self._wordpiece))
        return self._kept[text]


def meet(net: Meeting, pairs: Sequence[tuple[str, str]], texts: Texts, parts: int = PARTS) -> Tensor:
    """What the net finds in pairs of texts, [pairs, MEET], read in a few parts of like length."""
    read = [(texts[a], texts[b]) for a, b in pairs]
    order = sorted(range(len(read)), key=lambda i: sum(len(text.embedded) for text in read[i]))
    found = []
    step = -(-len(order) // parts)
    for low in range(0, len(order), step):
        some = [read[i] for i in order[low : low + step]]
        width = max(len(a.embedded) + len(b.embedded) for a, b in some)
        embedded = torch.zeros(len(some), width, WIDTH)
        second, present = torch.zeros(len(some), width), torch.zeros(len(some), width)
        for row, (a, b) in enumerate(some):
            here, end = len(a.embedded), len(a.embedded) + len(b.embedded)
            embedded[row, :here], embedded[row, here:end] = a.embedded, b.embedded
            second[row, here:end], present[row, :end] = 1, 1
        vectors = torch.stack([a.vector for a, _ in some]), torch.stack([b.vector for _, b in some])
        signs = torch.tensor([compare(a.face, b.face) for a, b in some])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
            found.append(net(embedded, second, present, vectors, signs).float())
    return torch.cat(found)[torch.tensor(order).argsort()]


def losses(net: Meeting, asked: Asked, texts: Texts) -> dict[str, Tensor]:
    """The mean loss of each task."""
    met = meet(net, asked.pairs, texts)
    found: dict[str, Tensor] = {}
    for task, answers in asked.answers.items():
        rows, labels = (torch.tensor(column) for column in zip(*answers, strict=True))
        scores = net.tasks[task](met[rows])
        if task == "claim":
            found[task] = claim_loss(scores, labels)
        else:
            weight = WEAKENS_CLASSES if task == "weakens" else None
            found[task] = nn.functional.cross_entropy(scores, labels, weight=weight)
    if asked.stances:
        each = [net.tasks["headline"](met[rows.start : rows.stop]) for rows, _ in asked.stances]
        scores = torch.stack([one.mean(0) + one.amax(0) for one in each])
        labels = torch.tensor([stance for _, stance in asked.stances])
        found["headline"] = nn.functional.cross_entropy(scores, labels, weight=HEADLINE_CLASSES)
    return found


def claim_loss(scores: Tensor, labels: Tensor) -> Tensor:
    """Minus the logarithm of what the right answers get together; a little for every answer."""
    right = torch.stack([(labels & bit) > 0 for bit in RELATIONS.values()], dim=1)
    likely = scores.log_softmax(1)
    each = -likely.masked_fill(~right, -1e4).logsumexp(1)
    return (1 - SMOOTHED) * each.mean() - SMOOTHED * likely.mean()


def some_of(group: Group, chance: random.Random) -> Group:
    """The group with at most `PAIRS` of its pairs."""
    if group.stance >= 0:
        return group
    pairs = sorted({(a, b) for rows in group.pairs.values() for a, b, _ in rows})
    kept = set(chance.sample(pairs, min(PAIRS, len(pairs))))
    rows = {task: [row for row in some if (row[0], row[1]) in kept] for task, some in group.pairs.items()}
    return Group(group.texts, {task: some for task, some in rows.items() if some}, group.stance)


def drawn(data: Path, run: Path, chance: random.Random) -> Iterator[Asked]:
    """What each step asks; every set is read through in random order, again and again."""
    told = told_pairs(run / "told_pairs.json", held_out=False)
    own, foretold = families(held_out=False), forecasts(held_out=False)
    debates = read_debates(data / "perspectrum", "train")
    reports = read_reported(data / "ecbplus", range(1, 31))
    sources: dict[str, Iterator[Group]] = {
        "story": told_groups(told, chance),
        "family": endless(own, lambda one: some_of(family_group(one, own, chance), chance), chance),
        "forecast": endless(
            foretold, lambda one: some_of(forecast_group(one, foretold, chance), chance), chance
        ),
        "debate": endless(debates, lambda one: some_of(debate_group(one, chance), chance), chance),
        "reported": endless(reports, lambda one: some_of(reported_group(one, chance), chance), chance),
    }
    for name, groups in training_groups(data, run).items():
        sources[name] = endless(groups, lambda one: some_of(one, chance), chance)
    while True:
        asked = Asked()
        for name, count in SHARES.items():
            for _ in range(int(count + chance.random())):
                asked.add(next(sources[name]), chance)
        yield asked


def endless(items: Sequence[Item], made: Callable[[Item], Group], chance: random.Random) -> Iterator[Group]:
    """What is made of each of ``items``, in another order every time round."""
    while True:
        yield from map(made, chance.sample(items, len(items)))


def train(data: Path, run: Path, encoder: Path, folder: Path, steps: int) -> None:
    """Write ``run/meeting.pt``, the running average of the weights."""
    torch.manual_seed(SEED)
    net, texts = Meeting(), Texts(run, encoder, folder)
    start_meeting(net, encoder)
    own = [*net.layers.parameters(), net.other]
    plan = Plan(steps, steps, LAYER_RATE, HEAD_RATE, DECAY, AVERAGE, WEIGHTS)
    learner = Averaged(net, own, plan, Narrow(net.layers.parameters()))
    for asked in itertools.islice(drawn(data, run, random.Random(SEED)), steps):
        learner.put_on()
        learner.learn(losses(net, asked, texts), run / "meeting.now")
    torch.save(learner.average, run / "meeting.pt")


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the unpacked data sets")
    parser.add_argument("run", type=Path, help="folder of the weights")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder to start from")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="the weights that `export_pairs` wrote")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, default=STEPS)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    train(arguments.data, arguments.run, arguments.encoder, arguments.folder, arguments.steps)


if __name__ == "__main__":
    main()
