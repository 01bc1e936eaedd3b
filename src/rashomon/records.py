"""The frozen records that every stage of Rashomon speaks in.

Offsets everywhere are half-open ``[start, end)`` in code points of an article's ``text``, so
``article.text[span.start:span.end]`` is always the quoted string.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["person", "organisation", "place", "group", "weapon", "date", "money", "other"]
Form = Literal["name", "nominal", "pronoun"]
SpeakerKind = Literal["named", "unnamed", "rumour", "outlet"]
Quotation = Literal["direct", "indirect", "mixed"]
Polarity = Literal["positive", "negative"]
Certainty = Literal["certain", "probable", "possible", "unspecified"]
Mode = Literal["actual", "predicted", "conditional", "wished", "demanded", "asked"]
Route = Literal["net", "quotation", "interview", "rumour", "report", "reread"]
PassageKind = Literal["title", "heading", "dateline", "furniture", "credit", "disclaimer"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of an article's text, in code points.

    >>> Span(4, 7).of("The dam broke.")
    'dam'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


Spans = tuple[Span, ...]


def hull(spans: Sequence[Span]) -> Span:
    """The smallest single span that covers all of ``spans`` (which must not be empty)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Who inferred a thing, how sure it is, and why, in words a user can read."""

    maker: str
    """``"net"``, or the name of the rule, e.g. ``"same-skeleton"``."""
    score: float = 1.0
    """0 to 1; 1 for a rule that does not weigh."""
    detail: str = ""
    """A sentence for the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of extracted text and where it stands in the original file."""

    span: Span
    """Where in ``Article.text``."""
    where: str
    """What unit ``start`` and ``end`` count, e.g. ``"page 3"``, ``"row 17"``, ``"paragraph 4"``."""
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of an article that is not running prose: furniture, title, heading, credit..."""

    span: Span
    kind: PassageKind
    why: str
    """The sign it was known by, e.g. ``"newsletter sign-up"``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it was taken in. ``text`` is never changed afterwards."""

    name: str
    """The path as given; for one of several in a file, ``path#row``, ``path#entry-id``."""
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    """EDTF, or None where nothing states it."""
    url: str | None = None
    language: str | None = None
    sha256: str = ""
    """Of the UTF-8 bytes of ``text`` (hex)."""
    passages: tuple[Passage, ...] = ()
    opinion: bool = False
    """A disclaimer says that these are the views of the author."""
    origin: tuple[Segment, ...] = ()
    """The map back to the original; empty where ``text`` is the file itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A word or words that name, describe or point to somebody or something."""

    span: Span
    kind: Kind
    form: Form
    label: str = ""
    """The net's own finer class, e.g. ``"NORP"``, ``"Facility"``."""
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One token of Universal Dependencies, and what the net says of the event it may name."""

    span: Span
    upos: str
    """Universal part of speech, e.g. ``"VERB"``."""
    xpos: str
    """English part of speech of the Penn Treebank, e.g. ``"VBD"``."""
    lemma: str
    head: int
    """Index of the head among the article's tokens; -1 for a root."""
    deprel: str
    """Universal relation to the head without subtype, e.g. ``"nsubj"``."""
    sentence: int = 0
    """Index of the sentence."""
    is_event: float = 0.0
    """For a noun, the probability that it names an event ("attack", "visit")."""
    factuality: float = 0.0
    """How surely the event that the token names is so, -3 (certainly not) to 3."""
    negation: Literal["", "cue", "affix", "scope"] = ""
    """A word that denies ("not"), one with a denying part ("impossible"), or one that is denied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """Who or what takes part in an event, where or when."""

    role: Literal["agent", "patient", "recipient", "place", "time"]
    span: Span
    head: int
    """Index of the argument's head token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something said to happen, to have happened, or to be done: a verb or a noun with its arguments."""

    span: Span
    token: int
    """Index of the token that names it."""
    factuality: float
    """-3 (certainly not so) to 3 (certainly so), as the one who says it holds it."""
    polarity: Polarity
    certainty: Certainty
    mode: Mode
    lemma: str = ""
    """Base form of the word that names it."""
    arguments: tuple[Argument, ...] = ()
    code: str | None = None
    """PLOVER root code; None where none fits."""
    code_score: float = 0.0
    """How sure the code is, 0 to 1, calibrated on held-out sentences."""
    condition: Span | None = None
    attribution: int | None = None
    """The innermost attribution whose content holds the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """Somebody is said to be for or against somebody."""

    holder: Span
    """The words that name who holds it; of an outlet's own the words that show it."""
    target: Span
    sign: Literal[-1, 1]
    kind: str
    """What it consists in: ``"supports"``, ``"opposes"``, ``"fights"``, ``"criticises"``..."""
    attribution: int | None
    """According to whom: the innermost attribution that holds it; None for the outlet itself."""
    score: float = 1.0
    reason: Reason = field(default_factory=lambda: Reason(maker="net"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression of an article and what it means, as far as that can be told."""

    span: Span
    value: str | None
    """EDTF; of kind ``"duration"`` an ISO 8601 duration ("P3D"); None where the day is not known."""
    kind: Literal["date", "time", "duration", "set"]
    """``"set"`` is what recurs ("every Friday"); ``"time"`` says more than the day."""
    reason: str
    """What was counted from where, in words a user can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place of an article and where on earth it is, as far as that can be told."""

    span: Span
    name: str
    """The name that the gazetteer gives; the words of the text where it knows none."""
    geonames: int | None
    """The GeoNames id; None where the place is not known or has none in the table."""
    lat: float | None
    lon: float | None
    """Degrees north and east (WGS 84); None where a point would be a guess."""
    precision: Literal["point", "city", "region", "country"] | None
    country: str | None = None
    """ISO 3166 code of two letters."""
    score: float
    """0 to 1: how sure the choice among places of that name is."""
    reason: str
    """What decided, in words a user can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """The mentions of one article that are one somebody or something."""

    number: int
    name: str
    """The best name that the article gives."""
    kind: Kind
    mentions: tuple[int, ...]
    """Indexes into ``Document.mentions``."""
    reasons: tuple[Reason, ...] = ()
    """Why the mentions were joined, one for each join."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn of an interview."""

    span: Span
    """The words spoken, without the bullet, dash or label."""
    role: Literal["question", "answer"]
    label: Span | None = None
    """The speaker label in the text ("Q:", "SMITH:"), if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A stretch between quotation marks; marks excluded."""

    span: Span
    outer: Span
    """With its marks."""
    is_scare: bool = False
    """A word or two in marks inside a clause: distance or a title, not speech."""
    closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody is reported to have said (thought, written, shown...) something.

    ``source`` may be empty ("it is reported"), ``cue`` may be empty (a bare quotation, an answer
    in an interview); ``content`` never is.
    """

    id: int
    source: Spans
    cue: Spans
    content: Spans
    parent: int | None = None
    """The attribution whose content holds this one."""
    route: Route = "net"
    """What found it."""
    quotation: Quotation = "indirect"
    speaker: str | None = None
    speaker_kind: SpeakerKind = "unnamed"
    entity: int | None = None
    """The speaker's entity number, if the article names or describes one."""
    reason: Reason = field(default_factory=lambda: Reason(maker="net"))

    @property
    def span(self) -> Span:
        """From the first to the last character of its three parts."""
        return hull([*self.source, *self.cue, *self.content])


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a content stands: said to be so, denied, likely, wished... by the one who says it."""

    polarity: Polarity = "positive"
    certainty: Certainty = "unspecified"
    mode: Mode = "actual"
    condition: Span | None = None
    because: tuple[Span, ...] = ()
    """The words that decided it ("denies", "might", "if")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article with everything that was read in it."""

    article: Article
    sentences: Spans = ()
    words: Spans = ()
    paragraphs: Spans = ()
    tokens: tuple[Token, ...] = ()
    quotes: tuple[Quote, ...] = ()
    turns: tuple[Turn, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    chained: tuple[tuple[Mention, int], ...] = ()
    """What is in no entity but in a chain of phrases, with its number; those past the entities' are new."""
    attributions: tuple[Attribution, ...] = ()
    standings: tuple[Standing, ...] = ()
    """One for each attribution, in the same order."""
    events: tuple[Event, ...] = ()
    stances: tuple[Stance, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One link of the chain of voices through which a claim reaches the reader."""

    name: str | None
    kind: SpeakerKind
    entity: int | None = None
    """The entity number within the article; None for the outlet."""
    span: Span | None = None
    """The words that name the voice here; None for the outlet itself or where none do."""
    cue: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something said to be so, with its chain of voices: the outlet first, the speaker last."""

    id: str
    """A content hash: article text, spans and voices; the same on every run and machine."""
    spans: Spans
    """The content; usually one span."""
    voices: tuple[Voice, ...]
    quotation: Quotation
    standing: Standing
    attribution: int | None
    """The attribution it comes from; None for what the outlet says in its own voice."""
    events: tuple[int, ...] = ()
    """Indexes into ``Document.events``: what the one who says it says to happen."""
    time: int | None = None
    """Index into ``Document.times``: when, where the content leaves no choice; else None."""
    place: int | None = None
    """Index into ``Document.places``: where, where the content leaves no choice; else None."""
    score: float = 1.0
    maker: str = "net"

    @property
    def span(self) -> Span:
        """The smallest span that covers the content."""
        return hull(self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One somebody or something across all articles of a case."""

    id: str
    name: str
    kind: Kind
    names: tuple[tuple[str, int], ...]
    """Each spelling with its count, the most frequent first."""
    articles: int
    members: tuple[tuple[str, int], ...] = ()
    """The (article key, entity number) pairs that were joined."""
    reasons: tuple[Reason, ...] = ()
    """Why, one for each join."""
    ties: tuple[tuple[str, str], ...] = ()
    """(relation, other actor's id), e.g. ("metonym of", ...)."""
