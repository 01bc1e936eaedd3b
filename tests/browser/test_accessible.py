"""No page breaks WCAG A or AA, as far as axe-core can tell: contrast, labels, roles, headings, focus."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from looking import SCHEMES, Looker, one_of_each

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LOOKS = {
    "light": {"type": "tag", "values": RULES},
    # What else is asked is the same page in other colours, or at another width.
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "phone": {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]},
}
_RUN = """async rules => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ['violations']});
  return found.violations.flatMap(one => one.nodes.slice(0, 3).map(
    node => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 300)}`));
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, which `make browser` fetches by npm into the virtual environment."""
    folder = Path(os.environ.get("RASHOMON_AXE") or Path(sys.prefix) / "axe")
    path = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        if os.environ.get("RASHOMON_BROWSER") == "needed":
            pytest.fail(f"axe-core is needed here and not in {folder}: make browser")
        pytest.skip("axe-core is not there: make browser fetches it")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_page_breaks_wcag(looker: Looker, pages: list[str], axe: str, scheme: str) -> None:
    window = looker.window(**SCHEMES[scheme])
    broken = []
    for page in one_of_each(pages):
        window.goto(page)
        window.evaluate(axe)
        broken += [f"{page}: {one}" for one in window.evaluate(_RUN, LOOKS[scheme])]
    assert broken == [], "\n\n".join(broken)
