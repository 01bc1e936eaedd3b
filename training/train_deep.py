"""Train the second reading: ``python -m training.train_deep DATA RUN --encoder FOLDER``.

``RUN/net.pt`` of `training.train` must be there; it is read, not changed. Written: ``RUN/deep.pt`` and
the classes of the unit heads, ``RUN/inventory.json``. ``--only HEAD...`` learns some
heads alone, e.g. to see what one can reach.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import torch
from torch import Tensor

from rashomon.nets.wordpiece import WordPiece
from training.command import arguments_of, command
from training.deep import Deep, start_from
from training.encode import Encoding, Piece, bio, cut, encode_sample
from training.layers import ALL_KINDS, deep_training_sets, training_sets
from training.losses import WEIGHTS, losses
from training.net import Net
from training.noise import Noise, usual_noise
from training.progress import Progress
from training.samples import Sample
from training.train import (
    AVERAGE,
    DECAY,
    HEAD_RATE,
    SEED,
    STYLES,
    collate,
    in_styles,
    rate,
    sizes,
)
from training.units import Inventory, save_inventory, take_inventory

BATCH = 8
"""Windows a step."""


@dataclass(frozen=True)
class Part:
    """One part of the run; it starts from the averaged weights of the part before."""

    name: str
    epochs: int
    """Passes over the sets whose windows are drawn; ``stop`` says how many steps of them are taken."""
    steps: int
    """Where the rate would be nothing."""
    stop: int
    scale: float
    """Of the rates."""
    shares: dict[str, float]
    mean_of: tuple[str, ...] = ()
    """Parts whose mean it starts from (model soups: Wortsman et al. 2022), if not from the part before."""


NEIGHBOURS = 16
"""Steps among whose windows those of like length are put together."""
SHARES = {"gum": 1.0, "ewt": 1.0, "sure": 0.5, "negation": 0.8, "sentiment": 0.6, "plover": 1.0}
DWELLING = {"gum": 0.4, "ewt": 0.4, "sure": 0.3, "negation": 0.2, "sentiment": 0.6, "plover": 1.0}
"""Which share of each set an epoch reads."""
BOTH = {
    **{"gum": 1.0, "ewt": 1.0, "sure": 0.4, "negation": 0.3, "sentiment": 0.5, "plover": 1.0},
    **{"polnear": 0.5, "newswire": 0.7, "nominals": 0.4, "re3d": 1.0, "marked": 1.0},
}
BOTH_AGAIN = {
    **{"gum": 0.8, "ewt": 0.8, "sure": 0.6, "negation": 0.5, "sentiment": 0.6, "plover": 1.0},
    **{"polnear": 0.8, "newswire": 1.0, "nominals": 0.4, "re3d": 1.0, "marked": 1.0},
}
PARTS = (
    Part("deep-first", 6, 2308, 1000, 1.0, SHARES),
    Part("deep-second", 3, 950, 950, 0.6, SHARES),
    Part("deep-third", 3, 330, 330, 0.4, DWELLING),
    Part("deep-fourth", 3, 1950, 800, 0.6, BOTH, ("deep-second", "deep-third")),
    Part("deep-fifth", 2, 480, 480, 0.4, BOTH),
    Part("deep-sixth", 3, 1300, 1300, 0.5, BOTH_AGAIN),
    Part("deep", 0, 100, 0, 0.0, BOTH_AGAIN, ("deep-fifth", "deep-sixth")),
)
"""The second falls to nothing; the third dwells on pairs, which learn slowest. The mean of both is as good at
trees as the second, at event codes as the third. The others learn what the first reading learnt as well; of
the fifth and the sixth the mean is kept."""
LAYER_RATE = 2e-4
TREE_HEADS = frozenset(("upos", "xpos", "lemma", "join", "arc", "rel"))
HEADS_OF = {
    "gum": TREE_HEADS | {"event", "chain"},
    "ewt": TREE_HEADS | {"sure"},
    "sure": frozenset(("sure",)),
    "negation": frozenset(("negation", "scope")),
    "sentiment": frozenset(("sentiment",)),
    "plover": frozenset(("plover",)),
    "polnear": frozenset(("roles", "pair")),
    "marked": frozenset(("roles", "pair")),
    "newswire": frozenset(("names",)),
    "nominals": frozenset(("nominals",)),
    "re3d": frozenset(("military",)),
}
"""The heads that each set teaches."""
HEADS = sorted(frozenset().union(*HEADS_OF.values()))


def read_sets(
    data: Path,
    wordpiece: WordPiece,
    only: Collection[str],
    teach: Callable[[list[Sample]], list[Sample]] = list,
) -> tuple[dict[str, list[list[Encoding]]], Inventory]:
    """Every set that teaches one of the heads ``only``, each text encoded; and the classes of its trees.

    ``teach`` adds to those with actors what a larger net says of two of them.
    """
    everything, more = deep_training_sets(data), training_sets(data)
    for part in (everything["sentiment"], everything["plover"], more["newswire"]):
        part[:] = teach(part)
    inventory = take_inventory(s.tree for part in everything.values() for s in part if s.tree)
    sets = {
        name: [[encode_sample(sample, wordpiece, ALL_KINDS, inventory)] for sample in part]
        for name, part in everything.items()
    }
    for name, part in more.items():
        sets["nominals" if name == "gum" else name] = [in_styles(sample, wordpiece) for sample in part]
    return {name: texts for name, texts in sets.items() if HEADS_OF[name] & set(only)}, inventory


def train(data: Path, run: Path, encoder: Path, only: Collection[str]) -> None:
    """Write ``run/deep.pt``; ``only`` names the heads that learn."""
    torch.manual_seed(SEED)
    vocabulary = (encoder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    wordpiece = WordPiece(vocabulary)
    sets, inventory = read_sets(data, wordpiece, only)
    save_inventory(inventory, run / "inventory.json")
    net, deep = Net(sizes()), new_deep(inventory)
    net.load_state_dict(torch.load(run / "net.pt"))
    net.eval()
    start_from(deep, net)
    for number, part in enumerate(PARTS):
        path = run / f"{part.name}.pt"
        if part.mean_of:
            states = [torch.load(run / f"{name}.pt") for name in part.mean_of]
            deep.load_state_dict({name: sum(s[name] for s in states) / len(states) for name in states[0]})
        if not path.exists():
            chance, noise = random.Random(SEED + number), usual_noise(vocabulary)
            windows = [
                noise.apply(window, chance)
                for _ in range(part.epochs)
                for window in epoch(sets, part.shares, wordpiece, chance)
            ]
            print(f"{part.name}: {len(windows) // BATCH} steps drawn", flush=True)
            _run(net, deep, batches(windows, chance)[: part.stop], part, path, only)
        deep.load_state_dict(torch.load(path))


class Pieced(Protocol):
    """What is read as pieces."""

    @property
    def pieces(self) -> list[int]:
        """Their numbers."""
        ...


Read = TypeVar("Read", bound=Pieced)


def batches(
    windows: Sequence[Read], chance: random.Random, size: int = BATCH, neighbours: int = NEIGHBOURS
) -> list[list[Read]]:
    """Windows of like length together, ``size`` each, so that little is padding.

    Their order stays that of the epochs, but for windows of ``neighbours`` steps.
    """
    found = []
    for low in range(0, len(windows), size * neighbours):
        near = sorted(windows[low : low + size * neighbours], key=lambda window: len(window.pieces))
        steps = [near[i : i + size] for i in range(0, len(near), size)]
        found += chance.sample(steps, len(steps))
    return found


def drawn(
    one_epoch: Callable[[], list[Piece]], steps: int, size: int, noise: Noise, chance: random.Random
) -> list[list[Piece]]:
    """So many steps of ``size`` windows, with noise, of as many epochs as that takes."""
    windows: list[Piece] = []
    while len(windows) < steps * size:
        windows += [noise.apply(window, chance) for window in one_epoch()]
    return batches(windows, chance, size)[:steps]


def epoch(
    sets: dict[str, list[list[Encoding]]],
    shares: dict[str, float],
    wordpiece: WordPiece,
    chance: random.Random,
) -> list[Piece]:
    """The windows of one epoch, in random order; a text that was encoded in styles is read in one of them.

    Of a set with a share above 1 each text is read so many times, in the mean.
    """
    odds = [share for share, _ in STYLES]
    windows = [
        window
        for name, texts in sets.items()
        for styles in texts
        for _ in range(int(shares.get(name, 0.0) + chance.random()))
        for window in cut(
            chance.choices(styles, odds)[0] if len(styles) > 1 else styles[0], wordpiece, chance
        )
    ]
    chance.shuffle(windows)
    return windows


def new_deep(inventory: Inventory) -> Deep:
    """The second reading with heads of the sizes that the classes ask for."""
    return Deep(*head_sizes(inventory))


def head_sizes(inventory: Inventory) -> tuple[dict[str, int], dict[str, int], int]:
    """Labels of each tagging head, classes of each unit head, and relations of trees."""
    tags = {layer: len(bio(kinds)) for layer, kinds in ALL_KINDS.items()}
    units = {name: len(classes) for name, classes in inventory.classes().items()}
    return tags, units, len(inventory.deprel)


def _run(
    net: Net, deep: Deep, read: list[list[Piece]], part: Part, path: Path, only: Collection[str]
) -> None:
    optimiser = _optimiser(deep)
    steps = len(read)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: part.scale * rate(step, part.steps))
    parameters = list(deep.parameters())
    average = [p.detach().clone() for p in parameters]
    deep.train()
    progress = Progress(steps)
    for step, mine in enumerate(read):
        found = losses(net, deep, collate(mine, ALL_KINDS), mine)
        words = float(sum(len(piece.first) for piece in mine))
        found = {head: value for head, value in found.items() if head in only}
        if not found:
            continue
        loss = torch.stack([WEIGHTS.get(k, 1.0) * v for k, v in found.items()]).sum() / words
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        keep = min(AVERAGE, (step + 1) / (step + 11))
        torch._foreach_lerp_(average, [p.detach() for p in parameters], 1 - keep)
        progress.add(step, found, words)
        if step % 200 == 199:
            _keep(deep, average, path.with_suffix(".now"))
    _keep(deep, average, path)


def _optimiser(deep: Deep) -> torch.optim.Optimizer:
    own = list(deep.layers.parameters())
    heads = [p for name, p in deep.named_parameters() if not name.startswith("layers.")]
    groups = [{"params": own, "lr": LAYER_RATE}, {"params": heads, "lr": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=DECAY)


def _keep(deep: Deep, average: list[Tensor], path: Path) -> None:
    names = [name for name, _ in deep.named_parameters()]
    waiting = path.with_suffix(".waiting")
    torch.save(dict(zip(names, [a.clone() for a in average], strict=True)), waiting)
    waiting.replace(path)


def main() -> None:
    """Parse the command line."""
    parser = command(__doc__, "folder with net.pt; the second reading is kept there too")
    parser.add_argument("--only", nargs="+", choices=HEADS, default=HEADS, help="heads to learn, alone")
    arguments = arguments_of(parser)
    train(arguments.data, arguments.run, arguments.encoder, arguments.only)


if __name__ == "__main__":
    main()
