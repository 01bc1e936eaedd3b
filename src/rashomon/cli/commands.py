"""The command ``rashomon`` and what it leads to; a command's own code loads when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from rashomon.version import __version__

_HOMES = {
    "annotate": "reading",
    "read": "reading",
    "forget": "reading",
    "demo": "reading",
    "articles": "asking",
    "claims": "asking",
    "actors": "asking",
    "show": "asking",
    "contested": "across",
    "propositions": "across",
    "versions": "across",
    "predictions": "across",
    "sources": "across",
    "network": "across",
    "diff": "across",
    "judge": "judging",
    "serve": "serving",
    "export": "telling",
    "brief": "telling",
    "check": "telling",
    "selftest": "telling",
}
_SUMMARIES = {
    "annotate": "What one article says, on whose word: a JSON object each.",
    "read": "Read articles into a case: only what is new or changed.",
    "forget": "Take articles out of a case.",
    "demo": "Read the sample case and show its brief.",
    "articles": "List the articles of a case.",
    "claims": "List claims: about somebody, by somebody, in an article.",
    "actors": "List who is who, with every spelling.",
    "show": "Show one claim in its article, with its chain of voices.",
    "contested": "What is contested, and who stands where.",
    "propositions": "What claims say in common: who for, who against, from how many origins.",
    "versions": "The versions that hold together, and who backs them.",
    "predictions": "What was predicted, and what came of it.",
    "sources": "What came of what each source said; who copies whom.",
    "network": "Who is for and against whom, according to whom.",
    "diff": "What later articles changed: contradicted, settled, hardened, new.",
    "judge": "Your own verdicts: same, different, opposed, copy, settle, undo.",
    "serve": "The case in a browser, on this machine.",
    "export": "Claims, events, stances, predictions, actors ... as data.",
    "brief": "Who claims what, for somebody who has not read the articles.",
    "check": "Walk through a case: does every claim reach its words?",
    "selftest": "Error rates of this program on its sample case.",
}
# Several lines are one paragraph each.
_EXAMPLES = """\b
Examples:
  rashomon demo
  rashomon read articles/ --case harbour.case
  rashomon brief --case harbour.case
  rashomon claims --case harbour.case --about "Orlan Vey"
  rashomon annotate article.txt | python -m json.tool

\b
Exit codes: 0 done, 1 nothing could be read, 2 wrong usage,
3 some articles were skipped (each is named on stderr, with why).
"""


class _LazyGroup(click.Group):
    """Commands that are imported when they are called, so that help is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _HOMES:
            return None
        command = getattr(import_module(f"rashomon.cli.{_HOMES[cmd_name]}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_SUMMARIES.items()))


@click.group(
    cls=_LazyGroup,
    epilog=_EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "--version", "-V", message="rashomon %(version)s")
def main() -> None:
    """Who claims what, on whose word, how surely, across many articles.

    Rashomon reads articles about one contested situation into a case, one file, and keeps the ledger:
    every claim with its words, its chain of voices and how it stands.
    """
