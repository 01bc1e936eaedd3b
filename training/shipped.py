"""The shipped reader as floating-point weights again: ``python -m training.shipped RUN``.

Where the weights that were trained are no longer at hand, learning goes on from those that are shipped. They
are int8: a matrix comes back within half a step of its scale. Of the tables of moves between
labels the mean of both readings is shipped, so both get that. Written are ``RUN/net.pt``, ``RUN/deep.pt`` and
``RUN/inventory.json``, as `training.train` and `training.train_deep` leave them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from rashomon.nets.weights import FOLDER
from training.deep import TASKS
from training.layers import DEEP_KINDS
from training.net import Net
from training.train import sizes
from training.train_deep import new_deep
from training.units import Inventory, save_inventory

Array = NDArray[np.float32]
WITHOUT_BIAS = "deep.arc_meet"
READINGS = "net", "deep"
"""What the two are called in ``pair.onnx``: its first and its second."""


def shipped_state(folder: Path = FOLDER) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """The weights of the first and of the second reading, by the names of `Net` and of `Deep`."""
    found = {**dict(_graph(folder / "trunk.onnx")), **dict(_graph(folder / "reader.onnx"))}
    found |= dict(_parts(folder / "pair.onnx"))
    with np.load(folder / "moves.npz") as moves:
        for name in moves:
            place = "pair_transitions" if name == "pair" else f"transitions.{name}"
            found |= {f"{reading}.{place}": moves[name] for reading in READINGS[name in DEEP_KINDS :]}
    with np.load(folder / "deep.npz") as tables:
        found |= {f"deep.{_place(name)}": tables[name] for name in tables if name != "rel_root"}
    states: dict[str, dict[str, Tensor]] = {reading: {} for reading in READINGS}
    for name, value in found.items():
        reading, _, place = name.partition(".")
        states[reading][place] = torch.tensor(value)
    return states["net"], states["deep"]


def _place(table: str) -> str:
    """Where a table of ``deep.npz`` stands in `Deep`."""
    if table in ("gap", "match"):
        return f"{table}.weight"
    head, _, kind = table.rpartition("_")
    return f"tasks.{head}.{kind}" if head in TASKS else f"{head}.{kind}"


def _graph(path: Path) -> Iterator[tuple[str, Array]]:
    """What a quantised graph holds under the names of the net that was exported."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    held = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    users: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    for name, value in held.items():
        if name.startswith(("net.", "deep.")) and value.dtype == np.float32 and not name.endswith("_scale"):
            yield name, value
        elif name.startswith("net.") and name.endswith("_quantized"):
            yield name.removesuffix("_quantized"), _wide(held, name.removesuffix("_quantized"))
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            matrix = node.input[1].removesuffix("_quantized")
            yield f"{_added(node, users, held)}.weight", _wide(held, matrix).T.copy()


def _wide(held: dict[str, Array], name: str) -> Array:
    whole = held[f"{name}_quantized"].astype(np.float32) - held[f"{name}_zero_point"].astype(np.float32)
    made: Array = whole * held[f"{name}_scale"]
    return made


def _added(node: Any, users: dict[str, list[Any]], held: dict[str, Array]) -> str:  # noqa: ANN401 (no types)
    """The layer whose bias is added to what a product gives."""
    while node.op_type != "Add":
        following = users.get(node.output[0], ())
        if not following or following[0].op_type not in ("Cast", "Mul", "Add"):
            return WITHOUT_BIAS
        node = following[0]
    biases = [name for name in node.input if name in held]
    return biases[0].removesuffix(".bias") if biases else WITHOUT_BIAS


def _parts(path: Path) -> Iterator[tuple[str, Array]]:
    """What gives each cue its parts: the same for both readings, one after the other."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    products = []
    for item in graph.initializer:
        value = numpy_helper.to_array(item)
        if item.name.startswith("readings."):
            _, number, rest = item.name.split(".", 2)
            yield f"{READINGS[int(number)]}.{rest}", value
        elif value.ndim == 2:
            products.append(value)
    for reading, value in zip(READINGS, products, strict=True):
        yield f"{reading}.pair.weight", value.T.copy()


def write_shipped(run: Path, folder: Path = FOLDER) -> None:
    """Write the weights and the classes of the shipped reader into ``run``.

    Raises:
        RuntimeError: something of a net is not in the files, or the other way round.
    """
    card = json.loads((folder / "reader.json").read_text(encoding="utf-8"))["classes"]
    inventory = Inventory(card["xpos"], card["lemma"], card["deprel"])
    first, second = shipped_state(folder)
    net, deep = Net(sizes()), new_deep(inventory)
    net.load_state_dict(first)
    deep.load_state_dict(second)
    run.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), run / "net.pt")
    torch.save(deep.state_dict(), run / "deep.pt")
    save_inventory(inventory, run / "inventory.json")


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    arguments = parser.parse_args()
    write_shipped(arguments.run, arguments.folder)


if __name__ == "__main__":
    main()
