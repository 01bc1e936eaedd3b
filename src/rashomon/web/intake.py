"""What was added in the browser and waits to be read: a queue, one process at a time, that can be stopped.

Verdicts wait here too: what rests on them is made anew by the same process. What waits is noted beside the
files, so that a server that was stopped goes on where it was.
"""

from __future__ import annotations

import json
import logging
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from rashomon.web.uploads import folder_of

COMMAND = (sys.executable, "-m", "rashomon.web.worker")
PATIENCE = 600.0
"""So many seconds a file may take; then it is given up."""
_KEPT = 20
_STOP_SECONDS = 5
_NOTE = ".waiting-"

State = Literal["waiting", "reading", "done", "skipped", "cancelled"]


@dataclass(slots=True)
class Item:
    """One file that was added."""

    name: str
    state: State = "waiting"
    articles: int = 0
    """How many of it are in the case."""
    errors: dict[str, str] = field(default_factory=dict)
    """Why articles of it could not be read, by name: the words of the command line."""


@dataclass(slots=True)
class Batch:
    """What was added in one go."""

    id: str
    items: list[Item]
    outlet: str | None = None
    published: str | None = None
    error: str = ""
    """Why none of the rest was read."""

    def count(self, *states: State) -> int:
        """How many of its files are in one of these states."""
        return sum(item.state in states for item in self.items)

    @property
    def is_over(self) -> bool:
        """Whether nothing of it waits any more."""
        return not self.count("waiting", "reading")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the queue is at."""

    batches: tuple[Batch, ...]
    """Newest first."""
    step: Literal["", "reading", "joining"]
    """``"joining"``: what rests on all articles is being made anew."""
    is_wanted: bool
    """It has yet to be made anew."""
    error: str = ""
    """Why it could not be."""

    @property
    def is_busy(self) -> bool:
        """Whether anything is being done or waits."""
        return bool(self.step) or self.is_wanted or any(not batch.is_over for batch in self.batches)


class Intake:
    """The queue of one case; the process is started when there is something to do."""

    def __init__(
        self, case: Path, *, command: Sequence[str] = COMMAND, patience: float = PATIENCE, start: bool = True
    ) -> None:
        self._case = case.absolute()
        self._command = command
        self._patience = patience
        self._change = threading.Condition()
        self._batches: list[Batch] = self._noted() if start else []
        self._step: Literal["", "reading", "joining"] = ""
        self._is_wanted = False
        self._error = ""
        self._is_closed = False
        self._running: Batch | None = None
        self._process: subprocess.Popen[str] | None = None
        self._thread: threading.Thread | None = None
        self._heard = 0.0
        if self._batches:
            self._wake()

    @property
    def folder(self) -> Path:
        """Where what is added is written."""
        return folder_of(self._case)

    def add(self, names: Sequence[str], *, outlet: str | None = None, published: str | None = None) -> str:
        """Read these files of the folder, when it is their turn; the id of the batch."""
        batch = Batch(secrets.token_hex(6), [Item(name) for name in dict.fromkeys(names)], outlet, published)
        self._note(batch)
        with self._change:
            over = [one for one in self._batches if one.is_over]
            for one in over[: max(0, len(self._batches) - _KEPT)]:
                self._batches.remove(one)
            self._batches.append(batch)
        self._wake()
        return batch.id

    def settle(self) -> None:
        """Make anew what rests on all articles, for a verdict was given or taken back."""
        with self._change:
            self._is_wanted = True
        self._wake()

    def cancel(self, one: str) -> bool:
        """Read no more of the batch; what was read stays. False where there is none to cancel."""
        with self._change:
            batch = next((b for b in self._batches if b.id == one and not b.is_over), None)
            if batch is None:
                return False
            for item in batch.items:
                if item.state in ("waiting", "reading"):
                    item.state = "cancelled"
            process = self._process if self._running is batch else None
            # What was read by then has to be brought together with the rest.
            self._is_wanted = True
        self._forget(batch)
        if process is not None:
            _stop(process)
        self._wake()
        return True

    def again(self, one: str) -> bool:
        """Read what was cancelled after all. False where there is nothing."""
        with self._change:
            batch = next((b for b in self._batches if b.id == one and b.count("cancelled")), None)
            if batch is None:
                return False
            for item in batch.items:
                if item.state == "cancelled":
                    item.state = "waiting"
        self._note(batch)
        self._wake()
        return True

    def standing(self) -> Standing:
        """How far everything is, as it stands now."""
        with self._change:
            return Standing(tuple(deepcopy(self._batches[::-1])), self._step, self._is_wanted, self._error)

    def wait(self, seconds: float = 60.0) -> bool:
        """Wait until nothing is left to do; whether that came about."""
        end = time.monotonic() + seconds
        with self._change:
            while self.is_busy and time.monotonic() < end:
                self._change.wait(0.1)
            return not self.is_busy

    @property
    def is_busy(self) -> bool:
        """Whether anything is being done or waits, without looking at each file."""
        return bool(self._step) or self._is_wanted or any(not batch.is_over for batch in self._batches)

    def close(self) -> None:
        """Stop; what waits is read when the case is served again."""
        with self._change:
            self._is_closed = True
            process = self._process
            self._change.notify_all()
        if process is not None:
            _stop(process)
        if self._thread is not None:
            self._thread.join(_STOP_SECONDS)

    def _wake(self) -> None:
        with self._change:
            if self._thread is None and not self._is_closed:
                self._thread = threading.Thread(target=self._serve, name="intake", daemon=True)
                self._thread.start()
            self._change.notify_all()

    def _serve(self) -> None:
        while True:
            with self._change:
                while not (job := self._next()) and not self._is_closed:
                    self._change.wait()
                if self._is_closed or job is None:
                    return
                batch, names = job
                self._running, self._is_wanted, self._error = batch, False, ""
                self._step = "reading" if names else "joining"
            try:
                self._run(batch, names)
            except OSError as error:
                self._give_up(batch, f"the reading process cannot be started ({error.strerror or error})")
            if batch is not None and batch.is_over:
                self._forget(batch)
            with self._change:
                self._step, self._running, self._process = "", None, None
                self._change.notify_all()

    def _next(self) -> tuple[Batch | None, list[str]] | None:
        """What is to be done: the files of a batch, or only what rests on all."""
        for batch in self._batches:
            if names := [item.name for item in batch.items if item.state == "waiting"]:
                return batch, names
        return (None, []) if self._is_wanted else None

    def _run(self, batch: Batch | None, names: Sequence[str]) -> None:
        """One process, from its task to its end."""
        task = {
            "case": str(self._case),
            # From the folder of the case, so that the articles' names are short and move with it.
            "paths": [f"{self.folder.name}/{name}" for name in names],
            "outlet": batch.outlet if batch else None,
            "published": batch.published if batch else None,
        }
        process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=self._case.parent,
            text=True,
            encoding="utf-8",
            # Ctrl-C ends the server, which ends this in turn.
            start_new_session=True,
        )
        with self._change:
            self._process, self._heard = process, time.monotonic()
            is_late = self._is_closed or bool(batch and not batch.count("waiting"))
        if is_late:
            _stop(process)
        watch = threading.Thread(target=self._watch, args=(process,), daemon=True)
        watch.start()
        ended = self._follow(process, task, batch)
        watch.join()
        if not ended and not self._is_closed:
            self._after_fall(batch)

    def _follow(self, process: subprocess.Popen[str], task: Mapping[str, Any], batch: Batch | None) -> bool:
        """Listen until the process ends; whether it came to an end of its own."""
        assert process.stdin
        assert process.stdout
        ended = False
        try:
            process.stdin.write(json.dumps(task) + "\n")
            process.stdin.flush()
        except BrokenPipeError:
            logging.getLogger("rashomon").error("the reading process ended before it began")
        for line in process.stdout:
            event = json.loads(line)
            with self._change:
                self._heard = time.monotonic()
                ended = ended or event["what"] in ("ended", "failed")
                self._take(event, batch)
                self._change.notify_all()
        process.wait()
        process.stdout.close()
        # Left open until now: its end tells the process that the server is gone.
        with suppress(BrokenPipeError):
            process.stdin.close()
        return ended

    def _take(self, event: Mapping[str, Any], batch: Batch | None) -> None:
        what = event["what"]
        if what in ("actors", "survey"):
            self._step = "joining"
        elif what == "failed":
            self._end(batch, event["message"])
        elif batch is not None:
            self._move(batch, event)

    def _move(self, batch: Batch, event: Mapping[str, Any]) -> None:
        what = event["what"]
        if what == "reading":
            self._step = "reading"
            self._finish(batch)
            if item := self._item(batch, event["path"]):
                item.state = "reading" if item.state == "waiting" else item.state
        elif what == "through":
            self._finish(batch)
        elif what in ("read", "replaced", "unchanged", "skipped"):
            item = self._item(batch, event["name"])
            if item and what == "skipped":
                item.errors[event["name"]] = event["message"]
            elif item:
                item.articles += 1

    def _item(self, batch: Batch, name: str) -> Item | None:
        short = name.removeprefix(f"{self.folder.name}/")
        # An article of several in a file is called FILE#NUMBER.
        return next((item for item in batch.items if item.name in (short, short.partition("#")[0])), None)

    def _finish(self, batch: Batch) -> None:
        for item in batch.items:
            if item.state == "reading":
                item.state = "done" if item.articles or not item.errors else "skipped"

    def _after_fall(self, batch: Batch | None) -> None:
        """The process fell, or took too long and was stopped: it goes on without the file it was at."""
        with self._change:
            guilty = [item for item in batch.items if item.state == "reading"] if batch else []
            for item in guilty:
                item.state = "skipped"
                name = f"{self.folder.name}/{item.name}"
                item.errors[name] = f"{name}: reading it did not come to an end. Split it, or leave it out."
            if guilty:
                self._is_wanted = True
            elif batch is None or not batch.is_over:
                self._end(batch, "The reading process fell. The terminal that serves the case says why.")

    def _give_up(self, batch: Batch | None, message: str) -> None:
        with self._change:
            self._end(batch, message)

    def _end(self, batch: Batch | None, message: str) -> None:
        logging.getLogger("rashomon").error("%s", message)
        if batch is None:
            self._error = message
            return
        batch.error = message
        for item in batch.items:
            if item.state in ("waiting", "reading"):
                item.state = "cancelled"

    def _watch(self, process: subprocess.Popen[str]) -> None:
        while process.poll() is None:
            time.sleep(min(0.2, self._patience / 4))
            with self._change:
                late = self._step == "reading" and time.monotonic() - self._heard > self._patience
            if late:
                _stop(process)

    def _note(self, batch: Batch) -> None:
        """Note what waits, for a server that is started later."""
        names = [item.name for item in batch.items if item.state == "waiting"]
        note = {"names": names, "outlet": batch.outlet, "published": batch.published}
        self.folder.mkdir(exist_ok=True)
        part = self.folder / f".part-{batch.id}"
        part.write_text(json.dumps(note), encoding="utf-8")
        part.replace(self.folder / f"{_NOTE}{batch.id}.json")

    def _forget(self, batch: Batch) -> None:
        (self.folder / f"{_NOTE}{batch.id}.json").unlink(missing_ok=True)

    def _noted(self) -> list[Batch]:
        """What waited when a server was stopped."""
        batches = []
        for path in sorted(self.folder.glob(f"{_NOTE}*.json")):
            try:
                note = json.loads(path.read_text(encoding="utf-8"))
                names = [str(name) for name in note["names"]]
                items = [Item(n) for n in names if Path(n).name == n and (self.folder / n).is_file()]
                one = path.name.removeprefix(_NOTE).removesuffix(".json")
                batches.append(Batch(one, items, note["outlet"], note["published"]))
            except (OSError, ValueError, KeyError, TypeError):
                logging.getLogger("rashomon").warning("%s is passed over: it cannot be read", path)
        return batches


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
