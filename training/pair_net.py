"""The pair net: layers of its own over the reader's input table, which read one text, or two together.

They start from the lower layers of all-MiniLM-L6-v2. Two texts are read as one, each piece seeing those of
both (BERT's pairs: Devlin et al. 2019); a text read alone gives a vector that is kept near that encoder's
(Reimers & Gurevych 2019).
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.nets.signs import SIGNS
from training.net import WIDTH, Encoder, Layer, load_encoder

OWN = 5
"""One layer less than the encoder has: six would not fit into 45 MB."""
MEET = 192
KINDS = ("polarity", "number", "time", "place", "actor", "acts", "denial")
"""On what two claims that are opposed disagree."""
OUTCOMES = ("nothing", "yes", "no", "void")
"""What the second text, a later claim, makes of the first, a forecast."""
TASKS = {
    **{
        "claim": 4,
        "kind": len(KINDS),
        "outcome": len(OUTCOMES),
        "perspective": 2,
        "stance": 2,
        "headline": 4,
    },
    **{"strengthens": 2, "weakens": 2},
}
"""What is asked of a pair, with the number of answers; the first is what `judge` gives."""


class PairNet(nn.Module):
    """Everything above the shared layers."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.sides = nn.Embedding(3, WIDTH)
        """Added to the input: nothing for a text alone, else which of two texts it is."""
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(OWN))
        self.meet = nn.Linear(6 * WIDTH + SIGNS, MEET)
        self.tasks = nn.ModuleDict({name: nn.Linear(MEET, size) for name, size in TASKS.items()})
        self.near = nn.Parameter(torch.tensor([8.0, -4.0]))
        """Make of a cosine the odds that two texts belong together; for training alone."""
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.sides.weight)

    def read(self, embedded: Tensor, sides: Tensor, present: Tensor) -> Tensor:
        """States [rows, pieces, width] over the input table's; ``sides`` [rows, pieces] is 0, 1, 2."""
        mask = (1.0 - present)[:, None, None, :] * -10000.0
        together = (sides > 0).to(embedded.dtype)[:, :, None]
        x = embedded + self.sides(sides) * together
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def vectors(self, embedded: Tensor, present: Tensor) -> Tensor:
        """A vector of length 1 for each text read alone, [texts, width]."""
        x = self.read(embedded, torch.zeros_like(present, dtype=torch.long), present)
        return nn.functional.normalize(pooled_mean(x, present), dim=1)

    def pair(self, states: Tensor, sides: Tensor, signs: Tensor) -> Tensor:
        """What two texts are together, [pairs, MEET], from their states read together."""
        here, there = ((sides == side).to(states.dtype) for side in (1, 2))
        (a, b) = (pooled_mean(states, here), pooled_mean(states, there))
        (c, d) = (pooled_max(states, here), pooled_max(states, there))
        parts = [a + b, (a - b).abs(), a * b, c + d, (c - d).abs(), states[:, 0], signs]
        met: Tensor = nn.functional.gelu(self.meet(self.dropout(torch.cat(parts, dim=1))))
        return self.dropout(met)


def pooled_mean(states: Tensor, inside: Tensor) -> Tensor:
    """The mean of the states that are inside, [rows, width]."""
    mean: Tensor = (states * inside[:, :, None]).sum(1) / inside.sum(1, keepdim=True)
    return mean


def pooled_max(states: Tensor, inside: Tensor) -> Tensor:
    """The highest of the states that are inside, [rows, width]."""
    return (states - (1 - inside[:, :, None]) * 1e4).amax(1)


def start_pair(net: PairNet, folder: Path) -> None:
    """Fill the own layers with the lower layers of the encoder."""
    encoder = Encoder()
    load_encoder(encoder, folder)
    for own, layer in zip(net.layers, list(encoder.layers)[:OWN], strict=True):
        own.load_state_dict(layer.state_dict())
