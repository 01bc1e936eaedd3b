"""Write the net that reads two texts together as the package ships it.

``python -m training.export_meeting RUN [FOLDER]``. ``RUN/meeting.pt`` of `training.train_meeting` is made
int8. The scale of the probabilities is fitted on told stories held out, with the net as it will run.
``FOLDER`` has the reader's weights and those of `training.export_pairs` already.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.nets.likeness import open_likeness
from rashomon.nets.signs import SIGNS
from rashomon.nets.weights import FOLDER, LIKENESS_FILES
from training.export import quantised
from training.families import KINDS, OUTCOMES
from training.meeting_net import Meeting
from training.net import WIDTH
from training.pair_groups import RELATIONS
from training.pair_sets import STANCES
from training.told_pairs import told_pairs

SCALED = 120
"""Pairs of each story on which the scale is fitted."""
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


class ExportedMeeting(nn.Module):
    """Two texts read together, one pair at a time."""

    def __init__(self, net: Meeting) -> None:
        super().__init__()
        self.net = net

    def forward(self, first: Tensor, second: Tensor, vectors: Tensor, signs: Tensor) -> Tensor:
        """All answers [1, answers].

        ``first`` and ``second`` [pieces, width] are what the input table gives for each text, ``vectors``
        [2, width] those of the texts read alone, ``signs`` [1, SIGNS] what their faces share.
        """
        both = torch.cat([first, second])[None]
        of_second = torch.cat([torch.zeros_like(first[:, 0]), torch.ones_like(second[:, 0])])[None]
        alone = vectors[:1], vectors[1:]
        met = self.net(both, of_second, torch.ones_like(of_second), alone, signs)
        return torch.cat([self.net.tasks[name](met) for name in ANSWERS], dim=1)


def export_meeting(run: Path, folder: Path) -> None:
    """Write ``meeting.onnx.gz`` and ``likeness.json`` into ``folder``."""
    net = Meeting()
    net.load_state_dict(torch.load(run / "meeting.pt"))
    net.eval()
    example = torch.zeros(24, WIDTH), torch.zeros(18, WIDTH), torch.zeros(2, WIDTH), torch.zeros(1, SIGNS)
    axes: dict[str, dict[int, str]] = {"first": {0: "here"}, "second": {0: "there"}}
    axes |= {"vectors": {}, "signs": {}, "scores": {}}
    quantised(ExportedMeeting(net), example, folder / "meeting.onnx.gz", axes)
    _save(folder, 1.0, [0.0] * len(RELATIONS))
    _save(folder, *fitted(run, folder))


def _save(folder: Path, scale: float, shift: list[float]) -> None:
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in LIKENESS_FILES}
    card = {"tasks": ANSWERS, "scale": round(scale, 4), "shift": [round(s, 4) for s in shift], "sha256": sums}
    (folder / "likeness.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def fitted(run: Path, folder: Path) -> tuple[float, list[float]]:
    """Scale and shift of the scores that make the pairs of told stories held out likeliest."""
    likeness, chance = open_likeness(folder, threads=2), random.Random("scale")
    rows = []
    for told in told_pairs(run / "told_pairs.json", held_out=True):
        for pair in chance.sample(told.pairs, min(SCALED, len(told.pairs))):
            a, b = sorted((pair.a, pair.b))
            rows.append((a, b, RELATIONS[pair.relation]))
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
    parser.add_argument("run", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    arguments = parser.parse_args()
    export_meeting(arguments.run, arguments.folder)


if __name__ == "__main__":
    main()
