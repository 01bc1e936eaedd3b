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
    """What it says to happen: text, code, factuality, polarity, certainty, mode, arguments (role, text)."""
    time: str | None = None
    """EDTF; None where the content names no time, or more than one."""
    place: dict[str, Any] | None = None
    """name, geonames, precision; None where the content names no place, or more than one."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentRow:
    """Who or what takes part in an event, where or when."""

    role: str
    text: str
    span: Stretch
    actor: str | None
    """The actor's id, where the words mean one."""
    name: str | None
    """The actor's name across the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """Something said to happen, by whom, and how surely."""

    article: str
    span: Stretch
    text: str
    code: str | None
    factuality: float
    polarity: str
    certainty: str
    mode: str
    condition: str | None
    """The words of the condition."""
    arguments: tuple[ArgumentRow, ...]
    according_to: str | None
    """The speaker's name across the case, or the outlet's; None where there is none."""
    according_kind: str
    """named, unnamed, rumour, outlet."""
    time: str | None
    """EDTF, of its own time argument."""
    place: str | None
    """The name of the place that is its argument."""
    claim: str | None
    attribution: int | None
    code_score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceRow:
    """Somebody is said to be for or against somebody."""

    holder: str
    """The name across the case where the words mean an actor; else the words."""
    target: str
    sign: int
    kind: str
    according_to: str | None
    claim: str | None
    """The claim that tells it; None where it is said by the way."""
    time: str | None
    """EDTF, of the claim."""
    article: str
    holder_text: str
    """The words as they stand."""
    target_text: str
    holder_span: Stretch
    target_span: Stretch
    holder_actor: str | None
    target_actor: str | None
    according_kind: str
    attribution: int | None
    score: float
    maker: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRow:
    """A person's verdict."""

    id: str
    kind: str
    """actor, claim, article, prediction."""
    subject: str
    """As it is now: an actor's name, the id of a claim or prediction, an article's name."""
    object: str | None
    """The other of the two; None for a prediction."""
    verdict: str
    because: str | None
    person: str | None
    given: str
    """EDTF."""
    undone: str | None
    """EDTF; None while it is in force."""
    about: tuple[str, ...]
    """Both in words, for a reader."""
    says: str
    """All in one sentence."""
    applies: bool
    """Whether it is in force and what it is about is in the case."""
