"""The rows that a case gives back, in the shapes of the exports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple


class Stretch(NamedTuple):
    """A half-open stretch of an article's text, ``[start, stop)``, in code points."""

    start: int
    stop: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that the stretch covers."""
        return text[self.start : self.stop]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article of the case, without its text."""

    article: str
    """Its name: the path as given, ``path#row`` or ``path#entry`` for one of several."""
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    sha256: str
    copy_of: str | None = None
    shared: tuple[dict[str, Any], ...] = ()
    url: str | None = None
    opinion: bool = False
    characters: int = 0
    words: int = 0
    claims: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """A stretch of an article that is not running prose, and never becomes a claim."""

    article: str
    span: Stretch
    kind: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceRow:
    """One link of the chain through which a claim reaches the reader."""

    name: str | None
    kind: str
    actor: str | None
    """The actor's id; None for the outlet, for rumours, and for what no mention names."""
    span: Stretch | None
    cue: Stretch | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """Something said to be so; the outlet is the first voice, the last is whose words these are."""

    id: str
    article: str
    span: Stretch
    text: str
    """The article's characters at ``span``."""
    voices: tuple[VoiceRow, ...]
    quotation: str
    polarity: str
    certainty: str
    mode: str
    condition: Stretch | None
    events: tuple[dict[str, Any], ...] = ()
    time: str | None = None
    place: str | None = None
    spans: tuple[Stretch, ...] = ()
    """The parts of the content; ``span`` covers them all."""
    because: tuple[Stretch, ...] = ()
    """The words that decided how it stands."""
    attribution: int | None = None
    """Its number in the article; None where the outlet speaks in its own voice."""
    route: str | None = None
    maker: str = ""
    score: float = 1.0

    @property
    def speaker(self) -> VoiceRow:
        """Whose words these are."""
        return self.voices[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """One spelling of an actor, and how often it occurs."""

    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TieRow:
    """A relation of one actor to another that is kept apart from it."""

    relation: str
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRow:
    """Why things were joined: what decided, how sure it is, in words."""

    maker: str
    score: float
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """Somebody or something across the articles of the case."""

    id: str
    name: str
    kind: str
    names: tuple[NameRow, ...]
    articles: int
    """In how many articles it occurs."""
    mentions: int = 0
    named: int = 0
    """How many of the mentions are names."""
    ties: tuple[TieRow, ...] = ()
    reasons: tuple[ReasonRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """Words of an article that name, describe or point to somebody or something."""

    article: str
    span: Stretch
    text: str
    actor: str | None
    kind: str = "other"
    form: str = "name"
    entity: int | None = None
    score: float = 1.0
