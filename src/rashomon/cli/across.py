"""Commands that show what was found across the articles of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rashomon.cli.options import case_option
from rashomon.cli.screen import opened, table_width

if TYPE_CHECKING:
    from collections.abc import Callable

    from rashomon.store.store import Store
    from rashomon.tell.brief import Section
    from rashomon.tell.shelf import Shelf

    Compose = Callable[[Store, Shelf], Section]


@click.command(
    epilog="""\b
Examples:
  rashomon propositions --case harbour.case
  rashomon propositions 4f2a90c1 --case harbour.case
"""
)
@click.argument("proposition", metavar="[PROPOSITION]", required=False)
@case_option
def propositions(proposition: str | None, case_path: str) -> None:
    """What claims of several mouths say in common: who is for it, who against, from how many origins.

    With the id of one, or its beginning: every claim in it with its words.
    """
    from rashomon.tell.propositions import proposition_table, show_proposition
    from rashomon.tell.tables import draw

    width = table_width()
    with opened(case_path) as case:
        if proposition:
            click.echo(show_proposition(case.store, proposition), nl=False)
        else:
            rows = proposition_table(case.store, is_short=width is not None)
            click.echo(draw(rows, width=width), nl=False)


@click.command(
    epilog="""\b
Example:
  rashomon contested --case harbour.case
"""
)
@case_option
def contested(case_path: str) -> None:
    """What is contested, and who stands where: for, against, hedged, each with its words."""
    from rashomon.tell.listing import ALL, list_contested

    _show(case_path, lambda store, shelf: list_contested(store, shelf, limit=ALL))


@click.command(
    epilog="""\b
Example:
  rashomon versions --case harbour.case
"""
)
@case_option
def versions(case_path: str) -> None:
    """The versions that hold together: what holds, what falls and by what, who backs them."""
    from rashomon.tell.listing import ALL, list_versions

    _show(case_path, lambda store, shelf: list_versions(store, shelf, limit=ALL))


@click.command(
    epilog="""\b
Example:
  rashomon predictions --case harbour.case
"""
)
@case_option
def predictions(case_path: str) -> None:
    """What was predicted, on what condition, and what came of it."""
    from rashomon.tell.listing import ALL, list_predictions

    _show(case_path, lambda store, shelf: list_predictions(store, shelf, limit=ALL))


@click.command(
    epilog="""\b
Example:
  rashomon sources --case harbour.case
"""
)
@case_option
def sources(case_path: str) -> None:
    """What came of what each voice and outlet said, and which articles copy which."""
    from rashomon.tell.propositions import copy_table, source_table
    from rashomon.tell.tables import draw

    width = table_width()
    with opened(case_path) as case:
        survey = case.survey()
        names = [row.article for row in case.articles()]
        click.echo(draw(source_table(survey.records), width=width), nl=False)
        if survey.copies:
            click.echo()
            click.echo(draw(copy_table(survey.copies, names), width=width), nl=False)


@click.command(
    epilog="""\b
Example:
  rashomon network --case harbour.case
"""
)
@case_option
def network(case_path: str) -> None:
    """Who is for and against whom, according to whom; what is disputed, what fits no two sides."""
    from rashomon.tell.propositions import balance_words, network_table
    from rashomon.tell.tables import draw

    with opened(case_path) as case:
        found = case.survey().network
        names = {row.id: row.name for row in case.actors()}
        click.echo(draw(network_table(found, names), width=table_width()), nl=False)
        if found.balance:
            click.echo(balance_words(found.balance, names), err=True)


@click.command(
    epilog="""\b
Examples:
  rashomon diff --since 2031-05-12 --case harbour.case
  rashomon diff --since wire/014.txt --case harbour.case
"""
)
@click.option("--since", required=True, metavar="DATE|ARTICLE", help="The first day or article that is new.")
@case_option
def diff(since: str, case_path: str) -> None:
    """What later articles changed: contradicted, settled, hardened, told by more, told for the first time.

    The case is judged anew without the articles from the one named on, so this takes as long as reading them.
    """
    from rashomon.tell.as_markdown import render_section
    from rashomon.tell.brief import check_lines
    from rashomon.tell.changing import change_sections, count_changes
    from rashomon.tell.shelf import Shelf
    from rashomon.tell.wording import label_articles, plain

    with opened(case_path) as case, case.store.snapshot():
        found = case.changes(since)
        labels = label_articles(case.store.names())
        sections = change_sections(found, Shelf(case.store, labels))
        check_lines(
            [line for one in sections for group in one.groups for line in group.lines], case.store.text
        )
        click.echo(f"# What {len(found.articles)} articles changed, from {plain(since)} on")
        for section in sections:
            click.echo("\n".join(["", f"## {section.title}", *render_section(section)]))
        click.echo(count_changes(found) or "Nothing changed.", err=True)
        if found.undated:
            told = ", ".join(labels[name] for name in found.undated[:10])
            click.echo(f"Taken for earlier ones, as their dates do not tell: {told}", err=True)


def _show(case_path: str, compose: Compose) -> None:
    """Print one section of the brief, whole; its words are checked as a brief's are."""
    from rashomon.tell.as_markdown import render_section
    from rashomon.tell.brief import check_lines
    from rashomon.tell.shelf import Shelf
    from rashomon.tell.wording import label_articles

    with opened(case_path) as case, case.store.snapshot():
        labels = label_articles([row.article for row in case.articles()])
        section = compose(case.store, Shelf(case.store, labels))
        lines = [line for group in section.groups for line in group.lines]
        check_lines(lines, case.store.text)
        told = "\n".join(render_section(section)) if section.groups else "\nNothing of the kind was found."
        click.echo(f"# {section.title}\n{told}")
