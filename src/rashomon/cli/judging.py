"""Commands by which a person decides what the program could not, or decided wrongly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from rashomon.cli.options import case_option
from rashomon.cli.screen import opened, table_width

_ID = 8


def _verdict_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option(
            "--by", "person", metavar="PERSON", help="Who says so; the user logged in, if not given."
        ),
        click.option("--because", metavar="TEXT", help="Why, for whoever reads it later."),
        case_option,
    ):
        command = option(command)
    return command


@click.group(
    epilog="""\b
Examples:
  rashomon judge same "Orlan Vey" "General Wey" --case harbour.case --because "one man, see 003"
  rashomon judge different "Ilan Brem@003" "Ilan Brem@007" --case harbour.case
  rashomon judge opposed 4f2a90c1 77b0 --case harbour.case
  rashomon judge settle 90ce yes --because "the dam broke on 3 May, see 012" --case harbour.case
  rashomon judge list --case harbour.case
  rashomon judge undo 3d41 --case harbour.case

\b
Claims and predictions are given by id, or enough of its beginning; articles by name; actors by name in any
spelling. Where several are called so, NAME@ARTICLE is the one of that article.
"""
)
def judge() -> None:
    """Decide yourself: your word wins over what was inferred, is kept apart from it, and can be undone."""


@judge.command()
@click.argument("one", metavar="ACTOR|CLAIM")
@click.argument("other", metavar="ACTOR|CLAIM")
@_verdict_options
def same(one: str, other: str, case_path: str, because: str | None, person: str | None) -> None:
    """Two actors are one, or two claims say the same."""
    _give(case_path, "same", (one, other), because, person)


@judge.command()
@click.argument("one", metavar="ACTOR")
@click.argument("other", metavar="ACTOR")
@_verdict_options
def different(one: str, other: str, case_path: str, because: str | None, person: str | None) -> None:
    """Two actors are not one; where names had joined them, they come apart.

    To move the bearer of a name in one article from one actor to another: first different, then same.
    """
    _give(case_path, "different", (one, other), because, person)


@judge.command()
@click.argument("one", metavar="CLAIM")
@click.argument("other", metavar="CLAIM")
@_verdict_options
def opposed(one: str, other: str, case_path: str, because: str | None, person: str | None) -> None:
    """Two claims cannot both be so."""
    _give(case_path, "opposed", (one, other), because, person)


@judge.command()
@click.argument("one", metavar="CLAIM")
@click.argument("other", metavar="CLAIM")
@_verdict_options
def unrelated(one: str, other: str, case_path: str, because: str | None, person: str | None) -> None:
    """Two claims neither say the same nor the opposite."""
    _give(case_path, "unrelated", (one, other), because, person)


@judge.command()
@click.argument("one", metavar="ARTICLE")
@click.argument("other", metavar="ARTICLE")
@_verdict_options
def copy(one: str, other: str, case_path: str, because: str | None, person: str | None) -> None:
    """One of two articles took its text from the other, or both from a third."""
    _give(case_path, "copy", (one, other), because, person)


@judge.command()
@click.argument("one", metavar="ARTICLE")
@click.argument("other", metavar="ARTICLE")
@_verdict_options
def independent(one: str, other: str, case_path: str, because: str | None, person: str | None) -> None:
    """Neither of two articles took its text from the other."""
    _give(case_path, "independent", (one, other), because, person)


@judge.command()
@click.argument("prediction", metavar="PREDICTION")
@click.argument("outcome", type=click.Choice(["yes", "no", "void"]))
@case_option
@click.option("--because", metavar="TEXT", required=True, help="What shows it.")
@click.option("--by", "person", metavar="PERSON", help="Who says so; the user logged in, if not given.")
def settle(prediction: str, outcome: str, case_path: str, because: str, person: str | None) -> None:
    """A prediction came true, did not, or (void) can no longer do either."""
    _give(case_path, outcome, (prediction,), because, person)


@judge.command()
@click.argument("judgement", metavar="ID")
@case_option
def undo(judgement: str, case_path: str) -> None:
    """Take a verdict back; it stays listed, with the day."""
    with opened(case_path) as case:
        row = case.undo(judgement)
    click.echo(f"undone {row.id[:_ID]}: {row.says}", err=True)


@judge.command(name="list")
@case_option
def list_(case_path: str) -> None:
    """List all verdicts: id, date, person, what about, verdict, because, undone.

    A table on a terminal; tab-separated, with a head line and full ids, where it is piped.
    """
    from rashomon.tell.tables import draw, judgement_table

    width = table_width()
    with opened(case_path) as case:
        rows = case.judgements()
    if rows or width is None:
        click.echo(draw(judgement_table(rows, is_short=width is not None), width=width), nl=False)
    if not rows:
        click.echo("nobody has judged anything yet; see: rashomon judge --help", err=True)


def _give(path: str, verdict: str, about: tuple[str, ...], because: str | None, person: str | None) -> None:
    with opened(path) as case:
        before = {row.id for row in case.judgements()}
        row = case.judge(verdict, *about, because=because, person=person)
    told = f"judged before, {row.id[:_ID]}" if row.id in before else f"judged {row.id[:_ID]}"
    click.echo(f"{told}: {row.says}", err=True)
    click.echo(f"Take it back: rashomon judge undo {row.id[:_ID]} --case {path}", err=True)
