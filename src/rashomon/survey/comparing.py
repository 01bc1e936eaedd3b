"""What the survey asks of a net: it knows the questions, not who answers them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rashomon.ledger import Outcome, Relation


class Compare(Protocol):
    """A net that has learnt what statements are to each other; `rashomon.nets.likeness.Likeness` is one."""

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row for each text, ``[n, d]``, of length 1."""
        ...

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Relation]:
        """For each pair what the two are to each other."""
        ...

    def settle(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Outcome]:
        """For each forecast and later claim what the claim makes of the forecast."""
        ...
