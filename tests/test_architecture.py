"""What the import contracts in pyproject.toml cannot say of the architecture."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "rashomon"
MODULES = sorted(SOURCE.rglob("*.py"))

STAGES = [
    "acquire",
    "analyse",
    "attribute",
    "qualify",
    "resolve",
    "situate",
    "specify",
    "store",
    "survey",
    "tell",
]
"""In the order in which data flows."""
NOT_STAGES = {"cli", "cues", "names", "nets", "sample", "selftest", "web"}
LISTENS = SOURCE / "web" / "serving.py"
"""The one module that opens a port of this machine; it connects to nothing."""

FORBIDDEN_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "model",
    "data",
    "process",
}
NETWORK = (
    "socket",
    "ssl",
    "http.client",
    "urllib.request",
    "ftplib",
    "smtplib",
    "requests",
    "httpx",
    "aiohttp",
)


def _imports(module: Path) -> Iterator[str]:
    """Every dotted name that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_a_file_has_at_most_400_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_a_module_is_named_for_what_it_yields(module: Path) -> None:
    assert not FORBIDDEN_NAMES & {module.stem, module.parent.name}


def test_the_stage_folders_in_alphabetical_order_are_the_road() -> None:
    folders = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))
    assert [name for name in folders if name not in NOT_STAGES] == STAGES


def test_the_pipeline_and_the_architecture_page_name_the_stages_in_that_order() -> None:
    pipeline = (SOURCE / "pipeline.py").read_text(encoding="utf-8")
    on_the_road = re.search(r"^STAGES = (\(.*?\))", pipeline, re.MULTILINE | re.DOTALL)
    assert on_the_road
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert list(ast.literal_eval(on_the_road[1])) == STAGES
    assert [name for name in re.findall(r"^  (\w+)/ ", page, re.MULTILINE) if name in STAGES] == STAGES


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_says_what_goes_in_and_what_comes_out(stage: str) -> None:
    first = ast.get_docstring(ast.parse((SOURCE / stage / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert " in, " in first.splitlines()[0]
    assert " out" in first.splitlines()[0]


def test_the_layers_of_pyproject_name_every_stage() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(contract for contract in contracts["contracts"] if contract["type"] == "layers")["layers"]
    named = {name.strip(" ()") for layer in layers for part in layer.split("|") for name in part.split(":")}
    assert set(STAGES) <= named


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_no_module_reaches_the_network(module: Path) -> None:
    reached = {name for name in _imports(module) for way in NETWORK if f"{name}.".startswith(f"{way}.")}
    assert reached == ({"socket"} if module == LISTENS else set())


def _run(program: str) -> str:
    """What a program prints in a Python of its own, where nothing is imported yet."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


HEAVY = (
    *("numpy", "onnxruntime", "networkx", "highspy", "starlette", "jinja2", "xlsxwriter"),
    *("trafilatura", "pypdfium2", "docx", "feedparser", "lxml", "pyarrow"),
)


@pytest.mark.skipif(importlib.util.find_spec("rashomon.cli") is None, reason="there is no command line yet")
def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; sys.argv = ['rashomon', '--help']\n"
        "from rashomon.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "print('LOADED', loaded)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "LOADED []"


def test_import_rashomon_loads_nothing_heavy() -> None:
    program = f"import sys, rashomon; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


OFFLINE = """
import socket

def refuse(*args, **kwargs):
    raise AssertionError("the program tried to open a connection")

class NoSocket(socket.socket):
    __init__ = refuse

socket.socket = NoSocket
socket.create_connection = refuse
socket.getaddrinfo = refuse

from pathlib import Path
import rashomon

annotation = rashomon.annotate("The dam at Sollum has fallen, Colonel Ada Orm said on Monday.")
assert annotation.to_dict()["text"]

import tempfile
sample = Path(rashomon.__file__).parent / "sample" / "articles"
with tempfile.TemporaryDirectory() as folder, rashomon.open_case(Path(folder) / "sample.case") as case:
    case.read([str(sample)])
print("OFFLINE")
"""


def test_no_folder_bears_a_public_name() -> None:
    """Importing the folder would put it in the place of the function: `rashomon.annotate` was one."""
    import rashomon

    modules = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert not modules & set(rashomon.__all__)


@pytest.mark.skipif(not (SOURCE / "weights" / "reader.onnx").is_file(), reason="there are no weights yet")
def test_annotating_and_reading_open_no_connection() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("OFFLINE")
