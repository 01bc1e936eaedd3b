"""Commands that give a whole case out, or tell how far it can be trusted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.options import case_option, output_option
from rashomon.cli.screen import opened, output
from rashomon.errors import ExitCode, UsageError
from rashomon.tell.export import ALL_FORMATS, check_format, fitting, write_export
from rashomon.tell.formats.catalogue import format_help

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.case import Case
    from rashomon.errors import ArticleError


@click.command(
    epilog=f"""\b
Formats beside jsonl, csv and parquet, what each is for, and what reads it:
{format_help()}

\b
Examples:
  rashomon export claims --case harbour.case
  rashomon export claims --case harbour.case --format csv --output claims.csv
  rashomon export network --case harbour.case --format gexf --output harbour.gexf
  rashomon export actors --case harbour.case | jq -r .name
  rashomon export stances --case harbour.case | jq -r 'select(.sign < 0) | .holder + " -> " + .target'
"""
)
@click.argument("kind", metavar="KIND")
@case_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(ALL_FORMATS),
    metavar="FORMAT",
    help="jsonl, csv, parquet or one of those below. Otherwise jsonl, or the first that KIND can be had in.",
)
@output_option
def export(kind: str, case_path: str, format_: str | None, output_path: str | None) -> None:
    """What a case holds, as data.

    KIND is articles, claims, actors, mentions, events, stances (who is for or against whom),
    predictions, propositions, origins, versions or judgements (what people decided); network, copies,
    timeline or brief in the formats of other tools.

    dossier is the pages of `rashomon serve` as one HTML file that opens without a server.

    In csv a value that holds others is JSON text, and text that a spreadsheet would take for a formula has
    an apostrophe before it. Spans are [start, end) in characters of the article.
    """
    if kind == "dossier":
        if format_:
            raise UsageError("dossier is always one HTML file", hint="Leave --format out.")
        _export_dossier(case_path, output_path)
        return
    chosen = format_ or fitting(kind)[0]
    check_format(kind, chosen)
    with opened(case_path) as case, output(output_path) as file:
        write_export(case.store, kind, chosen, file)


@click.command(
    epilog="""\b
Examples:
  rashomon brief --case harbour.case | less
  rashomon brief --case harbour.case --format html --output harbour.html
"""
)
@case_option
@click.option("--format", "format_", type=click.Choice(["md", "html"]), default="md", show_default=True)
@output_option
def brief(case_path: str, format_: str, output_path: str | None) -> None:
    """Who claims what, on whose word, for somebody who has not read the articles.

    Every line is compiled from the ledger and ends in its place: [003 ¶5] is the fifth paragraph of
    article 003. html is one file that needs no network; its places lead to the words.
    """
    with opened(case_path) as case:
        print_brief(case, format_, output_path)


@click.command(
    epilog="""\b
Example:
  rashomon check --case harbour.case
"""
)
@case_option
def check(case_path: str) -> ExitCode:
    """Walk through a case: is the file sound, does every claim reach characters of its article?"""
    with opened(case_path) as case:
        faults = case.store.faults()
        count = sum(row.claims for row in case.articles())
    for fault in faults:
        click.echo(fault)
    if not faults:
        click.echo(f"{case_path} is sound: {count} claims, each reaches its words.")
    return ExitCode.NOTHING_READ if faults else ExitCode.DONE


@click.command(
    epilog="""\b
Examples:
  rashomon selftest
  rashomon selftest my-key     a folder of your own, with articles/ and key.yaml in the form of the sample's
"""
)
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The figures as data.")
def selftest(folder: Path | None, as_json: bool) -> None:
    """Read the sample case, compare with its key, and print precision, recall and F1 of every step."""
    import json

    from rashomon.selftest import as_dict, render, run_selftest

    report = run_selftest(folder=folder)
    click.echo(json.dumps(as_dict(report), ensure_ascii=False, indent=2) if as_json else render(report))


def _export_dossier(case_path: str, output_path: str | None) -> None:
    from rashomon.web.one_file import write_dossier

    with opened(case_path) as case, output(output_path) as file:
        for part in write_dossier(case.path):
            file.write(part.encode("utf-8", "backslashreplace"))


def print_brief(case: Case, format_: str, path: str | None, *, skipped: Sequence[ArticleError] = ()) -> None:
    """Write the brief of a case to ``path`` or standard output."""
    from rashomon.tell.brief import compose_brief

    composed = compose_brief(case.store, skipped=[(error.name, str(error)) for error in skipped])
    if format_ == "html":
        from rashomon.tell.as_html import render_html

        text = render_html(composed)
    else:
        from rashomon.tell.as_markdown import render_markdown

        text = render_markdown(composed)
    with output(path) as file:
        file.write(text.encode("utf-8", "backslashreplace"))
