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
    "stances": "holder target sign kind according_to claim time",
    "events": "article span text code factuality polarity certainty mode condition arguments according_to"
    " time place",
    "propositions": "id text for against hedged articles outlets origins conflict",
    "origins": "id kind name claims circular",
    "versions": "id issue propositions backers weight apart_from",
    "judgements": "id kind subject object verdict because person given undone",
    "predictions": "id claim by text condition probability due state settled_by",
}


@pytest.fixture
def case(tmp_path: Path, road, articles: Path) -> Iterator[Case]:
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([articles])
        case.judge("different", "Brem", "Mira Tolk", because="she is a pilot", person="ada")
        case.undo(case.judge("copy", "001", "002").id)
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
    assert all([field for field in record if field in wanted] == wanted for record in records), wanted


def test_spans_are_pairs_and_give_the_text(case: Case) -> None:
    texts = {row.article: case.store.text(row.article) for row in case.articles()}
    for kind in ("claims", "mentions", "events", "predictions"):
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


def records(case: Case, kind: str) -> list[dict]:
    return [json.loads(line) for line in export(case, kind, "jsonl").splitlines()]


def test_claims_tell_what_happens_when_and_where(case: Case) -> None:
    mined = next(r for r in records(case, "claims") if "mined" in r["text"])
    assert mined["events"] == [
        {
            "text": "mined",
            "code": "FIGHT",
            "factuality": 2.5,
            "polarity": "positive",
            "certainty": "certain",
            "mode": "actual",
            "arguments": [{"role": "agent", "text": "Karsk"}],
        }
    ]
    assert (mined["time"], mined["place"]) == (None, {"name": "Karsk", "geonames": 7, "precision": "city"})
    win = next(r for r in records(case, "claims") if "win" in r["text"])
    assert (win["time"], win["place"]) == ("2031-21", None)


def test_a_stance_names_the_actors_of_the_case_and_keeps_the_words(case: Case) -> None:
    (stance,) = records(case, "stances")
    assert (stance["holder"], stance["target"], stance["sign"]) == ("Mira Tolk", "Orlan Vey", -1)
    assert (stance["holder_text"], stance["target_text"]) == ("Tolk", "Vey")
    assert (stance["according_to"], stance["according_kind"]) == (None, "outlet")


def test_an_event_says_on_whose_word_it_stands(case: Case) -> None:
    mined = next(r for r in records(case, "events") if r["text"] == "mined")
    assert (mined["according_to"], mined["according_kind"]) == ("Orlan Vey", "named")
    assert mined["arguments"][0]["text"] == "Karsk"
    assert mined["claim"] == next(r["id"] for r in records(case, "claims") if "mined" in r["text"])
    stands = next(r for r in records(case, "events") if r["text"] == "stands")
    assert (stands["according_to"], stands["according_kind"]) == (None, "outlet")


def test_a_prediction_is_a_claim_with_its_chance_and_day(case: Case) -> None:
    (found,) = records(case, "predictions")
    assert (found["by"], found["text"], found["due"]) == (
        "Mira Tolk",
        "the League will win by spring",
        "2031-21",
    )
    assert (found["condition"], found["probability"]) == (None, None)
    assert (found["state"], found["settled_by"]) == ("open", None)


def test_verdicts_are_told_with_those_undone(case: Case) -> None:
    first, second = sorted(records(case, "judgements"), key=lambda record: record["kind"])
    assert first["says"].endswith("is not Mira Tolk")
    assert (first["kind"], first["object"], first["because"]) == ("actor", "Mira Tolk", "she is a pilot")
    assert (first["applies"], second["applies"]) == (True, False)
    assert second["undone"] >= second["given"]


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
            assert (SHAPES[kind].split()[0].encode() in content) == (format_ != "jsonl"), kind


def test_parquet_without_its_library_says_what_to_install(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'rashomon\[parquet\]'"):
        export(case, "claims", "parquet")


def test_a_proposition_names_its_claims_by_side(case: Case) -> None:
    claims = {r["id"]: r for r in records(case, "claims")}
    for found in records(case, "propositions"):
        assert found["for"] or found["hedged"]
        assert all(claims[one]["text"] == found["text"] for one in found["for"])
        assert found["articles"] == len({claims[one]["article"] for one in found["for"] + found["hedged"]})


def test_an_article_tells_with_which_others_it_shares_text(case: Case) -> None:
    first, second, third = records(case, "articles")
    assert (second["copy_of"], third["copy_of"]) == (first["article"], None)
    assert first["shared"] == [{"with": second["article"], "span": [2, 7], "other_span": [0, 5]}]
    assert second["shared"] == [{"with": first["article"], "span": [0, 5], "other_span": [2, 7]}]


def test_what_is_no_kind_is_refused(case: Case) -> None:
    with pytest.raises(UsageError, match="nothing that can be exported"):
        export(case, "rumours", "jsonl")
