"""The words of ``appeals.toml``, as one pattern each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_phrases() -> Mapping[str, Any]:
    """The tables of ``appeals.toml``: "address", "prose", "links" and the list "named"."""
    return tomllib.loads(files("rashomon.acquire").joinpath("appeals.toml").read_text(encoding="utf-8"))


def any_of(patterns: Iterable[str]) -> str:
    r"""One pattern for any of several, as whole words.

    >>> any_of(["sign up", "subscribe"])
    '(?<!\\w)(?:sign up|subscribe)(?!\\w)'
    """
    return rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)"
