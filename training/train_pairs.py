"""Train the pair net: ``python -m training.train_pairs DATA RUN --encoder FOLDER``.

``RUN/net.pt`` of `training.train` must be there: its lower layers are read and not changed. Written:
``RUN/pair.pt``. One process; seeds are fixed.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.nets.features import encode
from rashomon.nets.signs import Face, compare, face
from rashomon.nets.wordpiece import WordPiece
from rashomon.text import split_words
from training.command import arguments_of, command
from training.deep import trunk
from training.net import WIDTH, Encoder, Net, load_encoder
from training.pair_groups import (
    RELATIONS,
    Group,
    debate_group,
    families,
    family_group,
    forecast_group,
    forecasts,
    reported_group,
    training_groups,
)
from training.pair_net import PairNet, start_pair
from training.pair_sets import chosen, read_debates, read_reported
from training.train import rate, sizes

SEED = 20261122
PLAIN = {"debate": 2, "made": 5, "headline": 3, "claimdiff": 2, "reported": 1}
TOLD = {
    **{"family": 10, "forecast": 2, "debate": 0.7, "made": 0.5, "headline": 0.5, "claimdiff": 0.4},
    "reported": 0.3,
}
TOLD_MORE = {
    **{"family": 11, "forecast": 1.5, "debate": 1.2, "made": 1.2, "headline": 0.8, "claimdiff": 0.4},
    "reported": 0.3,
}
"""How many groups of each set a step reads, on average: without our own families, with them, with more."""
LAYER_RATE, HEAD_RATE, DECAY, AVERAGE = 1.5e-4, 1e-3, 0.01, 0.99
BRIDGED = 1500
"""Sentences over which the bridge is fitted."""
LONGEST = 64
"""Pieces of a text that are read while learning."""
TAUGHT = 3
"""For one text in so many the teacher says its vector."""
WEIGHTS = {
    "claim": 1.5,
    "kind": 0.5,
    "outcome": 0.8,
    "perspective": 1.0,
    "stance": 0.3,
    "headline": 0.6,
    "strengthens": 0.2,
    "weakens": 0.3,
    "near": 0.6,
    "likeness": 2.0,
}
HEADLINE_CLASSES = torch.tensor([1.0, 2.0, 1.0, 0.7])
"""So that "disagree", the rarest, is heard."""
WEAKENS_CLASSES = torch.tensor([1.0, 4.0])


@dataclass(frozen=True)
class Part:
    """One part of the run; it starts from the averaged weights of the part before."""

    name: str
    steps: int
    """Where the rate would be nothing."""
    stop: int
    scale: float
    """Of the rates."""
    shares: Mapping[str, float]


PARTS = (
    Part("pair-first", 600, 300, 1.0, PLAIN),
    Part("pair-second", 260, 260, 0.7, PLAIN),
    Part("pair-third", 700, 100, 1.0, TOLD),
    Part("pair-fourth", 360, 360, 1.0, TOLD),
    Part("pair-fifth", 900, 100, 0.9, TOLD_MORE),
    Part("pair-sixth", 1100, 150, 0.9, TOLD_MORE),
    Part("pair-seventh", 1000, 150, 0.9, TOLD_MORE),
    Part("pair", 410, 410, 0.85, TOLD_MORE),
)
"""Full rate, then down to nothing, on the public sets; the same with our own families, twice."""


@dataclass
class Text:
    """What is kept of a text: the shared layers' states, the teacher's vector, its face."""

    states: Tensor
    teacher: Tensor | None
    """None for some of the texts that are near to others, to save time."""
    face: Face


class Texts:
    """Reads a text once and keeps what the layers that do not change give for it."""

    def __init__(self, run: Path, encoder: Path) -> None:
        self.wordpiece = WordPiece((encoder / "vocab.txt").read_text(encoding="utf-8").split("\n"))
        self._net, self._teacher = Net(sizes()), Encoder()
        self._net.load_state_dict(torch.load(run / "net.pt"))
        load_encoder(self._teacher, encoder)
        self._net.eval()
        self._teacher.eval()
        self._kept: dict[str, Text] = {}

    def __getitem__(self, text: str) -> Text:
        if text not in self._kept:
            self.add([text])
        return self._kept[text]

    def add(self, texts: Sequence[str]) -> None:
        """Read those that are new, of like length together."""
        new = {text: self._encoded(text) for text in dict.fromkeys(texts) if text not in self._kept}
        order = sorted(new, key=lambda text: (len(new[text][0]), text))
        for low in range(0, len(order), 64):
            some = order[low : low + 64]
            pieces, shapes, quotes = (_padded([new[text][k] for text in some]) for k in range(3))
            present = _padded([[1] * len(new[text][0]) for text in some]).float()
            with torch.no_grad():
                states, _ = trunk(self._net.encoder, pieces, shapes, quotes, present)
                part = torch.tensor([i for i, t in enumerate(some) if chosen(t, TAUGHT)], dtype=torch.long)
                none = torch.zeros_like(shapes[part])
                taught = self._teacher(pieces[part], none, none, present[part])
            vectors = nn.functional.normalize((taught * present[part][:, :, None]).sum(1), dim=1)
            teachers = dict(zip(part.tolist(), vectors, strict=True))
            for i, (text, state) in enumerate(zip(some, states, strict=True)):
                kept = state[: len(new[text][0])].half().clone()
                self._kept[text] = Text(kept, teachers.get(i), face(text, self.wordpiece))

    def bridge(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """(weight, bias) that take shared states nearest to the teacher's at that height: least squares."""
        left, right = torch.zeros(WIDTH + 1, WIDTH + 1).double(), torch.zeros(WIDTH + 1, WIDTH).double()
        for text in texts:
            pieces, shapes, quotes = (torch.tensor([row]) for row in self._encoded(text))
            with torch.no_grad():
                present, none = torch.ones(pieces.shape), torch.zeros_like(shapes)
                ours = trunk(self._net.encoder, pieces, shapes, quotes, present)[0][0].double()
                theirs = trunk(self._teacher, pieces, none, none, present)[0][0].double()
            ours = torch.cat([ours, torch.ones(len(ours), 1)], dim=1)
            left, right = left + ours.T @ ours, right + ours.T @ theirs
        found = torch.linalg.solve(left + torch.eye(WIDTH + 1), right).float()
        return found[:-1].T.contiguous(), found[-1]

    def _encoded(self, text: str) -> tuple[list[int], list[int], list[int]]:
        e = encode(text, split_words(text), self.wordpiece)
        room = LONGEST - 2
        pieces = [self.wordpiece.first, *e.pieces[:room], self.wordpiece.last]
        return pieces, [0, *e.shapes[:room], 0], [0, *e.quotes[:room], 0]


def _padded(rows: Sequence[Sequence[int]]) -> Tensor:
    width = max(len(row) for row in rows)
    return torch.tensor([[*row, *[0] * (width - len(row))] for row in rows])


@dataclass
class Read:
    """Texts as the pair net reads them."""

    vectors: Tensor
    pieces: Tensor
    inside: Tensor
    """1 for a piece of the text or the first, empty one."""
    faces: list[Face]

    def pair(self, net: PairNet, a: Sequence[int], b: Sequence[int]) -> Tensor:
        """What net finds in the pairs of texts given by index."""
        signs = torch.tensor([compare(self.faces[i], self.faces[j]) for i, j in zip(a, b, strict=True)])
        first, second = torch.tensor(a), torch.tensor(b)
        return net.pair(
            (self.vectors[first], self.vectors[second]),
            (self.pieces[first], self.pieces[second]),
            (self.inside[first], self.inside[second]),
            signs,
        )


def read(net: PairNet, texts: Sequence[Text], parts: int = 4) -> Read:
    """The texts through the net, in a few parts of like length."""
    sizes = [len(text.states) for text in texts]
    order = sorted(range(len(texts)), key=lambda i: sizes[i])
    width = max(sizes)
    vectors, pieces = [], []
    step = -(-len(order) // parts)
    for low in range(0, len(order), step):
        some = order[low : low + step]
        longest = sizes[some[-1]]
        shared = torch.stack(
            [nn.functional.pad(texts[i].states.float(), (0, 0, 0, longest - sizes[i])) for i in some]
        )
        present = (torch.arange(longest)[None, :] < torch.tensor([sizes[i] for i in some])[:, None]).float()
        vector, piece = net.read(shared, present)
        vectors.append(vector)
        pieces.append(nn.functional.pad(piece, (0, 0, 0, width - longest)))
    back = torch.tensor(order).argsort()
    inside = (torch.arange(width)[None, :] < torch.tensor(sizes)[:, None] - 1).float()
    return Read(torch.cat(vectors)[back], torch.cat(pieces)[back], inside, [text.face for text in texts])


def losses(net: PairNet, groups: Sequence[Group], texts: Texts) -> dict[str, Tensor]:
    """The mean loss of each task over the groups."""
    names = [text for group in groups for text in group.texts]
    kept = [texts[name] for name in names]
    here = read(net, kept)
    starts = [0]
    for group in groups:
        starts.append(starts[-1] + len(group.texts))
    asked = dict.fromkeys(
        (start + a, start + b) for start, group in zip(starts, groups, strict=False) for a, b in _asked(group)
    )
    place = {pair: row for row, pair in enumerate(asked)}
    met = here.pair(net, [a for a, _ in asked], [b for _, b in asked])
    found: dict[str, Tensor] = {}
    taught = [(row, text.teacher) for row, text in enumerate(kept) if text.teacher is not None]
    if taught:
        rows = torch.tensor([row for row, _ in taught])
        found["likeness"] = 1 - (here.vectors[rows] * torch.stack([t for _, t in taught])).sum(1).mean()
    for task in net.tasks:
        answers = [
            (place[start + a, start + b], label, number)
            for number, (start, group) in enumerate(zip(starts, groups, strict=False))
            for a, b, label in group.pairs.get(task, ())
        ]
        if answers:
            rows, labels, numbers = (torch.tensor(column) for column in zip(*answers, strict=True))
            scores = net.tasks[task](met[rows])
            if task == "claim":
                found[task] = _claim_loss(scores, labels, numbers)
            else:
                weight = WEAKENS_CLASSES if task == "weakens" else None
                found[task] = nn.functional.cross_entropy(scores, labels, weight=weight)
    stances = [
        (_together(net, met[[place[start, start + i] for i in range(1, len(g.texts))]]), g.stance)
        for start, g in zip(starts, groups, strict=False)
        if g.stance >= 0
    ]
    if stances:
        labels = torch.tensor([stance for _, stance in stances])
        scores = torch.stack([score for score, _ in stances])
        found["headline"] = nn.functional.cross_entropy(scores, labels, weight=HEADLINE_CLASSES)
    near = [(s + a, s + b, y) for s, g in zip(starts, groups, strict=False) for a, b, y in g.near]
    if near:
        a, b, y = (torch.tensor(column) for column in zip(*near, strict=True))
        odds = (here.vectors[a] * here.vectors[b]).sum(1) * net.near[0] + net.near[1]
        found["near"] = nn.functional.binary_cross_entropy_with_logits(odds, y.float())
    return found


def _asked(group: Group) -> Iterator[tuple[int, int]]:
    for rows in group.pairs.values():
        yield from ((a, b) for a, b, _ in rows)
    if group.stance >= 0:
        yield from ((0, i) for i in range(1, len(group.texts)))


def _together(net: PairNet, met: Tensor) -> Tensor:
    """The stance of an article's sentences together: the mean of their scores and the highest."""
    scores = net.tasks["headline"](met)
    return scores.mean(0) + scores.amax(0)


def _claim_loss(scores: Tensor, labels: Tensor, numbers: Tensor) -> Tensor:
    """Minus the logarithm of what the right answers get together; each group counts alike."""
    right = torch.stack([(labels & bit) > 0 for bit in RELATIONS.values()], dim=1)
    each = -(scores.log_softmax(1).masked_fill(~right, -1e4).logsumexp(1))
    sums = torch.zeros(int(numbers.max()) + 1).index_add(0, numbers, each)
    counts = torch.bincount(numbers)
    return (sums / counts.clamp(min=1)).sum() / (counts > 0).sum()


def drawn(
    data: Path, sets: dict[str, list[Group]], shares: Mapping[str, float], chance: random.Random
) -> Iterator[list[Group]]:
    """The groups of each step; every set is read through in random order, again and again."""
    debates = read_debates(data / "perspectrum", "train")
    reports = read_reported(data / "ecbplus", range(1, 31))
    told, foretold = families(held_out=False), forecasts(held_out=False)

    def endless(name: str) -> Iterator[Group]:
        while True:
            if name == "family":
                yield from (family_group(f, told, chance) for f in chance.sample(told, len(told)))
            elif name == "forecast":
                yield from (
                    forecast_group(f, foretold, chance) for f in chance.sample(foretold, len(foretold))
                )
            elif name == "debate":
                yield from (debate_group(d, chance) for d in chance.sample(debates, len(debates)))
            elif name == "reported":
                yield from (reported_group(r, chance) for r in chance.sample(reports, len(reports)))
            else:
                yield from chance.sample(sets[name], len(sets[name]))

    sources = {name: endless(name) for name in shares}
    while True:
        drawn_of = {name: int(count + chance.random()) for name, count in shares.items()}
        yield [next(sources[name]) for name, count in drawn_of.items() for _ in range(count)]


def train(data: Path, run: Path, encoder: Path) -> None:
    """Write ``run/pair.pt``; a part that is there already is not done again."""
    torch.manual_seed(SEED)
    texts, sets = Texts(run, encoder), training_groups(data, run)
    net = PairNet()
    start_pair(net, encoder)
    for number, part in enumerate(PARTS):
        path = run / f"{part.name}.pt"
        if not path.exists():
            if number == 0:
                weight, bias = texts.bridge([group.texts[0] for group in sets["made"][:BRIDGED]])
                net.bridge.load_state_dict({"weight": weight, "bias": bias})
            groups = drawn(data, sets, part.shares, random.Random(SEED + number))
            torch.save(_learn(net, part, groups, texts, path.with_suffix(".now")), path)
        net.load_state_dict(torch.load(path))


def _learn(
    net: PairNet, part: Part, groups: Iterator[list[Group]], texts: Texts, now: Path
) -> dict[str, Tensor]:
    """The running average of the weights over one part, kept in ``now`` on the way."""
    own = [*net.bridge.parameters(), *net.layers.parameters()]
    heads = [p for name, p in net.named_parameters() if not name.startswith(("bridge.", "layers."))]
    optimiser = torch.optim.AdamW(
        [{"params": own, "lr": LAYER_RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=DECAY
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: part.scale * rate(step, part.steps))
    average = {name: p.detach().clone() for name, p in net.named_parameters()}
    began, totals = time.time(), dict[str, list[float]]()
    net.train()
    for step in range(part.stop):
        some = next(groups)
        texts.add([text for group in some for text in group.texts])
        found = losses(net, some, texts)
        optimiser.zero_grad()
        torch.stack([WEIGHTS[name] * value for name, value in found.items()]).sum().backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        keep = min(AVERAGE, (step + 1) / (step + 11))
        for name, parameter in net.named_parameters():
            average[name].lerp_(parameter.detach(), 1 - keep)
        for name, value in found.items():
            totals.setdefault(name, []).append(float(value.detach()))
        if step % 25 == 24:
            left = (time.time() - began) / (step + 1) * (part.stop - step - 1) / 60
            shown = " ".join(f"{name} {sum(some) / len(some):.3f}" for name, some in totals.items())
            print(f"step {step + 1}/{part.stop} {shown} left {left:.0f} min", flush=True)
            totals = {}
        if step % 50 == 49:
            torch.save(average, now)
    return average


def main() -> None:
    """Parse the command line."""
    arguments = arguments_of(command(__doc__, "folder of the weights"))
    train(arguments.data, arguments.run, arguments.encoder)


if __name__ == "__main__":
    main()
