"""Teach the pair net what is of one thing: ``python -m training.train_near DATA RUN --encoder FOLDER``.

``RUN/pair.pt`` and ``RUN/net.pt`` must be there; written is ``RUN/near.pt``, the pair net with its last two
layers changed; `training.train_meeting` goes on from there.

All claims of a story are compared at once, as the survey compares them: by their words and by what stands
around them, without what is common to all. Of each claim those that are of one thing with it should be nearer
than the others (supervised contrastive learning: Khosla et al. 2020).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from training.families import Family
from training.pair_groups import families
from training.pair_net import PairNet
from training.pair_sets import chosen
from training.told_stories import HELD_STORIES, ToldClaim, all_claims
from training.train_pairs import DECAY, SEED, Part, Texts, learn

STEPS, RATE = 1100, 1e-4
LARGE = 20
"""Families of so many lines are compared at once like a story."""
BESIDE = 2
"""Families of many lines that are read beside each story."""
SHARP = 0.1
"""By which the cosines are divided before they are turned into odds."""
AS_BEFORE = 0.5
"""What it weighs that a vector stays near to what it was."""
READ = 48
"""Texts that go through the layers at a time."""


class NearTexts:
    """What the layers that do not change give for a text, each read once."""

    def __init__(self, run: Path, encoder: Path, pair: PairNet) -> None:
        self._texts, self._pair = Texts(run, encoder), pair
        self._kept: dict[str, tuple[Tensor, Tensor]] = {}

    def read(self, names: Sequence[str]) -> list[tuple[Tensor, Tensor]]:
        """For each text the first own layer's states, and the vector that the pair net had for it."""
        new = [name for name in dict.fromkeys(names) if name not in self._kept]
        self._texts.add(new)
        new.sort(key=lambda name: len(self._texts[name].states))
        for low in range(0, len(new), READ):
            self._add(new[low : low + READ])
        self._texts.forget(new)
        return [self._kept[name] for name in names]

    @torch.no_grad()
    def _add(self, names: Sequence[str]) -> None:
        shared = [self._texts[name].states.float() for name in names]
        sizes = torch.tensor([len(states) for states in shared])
        present = (torch.arange(int(sizes.max()))[None, :] < sizes[:, None]).float()
        below = self._pair.below(nn.utils.rnn.pad_sequence(shared, batch_first=True), present)
        vectors, _ = self._pair.above(below, present)
        for name, size, vector, states in zip(names, sizes.tolist(), vectors, below, strict=True):
            self._kept[name] = states[:size].half().clone(), vector.clone()


def upper_vectors(net: PairNet, states: Sequence[Tensor]) -> Tensor:
    """Vectors [texts, width] of length 1 from the first own layer's states."""
    order = sorted(range(len(states)), key=lambda i: len(states[i]))
    found = []
    for low in range(0, len(order), READ):
        some = [states[i].float() for i in order[low : low + READ]]
        sizes = torch.tensor([len(one) for one in some])
        x = nn.utils.rnn.pad_sequence(some, batch_first=True)
        present = (torch.arange(x.shape[1])[None, :] < sizes[:, None]).float()
        found.append(net.above(x, present)[0])
    return torch.cat(found)[torch.tensor(order).argsort()]


def apart(rows: Tensor) -> Tensor:
    """The rows without what is common to all, of length 1."""
    return nn.functional.normalize(rows - rows.mean(0), dim=1)


def nearness_loss(cosines: Tensor, together: Tensor) -> Tensor:
    """Minus the logarithm of the share that those of one thing with a claim have, over claims and those."""
    itself = torch.eye(len(cosines), dtype=torch.bool)
    odds = (cosines / SHARP).masked_fill(itself, -1e4).log_softmax(1)
    wanted = together & ~itself
    some = wanted.any(1)
    each = (odds * wanted).sum(1)[some] / wanted.sum(1)[some]
    return -each.mean()


def together(groups: Sequence[str]) -> Tensor:
    """[claims, claims]: whether two are on one proposition."""
    numbers = {name: place for place, name in enumerate(sorted(set(groups)))}
    of = torch.tensor([numbers[name] if name else -1 for name in groups])
    return (of[:, None] == of[None, :]) & (of >= 0)[:, None]


def losses(
    net: PairNet, texts: NearTexts, story: Sequence[ToldClaim], beside: Sequence[Family]
) -> dict[str, Tensor]:
    """How far the claims of one thing are from being nearest to each other."""
    names = list(dict.fromkeys([t for c in story for t in (c.text, *c.around)]))
    lines = [[told.content for told in family.told] for family in beside]
    names += [line.text for family in lines for line in family]
    read = texts.read(names)
    vectors = upper_vectors(net, [states for states, _ in read])
    place = {name: row for row, name in enumerate(names)}
    own = apart(vectors[[place[c.text] for c in story]])
    around = apart(torch.stack([vectors[[place[t] for t in c.around]].mean(0) for c in story]))
    wanted = together([c.stated.group for c in story])
    found = {"near": nearness_loss((own @ own.T + around @ around.T) / 2, wanted)}
    found["own"] = nearness_loss(own @ own.T, wanted)
    rows = [vectors[[place[line.text] for line in family]] for family in lines]
    each = [
        nearness_loss(apart(some) @ apart(some).T, together([line.group for line in family]))
        for some, family in zip(rows, lines, strict=True)
    ]
    if each:
        found["lines"] = torch.stack(each).mean()
    found["likeness"] = 1 - (vectors * torch.stack([vector for _, vector in read])).sum(1).mean()
    return found


WEIGHTS: Mapping[str, float] = {"near": 1.0, "own": 0.3, "lines": 0.5, "likeness": AS_BEFORE}


def train(data: Path, run: Path, encoder: Path, steps: int) -> None:
    """Write ``run/near.pt``."""
    torch.manual_seed(SEED)
    net, before = PairNet(), PairNet()
    for one in (net, before):
        one.load_state_dict(torch.load(run / "pair.pt"))
    before.eval()
    texts = NearTexts(run, encoder, before)
    stories = [
        claims for title, claims in all_claims(run / "told.json").items() if not chosen(title, HELD_STORIES)
    ]
    large = [family for family in families(held_out=False) if len(family.told) >= LARGE]
    chance = random.Random(SEED)
    for name, parameter in net.named_parameters():
        parameter.requires_grad_(name.startswith("layers.") and not name.startswith("layers.0."))
    learnt = [p for p in net.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": learnt, "lr": RATE}], weight_decay=DECAY)
    some = _endless(stories, chance)

    def found() -> dict[str, Tensor]:
        return losses(net, texts, next(some), chance.sample(large, BESIDE))

    average = learn(net, optimiser, Part("near", steps, steps, 1.0, {}), found, run / "near.now", WEIGHTS)
    torch.save(average, run / "near.pt")


def _endless(stories: Sequence[list[ToldClaim]], chance: random.Random) -> Iterator[list[ToldClaim]]:
    while True:
        yield from chance.sample(stories, len(stories))


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the unpacked data sets")
    parser.add_argument("run", type=Path, help="folder of the weights")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder to start from")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    train(arguments.data, arguments.run, arguments.encoder, arguments.steps)


if __name__ == "__main__":
    main()
