"""What claims of one thing differ in counts less; vectors of another net are left as they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rashomon.errors import NetError
from rashomon.survey import levelling
from rashomon.survey.levelling import directions, level_of, levelled

ROWS = arrays(np.float32, (5, 4), elements=st.floats(-1, 1, width=32))


@given(ROWS)
def test_directions_have_nothing_in_common_and_length_one(rows: np.ndarray) -> None:
    lengths = np.linalg.norm(directions(rows), axis=1)
    apart = np.linalg.norm(rows - rows.mean(axis=0), axis=1)
    assert np.allclose(lengths[apart > 1e-3], 1, atol=1e-4)


@given(ROWS, st.floats(-0.5, 0.5, width=32))
def test_what_all_rows_share_changes_nothing(rows: np.ndarray, shared: float) -> None:
    apart = np.linalg.norm(rows - rows.mean(axis=0), axis=1)
    found, moved = directions(rows), directions(rows + np.float32(shared))
    assert np.allclose(found[apart > 0.1], moved[apart > 0.1], atol=1e-3)


def test_what_is_levelled_counts_less() -> None:
    # Two propositions along the first axis; along the second claims of one proposition differ.
    rows = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]], dtype=np.float32)
    plain, level = directions(rows), np.diag([1.0, 0.1]).astype(np.float32)
    even = levelled(rows, level)
    assert plain[0] @ plain[1] == pytest.approx(0, abs=1e-6)
    assert even[0] @ even[1] > 0.9
    assert even[0] @ even[2] < -0.9


def test_vectors_of_another_net_are_left_as_they_are() -> None:
    assert np.array_equal(level_of(10), np.eye(10))


def test_the_shipped_matrix_stretches_nothing_to_nothing() -> None:
    sizes = np.linalg.svd(level_of(384), compute_uv=False)
    assert sizes.max() < 10 * sizes.min()


def test_a_matrix_that_was_altered_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levelling, "SUM", "weighing.toml")
    with pytest.raises(NetError, match="not the file that was shipped"):
        levelling._shipped.__wrapped__()
