"""The network and the copies as GEXF (Gephi) and GraphML (yEd, Cytoscape, networkx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from rashomon.findings import OUTLET_HOLDER
from rashomon.store.store import Store
from rashomon.tell.formats.signs import xml_text
from rashomon.tell.formats.tellings import title_of
from rashomon.tell.wording import plain

Value = str | int | float | bool
# What a value is called: in GEXF, in GraphML.
_TYPES = {str: ("string", "string"), int: ("integer", "int"), float: ("double", "double")}
_TYPES[bool] = ("boolean", "boolean")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A point of a graph."""

    id: str
    label: str
    facts: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line from one node to another."""

    source: str
    target: str
    weight: float
    facts: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Nodes and lines; facts of one name are of one type."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def write_gexf(store: Store, kind: str, file: BinaryIO) -> None:
    """The graph of ``kind`` (network, copies) in GEXF 1.2."""
    _write(_gexf(graph_of(store, kind)), file)


def write_graphml(store: Store, kind: str, file: BinaryIO) -> None:
    """The graph of ``kind`` (network, copies) in GraphML."""
    _write(_graphml(graph_of(store, kind)), file)


def graph_of(store: Store, kind: str) -> Graph:
    """Who is for and against whom, or which article took text from which."""
    return _network(store) if kind == "network" else _copies(store)


def _network(store: Store) -> Graph:
    network = store.network()
    ends = sorted({end for edge in network.edges for end in (edge.holder, edge.target)})
    actors = {actor.id: actor for actor in store.actors()}
    sides = network.balance.sides if network.balance else ((), ())
    side_of = {one: number for number, side in enumerate(sides, start=1) for one in side}
    nodes = [
        Node(
            id=one,
            label=plain(actors[one].name if one in actors else one.removeprefix(OUTLET_HOLDER)),
            facts={
                "kind": actors[one].kind if one in actors else "other",
                "articles": actors[one].articles if one in actors else 0,
                # Of a split into two that fits best; 0: in none.
                "side": side_of.get(one, 0),
            },
        )
        for one in ends
    ]
    lines = [
        Line(
            source=edge.holder,
            target=edge.target,
            weight=float(max(1, edge.origins)),
            facts={
                "sign": edge.sign,
                "kinds": ", ".join(edge.kinds),
                "according_to": "; ".join(plain(name) for name in edge.according_to),
                "origins": edge.origins,
                "told": len(edge.stances),
                "frustrated": edge.frustrated,
            },
        )
        for edge in network.edges
    ]
    return Graph(nodes=tuple(nodes), lines=tuple(lines))


def _copies(store: Store) -> Graph:
    keys = store.keys()
    nodes = [
        Node(
            id=keys[row.article],
            label=title_of(row),
            facts={
                "article": row.article,
                "outlet": plain(row.outlet or ""),
                "published": row.published or "",
                "claims": row.claims,
            },
        )
        for row in store.articles()
    ]
    lines = [
        Line(
            source=keys[copy.parent],
            target=keys[copy.child],
            weight=float(copy.containment),
            facts={
                "kind": copy.kind,
                "score": float(copy.score),
                # How sure it is which of the two came first; below .5 nobody can tell.
                "direction": float(copy.direction),
                "containment": float(copy.containment),
                "reason": plain(copy.reason),
            },
        )
        for copy in store.copies()
    ]
    return Graph(nodes=tuple(nodes), lines=tuple(lines))


def _write(lines: Iterable[str], file: BinaryIO) -> None:
    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    for line in lines:
        file.write(f"{line}\n".encode())


def _gexf(graph: Graph) -> Iterator[str]:
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
    yield '<graph defaultedgetype="directed" mode="static">'
    kinds = {"node": _kinds(graph.nodes), "edge": _kinds(graph.lines)}
    for about, names in kinds.items():
        yield f'<attributes class="{about}" mode="static">'
        for name, kind in names.items():
            yield f'<attribute id="{name}" title="{name}" type="{_TYPES[kind][0]}"/>'
        yield "</attributes>"
    yield "<nodes>"
    for node in graph.nodes:
        yield f"<node id={_quoted(node.id)} label={_quoted(node.label)}>{_values(node.facts)}</node>"
    yield "</nodes><edges>"
    for number, line in enumerate(graph.lines):
        ends = f"source={_quoted(line.source)} target={_quoted(line.target)}"
        yield f'<edge id="{number}" {ends} weight="{line.weight!r}">{_values(line.facts)}</edge>'
    yield "</edges></graph></gexf>"


def _values(facts: Mapping[str, Value]) -> str:
    told = "".join(f"<attvalue for={_quoted(name)} value={_quoted(_told(v))}/>" for name, v in facts.items())
    return f"<attvalues>{told}</attvalues>"


def _graphml(graph: Graph) -> Iterator[str]:
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    kinds = {
        "node": {"label": str} | _kinds(graph.nodes),
        "edge": {"weight": float} | _kinds(graph.lines),
    }
    for about, names in kinds.items():
        for name, kind in names.items():
            typed = f'attr.name="{name}" attr.type="{_TYPES[kind][1]}"'
            yield f'<key id="{about}_{name}" for="{about}" {typed}/>'
    yield '<graph edgedefault="directed">'
    for node in graph.nodes:
        yield f"<node id={_quoted(node.id)}>{_keyed('node', {'label': node.label, **node.facts})}</node>"
    for line in graph.lines:
        ends = f"source={_quoted(line.source)} target={_quoted(line.target)}"
        yield f"<edge {ends}>{_keyed('edge', {'weight': line.weight, **line.facts})}</edge>"
    yield "</graph></graphml>"


def _keyed(about: str, facts: Mapping[str, Value]) -> str:
    return "".join(
        # As an attribute's value is quoted, so may text be: line ends stay what they are.
        f'<data key="{about}_{name}">{_quoted(_told(value))[1:-1]}</data>'
        for name, value in facts.items()
    )


def _kinds(things: Iterable[Node | Line]) -> dict[str, type]:
    return {name: type(value) for thing in things for name, value in thing.facts.items()}


def _told(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quoted(text: str) -> str:
    return quoteattr(xml_text(text), {'"': "&quot;", "\r": "&#13;"})
