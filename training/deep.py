"""The second reading: layers of its own over the first net's input table, and the heads that need depth.

The first net (`training.net.Net`) stays as it is; what it learnt of attributions and names is not
disturbed. The second learns those too: what both say is averaged. Both are one graph and one pass.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.judgements import PLOVER, SENTIMENTS
from training.net import LAYERS, WIDTH, Encoder, Layer, Net, Tagging

TRUNK = 3
"""Layers of the first net that the pair net shares, kept as they are."""
MISSED = 0.33
"""How much of what arcs are scored by is left out while learning (Dozat & Manning 2017)."""
ARC, REL, MEET, SURE = 160, 128, 128, 64
GAPS = 10
"""Buckets of the distance between two mentions, counted in mentions."""
MATCHES = 3
TASKS = {"sentiment": len(SENTIMENTS), "plover": len(PLOVER)}


class Heads(Tagging):
    """All heads; ``tags`` gives the labels of each tagging head, ``units`` of each that reads units."""

    def __init__(self, tags: dict[str, int], units: dict[str, int], rels: int, width: int = WIDTH) -> None:
        super().__init__(tags, width)
        self.missed = nn.Dropout(MISSED)
        self.units = nn.ModuleDict({name: nn.Linear(width, size) for name, size in units.items()})
        self.arc_dependent, self.arc_head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.arc_meet = nn.Linear(ARC, ARC, bias=False)
        self.arc_root = nn.Linear(width, 1)
        self.rel_dependent, self.rel_head = nn.Linear(width, REL), nn.Linear(width, REL)
        self.rel = nn.Linear(REL, rels)
        self.sure = nn.Linear(width, SURE)
        self.factuality = nn.Linear(SURE, 1)
        self.holder, self.target = nn.Linear(width, MEET), nn.Linear(width, MEET)
        self.between, self.around = nn.Linear(width, MEET), nn.Linear(width, MEET)
        self.tasks = nn.ModuleDict({name: nn.Linear(MEET, size) for name, size in TASKS.items()})
        self.anaphor, self.antecedent = nn.Linear(width, MEET), nn.Linear(width, MEET)
        self.gap = nn.Embedding(GAPS, MEET)
        self.match = nn.Embedding(MATCHES, MEET)
        self.same = nn.Linear(MEET, 1)
        self.first = nn.Linear(MEET, 1)

    def arc_sides(self, units: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(dependent, head, root) of each unit: a dependent's product with a head scores the arc."""
        dependent = self.arc_meet(self.missed(torch.relu(self.arc_dependent(units))))
        return dependent, self.missed(torch.relu(self.arc_head(units))), self.arc_root(units)

    def arcs(self, units: Tensor) -> Tensor:
        """Scores [rows, dependents, heads]; the diagonal scores being a root."""
        dependent, head, root = self.arc_sides(units)
        scores = dependent @ head.transpose(1, 2)
        eye = torch.eye(units.shape[1], dtype=torch.bool, device=units.device)
        return torch.where(eye[None], root.expand_as(scores), scores)

    def rels(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Scores [..., relations] of what each unit is to its head."""
        meet = self.rel_dependent(dependents) + self.rel_head(heads)
        scores: Tensor = self.rel(self.missed(nn.functional.gelu(meet)))
        return scores

    def sureness(self, units: Tensor) -> Tensor:
        """How surely each unit's event is so, about -3 to 3."""
        value: Tensor = self.factuality(nn.functional.gelu(self.sure(units))).squeeze(-1)
        return value

    def relations(self, hidden: Tensor, spans: Tensor) -> Tensor:
        """[pairs, width]; ``spans`` [pairs, 7] is row, then start and end word of first, second, sentence."""
        found = []
        for row, a, b, c, d, low, high in spans.tolist():
            words = hidden[row]
            left, right = min(b, d), max(a, c)
            gap = words[left - 1 : right + 1] if left - 1 < right + 1 else words[left - 1 : left]
            meet = self.holder(words[a:b].mean(0)) + self.target(words[c:d].mean(0))
            meet = meet + self.between(gap).amax(0) + self.around(words[low:high]).amax(0)
            found.append(nn.functional.gelu(meet))
        return torch.stack(found)

    def coreference(self, mentions: Tensor, keys: Tensor) -> Tensor:
        """Scores [mentions, 1 + mentions]: for no antecedent, then for each mention before."""
        count = len(mentions)
        place = torch.arange(count)
        gap = (place[:, None] - place[None, :]).clamp(min=0)
        edges = torch.tensor([1, 2, 3, 4, 5, 8, 12, 20, 40])
        gaps = torch.bucketize(gap, edges, right=True)
        match = (keys[:, None] == keys[None, :]).long()
        anaphor = self.anaphor(mentions)
        meet = anaphor[:, None] + self.antecedent(mentions)[None] + self.gap(gaps) + self.match(match)
        scores = self.same(nn.functional.gelu(meet)).squeeze(-1)
        scores = scores.masked_fill(place[None, :] >= place[:, None], -1e4)
        return torch.cat([self.first(nn.functional.gelu(anaphor)), scores], dim=1)


class Deep(Heads):
    """The second reading: layers of its own, and all heads."""

    def __init__(self, tags: dict[str, int], units: dict[str, int], rels: int, dropout: float = 0.1) -> None:
        super().__init__(tags, units, rels)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def read(self, embedded: Tensor, mask: Tensor) -> Tensor:
        """One vector a piece; ``embedded`` and ``mask`` are what `embed` gives."""
        x = embedded
        for layer in self.layers:
            x = layer(x, mask)
        hidden: Tensor = self.dropout(x)
        return hidden


def embed(
    encoder: Encoder, pieces: Tensor, shapes: Tensor, quotes: Tensor, present: Tensor
) -> tuple[Tensor, Tensor]:
    """What the first net's input table gives for each piece, and the attention mask."""
    place = torch.arange(pieces.shape[1], device=pieces.device)
    x = encoder.words(pieces) + encoder.positions(place) + encoder.shapes(shapes) + encoder.quotes(quotes)
    return encoder.norm(x), (1.0 - present.to(x.dtype))[:, None, None, :] * -10000.0


def trunk(
    encoder: Encoder, pieces: Tensor, shapes: Tensor, quotes: Tensor, present: Tensor
) -> tuple[Tensor, Tensor]:
    """The hidden states after the shared layers, and the attention mask."""
    x, mask = embed(encoder, pieces, shapes, quotes, present)
    return through_trunk(encoder, x, mask), mask


def through_trunk(encoder: Encoder, embedded: Tensor, mask: Tensor) -> Tensor:
    """What `embed` gave through the shared layers."""
    x = embedded
    for layer in list(encoder.layers)[:TRUNK]:
        x = layer(x, mask)
    return x


def start_from(deep: Deep, net: Net) -> None:
    """Fill the own layers and the shared heads with those of the first net, which can read already."""
    for own, layer in zip(deep.layers, net.encoder.layers, strict=True):
        own.load_state_dict(layer.state_dict())
    heads = {name: value for name, value in net.state_dict().items() if not name.startswith("encoder.")}
    deep.load_state_dict(heads, strict=False)
