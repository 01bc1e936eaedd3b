"""Rows as tables: fitted to the terminal, or one tab-separated line each where they are piped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rashomon.store.rows import ActorRow, ArticleRow, ClaimRow, JudgementRow
from rashomon.tell.wording import (
    label_articles,
    merge_reasons,
    plain,
    speaker_words,
    standing_words,
    with_marks,
)

# The text of a claim gets what the other columns leave, but never less than this.
_LEAST = 24
_ID = 8
_DAY = 10
Lines = tuple[Sequence[str], list[list[str]]]


def article_table(articles: Sequence[ArticleRow]) -> Lines:
    """Name, outlet, date, words, claims and title of each article."""
    head = ("article", "outlet", "published", "words", "claims", "title")
    return head, [
        [
            plain(row.article),
            plain(row.outlet or "not stated"),
            row.published or "not stated",
            str(row.words),
            str(row.claims),
            plain(row.title or "") + (" (opinion)" if row.opinion else ""),
        ]
        for row in articles
    ]


def claim_table(claims: Iterable[ClaimRow], names: Sequence[str], *, is_short: bool) -> Lines:
    """Id, article, chain of voices, standing and words of each claim."""
    labels = label_articles(names)
    head = ("claim", "article", "who says so", "how", "what")
    rows = []
    for claim in claims:
        label = labels.get(claim.article, claim.article)
        quoted = with_marks(plain(claim.text)) if claim.quotation == "direct" else plain(claim.text)
        rows.append(
            [
                claim.id[:_ID] if is_short else claim.id,
                label if is_short else plain(claim.article),
                speaker_words(claim, label),
                standing_words(claim),
                quoted,
            ]
        )
    return head, rows


def actor_table(actors: Sequence[ActorRow], names: Mapping[str, str], *, with_why: bool) -> Lines:
    """Name, kind, articles, mentions, spellings, ties and, if asked for, the reasons of the merges."""
    head = ["actor", "kind", "articles", "mentions", "spelled", "tied to"] + ["why one"] * with_why
    return head, [
        [
            plain(row.name),
            row.kind,
            str(row.articles),
            str(row.mentions),
            ", ".join(f"{plain(name.text)} {name.count}" for name in row.names),
            ", ".join(f"{tie.relation} {plain(names.get(tie.actor, tie.actor))}" for tie in row.ties),
        ]
        + [" · ".join(merge_reasons(row))] * with_why
        for row in actors
    ]


def judgement_table(rows: Sequence[JudgementRow], *, is_short: bool) -> Lines:
    """Id, date, person, what it is about, verdict, because, undone of each verdict."""
    head = ("id", "date", "person", "what about", "verdict", "because", "undone")
    return head, [
        [
            row.id[:_ID] if is_short else row.id,
            row.given[:_DAY] if is_short else row.given,
            plain(row.person or ""),
            plain(" · ".join(row.about)),
            row.verdict,
            plain(row.because or ""),
            _undone(row, is_short=is_short),
        ]
        for row in rows
    ]


def _undone(row: JudgementRow, *, is_short: bool) -> str:
    if row.undone:
        return row.undone[:_DAY] if is_short else row.undone
    return "" if row.applies else "not in the case now"


def draw(lines: Lines, *, width: int | None) -> str:
    """The table as text: fitted to ``width`` columns, or tab-separated where ``width`` is None."""
    head, rows = lines
    if width is None:
        return "".join("\t".join(row) + "\n" for row in [head, *rows])
    from tabulate import tabulate

    table = tabulate(
        rows, headers=head, tablefmt="simple", maxcolwidths=_widths(head, rows, width), disable_numparse=True
    )
    return f"{table}\n"


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide each column may be: what it needs, the widest ones sharing what is left."""
    # tabulate gives a head two more than its length.
    needs = [
        max(len(title) + 2, *(len(cell) for cell in column))
        for title, *column in zip(head, head, *rows, strict=True)
    ]
    room = width - 2 * (len(needs) - 1)
    widths = list(needs)
    while sum(widths) > room and max(widths) > _LEAST:
        widest = widths.index(max(widths))
        widths[widest] = max(_LEAST, widths[widest] - max(1, (sum(widths) - room) // 2))
    return [max(1, value) for value in widths]
