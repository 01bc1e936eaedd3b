"""Which formats there are beside JSON lines, CSV and Parquet, what can be had in each, and what reads it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO, cast

from rashomon.errors import UsageError
from rashomon.store.store import Store

Write = Callable[[Store, str, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Shape:
    """A format that another tool reads."""

    name: str
    kinds: tuple[str, ...]
    """What can be exported so."""
    tools: str
    """What reads it, for the help."""
    place: str
    """Module and function that write it; imported only when asked for."""


SHAPES = (
    Shape("xlsx", ("claims", "propositions"), "Excel, LibreOffice", "spreadsheet.write_workbook"),
    Shape("ftm", ("claims",), "OpenAleph, followthemoney", "entities.write_entities"),
    Shape(
        "annotation",
        ("claims",),
        "W3C annotations: Recogito, Annotorious",
        "web_annotations.write_annotations",
    ),
    Shape("prov", ("claims",), "PROV-O: rdflib, Jena, triple stores", "provenance.write_provenance"),
    Shape(
        "claimreview", ("claims", "propositions"), "schema.org ClaimReview, drafts", "reviews.write_reviews"
    ),
    Shape("gexf", ("network", "copies"), "Gephi", "graphs.write_gexf"),
    Shape("graphml", ("network", "copies"), "yEd, Cytoscape, networkx, igraph", "graphs.write_graphml"),
    Shape("stix", ("network", "propositions"), "STIX 2.1: OpenCTI, MISP", "opinions.write_stix"),
    Shape("geojson", ("claims", "events"), "QGIS, uMap, kepler.gl", "points.write_points"),
    Shape("plover", ("events",), "POLECAT's columns: R, pandas", "political_events.write_political_events"),
    Shape("timelinejs", ("timeline",), "TimelineJS", "slides.write_timeline"),
    Shape("bibtex", ("articles",), "LaTeX, JabRef, Zotero", "bibliography.write_bibtex"),
    Shape("csl", ("articles",), "CSL-JSON: Zotero, Pandoc", "bibliography.write_csl"),
    Shape("notes", ("brief",), "Markdown with notes: Pandoc, Obsidian", "notes.write_notes"),
)
OTHER_KINDS = tuple(dict.fromkeys(kind for shape in SHAPES for kind in shape.kinds))
"""What can be had in one of these formats."""
_BY_NAME = {shape.name: shape for shape in SHAPES}


def formats_of(kind: str, tabular: Sequence[str]) -> list[str]:
    """The formats that ``kind`` can be had in; ``tabular`` are those of its records.

    >>> formats_of("network", ())
    ['gexf', 'graphml', 'stix']
    """
    return [*tabular, *(shape.name for shape in SHAPES if kind in shape.kinds)]


def writer_of(kind: str, format_: str, fitting: Sequence[str]) -> Write:
    """What writes ``kind`` in this format; ``fitting`` are the formats that it can be had in.

    Raises:
        UsageError: It cannot be had so.
    """
    shape = _BY_NAME.get(format_)
    if shape is None or kind not in shape.kinds:
        also = f"; {format_} is for {' and '.join(shape.kinds)}" if shape else ""
        raise UsageError(
            f"{kind} cannot be had as {format_}", hint=f"{kind} can be had as {', '.join(fitting)}{also}."
        )
    module, _, function = shape.place.partition(".")
    return cast(Write, getattr(import_module(f"rashomon.tell.formats.{module}"), function))


def format_help() -> str:
    """The formats, what each is for and what reads it, a line each."""
    widths = max(len(shape.name) for shape in SHAPES), max(len(", ".join(shape.kinds)) for shape in SHAPES)
    return "\n".join(
        f"  {shape.name:{widths[0]}}  {', '.join(shape.kinds):{widths[1]}}  {shape.tools}" for shape in SHAPES
    )
