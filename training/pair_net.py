"""The pair net: own layers over the reader's lower ones, which read one text alone or two together.

The layers start from the upper ones of all-MiniLM-L6-v2 and keep near its sentence vectors (Reimers &
Gurevych 2019). Of two texts each piece sees the pieces of both, as in BERT's reading of pairs (Devlin et al.
2019); which pieces are of the other text is told by a number for each head, so that it is all the same
whichever text comes first.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.nets.signs import SIGNS
from training.deep import TRUNK
from training.families import KINDS, OUTCOMES
from training.net import HEADS, WIDTH, Encoder, Layer, load_encoder

OWN = 3
BEHELD, MEET = 5 * WIDTH, 256
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
        self.across = nn.Parameter(torch.zeros(OWN, HEADS))
        """Added to the attention of each layer's heads where a piece looks at the other text."""
        self.meet = nn.Linear(BEHELD + 1 + SIGNS, MEET)
        self.tasks = nn.ModuleDict({name: nn.Linear(MEET, size) for name, size in TASKS.items()})
        self.near = nn.Parameter(torch.tensor([8.0, -4.0]))
        """Make of a cosine the odds that two texts belong together; for training alone."""
        self.dropout = nn.Dropout(dropout)

    def states(self, shared: Tensor, first: Tensor, second: Tensor) -> Tensor:
        """One vector a piece; ``first`` and ``second`` [texts, pieces] say of which text each piece is.

        A piece of neither is padding. Of one text alone ``second`` is nothing but 0.
        """
        there = (first[:, None, :, None] * second[:, None, None, :]).to(shared.dtype)
        apart = there + there.transpose(2, 3)
        mask = (1.0 - first - second)[:, None, None, :] * -10000.0
        x = self.bridge(shared)
        for layer, across in zip(self.layers, self.across, strict=True):
            x = layer(x, mask + apart * across[None, :, None, None])
        out: Tensor = x
        return out

    def vector(self, x: Tensor, first: Tensor) -> Tensor:
        """A vector of length 1 for each text of which ``x`` are the pieces read, [texts, width]."""
        return nn.functional.normalize(_mean(x, first), dim=1)

    def vectors(self, shared: Tensor, present: Tensor) -> Tensor:
        """The same for texts each read alone."""
        return self.vector(self.states(shared, present, torch.zeros_like(present)), present)

    def pair(self, shared: Tensor, first: Tensor, second: Tensor, beside: Tensor) -> Tensor:
        """What two texts are together, [pairs, MEET].

        ``beside`` [pairs, 1 + SIGNS]: the product of their vectors, and what their faces have in common.
        """
        return self.met(self.beheld(self.states(shared, first, second), first, second), beside)

    def beheld(self, x: Tensor, first: Tensor, second: Tensor) -> Tensor:
        """What was read of both, [pairs, BEHELD]: the same whichever comes first."""
        a, b = _mean(x, first), _mean(x, second)
        start, other = x[:, 0], x[torch.arange(x.shape[0]), second.argmax(1)]
        return torch.cat([a + b, (a - b).abs(), a * b, start + other, (start - other).abs()], dim=1)

    def met(self, beheld: Tensor, beside: Tensor) -> Tensor:
        """[pairs, MEET]."""
        both = torch.cat([beheld, beside], dim=1)
        found: Tensor = nn.functional.gelu(self.meet(self.dropout(both)))
        return self.dropout(found)


def _mean(x: Tensor, of: Tensor) -> Tensor:
    found: Tensor = (x * of[:, :, None]).sum(1) / of.sum(1, keepdim=True).clamp(min=1)
    return found


def start_pair(net: PairNet, folder: Path) -> None:
    """Fill the own layers with the upper layers of the encoder."""
    encoder = Encoder()
    load_encoder(encoder, folder)
    for own, layer in zip(net.layers, list(encoder.layers)[TRUNK : TRUNK + OWN], strict=True):
        own.load_state_dict(layer.state_dict())
