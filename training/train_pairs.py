"""Train the pair net: ``python -m training.train_pairs DATA RUN --encoder FOLDER``.

``RUN/net.pt`` of `training.train` must be there: its lower layers are read and not changed. Written:
``RUN/pair.pt``. One process; seeds are fixed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.nets.features import encode
from rashomon.nets.signs import Face, compare, face
from rashomon.nets.wordpiece import WordPiece
from rashomon.text import split_words
from training.deep import trunk
from training.net import WIDTH, Encoder, Net, load_encoder
from training.pair_groups import (
    OPPOSED,
    SAME,
    UNRELATED,
    Group,
    debate_group,
    reported_group,
    training_groups,
)
from training.pair_net import PairNet, start_pair
from training.pair_sets import chosen, read_debates, read_reported
from training.train import rate, sizes

SEED = 20261122
SHARES = {"debate": 3, "made": 4, "headline": 4, "claimdiff": 5, "reported": 1}
"""How many groups of each set a step reads."""
ASKED = {"debate": 18, "made": 9, "headline": 6, "claimdiff": 1, "reported": 6}
"""Of how many pairs of a group, at most, a step asks."""
STANCE_SHARES = (0.25, 0.3, 0.3, 0.15)
"""How often a headline of each stance is drawn: "disagree", the rarest, as often as others."""
STEPS = 1000
LAYER_RATE, HEAD_RATE, DECAY, AVERAGE = 2e-4, 1e-3, 0.01, 0.99
BRIDGED = 1500
"""Sentences over which the bridge is fitted."""
LONGEST = 64
"""Pieces of a text that are read while learning."""
TAUGHT = 3
"""For one text in so many the teacher says its vector."""
ALONE = 16
"""Texts of a step that are read alone, too."""
WEIGHTS = {
    "claim": 1.5,
    "perspective": 1.0,
    "stance": 0.3,
    "headline": 0.8,
    "strengthens": 0.2,
    "weakens": 0.4,
    "near": 0.2,
    "likeness": 1.0,
}
DIRECTED = frozenset(("stance", "headline", "strengthens", "weakens"))
"""In these the first text is what the second is measured by."""
WEAKENS_CLASSES = torch.tensor([1.0, 4.0])


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


def alone(net: PairNet, texts: Sequence[Text]) -> Tensor:
    """The vectors of texts read alone, [texts, width]."""
    states = nn.utils.rnn.pad_sequence([text.states.float() for text in texts], batch_first=True)
    present = _padded([[1] * len(text.states) for text in texts]).float()
    return net.vectors(net.read(states, torch.zeros_like(present).long(), present), present)


def together(net: PairNet, pairs: Sequence[tuple[Text, Text]], parts: int = 6) -> Tensor:
    """What pairs of texts are to each other, [pairs, MEET]; those of like length are read at once."""
    sizes = [len(a.states) + len(b.states) for a, b in pairs]
    order = sorted(range(len(pairs)), key=lambda i: sizes[i])
    step = -(-len(order) // parts)
    met = []
    for low in range(0, len(order), step):
        some = [pairs[i] for i in order[low : low + step]]
        states = [torch.cat([a.states, b.states]).float() for a, b in some]
        sides = _padded([[0] * len(a.states) + [1] * len(b.states) for a, b in some])
        present = _padded([[1] * len(row) for row in states]).float()
        read = net.read(nn.utils.rnn.pad_sequence(states, batch_first=True), sides, present)
        signs = torch.tensor([compare(a.face, b.face) for a, b in some])
        met.append(net.pair(read, sides, present, signs))
    return torch.cat(met)[torch.tensor(order).argsort()]


@dataclass(frozen=True)
class Asked:
    """A pair that a step asks of, with its right answers by task."""

    first: str
    second: str
    answers: dict[str, int]
    group: int
    """Pairs of one group share the loss of "claim"; the sentences of one headline are judged together."""
    stance: int = -1


def ask(group: Group, number: int, most: int, chance: random.Random) -> list[Asked]:
    """Some of the group's pairs, of rare answers as many as of others; which text is first is by chance."""
    if group.stance >= 0:
        pairs = [(group.texts[0], text) for text in group.texts[1:]]
        return [Asked(a, b, {}, number, group.stance) for a, b in pairs[:most]]
    answers: dict[tuple[int, int], dict[str, int]] = {}
    for task, rows in group.pairs.items():
        for a, b, label in rows:
            answers.setdefault((a, b), {})[task] = label
    kinds: dict[str, list[tuple[int, int]]] = {}
    for pair, found in answers.items():
        kinds.setdefault(str(sorted(found.items())), []).append(pair)
    queues = [chance.sample(pairs, len(pairs)) for _, pairs in sorted(kinds.items())]
    picked = [
        queue[i] for i in range(max(map(len, queues), default=0)) for queue in queues if i < len(queue)
    ][:most]
    found_pairs = []
    for a, b in picked:
        turned = not answers[a, b].keys() & DIRECTED and chance.random() < 0.5
        first, second = (b, a) if turned else (a, b)
        found_pairs.append(Asked(group.texts[first], group.texts[second], answers[a, b], number))
    return found_pairs


def losses(
    net: PairNet, named: Sequence[tuple[str, Group]], texts: Texts, chance: random.Random
) -> dict[str, Tensor]:
    """The mean loss of each task over the groups."""
    asked = [one for i, (name, group) in enumerate(named) for one in ask(group, i, ASKED[name], chance)]
    met = together(net, [(texts[one.first], texts[one.second]) for one in asked])
    found = _alone_losses(net, named, texts, chance)
    for task in net.tasks:
        rows = [i for i, one in enumerate(asked) if task in one.answers]
        if not rows:
            continue
        scores = net.tasks[task](met[rows])
        labels = torch.tensor([asked[i].answers[task] for i in rows])
        if task == "claim":
            found[task] = _claim_loss(scores, labels, torch.tensor([asked[i].group for i in rows]))
        else:
            weight = WEAKENS_CLASSES if task == "weakens" else None
            found[task] = nn.functional.cross_entropy(scores, labels, weight=weight)
    by_headline: dict[int, list[int]] = {}
    for i, one in enumerate(asked):
        if one.stance >= 0:
            by_headline.setdefault(one.group, []).append(i)
    if by_headline:
        stances = torch.tensor([asked[rows[0]].stance for rows in by_headline.values()])
        scores = torch.stack([_of_article(net, met[rows]) for rows in by_headline.values()])
        found["headline"] = nn.functional.cross_entropy(scores, stances)
    return found


def _alone_losses(
    net: PairNet, named: Sequence[tuple[str, Group]], texts: Texts, chance: random.Random
) -> dict[str, Tensor]:
    """How far the vectors are from the teacher's, and whether what belongs together is near."""
    near = [(g.texts[a], g.texts[b], y) for _, g in named for a, b, y in g.near]
    near = chance.sample(near, min(len(near), ALONE // 2))
    taught = [text for _, g in named for text in g.texts if texts[text].teacher is not None]
    taught = chance.sample(taught, min(len(taught), ALONE // 2))
    names = list(dict.fromkeys([*(text for a, b, _ in near for text in (a, b)), *taught]))
    vectors = dict(zip(names, alone(net, [texts[name] for name in names]), strict=True))
    found = {}
    teachers = [texts[name].teacher for name in taught]
    known = torch.stack([teacher for teacher in teachers if teacher is not None])
    found["likeness"] = 1 - (torch.stack([vectors[name] for name in taught]) * known).sum(1).mean()
    if near:
        cosines = torch.stack([vectors[a] @ vectors[b] for a, b, _ in near])
        odds = cosines * net.near[0] + net.near[1]
        right = torch.tensor([float(y) for _, _, y in near])
        found["near"] = nn.functional.binary_cross_entropy_with_logits(odds, right)
    return found


def _of_article(net: PairNet, met: Tensor) -> Tensor:
    """The stance of an article's sentences together: the mean of their scores and the highest."""
    scores = net.tasks["headline"](met)
    return scores.mean(0) + scores.amax(0)


def _claim_loss(scores: Tensor, labels: Tensor, numbers: Tensor) -> Tensor:
    """Minus the logarithm of what the right answers get together; each group counts alike."""
    right = torch.stack([(labels & bit) > 0 for bit in (SAME, OPPOSED, UNRELATED)], dim=1)
    each = -(scores.log_softmax(1).masked_fill(~right, -1e4).logsumexp(1))
    sums = torch.zeros(int(numbers.max()) + 1).index_add(0, numbers, each)
    counts = torch.bincount(numbers)
    return (sums / counts.clamp(min=1)).sum() / (counts > 0).sum()


def drawn(
    data: Path, sets: dict[str, list[Group]], chance: random.Random
) -> Iterator[list[tuple[str, Group]]]:
    """The groups of each step, with their set; each set is read through in random order, again and again."""
    debates = read_debates(data / "perspectrum", "train")
    reports = read_reported(data / "ecbplus", range(1, 31))

    def endless(some: Sequence[Group]) -> Iterator[Group]:
        while True:
            yield from chance.sample(some, len(some))

    def source(name: str) -> Iterator[Group]:
        while True:
            if name == "debate":
                yield from (debate_group(d, chance) for d in chance.sample(debates, len(debates)))
            elif name == "reported":
                yield from (reported_group(r, chance) for r in chance.sample(reports, len(reports)))
            else:
                yield from endless(sets[name])

    by_stance = [endless([g for g in sets["headline"] if g.stance == i]) for i in range(len(STANCE_SHARES))]
    sources = {name: source(name) for name in SHARES if name != "headline"}
    while True:
        yield [
            (name, next(chance.choices(by_stance, STANCE_SHARES)[0] if name == "headline" else sources[name]))
            for name, count in SHARES.items()
            for _ in range(count)
        ]


def train(data: Path, run: Path, encoder: Path) -> None:
    """Write ``run/pair.pt``."""
    torch.manual_seed(SEED)
    texts, sets = Texts(run, encoder), training_groups(data, run)
    net, chance = PairNet(), random.Random(SEED)
    start_pair(net, encoder)
    weight, bias = texts.bridge([group.texts[0] for group in sets["made"][:BRIDGED]])
    net.bridge.load_state_dict({"weight": weight, "bias": bias})
    path = run / "pair.pt"
    torch.save(_learn(net, drawn(data, sets, chance), texts, chance, path.with_suffix(".now")), path)


def _learn(
    net: PairNet,
    groups: Iterator[list[tuple[str, Group]]],
    texts: Texts,
    chance: random.Random,
    now: Path,
) -> dict[str, Tensor]:
    """The running average of the weights, kept in ``now`` on the way."""
    own = [*net.bridge.parameters(), *net.side.parameters(), *net.layers.parameters()]
    heads = [p for name, p in net.named_parameters() if not name.startswith(("bridge.", "side.", "layers."))]
    optimiser = torch.optim.AdamW(
        [{"params": own, "lr": LAYER_RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=DECAY
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(step, STEPS))
    average = {name: p.detach().clone() for name, p in net.named_parameters()}
    began, totals = time.time(), dict[str, float]()
    net.train()
    for step in range(STEPS):
        some = next(groups)
        texts.add([text for _, group in some for text in group.texts])
        found = losses(net, some, texts, chance)
        optimiser.zero_grad()
        torch.stack([WEIGHTS[name] * value for name, value in found.items()]).sum().backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        keep = min(AVERAGE, (step + 1) / (step + 11))
        for name, parameter in net.named_parameters():
            average[name].lerp_(parameter.detach(), 1 - keep)
        for name, value in found.items():
            totals[name] = totals.get(name, 0.0) + float(value.detach())
        if step % 25 == 24:
            left = (time.time() - began) / (step + 1) * (STEPS - step - 1) / 60
            shown = " ".join(f"{name} {value / 25:.3f}" for name, value in totals.items())
            print(f"step {step + 1}/{STEPS} {shown} left {left:.0f} min", flush=True)
            totals = {}
        if step % 50 == 49:
            torch.save(average, now)
    return average


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the unpacked data sets")
    parser.add_argument("run", type=Path, help="folder of the weights")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder to start from")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    train(arguments.data, arguments.run, arguments.encoder)


if __name__ == "__main__":
    main()
