"""The pair net: own layers over the reader's lower ones, a vector for a text, and a meeting of two texts.

The layers start from the upper ones of all-MiniLM-L6-v2 and keep near its sentence vectors (Reimers &
Gurevych 2019). Two texts meet by soft alignment of their pieces, a comparison of each piece with what it is
aligned to, and sums over both (decomposable attention: Parikh et al. 2016), in a few heads.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.nets.signs import SIGNS
from training.deep import TRUNK
from training.families import KINDS, OUTCOMES
from training.net import WIDTH, Encoder, Layer, load_encoder

OWN = 3
TOKEN, HEADS, COMPARED, SEEN, MEET = 160, 5, 192, 96, 256
TASKS = {
    **{"claim": 4, "kind": len(KINDS), "outcome": len(OUTCOMES), "perspective": 2, "stance": 2},
    **{"headline": 4, "strengthens": 2, "weakens": 2},
}
"""What is asked of a pair, with the number of answers; the first is what `judge` gives."""


class PairNet(nn.Module):
    """Everything above the shared layers."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.bridge = nn.Linear(WIDTH, WIDTH)
        """From the reader's lower layers, which were trained on, to what the upper ones were made for."""
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(OWN))
        self.token = nn.Linear(WIDTH, TOKEN)
        self.sharpness = nn.Parameter(torch.full((HEADS,), 1.0))
        self.compared = nn.Linear(4 * TOKEN, COMPARED)
        self.seen = nn.Linear(WIDTH, SEEN)
        self.meet = nn.Linear(4 * COMPARED + 2 * SEEN + 1 + SIGNS, MEET)
        self.tasks = nn.ModuleDict({name: nn.Linear(MEET, size) for name, size in TASKS.items()})
        self.near = nn.Parameter(torch.tensor([8.0, -4.0]))
        """Make of a cosine the odds that two texts belong together; for training alone."""
        self.dropout = nn.Dropout(dropout)

    def read(self, shared: Tensor, present: Tensor) -> tuple[Tensor, Tensor]:
        """(vectors [texts, width] of length 1, piece vectors [texts, pieces, TOKEN]) of the shared states."""
        mask = (1.0 - present)[:, None, None, :] * -10000.0
        x = self.bridge(shared)
        for layer in self.layers:
            x = layer(x, mask)
        mean = (x * present[:, :, None]).sum(1) / present.sum(1, keepdim=True)
        return nn.functional.normalize(mean, dim=1), self.token(x)

    def pair(
        self,
        vectors: tuple[Tensor, Tensor],
        pieces: tuple[Tensor, Tensor],
        present: tuple[Tensor, Tensor],
        signs: Tensor,
    ) -> Tensor:
        """What two texts are together, [pairs, MEET]; the same whichever comes first."""
        (u, v), (x, y), (here, there) = vectors, pieces, present
        rows, wide = x.shape[0], TOKEN // HEADS
        a = x.view(rows, -1, HEADS, wide).transpose(1, 2)
        b = y.view(rows, -1, HEADS, wide).transpose(1, 2)
        match = a @ b.transpose(2, 3) * self.sharpness[None, :, None, None] / wide**0.5
        to_b = (match + (there[:, None, None, :] - 1) * 1e4).softmax(-1) @ b
        to_a = (match.transpose(2, 3) + (here[:, None, None, :] - 1) * 1e4).softmax(-1) @ a
        first = self._side(x, to_b.transpose(1, 2).reshape(rows, -1, TOKEN), here)
        second = self._side(y, to_a.transpose(1, 2).reshape(rows, -1, TOKEN), there)
        s, t = self.seen(u * 10), self.seen(v * 10)
        cosine = (u * v).sum(1, keepdim=True)
        parts = [first + second, (first - second).abs(), s * t, (s - t).abs(), cosine, signs]
        met: Tensor = nn.functional.gelu(self.meet(self.dropout(torch.cat(parts, dim=1))))
        return self.dropout(met)

    def _side(self, x: Tensor, other: Tensor, present: Tensor) -> Tensor:
        both = torch.cat([x, other, (x - other).abs(), x * other], dim=2)
        compared = nn.functional.gelu(self.compared(both))
        inside = present[:, :, None]
        mean = (compared * inside).sum(1) / inside.sum(1)
        return torch.cat([mean, (compared - (1 - inside) * 1e4).amax(1)], dim=1)


def start_pair(net: PairNet, folder: Path) -> None:
    """Fill the own layers with the upper layers of the encoder."""
    encoder = Encoder()
    load_encoder(encoder, folder)
    for own, layer in zip(net.layers, list(encoder.layers)[TRUNK : TRUNK + OWN], strict=True):
        own.load_state_dict(layer.state_dict())
