"""How a graph is run: in one way for every net, so that one machine's numbers are another's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def open_sessions(graphs: Iterable[bytes], *, threads: int) -> list[Any]:
    """A session of the runtime for each graph (ONNX), on the processor; ``threads`` work on one step."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return [onnxruntime.InferenceSession(one, options, providers=["CPUExecutionProvider"]) for one in graphs]
