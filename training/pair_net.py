"""The pair net: own layers over the reader's lower ones that read two texts together, or one alone.

The layers start from the upper ones of all-MiniLM-L6-v2 and keep near its sentence vectors (Reimers &
Gurevych 2019) where a text is read alone. Below them two texts are read apart, so that each is read once;
above, their pieces see each other (DeFormer: Cao et al. 2020).
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.nets.signs import SIGNS
from training.deep import TRUNK
from training.net import WIDTH, Encoder, Layer, load_encoder

OWN = 3
MEET = 256
TASKS = {"claim": 3, "perspective": 2, "stance": 2, "headline": 4, "strengthens": 2, "weakens": 2}
"""What is asked of a pair, with the number of answers; the first is what `judge` gives."""


class PairNet(nn.Module):
    """Everything above the shared layers."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.bridge = nn.Linear(WIDTH, WIDTH)
        """From the reader's lower layers, which were trained on, to what the upper ones were made for."""
        self.side = nn.Embedding(2, WIDTH)
        """Which of two texts a piece is of; nothing for the first, so that one text alone is read as ever."""
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(OWN))
        self.meet = nn.Linear(4 * WIDTH + SIGNS, MEET)
        self.tasks = nn.ModuleDict({name: nn.Linear(MEET, size) for name, size in TASKS.items()})
        self.near = nn.Parameter(torch.tensor([8.0, -4.0]))
        """Make of a cosine the odds that two texts belong together; for training alone."""
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.side.weight)

    def read(self, shared: Tensor, sides: Tensor, present: Tensor) -> Tensor:
        """One vector a piece, [rows, pieces, width]: ``sides`` is 0 on the first text and 1 on the second."""
        mask = (1.0 - present)[:, None, None, :] * -10000.0
        x = self.bridge(shared) + self.side(sides)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def vectors(self, read: Tensor, present: Tensor) -> Tensor:
        """Vectors of length 1 of texts that were read alone, [texts, width]."""
        mean = (read * present[:, :, None]).sum(1) / present.sum(1, keepdim=True)
        return nn.functional.normalize(mean, dim=1)

    def pair(self, read: Tensor, sides: Tensor, present: Tensor, signs: Tensor) -> Tensor:
        """What two texts read together are to each other, [pairs, MEET]."""
        second = sides.to(read.dtype) * present
        first = present - second
        u, v = ((read * side[:, :, None]).sum(1) / side.sum(1, keepdim=True) for side in (first, second))
        start = read.gather(1, sides.argmax(1)[:, None, None].expand(-1, 1, read.shape[2]))[:, 0]
        parts = torch.cat([read[:, 0], start, (u - v).abs(), u * v, signs], dim=1)
        met: Tensor = nn.functional.gelu(self.meet(self.dropout(parts)))
        return self.dropout(met)


def start_pair(net: PairNet, folder: Path) -> None:
    """Fill the own layers with the upper layers of the encoder."""
    encoder = Encoder()
    load_encoder(encoder, folder)
    for own, layer in zip(net.layers, list(encoder.layers)[TRUNK : TRUNK + OWN], strict=True):
        own.load_state_dict(layer.state_dict())
