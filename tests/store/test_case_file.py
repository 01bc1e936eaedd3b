"""What is a case file, and what is said of a file that is none."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from rashomon.case import open_case
from rashomon.errors import CaseError
from rashomon.store.migrations import step_names
from short_road import ShortRoad


def test_a_missing_case_is_only_made_when_asked_for(tmp_path: Path, road: ShortRoad) -> None:
    with pytest.raises(CaseError, match="there is no case at"):
        open_case(tmp_path / "x.case", create=False, road=road)
    assert not (tmp_path / "x.case").exists()
    open_case(tmp_path / "x.case", road=road).close()
    open_case(tmp_path / "x.case", create=False, road=road).close()


def test_a_text_is_refused_and_left_alone(tmp_path: Path, road: ShortRoad) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a case at all, but long enough to look at")
    with pytest.raises(CaseError, match="is not a case"):
        open_case(path, road=road)
    assert path.read_text().startswith("not a case")


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path, road: ShortRoad) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(CaseError, match="another program"):
        open_case(path, road=road)
    assert path.read_bytes() == before


def test_a_folder_and_a_missing_folder_are_refused(tmp_path: Path, road: ShortRoad) -> None:
    with pytest.raises(CaseError, match="is a folder"):
        open_case(tmp_path, road=road)
    with pytest.raises(CaseError, match="is not a folder"):
        open_case(tmp_path / "no" / "x.case", road=road)


def test_a_case_of_a_newer_version_is_refused(tmp_path: Path, road: ShortRoad) -> None:
    path = tmp_path / "x.case"
    open_case(path, road=road).close()
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO migration VALUES ('9999_later')")
    connection.commit()
    connection.close()
    with pytest.raises(CaseError, match=r"newer Rashomon .*9999_later.*Upgrade"):
        open_case(path, road=road)


@pytest.mark.parametrize("content", [b"", None])
def test_a_file_left_by_a_kill_while_it_was_made_becomes_a_case(
    tmp_path: Path, road: ShortRoad, content: bytes | None
) -> None:
    path = tmp_path / "x.case"
    if content is None:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()
    else:
        path.write_bytes(content)
    with open_case(path, road=road) as case:
        assert case.articles() == ()


def test_a_damaged_case_says_so(tmp_path: Path, road: ShortRoad, articles: Path) -> None:
    path = tmp_path / "x.case"
    with open_case(path, road=road) as case:
        case.read([articles])
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    path.write_bytes(raw)
    with pytest.raises(CaseError, match=r"x\.case: "), open_case(path, road=road) as case:
        case.claims()


def test_each_step_is_written_down(tmp_path: Path, road: ShortRoad) -> None:
    path = tmp_path / "x.case"
    open_case(path, road=road).close()
    connection = sqlite3.connect(path)
    assert [name for (name,) in connection.execute("SELECT name FROM migration")] == step_names()
    connection.close()


def test_a_case_that_may_only_be_read_can_be_read(
    tmp_path: Path, road: ShortRoad, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.case"
    with open_case(path, road=road) as case:
        case.read([articles])
    monkeypatch.setattr(os, "access", lambda *args, **kwargs: False)
    with open_case(path, create=False, road=road) as case:
        assert len(case.articles()) == 3
        with pytest.raises(CaseError, match="may only be read"):
            case.remove(str(articles / "001.txt"))
