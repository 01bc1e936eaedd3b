"""Write the pair net as the package ships it: ``python -m training.export_pairs DATA RUN [FOLDER]``.

``RUN/pair.pt`` of `training.train_pairs` becomes int8 layers; the scale of the probabilities
is fitted on held-out pairs, with the net as it will run. ``FOLDER`` has the reader's weights already, over
whose lower layers the pair net was trained.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.nets.likeness import open_likeness
from rashomon.nets.signs import SIGNS
from rashomon.nets.weights import FOLDER, LIKENESS_FILES
from training.export import quantised
from training.net import WIDTH
from training.pair_groups import dev_groups
from training.pair_net import PairNet
from training.pair_sets import STANCES

ANSWERS = {
    "claim": ("same", "opposed", "unrelated"),
    "perspective": ("other", "same"),
    "stance": ("undermines", "supports"),
    "headline": STANCES,
    "strengthens": ("no", "yes"),
    "weakens": ("no", "yes"),
}


class ExportedPairNet(nn.Module):
    """The own layers, over one text or two."""

    def __init__(self, net: PairNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, shared: Tensor, sides: Tensor, signs: Tensor) -> tuple[Tensor, Tensor]:
        """``shared`` [1, pieces, width], ``sides`` [1, pieces], ``signs`` [1, signs].

        Out come a vector [1, width], of use where one text is read, and all answers [1, ...], where two are.
        """
        present = torch.ones_like(shared[:, :, 0])
        read = self.net.read(shared, sides, present)
        met = self.net.pair(read, sides, present, signs)
        return self.net.vectors(read, present), torch.cat([self.net.tasks[n](met) for n in ANSWERS], dim=1)


def export_pairs(data: Path, run: Path, folder: Path) -> None:
    """Write the files of `LIKENESS_FILES` and ``likeness.json`` into ``folder``."""
    net = PairNet()
    net.load_state_dict(torch.load(run / "pair.pt"))
    net.eval()
    axes: dict[str, dict[int, str]] = {"shared": {1: "length"}, "sides": {1: "length"}}
    axes |= {"signs": {}, "vector": {}, "scores": {}}
    example = torch.zeros(1, 24, WIDTH), torch.tensor([[0] * 12 + [1] * 12]), torch.zeros(1, SIGNS)
    quantised(ExportedPairNet(net), example, folder / "likeness.onnx", axes)
    _save(folder, 1.0, [0.0, 0.0, 0.0])
    _save(folder, *fitted(data, run, folder))


def _save(folder: Path, scale: float, shift: list[float]) -> None:
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in LIKENESS_FILES}
    card = {"tasks": ANSWERS, "scale": round(scale, 4), "shift": [round(s, 4) for s in shift], "sha256": sums}
    (folder / "likeness.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def fitted(data: Path, run: Path, folder: Path) -> tuple[float, list[float]]:
    """Scale and shift of the scores that make the held-out pairs likeliest; each set counts alike."""
    likeness = open_likeness(folder, threads=2)
    scores, allowed, weights = [], [], []
    for groups in dev_groups(data, run).values():
        rows = [(g.texts[a], g.texts[b], bits) for g in groups for a, b, bits in g.pairs.get("claim", ())]
        scores.append(torch.from_numpy(likeness.relate("claim", [(a, b) for a, b, _ in rows])))
        allowed.append(torch.tensor([[bool(bits & bit) for bit in (1, 2, 4)] for *_, bits in rows]))
        weights.append(torch.full((len(rows),), 1 / len(rows)))
    score, right, weight = torch.cat(scores), torch.cat(allowed), torch.cat(weights)
    scale, shift = torch.ones(1, requires_grad=True), torch.zeros(3, requires_grad=True)
    optimiser = torch.optim.LBFGS([scale, shift], max_iter=100)

    def loss() -> Tensor:
        optimiser.zero_grad()
        likely = (score * scale + shift).log_softmax(1).masked_fill(~right, -1e4).logsumexp(1)
        value = -(likely * weight).sum()
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
