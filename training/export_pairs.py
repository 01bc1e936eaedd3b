"""Write the net that makes vectors of texts as the package ships it.

``python -m training.export_pairs RUN [FOLDER]``: layers of ``RUN/pair.pt`` of `training.train_pairs` become
int8. ``FOLDER`` has the reader's weights already, over whose lower layers they were trained. After it comes
`training.export_meeting`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.nets.weights import FOLDER
from training.export import quantised
from training.net import WIDTH
from training.pair_net import PairNet


class ExportedPairNet(nn.Module):
    """One text through the layers that make a vector of it."""

    def __init__(self, net: PairNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, shared: Tensor) -> Tensor:
        """[1, pieces, width] in; a vector [1, width] out."""
        vector, _ = self.net.read(shared, torch.ones_like(shared[:, :, 0]))
        return vector


def export_pairs(run: Path, folder: Path) -> None:
    """Write ``likeness.onnx.gz`` into ``folder``."""
    net = PairNet()
    net.load_state_dict(torch.load(run / "pair.pt"))
    net.eval()
    axes: dict[str, dict[int, str]] = {"shared": {1: "length"}, "vector": {}}
    quantised(ExportedPairNet(net), (torch.zeros(1, 24, WIDTH),), folder / "likeness.onnx.gz", axes)


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    arguments = parser.parse_args()
    export_pairs(arguments.run, arguments.folder)


if __name__ == "__main__":
    main()
