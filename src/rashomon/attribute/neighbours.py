"""Which of many numbered spans share a character with one: found without looking at all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.records import Attribution, Span

_WIDTH = 1024


class Neighbours:
    """Numbers kept by the stretch of text that their spans touch."""

    def __init__(self, attributions: Sequence[Attribution] = ()) -> None:
        self._cells: dict[int, list[int]] = {}
        for number, attribution in enumerate(attributions):
            self.add(number, [attribution.span])

    def add(self, number: int, spans: Iterable[Span]) -> None:
        """Let ``number`` be found near ``spans`` too."""
        for span in spans:
            for cell in range(span.start // _WIDTH, span.end // _WIDTH + 1):
                self._cells.setdefault(cell, []).append(number)

    def near(self, span: Span) -> list[int]:
        """The numbers, in order, whose spans may share a character with ``span``; all that do are there."""
        first, last = span.start // _WIDTH, span.end // _WIDTH
        if first == last:
            return sorted(set(self._cells.get(first, ())))
        return sorted({n for cell in range(first, last + 1) for n in self._cells.get(cell, ())})
