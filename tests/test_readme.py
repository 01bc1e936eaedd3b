"""What the README says is so: its examples run, its commands exist, its error rates are the program's."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pytest

from rashomon.selftest import as_dict, run_selftest
from rashomon.selftest.render import readme_table

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FIGURES = ROOT / "docs" / "selftest.json"

ARTICLE = """The dam at Sollum has fallen, Colonel Ada Orm said on Monday.
Orm denied that "the southern guard has fled".
"""

needs_figures = pytest.mark.skipif(not FIGURES.is_file(), reason="docs/selftest.json is not there yet")
needs_weights = pytest.mark.skipif(
    not (ROOT / "src" / "rashomon" / "weights" / "reader.onnx").is_file(), reason="there are no weights yet"
)


def _figures() -> dict[str, Any]:
    figures: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return figures


@needs_figures
def test_the_table_of_error_rates_is_that_of_the_committed_figures() -> None:
    written = re.search(r"<!-- selftest -->\n(.*?)<!-- /selftest -->", README, re.DOTALL)
    assert written
    assert written[1] == readme_table(_figures())


@needs_figures
@needs_weights
def test_the_committed_figures_are_those_of_this_program() -> None:
    """To within what a processor that sums int8 products in another way may change: two finds a line."""
    run, written = as_dict(run_selftest()), _figures()
    assert {name: run[name] for name in ("version", "key")} == {
        name: written[name] for name in ("version", "key")
    }
    assert len(run["wrong merges of two people"]) == len(written["wrong merges of two people"])
    for step, lines in written["rates"].items():
        for what, line in lines.items():
            assert run["rates"][step][what]["f1"] == pytest.approx(line["f1"], abs=1.5), (step, what)
    for step, lines in written["portions"].items():
        for what, line in lines.items():
            slack = max(1.5, 200 / max(1, line["whole"]))
            assert run["portions"][step][what]["percent"] == pytest.approx(line["percent"], abs=slack), (
                step,
                what,
            )


@needs_weights
def test_the_python_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "dam.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {"__name__": "__main__"})
    assert "Ada Orm" in capsys.readouterr().out


@pytest.mark.skipif(importlib.util.find_spec("rashomon.cli") is None, reason="there is no command line yet")
@pytest.mark.parametrize("command", sorted(set(re.findall(r"rashomon ([a-z]+)", README))))
def test_a_command_named_in_the_readme_exists(command: str) -> None:
    from rashomon.cli import run

    assert run([command, "--help"]) == 0


def test_files_linked_from_the_readme_exist() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    there = [link for link in links if (ROOT / link).exists()]
    assert there == links
