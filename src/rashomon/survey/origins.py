"""Where claims come from in the end, and how many independent origins stand behind some of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import islice

from rashomon.findings import Copy, Dependence, Origin, OriginCount, Origins
from rashomon.ledger import Ledger, LedgerArticle, LedgerClaim
from rashomon.names.folding import fold
from rashomon.survey.citing import Link, credited_house, link_cited, link_copied, own_voice
from rashomon.survey.dependences import find_dependences
from rashomon.survey.hearsay import Hearsay
from rashomon.survey.one_side import OneSide
from rashomon.survey.sources import Source, SourceReader, Traced
from rashomon.survey.unnamed import join_unnamed

SURE = 0.95
"""Origins that are one with at least this probability are counted once in any case."""
LIKELY = 0.5
"""Origins that are one with more than this probability are counted once at best knowledge."""
_NAMED = 4
"""Origins that are told by name in the reason of a count."""

Row = tuple[LedgerArticle, LedgerClaim]


def trace_origins(ledger: Ledger, copies: Sequence[Copy] = ()) -> Origins:
    """The origin of every claim of the case, and which origins may be one.

    A claim's origin is the innermost of its voices that is a source of its own. A claim in a copied passage
    goes back to the article that it is from, one that an outlet is said to have told to that outlet's claim,
    as far as the case has it. Who only cite each other have one origin, of which nothing is known.
    """
    reader = SourceReader.of(ledger)
    articles = {article.name: article for article in sorted(ledger.articles, key=lambda one: one.name)}
    rows = [(article, claim) for article in articles.values() for claim in article.claims]
    own = _own_sources(rows, articles, reader)
    links = link_cited(rows, own, reader) | link_copied(articles, copies)
    roots = _follow(links, own, {claim.id: row for row in rows for claim in row[1:]})
    sources = {claim.id: roots.get(claim.id, own[claim.id]) for _, claim in rows}
    origins = _gather(sources)
    of_claim = {claim: origin.id for origin in origins for claim in origin.claims}
    told = [Traced(article, claim, of_claim[claim.id]) for article, claim in rows]
    return Origins(
        origins=origins,
        of_claim=of_claim,
        dependences=find_dependences(told, {origin.id: origin for origin in origins}, ledger),
    )


def _own_sources(
    rows: Sequence[Row], articles: Mapping[str, LedgerArticle], reader: SourceReader
) -> dict[str, Source]:
    """Of each claim, and of each article's own voice."""
    found: dict[str, Source] = {}
    for name, article in articles.items():
        found[own_voice(name)] = credited_house(article, reader) or reader.own_house(article)
    for article, claim in rows:
        if len(claim.voices) > 1:
            found[claim.id] = reader.read(claim, article)
        else:
            found[claim.id] = found[own_voice(article.name)]
    return join_unnamed(rows, found, reader)


def _follow(
    links: Mapping[str, Link], own: Mapping[str, Source], rows: Mapping[str, Row]
) -> dict[str, Source]:
    """The source at the end of each chain of links; a circle of citations has none outside."""
    import networkx as nx

    graph = nx.DiGraph([(claim, link.target) for claim, link in sorted(links.items())])
    knots = nx.condensation(graph)
    roots: dict[int, Source] = {}
    for knot in reversed(list(nx.topological_sort(knots))):
        onward = sorted(knots.successors(knot))
        members = sorted(knots.nodes[knot]["members"])
        roots[knot] = roots[onward[0]] if onward else _root(members, links, own, rows)
    return {member: roots[knot] for member, knot in knots.graph["mapping"].items()}


def _root(
    members: Sequence[str], links: Mapping[str, Link], own: Mapping[str, Source], rows: Mapping[str, Row]
) -> Source:
    if len(members) == 1:
        return own[members[0]]
    if any(links[member].kind == "cite" for member in members):
        return Source("unknown", "|".join(["circular", *members]), None)
    # Copies of one another, of which nobody knows the first: the earliest stands for it.
    first = min(
        members, key=lambda one: (rows[one][0].published or "~", rows[one][0].name, rows[one][1].number)
    )
    return own[first]


def _gather(sources: Mapping[str, Source]) -> tuple[Origin, ...]:
    claims: dict[tuple[str, str], list[str]] = defaultdict(list)
    named: dict[tuple[str, str], list[Source]] = defaultdict(list)
    for claim, source in sources.items():
        claims[source.kind, source.key].append(claim)
        named[source.kind, source.key].append(source)
    found = [_origin(sorted(ids), named[key]) for key, ids in claims.items()]
    return tuple(sorted(found, key=lambda origin: origin.id))


def _origin(claims: Sequence[str], sources: Sequence[Source]) -> Origin:
    kind, key = sources[0].kind, sources[0].key
    circular = key.startswith("circular|")
    names = Counter(source.name for source in sources if source.name)
    name = min(names, key=lambda one: (_is_taken_up(one), -names[one], -len(one), one), default=None)
    return Origin(
        id=sha256(f"{kind}|{key}".encode()).hexdigest()[:16],
        kind=kind,
        name=name,
        claims=tuple(claims),
        circular=circular,
        actor=min((source.actor for source in sources if source.actor), default=None),
        reason="they cite only each other: no origin outside is known" if circular else _REASONS[kind],
    )


def _is_taken_up(name: str) -> bool:
    return fold(name).startswith("the same ")


_REASONS = {
    "outlet": "the outlet says it and names nobody for it",
    "agency": "the agency is named and nobody behind it",
    "named": "it is said in this name",
    "unnamed": "one who is described but not named",
    "unknown": "nobody stands for it",
}


def count_origins(claim_ids: Iterable[str], origins: Origins) -> OriginCount:
    """How many independent origins the claims have: at least, at best knowledge, at most; and why.

    At least: all origins that may be one are; at best knowledge: those that are so more likely than not; at
    most: those that surely are.
    What comes from nowhere that is known (rumours, reports that only cite each other) counts only at most.
    """
    return OriginCounter(origins).count(claim_ids)


class OriginCounter:
    """Counts origins as `count_origins` does, for many sets of claims: what is looked up is laid out once."""

    def __init__(self, origins: Origins, ledger: Ledger | None = None) -> None:
        self._of_claim = origins.of_claim
        self._among = () if ledger is None else (Hearsay(ledger, origins), OneSide(ledger, origins))
        self._listed = {origin.id: origin for origin in origins.origins}
        self._joined: dict[str, list[Dependence]] = defaultdict(list)
        for dependence in origins.dependences:
            self._joined[dependence.a].append(dependence)

    def count(self, claim_ids: Iterable[str]) -> OriginCount:
        """How many independent origins the claims have, and why."""
        told = [claim for claim in claim_ids if claim in self._of_claim]
        wanted = sorted({self._of_claim[claim] for claim in told})
        known = [one for one in wanted if self._listed[one].kind != "unknown"]
        among = frozenset(known)
        joined = [joint for one in known for joint in self._joined[one] if joint.b in among]
        for finder in self._among:
            joined += [joint for joint in finder.among(told) if {joint.a, joint.b} <= among]
        low = _components(known, joined)
        best = _components(known, [one for one in joined if one.probability > LIKELY])
        high = _components(known, [one for one in joined if one.probability >= SURE])
        return OriginCount(
            low=len(low),
            best=len(best),
            high=len(high) + len(wanted) - len(known),
            why=_why(best, [self._listed[one] for one in wanted], joined, self._listed),
        )


def _components(nodes: Sequence[str], edges: Sequence[Dependence]) -> list[list[str]]:
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((edge.a, edge.b) for edge in edges)
    return sorted(sorted(members) for members in nx.connected_components(graph))


def _why(
    best: Sequence[Sequence[str]],
    wanted: Sequence[Origin],
    joined: Sequence[Dependence],
    listed: Mapping[str, Origin],
) -> str:
    parts: list[str] = []
    if len(best) == 1:
        parts.append(f"all go back to {_call([listed[one] for one in best[0]])}")
    elif best:
        called = sorted(_call([listed[one] for one in members]) for members in best)
        more = len(called) - _NAMED
        parts.append("; ".join(called[:_NAMED]) + (f"; {more} more" if more > 0 else ""))
    unknown = [origin for origin in wanted if origin.kind == "unknown"]
    if any(origin.circular for origin in unknown):
        parts.append("some only cite each other, with no known outside origin")
    if any(not origin.circular for origin in unknown):
        parts.append("some are rumour, with no known origin")
    if len(parts) > 1 and not best:
        parts = [", and ".join(parts)]
    doubts = sorted(one.reason for one in joined if one.probability <= LIKELY)
    parts.extend(f"perhaps one: {reason}" for reason in islice(dict.fromkeys(doubts), 2))
    return "; ".join(parts)


def _call(members: Sequence[Origin]) -> str:
    """The best name of origins that are counted as one: who is named before who is described."""
    rank = {"named": 0, "agency": 1, "outlet": 2, "unnamed": 3, "unknown": 4}
    first = min(members, key=lambda one: (rank[one.kind], -len(one.claims), one.name or "~", one.id))
    return first.name or "an outlet that is not known"
