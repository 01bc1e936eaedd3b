"""Small pictures of a case as inline SVG: no script, no font, colours from the page."""

from __future__ import annotations

from html import escape
from math import sqrt

from rashomon.tell.brief import Brief
from rashomon.tell.wording import cut

_CELL = 64
_ROW = 30
_LEFT = 190
_TOP = 92
_SPEAKERS = 14
_RADIUS = 12


def draw_matrix(brief: Brief) -> str:
    """Who speaks about whom: a disc for each pair, its area the number of claims; empty without pairs.

    A ring round it says that some of them are denials, so that colour is never alone.
    """
    speakers = [speaker for speaker in brief.speakers if any(speaker.about)][:_SPEAKERS]
    most = max((count for speaker in speakers for count in speaker.about), default=0)
    if not most:
        return ""
    width, height = _LEFT + _CELL * len(brief.subjects) + 70, _TOP + _ROW * len(speakers) + 8
    parts = [
        f'<svg class="matrix" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        'aria-label="Who speaks about whom; the same numbers stand in the table below">'
    ]
    for column, subject in enumerate(brief.subjects):
        x = _LEFT + _CELL * column + _CELL // 2
        parts.append(
            f'<text transform="translate({x} {_TOP - 12}) rotate(-35)">{escape(cut(subject, 22))}</text>'
        )
    for row, speaker in enumerate(speakers):
        y = _TOP + _ROW * row + _ROW // 2
        parts.append(f'<line x1="{_LEFT}" y1="{y}" x2="{width - 60}" y2="{y}"/>')
        parts.append(
            f'<text x="{_LEFT - 10}" y="{y + 5}" text-anchor="end">{escape(cut(speaker.name, 26))}</text>'
        )
        for column, (count, against) in enumerate(zip(speaker.about, speaker.against, strict=True)):
            if count:
                x = _LEFT + _CELL * column + _CELL // 2
                parts.append(_disc(x, y, count, against, most))
    return "".join([*parts, "</svg>"])


def _disc(x: int, y: int, count: int, against: int, most: int) -> str:
    radius = max(3.0, _RADIUS * sqrt(count / most))
    ring = f'<circle class="ring" cx="{x}" cy="{y}" r="{radius + 2.5:.1f}"/>' if against else ""
    told = f"{count} claim{'s' * (count != 1)}" + (f", {against} denied" if against else "")
    return (
        f'<g><title>{told}</title>{ring}<circle cx="{x}" cy="{y}" r="{radius:.1f}"/>'
        f'<text class="count" x="{x + 16}" y="{y + 4}">{count}</text></g>'
    )
