"""Who says what: propositions against outlets or voices, as a table and as a picture."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from html import escape
from typing import Literal

from rashomon.store.browse import Cell, Filter, Order, PropositionCard
from rashomon.store.store import Store
from rashomon.tell.wording import cut, plain

COLUMNS = 16
"""So many outlets or voices are shown, those with most to say."""
UNSTATED = "outlet not stated"
# How one manner looks: told apart by shape, not by colour alone.
SHAPES = {
    "asserts": '<circle class="asserts" cx="8" cy="8" r="6"/>',
    "reports": '<circle class="reports" cx="8" cy="8" r="5"/>',
    "hedges": '<path d="M8 2 A6 6 0 0 0 8 14 Z"/><circle class="reports" cx="8" cy="8" r="6"/>',
    "denies": '<path class="denies" d="M3 3 L13 13 M13 3 L3 13"/>',
}
WORDS = {
    "asserts": "asserts",
    "reports": "reports that somebody says so",
    "hedges": "hedges",
    "denies": "denies",
}
_ROW, _CELL, _LEFT, _TOP = 28, 46, 380, 120
_TEXT = 58


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Propositions, columns, and what stands where they meet."""

    cards: tuple[PropositionCard, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[Cell, ...]]
    """By proposition and column: one for each manner, asserting first."""
    count: int
    """Propositions in all, on this page and others."""
    hidden: int
    """Columns not shown."""


def build_matrix(
    store: Store,
    wanted: Filter,
    *,
    by: Literal["outlet", "voice"] = "outlet",
    order: Order = "conflict",
    start: int = 0,
    limit: int = 30,
) -> Matrix:
    """One page of who says what."""
    cards, count = store.proposition_cards(wanted, order=order, start=start, limit=limit)
    found: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    weights: Counter[str] = Counter()
    for cell in store.matrix_cells([card.id for card in cards], by=by):
        column = plain(cell.column) or UNSTATED
        found[cell.proposition, column].append(cell)
        weights[column] += cell.claims
    ranked = sorted(weights, key=lambda name: (name == UNSTATED, -weights[name], name))
    order_of = list(SHAPES)
    return Matrix(
        cards=tuple(cards),
        columns=tuple(ranked[:COLUMNS]),
        cells={
            place: tuple(sorted(cells, key=lambda cell: order_of.index(cell.manner)))
            for place, cells in found.items()
        },
        count=count,
        hidden=max(0, len(ranked) - COLUMNS),
    )


def draw_sign(manner: str) -> str:
    """The sign of one manner, as inline SVG; the words stand beside it where it is used."""
    frame = 'class="sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"'
    return f"<svg {frame}>{SHAPES[manner]}</svg>"


def draw_claims_matrix(matrix: Matrix) -> str:
    """The whole of it as one picture; empty where there is nothing to show."""
    if not matrix.cells:
        return ""
    width = _LEFT + _CELL * len(matrix.columns) + 90
    height = _TOP + _ROW * len(matrix.cards) + 8
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    label = "Propositions and who asserts, reports, hedges or denies them"
    parts = [f'<svg class="claims-matrix" {size} role="img" aria-label="{label}">']
    for number, column in enumerate(matrix.columns):
        x = _LEFT + _CELL * number + _CELL // 2
        turn = f"translate({x} {_TOP - 10}) rotate(-38)"
        parts.append(f'<text transform="{turn}">{escape(cut(column, 24))}</text>')
    for row, card in enumerate(matrix.cards):
        y = _TOP + _ROW * row + _ROW // 2
        words = escape(cut(plain(card.text), _TEXT))
        parts.append(f'<line x1="0" y1="{y + _ROW // 2}" x2="{width - 60}" y2="{y + _ROW // 2}"/>')
        parts.append(f'<text x="{_LEFT - 14}" y="{y + 5}" text-anchor="end">{words}</text>')
        for number, column in enumerate(matrix.columns):
            cells = matrix.cells.get((card.id, column), ())
            parts += _signs(cells, _LEFT + _CELL * number + _CELL // 2, y)
    return "".join([*parts, "</svg>"])


def _signs(cells: tuple[Cell, ...], x: int, y: int) -> list[str]:
    left = x - 8 * len(cells)
    return [
        f'<g transform="translate({left + 16 * place} {y - 8})"><title>{WORDS[cell.manner]}, '
        f"{cell.claims} claim{'s' * (cell.claims != 1)}</title>{SHAPES[cell.manner]}</g>"
        for place, cell in enumerate(cells)
    ]
