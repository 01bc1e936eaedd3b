"""How far a run is, and how well each head does on its way, on standard output."""

from __future__ import annotations

import time
from collections.abc import Mapping

from torch import Tensor

EVERY = 20
"""Steps between two lines."""


class Progress:
    """Losses in the mean over words since the line before.

    Args:
        steps: Of the whole run.
    """

    def __init__(self, steps: int) -> None:
        self._steps, self._began = steps, time.time()
        self._totals: dict[str, float] = {}
        self._words = 0.0

    def add(self, step: int, losses: Mapping[str, Tensor], words: float) -> None:
        """Take in the summed losses of a step, counted from 0; every `EVERY` steps a line is printed."""
        self._words += words
        for head, loss in losses.items():
            self._totals[head] = self._totals.get(head, 0.0) + float(loss.detach())
        if step % EVERY == EVERY - 1:
            sums = " ".join(
                f"{head} {total / self._words:.4f}" for head, total in sorted(self._totals.items())
            )
            left = (time.time() - self._began) / (step + 1) * (self._steps - step - 1) / 60
            print(f"step {step + 1}/{self._steps} {sums} left {left:.0f} min", flush=True)
            self._totals, self._words = {}, 0.0
