"""The net that reads two texts together: six layers over what the reader's input table gives for each.

The layers start from all of all-MiniLM-L6-v2's, and every piece sees the pieces of both texts, as in BERT's
reading of pairs (Devlin et al. 2019). Positions begin anew with the second text, which a vector of its own
tells apart. What is asked of a pair is answered by a small head for each question.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.nets.signs import SIGNS
from training.families import KINDS, OUTCOMES
from training.net import LAYERS, WIDTH, Encoder, Layer, load_encoder

SEEN, MEET = 96, 384
TASKS = {
    **{"claim": 4, "kind": len(KINDS), "outcome": len(OUTCOMES), "perspective": 2, "stance": 2},
    **{"headline": 4, "strengthens": 2, "weakens": 2},
}
"""What is asked of a pair, with the number of answers; the first is what `judge` gives."""


class Meeting(nn.Module):
    """Everything above the reader's input table."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.other = nn.Parameter(torch.randn(WIDTH) * 0.1)
        """Added to every piece of the second text."""
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.seen = nn.Linear(WIDTH, SEEN)
        self.meet = nn.Linear(2 * WIDTH + 2 * SEEN + 1 + SIGNS, MEET)
        self.tasks = nn.ModuleDict({name: nn.Linear(MEET, size) for name, size in TASKS.items()})
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, embedded: Tensor, second: Tensor, present: Tensor, vectors: tuple[Tensor, Tensor], signs: Tensor
    ) -> Tensor:
        """What two texts are together, [pairs, MEET].

        ``embedded`` [pairs, pieces, width] has the pieces of both texts; ``second`` and ``present`` [pairs,
        pieces] are 1 for a piece of the second text and for one that is no padding; ``vectors`` are those of
        the texts read alone, each [pairs, width]; ``signs`` [pairs, SIGNS] is what their faces share.
        """
        x = self.dropout(embedded + second[:, :, None] * self.other)
        mask = (1.0 - present)[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, mask)
        mean = (x * present[:, :, None]).sum(1) / present.sum(1, keepdim=True)
        u, v = vectors
        s, t = self.seen(torch.stack([u, v], dim=1) * 10).unbind(1)
        alone = [s * t, (s - t).abs(), (u * v).sum(1, keepdim=True)]
        both = torch.cat([x[:, 0], mean, *alone, signs], dim=1)
        met: Tensor = nn.functional.gelu(self.meet(self.dropout(both)))
        return self.dropout(met)


def start_meeting(net: Meeting, folder: Path) -> None:
    """Fill the layers with those of the encoder."""
    encoder = Encoder()
    load_encoder(encoder, folder)
    net.layers.load_state_dict(encoder.layers.state_dict())
