"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

Command = Callable[..., Any]

case_option = click.option(
    "--case",
    "case_path",
    required=True,
    envvar="RASHOMON_CASE",
    show_envvar=True,
    metavar="CASE",
    help="The case, a file such as harbour.case.",
)

output_option = click.option(
    "--output",
    "output_path",
    metavar="FILE",
    help="Write to FILE, which appears only when it is whole. Otherwise to stdout.",
)


def article_options(command: Command) -> Command:
    """What the user knows of the articles and the files do not say."""
    for option in (
        click.option(
            "--column",
            "columns",
            multiple=True,
            metavar="PART=NAME",
            help="In tables: which column is the text, title, outlet, url or published. May be repeated.",
        ),
        click.option(
            "--published", metavar="DATE", help="When they came out, where they do not say: 2031-05."
        ),
        click.option("--outlet", metavar="NAME", help="Who published them, where they do not say."),
    ):
        command = option(command)
    return command


def parse_columns(columns: tuple[str, ...]) -> dict[str, str] | None:
    """``PART=NAME`` pairs as a dict; None where none was given."""
    pairs = [column.partition("=") for column in columns]
    for part, sign, name in pairs:
        if not (part and sign and name):
            raise click.BadParameter(
                "write it as PART=NAME, e.g. text=article_content", param_hint="--column"
            )
    return {part: name for part, _, name in pairs} or None
