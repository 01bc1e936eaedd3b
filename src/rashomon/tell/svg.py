"""Inline SVG out of numbers and words: no script, no font, no style; colours come from the page's classes."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from importlib.resources import files
from unicodedata import east_asian_width

from rashomon.tell.wording import cut, plain

SIZE = 12.5
"""Of the letters, in the units of a picture."""


def picture_style() -> str:
    """The style sheet of all pictures; it asks the page for its colours."""
    return (files("rashomon.tell") / "static" / "pictures.css").read_text(encoding="utf-8")


def frame(kind: str, size: tuple[float, float], label: str, parts: Iterable[str]) -> str:
    """A picture of this width and height; ``label`` says to those who cannot see it what it shows.

    >>> frame("tree", (10, 5.25), "A & B", []).partition(" role=")[2]
    '"img" aria-label="A &amp; B"></svg>'
    """
    width, height = num(size[0]), num(size[1])
    head = f'<svg class="drawing {kind}" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'{head} role="img" aria-label="{escape(plain(label))}">{"".join(parts)}</svg>'


def num(value: float) -> str:
    """A number as short as it is exact enough: one decimal.

    >>> num(3.0), num(-0.04), num(2.46)
    ('3', '0', '2.5')
    """
    told = f"{value:.1f}"
    told = told.removesuffix(".0")
    return "0" if told in ("-0", "") else told


def words(at: tuple[float, float], text: str, *, kind: str = "", anchor: str = "", longest: int = 0) -> str:
    """Words that begin, end or are centred at a point, escaped; cut to ``longest`` characters."""
    told = plain(text)
    shown = cut(told, longest) if longest else told
    marks = (f' class="{kind}"' if kind else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{num(at[0])}" y="{num(at[1])}"{marks}>{escape(shown)}</text>'


def group(parts: Iterable[str], *, title: str = "", kind: str = "") -> str:
    """Parts that belong together, with what is shown when one points at them."""
    mark = f' class="{kind}"' if kind else ""
    told = f"<title>{escape(plain(title))}</title>" if title else ""
    return f"<g{mark}>{told}{''.join(parts)}</g>"


def path(shape: str, kind: str) -> str:
    """A line or area."""
    return f'<path class="{kind}" d="{shape}"/>'


def arrow(tip: tuple[float, float], towards: tuple[float, float], kind: str, *, size: float = 8) -> str:
    """A head whose point is at ``tip``; ``towards`` is the way it points, as a vector of length one."""
    x, y = tip
    dx, dy = towards
    back = (x - size * dx, y - size * dy)
    half = size * 0.45
    left = f"{num(back[0] - half * dy)} {num(back[1] + half * dx)}"
    right = f"{num(back[0] + half * dy)} {num(back[1] - half * dx)}"
    return path(f"M{num(x)} {num(y)}L{left}L{right}Z", kind)


def width_of(text: str, *, size: float = SIZE) -> float:
    """About how wide the words are when set; fonts differ, so it is rather too much.

    >>> width_of("dam") < width_of("dams") < width_of("水坝水坝")
    True
    """
    wide = sum(1.05 if east_asian_width(sign) in "WF" else 0.58 for sign in text)
    return wide * size
