"""The frozen records of a whole case: what the survey reads, and what it finds across articles.

An article is known by its name, a claim by its id, an actor by its id. Spans are half-open, in code points of
the text of the article that is named beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rashomon.records import Certainty, Kind, Mode, Polarity, Quotation, Span, SpeakerKind

Sign = Literal[-1, 1]
ConflictKind = Literal["polarity", "number", "time", "place", "actor", "act", "speech"]
"""What two claims disagree on; ``"act"``: two acts that exclude each other; ``"speech"``: that it was said."""
CopyKind = Literal["copy", "excerpt", "embed", "rewritten", "cites"]
OriginKind = Literal["outlet", "agency", "named", "unnamed", "unknown"]
PredictionState = Literal["open", "yes", "no", "void", "expired", "ambiguous"]


# What is read: the articles of a case with what was found in each.


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All that the survey reads."""

    articles: tuple[LedgerArticle, ...]
    """By name, so that the order in which they came in does not matter."""
    actors: Mapping[str, LedgerActor] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()
    """Those not undone."""

    @property
    def claims(self) -> dict[str, LedgerClaim]:
        """All claims by id, in the order of articles and numbers."""
        return {claim.id: claim for article in self.articles for claim in article.claims}


# What is found: copies and origins.


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One article took text from another, or both from a third."""

    child: str
    parent: str
    """Which of the two is the parent is ``direction`` sure; below .5 nobody can tell."""
    kind: CopyKind
    score: float
    """How sure it is that one text went into the other, 0 to 1."""
    direction: float
    containment: float
    """Share of the child's own text that stands in the parent, 0 to 1."""
    passages: tuple[tuple[Span, Span], ...] = ()
    """Aligned stretches: in the child, in the parent."""
    reason: str = ""
    """What shows it, in words a user can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where claims come from in the end, as far as the articles tell."""

    id: str
    kind: OriginKind
    name: str | None
    claims: tuple[str, ...]
    circular: bool = False
    """The articles only cite each other: no origin outside is known."""
    actor: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependence:
    """Two origins that may be one."""

    a: str
    b: str
    probability: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """All origins of a case, and which of them may be one."""

    origins: tuple[Origin, ...]
    of_claim: Mapping[str, str]
    """Claim id to origin id."""
    dependences: tuple[Dependence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCount:
    """How many independent origins: at least, at best knowledge, at most."""

    low: int
    best: int
    high: int
    why: str = ""


# Propositions and what speaks against what.


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A claim's part in a proposition."""

    claim: str
    sign: Sign
    """-1: it says the opposite."""
    is_hedged: bool
    score_frame: float
    """How well its event and actors fit the others', 0 to 1."""
    score_net: float | None = None
    """What the pair net says of it; None where it was not asked."""
    is_open: bool = False
    """The two scores disagree, so that a person should look."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """Something that claims assert, deny or hedge."""

    id: str
    text: str
    """The words of the claim that says it plainest."""
    claim: str
    """The id of that claim."""
    members: tuple[Member, ...]
    """At least one with sign 1, each claim once."""
    conflict: ConflictKind | None = None
    """The kind of the first contradiction that it is in; None where there is none."""
    support: OriginCount = field(default_factory=lambda: OriginCount(low=0, best=0, high=0))
    """Origins of the members with sign 1 that do not hedge."""
    dissent: OriginCount = field(default_factory=lambda: OriginCount(low=0, best=0, high=0))
    """Origins of those with sign -1."""

    @property
    def is_open(self) -> bool:
        """Whether a person should look at a member."""
        return any(member.is_open for member in self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two claims cannot both be so."""

    kind: ConflictKind
    a: str
    """Claim ids; ``a`` is the lower by article and number."""
    b: str
    propositions: tuple[str, str]
    """Those of ``a`` and ``b``; twice the same for a denial."""
    score: float
    reason: str
    """E.g. ``"41 dead; 12 dead"``."""
    words: tuple[Span, Span]
    """What disagrees, in the articles of ``a`` and ``b``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftStep:
    """How one claim stands on the way of a story."""

    claim: str
    standing: Literal["denied", "doubted", "rumour", "possible", "reported", "fact", "admitted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A proposition whose standing changes on its way, by time or along copies."""

    proposition: str
    direction: Literal["hardens", "softens", "turns"]
    voice: str | None
    """Whose: an actor or outlet by name; None for the way through several outlets."""
    steps: tuple[DriftStep, ...]


# Versions, records of sources, predictions, the network.


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A proposition in a version."""

    proposition: str
    state: Literal["holds", "falls", "open"]
    because: tuple[str, ...] = ()
    """For one that falls: the propositions that hold and exclude it, as few as do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backer:
    """Somebody who says what a version holds."""

    name: str
    actor: str | None
    claims: tuple[str, ...]
    against: int = 0
    """How many of the claims of the same voice the version cannot take in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A set of propositions without contradiction that no further one of its issue can join."""

    id: str
    issue: str
    propositions: tuple[Placed, ...]
    backers: tuple[Backer, ...]
    weight: float
    """Origins behind what holds, each voice counted up to a cap."""
    weakest: str | None
    """The proposition that holds on the fewest origins."""
    apart_from: str | None
    """The version next in weight, if there is one."""
    test: str | None
    """The proposition that would separate it from that version best."""
    is_whole: bool = True
    """All versions of the issue were found; False: only the weightiest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Camp:
    """Voices and outlets that back the same versions."""

    number: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """What came of what a voice or an outlet said."""

    name: str
    kind: Literal["outlet", "voice"]
    actor: str | None
    claims: int
    shared: int
    """Propositions on which others spoke too."""
    confirmed: int
    contradicted: int
    alone: int
    later_right: int
    """Predictions that came true, or contested claims that a person settled so."""
    reliability: tuple[float, float, float] | None = None
    """Low, middle, high of the share that is right; None: not enough overlap to say."""
    basis: str = ""
    """The numbers it rests on, or why there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A claim about what will be, and what came of it."""

    id: str
    claim: str
    by: str | None
    actor: str | None
    text: str
    condition: str | None
    probability: tuple[float, float, float] | None
    """Low, middle, high, where words or a number state it; of the thing without its "not"."""
    basis: str | None
    """The words that state it."""
    made: str | None
    """EDTF: when."""
    due: str | None
    """EDTF; None: none given."""
    due_basis: str
    state: PredictionState
    settled_by: tuple[str, ...] = ()
    """Claim ids."""
    decided_by: str = ""
    """``"person"``, or the name of the rule."""
    copies: tuple[str, ...] = ()
    """Claims that tell the same prediction again."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Holder and target of stances, over all who tell them."""

    holder: str
    target: str
    sign: Literal[-1, 0, 1]
    """0: disputed, some say for and some against."""
    kinds: tuple[str, ...]
    according_to: tuple[str, ...]
    """Names of those who say so."""
    origins: int
    stances: tuple[tuple[str, Span], ...]
    """Where it is told: article, words."""
    frustrated: bool = False
    """At odds with the split into two sides that fits best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How far a signed network falls into two sides."""

    nodes: int
    edges: int
    frustration: int
    """The least number of edges at odds with any split into two."""
    is_proved: bool
    triangles: float | None
    """Share of triangles with an even number of minus signs; None where there is none."""
    walk: float | None
    shuffled: tuple[float, float] | None
    """Mean and standard deviation of the frustration with the signs shuffled; None where too few edges."""
    sides: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Who is for and against whom."""

    edges: tuple[Edge, ...]
    balance: Balance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """All that was found across the articles of a case."""

    copies: tuple[Copy, ...] = ()
    origins: Origins = field(default_factory=lambda: Origins(origins=(), of_claim={}))
    propositions: tuple[Proposition, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    drifts: tuple[Drift, ...] = ()
    versions: tuple[Version, ...] = ()
    camps: tuple[Camp, ...] = ()
    records: tuple[SourceRecord, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    network: Network = field(default_factory=lambda: Network(edges=(), balance=None))
