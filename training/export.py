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

from rashomon.nets.weights import FILES, FOLDER
from training.layers import KINDS
from training.net import PAIR, WIDTH, Net
from training.train import sizes

THRESHOLDS = {"cue": 0.5}


class Exported(nn.Module):
    """The net as one pass over one window: a table of scores a head, one row a piece."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: Tensor, shapes: Tensor, quotes: Tensor) -> tuple[Tensor, ...]:
        """All inputs are [1, pieces]."""
        hidden = self.net.read(pieces, shapes, quotes, torch.ones_like(pieces))
        tags = [head(hidden) for head in self.net.tags.values()]
        first, last = self.net.cue_side.weight.split(WIDTH, dim=1)
        cue_first = nn.functional.linear(hidden, first, self.net.cue_side.bias)
        return (*tags, self.net.word_side(hidden), cue_first, nn.functional.linear(hidden, last))


def export(run: Path, encoder: Path, folder: Path) -> None:
    """Write ``reader.onnx``, ``heads.npz``, ``vocab.txt`` and ``reader.json`` into ``folder``."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    net = Net(sizes())
    net.load_state_dict(torch.load(run / "net.pt"))
    net.eval()
    folder.mkdir(parents=True, exist_ok=True)
    names = [*KINDS, "word_side", "cue_first", "cue_last"]
    example = tuple(torch.ones(1, 64, dtype=torch.long) for _ in range(3))
    with tempfile.TemporaryDirectory() as scratch:
        whole, ready = Path(scratch) / "whole.onnx", Path(scratch) / "ready.onnx"
        torch.onnx.export(
            Exported(net),
            example,
            str(whole),
            input_names=["pieces", "shapes", "quotes"],
            output_names=names,
            dynamic_axes={name: {1: "length"} for name in ["pieces", "shapes", "quotes", *names]},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(ready, folder / "reader.onnx", weight_type=QuantType.QInt8, per_channel=True)
    _save_heads(net, folder / "heads.npz")
    shutil.copy(encoder / "vocab.txt", folder / "vocab.txt")
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    card = {"kinds": KINDS, "thresholds": THRESHOLDS, "sha256": sums}
    (folder / "reader.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _save_heads(net: Net, path: Path) -> None:
    moves = {f"moves.{name}": table.detach().numpy() for name, table in net.transitions.items()}
    np.savez(
        path,
        **moves,
        **{"moves.pair": net.pair_transitions.detach().numpy()},
        distance=net.distance.weight.detach().numpy().reshape(-1, PAIR),
        pair_weight=net.pair.weight.detach().numpy(),
        pair_bias=net.pair.bias.detach().numpy(),
        from_roles=net.from_roles.detach().numpy(),
    )


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
