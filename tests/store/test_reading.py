"""Reading into a case: again, changed, gone, killed, in any order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from dump import dump
from hypothesis import given, settings
from hypothesis import strategies as st

import rashomon
from rashomon.case import open_case
from rashomon.errors import CaseError
from short_road import ShortRoad

TESTS = Path(__file__).parent.parent


def names(rows: object) -> list[str]:
    return [Path(name).name for name in rows]  # type: ignore[attr-defined]


def test_reading_again_changes_nothing_and_reads_nothing(tmp_path: Path, articles: Path) -> None:
    path = tmp_path / "x.case"
    with open_case(path, road=ShortRoad()) as case:
        assert len(case.read([articles]).read) == 3
    before, again = dump(path), ShortRoad()
    with open_case(path, road=again) as case:
        report = case.read([articles])
    assert (len(report.unchanged), report.read, again.texts_read) == (3, (), [])
    assert dump(path) == before


def test_other_weights_or_another_version_read_again(
    tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_case(tmp_path / "x.case", road=ShortRoad("one")) as case:
        case.read([articles])
    with open_case(tmp_path / "x.case", road=ShortRoad("two")) as case:
        assert len(case.read([articles]).replaced) == 3
    monkeypatch.setattr("rashomon.case.__version__", "99")
    with open_case(tmp_path / "x.case", road=ShortRoad("two")) as case:
        assert len(case.read([articles]).replaced) == 3


def test_a_changed_file_replaces_what_it_said(tmp_path: Path, road: ShortRoad, articles: Path) -> None:
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([articles])
        (articles / "003.txt").write_text("Tolk said that Vey is right.\n")
        assert names(case.read([articles]).replaced) == ["003.txt"]
        assert [claim.text for claim in case.claims(by="Tolk", in_article="003")] == ["Vey is right"]
    fresh = ShortRoad()
    with open_case(tmp_path / "y.case", road=fresh) as case:
        case.read([articles])
    assert dump(tmp_path / "x.case") == dump(tmp_path / "y.case")


def test_rows_that_left_their_file_leave_the_case(tmp_path: Path, road: ShortRoad) -> None:
    table = tmp_path / "table.txt"
    table.write_text("ROWS\nVey said that it rains.\nTolk said that it snows.\n")
    with open_case(tmp_path / "x.case", road=road) as case:
        assert len(case.read([table]).read) == 2
        table.write_text("ROWS\nVey said that it rains.\n")
        report = case.read([table])
        assert names(report.removed) == ["table.txt#2"]
        assert [claim.text for claim in case.claims()] == ["it rains"]


def test_what_cannot_be_read_harms_nothing(tmp_path: Path, road: ShortRoad, articles: Path) -> None:
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([articles])
        (articles / "001.txt").write_text(" ")
        report = case.read([articles, tmp_path / "missing.txt"])
        assert [Path(error.name).name for error in report.skipped] == ["001.txt", "missing.txt"]
        assert len(case.articles()) == 3


def test_an_outlet_once_told_is_kept(tmp_path: Path, road: ShortRoad, articles: Path) -> None:
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([articles / "001.txt"], outlet="Vale Courier", published="2031-05")
        report = case.read([articles])
        assert names(report.unchanged) == ["001.txt"]
        row = case.articles()[0]
        assert (row.outlet, row.published) == ("Vale Courier", "2031-05")
        assert case.claims(in_article="001")[0].voices[0].name == "Vale Courier"


def test_add_then_remove_equals_never_added(tmp_path: Path, road: ShortRoad, articles: Path) -> None:
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([articles / "001.txt"])
    before = dump(tmp_path / "x.case")
    with open_case(tmp_path / "x.case", road=ShortRoad("other")) as case:
        case.read([articles / "002.txt", articles / "003.txt"])
        assert len(case.claims()) == 9
        case.remove(str(articles / "002.txt"))
        case.remove(str(articles / "003.txt"))
    assert dump(tmp_path / "x.case") == before
    with (
        open_case(tmp_path / "x.case", road=road) as case,
        pytest.raises(CaseError, match="holds no article"),
    ):
        case.remove("nobody.txt")


_STEPS = st.lists(st.tuples(st.sampled_from(["add", "remove"]), st.integers(0, 3)), max_size=12)


@settings(max_examples=25, deadline=None)
@given(steps=_STEPS)
def test_a_case_depends_on_its_articles_alone(steps: list[tuple[str, int]], tmp_path_factory) -> None:
    folder = tmp_path_factory.mktemp("steps")
    texts = [
        "Orlan Vey said that Brem left Karsk.",
        "Brem denied that Mira Vey left.",
        "It is reported that Tolk fled.",
        "Vey predicted that Tolk will fall. Tolk said that Vey lies, and left Karsk in spring.",
    ]
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text)
    held: set[int] = set()
    with open_case(folder / "walked.case", road=ShortRoad()) as case:
        for what, number in steps:
            if what == "add":
                case.read([folder / f"{number}.txt"])
                held.add(number)
            elif number in held:
                case.remove(str(folder / f"{number}.txt"))
                held.discard(number)
        assert case.store.faults() == []
    with open_case(folder / "straight.case", road=ShortRoad()) as case:
        case.read([folder / f"{number}.txt" for number in sorted(held)])
    assert dump(folder / "walked.case") == dump(folder / "straight.case")


def test_stopped_in_the_middle_the_next_reading_finishes(
    tmp_path: Path, road: ShortRoad, articles: Path
) -> None:
    (articles / "002.txt").write_text("crash the reader")
    with open_case(tmp_path / "x.case", road=road) as case, pytest.raises(KeyboardInterrupt):
        case.read([articles])
    with open_case(tmp_path / "x.case", road=ShortRoad()) as case:
        assert names(row.article for row in case.articles()) == ["001.txt"]
        assert not case.store.are_actors_stale
        assert case.actors()
        (articles / "002.txt").write_text("Tolk said that it rains.")
        report = case.read([articles])
        assert (names(report.read), names(report.unchanged)) == (["002.txt", "003.txt"], ["001.txt"])


_KILLED = """
    import sys, time
    from short_road import ShortRoad
    from rashomon.case import open_case

    class Slow(ShortRoad):
        def documents(self, articles):
            for document in super().documents(articles):
                yield document
                print("put", flush=True)
                time.sleep(0.05)
        def actors(self, cards, verdicts):
            print("actors", flush=True)
            time.sleep(float(sys.argv[3]))
            return super().actors(cards, verdicts)

    with open_case(sys.argv[1], road=Slow()) as case:
        case.read([sys.argv[2]])
"""


@pytest.mark.parametrize("lines", [1, 7, 21], ids=["after one", "in the middle", "while making actors"])
def test_killed_at_any_moment_the_case_opens_and_the_next_reading_finishes(
    tmp_path: Path, lines: int
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(f"Orlan Vey said that dam {number} broke.")
    path = tmp_path / "x.case"
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_KILLED), str(path), str(folder), "5"],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
    )
    assert process.stdout
    for _ in range(lines):
        assert process.stdout.readline(), "it ended by itself: see its own words above"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with open_case(path, road=ShortRoad()) as case:
        assert case.store.faults() == []
        held = len(case.articles())
        assert lines - 1 <= held <= 20
        assert len(case.actors()) == (1 if held else 0)
        report = case.read([folder])
        assert (len(report.read), len(report.unchanged)) == (20 - held, held)
    with open_case(tmp_path / "y.case", road=ShortRoad()) as case:
        case.read([folder])
    assert dump(path) == dump(tmp_path / "y.case")


def test_a_reader_looks_on_while_another_writes(tmp_path: Path, road: ShortRoad, articles: Path) -> None:
    path = tmp_path / "x.case"
    with open_case(path, road=road) as case:
        case.read([articles / "001.txt"])
        case.store._database.execute("BEGIN IMMEDIATE")
        seen: list[int] = []

        def look() -> None:
            with rashomon.open_case(path, create=False, road=ShortRoad()) as other:
                seen.append(len(other.claims()))

        thread = threading.Thread(target=look)
        thread.start()
        thread.join(10)
        case.store._database.execute("ROLLBACK")
        assert seen == [4]


def test_two_may_read_into_one_case_at_once(tmp_path: Path, articles: Path) -> None:
    path = tmp_path / "x.case"
    open_case(path, road=ShortRoad()).close()

    def work() -> None:
        with open_case(path, road=ShortRoad()) as case:
            case.read([articles])

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_case(path, road=ShortRoad()) as case:
        assert len(case.articles()) == 3
        assert case.store.faults() == []


def test_actors_made_while_another_writes_are_made_again(tmp_path: Path, articles: Path) -> None:
    path = tmp_path / "x.case"

    class Disturbed(ShortRoad):
        is_quiet = False

        def actors(self, cards, verdicts):
            found = super().actors(cards, verdicts)
            if not self.is_quiet:
                self.is_quiet = True
                with open_case(path, road=self) as other:
                    other.read([articles / "003.txt"])
            return found

    with open_case(path, road=Disturbed()) as case:
        case.read([articles / "001.txt"])
        assert {actor.name for actor in case.actors()} >= {"Orlan Vey", "Tolk"}
        assert not case.store.are_actors_stale
