"""Writes docs/selftest.json and the README's table of error rates from a run of the selftest.

usage: python benchmarks/figures.py
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from rashomon.selftest import as_dict, render, run_selftest
from rashomon.selftest.render import readme_table

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Runs the selftest, prints it, and writes both files."""
    report = run_selftest()
    print(render(report))
    figures = {name: value for name, value in as_dict(report).items() if name != "fates"}
    (ROOT / "docs" / "selftest.json").write_text(
        json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    readme = ROOT / "README.md"
    table = f"<!-- selftest -->\n{readme_table(figures)}<!-- /selftest -->"
    text = readme.read_text(encoding="utf-8")
    readme.write_text(
        re.sub(r"<!-- selftest -->\n.*?<!-- /selftest -->", lambda _: table, text, flags=re.DOTALL),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
