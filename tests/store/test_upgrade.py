"""A case of an older version is brought up to date from the texts it holds; nothing is lost."""

from __future__ import annotations

import logging
import os
import signal
import sqlite3
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from dump import dump

from rashomon.case import open_case
from rashomon.cli import run
from rashomon.errors import CaseError
from rashomon.store.migrations import APPLICATION_ID, statements
from short_road import ShortRoad

FIRST_STEP = files("rashomon.store") / "steps" / "0001_spine.sql"

_JUDGED = ('{"names": ["Ada Orm"]}', '{"names": ["Ida Orm"]}')


def make_old(path: Path, articles: Path) -> dict[str, list[tuple[object, ...]]]:
    """A case as the first version left it, and all that the present one would hold."""
    with open_case(path, road=ShortRoad()) as case:
        case.read([articles])
    present = dump(path)
    source = sqlite3.connect(path)
    old = sqlite3.connect(path.with_suffix(".old"), isolation_level=None)
    old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    old.execute("CREATE TABLE migration (name TEXT PRIMARY KEY) WITHOUT ROWID")
    for statement in statements(FIRST_STEP.read_text(encoding="utf-8")):
        old.execute(statement)
    old.execute("INSERT INTO migration VALUES ('0001_spine')")
    known = {name for (name,) in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for table in present:
        if table in known and table != "migration":
            marks = "rowid, *" if table.endswith("_search") else "*"
            rows = source.execute(f"SELECT {marks} FROM {table}").fetchall()
            names = [c[0] for c in source.execute(f"SELECT {marks} FROM {table} LIMIT 0").description]
            kept = [c[0] for c in old.execute(f"SELECT {marks} FROM {table} LIMIT 0").description]
            rows = [[row[names.index(name)] for name in kept] for row in rows]
            names = kept
            spots = ", ".join("?" * len(names))
            old.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({spots})", rows)
    old.execute(
        "INSERT INTO judgement VALUES ('j', 'actor', ?, ?, 'different', NULL, 'me', '2031', NULL)", _JUDGED
    )
    old.close()
    source.close()
    path.with_suffix(".old").replace(path)
    return present | {"judgement": [("j", "actor", *_JUDGED, "different", None, "me", "2031", None)]}


def test_opening_reads_the_articles_anew_and_says_so(tmp_path: Path, articles: Path) -> None:
    path = tmp_path / "x.case"
    present = make_old(path, articles)
    # The files are not needed: their texts are in the case.
    for file in articles.iterdir():
        file.unlink()
    steps: list[tuple[int, int]] = []
    road = ShortRoad()
    with open_case(path, road=road, upgrading=lambda done, count: steps.append((done, count))) as case:
        assert case.store.faults() == []
        assert len(list(case.store.events())) > 3
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert dump(path) == present
    again = ShortRoad()
    with open_case(path, road=again) as case:
        assert case.store.outdated() == []
    assert again.texts_read == []


def test_stopped_midway_the_next_opening_goes_on(tmp_path: Path, articles: Path) -> None:
    path = tmp_path / "x.case"
    present = make_old(path, articles)

    def stop(done: int, count: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_case(path, road=ShortRoad(), upgrading=stop)
    road = ShortRoad()
    with open_case(path, road=road) as case:
        assert len(case.articles()) == 3
    assert len(road.texts_read) == 2
    assert dump(path) == present


_KILLED = """
import os, signal, sys
from rashomon.case import open_case
from short_road import ShortRoad

def kill(done, count):
    if done == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

open_case(sys.argv[1], road=ShortRoad(), upgrading=kill)
"""


@pytest.mark.parametrize("done", [0, 2, 3])
def test_killed_at_any_moment_nothing_is_lost(tmp_path: Path, articles: Path, done: int) -> None:
    path = tmp_path / "x.case"
    present = make_old(path, articles)
    tests = Path(__file__).parent.parent
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(path), str(done)], env={**os.environ, "PYTHONPATH": str(tests)}
    )
    assert killed.returncode == -signal.SIGKILL
    road = ShortRoad()
    with open_case(path, road=road) as case:
        assert len(case.articles()) == 3
    assert len(road.texts_read) == 3 - done
    assert dump(path) == present


def test_an_article_taken_out_before_it_was_read_anew_is_gone(tmp_path: Path, articles: Path) -> None:
    path = tmp_path / "x.case"
    make_old(path, articles)
    with open_case(path, road=ShortRoad()) as case:
        case.remove(str(articles / "002.txt"))
        assert len(case.articles()) == 2
        assert case.store.faults() == []


def test_the_command_line_tells_it_on_stderr(
    tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch, capfd
) -> None:
    monkeypatch.setattr("rashomon.case.InstalledRoad", ShortRoad)
    path = tmp_path / "x.case"
    make_old(path, articles)
    assert run(["export", "events", "--case", str(path)]) == 0
    out, err = capfd.readouterr()
    assert '"text": "mined"' in out
    assert "read by an older Rashomon" in err
    assert "Reading its 3 articles anew" in err
    assert "3 of 3" in err
    assert run(["articles", "--case", str(path)]) == 0
    assert "older" not in capfd.readouterr().err


def test_a_program_is_told_in_its_log(tmp_path: Path, articles: Path, caplog) -> None:
    path = tmp_path / "x.case"
    make_old(path, articles)
    with caplog.at_level(logging.WARNING, logger="rashomon"), open_case(path, road=ShortRoad()):
        assert "3 articles are read anew" in caplog.text


def test_an_old_case_that_may_only_be_read_says_what_to_do(
    tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.case"
    make_old(path, articles)
    monkeypatch.setattr(os, "access", lambda *args, **kwargs: False)
    with pytest.raises(CaseError, match=r"older Rashomon.*Copy it"):
        open_case(path, create=False, road=ShortRoad())
