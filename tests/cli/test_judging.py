"""``rashomon judge`` as a user types it."""

from __future__ import annotations

from pathlib import Path

import pytest

import rashomon.case
from rashomon.cli import run
from rashomon.resolve.actors import resolve_actors
from short_road import ShortRoad


class JudgedRoad(ShortRoad):
    def actors(self, cards, verdicts=()):
        return resolve_actors(list(cards), verdicts)


@pytest.fixture
def case(tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch, capfd) -> str:
    monkeypatch.setattr(rashomon.case, "InstalledRoad", JudgedRoad)
    path = str(tmp_path / "x.case")
    monkeypatch.setenv("RASHOMON_CASE", path)
    assert run(["read", str(articles)]) == 0
    capfd.readouterr()
    return path


def told(capfd) -> str:
    out, err = capfd.readouterr()
    assert out == ""
    return err


def listed(capfd) -> list[list[str]]:
    assert run(["judge", "list"]) == 0
    return [line.split("\t") for line in capfd.readouterr().out.splitlines()]


def names(capfd) -> set[str]:
    assert run(["actors"]) == 0
    return {line.split("\t")[0] for line in capfd.readouterr().out.splitlines()[1:]}


def test_a_verdict_is_told_back_acts_is_listed_and_undone(case: str, capfd) -> None:
    before = names(capfd)
    assert {"Orlan Vey", "Mira Tolk"} <= before
    assert run(["judge", "same", "Orlan Vey", "Mira Tolk", "--by", "ada", "--because", "one person"]) == 0
    err = told(capfd)
    assert ": Orlan Vey is the same as Mira Tolk\n" in err
    assert len(names(capfd)) == len(before) - 1

    head, row = listed(capfd)
    assert head == ["id", "date", "person", "what about", "verdict", "because", "undone"]
    assert row[2:] == ["ada", "Orlan Vey · Mira Tolk", "same", "one person", ""]
    assert f"Take it back: rashomon judge undo {row[0][:8]} --case {case}" in err

    assert run(["judge", "same", "Mira Tolk", "Orlan Vey", "--by", "ada"]) == 0
    assert told(capfd).startswith(f"judged before, {row[0][:8]}: ")
    assert run(["judge", "undo", row[0][:5]]) == 0
    assert told(capfd) == f"undone {row[0][:8]}: Orlan Vey is the same as Mira Tolk\n"
    assert names(capfd) == before
    assert listed(capfd)[1][6][:4] == row[1][:4]


def test_nothing_judged_is_said_on_stderr(case: str, capfd) -> None:
    assert run(["judge", "list"]) == 0
    assert "nobody has judged anything yet" in capfd.readouterr().err


def test_the_user_logged_in_is_who_judges(case: str, capfd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "ida")
    assert run(["judge", "copy", "001", "002"]) == 0
    assert told(capfd)
    assert listed(capfd)[1][2] == "ida"


def test_a_prediction_is_settled_with_a_reason(case: str, capfd) -> None:
    assert run(["export", "predictions", "--format", "csv"]) == 0
    one = capfd.readouterr().out.splitlines()[1].split(",")[0]
    assert run(["judge", "settle", one, "yes"]) == 2
    assert "--because" in told(capfd)
    assert run(["judge", "settle", one, "perhaps", "--because", "x"]) == 2
    assert "perhaps" in told(capfd)
    assert run(["judge", "settle", one[:6], "no", "--because", "it is summer"]) == 0
    assert "the League will win by spring" in told(capfd)
    assert listed(capfd)[1][4:6] == ["no", "it is summer"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["same", "Orlan Vey"], 2, "Missing argument"),
        (["same", "Orlan Vay", "Mira Tolk"], 1, "Near it: Orlan Vey"),
        (["opposed", "zz", "yy"], 1, "no claim starts with 'zz'. List them with: rashomon claims"),
        (["copy", "001", "009"], 1, "holds no article 009"),
        (["copy", "001", "001.txt"], 1, "are one article"),
        (["undo", "zz"], 1, "List them with: rashomon judge list"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(
    case: str, arguments: list[str], code: int, message: str, capfd
) -> None:
    assert run(["judge", *arguments]) == code
    assert message in told(capfd)


def test_a_contradiction_names_what_it_clashes_with(case: str, capfd) -> None:
    assert run(["judge", "same", "Orlan Vey", "Mira Tolk", "--by", "ada"]) == 0
    one = listed(capfd)[1][0]
    assert run(["judge", "different", "Tolk", "Vey"]) == 1
    assert f"{one[:8]} (Orlan Vey is the same as Mira Tolk, by ada on 20" in told(capfd)
