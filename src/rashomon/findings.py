"""The frozen records of what the survey finds across the articles of a case.

An article is known by its name, a claim by its id, an actor by its id. Spans are half-open, in code points of
the text of the article that is named beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rashomon.ledger import Answers, Sign
from rashomon.records import Span

SLANT = "slant"
"""The maker of a stance that an outlet's own words show; its holder is the outlet, named by no words."""
OUTLET_HOLDER = "outlet:"
"""What stands before the name of an outlet where an actor's id stands else."""

ConflictKind = Literal["polarity", "number", "time", "place", "actor", "act", "speech"]
"""What two claims disagree on; ``"act"``: acts that exclude each other; ``"speech"``: that it was said."""
CopyKind = Literal["copy", "excerpt", "embed", "rewritten", "cites"]
OriginKind = Literal["outlet", "agency", "named", "unnamed", "unknown"]
PredictionState = Literal["open", "yes", "no", "void", "expired", "ambiguous"]

WHOLE_CASE = "all"
"""What the issue of a version is called that goes over all issues."""


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


def joint(one: str, other: str, probability: float, reason: str) -> Dependence:
    """The dependence of two origins, in whatever order they come.

    >>> joint("y", "x", 0.5, "both give 37").a
    'x'
    """
    a, b = sorted((one, other))
    return Dependence(a=a, b=b, probability=probability, reason=reason)


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
    """That it is of one thing with the plainest member, as the pair net says; None: it was not asked."""
    is_open: bool = False
    """Nothing sure ties it to the claim of the words, or the pair net disagrees: a person should look."""
    likely: float = 1.0
    """How likely it is of this: of those that are open the mean over its pairs with those that are not."""
    knot: int = 0
    """Members of one number are tied by pairs surely of one thing; 0: with the claim of the words."""
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
    """Each claim once; where all have sign -1, the text is what all of them deny."""
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

    def holds(self, member: Member) -> bool:
        """Whether a member is sure to be of this; the claim that gives it its words always is."""
        return not member.is_open or member.claim == self.claim


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
    """``"all"``: what one camp, or one source on its own, tells over all issues."""
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
    camp: int | None = None
    """The number of the camp that tells it; None of a version of one issue, and of what one source tells."""


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
    sign: Sign = 1
    """-1: it says that the thing will not be; a state of yes is then that it was not."""
    is_scored: bool = True
    """False for what is said to be possible only: whatever comes cannot prove it wrong."""


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
    signs: tuple[Sign, ...] = ()
    """Of each of ``stances``, which sign it is told with."""
    times: tuple[str | None, ...] = ()
    """Of each of ``stances``, EDTF: when it is so, else when the article came out."""

    @property
    def is_outlets(self) -> bool:
        """Whether an outlet holds it, as its own words show; it is no actor with a page of its own."""
        return self.holder.startswith(OUTLET_HOLDER)


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
    answers: Answers = field(default_factory=Answers, compare=False, repr=False)
    """What the pair net was asked for all this; kept for the next survey, not given back."""
