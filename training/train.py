"""Train the net: ``python -m training.train DATA RUN --encoder FOLDER``.

Two processes, one a core, each with half of every batch; their gradients are averaged. Seeds are
fixed. The run has three parts (`PARTS`), each kept when it is done, so that a run cut off goes on.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
import torch.distributed as dist
from torch import Tensor

from rashomon.nets.wordpiece import WordPiece
from training.encode import Encoding, Piece, bio, cut, encode_sample
from training.layers import KINDS, WEIGHTS, training_sets
from training.net import Net, Tagging, crf_loss, load_encoder
from training.samples import Sample

SEED = 20261121
WORKERS = 2
STYLES: tuple[tuple[float, dict[str, str]], ...] = (
    (0.65, {}),
    (0.20, {"“": '"', "”": '"', "‘": "'", "’": "'"}),
    (0.08, {"“": "«", "”": "»"}),
    (0.07, {"\n": " ", "\r": " "}),
)
"""How often a text is read with other quotation marks or without its line breaks: articles in the
wild have all kinds. Each change keeps every offset."""
BATCH = 7
"""Windows a worker takes at a time."""
ENCODER_RATE, HEAD_RATE, DECAY, WARM_UP = 2.5e-4, 1e-3, 0.01, 0.06
HALF = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
"""Whether this processor multiplies bfloat16 faster than float32; pretending to is far slower."""
AVERAGE = 0.997
"""How much of the averaged weights a step keeps."""


@dataclass
class Batch:
    """Windows padded to one length; layers and links only for the rows that have them."""

    pieces: Tensor
    shapes: Tensor
    quotes: Tensor
    present: Tensor
    first: Tensor
    lengths: Tensor
    layers: dict[str, tuple[Tensor, Tensor]]
    """layer -> (rows, labels)."""
    where: Tensor
    cues: Tensor
    pair_labels: Tensor


def collate(rows: list[Piece], kinds: dict[str, list[str]] = KINDS) -> Batch:
    """Pad the windows of one batch."""

    def pad(lists: list[list[int]]) -> Tensor:
        width = max(len(row) for row in lists)
        return torch.tensor([row + [0] * (width - len(row)) for row in lists])

    words = max(len(row.first) for row in rows)
    layers = {}
    for layer in kinds:
        having = [i for i, row in enumerate(rows) if layer in row.layers]
        if having:
            labels = [rows[i].layers[layer] + [0] * (words - len(rows[i].first)) for i in having]
            layers[layer] = torch.tensor(having), torch.tensor(labels)
    links = [(i, *link) for i, row in enumerate(rows) for link in row.links]
    return Batch(
        pad([row.pieces for row in rows]),
        pad([row.shapes for row in rows]),
        pad([row.quotes for row in rows]),
        pad([[1] * len(row.pieces) for row in rows]),
        pad([row.first for row in rows]),
        torch.tensor([len(row.first) for row in rows]),
        layers,
        torch.tensor([link[0] for link in links], dtype=torch.long),
        torch.tensor([link[1:3] for link in links], dtype=torch.long).reshape(-1, 2),
        torch.tensor([link[3] + [0] * (words - len(link[3])) for link in links], dtype=torch.long),
    )


def losses(net: Net, batch: Batch) -> dict[str, Tensor]:
    """Each head's summed loss on the batch."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
        hidden = net.read(batch.pieces, batch.shapes, batch.quotes, batch.present)
    hidden = hidden.float()
    return tag_losses(net, hidden.gather(1, batch.first[:, :, None].expand(-1, -1, hidden.shape[2])), batch)


def tag_losses(net: Tagging, hidden: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Each tagging head's summed loss, and that of a cue's parts; ``hidden`` [windows, words, width]."""
    found: dict[str, Tensor] = {}
    for layer, (rows, labels) in batch.layers.items():
        scores = net.tags[layer](hidden[rows])
        found[layer] = crf_loss(scores, net.transitions[layer], labels, batch.lengths[rows])
    if len(batch.where):
        roles = net.tags["roles"](hidden)
        scores = net.pair_scores(hidden, roles, batch.where, batch.cues)
        lengths = batch.lengths[batch.where]
        found["pair"] = crf_loss(scores, net.pair_transitions, batch.pair_labels, lengths)
    return found


def epoch_windows(
    sets: dict[str, list[list[Encoding]]],
    repeats: dict[str, float],
    wordpiece: WordPiece,
    chance: random.Random,
    shares: Sequence[float] = tuple(share for share, _ in STYLES),
) -> list[Piece]:
    """One epoch's windows in random order, each set in its share, each text in one style."""
    windows: list[Piece] = []
    for name, texts in sets.items():
        for styles in texts:
            if chance.random() < repeats[name]:
                windows.extend(cut(chance.choices(styles, shares)[0], wordpiece, chance))
    chance.shuffle(windows)
    return windows


def in_styles(sample: Sample, wordpiece: WordPiece) -> list[Encoding]:
    """The sample encoded once for each of `STYLES`."""
    texts = [sample.text.translate(str.maketrans(changes)) for _, changes in STYLES]
    return [encode_sample(replace(sample, text=text), wordpiece, KINDS) for text in texts]


def rate(step: int, steps: int) -> float:
    """Warm up, then fall linearly to nothing."""
    warm = max(1, int(WARM_UP * steps))
    return min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))


def sizes() -> dict[str, int]:
    """Labels of each tagging head."""
    return {layer: len(bio(kinds)) for layer, kinds in KINDS.items()}


@dataclass(frozen=True)
class Part:
    """One part of the run; it starts from the averaged weights of the part before."""

    name: str
    epochs: int
    """Epochs whose windows are drawn; ``stop`` says how much of them is used."""
    steps: int
    """Where the rate would be nothing."""
    stop: int
    scale: float
    """Of the rates."""
    repeats: dict[str, float]


PARTS = (
    Part(
        "first",
        7,
        2485,
        1400,
        1.0,
        {"polnear": 1.0, "newswire": 0.75, "gum": 0.75, "re3d": 1.0, "marked": 1.0},
    ),
    Part(
        "calm", 3, 560, 560, 0.44, {"polnear": 1.0, "newswire": 0.75, "gum": 0.75, "re3d": 1.0, "marked": 1.0}
    ),
    Part(
        "names", 3, 420, 420, 0.5, {"polnear": 0.4, "newswire": 1.0, "gum": 1.0, "re3d": 1.0, "marked": 1.0}
    ),
)
"""Full rate, then down to nothing, then once more with more of the names, which learn slowest. What is kept
is the mean of the last two parts' weights (model soups: Wortsman et al. 2022): the second is better at
attributions, the third at nominal mentions, their mean nearly as good as each at its own."""


def work(rank: int, arguments: argparse.Namespace) -> None:
    """One of the two training processes."""
    torch.set_num_threads(1)
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(arguments.port))
    dist.init_process_group("gloo", rank=rank, world_size=WORKERS)
    torch.manual_seed(SEED + rank)
    encoder_folder = Path(arguments.encoder)
    wordpiece = WordPiece((encoder_folder / "vocab.txt").read_text(encoding="utf-8").split("\n"))
    sets = {
        name: [in_styles(s, wordpiece) for s in samples]
        for name, samples in training_sets(Path(arguments.data)).items()
    }
    net = Net(sizes())
    load_encoder(net.encoder, encoder_folder)
    run = Path(arguments.run)
    run.mkdir(parents=True, exist_ok=True)
    for parameter in net.parameters():
        dist.broadcast(parameter.data, 0)
    for number, part in enumerate(PARTS):
        path = run / f"{part.name}.pt"
        if not path.exists():
            chance = random.Random(SEED + number)
            epochs = [epoch_windows(sets, part.repeats, wordpiece, chance) for _ in range(part.epochs)]
            _run(net, epochs, part, rank, path)
        dist.barrier()
        net.load_state_dict(torch.load(path))
    if rank == 0:
        last, before = (torch.load(run / f"{part.name}.pt") for part in (PARTS[-1], PARTS[-2]))
        torch.save({name: (last[name] + before[name]) / 2 for name in last}, run / "net.pt")


def _run(net: Net, epochs: list[list[Piece]], part: Part, rank: int, path: Path) -> None:
    encoder = list(net.encoder.parameters())
    heads = [p for name, p in net.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: part.scale * rate(step, part.steps))
    average = [p.detach().clone() for p in net.parameters()]
    parameters = list(net.parameters())
    net.train()
    step, began, totals = 0, time.time(), dict.fromkeys([*KINDS, "pair"], 0.0)
    words_seen = 1e-9
    for number, windows in enumerate(epochs):
        for low in range(0, len(windows) - BATCH * WORKERS + 1, BATCH * WORKERS):
            if step == part.stop:
                break
            mine = windows[low + rank * BATCH : low + (rank + 1) * BATCH]
            batch = collate(mine)
            found = losses(net, batch)
            words = float(batch.lengths.sum())
            loss = sum(WEIGHTS[k] * v for k, v in found.items()) / words
            optimiser.zero_grad(set_to_none=False)
            loss.backward()
            share(parameters)
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if rank == 0:
                keep = min(AVERAGE, step / (step + 10))
                torch._foreach_lerp_(average, [p.detach() for p in parameters], 1 - keep)
                words_seen += words
                for key, value in found.items():
                    totals[key] += float(value.detach())
                if step % 25 == 0:
                    sums = " ".join(f"{k} {v / words_seen:.4f}" for k, v in totals.items())
                    spent = time.time() - began
                    left = spent / step * (part.stop - step) / 60
                    print(
                        f"epoch {number + 1} step {step}/{part.stop} {sums} left {left:.0f} min",
                        flush=True,
                    )
                    totals, words_seen = dict.fromkeys(totals, 0.0), 1e-9
    if rank == 0:
        _save(net, average, path)


def share(parameters: list[torch.nn.Parameter]) -> None:
    """Average the gradients of the two processes."""
    for parameter in parameters:
        if parameter.grad is None:
            parameter.grad = torch.zeros_like(parameter)
    flat = torch.cat([p.grad.reshape(-1) for p in parameters if p.grad is not None])
    dist.all_reduce(flat)
    flat /= WORKERS
    start = 0
    for parameter in parameters:
        assert parameter.grad is not None
        parameter.grad.copy_(flat[start : start + parameter.numel()].view_as(parameter))
        start += parameter.numel()


def _save(net: Net, average: list[Tensor], path: Path) -> None:
    names = [name for name, _ in net.named_parameters()]
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_suffix(".part")
    torch.save(dict(zip(names, average, strict=True)), waiting)
    waiting.replace(path)


def main() -> None:
    """Parse the command line and start the two processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", help="folder with the unpacked data sets")
    parser.add_argument("run", help="folder to keep the weights in")
    parser.add_argument("--encoder", required=True, help="folder of the encoder to start from")
    parser.add_argument("--port", type=int, default=29541)
    arguments = parser.parse_args()
    torch.multiprocessing.spawn(work, (arguments,), nprocs=WORKERS)


if __name__ == "__main__":
    main()
