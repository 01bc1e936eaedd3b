"""What the data sets mark, as records: a `Sample` is a text with the layers that people marked in it."""

from __future__ import annotations

from dataclasses import dataclass

Range = tuple[int, int]
Labelled = tuple[int, int, str]


@dataclass(frozen=True)
class Token:
    """One token of a tree; ``head`` is an index into the same list, its own for a root."""

    span: Range
    upos: str
    xpos: str
    lemma: str
    head: int
    deprel: str
    sentence: int
    misc: str


@dataclass(frozen=True)
class Tree:
    """A document's text and tokens."""

    name: str
    text: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class NounPhrase:
    """A mention of GUM: its range, the index of its head token, its chain or None where it is alone."""

    span: Range
    head: int
    kind: str
    chain: str | None


@dataclass(frozen=True)
class Judged:
    """How sure one word's event is said to be, -3 to 3."""

    span: Range
    value: float


@dataclass(frozen=True)
class Related:
    """A pair of actors in a sentence and what holds between them: marked, or as a larger net sees it."""

    task: str
    first: Range
    second: Range
    sentence: Range
    label: int = -1
    shares: tuple[float, ...] = ()
    """How likely each answer is, where nobody marked the pair."""


@dataclass(frozen=True)
class Attributed:
    """One attribution: character ranges of its parts; any may be in several pieces."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]


@dataclass(frozen=True)
class Sample:
    """A text with the layers marked in it; None where the set does not mark that layer."""

    name: str
    text: str
    attributions: tuple[Attributed, ...] | None = None
    names: tuple[Labelled, ...] | None = None
    nominals: tuple[Labelled, ...] | None = None
    military: tuple[Labelled, ...] | None = None
    negation: tuple[Labelled, ...] | None = None
    scope: tuple[Labelled, ...] | None = None
    tree: Tree | None = None
    phrases: tuple[NounPhrase, ...] | None = None
    """Mentions of GUM, with chains of OntoGUM."""
    judged: tuple[Judged, ...] | None = None
    related: tuple[Related, ...] | None = None
