"""The pictures of a case: who says what, who took from whom, who is for whom, when."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.store.browse import Filter
from rashomon.store.store import Store
from rashomon.tell.brief import Picture
from rashomon.tell.matrix import build_matrix, draw_claims_matrix

_ROWS = 16
"""A picture of a brief shows the most contested; the dossier has them all."""


def draw_case(store: Store) -> Iterator[Picture]:
    """The pictures of the whole case, those left out that would show nothing."""
    matrix = build_matrix(store, Filter(conflict="any"), limit=_ROWS)
    if svg := draw_claims_matrix(matrix):
        yield Picture(
            key="matrix",
            title="Claims and outlets",
            svg=svg,
            note="Full disc: asserts. Ring: reports that somebody says so. Half: hedges. Cross: denies.",
        )
