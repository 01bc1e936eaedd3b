"""The brief as Markdown with numbered notes: each leads to article, paragraph and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from rashomon.store.rows import ArticleRow
from rashomon.store.store import Store
from rashomon.tell.as_markdown import escape, render_markdown
from rashomon.tell.brief import ALSO, Line, Place, compose_brief
from rashomon.tell.formats.addresses import link_to_words, web_address
from rashomon.tell.formats.signs import as_bytes
from rashomon.tell.formats.tellings import title_of
from rashomon.tell.wording import cut, with_marks

_WORDS = 160
LEGEND = "Numbers lead to the notes at the end: which article, which paragraph, which words."


def write_notes(store: Store, kind: str, file: BinaryIO) -> None:
    """The brief with its notes, as Pandoc, Obsidian and GitHub read them."""
    brief = compose_brief(store)
    notes = _Notes({row.article: row for row in store.articles()})
    text = render_markdown(brief, cite=notes.cite, legend=LEGEND)
    file.write(as_bytes(text + "\n" + "\n".join(notes.texts) + ("\n" if notes.texts else "")))


class _Notes:
    """The notes so far; one claim has one note, however often it is told."""

    def __init__(self, articles: Mapping[str, ArticleRow]) -> None:
        self._articles = articles
        self._numbers: dict[tuple[str, str], int] = {}
        self.texts: list[str] = []

    def cite(self, line: Line) -> str:
        """The mark of the line's note, which is written if there is none yet."""
        key = (line.claim or str(line.pieces), line.article)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self.texts.append(f"[^{self._numbers[key]}]: {self._note(line)}")
        return f"[^{self._numbers[key]}]"

    def _note(self, line: Line) -> str:
        article = self._articles[line.article]
        words = " ".join(piece.text for piece in line.pieces)
        parts = [
            escape(article.outlet or "outlet not stated"),
            f"“{escape(title_of(article))}”" if article.title else escape(title_of(article)),
            escape(article.published or "no date stated"),
            f"¶{line.paragraph}" if line.paragraph else "",
        ]
        told = ", ".join(part for part in parts if part)
        link = link_to_words(article.url, words) if web_address(article.url) else None
        claim = f" `rashomon show {line.claim[:8]}`" if line.claim else ""
        also = "".join(f"; the same in {self._other(place)}" for place in line.also[:ALSO])
        rest = f" and {len(line.also) - ALSO} more" if len(line.also) > ALSO else ""
        quoted = with_marks(escape(cut(words, _WORDS)))
        return f"{told}{also}{rest}: {quoted}{f' <{link}>' if link else ''}{claim}"

    def _other(self, place: Place) -> str:
        return escape(str(place))
