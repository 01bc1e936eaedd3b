"""What the commands that train share: where data, weights and encoder lie, and how many threads."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def command(what: str | None, run: str) -> argparse.ArgumentParser:
    """A parser for DATA, RUN, ``--encoder`` and ``--threads``; ``run`` says what the second folder is for."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("data", type=Path, help="folder with the unpacked data sets")
    parser.add_argument("run", type=Path, help=run)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder to start from")
    parser.add_argument("--threads", type=int, default=2)
    return parser


def arguments_of(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """The command line as read; torch is told how many threads it may use."""
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    return arguments
