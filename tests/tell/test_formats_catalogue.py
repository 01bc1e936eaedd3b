"""Every kind in every format that fits it; those that do not are refused with what does."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import rashomon.case
from rashomon.case import open_case
from rashomon.cli import run
from rashomon.errors import UsageError
from rashomon.tell.export import check_format, fitting, write_export
from rashomon.tell.formats.catalogue import SHAPES, format_help
from stated_road import StatedRoad

PAIRS = [(kind, shape.name) for shape in SHAPES for kind in shape.kinds]
JSON = {"annotation", "prov", "claimreview", "stix", "geojson", "timelinejs", "csl"}


@pytest.mark.parametrize(("kind", "format_"), PAIRS)
def test_the_same_case_gives_the_same_bytes(export, kind: str, format_: str) -> None:
    first = export(kind, format_)
    assert first
    assert export(kind, format_) == first


@pytest.mark.parametrize(("kind", "format_"), PAIRS)
def test_an_empty_case_gives_a_whole_file(tmp_path: Path, kind: str, format_: str) -> None:
    file = io.BytesIO()
    with open_case(tmp_path / "x.case", road=StatedRoad()) as case:
        write_export(case.store, kind, format_, file)
    if format_ in JSON:
        assert json.loads(file.getvalue()) is not None
    elif format_ in ("gexf", "graphml"):
        assert b"edge" in file.getvalue()


@pytest.mark.parametrize(
    ("kind", "format_", "told"),
    [
        (
            "claims",
            "gexf",
            "claims can be had as jsonl, csv, parquet, xlsx, .*; gexf is for network and copies",
        ),
        ("network", "csv", "network can be had as gexf, graphml, stix"),
        ("brief", "xlsx", "brief can be had as notes"),
        ("rumours", "xlsx", "nothing that can be exported"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_does(kind: str, format_: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        check_format(kind, format_)


def test_records_come_as_json_lines_and_the_rest_as_what_fits_first() -> None:
    assert [fitting(kind)[0] for kind in ("claims", "events", "network", "timeline", "brief")] == [
        "jsonl",
        "jsonl",
        "gexf",
        "timelinejs",
        "notes",
    ]


def test_the_help_says_which_tool_reads_which() -> None:
    told = format_help().splitlines()
    assert len(told) == len(SHAPES)
    assert max(map(len, told)) < 80
    assert any("gexf" in line and "network, copies" in line and "Gephi" in line for line in told)


def test_every_format_is_explained() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    assert [shape.name for shape in SHAPES if f"| `{shape.name}` |" not in page] == []


def test_the_command_writes_what_was_asked_for(
    tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch, capfd
) -> None:
    monkeypatch.setattr(rashomon.case, "InstalledRoad", StatedRoad)
    case = str(tmp_path / "x.case")
    assert run(["read", str(articles), "--case", case]) == 0
    capfd.readouterr()
    assert run(["export", "copies", "--case", case, "--format", "graphml"]) == 0
    assert capfd.readouterr().out.startswith('<?xml version="1.0"')
    assert run(["export", "network", "--case", case]) == 0
    assert "<gexf" in capfd.readouterr().out
    for arguments in (["network", "--format", "jsonl"], ["claims", "--format", "gexf"]):
        assert run(["export", *arguments, "--case", case]) == 2
    assert capfd.readouterr().out == ""
    assert run(["export", "dossier", "--format", "xlsx", "--case", case]) == 2
