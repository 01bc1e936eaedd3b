"""Write the pair net as the package ships it: ``python -m training.export_pairs DATA RUN [FOLDER]``.

``RUN/pair.pt`` of `training.train_pairs` becomes int8 layers and float tables; the scale of the probabilities
is fitted on held-out pairs, with the net as it will run. ``FOLDER`` has the reader's weights already, over
whose lower layers the pair net was trained.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from rashomon.nets.likeness import open_likeness
from rashomon.nets.signs import SIGNS
from rashomon.nets.weights import FOLDER, LIKENESS_FILES
from training.export import quantised, write
from training.families import KINDS, OUTCOMES
from training.net import WIDTH
from training.pair_groups import RELATIONS, dev_groups
from training.pair_net import TOKEN, PairNet
from training.pair_sets import STANCES

ANSWERS = {
    "claim": tuple(RELATIONS),
    "kind": tuple({"acts": "act", "denial": "speech"}.get(kind, kind) for kind in KINDS),
    "outcome": OUTCOMES,
    "perspective": ("other", "same"),
    "stance": ("undermines", "supports"),
    "headline": STANCES,
    "strengthens": ("no", "yes"),
    "weakens": ("no", "yes"),
}


class ExportedPairNet(nn.Module):
    """One text through the own layers."""

    def __init__(self, net: PairNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, shared: Tensor) -> tuple[Tensor, Tensor]:
        """[1, pieces, width] in; a vector [1, width] and piece vectors [1, pieces, TOKEN] out."""
        return self.net.read(shared, torch.ones_like(shared[:, :, 0]))


class ExportedMeeting(nn.Module):
    """Two texts so read, one pair at a time."""

    def __init__(self, net: PairNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, first: Tensor, second: Tensor, vectors: Tensor, signs: Tensor) -> Tensor:
        """Piece vectors of both texts, ``vectors`` [2, width], ``signs`` [1, signs]: all answers [1, ...]."""
        present = torch.ones_like(first[None, :, 0]), torch.ones_like(second[None, :, 0])
        met = self.net.pair((vectors[:1], vectors[1:]), (first[None], second[None]), present, signs)
        return torch.cat([self.net.tasks[name](met) for name in ANSWERS], dim=1)


def export_pairs(data: Path, run: Path, folder: Path) -> None:
    """Write the files of `LIKENESS_FILES` and ``likeness.json`` into ``folder``."""
    net = PairNet()
    net.load_state_dict(torch.load(run / "pair.pt"))
    net.eval()
    axes: dict[str, dict[int, str]] = {"shared": {1: "length"}, "vector": {}, "pieces": {1: "length"}}
    quantised(ExportedPairNet(net), (torch.zeros(1, 24, WIDTH),), folder / "likeness.onnx", axes)
    example = torch.zeros(24, TOKEN), torch.zeros(18, TOKEN), torch.zeros(2, WIDTH), torch.zeros(1, SIGNS)
    axes = {"first": {0: "here"}, "second": {0: "there"}, "vectors": {}, "signs": {}, "scores": {}}
    write(ExportedMeeting(net), example, folder / "meeting.onnx", axes)
    _halve(folder / "meeting.onnx")
    _save(folder, 1.0, [0.0] * len(RELATIONS))
    _save(folder, *fitted(data, run, folder))


def _halve(path: Path) -> None:
    """Keep the matrices in half precision; the runtime widens them once, when it opens the file."""
    import onnx

    model = onnx.load(path)
    for table in [t for t in model.graph.initializer if len(t.dims) == 2]:
        values = onnx.numpy_helper.to_array(table).astype(np.float16)
        half = onnx.numpy_helper.from_array(values, f"{table.name}_half")
        model.graph.initializer.remove(table)
        model.graph.initializer.append(half)
        cast = onnx.helper.make_node("Cast", [half.name], [table.name], to=onnx.TensorProto.FLOAT)
        model.graph.node.insert(0, cast)
    onnx.save(model, path)


def _save(folder: Path, scale: float, shift: list[float]) -> None:
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in LIKENESS_FILES}
    card = {"tasks": ANSWERS, "scale": round(scale, 4), "shift": [round(s, 4) for s in shift], "sha256": sums}
    (folder / "likeness.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def fitted(data: Path, run: Path, folder: Path) -> tuple[float, list[float]]:
    """Scale and shift of the scores that make the pairs of held-out families likeliest."""
    likeness = open_likeness(folder, threads=2)
    groups = dev_groups(data, run)["family"]
    rows = [(g.texts[a], g.texts[b], bits) for g in groups for a, b, bits in g.pairs["claim"]]
    score = torch.from_numpy(likeness.relate("claim", [(a, b) for a, b, _ in rows]))
    right = torch.tensor([[bool(bits & bit) for bit in RELATIONS.values()] for *_, bits in rows])
    scale, shift = torch.ones(1, requires_grad=True), torch.zeros(len(RELATIONS), requires_grad=True)
    optimiser = torch.optim.LBFGS([scale, shift], max_iter=100)

    def loss() -> Tensor:
        optimiser.zero_grad()
        likely = (score * scale + shift).log_softmax(1).masked_fill(~right, -1e4).logsumexp(1)
        value = -likely.mean()
        value.backward()
        return value

    optimiser.step(loss)
    print(f"scale {scale.item():.3f} shift {shift.tolist()} loss {loss().item():.4f}")
    return scale.item(), (shift - shift.mean()).tolist()


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    arguments = parser.parse_args()
    export_pairs(arguments.data, arguments.run, arguments.folder)


if __name__ == "__main__":
    main()
