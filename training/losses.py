"""What each head has to learn from a batch of windows, as a loss summed over words, units or pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from training.deep import Deep, Heads, embed
from training.encode import Piece
from training.net import Net
from training.train import Batch, tag_losses
from training.units import IGNORED, Units

WEIGHTS = {
    **{"xpos": 0.2, "lemma": 0.2, "event": 0.3, "chain": 0.4, "upos": 0.5, "join": 0.3, "arc": 1.0},
    **{"rel": 0.5, "sure": 1.0, "sentiment": 3.0, "plover": 4.0, "pair": 0.5},
    **{"~sentiment": 2.0, "~plover": 4.0},
}
"""Of a head's summed loss; a tagging head not named counts 1. Behind ~ stands what a larger net says."""
BALANCE = {"sentiment": torch.tensor([0.8, 1.2, 2.2, 1.0, 2.0])}
"""Weights of classes, so that the rare ones are heard."""


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
        asked = [(i, pair) for i, piece in enumerate(pieces) for pair in piece.related if pair.task == task]
        for name, is_taught in ((task, False), (f"~{task}", True)):
            pairs = [(i, pair) for i, pair in asked if bool(pair.shares) == is_taught]
            if pairs:
                meet = deep.relations(hidden, torch.tensor([[i, *pair.places] for i, pair in pairs]))
                goal = torch.tensor([pair.shares or pair.label for _, pair in pairs])
                found[name] = nn_loss(deep.tasks[task](meet), goal, None if is_taught else BALANCE.get(task))
    return found


def nn_loss(scores: Tensor, labels: Tensor, weight: Tensor | None = None) -> Tensor:
    """Summed cross-entropy over what is labelled; of likely answers over all."""
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
