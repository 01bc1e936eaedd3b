"""Matrices seven bits wide, as they are shipped.

Processors without VNNI add two products of eight-bit numbers in sixteen bits and cut off what is too much, so
that with eight bits they would read otherwise than others do. With weights from -64 to 64 nothing is cut off.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch

WIDEST = 64
"""255 * 64 * 2 fits in sixteen bits."""
MATRIX = 2
"""Dimensions of what is rounded."""


class Narrow:
    """Matrices as they will be once shipped, seven bits wide, while the net reads.

    What is learnt of them so is learnt of the whole ones (straight through: Bengio et al. 2013), so that they
    come to where rounding costs little (Jacob et al. 2018).
    """

    def __init__(self, parameters: Iterable[torch.nn.Parameter]) -> None:
        self._matrices = [p for p in parameters if p.ndim == MATRIX]
        self._whole = [p.detach().clone() for p in self._matrices]

    @torch.no_grad()
    def put_on(self) -> None:
        """Round them, a scale for each row."""
        for matrix, whole in zip(self._matrices, self._whole, strict=True):
            whole.copy_(matrix)
            scale = matrix.abs().amax(1, keepdim=True).clamp(min=1e-9) / (WIDEST - 1)
            matrix.copy_((matrix / scale).round() * scale)

    @torch.no_grad()
    def take_off(self) -> None:
        """Make them whole again."""
        torch._foreach_copy_(list(self._matrices), self._whole)
