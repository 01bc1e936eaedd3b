"""What the command line knows of the terminal: its width, its colours, progress, files written whole."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from rashomon.case import Case, Progress, Upgrading, file_of, open_case
from rashomon.errors import ArticleError, UsageError
from rashomon.tell.passage import Light, Role, bracket

# What is done once for all articles, in words for the bar.
_ACROSS = {"actors": "who is who", "survey": "who backs and who contradicts whom"}


def table_width() -> int | None:
    """The columns of the terminal; None where the output is piped."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def light() -> Light:
    """How evidence is lit: in colour on a terminal, between marks elsewhere or where NO_COLOR is set."""
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        return _colour
    return bracket


def _colour(words: str, role: Role) -> str:
    if role == "source":
        return click.style(words, fg="cyan", bold=True)
    if role == "cue":
        return click.style(words, fg="yellow", bold=True)
    return click.style(words, underline=True) if role == "content" else words


def complain(error: ArticleError) -> None:
    """Name on stderr what could not be read, why, and what to do."""
    click.echo(f"skipped {error}", err=True)


@contextmanager
def progress(paths: Sequence[str]) -> Iterator[Progress | None]:
    """A bar over the files on stderr, if that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rashomon.acquire.folders import list_files

    count = sum(1 for _ in list_files(paths))
    with click.progressbar(length=count, label="Reading", file=sys.stderr, item_show_func=_shown) as bar:
        yield _bar_mover(bar.update)


def _bar_mover(update: Callable[[int, str | None], None]) -> Progress:
    met: set[str] = set()

    def move(what: str, name: str) -> None:
        file = file_of(name)
        step = int(what not in _ACROSS and file not in met)
        met.add(file)
        update(step, _ACROSS.get(what, name))

    return move


def opened(path: str, *, create: bool = False) -> Case:
    """The case at ``path``; where an older version read it, what is done about that is told on stderr.

    Raises:
        CaseError: It is missing, is not a case, was made by a newer version or cannot be opened.
    """
    return open_case(path, create=create, upgrading=_tell_upgrade(path))


def _tell_upgrade(path: str) -> Upgrading:
    step = 10

    def tell(done: int, count: int) -> None:
        if not done:
            articles = f"{count} article{'s' * (count != 1)}"
            click.echo(
                f"{path} was read by an older Rashomon, which knew no events, stances, times and places. "
                f"Reading its {articles} anew, from the text in the case; stopped, the next command goes on.",
                err=True,
            )
        elif sys.stderr.isatty():
            click.echo(f"\r{done} of {count}" + "\n" * (done == count), err=True, nl=False)
        elif done * step // count > (done - 1) * step // count:
            click.echo(f"{done} of {count}", err=True)

    return tell


def _shown(name: str | None) -> str:
    return "" if name is None else name[-40:]


@contextmanager
def output(path: str | None) -> Iterator[BinaryIO]:
    """A file to write bytes to: standard output, or ``path``, which appears only when it is whole.

    Raises:
        UsageError: Nothing can be written at ``path``.
    """
    if path is None or path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    try:
        number, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror})", hint="Choose another place."
        ) from error
    try:
        with os.fdopen(number, "wb") as file:
            yield file
        _take_place(Path(name), target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _take_place(written: Path, target: Path) -> None:
    """Move the whole file to its place, with the rights a new file has."""
    mask = os.umask(0)
    os.umask(mask)
    written.chmod(0o666 & ~mask)
    try:
        written.replace(target)
    except OSError as error:
        raise UsageError(
            f"{target} cannot be written ({error.strerror})", hint="Choose another place."
        ) from error
