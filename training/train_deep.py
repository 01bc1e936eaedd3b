"""Train the second reading: ``python -m training.train_deep DATA RUN --encoder FOLDER``.

``RUN/net.pt`` of `training.train` must be there; it is read, not changed. Written: ``RUN/deep.pt`` and
the classes of the unit heads, ``RUN/inventory.json``. ``--only HEAD...`` learns some
heads alone, e.g. to see what one can reach.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from rashomon.nets.wordpiece import WordPiece
from training.deep import Deep, Heads, embed, start_from
from training.encode import Encoding, Piece, bio, cut, encode_sample
from training.layers import ALL_KINDS, deep_training_sets, training_sets
from training.net import Net
from training.noise import Noise, usual_noise
from training.progress import Progress
from training.train import (
    AVERAGE,
    DECAY,
    HEAD_RATE,
    SEED,
    STYLES,
    Batch,
    collate,
    in_styles,
    rate,
    sizes,
    tag_losses,
)
from training.units import IGNORED, Inventory, Units, save_inventory, take_inventory

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
WEIGHTS = {
    **{"xpos": 0.2, "lemma": 0.2, "event": 0.3, "chain": 0.4, "upos": 0.5, "join": 0.3, "arc": 1.0},
    **{"rel": 0.5, "sure": 1.0, "sentiment": 3.0, "plover": 4.0, "pair": 0.5},
}
"""Of a head's summed loss; a tagging head not named counts 1."""
LAYER_RATE = 2e-4
BALANCE = {"sentiment": torch.tensor([0.8, 1.2, 2.2, 1.0, 2.0])}
"""Weights of classes, so that the rare ones are heard."""
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


@dataclass
class UnitBatch:
    """The units of the windows that have them, padded."""

    rows: Tensor
    words: Tensor
    present: Tensor
    labels: dict[str, Tensor]
    sentences: Tensor
    heads: Tensor
    rels: Tensor
    judged: Tensor
    mentions: list[list[tuple[int, int, int]]]


def collate_units(pieces: Sequence[Piece]) -> UnitBatch | None:
    """Pad the units; None where no window has any."""
    having = [(i, piece.units) for i, piece in enumerate(pieces) if piece.units and piece.units.words]
    if not having:
        return None
    width = max(len(units.words) for _, units in having)

    def pad(name: str, fill: float) -> Tensor:
        return torch.tensor([_row(units, name) + [fill] * (width - len(units.words)) for _, units in having])

    return UnitBatch(
        torch.tensor([i for i, _ in having]),
        pad("words", 0),
        torch.tensor([[True] * len(u.words) + [False] * (width - len(u.words)) for _, u in having]),
        {name: pad(name, IGNORED) for name in having[0][1].labels},
        pad("sentences", IGNORED),
        pad("heads", IGNORED),
        pad("rels", IGNORED),
        pad("judged", float("nan")),
        [units.mentions for _, units in having],
    )


def _row(units: Units, name: str) -> list[float]:
    found: list[float] = units.labels[name] if name in units.labels else getattr(units, name)
    return list(found)


def losses(net: Net, deep: Deep, batch: Batch, pieces: list[Piece]) -> dict[str, Tensor]:
    """Each head's summed loss on the windows; ``net``, the first one, gives the input table alone."""
    with torch.no_grad():
        embedded, mask = embed(net.encoder, batch.pieces, batch.shapes, batch.quotes, batch.present)
    return head_losses(deep, of_words(deep.read(embedded, mask), batch), batch, pieces)


def of_words(hidden: Tensor, batch: Batch) -> Tensor:
    """The states of each word's first piece, [windows, words, width]."""
    return hidden.gather(1, batch.first[:, :, None].expand(-1, -1, hidden.shape[2]))


def head_losses(deep: Heads, hidden: Tensor, batch: Batch, pieces: list[Piece]) -> dict[str, Tensor]:
    """Each head's summed loss; ``hidden`` [windows, words, width]."""
    found = tag_losses(deep, hidden, batch)
    found.update(_relation_losses(deep, hidden, pieces))
    units = collate_units(pieces)
    if units:
        found.update(_unit_losses(deep, hidden, units))
    return found


def _relation_losses(deep: Heads, hidden: Tensor, pieces: list[Piece]) -> dict[str, Tensor]:
    found: dict[str, Tensor] = {}
    for task in deep.tasks:
        pairs = [(i, pair) for i, piece in enumerate(pieces) for pair in piece.related if pair.task == task]
        if pairs:
            meet = deep.relations(hidden, torch.tensor([[i, *pair.places] for i, pair in pairs]))
            labels = torch.tensor([pair.label for _, pair in pairs])
            found[task] = nn_loss(deep.tasks[task](meet), labels, BALANCE.get(task))
    return found


def nn_loss(scores: Tensor, labels: Tensor, weight: Tensor | None = None) -> Tensor:
    """Summed cross-entropy over what is labelled."""
    return torch.nn.functional.cross_entropy(
        scores, labels, weight=weight, ignore_index=IGNORED, reduction="sum"
    )


def _unit_losses(deep: Heads, hidden: Tensor, batch: UnitBatch) -> dict[str, Tensor]:
    units = hidden[batch.rows].gather(1, batch.words.long()[:, :, None].expand(-1, -1, hidden.shape[2]))
    found: dict[str, Tensor] = {}
    for name, head in deep.units.items():
        labels = batch.labels[name].long()
        known = labels != IGNORED
        if known.any():
            found[name] = nn_loss(head(units[known]), labels[known])
    heads = batch.heads.long()
    known = heads != IGNORED
    if known.any():
        tokens = batch.labels["join"].long() == 0
        alike = (batch.sentences[:, :, None] == batch.sentences[:, None, :]) & tokens[:, None, :]
        scores = deep.arcs(units).masked_fill(~alike, -1e4)
        found["arc"] = nn_loss(scores[known], heads[known])
        rows, places = torch.nonzero(known, as_tuple=True)
        rels = deep.rels(units[rows, places], units[rows, heads[rows, places]])
        found["rel"] = nn_loss(rels, batch.rels.long()[rows, places])
    judged = ~batch.judged.isnan()
    if judged.any():
        values = deep.sureness(units[judged])
        found["sure"] = torch.nn.functional.smooth_l1_loss(values, batch.judged[judged], reduction="sum")
    chains = [_chain_loss(deep, units[i], marks) for i, marks in enumerate(batch.mentions) if len(marks) > 1]
    if chains:
        found["chain"] = torch.stack(chains).sum()
    return found


def _chain_loss(deep: Heads, units: Tensor, mentions: list[tuple[int, int, int]]) -> Tensor:
    """Negative log-likelihood of any right antecedent (Lee et al. 2017)."""
    marks = torch.tensor(mentions)
    scores = deep.coreference(units[marks[:, 0]], marks[:, 2]).log_softmax(dim=1)
    chains = marks[:, 1]
    place = torch.arange(len(marks))
    right = (chains[:, None] == chains[None, :]) & (chains[:, None] >= 0) & (place[None, :] < place[:, None])
    none = ~right.any(dim=1, keepdim=True)
    gold = torch.cat([none, right], dim=1)
    return -torch.logsumexp(scores.masked_fill(~gold, -1e4), dim=1).sum()


def read_sets(
    data: Path, wordpiece: WordPiece, only: Collection[str]
) -> tuple[dict[str, list[list[Encoding]]], Inventory]:
    """Every set that teaches one of the heads ``only``, each text encoded; and the classes of its trees."""
    everything = deep_training_sets(data)
    inventory = take_inventory(s.tree for part in everything.values() for s in part if s.tree)
    sets = {
        name: [[encode_sample(sample, wordpiece, ALL_KINDS, inventory)] for sample in part]
        for name, part in everything.items()
    }
    for name, part in training_sets(data).items():
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


def batches(windows: Sequence[Piece], chance: random.Random, size: int = BATCH) -> list[list[Piece]]:
    """Windows of like length together, ``size`` each, so that little is padding.

    Their order stays that of the epochs, but for windows of a neighbourhood.
    """
    found = []
    for low in range(0, len(windows), size * NEIGHBOURS):
        near = sorted(windows[low : low + size * NEIGHBOURS], key=lambda window: len(window.pieces))
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the unpacked data sets")
    parser.add_argument("run", type=Path, help="folder with net.pt; the second reading is kept there too")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder to start from")
    parser.add_argument("--only", nargs="+", choices=HEADS, default=HEADS, help="heads to learn, alone")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    train(arguments.data, arguments.run, arguments.encoder, arguments.only)


if __name__ == "__main__":
    main()
