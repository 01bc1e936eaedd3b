"""Make the weights of a shipped graph seven bits wide: ``python -m training.narrow FILE.onnx``.

Processors without VNNI add two products of eight-bit numbers in sixteen bits and cut off what is too much, so
that with full weights they read otherwise than others do. With weights from -64 to 64 nothing is cut off.
`training.export` makes them so; this is for graphs of which the floating-point weights are no longer at hand.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

WIDEST = 64
"""255 * 64 * 2 fits in sixteen bits."""


def narrow(path: Path) -> int:
    """How many matrices of the graph were wider; they are halved, and their scales doubled."""
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(path))
    held = {item.name: item for item in model.graph.initializer}
    names = {node.input[1] for node in model.graph.node if node.op_type == "MatMulInteger"}
    wide = sorted(name for name in names if np.abs(_array(held[name])).max() > WIDEST)
    for name in wide:
        scale = name.removesuffix("_quantized") + "_scale"
        halved = np.rint(_array(held[name]) / 2).astype(np.int8)
        held[name].CopyFrom(numpy_helper.from_array(halved, name))
        held[scale].CopyFrom(numpy_helper.from_array(numpy_helper.to_array(held[scale]) * 2, scale))
    onnx.save(model, str(path))
    return len(wide)


def _array(item: object) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    from onnx import numpy_helper

    return numpy_helper.to_array(item).astype(np.int32)  # type: ignore[arg-type]


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    for path in parser.parse_args().files:
        print(f"{path}: {narrow(path)} matrices halved")


if __name__ == "__main__":
    main()
