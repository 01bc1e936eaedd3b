"""The command line: parse, call one function, print; data to stdout, everything for people to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from rashomon.errors import ExitCode, RashomonError, UsageError

INTERRUPTED = 130
"""What a shell expects of a program stopped with Ctrl-C."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line; what comes back is the exit code."""
    _speak_utf8()
    try:
        from rashomon.cli.commands import main

        # Not main.main(): that one ends the process itself when a pipe is closed.
        with main.make_context("rashomon", list(arguments)) as context:
            code = main.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        error.show(sys.stderr)
        return int(ExitCode.WRONG_USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped. What was read so far is kept; the same command goes on from there.", err=True)
        return INTERRUPTED
    except RashomonError as error:
        click.echo(f"rashomon: {error}", err=True)
        return int(ExitCode.WRONG_USAGE if isinstance(error, UsageError) else ExitCode.NOTHING_READ)
    except BrokenPipeError:
        return _leave_quietly()
    return int(code or ExitCode.DONE)


def _speak_utf8() -> None:
    """UTF-8 whatever the locale says; half characters, which UTF-8 cannot hold, as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _leave_quietly() -> int:
    """Whoever read the output has enough of it (`| head`); Python must not try to write the rest."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(ExitCode.DONE)
