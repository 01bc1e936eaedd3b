"""Claims and propositions as an Excel workbook: a row for each, with link and offsets."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO

from rashomon.store.store import Store
from rashomon.tell.across import PropositionRow, proposition_rows
from rashomon.tell.formats.signs import xml_text
from rashomon.tell.formats.tellings import Telling, tellings

Row = Mapping[str, str | int | float | None]
# What Excel can hold.
ROWS = 1_048_576
CELL = 32_767
_LINKS = 60_000
_LINK = 2_000
_OF_CLAIM = (
    "claim words speaker speaker_kind chain standing polarity certainty mode quotation condition time place"
    " precision events article title outlet published paragraph start end link score maker actor"
)
_OF_PROPOSITION = (
    "proposition text conflict for against hedged articles outlets origins_low origins origins_high"
    " dissent_low dissent dissent_high why open"
)
_CLAIM_COLUMNS, _PROPOSITION_COLUMNS = _OF_CLAIM.split(), _OF_PROPOSITION.split()
_MEMBER_COLUMNS = ["proposition", "text", "side", "unsure", *_CLAIM_COLUMNS]
_WIDE = {"words", "text", "chain", "events", "why", "link"}


def write_workbook(store: Store, kind: str, file: BinaryIO) -> None:
    """The workbook of ``kind`` (claims, propositions); the same case gives the same bytes."""
    from xlsxwriter import Workbook

    with tempfile.TemporaryFile() as whole:
        book = Workbook(whole, {"constant_memory": True, "strings_to_formulas": False})
        # The day on which it is written would make two exports of one case differ.
        book.set_properties({"title": f"{store.path.name}: {kind}", "created": datetime(1980, 1, 1)})
        sheets = _Sheets(book)
        if kind == "claims":
            sheets.add("claims", _CLAIM_COLUMNS, (_claim_row(one) for one in tellings(store)))
        else:
            found = list(proposition_rows(store))
            sheets.add("propositions", _PROPOSITION_COLUMNS, (_proposition_row(one) for one in found))
            sheets.add("claims", _MEMBER_COLUMNS, _member_rows(store, found))
        book.close()
        whole.seek(0)
        shutil.copyfileobj(whole, file)


class _Sheets:
    """The sheets of a workbook; one that is full goes on in another."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 (a library without types)
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1})
        # With a quote prefix, words that begin with "=" stay words when somebody edits the cell.
        self._text = book.add_format({"quote_prefix": True})
        self._links = 0

    def add(self, name: str, columns: list[str], rows: Iterable[Row]) -> None:
        sheet, line, number = self._sheet(name, columns), 0, 1
        for row in rows:
            line += 1
            if line == ROWS:
                sheet.autofilter(0, 0, line - 1, len(columns) - 1)
                number, line = number + 1, 1
                sheet = self._sheet(f"{name} {number}", columns)
            for place, column in enumerate(columns):
                self._write(sheet, line, place, row[column])
        sheet.autofilter(0, 0, line, len(columns) - 1)

    def _sheet(self, name: str, columns: list[str]) -> Any:  # noqa: ANN401
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, 50 if column in _WIDE else 14)
            sheet.write_string(0, place, column, self._head)
        return sheet

    def _write(self, sheet: Any, line: int, place: int, value: str | int | float | None) -> None:  # noqa: ANN401
        if value is None or value == "":
            return
        if isinstance(value, int | float):
            sheet.write_number(line, place, value)
            return
        text = xml_text(value)
        text = text if len(text) <= CELL else f"{text[: CELL - 1]}…"
        is_link = text.startswith(("http://", "https://")) and len(text) <= _LINK and self._links < _LINKS
        if is_link and "#:~:text=" in text:
            self._links += 1
            sheet.write_url(line, place, text, string=text)
        else:
            sheet.write_string(line, place, text, self._text)


def _claim_row(one: Telling) -> Row:
    claim, article = one.claim, one.article
    place = claim.place or {}
    return {
        "claim": claim.id,
        "words": claim.text,
        "speaker": one.speaker,
        "speaker_kind": claim.speaker.kind,
        "chain": " → ".join(one.chain),
        "standing": one.standing,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "mode": claim.mode,
        "quotation": claim.quotation,
        "condition": one.words(claim.condition),
        "time": claim.time,
        "place": place.get("name"),
        "precision": place.get("precision"),
        "events": "; ".join(_event_words(event) for event in claim.events),
        "article": article.article,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "paragraph": one.paragraph,
        "start": claim.span.start,
        "end": claim.span.stop,
        "link": one.link,
        "score": claim.score,
        "maker": claim.maker,
        "actor": claim.speaker.actor,
    }


def _event_words(event: Mapping[str, Any]) -> str:
    told = [event["code"] or "", event["mode"], f"factuality {event['factuality']:+.1f}"]
    return f"{event['text']} ({', '.join(word for word in told if word)})"


def _proposition_row(one: PropositionRow) -> Row:
    return {
        "proposition": one.id,
        "text": one.text,
        "conflict": one.conflict,
        "for": len(one.supporting),
        "against": len(one.against),
        "hedged": len(one.hedged),
        "articles": one.articles,
        "outlets": one.outlets,
        "origins_low": one.origins["low"],
        "origins": one.origins["best"],
        "origins_high": one.origins["high"],
        "dissent_low": one.dissent["low"],
        "dissent": one.dissent["best"],
        "dissent_high": one.dissent["high"],
        "why": one.why,
        "open": "yes" if one.open else "",
    }


def _member_rows(store: Store, propositions: Iterable[PropositionRow]) -> Iterator[Row]:
    rows = {one.claim.id: _claim_row(one) for one in tellings(store)}
    for one in propositions:
        for side in ("supporting", "against", "hedged"):
            named = "for" if side == "supporting" else side
            for claim in getattr(one, side):
                unsure = "yes" if claim in one.unsure else ""
                yield {
                    "proposition": one.id,
                    "text": one.text,
                    "side": named,
                    "unsure": unsure,
                    **rows[claim],
                }
