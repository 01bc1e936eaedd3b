"""The metrics of `benchmarks/chain_metrics.py` against examples worked out by hand."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

PATH = Path(__file__).parents[2] / "benchmarks" / "chain_metrics.py"
SPEC = importlib.util.spec_from_file_location("chain_metrics", PATH)
metrics = importlib.util.module_from_spec(SPEC)
sys.modules["chain_metrics"] = metrics
SPEC.loader.exec_module(metrics)


def clusters(*words):
    return [frozenset(word) for word in words]


CASES = [
    # key, found, metric, precision, recall, why
    (
        ("abc", "defg"),
        ("ab", "cd", "fghi"),
        "MUC",
        2 / 5,
        2 / 5,
        "links: 2 of 5 both ways",
    ),
    (
        ("abc", "defg"),
        ("ab", "cd", "fghi"),
        "B3",
        4 / 8,
        35 / 84,
        "4 of 8; (5/3 + 5/4) / 7",
    ),
    (("abc", "defg"), ("ab", "cd", "fghi"), "CEAFe", 1.3 / 3, 1.3 / 2, "4/5 and 4/8 are the best pairing"),
    (("abc",), ("abc",), "MUC", 1, 1, "the same"),
    (("abc",), ("abc",), "B3", 1, 1, "the same"),
    (("abc",), ("abc",), "CEAFe", 1, 1, "the same"),
    (("ab", "cd"), ("abcd",), "MUC", 2 / 3, 1, "one link too many"),
    (("ab", "cd"), ("abcd",), "B3", 8 / 16, 1, "each mention has half of its chain right"),
    (("ab", "cd"), ("abcd",), "CEAFe", 2 / 3, 1 / 3, "4/6 for one of the two, the other has none"),
    (("ab",), (), "CEAFe", 0, 0, "nothing found"),
]


@pytest.mark.parametrize(("key", "found", "metric", "precision", "recall", "why"), CASES)
def test_metrics(key, found, metric, precision, recall, why):
    scores = metrics.METRICS[metric](clusters(*key), clusters(*found)).scores
    assert scores[:2] == pytest.approx((precision, recall)), why


PAIRINGS = [
    # worth, best
    ([[3, 2], [3, 0], [0, 1]], 5),
    ([[1, 9, 1], [9, 9, 9]], 18),
    ([[5]], 5),
    ([[0, 0], [0, 0]], 0),
    ([[7, 5, 1], [5, 4, 1], [6, 1, 1]], 12),
]


@pytest.mark.parametrize(("worth", "best"), PAIRINGS)
def test_best_pairing(worth, best):
    assert metrics.best_pairing(worth) == pytest.approx(best)
    assert metrics.best_pairing(list(zip(*worth, strict=True))) == pytest.approx(best)
