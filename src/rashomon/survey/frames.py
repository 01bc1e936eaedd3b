"""Who did what to whom, where and when: what a claim says, in a form that can be compared with another's.

Words stay out of it as far as they can: acts are classes, parties are actors' ids, days are EDTF. Two claims
say the same where act, parties, time and place do (so the guidelines of ECB+ for events across documents).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rashomon.ledger import LedgerActor, LedgerArgument, LedgerClaim, LedgerEvent, Sign
from rashomon.names.folding import fold
from rashomon.records import Certainty, Mode, Span
from rashomon.survey.predicates import Naming, named_by
from rashomon.survey.wording import content_words, head_of, stem, word_tables

SURE_CODE = 0.6
"""From this score on a PLOVER code counts as a class."""
_BEING = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\b(?:\s+\w+){0,4}?\s+(in|at|on|near|inside|aboard)\b", re.I
)
"""To be somewhere is an act of its own, though no event stands for it."""
_PARTIES = ("agent", "patient", "recipient")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Who or what fills a role."""

    role: str
    """agent, patient, recipient."""
    text: str
    span: Span
    head: str
    """Stem of the word that the phrase is about; ``""`` for a pronoun."""
    actor: str | None = None
    """The id of the actor that the phrase means."""
    is_place: bool = False
    """Whether that actor is a place: it may stand for who rules it."""
    kin: frozenset[str] = frozenset()
    """Actors tied to that one: a capital's country, a country's capital. A weaker match."""
    within: frozenset[str] = frozenset()
    """Actors named inside the phrase, as in "the port of X", "X's brother"."""
    words: frozenset[str] = frozenset()
    """Stems of the phrase's content words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One thing that a claim says."""

    claim: str
    event: int | None
    """Number within the article; None where no event was found and words must do."""
    is_main: bool
    """Whether it carries the claim."""
    span: Span
    """The words that name the act; those of the claim where there is none."""
    lemma: str
    classes: frozenset[str] = frozenset()
    """Names of classes.toml, and PLOVER codes (in capitals) where they are sure."""
    turned: frozenset[str] = frozenset()
    """Those of ``classes`` whose agent is the other party here ("lose" for "take")."""
    states: frozenset[str] = frozenset()
    """Those of ``classes`` that are told as a state ("hold" for "take")."""
    fillers: tuple[Filler, ...] = ()
    time: str | None = None
    """EDTF."""
    place: str | None = None
    """``"geonames:ID"`` or the folded name."""
    places: frozenset[str] = frozenset()
    """All of its places, by the same names, and the ids of actors that are places."""
    where: frozenset[str] = frozenset()
    """The words for its own places, folded."""
    sign: Sign = 1
    """-1: the one who says it holds that it is not so."""
    mode: Mode = "actual"
    certainty: Certainty = "unspecified"
    factuality: float = 0.0
    words: frozenset[str] = frozenset()
    """Stems of the content words of the whole claim."""
    plain: frozenset[str] = frozenset()
    """Those outside of the names of actors."""
    actors: frozenset[str] = frozenset()
    """All actors that the claim names."""

    def of(self, role: str) -> tuple[Filler, ...]:
        """Who or what fills a role."""
        return tuple(filler for filler in self.fillers if filler.role == role)


class _Own(NamedTuple):
    """What of a claim its own voice says."""

    claim: LedgerClaim
    text: str
    """With blanks for what others say, so that offsets stay."""
    named: tuple[tuple[Span, str], ...]
    events: tuple[LedgerEvent, ...]
    actors: Mapping[str, LedgerActor]
    words: frozenset[str]
    plain: frozenset[str]

    @property
    def start(self) -> int:
        """Where the text begins in the article."""
        return self.claim.spans[0].start


def frames_of(
    claim: LedgerClaim, actors: Mapping[str, LedgerActor], inner: Sequence[Span] = ()
) -> tuple[Frame, ...]:
    """What a claim says, the frame that carries it first.

    Args:
        claim: The claim.
        actors: All actors by id, for their ties.
        inner: Stretches of the content that others say, not the claim's own voice.

    Returns:
        A frame for each event outside ``inner``; one made of words and actors where there is none.
    """
    own = _own(claim, actors, inner)
    if not own.events:
        return (_thin(own),)
    main = max(own.events, key=lambda event: (_weight(own, event), -event.span.start, -event.number))
    rest = sorted((event for event in own.events if event is not main), key=lambda event: event.span)
    return (_frame(own, main, is_main=True), *(_frame(own, event, is_main=False) for event in rest))


def _own(claim: LedgerClaim, actors: Mapping[str, LedgerActor], inner: Sequence[Span]) -> _Own:
    start = claim.spans[0].start
    text = _blanked(claim.text, start, inner)

    def is_own(span: Span) -> bool:
        return not any(other.contains(span) for other in inner)

    named = tuple(pair for pair in claim.actors if is_own(pair[0]))
    return _Own(
        claim=claim,
        text=text,
        named=named,
        events=tuple(event for event in claim.events if is_own(event.span)),
        actors=actors,
        words=content_words(text),
        plain=content_words(_blanked(text, start, [span for span, _ in named])),
    )


def _blanked(text: str, start: int, spans: Sequence[Span]) -> str:
    """The text with blanks in the place of ``spans``, which count from ``start``."""
    letters = list(text)
    for span in spans:
        for place in range(max(0, span.start - start), min(len(letters), span.end - start)):
            letters[place] = " "
    return "".join(letters)


def _weight(own: _Own, event: LedgerEvent) -> float:
    """How likely an event carries the claim: early, in no subordinate clause, standing as the claim does."""
    before = own.text[: max(0, event.span.start - own.start)]
    weight = -0.1 * min(len(before) / 60, 5) - 0.4 * _is_subordinate(before)
    weight += 0.3 * (event.polarity == own.claim.polarity) + 0.2 * (event.mode == own.claim.mode)
    roles = {argument.role for argument in event.arguments}
    weight += 0.25 * ("agent" in roles) + 0.1 * ("patient" in roles)
    return weight + 0.15 * bool(_namings(own, event))


def _is_subordinate(before: str) -> bool:
    """Whether the words before a verb open a clause that hangs on another: "if", "who"."""
    clause = before.replace(";", ",").rsplit(",", 1)[-1]
    openers = set(word_tables()["subordinate"].split())
    return bool(openers & set(fold(clause).split()))


def _namings(own: _Own, event: LedgerEvent) -> tuple[Naming, ...]:
    words = event.text.split()
    after = own.text[event.span.end - own.start :].split(maxsplit=1)
    following = words[1] if len(words) > 1 else after[0] if after else ""
    particle = fold(following)
    if particle not in word_tables()["particles"].split():
        particle = ""
    return named_by(event.lemma or words[0], particle) or named_by(words[0], particle)


def _frame(own: _Own, event: LedgerEvent, *, is_main: bool) -> Frame:
    namings = _namings(own, event)
    code = {event.code} if event.code and event.code_score >= SURE_CODE else set()
    place, places = _places(own, event, is_main)
    return Frame(
        claim=own.claim.id,
        event=event.number,
        is_main=is_main,
        span=event.span,
        lemma=event.lemma or stem(event.text),
        classes=frozenset(naming.name for naming in namings) | code,
        turned=frozenset(naming.name for naming in namings if naming.is_turned),
        states=frozenset(naming.name for naming in namings if naming.is_state),
        fillers=tuple(_filler(own, part) for part in event.arguments if part.role in _PARTIES),
        time=_time(own, event, is_main),
        place=place,
        places=places,
        where=frozenset(fold(part.text) for part in event.arguments if part.role == "place" and part.value),
        sign=_sign(own, event, is_main),
        mode=event.mode,
        certainty=event.certainty,
        factuality=event.factuality,
        words=own.words,
        plain=own.plain,
        actors=frozenset(actor for _, actor in own.named),
    )


def _filler(own: _Own, part: LedgerArgument) -> Filler:
    inside = frozenset(actor for span, actor in own.named if part.span.contains(span))
    return Filler(
        role=part.role,
        text=part.text,
        span=part.span,
        head=head_of(part.text),
        actor=part.actor,
        is_place=part.actor is not None
        and part.actor in own.actors
        and own.actors[part.actor].kind == "place",
        kin=kin_of(part.actor, own.actors),
        within=inside - {part.actor},
        words=content_words(part.text),
    )


def kin_of(actor: str | None, actors: Mapping[str, LedgerActor]) -> frozenset[str]:
    """Whom an actor may stand for, and who for it: a land, its people, its capital."""
    if actor is None or actor not in actors:
        return frozenset()
    return frozenset(other for _, other in actors[actor].ties)


def _sign(own: _Own, event: LedgerEvent, is_main: bool) -> Sign:
    """What is denied of the whole claim is denied of the event that carries it."""
    return -1 if "negative" in (event.polarity, own.claim.polarity if is_main else None) else 1


def _time(own: _Own, event: LedgerEvent, is_main: bool) -> str | None:
    """The event's own time, else the claim's where it carries the claim."""
    values = [part.value for part in event.arguments if part.role == "time" and part.value]
    return values[0] if values else own.claim.time if is_main else None


def _places(own: _Own, event: LedgerEvent, is_main: bool) -> tuple[str | None, frozenset[str]]:
    parts = [part for part in event.arguments if part.role == "place"]
    values = [part.value for part in parts if part.value]
    ids = {part.actor for part in parts if part.actor}
    inside = {actor for part in parts for span, actor in own.named if part.span.contains(span)}
    place = values[0] if values else own.claim.place if is_main else None
    return place, frozenset([*values, *ids, *inside, *([place] if place else [])])


def _thin(own: _Own) -> Frame:
    """A frame of the words and actors of a claim in which no event was found."""
    namings, lemma, span = _named_in(own)
    claim = own.claim
    return Frame(
        claim=claim.id,
        event=None,
        is_main=True,
        span=span,
        lemma=lemma,
        classes=frozenset(naming.name for naming in namings),
        turned=frozenset(naming.name for naming in namings if naming.is_turned),
        states=frozenset(naming.name for naming in namings if naming.is_state),
        time=claim.time,
        place=claim.place,
        places=frozenset([claim.place] if claim.place else []),
        sign=-1 if claim.polarity == "negative" else 1,
        mode=claim.mode,
        certainty=claim.certainty,
        words=own.words,
        plain=own.plain,
        actors=frozenset(actor for _, actor in own.named),
    )


def _named_in(own: _Own) -> tuple[tuple[Naming, ...], str, Span]:
    """The first word of the claim that names an act ("participation", "dead")."""
    place = 0
    for word in own.text.split():
        place = own.text.index(word, place)
        bare = fold(word)
        found = named_by(bare) if bare and " " not in bare else ()
        if found:
            return found, stem(bare), Span(own.start + place, own.start + place + len(word))
        place += len(word)
    match = _BEING.search(own.text)
    if match:
        found = named_by("be", match.group(1).casefold())
        return found, "be", Span(own.start + match.start(), own.start + match.end())
    return (), "", own.claim.span
