"""What spreadsheets open: no cell is a command, nothing is lost on the way there and back."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.tell.formats.signs import guard_cell, unguard_cell

COMMANDS = "=+-@\t\r\n＝＋－＠"


@given(st.text(alphabet=st.sampled_from("'=+-@\ta 1＝"), max_size=6) | st.text())
def test_a_guarded_cell_is_no_command_and_gives_its_text_back(text: str) -> None:
    cell = guard_cell(text)
    assert not cell or cell[0] not in COMMANDS
    assert unguard_cell(cell) == text


@pytest.mark.parametrize("text", ["", "the dam", "'tis a dam", "2031-05-04", "a=b", "[1]"])
def test_what_is_no_command_stays_as_it_is(text: str) -> None:
    assert guard_cell(text) == text


def test_csv_guards_words_but_not_numbers(export) -> None:
    rows = list(csv.DictReader(io.StringIO(export("claims", "csv").decode())))
    lines = [json.loads(line) for line in export("claims", "jsonl").splitlines()]
    assert [unguard_cell(row["text"]) for row in rows] == [line["text"] for line in lines]
    assert any(row["text"].startswith("'=1+1") for row in rows)
    stances = list(csv.DictReader(io.StringIO(export("stances", "csv").decode())))
    assert [row["sign"] for row in stances] == ["-1"]


def sheets(content: bytes) -> dict[str, list[dict[str, object]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = {}
    for sheet in book:
        head, *rows = sheet.iter_rows()
        assert all(cell.data_type != "f" for row in rows for cell in row), "a formula"
        names = [cell.value for cell in head]
        found[sheet.title] = [dict(zip(names, [cell.value for cell in row], strict=True)) for row in rows]
    return found


def test_a_workbook_has_a_row_for_each_claim_with_link_and_offsets(stated, export) -> None:
    rows = sheets(export("claims", "xlsx"))["claims"]
    claims = list(stated.store.claims())
    assert [row["claim"] for row in rows] == [claim.id for claim in claims]
    for row, claim in zip(rows, claims, strict=True):
        text = stated.store.text(row["article"])
        assert text[row["start"] : row["end"]] == claim.text
        # A sign that no spreadsheet can hold is shown as missing.
        assert row["words"] == claim.text.replace("\x01", "\ufffd")
    mined = next(row for row in rows if "mined by the Northern" in row["words"])
    assert mined["link"] == (
        "https://heron.example/dam?a=1&b=2#:~:text="
        "the%20dam%20at%20Karsk%20was%20mined%20by%20the%20Northern%20League"
    )
    assert (mined["speaker"], mined["outlet"], mined["place"]) == ("Orlan Vey", "The Heron", "Karsk")
    hostile = next(row for row in rows if row["words"].startswith("=1+1"))
    assert hostile["link"] is None
    assert hostile["outlet"].startswith("+cmd|")


def test_a_workbook_of_propositions_has_their_claims_on_a_sheet_of_their_own(export) -> None:
    book = sheets(export("propositions", "xlsx"))
    lines = [json.loads(line) for line in export("propositions", "jsonl").splitlines()]
    assert [row["proposition"] for row in book["propositions"]] == [line["id"] for line in lines]
    assert [row["for"] for row in book["propositions"]] == [len(line["for"]) for line in lines]
    assert len(book["claims"]) == sum(len(line["for"] + line["against"] + line["hedged"]) for line in lines)
    assert {row["side"] for row in book["claims"]} == {"for", "hedged"}


def test_what_is_too_long_for_a_cell_is_cut_and_what_is_too_long_for_a_sheet_goes_on(
    monkeypatch: pytest.MonkeyPatch, export
) -> None:
    from rashomon.tell.formats import spreadsheet

    monkeypatch.setattr(spreadsheet, "ROWS", 4)
    monkeypatch.setattr(spreadsheet, "CELL", 20)
    book = sheets(export("claims", "xlsx"))
    assert list(book)[:2] == ["claims", "claims 2"]
    assert [len(rows) for rows in book.values()][:2] == [3, 3]
    words = [row["words"] for rows in book.values() for row in rows]
    assert max(map(len, words)) == 20
    assert any(word.endswith("…") for word in words)
