"""Commands that look something up in a case."""

from __future__ import annotations

import click

from rashomon.cli.options import case_option
from rashomon.cli.screen import light, opened, table_width
from rashomon.store.store import Store


@click.command(
    epilog="""\b
Example:
  rashomon articles --case harbour.case
"""
)
@case_option
def articles(case_path: str) -> None:
    """List the articles of a case: outlet, date, words, claims, title."""
    from rashomon.tell.tables import article_table, draw

    with opened(case_path) as case:
        click.echo(draw(article_table(case.articles()), width=table_width()), nl=False)


@click.command(
    epilog="""\b
Examples:
  rashomon claims --case harbour.case --about Vey
  rashomon claims --case harbour.case --by Tolk --in 003
  rashomon claims --case harbour.case | cut -f 3,5

\b
A table on a terminal; tab-separated, with a head line and full ids, where it is piped.
"""
)
@case_option
@click.option("--about", metavar="NAME", help="Whose content mentions NAME, in any of its spellings.")
@click.option("--by", metavar="NAME", help="That reach us through NAME: speaker, agency or outlet.")
@click.option("--in", "in_article", metavar="ARTICLE", help="In one article: its name, or its file name.")
def claims(case_path: str, about: str | None, by: str | None, in_article: str | None) -> None:
    """List claims: who says so, how it stands, what is said."""
    from rashomon.tell.tables import claim_table, draw

    width = table_width()
    with opened(case_path) as case:
        rows = case.claims(about=about, by=by, in_article=in_article)
        names = [row.article for row in case.articles()]
        if rows or width is None:
            click.echo(draw(claim_table(rows, names, is_short=width is not None), width=width), nl=False)
        if not rows:
            click.echo(_nothing(case.store, about, by), err=True)


@click.command(
    epilog="""\b
Examples:
  rashomon actors --case harbour.case
  rashomon actors --case harbour.case --why
"""
)
@case_option
@click.option("--why", is_flag=True, help="Add why the spellings were taken for one.")
def actors(case_path: str, why: bool) -> None:
    """List who is who: name, kind, articles, and every spelling with its count."""
    from rashomon.tell.tables import actor_table, draw

    with opened(case_path) as case:
        rows = case.actors()
        names = {row.id: row.name for row in rows}
        click.echo(draw(actor_table(rows, names, with_why=why), width=table_width()), nl=False)


@click.command(
    epilog="""\b
Examples:
  rashomon show 4f2a90c1 --case harbour.case
  NO_COLOR=1 rashomon show 4f2a --case harbour.case
"""
)
@click.argument("claim", metavar="CLAIM")
@case_option
def show(claim: str, case_path: str) -> None:
    """Show one claim in its article: source, cue and content lit, the chain of voices drawn.

    CLAIM is an id as `rashomon claims` lists it, or enough of its beginning.
    """
    from rashomon.tell.passage import show_claim

    with opened(case_path) as case:
        click.echo(show_claim(case.store, case.store.claim(claim), light()), nl=False)


def _nothing(store: Store, about: str | None, by: str | None) -> str:
    told = ["no such claims"]
    for words in (about, by):
        if words and not store.actors_called(words):
            near = store.names_near(words)
            hint = f"near it: {', '.join(near)}" if near else "see: rashomon actors"
            told.append(f"nobody in the case is called {words} ({hint})")
    return "; ".join(told)
