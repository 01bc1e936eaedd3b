"""The command as a process: how soon it starts, what it loads, what a pipe or a poor locale does to it."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import rashomon
from rashomon.version import __version__

TESTS = Path(__file__).parent.parent
HEAVY = (
    "numpy",
    "onnxruntime",
    "trafilatura",
    "pypdfium2",
    "docx",
    "feedparser",
    "tabulate",
    "lxml",
    "sqlite3",
)
WITH_SHORT_ROAD = """
    import sys
    import rashomon.case
    from short_road import ShortRoad
    rashomon.case.InstalledRoad = ShortRoad
    from rashomon.cli import run
    sys.exit(run(sys.argv[1:]))
"""


def rashomon_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(WITH_SHORT_ROAD), *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(TESTS), **environment},
    )


@pytest.mark.parametrize("code", ["import rashomon", "from rashomon.cli import run; run(['--help'])"])
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str) -> None:
    look = f"import sys\n{code}\nprint([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    result = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True)
    assert result.stderr.decode().strip() == "[]"


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_comes_at_once(option: str) -> None:
    times = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = subprocess.run([sys.executable, "-m", "rashomon", option], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert b"rashomon" in result.stdout
    # 0.2 s is what a user takes for at once. The processor's time: how busy the machine is does not count.
    assert min(times) < 0.2


def test_the_version_is_that_of_the_package() -> None:
    assert rashomon.__version__ == __version__
    result = subprocess.run([sys.executable, "-m", "rashomon", "-V"], capture_output=True, check=True)
    assert result.stdout.decode() == f"rashomon {__version__}\n"


def test_all_public_names_are_there() -> None:
    assert sorted(dir(rashomon)) == sorted(rashomon.__all__)
    for name in rashomon.__all__:
        assert getattr(rashomon, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        rashomon.nonsense  # noqa: B018


def test_output_is_utf8_whatever_the_locale(tmp_path: Path, articles: Path) -> None:
    case = str(tmp_path / "x.case")
    poor = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert rashomon_process("read", str(articles), "--case", case, **poor).returncode == 0
    for command in (["brief"], ["claims"], ["export", "claims"]):
        result = rashomon_process(*command, "--case", case, **poor)
        assert result.returncode == 0, result.stderr
        assert "we will never leave" in result.stdout.decode("utf-8")
    brief = rashomon_process("brief", "--case", case, **poor).stdout.decode("utf-8")
    assert "“we will never leave the valley” [001 ¶2" in brief


def test_a_reader_who_has_enough_hears_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number}.txt").write_text(f"Vey said that dam {number} broke. " * 10)
    case = str(tmp_path / "x.case")
    assert rashomon_process("read", str(folder), "--case", case).returncode == 0
    process = subprocess.Popen(
        [sys.executable, "-m", "rashomon", "export", "claims", "--case", case],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(30) == 0
    assert process.stderr.read() == b""
    process.stderr.close()
