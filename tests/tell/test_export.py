"""Exports have the shapes that programs outside rely on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.case import Case, open_case
from rashomon.errors import UsageError
from rashomon.tell.export import FORMATS, KINDS, write_export

# What a record must hold, in this order, whatever else follows.
SHAPES = {
    "articles": "article title outlet published language sha256 copy_of shared",
    "claims": "id article span text voices quotation polarity certainty mode condition events time place",
    "actors": "id name kind names articles",
    "mentions": "article span text actor",
}


@pytest.fixture
def case(tmp_path: Path, road, articles: Path) -> Iterator[Case]:
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([articles])
        yield case


def export(case: Case, kind: str, format_: str) -> bytes:
    file = io.BytesIO()
    write_export(case.store, kind, format_, file)  # type: ignore[arg-type]
    return file.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_records_have_their_fields(case: Case, kind: str) -> None:
    records = [json.loads(line) for line in export(case, kind, "jsonl").splitlines()]
    wanted = SHAPES[kind].split()
    assert records
    assert all([field for field in record if field in wanted] == wanted for record in records)


def test_spans_are_pairs_and_give_the_text(case: Case) -> None:
    texts = {row.article: case.store.text(row.article) for row in case.articles()}
    for kind in ("claims", "mentions"):
        for line in export(case, kind, "jsonl").splitlines():
            record = json.loads(line)
            start, stop = record["span"]
            assert texts[record["article"]][start:stop] == record["text"]


def test_voices_lead_from_the_outlet_to_the_speaker(case: Case) -> None:
    record = next(
        r for r in map(json.loads, export(case, "claims", "jsonl").splitlines()) if "mined" in r["text"]
    )
    outlet, speaker = record["voices"]
    assert outlet == {"name": None, "kind": "outlet", "actor": None, "span": None, "cue": None}
    actors = {r["id"]: r for r in map(json.loads, export(case, "actors", "jsonl").splitlines())}
    assert (speaker["name"], speaker["kind"], speaker["span"], speaker["cue"]) == (
        "Orlan Vey",
        "named",
        [0, 9],
        [10, 14],
    )
    assert actors[speaker["actor"]]["names"] == [
        {"text": "Orlan Vey", "count": 2},
        {"text": "Vey", "count": 2},
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_formats_agree(case: Case, kind: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    lines = [json.loads(line) for line in export(case, kind, "jsonl").splitlines()]
    table = parquet.read_table(io.BytesIO(export(case, kind, "parquet"))).to_pylist()
    assert table == lines
    rows = list(csv.DictReader(io.StringIO(export(case, kind, "csv").decode())))
    assert list(rows[0]) == list(lines[0])
    for row, line in zip(rows, lines, strict=True):
        for name, value in line.items():
            if isinstance(value, list | dict):
                assert json.loads(row[name]) == value
            elif isinstance(value, str):
                assert row[name] == value
            elif value is None:
                assert row[name] == ""


@pytest.mark.parametrize("format_", FORMATS)
def test_an_empty_case_exports(tmp_path: Path, road, format_: str) -> None:
    with open_case(tmp_path / "x.case", road=road) as case:
        for kind in KINDS:
            content = export(case, kind, format_)
            assert (b"article" in content) == (format_ != "jsonl")


def test_parquet_without_its_library_says_what_to_install(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'rashomon\[parquet\]'"):
        export(case, "claims", "parquet")


def test_kinds_to_come_are_refused(case: Case) -> None:
    with pytest.raises(UsageError, match="comes with a later version"):
        export(case, "propositions", "jsonl")
    with pytest.raises(UsageError, match="nothing that can be exported"):
        export(case, "rumours", "jsonl")
