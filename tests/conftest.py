"""What many tests need: a few invented articles, and a road without a net."""

from __future__ import annotations

from pathlib import Path

import pytest

from invented import ARTICLES
from short_road import ShortRoad

# They are read as plugins; as modules with doctests they would be three of one name.
collect_ignore_glob = ["conftest.py", "*/conftest.py"]


@pytest.fixture
def road() -> ShortRoad:
    return ShortRoad()


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with three short articles of invented people."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
