"""What each claim of a case says, with what it leaves to the sentence before it ("denied it", "12")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rashomon.ledger import Ledger, LedgerActor, LedgerArticle, LedgerClaim, Sign
from rashomon.names.countries import country_of
from rashomon.names.folding import fold
from rashomon.records import Span
from rashomon.survey.amounts import Amount, find_amounts
from rashomon.survey.frames import Filler, Frame, frames_of, kin_of
from rashomon.survey.peoples import with_peoples
from rashomon.survey.wording import stem, word_tables

REACH = 400
"""How many characters before a claim what it leaves out may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What one claim says."""

    claim: LedgerClaim
    frames: tuple[Frame, ...]
    """The first carries the claim."""
    amounts: tuple[Amount, ...] = ()
    published: str | None = None
    same_as: str | None = None
    """The claim that this one repeats, denies or doubts as a whole ("denied it")."""
    same_sign: Sign = 1
    """-1: it says the opposite of that one."""
    spots: frozenset[str] = frozenset()
    """Folded names of the towns, villages and buildings that it names; countries are none."""
    parties: frozenset[str] = frozenset()
    """The actors that it names but for ``spots``; those tied to each other as one."""
    borrowed: frozenset[str] = frozenset()
    """Stems of the words around, for a claim that says only "41 dead" or "on 14 February"."""

    @property
    def main(self) -> Frame:
        """The frame that carries the claim."""
        return self.frames[0]

    @property
    def is_thin(self) -> bool:
        """Whether it says too little to be known by its own words."""
        return bool(self.same_as or self.borrowed) or not (
            self.main.words or self.main.actors or self.amounts
        )


def is_nested(a: Content, b: Content) -> bool:
    """Whether the words of two claims overlap in one article."""
    return a.claim.article == b.claim.article and a.claim.span.overlaps(b.claim.span)


def contents_of(ledger: Ledger) -> dict[str, Content]:
    """What every claim of the case says, by its id, in the order of articles and numbers."""
    actors = with_peoples(ledger.actors)
    return {content.claim.id: content for article in ledger.articles for content in _read(article, actors)}


def _read(article: LedgerArticle, actors: Mapping[str, LedgerActor]) -> Iterator[Content]:
    """The contents of one article; a claim borrows from those before it only."""
    claims = sorted(article.claims, key=lambda claim: claim.number)
    inner = _inner_spans(claims)
    own = {
        claim.id: Content(
            claim=claim,
            frames=tuple(
                _with_speaker(frame, claim, actors) for frame in frames_of(claim, actors, inner[claim.id])
            ),
            amounts=_amounts(claim, inner[claim.id]),
            published=article.published,
            spots=_spots(claim, actors, inner[claim.id]),
            parties=_parties(claim, actors, inner[claim.id]),
        )
        for claim in claims
    }
    for claim in claims:
        own[claim.id] = _complete(own[claim.id], own.values(), article.text)
        yield own[claim.id]


def _inner_spans(claims: Sequence[LedgerClaim]) -> dict[str, tuple[Span, ...]]:
    """For each claim the contents of others that lie within its own and are not all of it."""
    found: dict[str, tuple[Span, ...]] = {}
    ordered = sorted(claims, key=lambda claim: (claim.span.start, -claim.span.end))
    for place, claim in enumerate(ordered):
        spans = []
        for other in ordered[place + 1 :]:
            if other.span.start >= claim.span.end:
                break
            if claim.span.contains(other.span) and len(other.span) < 0.9 * len(claim.span):
                spans += [span for span in other.spans if len(other.voices) > len(claim.voices)]
        found[claim.id] = tuple(spans)
    return found


def _amounts(claim: LedgerClaim, inner: Iterable[Span]) -> tuple[Amount, ...]:
    found = find_amounts(claim.text, claim.spans[0].start)
    hidden = tuple(inner)
    return tuple(
        one for one in found if not one.is_denied and not any(span.contains(one.span) for span in hidden)
    )


def _named(claim: LedgerClaim, inner: Iterable[Span]) -> Iterator[str]:
    hidden = tuple(inner)
    return (actor for span, actor in claim.actors if not any(one.contains(span) for one in hidden))


def _spots(claim: LedgerClaim, actors: Mapping[str, LedgerActor], inner: Iterable[Span]) -> frozenset[str]:
    places = (actors[one] for one in _named(claim, inner) if one in actors and actors[one].kind == "place")
    return frozenset(fold(place.name) for place in places if country_of(place.name) is None)


def _parties(claim: LedgerClaim, actors: Mapping[str, LedgerActor], inner: Iterable[Span]) -> frozenset[str]:
    found = {
        min([one, *(other for _, other in actors[one].ties)]) if one in actors else one
        for one in _named(claim, inner)
        if one not in actors or actors[one].kind != "place" or country_of(actors[one].name)
    }
    return frozenset(found)


def _with_speaker(frame: Frame, claim: LedgerClaim, actors: Mapping[str, LedgerActor]) -> Frame:
    """A pronoun or a missing agent of what somebody denies or says of himself is the one who speaks."""
    speaker = claim.speaker.actor
    if speaker is None or not frame.is_main:
        return frame
    if frame.sign == -1 and frame.classes and not frame.actors and not frame.fillers:
        kin = kin_of(speaker, actors)
        spoken = Filler(role="agent", text="", span=claim.span, head="", actor=speaker, kin=kin)
        return replace(frame, fillers=(spoken,), actors=frozenset([speaker]))
    fillers = tuple(_as_speaker(filler, claim, speaker) for filler in frame.fillers)
    added = frozenset(filler.actor for filler in fillers if filler.actor == speaker and filler.actor)
    return replace(frame, fillers=fillers, actors=frame.actors | added)


def _as_speaker(filler: Filler, claim: LedgerClaim, speaker: str) -> Filler:
    if filler.actor is not None:
        return filler
    if _is_self(filler, claim):
        return replace(filler, actor=speaker)
    if claim.quotation != "indirect" and filler.text.casefold().startswith(("our ", "my ")):
        return replace(filler, within=filler.within | {speaker})
    return filler


def _is_self(filler: Filler, claim: LedgerClaim) -> bool:
    low = filler.text.casefold()
    if claim.quotation == "direct":
        return low in ("i", "we", "me", "us", "ourselves")
    return low in ("it", "i", "we") and filler.role == "agent"


class _Left(NamedTuple):
    """What a claim leaves out."""

    is_whole: bool
    sign: Sign = 1


def _complete(content: Content, others: Iterable[Content], text: str) -> Content:
    left = _left_out(content)
    if left is None:
        return content
    before = _before(content, left, others, text)
    if before is None:
        return content
    if left.is_whole:
        return replace(content, same_as=before.claim.id, same_sign=left.sign)
    return _filled(content, before)


def _left_out(content: Content) -> _Left | None:
    """What the claim leaves to the text before it; None where it stands by itself."""
    frame, claim = content.main, content.claim
    if frame.event is not None or frame.actors - {claim.speaker.actor}:
        return None
    tables = word_tables()
    words = frame.words - {stem(word) for word in tables["talk"].split()}
    contrary = any(word.replace("_", " ") in claim.text.casefold() for word in tables["contrary"].split())
    if content.amounts and not words - {stem(word) for word in tables["counting"].split()} - _of(
        content.amounts
    ):
        return _Left(is_whole=False)
    if words - {stem(word) for word in tables["contrary"].split()} - {"way", "round"}:
        return None
    if claim.time and not frame.words:
        return _Left(is_whole=False)
    is_doubted = frame.sign == -1 or claim.certainty in ("probable", "possible")
    if len(claim.text.split()) > 6 or claim.attribution is None or not (is_doubted or contrary):
        return None
    # "The story of foreign fighters" says itself what it is about.
    if " of " in claim.text:
        return None
    return _Left(is_whole=True, sign=-1 if (frame.sign == -1) != contrary else 1)


def _of(amounts: Iterable[Amount]) -> set[str]:
    words = {stem(amount.noun) for amount in amounts if amount.noun}
    return words | {stem(word) for amount in amounts for word in (amount.unit or "").split()} | _NUMERALS


_NUMERALS = frozenset(stem(word) for word in word_tables()["numerals"].split())


def _can_be_meant(other: Content, left: _Left) -> bool:
    """Whole claims stand for others that say something; a bare number goes with the number before it."""
    if not left.is_whole and other.borrowed:
        return any(amount.unit for amount in other.amounts)
    return bool(other.main.words) and (other.same_as is not None or not other.is_thin)


def _before(content: Content, left: _Left, others: Iterable[Content], text: str) -> Content | None:
    """The nearest claim before whose words can be meant."""
    claim = content.claim
    voice = claim.speaker
    start = min(span.start for span in (claim.span, voice.span, voice.cue) if span is not None)
    near = [
        other
        for other in others
        if other.claim.id != claim.id
        and other.claim.span.end <= start
        and start - other.claim.span.end <= REACH
        and _can_be_meant(other, left)
        and "\n\n" not in text[other.claim.span.end : start].strip()
    ]
    return max(
        near,
        key=lambda one: (one.claim.span.end, len(one.claim.voices), one.claim.number),
        default=None,
    )


def _filled(content: Content, before: Content) -> Content:
    """A bare value in the frame of the claim before it."""
    frame, other = content.main, before.main
    units = [amount.unit for amount in before.amounts if amount.unit]
    units += [unit for act, unit in (("kill", "dead"), ("wound", "wounded")) if act in other.classes]
    amounts = tuple(
        amount if amount.unit or not units else replace(amount, unit=units[0]) for amount in content.amounts
    )
    kept = replace(
        frame,
        classes=frame.classes or other.classes,
        turned=frame.turned or other.turned,
        place=frame.place or other.place,
        places=frame.places or other.places,
        time=frame.time or (other.time if content.amounts else None),
        fillers=other.fillers if content.claim.time and not content.amounts else frame.fillers,
    )
    return replace(content, frames=(kept,), amounts=amounts, borrowed=other.words | before.borrowed)
