"""Teach what two texts are to each other: ``python -m training.train_meeting DATA RUN --encoder FOLDER``.

``RUN/near.pt`` of `training.train_near` must be there; its layers are not changed any more, so that a text is
read once and kept. Learnt is anew how two texts meet. Written is ``RUN/met.pt``, the net that is shipped. Steps
are small, some hundred pairs: with five times as many the net learns no faster by steps.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.nets.signs import Face
from training.pair_groups import training_groups
from training.pair_net import PairNet
from training.train_pairs import DECAY, SEED, Part, Read, Texts, drawn, learn, met_losses

RATE = 5e-4
SHARES = {
    **{"family": 1.5, "story": 0.6, "forecast": 0.4, "debate": 0.7, "made": 0.5, "headline": 0.4},
    **{"claimdiff": 0.2, "reported": 0.1},
}
"""How many groups of each set a step reads, on average."""
STEPS = 1600
READ = 64
"""Texts that go through the layers at a time."""


class ReadTexts:
    """Texts through all layers, each once."""

    def __init__(self, run: Path, encoder: Path, net: PairNet) -> None:
        self._texts, self._net = Texts(run, encoder), net
        self._kept: dict[str, tuple[Tensor, Tensor, Face]] = {}

    def read(self, names: Sequence[str]) -> Read:
        """The texts as `met_losses` wants them, with piece vectors of the net as it is now."""
        self._add([name for name in dict.fromkeys(names) if name not in self._kept])
        kept = [self._kept[name] for name in names]
        sizes = torch.tensor([len(states) for _, states, _ in kept])
        states = nn.utils.rnn.pad_sequence([states.float() for _, states, _ in kept], batch_first=True)
        inside = (torch.arange(states.shape[1])[None, :] < sizes[:, None] - 1).float()
        vectors = torch.stack([vector for vector, _, _ in kept])
        return Read(vectors, self._net.token(states), inside, [face for _, _, face in kept])

    @torch.no_grad()
    def _add(self, names: list[str]) -> None:
        self._texts.add(names)
        names.sort(key=lambda name: len(self._texts[name].states))
        for low in range(0, len(names), READ):
            some = names[low : low + READ]
            shared = [self._texts[name].states.float() for name in some]
            sizes = torch.tensor([len(states) for states in shared])
            present = (torch.arange(int(sizes.max()))[None, :] < sizes[:, None]).float()
            vectors, states = self._net.states(nn.utils.rnn.pad_sequence(shared, batch_first=True), present)
            for name, size, vector, one in zip(some, sizes.tolist(), vectors, states, strict=True):
                self._kept[name] = vector.clone(), one[:size].half().clone(), self._texts[name].face
        self._texts.forget(names)


def train(data: Path, run: Path, encoder: Path, steps: int) -> None:
    """Write ``run/met.pt``."""
    torch.manual_seed(SEED)
    net, still = PairNet(), PairNet()
    for one in (net, still):
        one.load_state_dict(torch.load(run / "near.pt"))
    still.eval()
    still.token = net.token
    for name, parameter in net.named_parameters():
        parameter.requires_grad_(not name.startswith(("bridge.", "layers.")))
    learnt = [p for p in net.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": learnt, "lr": RATE}], weight_decay=DECAY)
    texts, sets = ReadTexts(run, encoder, still), training_groups(data, run)
    groups = drawn(data, sets, SHARES, random.Random(SEED))

    def found() -> dict[str, Tensor]:
        some = next(groups)
        return met_losses(net, some, texts.read([text for group in some for text in group.texts]))

    part = Part("met", steps, steps, 1.0, SHARES)
    torch.save(learn(net, optimiser, part, found, run / "met.now"), run / "met.pt")


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the unpacked data sets")
    parser.add_argument("run", type=Path, help="folder of the weights")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder to start from")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    train(arguments.data, arguments.run, arguments.encoder, arguments.steps)


if __name__ == "__main__":
    main()
