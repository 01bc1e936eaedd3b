"""What of a claim can be held against another's: its acts, amounts, day, places, and the scene it tells of.

The scene is more than the claim: "12" says nothing, "the ministry counts 41 dead in the mill, the guard 12"
does. So sentence and paragraph lend a claim what it leaves out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rashomon.ledger import Ledger, LedgerArticle, LedgerClaim
from rashomon.names.folding import fold
from rashomon.records import Span
from rashomon.specify.lexicon import irregular_forms
from rashomon.survey.amounts import Amount, find_amounts
from rashomon.survey.contents import Content, contents_of
from rashomon.survey.contrasts import tables
from rashomon.survey.frames import Frame
from rashomon.survey.wording import content_words, head_of

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+(?=[\"'“‘«(]?[^\W\d_a-z])|\n\s*\n")
_SCENE = re.compile(
    r"\b(?:in|at|on|near|inside|outside|hit|hits|struck|into)\s+((?:the|a|an)\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,2})",
    re.I,
)
_COUNTED = re.compile(
    r"\b(?:how many|number|toll|count|tally)\b[^.;:!\n]{0,40}?\b(dead|died|deaths|killed|wounded|injured)\b",
    re.I,
)
_NUMBER = re.compile(r"\b(?:number|figure|count|total|tally)\b[^.;:!?\d]{0,25}$", re.I)
_VERBAL = ("ed", "ing", "ly")
_DEAD, _HURT = "dead", "wounded"
_FATES = (_DEAD, _HURT, "displaced", "missing")
"""Units of which the next count without a noun is another."""
_HURT_WORDS = ("wounded", "injured")
_NEAR = 150
"""How far from one count another without a noun still counts the same, in characters."""
_FRONT = 25
"""A claim that is no more than a number has it within so many characters."""
_LONGEST = 700
"""A paragraph that is longer is no scene but an article in one piece; then the sentence is all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A claim with what it can be compared by."""

    claim: LedgerClaim
    outlet: str | None
    published: str | None
    """EDTF."""
    sentence: Span
    """Of the article: the sentence, or sentences, that hold the claim."""
    paragraph: Span
    frames: tuple[Frame, ...]
    own: str
    """The words from the claim's first to its last, with blanks for what others say in it: offsets stay."""
    amounts: tuple[Amount, ...]
    """Those in its own words, with the units that the sentence or paragraph lends them."""
    scene: frozenset[str]
    """Stems of the nouns that say where or to what it happened: "market" of "hit the market"."""
    words: frozenset[str]
    """Stems of the content words of the claim and its sentence."""
    days: tuple[str, ...]
    """EDTF of the times that the claim, else its sentence, gives."""
    places: frozenset[str]
    """Of the claim, else of its sentence."""
    actors: frozenset[str]
    is_other: bool = False
    """Whether its sentence tells of "another" such happening, or of one "earlier"."""

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def is_flat(self) -> bool:
        """Whether it is said without a hedge, as what is or was."""
        return not self.claim.is_hedged and self.claim.condition is None

    @property
    def order(self) -> tuple[str, int]:
        """By article and number."""
        return self.claim.article, self.claim.number


def facts_of(ledger: Ledger, contents: Mapping[str, Content] | None = None) -> tuple[Fact, ...]:
    """The facts of all claims, in the order of articles and numbers.

    Args:
        ledger: The case.
        contents: What the claims say, if that is known already (`contents_of`).
    """
    known = contents_of(ledger) if contents is None else contents
    return tuple(
        fact
        for article in sorted(ledger.articles, key=lambda article: article.name)
        for fact in _facts_in(article, known)
    )


def _facts_in(article: LedgerArticle, contents: Mapping[str, Content]) -> Iterator[Fact]:
    claims = sorted(article.claims, key=lambda claim: (claim.span.start, claim.number))
    starts = [claim.span.start for claim in claims]
    sentences = split_sentences(article.text)
    drafts = [
        _draft(article, contents[claim.id], _inside(claim, claims, starts), sentences) for claim in claims
    ]
    by_sentence: dict[Span, list[Fact]] = defaultdict(list)
    for fact in drafts:
        by_sentence[fact.sentence].append(fact)
    for fact in sorted(drafts, key=lambda fact: fact.claim.number):
        near = by_sentence[fact.sentence]
        yield replace(
            fact,
            days=fact.days or _joined(near, "days"),
            places=fact.places or frozenset(place for other in near for place in other.places),
        )


def _joined(near: Sequence[Fact], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for fact in near for value in getattr(fact, name)))


def _inside(claim: LedgerClaim, claims: Sequence[LedgerClaim], starts: Sequence[int]) -> list[Span]:
    """Stretches of the claim that are another's words; ``claims`` lie in the order of ``starts``."""
    whole = claim.span
    return [
        other.span
        for other in claims[bisect_left(starts, whole.start) : bisect_left(starts, whole.end)]
        if other is not claim
        and len(other.span) < len(whole)
        and whole.contains(other.span)
        and other.voices != claim.voices
        and not _is_own_word(other, claim)
    ]


def _is_own_word(inner: LedgerClaim, claim: LedgerClaim) -> bool:
    """Whether who speaks within is the speaker himself: "she had counted 17" is one claim, not two."""
    actor = claim.speaker.actor
    return actor is not None and all(voice.actor == actor for voice in inner.voices[len(claim.voices) :])


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, roughly; nothing of it is left out.

    >>> [span.of("It fell. “No.” She left.") for span in split_sentences("It fell. “No.” She left.")]
    ['It fell. ', '“No.” ', 'She left.']
    """
    edges = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return tuple(Span(start, end) for start, end in pairwise(edges) if start < end)


def _draft(
    article: LedgerArticle, content: Content, inner: Sequence[Span], sentences: Sequence[Span]
) -> Fact:
    claim = content.claim
    sentence = _hull(claim.span, sentences)
    paragraph = _paragraph(claim.span, sentence, article)
    around = paragraph if len(paragraph) <= _LONGEST else _with_last(sentence, sentences)
    return Fact(
        claim=claim,
        outlet=article.outlet,
        published=article.published,
        sentence=sentence,
        paragraph=around,
        frames=content.frames,
        own=_own_words(article.text, claim, inner),
        amounts=_amounts(article.text, claim, inner, sentence, around),
        scene=scene_of(around.of(article.text)),
        words=content_words(sentence.of(article.text)) | content_words(claim.text),
        days=days_of(claim),
        places=_places(content),
        actors=frozenset(actor for _, actor in claim.actors),
        is_other=bool(set(sentence.of(article.text).lower().split()) & tables().elsewhere),
    )


def _own_words(text: str, claim: LedgerClaim, inner: Sequence[Span]) -> str:
    letters = list(claim.span.of(text))
    for span in inner:
        for place in range(span.start - claim.span.start, span.end - claim.span.start):
            letters[place] = " "
    return "".join(letters)


def _hull(span: Span, sentences: Sequence[Span]) -> Span:
    over = [sentence for sentence in sentences if sentence.overlaps(span)]
    return Span(over[0].start, over[-1].end) if over else span


def _with_last(sentence: Span, sentences: Sequence[Span]) -> Span:
    before = [other for other in sentences if other.end == sentence.start and len(other) <= _LONGEST]
    return Span(before[0].start, sentence.end) if before else sentence


def _paragraph(span: Span, sentence: Span, article: LedgerArticle) -> Span:
    """The paragraph, with the question before it where it is an answer."""
    for place, paragraph in enumerate(article.paragraphs):
        if paragraph.overlaps(span):
            before = article.paragraphs[place - 1] if place else None
            is_asked = before is not None and before.of(article.text).rstrip().endswith("?")
            start = before.start if before is not None and is_asked else paragraph.start
            return Span(min(start, sentence.start), max(paragraph.end, sentence.end))
    return sentence


def scene_of(text: str) -> frozenset[str]:
    """Stems of the nouns that say where something was or what it hit, without those that say little.

    >>> sorted(scene_of("Shells hit the grain market in the city. Nine died at a mill."))
    ['market', 'mill']
    """
    heads = {head_of(_noun_phrase(match.group(1))) for match in _SCENE.finditer(text)}
    return frozenset(heads - tables().generic - {""})


def _noun_phrase(words: str) -> str:
    """The words up to a verb that follows the noun: "the mill" of "the mill burned"."""
    kept: list[str] = []
    for word in words.split():
        if len(kept) > 1 and (word.lower() in irregular_forms() or word.endswith(_VERBAL)):
            break
        kept.append(word)
    return " ".join(kept)


def days_of(claim: LedgerClaim) -> tuple[str, ...]:
    """The times that a claim and its events name, EDTF; no durations."""
    values = [part.value for event in claim.events for part in event.arguments if part.role == "time"]
    known = [value for value in (claim.time, *values) if value and not value.startswith("P")]
    return tuple(dict.fromkeys(known))


def _places(content: Content) -> frozenset[str]:
    found = {place for frame in content.frames for place in frame.places}
    if content.claim.place:
        found.add(content.claim.place)
    return content.spots | frozenset(fold(place) if ":" not in place else place for place in found)


# Amounts, and what they count


def _amounts(
    text: str, claim: LedgerClaim, inner: Sequence[Span], sentence: Span, paragraph: Span
) -> tuple[Amount, ...]:
    """Those in the claim's own words, read in their sentence: there may stand what "12" counts."""
    own = [
        amount
        for amount in find_amounts(sentence.of(text), sentence.start)
        if any(span.overlaps(amount.span) for span in claim.spans)
        and not any(part.overlaps(amount.span) for part in inner)
    ]
    return tuple(amount if amount.unit else _lend_unit(amount, claim, text, paragraph) for amount in own)


def _lend_unit(amount: Amount, claim: LedgerClaim, text: str, paragraph: Span) -> Amount:
    """The amount with the unit of what is counted before it in the paragraph, if there is one.

    Where that has no unit either, both get one that holds in this paragraph only.
    """
    if amount.span.start - claim.span.start > _FRONT:
        return amount
    before = text[paragraph.start : amount.span.start]
    earlier = [one for one in find_amounts(before, paragraph.start) if not one.is_part]
    asked = list(_COUNTED.finditer(before))
    here = max((match.end() for match in _SENTENCE_END.finditer(before)), default=0) + paragraph.start
    if asked and not any(one.unit and one.span.start >= here for one in earlier):
        return replace(amount, unit=_HURT if asked[-1].group(1).lower() in _HURT_WORDS else _DEAD)
    if not earlier:
        return replace(amount, unit=f"paragraph {paragraph.start}")
    last = earlier[-1]
    if last.unit and last.unit.startswith(_FATES) and amount.span.start - last.span.end < _NEAR:
        return replace(amount, unit=last.unit, noun=last.noun)
    return replace(amount, unit=f"paragraph {paragraph.start}") if _NUMBER.search(before) else amount
