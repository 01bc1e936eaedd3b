"""Which claims say what will be: each part that foretells something, with holder, condition and chance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rashomon.ledger import Ledger, LedgerActor, LedgerArticle, LedgerClaim, LedgerEvent, Sign
from rashomon.names.folding import fold
from rashomon.qualify.probability import Probability, stated_probability
from rashomon.qualify.standing import qualify_span
from rashomon.records import Article, Certainty, Document, Mode, Polarity, Span
from rashomon.survey.due import NOT_GIVEN, NOTHING, Due, Elsewhere, find_due
from rashomon.survey.forecast_context import (
    elsewhere_of,
    is_retold,
    said_before,
    speaks_of_himself,
    tail_of,
)
from rashomon.survey.telling_days import day_told, is_told_again
from rashomon.survey.wording import stem
from rashomon.text import digest, word_set

# "If it rains, we stay at home" tells a habit; these words make it a prediction.
_TO_COME = re.compile(
    r"\b(?:will|won['’]t|shall|would|wouldn['’]t|may|might|can|cannot|could|(?:going|about|bound|set) to)\b"
    r"|['’]ll\b",
    re.IGNORECASE,
)
_SURELY_TO_COME = re.compile(
    r"\b(?:will|won['’]t|shall|would|wouldn['’]t|(?:going|bound|set) to)\b|['’]ll\b", re.IGNORECASE
)
# What would have been is no prediction any more.
_BYGONE = re.compile(r"\b(?:would|could|might|should)(?:n['’]t| not)? have\b", re.IGNORECASE)
# "It may seem strange if you remember that": so it is now.
_SEEMING = re.compile(
    r"\b(?:may|might|could|can|would) (?:\w+ly )?(?:seem|appear|sound|look|be (?:said|argued|called))\b",
    re.IGNORECASE,
)
# Who "would not comment" has declined to; nothing is foretold.
_DECLINED = re.compile(
    r"\b(?:(?:will|would|was|were|is|are|am)(?:\W{1,3}not|n['’]t)|won['’]t|(?:nobody|no one) (?:will|would))"
    r"(?: going to)?(?: (?:even|yet|\w+ly))? (?:say|comment|discuss|speculate|elaborate|confirm|name|reveal"
    r"|disclose|guess|identify|specify|tell|talk|speak|answer|be drawn|be quoted|go into|add|swear|vouch|call"
    r"|describe|rule out|exclude|deny|dispute)\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(r"\b(?:may|might|can|cannot|could|possibl[ey]|perhaps)\b", re.IGNORECASE)
# A content may foretell several things, each to be settled by itself.
_PARTS = re.compile(
    r"(?<=[.!?…])[”\"»’']*\s+(?=[“\"«‘'•–-]?\s*[A-Z])|;\s+|,?\s+(?:and|but|or)\s+(?=that\b)|\n\s*\n"
)
_TO_DO = re.compile(r"^\W*(?:not\s+)?to\s+\w", re.IGNORECASE)
_SUBJECT = re.compile(
    r"\b(?:the|a|an|his|her|its|their|our|my|this|these|those|he|she|it|they|we|you|I|no|every|all|both)\b"
    r"(?!.*\b(?:the|his|her|its|their|our|my|these|those|he|she|it|they|we|I)\b)",
    re.DOTALL,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|they|that)\b[^.]{0,30}\b(?:last|hold|live|liv|surviv|endur)\w*", re.IGNORECASE
)
_PROMISES = "promise pledge vow guarantee forecast predict foretell prophesy"
_PHRASE = 8
_NEAR = 120
_LACK = re.compile(
    r"\W*(?:(?:And|But|So)\s+)?(?P<words>(?:without|in the absence of|failing|barring)\s+[^,.;]{3,60}),",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(?:of|in|on|at|by|for|from|with|to)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """One thing foretold in one claim."""

    id: str
    claim: LedgerClaim
    span: Span
    """The part of the claim's content, in its article."""
    text: str
    condition: Span | None
    """What it hangs on, with its "if", in the article."""
    condition_text: str | None
    holder: str
    """The same for the same holder: an actor's id, else a folded name; ``""`` for nobody."""
    by: str | None
    sign: Sign
    is_possible: bool
    """Said to be possible only."""
    probability: Probability | None
    published: str | None
    told: str | None
    """EDTF: when it was made, where the text says so."""
    is_again: bool
    """The word of saying is in the past of the article: "had predicted"."""
    follows: bool
    """What comes before it foretells something too, whose things its "it" may mean."""
    elsewhere: Elsewhere = NOTHING
    """Days that its words may point to."""
    tail: str = ""
    """Words after the content that tell when."""

    @property
    def made(self) -> str | None:
        """When it was made, as far as this article tells: the day told, else that of the article."""
        return self.told or self.published

    @property
    def content(self) -> str:
        """Its words without the condition, which is blanked so that places stay."""
        if self.condition is None:
            return self.text
        start = self.condition.start - self.span.start
        end = self.condition.end - self.span.start
        return self.text[:start] + " " * (end - start) + self.text[end:]

    @property
    def events(self) -> tuple[LedgerEvent, ...]:
        """What it says to happen, without what the condition says."""
        return tuple(
            event
            for event in self.claim.events
            if self.span.contains(event.span)
            and not (self.condition is not None and self.condition.overlaps(event.span))
        )

    @property
    def condition_events(self) -> tuple[LedgerEvent, ...]:
        """What its condition says to happen."""
        if self.condition is None:
            return ()
        return tuple(event for event in self.claim.events if self.condition.contains(event.span))

    def due(self, made: str | None) -> Due:
        """When it is due if it was made at ``made``."""
        # "A truce will be signed, and it will not last a week": counted from what is yet to come.
        after = "its condition" if self.condition else "what comes before it" if self._points_back else ""
        is_whole = len(self.span) == len(self.claim.span)
        time = self.claim.time if is_whole else None
        due = find_due(self.content, made, time, after=after, elsewhere=self.elsewhere)
        if due.basis == NOT_GIVEN and self.tail:
            return find_due(self.content + self.tail, made, after=after, elsewhere=self.elsewhere)
        return due

    @property
    def _points_back(self) -> bool:
        return self.follows and bool(_POINTS_BACK.search(self.text))


def is_prediction(text: str, mode: str) -> bool:
    """Whether a claim says what will be: predicted, or conditional with something yet to come.

    What would have been is past, and who "would not comment" has declined to; what is asked, wished or
    demanded is another thing.

    >>> is_prediction("it will hold", "predicted"), is_prediction("if it rains, they stay in", "conditional")
    (True, False)
    """
    rest = _SEEMING.sub("", _DECLINED.sub("", text))
    if _BYGONE.search(text) or (rest != text and not _TO_COME.search(rest)):
        return False
    return mode == "predicted" or (mode == "conditional" and bool(_TO_COME.search(text)))


def read_forecasts(ledger: Ledger) -> tuple[Forecast, ...]:
    """All that the claims of a case foretell, by article and place.

    Where one claim is told by several voices in one stretch of text, it is that of the last voice; where a
    claim only reports a forecast that is a claim by itself, it is left to that one.
    """
    return tuple(
        forecast
        for article in ledger.articles
        for forecast in _following(
            _innermost(
                [one for claim in article.claims for one in _forecasts(claim, article, ledger.actors)]
            ),
            article.text,
        )
    )


def _innermost(forecasts: Sequence[Forecast]) -> list[Forecast]:
    """Those that are not told anew, word by word or within their words, by a longer chain of voices."""
    kept: list[Forecast] = []
    ordered = sorted(forecasts, key=lambda one: (-len(one.claim.voices), one.span, one.id))
    for one in ordered:
        depth = len(one.claim.voices)
        if not any(one.span.contains(other.span) and len(other.claim.voices) > depth for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.span, one.id))


def _following(forecasts: Sequence[Forecast], text: str) -> Iterator[Forecast]:
    """Those that come right after another of the same holder know it: "it will not last"."""
    before: Forecast | None = None
    for one in forecasts:
        is_next = before is not None and before.holder == one.holder and bool(one.holder)
        between = text[before.span.end : one.span.start] if before and is_next else "\n\n"
        is_near = len(between) <= _NEAR and "\n\n" not in between
        yield replace(one, follows=True) if is_near and not one.follows else one
        before = one


def _forecasts(
    claim: LedgerClaim, article: LedgerArticle, actors: Mapping[str, LedgerActor]
) -> Iterator[Forecast]:
    if claim.mode in ("asked", "wished", "demanded"):
        return
    parts = _parts(claim)
    for number, span in enumerate(parts):
        standing = _standing(claim, article.text, span, number, len(parts))
        text = span.of(article.text)
        if standing and is_prediction(text, standing.mode) and _says_something(claim, span, text):
            one = _forecast(claim, article, span, standing, number > 0)
            yield _resolved(one, article, actors)
    if len(parts) == 1 and claim.mode == "actual" and _is_promised(claim, article):
        own = _Standing("predicted", claim.polarity, claim.certainty, None)
        one = _forecast(claim, article, claim.span, own, False)
        if one.due(one.made).value:
            yield _resolved(one, article, actors)


def _is_promised(claim: LedgerClaim, article: LedgerArticle) -> bool:
    """Whether the content is a thing promised: "elections" in "he promised elections before the autumn"."""
    cue = claim.speaker.cue
    words = cue.of(article.text).split() if cue else []
    is_phrase = len(claim.text.split()) <= _PHRASE and not _TO_COME.search(claim.text)
    return bool(words) and is_phrase and stem(words[-1]) in _promising() and claim.polarity == "positive"


@cache
def _promising() -> frozenset[str]:
    return frozenset(stem(word) for word in word_set(_PROMISES))


def _parts(claim: LedgerClaim) -> list[Span]:
    """The sentences and "that" clauses of the content; the whole of one that is made of several spans."""
    if len(claim.spans) > 1:
        return [claim.span]
    start, at, parts = claim.span.start, 0, []
    for match in _PARTS.finditer(claim.text):
        parts.append(Span(start + at, start + match.start()))
        at = match.end()
    parts.append(Span(start + at, start + len(claim.text)))
    return [part for part in parts if len(part) > 0]


@dataclass(frozen=True, slots=True)
class _Standing:
    mode: Mode
    polarity: Polarity
    certainty: Certainty
    condition: Span | None


def _standing(claim: LedgerClaim, text: str, span: Span, number: int, parts: int) -> _Standing | None:
    """How a part of the content stands; the first inherits what the word of saying makes of it."""
    own = _Standing(claim.mode, claim.polarity, claim.certainty, claim.condition or _lack(text, span))
    if parts == 1:
        return _replaced(own, _narrowed(text, span, own.condition))
    if not _TO_COME.search(span.of(text)):
        return own if number == 0 and claim.mode == "predicted" else None
    words = span.of(text)
    read = qualify_span(
        Document(article=Article(name="", text=words), sentences=(Span(0, len(words)),)), Span(0, len(words))
    )
    within = read.condition
    condition = Span(span.start + within.start, span.start + within.end) if within else _lack(text, span)
    certainty = claim.certainty if claim.certainty in ("probable", "possible") else read.certainty
    if number == 0:
        return _replaced(own, _narrowed(text, span, claim.condition or condition))
    return _Standing(read.mode, read.polarity, certainty, _narrowed(text, span, condition))


def _lack(text: str, span: Span) -> Span | None:
    """A condition without an "if": "without an operation, he will ..."."""
    match = _LACK.match(span.of(text))
    if match is None or _TO_COME.search(match["words"]):
        return None
    return Span(span.start + match.start("words"), span.start + match.end("words"))


def is_lack(condition: str | None) -> bool:
    """Whether a condition says what has to be missing.

    >>> is_lack("without an operation"), is_lack("if it rains")
    (True, False)
    """
    return bool(condition) and bool(_LACK.match(f"{condition},"))


def _replaced(standing: _Standing, condition: Span | None) -> _Standing:
    return _Standing(standing.mode, standing.polarity, standing.certainty, condition)


def _narrowed(text: str, span: Span, condition: Span | None) -> Span | None:
    """The condition within the part; one that has swallowed what hangs on it ends where that begins."""
    if condition is None or not span.contains(condition):
        return None
    words = condition.of(text)
    outside = text[span.start : condition.start] + text[condition.end : span.end]
    to_come = list(_SURELY_TO_COME.finditer(words))
    if not to_come or _TO_COME.search(outside):
        return condition
    subject = _SUBJECT.search(words, 0, to_come[-1].start())
    while subject and _OF.search(words[: subject.start()]):
        subject = _SUBJECT.search(words, 0, subject.start())
    if subject is None or subject.start() < 4:
        return condition
    return Span(condition.start, condition.start + len(words[: subject.start()].rstrip(" ,")))


def _says_something(claim: LedgerClaim, span: Span, text: str) -> bool:
    """Whether the part is a sentence, or tells an act: "a long contract" foretells nothing."""
    has_event = any(span.contains(event.span) for event in claim.events)
    return has_event or bool(_TO_COME.search(text)) or bool(_TO_DO.match(text))


def _forecast(
    claim: LedgerClaim, article: LedgerArticle, span: Span, standing: _Standing, follows: bool
) -> Forecast:
    speaker, text = claim.speaker, span.of(article.text)
    cue = speaker.cue.of(article.text) if speaker.cue else ""
    condition = standing.condition
    rest = text
    if condition:
        rest = article.text[span.start : condition.start] + article.text[condition.end : span.end]
    is_again = is_told_again(article.text, claim)
    told = day_told(article.text, claim, article.published) or said_before(article, claim)
    is_over = not told and is_retold(article, claim, is_again=is_again)
    is_possible = not _SURELY_TO_COME.search(rest) and bool(_POSSIBLE.search(rest))
    return Forecast(
        id=prediction_id(claim.id, span.start - claim.span.start if follows else 0),
        claim=claim,
        span=span,
        text=text,
        condition=condition,
        condition_text=condition.of(article.text) if condition else None,
        holder=holder_of(claim, article),
        by=speaker.name,
        sign=-1 if standing.polarity == "negative" else 1,
        is_possible=is_possible or standing.certainty == "possible",
        probability=stated_probability([text], cue),
        published=article.published,
        told=told,
        is_again=is_again,
        follows=follows,
        elsewhere=elsewhere_of(article, span, is_over=is_over),
        tail=tail_of(article, span) if span.end == claim.span.end else "",
    )


def prediction_id(claim: str, place: int = 0) -> str:
    """The id of the prediction that begins ``place`` characters after the beginning of a claim."""
    return digest("prediction", claim, *([str(place)] if place else []), length=16)


def holder_of(claim: LedgerClaim, article: LedgerArticle) -> str:
    """Whose words a claim is: an actor's id, else a folded name; ``""`` for nobody's."""
    speaker = claim.speaker
    if speaker.kind == "rumour":
        return ""
    if speaker.kind == "outlet" or not (speaker.actor or speaker.name):
        return f"outlet:{fold(speaker.name or article.outlet or article.name)}"
    return speaker.actor or f"name:{fold(speaker.name or '')}"


def _resolved(one: Forecast, article: LedgerArticle, actors: Mapping[str, LedgerActor]) -> Forecast:
    """With the holder's name across the case, also where only a part of the name stands here."""
    speaker = one.claim.speaker
    if speaker.kind in ("rumour", "outlet") or not speaker.name:
        return one
    actor = actors.get(speaker.actor or "")
    himself = speaks_of_himself(one.claim) if actor is None and speaker.kind == "unnamed" else None
    if himself is not None and himself in actors:
        return replace(one, by=actors[himself].name, holder=himself)
    if actor is None and (found := _called(fold(speaker.name), article, actors)):
        return replace(one, by=found.name, holder=found.id)
    if actor and (speaker.kind == "named" or fold(speaker.name) in fold(actor.name).split()):
        return replace(one, by=actor.name)
    return one


def _called(name: str, article: LedgerArticle, actors: Mapping[str, LedgerActor]) -> LedgerActor | None:
    """The one actor of the article with that name, or whose name ends in it."""
    here = {actor for claim in article.claims for _, actor in claim.actors}
    here |= {voice.actor for claim in article.claims for voice in claim.voices if voice.actor}
    known = [actors[one] for one in sorted(here) if one in actors]
    fitting = [
        actor
        for actor in known
        if actor.kind in ("person", "organisation")
        and (name == fold(actor.name).split()[-1] or any(name == fold(other) for other in actor.names))
    ]
    return fitting[0] if len(fitting) == 1 else None
