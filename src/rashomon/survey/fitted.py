"""The figures that were fitted on told stories (`training.fit_weighing`), as ``weighing.toml`` has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def fitted(what: str) -> Mapping[str, float]:
    """The weights of a logistic regression by the names of what they weigh; ``"always"`` is added to all.

    Raises:
        KeyError: nothing of this name was fitted.
    """
    text = (files("rashomon.survey") / "weighing.toml").read_text(encoding="utf-8")
    weights: Mapping[str, float] = tomllib.loads(text)[what]
    return weights
