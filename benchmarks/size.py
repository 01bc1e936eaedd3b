"""MB on disk that the program brings, installed into a fresh virtual environment, part by part.

usage: python benchmarks/size.py          (installs from the package index; a minute or two)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
BUDGET = 300
# What venv itself puts there.
NOT_OURS = ("pip", "setuptools", "_distutils_hack", "distutils-precedence", "pkg_resources", "__pycache__")


def megabytes(path: Path) -> float:
    """The size of a file or folder in MB (10**6 bytes)."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files if not file.is_symlink()) / 1e6


def main() -> int:
    """Prints the parts, the sum, and whether it keeps within the budget (exit code 1 if not)."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(ROOT)]
        subprocess.run(install, check=True)
        packages = next(Path(folder).glob("lib/python*/site-packages"))
        parts = {
            path.name: megabytes(path) for path in packages.iterdir() if not path.name.startswith(NOT_OURS)
        }
    for name, size in sorted(parts.items(), key=lambda part: -part[1]):
        if size >= 1:
            print(f"{size:7.1f} MB  {name}")
    small = sum(size for size in parts.values() if size < 1)
    total = sum(parts.values())
    print(f"{small:7.1f} MB  all the rest")
    print(f"{total:7.1f} MB  in all (budget {BUDGET})")
    return int(total > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
