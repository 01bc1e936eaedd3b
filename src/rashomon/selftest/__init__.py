"""The sample case and its answer key in, error rates of the installed program out."""

from rashomon.selftest.figures import Report
from rashomon.selftest.render import as_dict, render
from rashomon.selftest.run import run_selftest

__all__ = ["Report", "as_dict", "render", "run_selftest"]
