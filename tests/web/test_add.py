"""Adding in the browser: what is sent is written beside the case, read by another process, and told of."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier import WORKER, browser, made_case, served, token
from starlette.testclient import TestClient

from rashomon.store.store import Store
from rashomon.web.intake import Intake
from rashomon.web.uploads import MAX_FILES, keep, safe_name

SAYS = b"Ada Orm said that the quay is closed.\n"


@pytest.fixture
def case_path(tmp_path: Path, articles: Path) -> Path:
    return made_case(tmp_path, articles)


@pytest.fixture
def client(case_path: Path) -> Iterator[TestClient]:
    with browser(served(case_path)) as client:
        yield client


def send(client: TestClient, *files: tuple[str, bytes], **fields: str) -> object:
    parts = [("files", (name, content, "text/plain")) for name, content in files]
    return client.post("/add", data={"token": token(client), **fields}, files=parts or [("files", ("", b""))])


def names_in(case_path: Path) -> list[str]:
    with Store.open(case_path, create=False) as store:
        return store.names()


def intake(client: TestClient) -> Intake:
    return client.app.state.intake  # type: ignore[attr-defined]


def test_a_file_is_read_and_fills_the_pages(client: TestClient, case_path: Path) -> None:
    answer = send(client, ("quay.txt", SAYS), outlet="Vale Courier", published="2031-05-12")
    assert (answer.status_code, answer.headers["location"]) == (303, "/add#progress")
    assert intake(client).wait()
    assert "harbour-articles/quay.txt" in names_in(case_path)
    with Store.open(case_path, create=False) as store:
        row = next(row for row in store.articles() if row.article == "harbour-articles/quay.txt")
        assert (row.outlet, row.published) == ("Vale Courier", "2031-05-12")
        assert not store.is_survey_stale
        assert store.faults() == []
    assert "<mark>quay</mark> is closed" in client.get("/search?q=quay").text
    assert "1 read" in client.get("/add").text


def test_pasted_text_is_an_article(client: TestClient, case_path: Path) -> None:
    send(client, text="Ada Orm said that the lock is open.\r\n\r\nNobody saw it.")
    assert intake(client).wait()
    assert (case_path.parent / "harbour-articles" / "Ada Orm said that the lock.txt").read_text() == (
        "Ada Orm said that the lock is open.\n\nNobody saw it."
    )
    assert "harbour-articles/Ada Orm said that the lock.txt" in names_in(case_path)


def test_what_cannot_be_read_is_listed_as_on_the_command_line(client: TestClient, case_path: Path) -> None:
    send(client, ("good.txt", SAYS), ("blank.txt", b"  \n"))
    assert intake(client).wait()
    page = client.get("/add").text
    assert "1 read, 1 skipped" in page
    assert "skipped harbour-articles/blank.txt: is empty. Remove it." in page
    assert "harbour-articles/good.txt" in names_in(case_path)


def test_a_name_once_taken_is_never_written_over(client: TestClient, case_path: Path) -> None:
    for content in (SAYS, b"Ada Orm said that the quay is open.\n", SAYS):
        send(client, ("quay.txt", content))
    assert intake(client).wait()
    folder = case_path.parent / "harbour-articles"
    assert sorted(path.name for path in folder.iterdir()) == ["quay 2.txt", "quay.txt"]
    assert (folder / "quay.txt").read_bytes() == SAYS


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/dev/null", "null"),
        ("..", "article.txt"),
        (".htaccess", "htaccess"),
        ("-rf.txt", "rf.txt"),
        ("a\x00b\n\u202egpj.txt", "a b gpj.txt"),
        ("<script>alert(1)</script>.html", "script .html"),
        ("NUL.txt", "_NUL.txt"),
        ("x" * 300 + ".txt", "x" * 80 + ".txt"),
        ("ж" * 300 + ".txt", "ж" * 40 + ".txt"),
        ("row#3.txt", "row 3.txt"),
        ("", "article.txt"),
    ],
)
def test_a_file_name_means_no_other_folder(name: str, kept: str, tmp_path: Path) -> None:
    assert safe_name(name) == kept
    assert (tmp_path / kept).resolve().parent == tmp_path


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mine")
    folder = tmp_path / "x-articles"
    folder.mkdir()
    (folder / "quay.txt").symlink_to(tmp_path / "secret")
    with (tmp_path / "sent").open("w+b") as sent:
        sent.write(SAYS)
        sent.seek(0)
        assert keep(folder, "quay.txt", sent) == "quay 2.txt"
    assert (tmp_path / "secret").read_text() == "mine"


def test_too_much_is_refused_before_it_is_read(client: TestClient, case_path: Path) -> None:
    # Said in the head of the request: nothing of the body has to come.
    answer = client.post("/add", content=b"", headers={"content-length": str(10**12)})
    assert answer.status_code == 413
    assert "at most 64 MB" in answer.text
    assert not (case_path.parent / "harbour-articles").exists()


def test_too_much_that_does_not_say_so_is_refused_when_it_gets_too_much(case_path: Path) -> None:
    sent = 0

    def body() -> Iterator[bytes]:
        nonlocal sent
        while sent < 10**6:
            sent += 2**14
            yield b"a=" + b"x" * 2**14

    kind = {"content-type": "application/x-www-form-urlencoded"}
    with browser(served(case_path)) as client:
        answer = client.post("/add/cancel", content=body(), headers=kind)
    assert answer.status_code == 413


def test_too_many_files_are_refused(client: TestClient, case_path: Path) -> None:
    answer = send(client, *[(f"{n}.txt", SAYS) for n in range(MAX_FILES + 1)])
    assert answer.status_code == 400
    assert f"Maximum number of files is {MAX_FILES}" in answer.text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "There was no file and no text"),
        ({"text": "   "}, "There was no file and no text"),
        ({"text": "News.", "published": "some day"}, "is not a date"),
    ],
)
def test_a_form_that_says_nothing_sound_is_told_why(
    client: TestClient, fields: dict[str, str], told: str
) -> None:
    answer = send(client, **fields)
    assert answer.status_code == 400
    assert told in answer.text


def test_reading_can_be_stopped_and_taken_up_again(case_path: Path) -> None:
    script = "import sys, time; sys.stdin.readline(); time.sleep(60)"
    queue = Intake(case_path, command=(sys.executable, "-c", script))
    queue.folder.mkdir()
    (queue.folder / "quay.txt").write_bytes(SAYS)
    one = queue.add(["quay.txt"])
    while queue.standing().step != "reading":
        time.sleep(0.01)
    queue._command = WORKER
    assert queue.cancel(one)
    assert queue.wait()
    assert [item.state for item in queue.standing().batches[0].items] == ["cancelled"]
    assert not queue.cancel(one)
    assert queue.again(one)
    assert queue.wait()
    assert "harbour-articles/quay.txt" in names_in(case_path)
    queue.close()


FALLS = """
import json, os, sys
task = json.loads(sys.stdin.readline())
for path in task["paths"]:
    print(json.dumps({"what": "reading", "path": path}), flush=True)
    if "bad" in path:
        %s
    print(json.dumps({"what": "read", "name": path}), flush=True)
print(json.dumps({"what": "through", "paths": task["paths"]}), flush=True)
print(json.dumps({"what": "ended"}), flush=True)
"""


@pytest.mark.parametrize("end", ["os._exit(9)", "import time; time.sleep(60)"], ids=["falls", "hangs"])
def test_a_file_on_which_the_reader_ends_takes_no_other_along(case_path: Path, end: str) -> None:
    queue = Intake(case_path, command=(sys.executable, "-c", FALLS % end), patience=1.0)
    queue.add(["a.txt", "bad.pdf", "z.txt"])
    assert queue.wait(20)
    items = queue.standing().batches[0].items
    assert [item.state for item in items] == ["done", "skipped", "done"]
    assert "reading it did not come to an end" in next(iter(items[1].errors.values()))
    queue.close()


def test_a_process_that_never_begins_is_given_up(case_path: Path) -> None:
    queue = Intake(case_path, command=(sys.executable, "-c", "raise SystemExit(1)"))
    queue.add(["a.txt"])
    queue.settle()
    assert queue.wait(20)
    assert "The reading process fell" in queue.standing().batches[0].error
    queue.close()


def test_what_waits_when_the_server_ends_is_read_when_it_starts_again(case_path: Path) -> None:
    slow = "import sys, time; sys.stdin.readline(); time.sleep(60)"
    queue = Intake(case_path, command=(sys.executable, "-c", slow))
    queue.folder.mkdir()
    (queue.folder / "quay.txt").write_bytes(SAYS)
    queue.add(["quay.txt"], outlet="Vale Courier")
    queue.close()
    later = Intake(case_path, command=WORKER)
    assert later.wait()
    later.close()
    with Store.open(case_path, create=False) as store:
        assert store.known("harbour-articles/quay.txt").outlet == "Vale Courier"
    assert [path.name for path in later.folder.iterdir()] == ["quay.txt"]


def test_the_worker_ends_with_the_server() -> None:
    process = subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    assert process.stdout
    process.stdin.write('{"case": "/nowhere/x.case", "paths": []}\n')
    process.stdin.close()
    assert process.wait(20) == 1
    process.stdout.close()


def test_the_command_line_reads_into_the_case_meanwhile(client: TestClient, case_path: Path) -> None:
    other = case_path.parent / "more"
    other.mkdir()
    for number in range(12):
        (other / f"{number}.txt").write_text(f"Ada Orm said that ship {number} left.\n")
    send(client, *[(f"quay{n}.txt", b"Mira Tolk said that boat %d left.\n" % n) for n in range(12)])
    code = WORKER[2].replace(
        "from rashomon.web.worker import main; sys.exit(main())", "from rashomon.cli import run;"
    )
    program = [sys.executable, "-c", f"{code} sys.exit(run(sys.argv[2:]))", WORKER[3]]
    command = subprocess.Popen([*program, "read", str(other), "--case", str(case_path)], env={**os.environ})
    while command.poll() is None or not intake(client).wait(0):
        assert client.get("/").status_code == 200
    assert command.returncode == 0
    assert intake(client).wait()
    assert len(names_in(case_path)) == 3 + 24
    with Store.open(case_path, create=False) as store:
        assert store.faults() == []
        assert not store.is_survey_stale
