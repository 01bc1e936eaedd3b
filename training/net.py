"""The net: one MiniLM encoder, heads on top, in plain torch so that it exports cleanly.

The encoder is BERT (Devlin et al. 2019) in MiniLM's size (Wang et al. 2020), started from the
weights of all-MiniLM-L6-v2. Two small tables are added to its word embeddings: the shape of a
word (the vocabulary has no capitals) and whether it stands inside quotation marks.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.nets.features import QUOTES, SHAPES

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
PAIR = 128
"""Width in which a cue and a word meet."""
DISTANCES = 25


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Hidden states in, hidden states out; ``mask`` is added to the attention scores."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.attended(mixed)))
        inner = self.down(nn.functional.gelu(self.up(x)))
        normed: Tensor = self.norm2(x + self.dropout(inner))
        return normed


class Encoder(nn.Module):
    """Pieces, shapes and quotation state in, one vector a piece out."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.quotes = nn.Embedding(QUOTES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.quotes.weight)

    def forward(self, pieces: Tensor, shapes: Tensor, quotes: Tensor, present: Tensor) -> Tensor:
        """``present`` is 1 for a piece and 0 for padding; all are [batch, pieces]."""
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.positions(place) + self.shapes(shapes) + self.quotes(quotes)
        x = self.dropout(self.norm(x))
        mask = (1.0 - present.to(x.dtype))[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Tagging(nn.Module):
    """The heads that tag words, ``sizes`` gives their labels, and the one that gives each cue its parts."""

    def __init__(self, sizes: dict[str, int], width: int = WIDTH) -> None:
        super().__init__()
        self.width = width
        self.tags = nn.ModuleDict({name: nn.Linear(width, size) for name, size in sizes.items()})
        self.transitions = nn.ParameterDict({name: torch.zeros(size, size) for name, size in sizes.items()})
        self.word_side = nn.Linear(width, PAIR)
        self.cue_side = nn.Linear(2 * width, PAIR)
        self.distance = nn.Embedding(DISTANCES, PAIR)
        self.pair = nn.Linear(PAIR, 5)
        self.from_roles = nn.Parameter(torch.tensor(0.3))
        self.pair_transitions = nn.Parameter(torch.zeros(5, 5))

    def cue_parts(self, hidden: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What each word brings as a part, as a cue's first and as its last word: [..., PAIR]."""
        first, last = self.cue_side.weight.split(self.width, dim=1)
        cue_first = nn.functional.linear(hidden, first, self.cue_side.bias)
        return self.word_side(hidden), cue_first, nn.functional.linear(hidden, last)

    def pair_scores(self, hidden: Tensor, roles: Tensor, where: Tensor, cues: Tensor) -> Tensor:
        """Scores [cues, words, 5] for outside and begin/inside of source and content.

        ``hidden`` [batch, words, width] and ``roles`` [batch, words, 7] are per word; ``where``
        says in which row a cue stands, ``cues`` its first and last word.
        """
        ends = torch.cat([hidden[where, cues[:, 0]], hidden[where, cues[:, 1]]], dim=-1)
        word = torch.arange(hidden.shape[1], device=hidden.device)
        offset = word[None, :] - cues[:, :1]
        meet = self.word_side(hidden)[where] + self.cue_side(ends)[:, None] + self.distance(bucket(offset))
        base = roles[where][:, :, [0, 1, 2, 5, 6]]
        scores: Tensor = self.pair(nn.functional.gelu(meet)) + self.from_roles * base
        return scores


class Net(Tagging):
    """The encoder and its heads; a new head is a new entry of ``sizes`` and touches no other."""

    def __init__(self, sizes: dict[str, int], dropout: float = 0.1) -> None:
        super().__init__(sizes)
        self.encoder = Encoder(dropout)
        self.dropout = nn.Dropout(dropout)

    def read(self, pieces: Tensor, shapes: Tensor, quotes: Tensor, present: Tensor) -> Tensor:
        """One vector a piece."""
        hidden: Tensor = self.dropout(self.encoder(pieces, shapes, quotes, present))
        return hidden


def bucket(offset: Tensor) -> Tensor:
    """Signed distances in words as one of 25 buckets, finer near the cue."""
    edges = torch.tensor([1, 2, 3, 4, 5, 7, 10, 15, 23, 36, 61, 121], device=offset.device)
    size = torch.bucketize(offset.abs(), edges, right=True)
    return torch.where(offset < 0, 12 - size, 12 + size)


def crf_loss(scores: Tensor, transitions: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
    """Summed negative log-likelihood of the label rows (Lafferty et al. 2001).

    ``scores`` [rows, words, labels], ``labels`` [rows, words], ``lengths`` [rows].
    """
    inside = torch.arange(scores.shape[1], device=scores.device)[None, :] < lengths[:, None]
    picked = scores.gather(2, labels[:, :, None]).squeeze(2)
    moves = transitions[labels[:, :-1], labels[:, 1:]]
    gold = (picked * inside).sum() + (moves * inside[:, 1:]).sum()
    return partition(scores, transitions, lengths) - gold


def partition(scores: Tensor, transitions: Tensor, lengths: Tensor) -> Tensor:
    """What all label rows weigh together, as a logarithm, summed; its slope is how likely each label is."""
    count = scores.shape[1]
    inside = torch.arange(count, device=scores.device)[None, :] < lengths[:, None]
    alpha = scores[:, 0]
    for word in range(1, count):
        step = torch.logsumexp(alpha[:, :, None] + transitions[None], dim=1) + scores[:, word]
        alpha = torch.where(inside[:, word, None], step, alpha)
    return torch.logsumexp(alpha, dim=1).sum()


def load_encoder(encoder: Encoder, folder: Path) -> None:
    """Fill the encoder from a BERT checkpoint in ``folder/model.safetensors``."""
    from safetensors.torch import load_file

    old = load_file(str(folder / "model.safetensors"))
    new = {
        "words.weight": old["embeddings.word_embeddings.weight"],
        "positions.weight": old["embeddings.position_embeddings.weight"]
        + old["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    names = {
        "attended": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for i in range(LAYERS):
        prefix = f"encoder.layer.{i}."
        for part in ("weight", "bias"):
            qkv = [old[f"{prefix}attention.self.{side}.{part}"] for side in ("query", "key", "value")]
            new[f"layers.{i}.qkv.{part}"] = torch.cat(qkv)
            for ours, theirs in names.items():
                new[f"layers.{i}.{ours}.{part}"] = old[f"{prefix}{theirs}.{part}"]
    missing, unexpected = encoder.load_state_dict(new, strict=False)
    if unexpected or set(missing) != {"shapes.weight", "quotes.weight"}:
        raise ValueError(f"not the encoder expected: missing {missing}, unexpected {unexpected}")
