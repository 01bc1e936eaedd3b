"""What many tests need: a few invented articles, and a road without a net."""

from __future__ import annotations

from pathlib import Path

import pytest

from short_road import ShortRoad

ARTICLES = {
    "001.txt": (
        "Orlan Vey said that the dam at Karsk was mined by the Northern League. Brem denied that any troops "
        "crossed the Sarn.\n\nThe bridge at Karsk stands. Vey said “we will never leave the valley”.\n\n"
        "Sign up to our newsletters\n"
    ),
    "002.txt": (
        "It is reported that Orlan Vey left Karsk. Mira Tolk predicted that the League will win by spring."
        "\n\nNobody has seen the dam since.\n"
    ),
    "003.txt": "The harbour is quiet. Tolk said that Vey lies.\n",
}


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
