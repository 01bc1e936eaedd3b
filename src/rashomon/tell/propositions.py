"""Propositions, sources, copies and the network as tables; one proposition with all its claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.errors import CaseError
from rashomon.findings import Balance, Copy, Network, Proposition, SourceRecord
from rashomon.store.store import Store
from rashomon.tell.as_markdown import escape, render_line
from rashomon.tell.brief import check_lines
from rashomon.tell.disputes import count_words, sides_of
from rashomon.tell.shelf import Shelf
from rashomon.tell.tables import Lines
from rashomon.tell.wording import label_articles, plain

_ID = 8
_SIGNS = {1: "for", -1: "against", 0: "disputed"}


def proposition_table(store: Store, *, is_short: bool) -> Lines:
    """Id, what is contested about it, who stands where, and the words of each proposition."""
    head = ("proposition", "contested", "claims and origins", "what")
    return head, [
        [
            one.id[:_ID] if is_short else one.id,
            (one.conflict or "") + (" (open)" if one.is_open else ""),
            count_words(one),
            plain(one.text),
        ]
        for one in store.survey().propositions
    ]


def show_proposition(store: Store, prefix: str) -> str:
    """One proposition with every claim in it, and why the program took it in.

    Raises:
        CaseError: None starts with ``prefix``, or more than one.
    """
    with store.snapshot():
        found = [one for one in store.survey().propositions if one.id.startswith(prefix.casefold())]
        if len(found) != 1 or not prefix:
            what = "no proposition starts" if not found else f"{len(found)} propositions start"
            raise CaseError(f"{what} with {prefix!r}", hint="List them with: rashomon propositions")
        shelf = Shelf(store, label_articles([row.article for row in store.articles()]))
        return "\n".join(_shown(found[0], shelf, store)) + "\n"


def _shown(proposition: Proposition, shelf: Shelf, store: Store) -> list[str]:
    reasons = {member.claim: member for member in proposition.members}
    told = [f"# {escape(proposition.text)}", "", count_words(proposition)]
    told += [f"origins: {escape(proposition.support.why)}"] if proposition.support.why else []
    told += [f"contested: {proposition.conflict}"] if proposition.conflict else []
    for side, ids in sides_of(proposition).items():
        if not ids:
            continue
        told += ["", f"## {side.capitalize()}", ""]
        lines = [shelf.line(one) for one in ids]
        check_lines(lines, store.text)
        for line in lines:
            member = reasons[line.claim]
            net = "" if member.score_net is None else f", net {member.score_net:.2f}"
            why = f"; {escape(member.reason)}" if member.reason else ""
            doubt = "; open whether it is about this" if member.is_open else ""
            told.append(render_line(line, is_named=True))
            told.append(f"  - taken in by its frame {member.score_frame:.2f}{net}{why}{doubt}")
    return told


def source_table(records: Sequence[SourceRecord]) -> Lines:
    """What came of what each source said."""
    head = (
        "source",
        "kind",
        "claims",
        "shared",
        "confirmed",
        "contradicted",
        "alone",
        "later right",
        "right",
    )
    return head, [
        [
            plain(row.name),
            row.kind,
            *(str(n) for n in (row.claims, row.shared, row.confirmed, row.contradicted, row.alone)),
            str(row.later_right),
            _reliability(row),
        ]
        for row in records
    ]


def _reliability(row: SourceRecord) -> str:
    if row.reliability is None:
        return row.basis or "not enough overlap to say"
    low, middle, high = (f"{100 * share:.0f}" for share in row.reliability)
    return f"{middle} % ({low} to {high}; {row.basis})"


def copy_table(copies: Sequence[Copy], names: Sequence[str]) -> Lines:
    """Which article took what from which, and what shows it."""
    labels = label_articles(names)
    head = ("article", "took from", "how", "share", "sure", "direction", "why")
    return head, [
        [
            labels.get(copy.child, copy.child),
            labels.get(copy.parent, copy.parent),
            copy.kind,
            f"{100 * copy.containment:.0f} %",
            f"{copy.score:.2f}",
            f"{copy.direction:.2f}",
            plain(copy.reason),
        ]
        for copy in copies
    ]


def network_table(network: Network, names: Mapping[str, str]) -> Lines:
    """Who is for and against whom."""
    head = ("holder", "stance", "target", "how", "according to", "origins", "")
    return head, [
        [
            plain(names.get(edge.holder, edge.holder)),
            _SIGNS[edge.sign],
            plain(names.get(edge.target, edge.target)),
            ", ".join(edge.kinds),
            ", ".join(plain(name) for name in edge.according_to),
            str(edge.origins),
            "at odds with both sides" if edge.frustrated else "",
        ]
        for edge in network.edges
    ]


def balance_words(balance: Balance, names: Mapping[str, str]) -> str:
    """How far the network falls into two sides, in words."""
    left, right = (", ".join(plain(names.get(one, one)) for one in side) for side in balance.sides)
    proved = "" if balance.is_proved else ", not proved the fewest"
    shuffled = ""
    if balance.shuffled:
        mean, deviation = balance.shuffled
        shuffled = f"; with shuffled signs {mean:.1f} ± {deviation:.1f}"
    return (
        f"{balance.edges} edges between {balance.nodes} actors; {balance.frustration} of them at odds with"
        f" the two sides that fit best{proved}{shuffled}.\nOne side: {left}\nThe other: {right}"
    )
