"""Learning a net step by step while the running average of its weights is kept: what both pair nets do."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from training.narrow import Narrow
from training.train import rate

LINE, SAVED = 25, 50
"""Steps between two lines on standard output, and between two times that the average is saved."""


@dataclass(frozen=True)
class Plan:
    """How a run goes."""

    steps: int
    """Where the rate would be nothing."""
    stop: int
    layer_rate: float
    head_rate: float
    decay: float
    average: float
    """How much of the averaged weights a step keeps."""
    weights: Mapping[str, float]
    """What each task's loss counts."""


class Averaged:
    """A net that learns.

    Args:
        net: The net; its parameters change.
        own: The parameters of its layers; the others are its heads'.
        plan: How the run goes.
        narrow: Rounds some matrices while the net reads, if given.
    """

    def __init__(
        self, net: nn.Module, own: Sequence[nn.Parameter], plan: Plan, narrow: Narrow | None = None
    ) -> None:
        ids = {id(parameter) for parameter in own}
        heads = [parameter for parameter in net.parameters() if id(parameter) not in ids]
        groups = [{"params": own, "lr": plan.layer_rate}, {"params": heads, "lr": plan.head_rate}]
        self._net, self._plan, self._narrow = net, plan, narrow
        self._optimiser = torch.optim.AdamW(groups, weight_decay=plan.decay)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimiser, lambda step: rate(step, plan.steps)
        )
        self.average = {name: p.detach().clone() for name, p in net.named_parameters()}
        self._totals: dict[str, list[float]] = {}
        self._began, self._step = time.time(), 0
        net.train()

    def put_on(self) -> None:
        """To be called before the net reads."""
        if self._narrow is not None:
            self._narrow.put_on()

    def learn(self, found: Mapping[str, Tensor], now: Path) -> None:
        """One step by the losses of the tasks; the average is kept in ``now`` on the way."""
        self._optimiser.zero_grad()
        torch.stack([self._plan.weights[name] * value for name, value in found.items()]).sum().backward()
        if self._narrow is not None:
            self._narrow.take_off()
        torch.nn.utils.clip_grad_norm_(self._net.parameters(), 1.0)
        self._optimiser.step()
        self._schedule.step()
        self._step += 1
        keep = min(self._plan.average, self._step / (self._step + 10))
        for name, parameter in self._net.named_parameters():
            self.average[name].lerp_(parameter.detach(), 1 - keep)
        for name, value in found.items():
            self._totals.setdefault(name, []).append(float(value.detach()))
        if self._step % LINE == 0:
            self._tell()
        if self._step % SAVED == 0:
            torch.save(self.average, now)

    def _tell(self) -> None:
        left = (time.time() - self._began) / self._step * (self._plan.stop - self._step) / 60
        shown = " ".join(f"{name} {sum(some) / len(some):.3f}" for name, some in self._totals.items())
        print(f"step {self._step}/{self._plan.stop} {shown} left {left:.0f} min", flush=True)
        self._totals = {}
