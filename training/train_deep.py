"""Train the second reading: ``python -m training.train_deep DATA RUN --encoder FOLDER``.

``RUN/net.pt`` of `training.train` must be there; it is read, not changed. Written: ``RUN/deep.pt`` and
the classes of the unit heads, ``RUN/inventory.json``. ``--only HEAD...`` learns some
heads alone, e.g. to see what one can reach.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.distributed as dist
from torch import Tensor, nn

from rashomon.nets.wordpiece import WordPiece
from training.deep import Deep, start_from, trunk
from training.encode import Piece, bio, cut, encode_sample
from training.layers import DEEP_KINDS, deep_training_sets
from training.net import Net, crf_loss
from training.train import (
    AVERAGE,
    DECAY,
    ENCODER_RATE,
    HEAD_RATE,
    SEED,
    WORKERS,
    Batch,
    collate,
    rate,
    share,
    sizes,
)
from training.units import IGNORED, Inventory, Units, save_inventory, take_inventory


@dataclass(frozen=True)
class Part:
    """One part of the run; it starts from the averaged weights of the part before."""

    name: str
    epochs: int
    batch: int
    """Windows a worker takes at a time."""
    scale: float
    """Of the rates."""
    repeats: dict[str, float]
    """Which share of each set an epoch reads."""
    weights: dict[str, float]
    """Of a head's summed loss; a tagging head not named counts 1."""


_SHARES = {"gum": 1.0, "ewt": 1.0, "sure": 0.5, "negation": 0.8, "sentiment": 0.5, "plover": 1.0}
_WEIGHTS = {"xpos": 0.2, "lemma": 0.2, "event": 0.3, "chain": 0.4}
PARTS = (
    Part(
        *("deep-first", 5, 7, 1.0, _SHARES),
        _WEIGHTS
        | {"upos": 0.4, "join": 0.1, "arc": 0.8, "rel": 0.4, "sure": 0.6, "sentiment": 2.0, "plover": 2.0},
    ),
    Part(
        *("deep-second", 5, 4, 0.8, _SHARES | {"sure": 0.6, "negation": 1.0}),
        _WEIGHTS
        | {"upos": 0.6, "join": 0.4, "arc": 1.0, "rel": 0.5, "sure": 1.2, "sentiment": 3.0, "plover": 4.0}
        | {"negation": 2.0},
    ),
    Part(
        *("deep", 2, 4, 0.6),
        {"gum": 0.35, "ewt": 0.35, "sure": 0.2, "negation": 0.3, "sentiment": 0.8, "plover": 1.0},
        _WEIGHTS
        | {"upos": 0.6, "join": 0.4, "arc": 1.0, "rel": 0.5, "sure": 1.2, "sentiment": 3.0, "plover": 5.0},
    ),
)
"""The second part takes smaller batches, and hears more of what the first had learnt least; the third dwells
on pairs. As shipped, the first two read the files of pairs in their own order, by label: see `join`."""
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


def shared_states(net: Net, batch: Batch, keys: Sequence[int], kept: dict[int, Tensor]) -> Tensor:
    """What the trunk gives for the windows; it never changes, so each window's is kept."""
    missing = [row for row, key in enumerate(keys) if key not in kept]
    if missing:
        pick = torch.tensor(missing)
        with torch.no_grad():
            inputs = (batch.pieces[pick], batch.shapes[pick], batch.quotes[pick], batch.present[pick])
            states, _ = trunk(net.encoder, *inputs)
        for row, state in zip(missing, states, strict=True):
            kept[keys[row]] = state[: int(batch.present[row].sum())].half().clone()
    width = batch.pieces.shape[1]
    rows = [nn.functional.pad(kept[key].float(), (0, 0, 0, width - len(kept[key]))) for key in keys]
    return torch.stack(rows)


def losses(deep: Deep, shared: Tensor, batch: Batch, pieces: list[Piece]) -> dict[str, Tensor]:
    """Each head's summed loss on the windows."""
    mask = (1.0 - batch.present.float())[:, None, None, :] * -10000.0
    hidden = deep.read(shared, mask)
    hidden = hidden.gather(1, batch.first[:, :, None].expand(-1, -1, hidden.shape[2]))
    found: dict[str, Tensor] = {}
    for layer, (rows, labels) in batch.layers.items():
        scores = deep.tags[layer](hidden[rows])
        found[layer] = crf_loss(scores, deep.transitions[layer], labels, batch.lengths[rows])
    found.update(_relation_losses(deep, hidden, pieces))
    units = collate_units(pieces)
    if units:
        found.update(_unit_losses(deep, hidden, units))
    return found


def _relation_losses(deep: Deep, hidden: Tensor, pieces: list[Piece]) -> dict[str, Tensor]:
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


def _unit_losses(deep: Deep, hidden: Tensor, batch: UnitBatch) -> dict[str, Tensor]:
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


def _chain_loss(deep: Deep, units: Tensor, mentions: list[tuple[int, int, int]]) -> Tensor:
    """Negative log-likelihood of any right antecedent (Lee et al. 2017)."""
    marks = torch.tensor(mentions)
    scores = deep.coreference(units[marks[:, 0]], marks[:, 2]).log_softmax(dim=1)
    chains = marks[:, 1]
    place = torch.arange(len(marks))
    right = (chains[:, None] == chains[None, :]) & (chains[:, None] >= 0) & (place[None, :] < place[:, None])
    none = ~right.any(dim=1, keepdim=True)
    gold = torch.cat([none, right], dim=1)
    return -torch.logsumexp(scores.masked_fill(~gold, -1e4), dim=1).sum()


def work(rank: int, arguments: argparse.Namespace) -> None:
    """One of the two training processes."""
    torch.set_num_threads(1)
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(arguments.port))
    dist.init_process_group("gloo", rank=rank, world_size=WORKERS)
    torch.manual_seed(SEED + rank)
    run, encoder_folder = Path(arguments.run), Path(arguments.encoder)
    wordpiece = WordPiece((encoder_folder / "vocab.txt").read_text(encoding="utf-8").split("\n"))
    everything = deep_training_sets(Path(arguments.data))
    samples = {name: part for name, part in everything.items() if HEADS_OF[name] & set(arguments.only)}
    inventory = take_inventory(s.tree for part in everything.values() for s in part if s.tree)
    if rank == 0:
        save_inventory(inventory, run / "inventory.json")
    chance = random.Random(SEED)
    sets = {
        name: [
            window
            for sample in part
            for window in cut(encode_sample(sample, wordpiece, DEEP_KINDS, inventory), wordpiece, chance)
        ]
        for name, part in samples.items()
    }
    net, deep = Net(sizes()), new_deep(inventory)
    net.load_state_dict(torch.load(run / "net.pt"))
    net.eval()
    start_from(deep, encoder_folder)
    for parameter in deep.parameters():
        dist.broadcast(parameter.data, 0)
    mine = [window for windows in sets.values() for window in windows][rank::WORKERS]
    kept: dict[int, Tensor] = {}
    for number, part in enumerate(PARTS):
        path = run / f"{part.name}.pt"
        if not path.exists():
            chances = [random.Random(SEED + 100 * number + epoch) for epoch in range(part.epochs)]
            order = [key for chance in chances for key in _epoch(sets, part, rank, chance)]
            _run(net, deep, Reading(mine, order, kept), part, rank, path, arguments.only)
        dist.barrier()
        deep.load_state_dict(torch.load(path))


@dataclass
class Reading:
    """A worker's windows, the order in which one part reads them, and what the trunk gave for them."""

    windows: list[Piece]
    order: list[int]
    kept: dict[int, Tensor]


def _epoch(sets: dict[str, list[Piece]], part: Part, rank: int, chance: random.Random) -> list[int]:
    """The worker's own windows that one epoch reads, by index, in random order; every worker has as many."""
    chosen: list[int] = []
    number = 0
    for name, windows in sets.items():
        for _ in windows:
            if number % WORKERS == rank and chance.random() < part.repeats[name]:
                chosen.append(number // WORKERS)
            number += 1
    chance.shuffle(chosen)
    return chosen


def new_deep(inventory: Inventory) -> Deep:
    """The second reading with heads of the sizes that the classes ask for."""
    tags = {layer: len(bio(kinds)) for layer, kinds in DEEP_KINDS.items()}
    units = {name: len(classes) for name, classes in inventory.classes().items()}
    return Deep(tags, units, len(inventory.deprel))


def _run(
    net: Net, deep: Deep, reading: Reading, part: Part, rank: int, path: Path, only: Sequence[str]
) -> None:
    """``only`` names the heads that learn."""
    windows, order, kept = reading.windows, reading.order, reading.kept
    optimiser = _optimiser(deep)
    count = torch.tensor(len(order) // part.batch)
    dist.all_reduce(count, dist.ReduceOp.MIN)
    steps = int(count)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: part.scale * rate(step, steps))
    parameters = list(deep.parameters())
    average = [p.detach().clone() for p in parameters]
    deep.train()
    began, totals, words_seen = time.time(), dict[str, float](), 1e-9
    for step in range(steps):
        keys = order[step * part.batch : (step + 1) * part.batch]
        mine = [windows[key] for key in keys]
        batch = collate(mine, DEEP_KINDS)
        found = losses(deep, shared_states(net, batch, keys, kept), batch, mine)
        words = float(sum(len(piece.first) for piece in mine))
        found = {head: value for head, value in found.items() if head in only}
        loss = torch.stack([part.weights.get(k, 1.0) * v for k, v in found.items()]).sum() / words
        optimiser.zero_grad(set_to_none=False)
        loss.backward()
        share(parameters)
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        if rank:
            continue
        keep = min(AVERAGE, (step + 1) / (step + 11))
        torch._foreach_lerp_(average, [p.detach() for p in parameters], 1 - keep)
        words_seen += words
        for key, value in found.items():
            totals[key] = totals.get(key, 0.0) + float(value.detach())
        if step % 20 == 19:
            sums = " ".join(f"{k} {v / words_seen:.4f}" for k, v in sorted(totals.items()))
            left = (time.time() - began) / (step + 1) * (steps - step - 1) / 60
            print(f"step {step + 1}/{steps} {sums} left {left:.0f} min", flush=True)
            totals, words_seen = {}, 1e-9
        if step % 400 == 399:
            _keep(deep, average, path.with_suffix(".now"))
    if rank == 0:
        _keep(deep, average, path)


def _optimiser(deep: Deep) -> torch.optim.Optimizer:
    own = list(deep.layers.parameters())
    heads = [p for name, p in deep.named_parameters() if not name.startswith("layers.")]
    groups = [{"params": own, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=DECAY)


def _keep(deep: Deep, average: list[Tensor], path: Path) -> None:
    names = [name for name, _ in deep.named_parameters()]
    waiting = path.with_suffix(".waiting")
    torch.save(dict(zip(names, [a.clone() for a in average], strict=True)), waiting)
    waiting.replace(path)


def main() -> None:
    """Parse the command line and start the two processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", help="folder with the unpacked data sets")
    parser.add_argument("run", help="folder with net.pt; the second reading is kept there too")
    parser.add_argument("--encoder", required=True, help="folder of the encoder to start from")
    parser.add_argument("--only", nargs="+", choices=HEADS, default=HEADS, help="heads to learn, alone")
    parser.add_argument("--port", type=int, default=29542)
    torch.multiprocessing.spawn(work, (parser.parse_args(),), nprocs=WORKERS)


if __name__ == "__main__":
    main()
