"""The commands as a user types them: what is printed where, and the exit codes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

import rashomon.case
from rashomon.cli import run
from rashomon.cli.commands import _HOMES, main
from short_road import ShortRoad


@pytest.fixture(autouse=True)
def short_road(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rashomon.case, "InstalledRoad", ShortRoad)


@pytest.fixture
def case(tmp_path: Path, articles: Path) -> str:
    path = str(tmp_path / "x.case")
    assert run(["read", str(articles), "--case", path]) == 0
    return path


def test_reading_tells_what_was_done_on_stderr(tmp_path: Path, articles: Path, capfd) -> None:
    path = str(tmp_path / "x.case")
    assert run(["read", str(articles), "--case", path]) == 0
    out, err = capfd.readouterr()
    assert (out, "3 read. See them: rashomon brief --case" in err) == ("", True)
    assert run(["read", str(articles), "--case", path]) == 0
    assert "3 unchanged" in capfd.readouterr().err


def test_what_cannot_be_read_is_named_with_cause_and_remedy(tmp_path: Path, articles: Path, capfd) -> None:
    path = str(tmp_path / "x.case")
    assert run(["read", str(articles), str(tmp_path / "no.txt"), "--case", path]) == 3
    assert "no.txt: there is no such file. Check the path." in capfd.readouterr().err
    assert run(["read", str(tmp_path / "no.txt"), "--case", path]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "x.txt"],
        ["nonsense"],
        ["export", "rumours", "--case", "{case}"],
        ["export", "claims", "--case", "{case}", "--format", "xml"],
        ["read", "x.txt", "--case", "{case}", "--column", "text"],
        ["export", "claims", "--case", "{case}", "--output", "/nonexistent/folder/file"],
    ],
)
def test_wrong_usage_leaves_with_2(case: str, arguments: list[str], capfd) -> None:
    capfd.readouterr()
    assert run([argument.format(case=case) for argument in arguments]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert err


@pytest.mark.parametrize("command", ["articles", "claims", "actors", "brief", "check"])
def test_a_missing_case_leaves_with_1_and_is_not_made(tmp_path: Path, command: str, capfd) -> None:
    path = tmp_path / "no.case"
    assert run([command, "--case", str(path)]) == 1
    assert "there is no case at" in capfd.readouterr().err
    assert not path.exists()


def test_claims_are_found_by_any_spelling(case: str, capfd) -> None:
    capfd.readouterr()
    for name in ("Orlan Vey", "vey", "VEY", "ORLAN"):
        assert run(["claims", "--case", case, "--about", name]) == 0
        lines = capfd.readouterr().out.splitlines()
        assert lines[0].split("\t") == ["claim", "article", "who says so", "how", "what"]
        assert [line.split("\t")[4] for line in lines[1:]] == ["Orlan Vey left Karsk", "Vey lies"]
    assert run(["claims", "--case", case, "--by", "tolk", "--in", "003"]) == 0
    assert capfd.readouterr().out.splitlines()[1].endswith("Tolk\t\tVey lies")


def test_a_name_nobody_has_gets_a_hint(case: str, capfd) -> None:
    capfd.readouterr()
    assert run(["claims", "--case", case, "--about", "Orlan Vay"]) == 0
    assert "nobody in the case is called Orlan Vay (near it: Orlan Vey" in capfd.readouterr().err
    assert run(["claims", "--case", case, "--in", "004"]) == 1
    assert "holds no article 004. Near it: /" in capfd.readouterr().err


def test_show_marks_source_cue_and_content(case: str, capfd) -> None:
    capfd.readouterr()
    run(["claims", "--case", case, "--by", "Brem"])
    claim = capfd.readouterr().out.splitlines()[1].split("\t")[0]
    assert run(["show", claim[:6], "--case", case]) == 0
    out = capfd.readouterr().out
    assert "{Brem} <denied> that [any troops crossed the Sarn]" in out
    assert "└─ Brem (by the word “denied”)" in out
    assert "standing: denied, because of “denied”" in out
    assert "\x1b" not in out
    assert run(["show", "zz", "--case", case]) == 1
    assert run(["show", "", "--case", case]) == 1


def test_actors_show_spellings_and_why(case: str, capfd) -> None:
    capfd.readouterr()
    assert run(["actors", "--case", case, "--why"]) == 0
    row = next(line for line in capfd.readouterr().out.splitlines() if line.startswith("Orlan Vey"))
    assert row.split("\t") == [
        "Orlan Vey",
        "person",
        "3",
        "4",
        "Orlan Vey 2, Vey 2",
        "",
        "one surname · one surname vey",
    ]


def test_export_writes_a_file_only_when_it_is_whole(case: str, tmp_path: Path, capfd) -> None:
    target = tmp_path / "claims.jsonl"
    target.write_text("before")
    assert run(["export", "claims", "--case", case, "--output", str(target)]) == 0
    assert len([json.loads(line) for line in target.read_text().splitlines()]) == 9
    assert run(["export", "claims", "--case", case]) == 0
    assert capfd.readouterr().out == target.read_text()
    target.write_text("before")
    assert run(["export", "rumours", "--case", case, "--output", str(target)]) == 2
    assert target.read_text() == "before"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert target.stat().st_mode & 0o777 == 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_forgetting_leaves_no_trace(case: str, articles: Path, capfd) -> None:
    assert run(["forget", str(articles / "001.txt"), "--case", case]) == 0
    capfd.readouterr()
    run(["export", "articles", "--case", case])
    assert "001.txt" not in capfd.readouterr().out
    assert run(["forget", str(articles / "001.txt"), "--case", case]) == 1


def test_a_sound_case_passes_the_check(case: str, capfd) -> None:
    capfd.readouterr()
    assert run(["check", "--case", case]) == 0
    assert "is sound: 9 claims, each reaches its words." in capfd.readouterr().out


@pytest.mark.parametrize("format_", ["md", "html"])
def test_briefs_are_written(case: str, tmp_path: Path, format_: str, capfd) -> None:
    target = tmp_path / f"brief.{format_}"
    assert run(["brief", "--case", case, "--format", format_, "--output", str(target)]) == 0
    assert "Who claims what" in target.read_text(encoding="utf-8")


def test_the_case_may_be_named_in_the_environment(case: str, monkeypatch: pytest.MonkeyPatch, capfd) -> None:
    monkeypatch.setenv("RASHOMON_CASE", case)
    assert run(["articles"]) == 0


@pytest.mark.parametrize("command", sorted(_HOMES))
def test_every_command_teaches_itself(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert "rashomon " in result.output
    assert "Example" in result.output


def test_the_list_of_commands_is_the_list_of_commands() -> None:
    help_ = CliRunner().invoke(main, ["--help"]).output
    assert all(f"\n  {command} " in help_ for command in _HOMES)
