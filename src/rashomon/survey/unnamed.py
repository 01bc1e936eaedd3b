"""Which unnamed sources are one: described alike in one article, or alike by the outlet that told it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.ledger import LedgerArticle, LedgerClaim
from rashomon.names.folding import fold
from rashomon.survey.sources import Source, SourceReader, description_key
from rashomon.survey.wording import head_of

_NAME = re.compile(r"\w\W+[A-Z]")


@dataclass(slots=True)
class _Described:
    """One description in one article."""

    name: str
    words: frozenset[str]
    head: str
    keys: set[str] = field(default_factory=set)


def join_unnamed(
    rows: Sequence[tuple[LedgerArticle, LedgerClaim]], sources: Mapping[str, Source], reader: SourceReader
) -> dict[str, Source]:
    """``sources`` with one key for unnamed ones that are one.

    Two outlets that cite one description in one sentence have one source, and so have two articles that tell
    of the same outlet's source. The same words in unrelated articles do not make one.
    """
    import networkx as nx

    sources = _as_named(sources)
    graph = nx.Graph()
    described: dict[str, dict[str, _Described]] = defaultdict(dict)
    for article, claim in rows:
        source = sources[claim.id]
        if source.kind != "unnamed":
            continue
        graph.add_node(source.key)
        name = source.name or ""
        words = description_key(name)
        described[article.name].setdefault(
            source.key, _Described(name, frozenset(words.split()), head_of(name))
        )
        medium = reader.medium(claim, article)
        if medium:
            graph.add_edge(source.key, f"{words}|via {medium}")
    for group in described.values():
        graph.add_edges_from(_taken_up(group))
    one_key = {key: min(group) for group in nx.connected_components(graph) for key in group}
    return {
        claim: source._replace(key=one_key[source.key]) if source.kind == "unnamed" else source
        for claim, source in sources.items()
    }


def _as_named(sources: Mapping[str, Source]) -> dict[str, Source]:
    """Who is named in one place ("League mission") is so where described so too ("a League mission")."""
    named: dict[str, set[Source]] = defaultdict(set)
    for source in sources.values():
        if source.kind == "named" and source.name:
            named[description_key(source.name)].add(source)
    one = {key: min(group, key=str) for key, group in named.items() if len({each.key for each in group}) == 1}
    return {
        claim: one.get(description_key(source.name), source)
        if source.kind == "unnamed" and source.name and _NAME.search(source.name)
        else source
        for claim, source in sources.items()
    }


def _taken_up(described: Mapping[str, _Described]) -> list[tuple[str, str]]:
    """Descriptions of one article that take up a fuller one: "the engineers", "the same engineers"."""
    found = []
    for key, one in described.items():
        if fold(one.name).startswith("the same "):
            fuller = [other for other in described if other != key and described[other].head == one.head]
        else:
            fuller = [
                other
                for other in described
                if described[other].head == one.head and one.words < described[other].words
            ]
        if one.head and len(fuller) == 1:
            found.append((key, fuller[0]))
    return found
