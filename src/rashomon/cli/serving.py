"""The command that opens a case in a browser."""

from __future__ import annotations

import click

from rashomon.cli.options import case_option
from rashomon.cli.screen import opened
from rashomon.errors import UsageError

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command(
    epilog="""\b
Examples:
  rashomon serve --case harbour.case
  rashomon serve --case harbour.case --port 8080
  RASHOMON_PASSWORD=... rashomon serve --case harbour.case --host 192.0.2.7

\b
Only this machine can reach it, unless --host names another address; then a password is asked for.
The case may be read into meanwhile; pages show what is there when they are asked for.
"""
)
@case_option
@click.option("--port", type=click.IntRange(0, 65535), default=8484, show_default=True, help="0: any free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--password",
    envvar="RASHOMON_PASSWORD",
    show_envvar=True,
    help="What a browser has to know; needed with --host. Give it by the environment.",
)
def serve(case_path: str, port: int, host: str, password: str | None) -> None:
    """Open a case in a browser: what is contested, who stands where, the exact words for each."""
    if host not in _LOOPBACK and not password:
        raise UsageError(
            f"other machines could reach {host}", hint="Set RASHOMON_PASSWORD, or leave --host away."
        )
    # Brought up to date first, while there is a terminal to say so.
    with opened(case_path):
        pass
    from rashomon.web.serving import serve_case

    serve_case(case_path, (host, port), password=password, tell=lambda words: click.echo(words, err=True))
