"""A larger net that teaches both readings who says what: the lower ten layers of all-mpnet-base-v2.

MPNet (Song et al. 2020) in its base size, started from the sentence encoder all-mpnet-base-v2 (Apache-2.0),
has the vocabulary of the shipped nets under other numbers, so it reads the same windows. It is not shipped:
it would be five times the size, and an eighth as fast. `training.distil` learns from it. It has all heads,
but learns those of attributions alone (`SHARES`): the others are worse than ours after an hour (decision 24).

``python -m training.teacher DATA RUN --encoder FOLDER --teacher FOLDER`` writes ``RUN/teacher.pt``.
"""

from __future__ import annotations

import math
import random
from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.nets.features import QUOTES, SHAPES
from rashomon.nets.wordpiece import WordPiece
from training.command import arguments_of, command
from training.deep import Heads
from training.encode import Piece
from training.layers import ALL_KINDS
from training.losses import WEIGHTS, head_losses, of_words
from training.noise import usual_noise
from training.progress import Progress
from training.train import DECAY, HALF, HEAD_RATE, SEED, Batch, collate, rate
from training.train_deep import (
    HEADS,
    drawn,
    epoch,
    head_sizes,
    read_sets,
)
from training.units import Inventory

WIDE, HEADS_WIDE, LAYERS_KEPT, LAYERS_FIXED = 768, 12, 10, 2
"""The upper two layers serve the sentence's vector and are left out; the lower two are not changed."""
BUCKETS, FARTHEST = 32, 128
"""How distances are told apart in MPNet's attention."""
FIRST_PLACE = 2
"""The number of the first position in MPNet's table."""
NAMES = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
"""What MPNet calls the pieces that stand for no text."""
RATE, BATCH, STEPS = 8e-5, 16, 500
SHARES = {"polnear": 0.8, "marked": 4.5}


class WideLayer(nn.Module):
    """One of MPNet's layers; distances weigh on its attention."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDE, 3 * WIDE)
        self.attended = nn.Linear(WIDE, WIDE)
        self.norm1 = nn.LayerNorm(WIDE, eps=1e-5)
        self.up = nn.Linear(WIDE, 4 * WIDE)
        self.down = nn.Linear(4 * WIDE, WIDE)
        self.norm2 = nn.LayerNorm(WIDE, eps=1e-5)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Hidden states in, hidden states out; ``mask`` is added to the attention scores."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS_WIDE, -1).permute(2, 0, 3, 1, 4)
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.attended(mixed.transpose(1, 2).reshape(batch, length, WIDE)))
        normed: Tensor = self.norm2(x + self.down(nn.functional.gelu(self.up(x))))
        return normed


class Teacher(Heads):
    """MPNet's layers, and all heads over them."""

    def __init__(self, inventory: Inventory, numbers: Tensor) -> None:
        super().__init__(*head_sizes(inventory), width=WIDE)
        self.register_buffer("numbers", numbers)
        self.words = nn.Embedding(int(numbers.max()) + 1, WIDE)
        self.positions = nn.Embedding(514, WIDE)
        self.shapes, self.quotes = nn.Embedding(SHAPES, WIDE), nn.Embedding(QUOTES, WIDE)
        self.norm = nn.LayerNorm(WIDE, eps=1e-5)
        self.distances = nn.Embedding(BUCKETS, HEADS_WIDE)
        self.layers = nn.ModuleList(WideLayer() for _ in range(LAYERS_KEPT))
        self.dropout = nn.Dropout(0.1)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.quotes.weight)
        for part in (self.words, self.positions, self.distances, *self.layers[:LAYERS_FIXED]):
            part.requires_grad_(False)

    def read(self, batch: Batch) -> Tensor:
        """One vector a piece, [windows, pieces, width]."""
        place = torch.arange(batch.pieces.shape[1])
        x = self.words(self.numbers[batch.pieces]) + self.positions(place + FIRST_PLACE)
        x = self.norm(x + self.shapes(batch.shapes) + self.quotes(batch.quotes))
        mask = self.distances(distance_buckets(len(place))).permute(2, 0, 1)[None]
        mask = (mask + (1.0 - batch.present.float())[:, None, None, :] * -10000.0).contiguous()
        kind = self.layers[0].qkv.weight.dtype
        x, mask = x.to(kind), mask.to(kind)
        for layer in self.layers:
            x = layer(x, mask)
        hidden: Tensor = self.dropout(x.float())
        return hidden


def distance_buckets(length: int) -> Tensor:
    """The bucket of each distance, [length, length]; far ones share one (as in T5: Raffel et al. 2020)."""
    place = torch.arange(length)
    back = place[:, None] - place[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    size = back.abs()
    far = exact + (torch.log(size.clamp(min=1) / exact) / math.log(FARTHEST / exact) * (half - exact)).long()
    return torch.where(size < exact, size, far.clamp(max=half - 1)) + (back < 0).long() * half


def numbers_of(vocabulary: list[str], theirs: list[str]) -> Tensor:
    """The teacher's number of each piece of the shipped vocabulary."""
    at = {piece: number for number, piece in enumerate(theirs)}
    return torch.tensor([at[NAMES.get(piece, piece)] for piece in vocabulary])


def load_teacher(teacher: Teacher, folder: Path) -> None:
    """Fill the layers from an MPNet checkpoint in ``folder/model.safetensors``."""
    from safetensors.torch import load_file

    old = load_file(str(folder / "model.safetensors"))
    new = {
        "words.weight": old["embeddings.word_embeddings.weight"][: teacher.words.num_embeddings],
        "positions.weight": old["embeddings.position_embeddings.weight"],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
        "distances.weight": old["encoder.relative_attention_bias.weight"],
    }
    parts = {
        "attended": "attention.attn.o",
        "norm1": "attention.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for number in range(LAYERS_KEPT):
        theirs = f"encoder.layer.{number}"
        for kind in ("weight", "bias"):
            rows = [old[f"{theirs}.attention.attn.{part}.{kind}"] for part in "qkv"]
            new[f"layers.{number}.qkv.{kind}"] = torch.cat(rows)
            for mine, their in parts.items():
                new[f"layers.{number}.{mine}.{kind}"] = old[f"{theirs}.{their}.{kind}"]
    missing = teacher.load_state_dict(new, strict=False)
    if missing.unexpected_keys:
        raise ValueError(f"{folder}: no such parts in the teacher: {missing.unexpected_keys}")


def open_teacher(run: Path, encoder: Path, folder: Path, inventory: Inventory) -> Teacher:
    """The teacher as `train` left it."""
    teacher = new_teacher(encoder, folder, inventory)
    if HALF:
        teacher.layers.bfloat16()
    teacher.load_state_dict(torch.load(run / "teacher.pt"))
    return teacher.eval()


def new_teacher(encoder: Path, folder: Path, inventory: Inventory) -> Teacher:
    """The teacher before it has learnt."""
    teacher = Teacher(inventory, numbers_of(_pieces(encoder), _pieces(folder)))
    load_teacher(teacher, folder)
    return teacher


def _pieces(folder: Path) -> list[str]:
    return (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


def train(data: Path, run: Path, encoder: Path, folder: Path, steps: int) -> None:
    """Write ``run/teacher.pt``."""
    torch.manual_seed(SEED)
    vocabulary = (encoder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    wordpiece = WordPiece(vocabulary)
    sets, inventory = read_sets(data, wordpiece, HEADS)
    teacher = new_teacher(encoder, folder, inventory)
    chance, noise = random.Random(SEED + 90), usual_noise(vocabulary)
    read = drawn(lambda: epoch(sets, SHARES, wordpiece, chance), steps, BATCH, noise, chance)
    count = sum(len(window.pieces) for step in read for window in step)
    print(f"{count} pieces in {steps} steps", flush=True)
    _run(teacher, read, run / "teacher.pt")


class Masters:
    """The learning layers in float32, while the net computes in bfloat16 where the processor does that fast.

    Steps as small as a learning rate's are lost in bfloat16 (mixed precision: Micikevicius et al. 2018).
    """

    def __init__(self, layers: nn.ModuleList) -> None:
        self.used = [p for p in layers.parameters() if p.requires_grad]
        self.kept = [nn.Parameter(p.detach().clone().float()) for p in self.used]
        if HALF:
            layers.bfloat16()

    def take_slopes(self) -> None:
        """What was learnt of the used weights is moved to those that are kept."""
        for kept, used in zip(self.kept, self.used, strict=True):
            kept.grad = None if used.grad is None else used.grad.float()
            used.grad = None

    @torch.no_grad()
    def hand_out(self) -> None:
        """The used weights are set to those that are kept."""
        torch._foreach_copy_(self.used, self.kept)


def _run(teacher: Teacher, read: list[list[Piece]], path: Path) -> None:
    masters = Masters(teacher.layers)
    own = masters.kept
    rest = [p for name, p in teacher.named_parameters() if p.requires_grad and not name.startswith("layers.")]
    optimiser = torch.optim.AdamW(
        [{"params": own, "lr": RATE}, {"params": rest, "lr": HEAD_RATE}], weight_decay=DECAY, fused=True
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(step, len(read)))
    parameters = [*own, *rest]
    teacher.train()
    progress = Progress(len(read))
    for step, mine in enumerate(read):
        batch = collate(mine, ALL_KINDS)
        found = head_losses(teacher, of_words(teacher.read(batch), batch), batch, mine)
        words = float(batch.lengths.sum())
        loss = torch.stack([WEIGHTS.get(k, 1.0) * v for k, v in found.items()]).sum() / words
        optimiser.zero_grad()
        loss.backward()
        masters.take_slopes()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        masters.hand_out()
        schedule.step()
        progress.add(step, found, words)
        if step % 200 == 199:
            torch.save(teacher.state_dict(), path.with_suffix(".now"))
    torch.save(teacher.state_dict(), path)


def main() -> None:
    """Parse the command line."""
    parser = command(__doc__, "folder to keep the weights in")
    parser.add_argument("--teacher", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--steps", type=int, default=STEPS)
    arguments = arguments_of(parser)
    train(arguments.data, arguments.run, arguments.encoder, arguments.teacher, arguments.steps)


if __name__ == "__main__":
    main()
