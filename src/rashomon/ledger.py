"""The frozen records of a whole case that the survey reads; what it finds is in `rashomon.findings`.

An article is known by its name, a claim by its id, an actor by its id. Spans are half-open, in code points of
the text of the article that is named beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from rashomon.records import Certainty, Kind, Mode, Polarity, Quotation, Span, SpeakerKind

Sign = Literal[-1, 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerVoice:
    """One link of a chain of voices."""

    name: str | None
    kind: SpeakerKind
    actor: str | None = None
    span: Span | None = None
    """The words that name it; None for the outlet, and where none do."""
    cue: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerArgument:
    """Who or what takes part in an event, where or when."""

    role: str
    """agent, patient, recipient, place, time."""
    text: str
    span: Span
    actor: str | None = None
    value: str | None = None
    """Of a time EDTF; of a place ``"geonames:ID"``, or its folded name where it has no id; else None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEvent:
    """Something that a claim says to happen."""

    number: int
    """Within the article."""
    span: Span
    text: str
    lemma: str
    factuality: float
    polarity: Polarity
    certainty: Certainty
    mode: Mode
    code: str | None = None
    code_score: float = 0.0
    arguments: tuple[LedgerArgument, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerClaim:
    """One claim of the case; the outlet is the first voice, the last is whose words these are."""

    id: str
    article: str
    number: int
    """In the order of the article."""
    spans: tuple[Span, ...]
    text: str
    """The article's characters from the first to the last of ``spans``."""
    voices: tuple[LedgerVoice, ...]
    quotation: Quotation
    polarity: Polarity
    certainty: Certainty
    mode: Mode
    condition: Span | None = None
    because: tuple[Span, ...] = ()
    """The words that decided how it stands ("denies", "might", "if")."""
    events: tuple[LedgerEvent, ...] = ()
    time: str | None = None
    """EDTF, where the content leaves no choice."""
    place: str | None = None
    """``"geonames:ID"`` or the folded name, where the content leaves no choice."""
    actors: tuple[tuple[Span, str], ...] = ()
    """Whom the content mentions, in order: the words and the actor's id."""
    attribution: int | None = None
    """None where the outlet speaks in its own voice."""
    score: float = 1.0

    @property
    def span(self) -> Span:
        """From the first to the last character of the content."""
        return Span(self.spans[0].start, max(span.end for span in self.spans))

    @property
    def speaker(self) -> LedgerVoice:
        """Whose words these are."""
        return self.voices[-1]

    @property
    def is_hedged(self) -> bool:
        """Whether it is less than said flatly: rumoured, likely, possible, not told as actual."""
        return (
            self.speaker.kind == "rumour"
            or self.certainty in ("probable", "possible")
            or self.mode != "actual"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerStance:
    """Somebody is said to be for or against somebody."""

    holder: str
    """The actor's id."""
    target: str
    sign: Sign
    kind: str
    according_to: tuple[LedgerVoice, ...]
    """The chain of voices, the outlet first."""
    article: str
    span: Span
    """From holder to target."""
    claim: str | None = None
    time: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerActor:
    """Somebody or something of the case."""

    id: str
    name: str
    kind: Kind
    names: tuple[str, ...] = ()
    """Every spelling, the most frequent first."""
    ties: tuple[tuple[str, str], ...] = ()
    """(relation, other actor's id), e.g. ("metonym of", ...)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerArticle:
    """An article with what was found in it."""

    name: str
    text: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    """EDTF."""
    furniture: tuple[Span, ...] = ()
    """Stretches that are no running prose: menus, credits, donation forms."""
    credits: tuple[Span, ...] = ()
    """Those among them that name where the text comes from, and datelines."""
    paragraphs: tuple[Span, ...] = ()
    claims: tuple[LedgerClaim, ...] = ()
    stances: tuple[LedgerStance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's verdict; it wins over what was inferred, and lasts until it is undone."""

    id: str
    kind: Literal["actor", "claim", "article", "prediction"]
    subject: str
    object: str | None
    verdict: str
    """Of actors same, different; of claims same, opposed, unrelated; of articles copy, independent; of a
    prediction yes, no, void."""
    because: str | None = None
    person: str | None = None
    given: str = ""
    """EDTF."""


class Relation(NamedTuple):
    """What the pair net says of two claims: probabilities that sum to 1."""

    same: float
    """Both say the same."""
    opposed: float
    """Both cannot be so."""
    about: float
    """They are about the same thing and can both be so: one is vaguer, or doubts, or asks."""
    other: float
    """They are about different things."""
    on: str
    """What they disagree on, if they do: one of `rashomon.findings.ConflictKind`."""

    @property
    def together(self) -> float:
        """The probability that they are about one thing.

        >>> Relation(0.5, 0.25, 0.125, 0.125, "polarity").together
        0.875
        """
        return 1.0 - self.other


class Outcome(NamedTuple):
    """What the pair net says that a later claim makes of a forecast: probabilities that sum to 1."""

    nothing: float
    """It settles nothing."""
    yes: float
    """The forecast came about."""
    no: float
    """It did not."""
    void: float
    """Its condition failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the pair net said of texts, so that it need not be asked again."""

    weights: str = ""
    """The SHA-256 of the weights that said so."""
    vectors: Mapping[str, bytes] = field(default_factory=dict)
    """By key of the text: its vector, each number as a signed byte."""
    judged: Mapping[tuple[str, str], Relation] = field(default_factory=dict)
    """By keys of two texts."""
    settled: Mapping[tuple[str, str], Outcome] = field(default_factory=dict)
    """By keys of a forecast and of a later claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All that the survey reads."""

    articles: tuple[LedgerArticle, ...]
    """By name, so that the order in which they came in does not matter."""
    actors: Mapping[str, LedgerActor] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()
    """Those not undone."""
    answers: Answers = field(default_factory=Answers)
    """What the pair net said for the survey before."""

    @property
    def claims(self) -> dict[str, LedgerClaim]:
        """All claims by id, in the order of articles and numbers."""
        return {claim.id: claim for article in self.articles for claim in article.claims}
