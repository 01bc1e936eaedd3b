"""Small pictures of numbers: a share with its interval, and how much was said month by month."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.tell.svg import frame, group, num, path, words

_WIDE, _HIGH = 140, 16
_MONTHS = 36
_COLUMN, _TALL, _FOOT, _LEFT = 44, 90, 34, 8


def draw_share(share: tuple[float, float, float]) -> str:
    """Low, middle, high of a share from 0 to 1 as a bar on a line; the numbers stand beside it.

    >>> "70 %" in draw_share((0.5, 0.7, 0.9))
    True
    """
    low, middle, high = (6 + (_WIDE - 12) * part for part in share)
    parts = [
        path(f"M6 {_HIGH / 2}H{_WIDE - 6}M6 4V12M{_WIDE - 6} 4V12M{_WIDE / 2} 6V10", "axis"),
        f'<rect class="bar" x="{num(low)}" y="4.5" width="{num(max(1.5, high - low))}" height="7" rx="2"/>',
        path(f"M{num(middle)} 1V15", "middle"),
    ]
    told = [f"{100 * part:.0f}" for part in share]
    return frame("share", (_WIDE, _HIGH), f"{told[1]} %, from {told[0]} to {told[2]} %", parts)


def draw_months(months: Sequence[tuple[str, int, int]]) -> str:
    """Two columns a month: what somebody says, and what is said of him; empty where fewer than two are dated.

    ``months`` are EDTF with the two counts; those without a month have an empty one and are not drawn. Only
    the last are drawn where there are many; months in which nothing was said have no column.
    """
    dated = [month for month in months if month[0]][-_MONTHS:]
    most = max((max(by, of) for _, by, of in dated), default=0)
    if len(dated) < 2 or not most:
        return ""
    parts = [path(f"M0 {_TALL + 12}H{_LEFT * 2 + _COLUMN * len(dated)}", "axis")]
    for place, (month, by, of) in enumerate(dated):
        x = _LEFT + _COLUMN * place
        parts.append(
            group(
                [_column(x + 3, by, most, "by"), _column(x + 17, of, most, "of")],
                title=f"{month}: says {by}, is spoken of in {of}",
            )
        )
        if place == 0 or month[:4] != dated[place - 1][0][:4]:
            parts.append(words((x + 2, _TALL + _FOOT - 2), month[:4], kind="strong"))
        parts.append(words((x + 16, _TALL + _FOOT - 14), month[5:7] or "?", kind="dim", anchor="middle"))
    size = (_LEFT * 2 + _COLUMN * len(dated), _TALL + _FOOT + 2)
    return frame("months", size, "Claims by month; the numbers stand in the table", parts)


def _column(x: float, count: int, most: int, kind: str) -> str:
    tall = _TALL * count / most
    top = _TALL + 12 - tall
    bar = f'<rect class="{kind}" x="{num(x)}" y="{num(top)}" width="12" height="{num(tall)}"/>'
    return bar + (words((x + 6, top - 2), str(count), kind="dim small", anchor="middle") if count else "")
