"""Commands that take articles in or out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import chdir
from pathlib import Path

import click

from rashomon.case import ReadReport, open_case
from rashomon.cli.options import article_options, case_option, parse_columns
from rashomon.cli.screen import complain, opened, progress
from rashomon.errors import ArticleError, ExitCode, RashomonError
from rashomon.records import Article
from rashomon.tell.export import as_json


@click.command(
    epilog="""\b
Examples:
  rashomon annotate article.txt
  curl -s https://example.org/story | rashomon annotate -
  rashomon annotate feed.xml | jq -r '.attributions[].speaker'
"""
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@article_options
def annotate(
    files: tuple[str, ...], outlet: str | None, published: str | None, columns: tuple[str, ...]
) -> ExitCode:
    """Print what one article says, on whose word: a JSON object a line, no case needed.

    A file with several articles (a feed, a table) gives a line for each. - reads standard input.
    Spans are [start, end) in characters of "text".
    """
    from rashomon.acquire.articles import read_articles
    from rashomon.api import annotate_articles

    found = read_articles(files, outlet=outlet, published=published, columns=parse_columns(columns))
    sound = _Sound(found)
    count = 0
    for annotation in annotate_articles(sound):
        click.echo(as_json(annotation.to_dict()))
        count += 1
    return exit_code(done=count, skipped=sound.skipped)


@click.command(
    epilog="""\b
Examples:
  rashomon read articles/ --case harbour.case
  rashomon read story.html wire.pdf feed.xml --case harbour.case
  rashomon read today.txt --outlet "Vale Courier" --published 2031-05-12 --case harbour.case
  rashomon read table.csv --column text=article_content --case harbour.case

\b
Readable are .txt .md .html .pdf .docx .eml, RSS and Atom, .jsonl .csv .tsv and folders of them.
Stopped at any moment, the case is sound; the same command goes on from there.
"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@case_option
@article_options
def read(
    paths: tuple[str, ...],
    case_path: str,
    outlet: str | None,
    published: str | None,
    columns: tuple[str, ...],
) -> ExitCode:
    """Read files and folders into a case: only what is new or changed.

    A changed file replaces what it said before. - reads standard input.
    """
    named = parse_columns(columns)
    with opened(case_path, create=True) as case:
        with progress(paths) as moves:
            report = case.read(paths, outlet=outlet, published=published, columns=named, progress=moves)
        for error in report.skipped:
            complain(error)
    click.echo(_summary(report, case_path), err=True)
    done = len(report.read) + len(report.replaced) + len(report.unchanged)
    return exit_code(done=done, skipped=len(report.skipped))


@click.command(
    epilog="""\b
Example:
  rashomon forget articles/003.txt --case harbour.case
"""
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@case_option
def forget(articles: tuple[str, ...], case_path: str) -> None:
    """Take articles out of a case, by name as `rashomon articles` lists them; nothing of them remains."""
    with opened(case_path) as case:
        for article in articles:
            case.remove(article)
            click.echo(f"forgotten: {article}", err=True)


@click.command(
    epilog="""\b
Examples:
  rashomon demo | less
  rashomon demo --format html > demo.html
"""
)
@click.option("--format", "format_", type=click.Choice(["md", "html"]), default="md", show_default=True)
def demo(format_: str) -> ExitCode:
    """Read the project's own sample case, an invented situation, and print its brief."""
    from importlib.resources import as_file, files

    from rashomon.cli.telling import print_brief

    with as_file(files("rashomon") / "sample") as sample, tempfile.TemporaryDirectory() as place:
        if not (sample / "articles").is_dir():
            raise RashomonError("the sample case is missing", hint="Install Rashomon again.")
        # From within its folder, so that the articles' names are short.
        with chdir(sample), open_case(Path(place) / "sample.case") as case:
            with progress(["articles"]) as moves:
                report = case.read(["articles"], progress=moves)
            print_brief(case, format_, None, skipped=report.skipped)
        for error in report.skipped:
            complain(error)
    return exit_code(done=len(report.read), skipped=len(report.skipped))


def exit_code(*, done: int, skipped: int) -> ExitCode:
    """What the command leaves with after ``done`` articles were read and ``skipped`` were not."""
    if not skipped:
        return ExitCode.DONE
    return ExitCode.SOME_SKIPPED if done else ExitCode.NOTHING_READ


def _summary(report: ReadReport, case_path: str) -> str:
    counts = {
        "read": report.read,
        "changed and read again": report.replaced,
        "unchanged": report.unchanged,
        "no longer in their file and removed": report.removed,
        "skipped": report.skipped,
    }
    told = ", ".join(f"{len(names)} {what}" for what, names in counts.items() if names) or "no articles"
    return f"{told}. See them: rashomon brief --case {case_path}"


class _Sound:
    """The articles that could be read; the errors among them are told and counted."""

    def __init__(self, found: Iterable[Article | ArticleError]) -> None:
        self._found = found
        self.skipped = 0

    def __iter__(self) -> Iterator[Article]:
        for one in self._found:
            if isinstance(one, ArticleError):
                self.skipped += 1
                complain(one)
            else:
                yield one
