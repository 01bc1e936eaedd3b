"""Write the trained net as the package ships it: ``python -m training.export RUN ENCODER [FOLDER]``.

int8 weights for the matrices and the word table (onnxruntime's dynamic quantisation), the small
tables of the decoder beside them, and the sha256 of every file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from rashomon.nets.deep import CHAIN_VECTORS, CHOICES, PAIR_VECTORS, UNIT_VECTORS
from rashomon.nets.weights import FILES, FOLDER
from training.deep import TRUNK, Deep, embed, through_trunk
from training.judgements import PLOVER, SENTIMENTS
from training.layers import DEEP_KINDS, KINDS
from training.net import PAIR, WIDTH, Net
from training.train import sizes
from training.train_deep import new_deep
from training.units import Inventory, load_inventory

THRESHOLDS = {"cue": 0.2}


SHARED = "word_side", "cue_first", "cue_last"
DEEP = (*DEEP_KINDS, *UNIT_VECTORS, *PAIR_VECTORS, *CHAIN_VECTORS)
"""What the second reading gives, in this order, after what the first gives."""


class ExportedTrunk(nn.Module):
    """The input table, which both readings share, and the lower layers, which the pair net shares."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: Tensor, shapes: Tensor, quotes: Tensor) -> tuple[Tensor, Tensor]:
        """All inputs are [1, pieces]; out come what the input table gives and states, [1, pieces, width]."""
        x, mask = embed(self.net.encoder, pieces, shapes, quotes, torch.ones_like(pieces))
        return x, through_trunk(self.net.encoder, x, mask)


class Exported(nn.Module):
    """Both readings over what the lower layers give for one window: a table a head, one row a piece.

    What both read, who says what and the names, is the mean of both.
    """

    def __init__(self, net: Net, deep: Deep) -> None:
        super().__init__()
        self.net = net
        self.deep = deep

    def forward(self, embedded: Tensor, shared: Tensor, pieces: Tensor) -> tuple[Tensor, ...]:
        """``embedded`` and ``shared`` [1, pieces, width], ``pieces`` [1, pieces]."""
        mask = (1.0 - torch.ones_like(pieces).to(shared.dtype))[:, None, None, :] * -10000.0
        hidden = shared
        for layer in list(self.net.encoder.layers)[TRUNK:]:
            hidden = layer(hidden, mask)
        again = self.deep.read(embedded, mask)
        tags = [(self.net.tags[name](hidden) + self.deep.tags[name](again)) / 2 for name in KINDS]
        first, second = self.net.cue_parts(hidden), self.deep.cue_parts(again)
        cues = [torch.cat(parts, dim=-1) for parts in zip(first, second, strict=True)]
        return (*tags, *cues, *self._deep(again))

    def _deep(self, hidden: Tensor) -> tuple[Tensor, ...]:
        deep = self.deep
        units = [deep.units[name](hidden).argmax(dim=-1) for name in CHOICES]
        event = deep.units["event"](hidden).softmax(dim=-1)[:, :, 1:]
        relations = deep.rel_dependent(hidden), deep.rel_head(hidden)
        sure = deep.sureness(hidden)[:, :, None]
        pairs = [getattr(deep, name)(hidden) for name in (*PAIR_VECTORS, *CHAIN_VECTORS)]
        tags = [deep.tags[name](hidden) for name in DEEP_KINDS]
        return (*tags, *deep.arc_sides(hidden), *relations, sure, event, torch.stack(units, dim=-1), *pairs)


class ExportedPair(nn.Module):
    """The second half: for every cue of a window, how each word scores as part of it; the mean of both."""

    def __init__(self, net: Net, deep: Deep) -> None:
        super().__init__()
        self.readings = nn.ModuleList([net, deep])

    def forward(self, words: Tensor, cues: Tensor, distances: Tensor, roles: Tensor) -> Tensor:
        """``words`` [words, 256], ``cues`` [cues, 256], ``distances`` [cues, words], ``roles`` [words, 7]."""
        base = roles[None][:, :, [0, 1, 2, 5, 6]]
        found = []
        for reading, side, cue in zip(self.readings, words.split(PAIR, 1), cues.split(PAIR, 1), strict=True):
            meet = side[None] + cue[:, None] + reading.distance(distances)
            found.append(reading.pair(nn.functional.gelu(meet)) + reading.from_roles * base)
        scores: Tensor = (found[0] + found[1]) / 2
        return scores


def write(
    module: nn.Module, example: tuple[Tensor, ...], path: Path, axes: dict[str, dict[int, str]]
) -> None:
    """Write as ONNX; ``axes`` names inputs, then outputs, each with its axes of changing length."""
    names = list(axes)
    torch.onnx.export(
        module,
        example,
        str(path),
        input_names=names[: len(example)],
        output_names=names[len(example) :],
        dynamic_axes=axes,
        opset_version=20,
        dynamo=False,
    )


def quantised(
    module: nn.Module, example: tuple[Tensor, ...], path: Path, axes: dict[str, dict[int, str]]
) -> None:
    """Write ``module`` with its matrices and tables as int8; ``axes`` as in `write`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    with tempfile.TemporaryDirectory() as scratch:
        whole, ready = Path(scratch) / "whole.onnx", Path(scratch) / "ready.onnx"
        write(module, example, whole, axes)
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        # Seven bits: with eight, processors without VNNI cut off sums and read otherwise (training.narrow).
        quantize_dynamic(ready, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def export(run: Path, encoder: Path, folder: Path) -> None:
    """Write the files named in `rashomon.nets.weights` into ``folder``."""
    net, inventory = Net(sizes()), load_inventory(run / "inventory.json")
    net.load_state_dict(torch.load(run / "net.pt"))
    net.eval()
    deep = new_deep(inventory)
    deep.load_state_dict(torch.load(run / "deep.pt"))
    deep.eval()
    folder.mkdir(parents=True, exist_ok=True)
    names = [*KINDS, *SHARED, *DEEP]
    pieces = torch.ones(1, 64, dtype=torch.long)
    inputs = ["pieces", "shapes", "quotes"]
    trunk_axes = {name: {1: "length"} for name in [*inputs, "embedded", "shared"]}
    quantised(ExportedTrunk(net), (pieces, pieces, pieces), folder / "trunk.onnx", trunk_axes)
    upper_axes = {name: {1: "length"} for name in ["embedded", "shared", "pieces", *names]}
    states = torch.zeros(1, 64, WIDTH)
    quantised(Exported(net, deep), (states, states, pieces), folder / "reader.onnx", upper_axes)
    words, cues = torch.ones(9, 2 * PAIR), torch.ones(3, 2 * PAIR)
    pair_axes = {
        "words": {0: "words"},
        "cues": {0: "cues"},
        "distances": {0: "cues", 1: "words"},
        "roles": {0: "words"},
        "pair": {0: "cues", 1: "words"},
    }
    pair_example = (words, cues, torch.ones(3, 9, dtype=torch.long), torch.ones(9, 7))
    write(ExportedPair(net, deep), pair_example, folder / "pair.onnx", pair_axes)
    _save_moves(net, deep, folder / "moves.npz")
    _save_tables(deep, inventory, folder / "deep.npz")
    shutil.copy(encoder / "vocab.txt", folder / "vocab.txt")
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    classes = {name: inventory.classes()[name] for name in ("upos", "xpos", "lemma")}
    card = {
        "kinds": {**KINDS, **DEEP_KINDS},
        "classes": {**classes, "deprel": inventory.deprel},
        "tasks": {"sentiment": SENTIMENTS, "plover": PLOVER},
        "thresholds": THRESHOLDS,
        "sha256": sums,
    }
    (folder / "reader.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _save_tables(deep: Deep, inventory: Inventory, path: Path) -> None:
    """The small matrices that are applied to pairs of words, outside the graph."""
    layers = {"rel": deep.rel, "same": deep.same, "first": deep.first, **dict(deep.tasks.items())}
    tables = {f"{name}_{part}": getattr(layer, part) for name, layer in layers.items() for part in PARTS}
    tables |= {"gap": deep.gap.weight, "match": deep.match.weight}
    arrays = {name: table.detach().numpy() for name, table in tables.items()}
    np.savez(path, **arrays, rel_root=np.array(inventory.deprel.index("root")))


PARTS = "weight", "bias"


def _save_moves(net: Net, deep: Deep, path: Path) -> None:
    """The tables of moves between labels; of what both readings tag, the mean of both."""
    moves = {name: table.detach() for name, table in deep.transitions.items()}
    moves["pair"] = deep.pair_transitions.detach()
    for name, table in [*net.transitions.items(), ("pair", net.pair_transitions)]:
        moves[name] = (moves[name] + table.detach()) / 2
    np.savez(path, **{name: table.numpy() for name, table in moves.items()})


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    arguments = parser.parse_args()
    export(arguments.run, arguments.encoder, arguments.folder)


if __name__ == "__main__":
    main()
